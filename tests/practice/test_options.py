"""A typed question as a choice, on request: the key among the answers of its slips, in an order that the id fixes."""

from __future__ import annotations

from collections import Counter

from quizzer.bank.numeric_items import NumericItem
from quizzer.bank.selectors import levels
from quizzer.generators.making import make_question
from quizzer.generators.options import LEAST_SLIPS, answer_behind, options_of
from quizzer.grading.grade import grade
from quizzer.practice.session import Session
from quizzer.questions.question import QuestionId
from quizzer.questions.verdict import Outcome

SIDE = "output-size-conv-side"


def test_one_option_is_right_and_the_others_are_slips(bank):
    ranks = Counter()
    for seed in range(60):
        question = make_question(bank, QuestionId(SIDE, 1, 2, seed))
        options = options_of(question)
        assert options == options_of(question)
        assert len(options) >= LEAST_SLIPS + 1
        for option in options:
            verdict = grade(question, answer_behind(question, options, option.key.lower()))
            assert verdict.outcome is (Outcome.CORRECT if option.correct else Outcome.INCORRECT)
            assert (verdict.slip_id or "") == option.misconception
        ranks[next(option.key for option in options if option.correct)] += 1
    assert len(ranks) >= 4


def test_where_too_few_slips_differ_it_stays_typed(bank):
    found = Counter()
    for item in bank.items.values():
        if isinstance(item, NumericItem):
            for seed in range(5):
                question = make_question(bank, QuestionId(item.id, item.version, levels(item)[0], seed))
                few = len(question.misconceptions) < LEAST_SLIPS
                assert not (few and options_of(question))
                found[few] += 1
    assert min(found[True], found[False]) > 0


def test_in_a_session_a_letter_answers_once_the_options_are_shown(bank, store, clock):
    question_id = QuestionId(SIDE, 1, 2, 7)
    session = Session(bank, iter([question_id, question_id]), store, clock, count=2)
    assert not session.answer("B").verdict.is_attempt
    right = next(option.key for option in session.options() if option.correct)
    assert session.answer(right).verdict.outcome is Outcome.CORRECT
    session.advance()
    assert not session.answer(right).verdict.is_attempt
