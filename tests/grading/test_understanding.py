"""What is understood while typing: the same reading as the verdict's, and never a word about the key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.grading.understanding import understood
from quizzer.questions.answers import Blank, ClozeSpec, FormulaSpec, MembersSpec, NumberSpec, ShapeSpec, Variable
from quizzer.questions.question import QuestionId, QuestionPart
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.wording.feedback import understood_line

CONV = QuestionId("output-size-conv-side", 1, 2, 4)


@pytest.fixture(scope="module")
def question(bank):
    return make_question(bank, CONV)


def line(question, typed, language=Language.EN):
    return "   ".join(understood_line(o.read_as, o.reason, o.part, language) for o in understood(question, typed))


VARIABLES = tuple(Variable(name, 1, 9) for name in "WK")
CASES = [
    (NumberSpec(integer=True), "(112+4-5)/2 + 1", "read as 56.5. A whole number is needed."),
    (NumberSpec(integer=True), "3*(4", "A bracket is not closed."),
    (NumberSpec(integer=True), "147 584", "“147 584” looks like two numbers; please write one, without a space in it."),
    (NumberSpec(unit="params"), "231M", "read as 231,000,000"),
    (NumberSpec(), "  ", ""),
    (ShapeSpec(), "28x56", "read as [28, 56]"),
    (ShapeSpec(), "28xx5", "A value is missing between two separators."),
    (MembersSpec((1, 2, 3)), "3, 1", "read as 3, 1"),
    (MembersSpec((1, 2, 3)), "7", "“7” is not among the possible values."),
    (FormulaSpec(VARIABLES), "W/2K", "Does “K” belong below the line? Please write a bracket or a × sign."),
    (FormulaSpec(VARIABLES), "(W-K)//2", "read as ⌊(W − K)/2⌋"),
    (ClozeSpec((Blank(("a",)), Blank(("b",)))), "recall | ", "read as recall | …"),
]


@pytest.mark.parametrize(("spec", "typed", "shown"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_said_while_typing(question, spec, typed, shown):
    assert line(replace(question, spec=spec), typed) == shown


def test_parts_are_read_one_by_one(question):
    parts = (QuestionPart("a", NumberSpec(), 1), QuestionPart("b", ShapeSpec(), (1, 2)))
    asked = replace(question, parts=parts)
    assert line(asked, "2*3 | ") == "(a) read as 6"
    assert line(asked, " | 3x4") == "(b) read as [3, 4]"
    assert line(asked, "2* | 3x4", Language.ZH) == "(a) 这里缺少一个数。   (b) 读作 [3, 4]"


@given(typed=st.text(st.sampled_from("0123456789.,+-*/() kM–x [W]K"), max_size=14))
def test_the_key_makes_no_difference_and_the_verdict_reads_alike(question, typed):
    here, elsewhere = replace(question, expected=112), replace(question, expected=7)
    assert understood(here, typed) == understood(elsewhere, typed)
    verdict = grade(here, typed)
    for one in understood(here, typed):
        if verdict.is_attempt and verdict.outcome is not Outcome.CORRECT:
            assert verdict.read_as == one.read_as
        assert one.read_as.isprintable()
