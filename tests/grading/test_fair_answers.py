"""The verdict of a fair person on typed answers, and what must happen to hostile ones."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from quizzer.grading.grade import grade_value
from quizzer.grading.records import read_kind
from quizzer.plain.grade_records import answer_line
from quizzer.questions.answers import ChoiceSpec, NumberSpec, ShapeSpec
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.wording.feedback import reason_line

DATA = Path(__file__).parent.parent / "data"
ANSWERS = json.loads((DATA / "answers.json").read_text(encoding="utf-8"))["cases"]
HOSTILE = json.loads((DATA / "hostile_inputs.json").read_text(encoding="utf-8"))["cases"]
WITH_PARTS = ("set", "list", "shape", "choice")
"""Kinds in which a partial verdict is right where a case expects an incorrect one."""


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: case["id"])
def test_fair_verdict(case):
    verdict = grade_value(*read_kind(case["kind"], case["spec"], case["expected"]), case["given"])
    outcome = str(verdict.outcome)
    if outcome == "partial" and case["kind"] in WITH_PARTS:
        assert 0 < verdict.score < 1
        outcome = "incorrect"
    assert outcome in [case["verdict"], *case.get("also_ok", [])], case["note"]


def test_every_case_is_there():
    assert (len(ANSWERS), len(HOSTILE)) == (154, 74)
    assert {case["kind"] for case in ANSWERS} == {"number", "shape", "set", "list", "choice", "cloze", "formula"}


SIDES = {name: {"min": 1, "max": 20} for name in "WFPS"}


def box(kind, typed, value):
    """Specification and expected value of the field that a hostile text is typed into."""
    match kind:
        case "number":
            return {"rel": 1e-9}, value or "0.12"
        case "shape":
            return {}, [1, 2]
        case "set":
            return {"universe": [0, 1, 2]}, [1]
        case "cloze":
            return {"accepted": [value or "relu"]}, []
        case "formula":
            return {"vars": list("WFPS"), "domain": SIDES}, value or "W-F"
    raise AssertionError(kind)


def may_be(case, typed):
    """Every fair outcome with the value it is graded against; None for any."""
    for outcome in (case["expect"], *case.get("also_ok", [])):
        if outcome.startswith("value"):
            yield "correct", outcome.partition(":")[2] or case.get("value") or typed
        else:
            yield outcome, None


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["id"])
def test_hostile_input(case, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    typed = case["given"] if "given" in case else "".join(text * times for text, times in case["pieces"])
    fair = False
    for outcome, value in may_be(case, typed):
        spec, expected = box(case["box"], typed, value)
        verdict = grade_value(*read_kind(case["box"], spec, expected), typed)
        assert verdict.read_as.isprintable()
        assert all(reason_line(verdict, language).isprintable() for language in Language)
        fair = fair or str(verdict.outcome) == outcome
        record = {"id": 1, "kind": case["box"], "spec": spec, "expected": expected}
        record |= {name: case[name] for name in ("given", "pieces") if name in case}
        answer = json.loads(answer_line(json.dumps(record).encode()))
        assert answer["verdict"] == verdict.outcome
        assert answer["message"].isprintable()
    assert fair
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
