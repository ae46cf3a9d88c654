"""A wrong number that only two slips at once explain is named; what is explained otherwise, or not at all, is not."""

from __future__ import annotations

import pytest

from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.practice.two_slips import name_two_slips
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.wording.feedback import repair_lines


@pytest.fixture
def question(bank):
    """A question whose padding is not 0: leaving it out and the + 1 too is a slip of its own."""
    for seed in range(100):
        found = make_question(bank, QuestionId("output-size-conv-side", 1, 2, seed))
        if {"OUT-NOPLUS1", "OUT-NOPAD"} <= {slip.id for slip in found.misconceptions} and found.expected == 112:
            return found
    raise AssertionError("no such draw")


def second_look(bank, question, typed):
    return name_two_slips(bank, question, grade(question, typed), typed)


def test_two_slips_at_once(bank, question):
    without_padding = next(slip.answer for slip in question.misconceptions if slip.id == "OUT-NOPAD")
    verdict = second_look(bank, question, str(without_padding - 1))
    assert {slip.id for slip in verdict.together} == {"OUT-NOPLUS1", "OUT-NOPAD"}
    lines = repair_lines(verdict, Language.EN)
    assert lines[0].startswith("Perhaps two slips at once: ")
    assert len(lines) == 3
    assert repair_lines(verdict, Language.ZH)[0].startswith("也许同时有两处失误：")


def test_one_slip_stays_one(bank, question):
    for slip in question.misconceptions:
        verdict = second_look(bank, question, str(slip.answer))
        assert not verdict.together
        assert verdict.slip_id == slip.id


@pytest.mark.parametrize("typed", ["112", "99999", "", "abc"])
def test_nothing_is_made_up(bank, question, typed):
    assert not second_look(bank, question, typed).together
