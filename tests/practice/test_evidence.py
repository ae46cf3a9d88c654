"""One wrong axis and the base of a prefix are slight slips; everything else that is partly right is not."""

from __future__ import annotations

import pytest

from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.practice.evidence import attempt_of, is_slight
from quizzer.questions.question import QuestionId
from quizzer.questions.verdict import Outcome, Reason, Verdict
from quizzer.scheduling.ratings import Rating

RECTANGLE = QuestionId("output-size-conv-rectangle", 1, 2, 1)
MULTI = QuestionId("pooling-max-pool-facts", 1, 2, 1)


def rated(question, typed, **evidence):
    return attempt_of(question, typed, grade(question, typed), **evidence).rating


def test_one_wrong_axis_is_hard(bank):
    question = make_question(bank, RECTANGLE)
    height, width = question.expected
    assert rated(question, f"{height}x{width}") is Rating.GOOD
    assert rated(question, f"{height}x{width + 1}") is Rating.HARD
    assert rated(question, f"{height + 1}x{width + 1}") is Rating.AGAIN


@pytest.mark.parametrize(("wrong", "slight"), [(1, True), (2, False), (3, False)])
def test_only_one_axis_of_four(bank, wrong, slight):
    question = make_question(bank, RECTANGLE)
    verdict = Verdict(Outcome.PARTIAL, (4 - wrong) / 4, "", Reason("first_wrong_axis"))
    four = type(question)(
        **{name: getattr(question, name) for name in question.__dataclass_fields__} | {"expected": (1, 2, 3, 4)}
    )
    assert is_slight(four, verdict) is slight


def test_the_base_of_a_prefix_is_notation(bank):
    question = make_question(bank, RECTANGLE)
    assert is_slight(question, Verdict(Outcome.PARTIAL, 0.5, "", Reason("wrong_prefix_base")))
    assert not is_slight(question, Verdict(Outcome.INCORRECT, 0.0, "", Reason("wrong_prefix_base")))


def test_half_of_the_options_is_again(bank):
    question = make_question(bank, MULTI)
    half = question.typed_answer.split(",")[0]
    assert rated(question, half) is Rating.AGAIN


def test_time_is_kept_and_never_rated(bank):
    question = make_question(bank, RECTANGLE)
    slow = attempt_of(question, question.typed_answer, grade(question, question.typed_answer), elapsed_ms=3_600_000)
    assert (slow.rating, slow.elapsed_ms) == (Rating.GOOD, 3_600_000)


def test_options_shown_are_not_typed(bank):
    question = make_question(bank, RECTANGLE)
    verdict = grade(question, question.typed_answer)
    assert attempt_of(question, question.typed_answer, verdict).typed
    assert not attempt_of(question, question.typed_answer, verdict, options_shown=True).typed
    assert not attempt_of(make_question(bank, MULTI), "A", grade(make_question(bank, MULTI), "A")).typed
