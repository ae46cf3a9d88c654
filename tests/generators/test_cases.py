"""Cases: pure functions of their ids, whose later parts go on from the learner's own earlier answers."""

from __future__ import annotations

import pytest

from quizzer.bank.numeric_items import CaseItem
from quizzer.bank.selectors import levels
from quizzer.generators.answer_specs import spell
from quizzer.generators.making import make_question
from quizzer.grading.parts import grade_parts, grade_together
from quizzer.questions.question import QuestionId
from quizzer.questions.verdict import Outcome
from tests.bundled import BANK

SEEDS = (1, 2, 3)
AWAY = 7
"""What is added to the key of the first part for a wrong answer."""


@pytest.fixture(
    scope="module",
    params=sorted(item.id for item in BANK.items.values() if isinstance(item, CaseItem)),
)
def questions(bank, request):
    """Some questions of a case, at every level."""
    item = bank.items[request.param]
    return [
        make_question(bank, QuestionId(item.id, item.version, level, seed)) for level in levels(item) for seed in SEEDS
    ]


def typed(question):
    return [spell(part.expected) for part in question.parts]


def carried_from(question, value):
    """The answers of a learner who gave ``value`` for the first part and went on from it without a slip."""
    answers, given = [str(value)], {question.parts[0].name: value}
    for part in question.parts[1:]:
        found = part.carried(given)
        answer = part.expected if found is None else found
        answers.append(spell(answer))
        given[part.name] = answer
    return answers


def test_a_case_is_a_pure_function_of_its_id(bank, questions):
    for question in questions:
        again = make_question(bank, question.id)
        assert again == question
        assert [part.prompt for part in again.parts] == [part.prompt for part in question.parts]


def test_the_typed_answer_is_right(questions):
    for question in questions:
        assert grade_together(question.parts, question.typed_answer).outcome is Outcome.CORRECT, question.id


def test_what_follows_from_a_wrong_first_part_is_right(questions):
    for question in questions:
        first, *rest = grade_parts(question.parts, carried_from(question, question.parts[0].expected + AWAY))
        assert first.score == 0
        assert [verdict.score for verdict in rest] == [1] * len(rest), question.id


@pytest.mark.parametrize("value", [0, 1, -3])
def test_a_trivial_number_is_not_carried(questions, value):
    for question in questions:
        first, *rest = question.parts
        answers = carried_from(question, value)
        verdicts = grade_parts(question.parts, answers)[1:]
        for part, answer, verdict in zip(rest, answers[1:], verdicts, strict=True):
            if part.carried({first.name: value}) != part.expected:
                assert verdict.score == (answer == spell(part.expected)), question.id


def test_every_slip_of_every_part_is_named(questions):
    for question in questions:
        for place, part in enumerate(question.parts):
            for slip in part.misconceptions:
                answers = typed(question)
                answers[place] = spell(slip.answer)
                verdicts = grade_parts(question.parts, answers)
                assert verdicts[place].slip_id == slip.id, (question.id, part.name, slip.id)
