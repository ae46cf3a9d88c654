"""Naming the slip behind a wrong answer: the answer would be right if that belief were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizzer.grading.values import grade_value
from quizzer.questions.answers import AnswerSpec
from quizzer.questions.question import Misconception
from quizzer.questions.verdict import Outcome, Verdict


def named_verdict(spec: AnswerSpec, misconceptions: Sequence[Misconception], verdict: Verdict, typed: str) -> Verdict:
    """``verdict`` with the misconception whose answer this is, where there is one."""
    for misconception in misconceptions:
        # A wrong size may be a fraction, which "integer" would compare exactly: that is what is wanted here.
        if grade_value(spec, misconception.answer, typed).outcome is Outcome.CORRECT:
            return replace(verdict, misconception=misconception, slip_id=misconception.id)
    return verdict
