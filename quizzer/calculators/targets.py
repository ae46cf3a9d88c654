"""Soft and mixed targets and the losses on them, contrastive losses, calibration.

Sources: Szegedy et al. 2016, section 7; Hinton et al. 2015, section 2; Zhang et al. 2018 ("mixup"); Yun et al. 2019
("CutMix"); van den Oord et al. 2018, equation 4; Schroff et al. 2015, equation 3; Guo et al. 2017, equation 3.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.boxes import Box, sides_of
from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.losses import log_sum_exp
from quizzer.calculators.optimisers import require_not_negative, require_share
from quizzer.calculators.refusals import (
    Refusal,
    require_counts,
    require_finite,
    require_same_lengths,
)
from quizzer.expressions.tracing import absolute, exp, floor, log, maximum, minimum, named, ratio, sqrt, total, value_of

Numbers = list[float]

# --- label smoothing and distillation -----------------------------------------------------------------------------


def _plogp(share: Any) -> Any:
    return share * log(share) if value_of(share) else 0


def _least_loss(classes: Any, smoothing: Any, shared: bool = True) -> Any:
    if classes < 2:
        raise Refusal("bad_argument", argument="classes", problem="below_one", value=value_of(classes))
    require_share(smoothing=smoothing)
    other = named("other_target", ratio(smoothing, classes if shared else classes - 1))
    true = named("true_target", 1 - smoothing + other if shared else 1 - smoothing)
    return named("loss", -(_plogp(true) + (classes - 1) * _plogp(other)))


@calculator(
    Mistake("CE-ZEROFLOOR", instead=lambda classes, smoothing, shared=True: 0),
    Mistake("CE-SMOOTHREST", given={"shared": False}),
    Mistake("LS-SHARED", given={"shared": True}),
    Mistake(
        "LS-TRUEONLY",
        instead=lambda classes, smoothing, shared=True: (
            -math.log(1 - smoothing + (smoothing / classes if shared else 0))
        ),
    ),
    Mistake(
        "CE-LOG2",
        instead=lambda classes, smoothing, shared=True: _least_loss(classes, smoothing, shared) / math.log(2),
    ),
    structural=("shared",),
    symbols={"classes": "K", "smoothing": "ε"},
)
def smoothing_floor(classes: int, smoothing: float, shared: bool = True) -> float:
    """Least cross-entropy with smoothed targets in nats: their entropy −q·ln q − (K − 1)·r·ln r.

    ε shared over all K classes: q = 1 − ε + ε/K and r = ε/K (PyTorch); without ``shared`` over the others only: q = 1
    − ε and r = ε/(K − 1). Raises Refusal bad_argument: below_one (fewer than two classes), no_probability.
    Source: Szegedy et al. 2016, section 7.
    """
    value: float = _least_loss(classes, smoothing, shared)
    return value


def _distilled(
    teacher: Sequence[Any],
    student: Sequence[Any],
    temperature: Any = 1,
    divergence: bool = True,
    factor: Callable[[Any], Any] = lambda temperature: temperature * temperature,
    student_temperature: Any = None,
) -> Any:
    """The loss; for the misconceptions with another factor, or another temperature of the student."""
    require_same_lengths(teacher, student, "student")
    require_finite([*teacher, *student, temperature], "teacher")
    _require_temperature(temperature)
    student_temperature = temperature if student_temperature is None else student_temperature
    soft, near = [ratio(z, temperature) for z in teacher], [ratio(z, student_temperature) for z in student]
    whole, near_whole = named("teacher_log_sum", log_sum_exp(soft)), named("student_log_sum", log_sum_exp(near))
    terms = []
    for place, (z, s) in enumerate(zip(soft, near, strict=True), 1):
        own = named("teacher_log_share", z - whole, place)
        share = named("teacher_share", exp(own), place)
        other = named("student_log_share", s - near_whole, place)
        terms.append(share * (own - other) if divergence else -(share * other))
    inner = named("divergence", total(terms)) if divergence else named("soft_cross_entropy", total(terms))
    return named("loss", factor(temperature) * inner)


def _require_temperature(temperature: Any) -> None:
    if temperature <= 0:
        raise Refusal("bad_argument", argument="temperature", problem="below_one", value=value_of(temperature))


def _swapped_roles(teacher: Numbers, student: Numbers, **given: Any) -> Any:
    return _distilled(student, teacher, **given)


@calculator(
    Mistake("KD-NOT2", instead=lambda **given: _distilled(**given, factor=lambda temperature: 1)),
    Mistake("KD-T1", instead=lambda **given: _distilled(**given, factor=lambda temperature: temperature)),
    Mistake("KD-NOTEMP", given={"temperature": 1}),
    Mistake("KD-TEACHERONLY", instead=lambda **given: _distilled(**given, student_temperature=1)),
    Mistake("KD-SWAP", instead=_swapped_roles),
    structural=("divergence",),
    symbols={"teacher": "t", "student": "s", "temperature": "T"},
)
def distill_loss(teacher: Numbers, student: Numbers, temperature: float = 1, divergence: bool = True) -> float:
    """Distillation loss of one sample from logits: T²·KL(p‖q) with p = softmax(t/T) and q = softmax(s/T), in nats.

    Without ``divergence`` T² times the cross-entropy −Σp·ln q. Soft part only, no hard label. Raises Refusal
    bad_argument: lengths_differ, not_finite, below_one (temperature not above 0).
    Source: Hinton et al. 2015, section 2.
    """
    value: float = _distilled(teacher, student, temperature, divergence)
    return value


# --- mixed labels -------------------------------------------------------------------------------------------------


def _mixed(label_a: Numbers, label_b: Numbers, share: float) -> Numbers:
    require_same_lengths(label_a, label_b, "label_b")
    require_finite([*label_a, *label_b], "label_a")
    require_share(share=share)
    return [
        named("mixed_target", share * a + (1 - share) * b, place)
        for place, (a, b) in enumerate(zip(label_a, label_b, strict=True), 1)
    ]


@calculator(
    Mistake("MIX-SWAP", instead=lambda label_a, label_b, share: _mixed(label_b, label_a, share)),
    Mistake("MIX-HALF", given={"share": Fraction(1, 2)}),
    Mistake("MIX-HARD", instead=lambda label_a, label_b, share: list(label_a) if share >= 1 - share else list(label_b)),
    symbols={"label_a": "a", "label_b": "b", "share": "λ"},
)
def mixup_target(label_a: Numbers, label_b: Numbers, share: float) -> Numbers:
    """Target of a mixed sample λ·x_a + (1 − λ)·x_b from one-hot or soft labels: λ·a + (1 − λ)·b.

    Raises Refusal bad_argument: lengths_differ, not_finite, no_probability. Source: Zhang et al. 2018.
    """
    return _mixed(label_a, label_b, share)


def _pasted(share: Callable[[int, int, int, int], Any], clip: bool = True) -> Callable[..., Any]:
    """Wrong weights; the pasted share over (width and height of the box, width and height of the picture)."""

    def wrong(height: int, width: int, box: Box) -> Any:
        wide, high = _inside(box, width, height) if clip else sides_of(box)
        pasted = share(wide, high, width, height)
        return 1 - pasted, pasted

    return wrong


def _inside(box: Box, width: int, height: int) -> tuple[Any, Any]:
    """Width and height of the part of ``box`` that lies in the picture. Raises InvalidBox inverted_box."""
    require_finite(box, "box")
    sides_of(box)
    x1, y1, x2, y2 = box
    wide = named("cut_width", maximum(minimum(x2, width) - maximum(x1, 0), 0))
    return wide, named("cut_height", maximum(minimum(y2, height) - maximum(y1, 0), 0))


def _weights(height: int, width: int, box: Box) -> tuple[Fraction, Fraction]:
    require_counts(height=height, width=width)
    wide, high = _inside(box, width, height)
    pasted: Any = named("pasted_weight", ratio(wide * high, height * width))
    return named("kept_weight", 1 - pasted), pasted


@calculator(
    Mistake("MIX-SWAP", instead=lambda height, width, box: _weights(height, width, box)[::-1]),
    Mistake("CUT-NOCLIP", instead=_pasted(lambda wide, high, width, height: ratio(wide * high, width * height), False)),
    Mistake("CUT-SIDE", instead=_pasted(lambda wide, high, width, height: ratio(wide, width))),
    Mistake("MIX-HALF", instead=_pasted(lambda wide, high, width, height: Fraction(1, 2))),
    symbols={"height": "H", "width": "W", "box": ("x_1", "y_1", "x_2", "y_2")},
)
def cutmix_weights(height: int, width: int, box: Box) -> tuple[Fraction, Fraction]:
    """(weight of the label that keeps its picture, weight of the label of the pasted patch), exact.

    ``box`` is the patch as corners (x1, y1, x2, y2) in pixels, cut off at the edges of the picture; the pasted weight
    is its area over H·W. Raises Refusal: bad_argument below_one, inverted_box. Source: Yun et al. 2019, section 3.1;
    λ is set again from the clipped box, as in their code.
    """
    return _weights(height, width, box)


def _side_of_share(side: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    return lambda height, width, share: (math.floor(side(height, share)), math.floor(side(width, share)))


@calculator(
    Mistake("CUT-LINEAR", instead=_side_of_share(lambda side, share: side * (1 - share))),
    Mistake("CUT-LAMBDA", instead=_side_of_share(lambda side, share: side * sqrt(share))),
    Mistake(
        "CUT-ROUND", instead=lambda height, width, share: tuple(round(s * sqrt(1 - share)) for s in (height, width))
    ),
    symbols={"height": "H", "width": "W", "share": "λ"},
)
def cutmix_box(height: int, width: int, share: Fraction | int) -> tuple[int, int]:
    """(height, width) of the patch that CutMix pastes to keep the share λ: H·√(1 − λ) and W·√(1 − λ), rounded down.

    Raises Refusal bad_argument: below_one, no_probability. Source: Yun et al. 2019, equation 2 (int() in their code).
    """
    require_counts(height=height, width=width)
    require_share(share=share)
    cut: Any = named("cut_ratio", sqrt(1 - share))
    high: Any = floor(height * cut)
    wide: Any = floor(width * cut)
    return named("cut_height", high), named("cut_width", wide)


# --- contrastive losses -------------------------------------------------------------------------------------------


def _info_nce(similarities: Sequence[Any], temperature: Any = 1, positive: int = 0, with_positive: bool = True) -> Any:
    if len(similarities) < 2:
        raise Refusal("bad_argument", argument="similarities", problem="below_one", value=len(similarities))
    require_finite([*similarities, temperature], "similarities")
    _require_temperature(temperature)
    if not 0 <= positive < len(similarities):
        raise Refusal("bad_argument", argument="positive", problem="no_class", value=positive)
    scaled = [named("scaled_similarity", ratio(s, temperature), place) for place, s in enumerate(similarities)]
    counted = scaled if with_positive else [s for place, s in enumerate(scaled) if place != positive]
    return named("loss", named("log_sum", log_sum_exp(counted)) - scaled[positive])


@calculator(
    Mistake("NCE-NOTEMP", given={"temperature": 1}),
    Mistake(
        "SM-TEMP",
        instead=lambda similarities, temperature=1, positive=0: _info_nce(
            [s * temperature for s in similarities], 1, positive
        ),
    ),
    Mistake("NCE-NOPOS", instead=lambda **given: _info_nce(**given, with_positive=False)),
    Mistake("CE-SIGN", instead=lambda **given: -_info_nce(**given)),
    structural=("positive",),
    symbols={"similarities": "s", "temperature": "τ"},
)
def infonce_loss(similarities: Numbers, temperature: float = 1, positive: int = 0) -> float:
    """InfoNCE of one anchor in nats: −ln(e^(s₊/τ)/Σe^(s/τ)); the positive stands in the sum too.

    ``positive`` is its place among the ``similarities``, from 0. Raises Refusal bad_argument: below_one (fewer than
    two, temperature not above 0), not_finite, no_class. Source: van den Oord et al. 2018, equation 4; Chen et al. 2020,
    "SimCLR", equation 1.
    """
    value: float = _info_nce(similarities, temperature, positive)
    return value


@calculator(
    Mistake("TRI-NOCLAMP", instead=lambda positive, negative, margin=1: positive - negative + margin),
    Mistake("TRI-SWAP", instead=lambda positive, negative, margin=1: max(negative - positive + margin, 0)),
    Mistake("TRI-NOMARGIN", given={"margin": 0}),
    Mistake("TRI-MINUS", instead=lambda positive, negative, margin=1: max(positive - negative - margin, 0)),
    symbols={"positive": "d_p", "negative": "d_n", "margin": "m"},
)
def triplet_loss(positive: float, negative: float, margin: float = 1) -> float:
    """Triplet loss of the distances from the anchor to the positive and to the negative: max(d_p − d_n + m, 0).

    Distances as given, squared or not. Raises Refusal bad_argument: not_finite, below_one (below 0).
    Source: torch.nn.TripletMarginLoss; Schroff et al. 2015, equation 3 (squared distances).
    """
    require_not_negative(positive=positive, negative=negative, margin=margin)
    return named("loss", maximum(named("violation", positive - negative + margin), 0))


# --- calibration --------------------------------------------------------------------------------------------------


def _bin_gaps(counts: list[int], accuracies: Numbers, confidences: Numbers) -> list[Any]:
    require_same_lengths(counts, accuracies, "accuracies")
    require_same_lengths(counts, confidences, "confidences")
    require_not_negative(counts=min(counts, key=value_of))
    for accuracy, confidence in zip(accuracies, confidences, strict=True):
        require_share(accuracies=accuracy, confidences=confidence)
    return [
        named("bin_gap", absolute(accuracy - confidence), place)
        for place, (accuracy, confidence) in enumerate(zip(accuracies, confidences, strict=True), 1)
    ]


def _signed(counts: list[int], accuracies: Numbers, confidences: Numbers) -> Any:
    signed = [n * (a - c) for n, a, c in zip(counts, accuracies, confidences, strict=True)]
    return ratio(abs(sum(signed)), sum(counts))


def _unweighted(counts: list[int], accuracies: Numbers, confidences: Numbers) -> Any:
    gaps = [gap for gap, n in zip(_bin_gaps(counts, accuracies, confidences), counts, strict=True) if n]
    return ratio(sum(gaps), len(gaps))


@calculator(
    Mistake("ECE-UNWEIGHTED", instead=_unweighted),
    Mistake(
        "ECE-MAX",
        instead=lambda counts, accuracies, confidences: max(
            gap for gap, n in zip(_bin_gaps(counts, accuracies, confidences), counts, strict=True) if n
        ),
    ),
    Mistake("ECE-SIGNED", instead=_signed),
    symbols={"counts": "n", "accuracies": "a", "confidences": "c"},
)
def calibration_ece(counts: list[int], accuracies: Numbers, confidences: Numbers) -> float:
    """Expected calibration error over bins: Σ(n_b/N)·|accuracy_b − mean confidence_b|; an empty bin adds nothing.

    Raises Refusal bad_argument: lengths_differ, no_probability, below_one (no sample, a negative count).
    Source: Guo et al. 2017, equation 3.
    """
    gaps = _bin_gaps(counts, accuracies, confidences)
    samples = named("binned_samples", total(counts))
    require_counts(counts=samples)
    value: float = named("ece", ratio(total(n * gap for n, gap in zip(counts, gaps, strict=True)), samples))
    return value
