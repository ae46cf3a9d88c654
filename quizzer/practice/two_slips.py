"""A second look at a wrong number that no single slip explains."""

from __future__ import annotations

from dataclasses import replace

from quizzer.bank.loading import Bank
from quizzer.generators.pairs import pairs_of_slips
from quizzer.grading.grade import grade_value
from quizzer.questions.answers import NumberSpec, ShapeSpec
from quizzer.questions.question import Question
from quizzer.questions.verdict import Outcome, Verdict


def name_two_slips(bank: Bank, question: Question, verdict: Verdict, typed: str) -> Verdict:
    """``verdict`` with the two slips that together give the answer, where just one such pair is found."""
    unexplained = verdict.outcome in (Outcome.INCORRECT, Outcome.PARTIAL) and verdict.slip_id is None
    if not unexplained or not isinstance(question.spec, NumberSpec | ShapeSpec):
        return verdict
    found = [
        (first, second)
        for first, second, answer in pairs_of_slips(bank, question)
        if grade_value(question.spec, answer, typed).outcome is Outcome.CORRECT
    ]
    if len(found) != 1:
        return verdict
    return replace(verdict, together=found[0], slip_id=found[0][0].id)
