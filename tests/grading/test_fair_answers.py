"""The verdict of a fair person on typed answers, and what must happen to hostile ones."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from quizzer.grading.grade import grade_value
from quizzer.questions.answers import Blank, ChoiceSpec, ClozeSpec, MembersSpec, NumberSpec, ShapeSpec
from quizzer.questions.verdict import Outcome

DATA = Path(__file__).parent.parent / "data"


def exact(value):
    return None if value is None else Fraction(str(value))


def number(spec):
    return NumberSpec(
        integer=spec.get("integer", False),
        absolute=exact(spec.get("abs")),
        relative=exact(spec.get("rel")),
        sigfigs=spec.get("sigfigs"),
        decimals=spec.get("decimals"),
        unit=spec.get("unit", ""),
        percent_ok=spec.get("percent_ok", False),
    )


def case_of(kind, spec, expected):
    """Specification and expected value of a record of the public grade command."""
    match kind:
        case "number":
            value = Fraction(str(expected))
            return number(spec), value.numerator if value.denominator == 1 else value
        case "shape":
            return ShapeSpec(), tuple(expected)
        case "set" | "list":
            return MembersSpec(tuple(spec["universe"]), ordered=kind == "list"), tuple(expected)
        case "choice":
            keys = expected if isinstance(expected, str) else tuple(expected)
            return ChoiceSpec(tuple(spec["options"]), spec["single"]), keys
        case "cloze":
            return ClozeSpec((Blank(tuple(spec["accepted"])),)), tuple(expected)
    raise AssertionError(kind)


ANSWERS = json.loads((DATA / "answers.json").read_text(encoding="utf-8"))["cases"]
HOSTILE = json.loads((DATA / "hostile_inputs.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["id"])
def test_fair_verdict(case):
    spec, expected = case_of(case["kind"], case["spec"], case["expected"])
    outcome = str(grade_value(spec, expected, case["given"]).outcome)
    fair = [case["verdict"], *case.get("also_ok", [])]
    if outcome == "partial" and case["kind"] != "number":
        outcome = "incorrect"
    assert outcome in fair, case.get("note")


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["id"])
def test_hostile_input(case, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    typed = case["given"] if "given" in case else "".join(text * times for text, times in case["pieces"])
    value = case.get("value", "0.12")
    right = typed if case["expect"] == "value" and case["box"] == "cloze" else "relu"
    spec, expected = {
        "number": lambda: case_of("number", {"rel": 1e-9}, value),
        "shape": lambda: case_of("shape", {}, [1, 2]),
        "set": lambda: case_of("set", {"universe": [0, 1, 2]}, [1]),
        "cloze": lambda: case_of("cloze", {"accepted": [right]}, []),
    }[case["box"]]()
    verdict = grade_value(spec, expected, typed)
    fair = [case["expect"], *case.get("also_ok", [])]
    fair = ["correct" if outcome.startswith("value") else outcome for outcome in fair]
    assert str(verdict.outcome) in fair
    assert verdict.read_as.isprintable()
    assert os.listdir(tmp_path) == []  # noqa: PTH208
    assert capfd.readouterr() == ("", "")


INTEGER_SPELLINGS = ["112", " 112 ", "112.0", "1.12e2", "１１２", "7*16", "7×16", "112 px", "=112", "(100+12)", "224/2"]


@pytest.mark.parametrize("typed", INTEGER_SPELLINGS)
def test_spellings_of_a_whole_number(typed):
    assert grade_value(NumberSpec(integer=True, unit="px"), 112, typed).outcome is Outcome.CORRECT


COUNTS = [
    "231211008",
    "231,211,008",
    "231M",
    "0.231G",
    "2.31e8",
    "9*64*128*56*56",
    "2.31亿",
    "23121万",
    "231 million MACs",
]


@pytest.mark.parametrize("typed", COUNTS)
def test_spellings_of_a_count_to_three_figures(typed):
    assert grade_value(NumberSpec(sigfigs=3, unit="MACs"), 231211008, typed).outcome is Outcome.CORRECT


@pytest.mark.parametrize("typed", ["231", "231K", "2.31G", "232M", "462422016"])
def test_wrong_counts(typed):
    assert grade_value(NumberSpec(sigfigs=3, unit="MACs"), 231211008, typed).outcome is Outcome.INCORRECT


def test_a_prefix_of_the_other_base_is_partly_right():
    verdict = grade_value(NumberSpec(unit="B", relative=Fraction(1, 1000)), 576 * 1024, "576 KB")
    assert verdict.outcome is Outcome.PARTIAL
    assert verdict.reason.code == "wrong_prefix_base"


@pytest.mark.parametrize(
    ("typed", "code", "place"),
    [
        ("3*(4+5", "unclosed", 6),
        ("12 ≈ 13", "unexpected_character", 3),
        ("１２＋", "missing_operand", 3),
        ("7 * foo", "unknown_name", 4),
        ("1\u200b2", "invisible_character", 1),
    ],
)
def test_a_caret_points_at_the_place_as_typed(typed, code, place):
    reason = grade_value(NumberSpec(), 12, typed).reason
    assert (reason.code, reason.position) == (code, place)


@pytest.mark.parametrize(
    "typed", ["28x56", "28 × 56", "(28, 56)", "[28,56]", "torch.Size([28, 56])", "２８，５６", "28*56", "28 56"]
)
def test_spellings_of_a_shape(typed):
    assert grade_value(ShapeSpec(), (28, 56), typed).outcome is Outcome.CORRECT


def test_a_shape_with_one_wrong_axis_is_partly_right_and_says_which():
    verdict = grade_value(ShapeSpec(), (20, 33, 24, 49), "20x33x25x49")
    assert (verdict.outcome, verdict.score) == (Outcome.PARTIAL, 0.75)
    assert verdict.reason.values == {"axis": "3", "given": "25"}


def test_multiple_choice_scores_hits_minus_false():
    spec = ChoiceSpec(("A", "B", "C", "D", "E"), single=False)
    assert grade_value(spec, ("A", "C", "E"), "A,C").score == pytest.approx(2 / 3)
    assert grade_value(spec, ("A", "C", "E"), "A,C,D").score == pytest.approx(1 / 3)
    assert grade_value(spec, ("A", "C", "E"), "B").outcome is Outcome.INCORRECT
    assert grade_value(spec, ("A", "C", "E"), "135").outcome is Outcome.CORRECT
