"""Soft targets, contrastive losses, CTC and calibration against PyTorch, pixels, paths and single samples."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import groupby, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators import ctc, targets
from quizzer.calculators.calculator import Calculator, print_value
from quizzer.calculators.ctc import ctc_alignments, ctc_least_frames
from quizzer.calculators.refusals import InvalidBox, Refusal
from quizzer.calculators.targets import (
    calibration_ece,
    cutmix_box,
    cutmix_weights,
    distill_loss,
    infonce_loss,
    mixup_target,
    smoothing_floor,
    triplet_loss,
)

EVERY = {
    name: found for module in (targets, ctc) for name, found in vars(module).items() if isinstance(found, Calculator)
}
LN2, LN3, LN4 = math.log(2), math.log(3), math.log(4)
LOGITS = {"teacher": [0, LN2, LN4], "student": [1, 0, -1], "temperature": 2}
BINS = {
    "counts": [10, 30, 0, 60],
    "accuracies": [Fraction(1, 2), Fraction(3, 5), 0, Fraction(9, 10)],
    "confidences": [Fraction(3, 5), Fraction(7, 10), 0, Fraction(17, 20)],
}
EXAMPLES = [
    ("smoothing_floor", {"classes": 10, "smoothing": 0.1}),
    ("smoothing_floor", {"classes": 4, "smoothing": 1, "shared": False}),
    ("distill_loss", LOGITS),
    ("distill_loss", LOGITS | {"divergence": False}),
    ("mixup_target", {"label_a": [1, 0], "label_b": [0, 1], "share": Fraction(7, 10)}),
    ("cutmix_weights", {"height": 8, "width": 10, "box": (6, 2, 14, 6)}),
    ("cutmix_box", {"height": 224, "width": 112, "share": Fraction(3, 4)}),
    ("infonce_loss", {"similarities": [LN3, 0, 0], "temperature": 0.5}),
    ("triplet_loss", {"positive": 5, "negative": 6, "margin": 2}),
    ("ctc_least_frames", {"label": "hello"}),
    ("ctc_alignments", {"label": [1, 1, 2], "frames": 6}),
    ("ctc_alignments", {"label": "cat", "frames": 90}),
    ("calibration_ece", BINS),
]


@pytest.mark.parametrize(("name", "arguments"), EXAMPLES)
def test_every_calculator_explains_itself(name, arguments):
    explained = EVERY[name].explain(EVERY[name].introduce(arguments))
    assert explained.result == EVERY[name](**arguments)
    assert explained.formula
    parts = explained.result if isinstance(explained.result, list | tuple) else [explained.result]
    assert explained.lines[-1].result in {print_value(part) for part in (*parts, explained.result)}


def test_every_calculator_has_its_example():
    assert {name for name, _ in EXAMPLES} == EVERY.keys()


# --- label smoothing and distillation: numbers of PyTorch 2.13, float64 -------------------------------------------


def test_least_loss_with_smoothed_labels_is_that_of_pytorch():
    assert smoothing_floor(10, 0.1) == pytest.approx(0.5002880350577574, rel=1e-12)
    assert smoothing_floor(4, 0.2) == pytest.approx(0.5875009311062075, rel=1e-12)
    assert smoothing_floor(10, 0.1, shared=False) == pytest.approx(0.5448054311250702, rel=1e-12)
    assert smoothing_floor(4, 0.2, shared=False) == pytest.approx(0.7201248812718097, rel=1e-12)
    assert smoothing_floor(5, 0) == 0
    assert smoothing_floor(5, 1) == pytest.approx(math.log(5))


@given(st.integers(2, 6), st.fractions(Fraction(1, 20), Fraction(19, 20)), st.booleans(), st.data())
def test_no_prediction_beats_the_least_loss(classes, smoothing, shared, data):
    other = float(smoothing / (classes if shared else classes - 1))
    goal = [1 - other * (classes - 1)] + [other] * (classes - 1)
    weights = [data.draw(st.integers(1, 9)) for _ in range(classes)]
    loss = -sum(q * math.log(w / sum(weights)) for q, w in zip(goal, weights, strict=True))
    floor = smoothing_floor(classes, smoothing, shared)
    assert loss >= floor - 1e-12
    assert -sum(q * math.log(q) for q in goal) == pytest.approx(floor, rel=1e-9)


def test_distillation_is_that_of_pytorch():
    assert distill_loss(**LOGITS) == pytest.approx(0.9351885240124201, rel=1e-12)
    assert distill_loss(**LOGITS, divergence=False) == pytest.approx(5.174160521888911, rel=1e-12)
    assert distill_loss([1, 2, 5], [2, 3, 6], 3) == pytest.approx(0, abs=1e-12)
    assert math.isfinite(distill_loss([4000, 0], [0, 4000], 2))


# --- mixed labels -------------------------------------------------------------------------------------------------


@given(st.integers(1, 9), st.integers(1, 9), st.tuples(*[st.integers(-4, 9)] * 2, *[st.integers(0, 9)] * 2))
def test_cutmix_weighs_by_the_pixels_that_are_left(height, width, place):
    box = (place[0], place[1], place[0] + place[2], place[1] + place[3])
    pasted = sum(box[0] <= x < box[2] and box[1] <= y < box[3] for x in range(width) for y in range(height))
    assert cutmix_weights(height, width, box) == (
        1 - Fraction(pasted, height * width),
        Fraction(pasted, height * width),
    )


@given(st.integers(1, 300), st.integers(1, 300), st.fractions(0, 1, max_denominator=50))
def test_the_patch_is_the_largest_that_leaves_its_share(height, width, share):
    for side, cut in zip((height, width), cutmix_box(height, width, share), strict=True):
        assert cut**2 <= side**2 * (1 - share) < (cut + 1) ** 2


@given(st.fractions(0, 1, max_denominator=20), st.lists(st.integers(0, 1), min_size=2, max_size=4))
def test_mixed_targets_keep_their_total(share, label):
    turned = label[1:] + label[:1]
    mixed = mixup_target(label, turned, share)
    assert sum(mixed) == sum(label)
    assert mixup_target(turned, label, 1 - share) == mixed


# --- contrastive losses -------------------------------------------------------------------------------------------


def test_contrastive_losses_are_those_of_pytorch():
    assert infonce_loss([0.2, 0.9, -0.3, 0.5], 0.1, 1) == pytest.approx(0.019051036164118396, rel=1e-9)
    assert infonce_loss([0.2 * LN3, 0, 0], 0.2) == pytest.approx(math.log(5 / 3), rel=1e-12)
    assert triplet_loss(5, 6, 2) == 1
    assert triplet_loss(Fraction(1, 2), Fraction(4, 5), Fraction(1, 5)) == 0


# --- CTC ----------------------------------------------------------------------------------------------------------


def collapsed(path):
    return [symbol for symbol, _ in groupby(path) if symbol]


@given(st.lists(st.integers(1, 2), min_size=1, max_size=4), st.integers(1, 7))
def test_alignments_by_writing_out_every_path(label, frames):
    found = sum(collapsed(path) == label for path in product(range(3), repeat=frames))
    assert ctc_alignments(label, frames) == found
    assert (found > 0) == (frames >= ctc_least_frames(label))


@given(st.text("abc", min_size=1, max_size=30), st.integers(1, 120))
def test_alignments_in_closed_form(label, frames):
    repeats = sum(len(list(run)) - 1 for _, run in groupby(label))
    expected = math.comb(max(frames + len(label) - repeats, 0), 2 * len(label))
    assert ctc_alignments(label, frames) == expected


def test_alignments_of_pytorch():
    """exp(−ctc_loss)·Cᵀ of evenly spread probabilities."""
    for label, frames, expected in (([1, 1, 2], 6, 28), ([1, 2, 3], 5, 28), ([1, 2, 1, 1], 9, 495), ([1, 1], 2, 0)):
        assert ctc_alignments(label, frames) == expected


def test_a_long_recursion_shows_its_ends():
    lines = ctc_alignments.explain({"label": "cat", "frames": 90}).lines
    assert [line.index for line in lines] == [1, 2, 89, 90, None]


# --- calibration --------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 20)), min_size=1, max_size=5))
def test_calibration_error_sample_by_sample(bins):
    counts = [hits + misses for hits, misses, _ in bins]
    accuracies = [Fraction(hits, hits + misses) if hits + misses else 0 for hits, misses, _ in bins]
    confidences = [Fraction(twentieths, 20) for *_, twentieths in bins]
    if not sum(counts):
        with pytest.raises(Refusal, match="below_one"):
            calibration_ece(counts, accuracies, confidences)
        return
    gap = sum(abs(sum([1 - c] * hits + [-c] * misses)) for (hits, misses, _), c in zip(bins, confidences, strict=True))
    assert calibration_ece(counts, accuracies, confidences) == Fraction(gap) / sum(counts)


# --- misconceptions -----------------------------------------------------------------------------------------------

SMOOTHED = {"classes": 10, "smoothing": 0.1}
UNSHARED = SMOOTHED | {"shared": False}
MIXED = {"label_a": [1, 0, 0], "label_b": [0, 0, 1], "share": Fraction(7, 10)}
PATCH = {"height": 8, "width": 10, "box": (6, 2, 14, 6)}
SIDES = {"height": 100, "width": 50, "share": Fraction(3, 4)}
PAIRS = {"similarities": [2 * LN3, 0, 0], "temperature": 2}
SLIPS = [
    ("smoothing_floor", "CE-ZEROFLOOR", SMOOTHED, 0.500288035, 0),
    ("smoothing_floor", "CE-SMOOTHREST", SMOOTHED, 0.500288035, 0.544805431),
    ("smoothing_floor", "LS-SHARED", UNSHARED, 0.544805431, 0.500288035),
    ("smoothing_floor", "LS-TRUEONLY", SMOOTHED, 0.500288035, 0.0943106795),
    ("smoothing_floor", "CE-LOG2", SMOOTHED, 0.500288035, 0.721763067),
    ("distill_loss", "KD-NOT2", LOGITS, 0.935188524, 0.233797131),
    ("distill_loss", "KD-T1", LOGITS, 0.935188524, 0.467594262),
    ("distill_loss", "KD-NOTEMP", LOGITS, 0.935188524, 0.880477502),
    ("distill_loss", "KD-TEACHERONLY", LOGITS, 0.935188524, 2.297615539),
    ("distill_loss", "KD-SWAP", LOGITS, 0.935188524, 0.916090434),
    ("mixup_target", "MIX-SWAP", MIXED, [0.7, 0, 0.3], [0.3, 0, 0.7]),
    ("mixup_target", "MIX-HALF", MIXED, [0.7, 0, 0.3], [0.5, 0, 0.5]),
    ("mixup_target", "MIX-HARD", MIXED, [0.7, 0, 0.3], [1, 0, 0]),
    ("cutmix_weights", "MIX-SWAP", PATCH, [0.8, 0.2], [0.2, 0.8]),
    ("cutmix_weights", "CUT-NOCLIP", PATCH, [0.8, 0.2], [0.6, 0.4]),
    ("cutmix_weights", "CUT-SIDE", PATCH, [0.8, 0.2], [0.6, 0.4]),
    ("cutmix_weights", "MIX-HALF", PATCH, [0.8, 0.2], [0.5, 0.5]),
    ("cutmix_box", "CUT-LINEAR", SIDES, [50, 25], [25, 12]),
    ("cutmix_box", "CUT-LAMBDA", SIDES, [50, 25], [86, 43]),
    ("cutmix_box", "CUT-ROUND", SIDES | {"height": 99}, [49, 25], [50, 25]),
    ("infonce_loss", "NCE-NOTEMP", PAIRS, math.log(5 / 3), math.log(11 / 9)),
    ("infonce_loss", "SM-TEMP", PAIRS, math.log(5 / 3), math.log(83 / 81)),
    ("infonce_loss", "NCE-NOPOS", PAIRS, math.log(5 / 3), math.log(2 / 3)),
    ("infonce_loss", "CE-SIGN", PAIRS, math.log(5 / 3), math.log(3 / 5)),
    ("triplet_loss", "TRI-NOCLAMP", {"positive": 3, "negative": 6, "margin": 2}, 0, -1),
    ("triplet_loss", "TRI-SWAP", {"positive": 5, "negative": 6, "margin": 2}, 1, 3),
    ("triplet_loss", "TRI-NOMARGIN", {"positive": 7, "negative": 6, "margin": 2}, 3, 1),
    ("triplet_loss", "TRI-MINUS", {"positive": 9, "negative": 6, "margin": 2}, 5, 1),
    ("ctc_least_frames", "CTC-LENGTH", {"label": "hello"}, 6, 5),
    ("ctc_least_frames", "CTC-ALLREPEATS", {"label": "banana"}, 6, 9),
    ("ctc_least_frames", "CTC-ALLBLANKS", {"label": "hello"}, 6, 11),
    ("ctc_least_frames", "CTC-BETWEEN", {"label": "hello"}, 6, 9),
    ("ctc_alignments", "CTC-REPEATFREE", {"label": "aab", "frames": 6}, 28, 84),
    ("ctc_alignments", "CTC-NOBLANK", {"label": "aab", "frames": 6}, 28, 10),
    ("ctc_alignments", "CTC-PLACES", {"label": "aab", "frames": 6}, 28, 20),
    ("calibration_ece", "ECE-UNWEIGHTED", BINS, 0.07, 1 / 12),
    ("calibration_ece", "ECE-MAX", BINS, 0.07, 0.1),
    ("calibration_ece", "ECE-SIGNED", BINS, 0.07, 0.01),
]


def floats(value):
    return [float(v) for v in value] if isinstance(value, list | tuple) else float(value)


@pytest.mark.parametrize(("name", "slip", "arguments", "right", "wrong"), SLIPS, ids=lambda part: str(part)[:20])
def test_each_mistake_gives_its_own_answer(name, slip, arguments, right, wrong):
    assert floats(EVERY[name](**arguments)) == pytest.approx(right, rel=1e-8)
    assert floats(EVERY[name].mistaken(slip, arguments)) == pytest.approx(wrong, rel=1e-8)


def test_every_mistake_has_its_example():
    assert {(name, slip) for name, slip, *_ in SLIPS} == {
        (name, slip) for name, found in EVERY.items() for slip in found.mistakes
    }


@pytest.mark.parametrize(
    ("call", "argument", "problem"),
    [
        (lambda: smoothing_floor(1, 0.1), "classes", "below_one"),
        (lambda: smoothing_floor(10, 1.1), "smoothing", "no_probability"),
        (lambda: distill_loss([1, 2], [1]), "student", "lengths_differ"),
        (lambda: distill_loss([1, 2], [1, 2], 0), "temperature", "below_one"),
        (lambda: distill_loss([1, float("nan")], [1, 2]), "teacher", "not_finite"),
        (lambda: mixup_target([1, 0], [1], 0.5), "label_b", "lengths_differ"),
        (lambda: mixup_target([1, 0], [0, 1], -0.5), "share", "no_probability"),
        (lambda: cutmix_weights(0, 4, (0, 0, 1, 1)), "height", "below_one"),
        (lambda: cutmix_weights(4, 4, (0, 0, 1, float("inf"))), "box", "not_finite"),
        (lambda: cutmix_box(4, 4, 2), "share", "no_probability"),
        (lambda: infonce_loss([1]), "similarities", "below_one"),
        (lambda: infonce_loss([1, 2], -1), "temperature", "below_one"),
        (lambda: infonce_loss([1, 2], 1, 2), "positive", "no_class"),
        (lambda: triplet_loss(-1, 2), "positive", "below_one"),
        (lambda: ctc_least_frames(""), "label", "below_one"),
        (lambda: ctc_alignments("a", 0), "frames", "below_one"),
        (lambda: ctc_alignments("a", 10**9), "frames", "too_large"),
        (lambda: ctc_alignments("a" * 201, 5), "label", "too_large"),
        (lambda: calibration_ece([1], [0.5, 0.5], [0.5]), "accuracies", "lengths_differ"),
        (lambda: calibration_ece([1, -1], [0.5, 0.5], [0.5, 0.5]), "counts", "below_one"),
        (lambda: calibration_ece([1], [1.5], [0.5]), "accuracies", "no_probability"),
    ],
)
def test_refusals(call, argument, problem):
    with pytest.raises(Refusal) as caught:
        call()
    assert (caught.value.details["argument"], caught.value.details["problem"]) == (argument, problem)


def test_an_inverted_patch_is_refused():
    with pytest.raises(InvalidBox, match="inverted_box"):
        cutmix_weights(8, 8, (4, 4, 2, 6))
