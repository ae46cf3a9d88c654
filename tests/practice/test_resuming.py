"""A quiz or review left in the middle goes on where it was, also after a kill; one that is over does not."""

from __future__ import annotations

import pytest

from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.practice.reviewing import Wish
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome


@pytest.fixture
def make_desk(bank, clock, tmp_path):
    made = []

    def make(seed=None):
        """A desk as a new run of the program has it, over the same files."""
        while made:
            made.pop().close()
        places = ((bundled_bank(),), tmp_path / "progress.db", tmp_path / "config.toml", tmp_path / "cache")
        desk = Desk(*places, clock, Preferences(Language.EN), seed=seed)
        desk.__dict__["bank"] = bank
        made.append(desk)
        return desk

    yield make
    made.pop().close()


def right(session):
    return session.answer(session.question.typed_answer)


@pytest.mark.parametrize("left", range(3))
def test_what_was_asked_when_it_was_left_is_not_asked_twice(make_desk, left):
    items = ["output-size-conv-side", "activations-elu-value", "activations-tanh-from-sigmoid"]
    session = make_desk().begin_quiz(items, count=3)
    right(session)
    session.advance()
    desk = make_desk()
    again = desk.take_up(desk.left())
    for _ in range(2):
        again.give_up()
        again.advance()
    assert {one.question.id.item for one in again.answered} == {*items}


def test_a_quiz_goes_on_with_the_same_question_and_count(make_desk):
    session = make_desk().begin_quiz(count=4)
    right(session)
    session.advance()
    session.give_up()
    session.advance()
    asked = session.question.id
    session.finish()
    desk = make_desk()
    left = desk.left()
    assert (left.kind, left.number, left.total) == ("quiz", 3, 4)
    again = desk.take_up(left)
    assert again.id == session.id
    assert again.question.id == asked
    assert (again.number, again.total) == (3, 4)
    assert [one.verdict.outcome for one in again.answered] == [Outcome.CORRECT, Outcome.INCORRECT]
    right(again)
    again.advance()
    assert again.question.id.item not in {one.question.id.item for one in again.answered}
    right(again)
    assert again.finished
    assert len(again.finish().answered) == 4
    assert desk.left() is None


def test_a_kill_keeps_it_too_and_what_was_missed_comes_back(make_desk):
    session = make_desk().begin_quiz(count=None)
    right(session)
    session.advance()
    missed = session.give_up().question.id.item
    desk = make_desk()  # nothing was said to the old one: it was killed between verdict and next question
    again = desk.take_up(desk.left())
    assert again.number == 3
    seen = []
    for _ in range(7):
        seen.append(again.question.id.item)
        right(again)
        again.advance()
    assert missed in seen[3:]


def test_an_answer_of_before_can_be_taken_back(make_desk):
    session = make_desk().begin_quiz(count=3)
    first = right(session).question.id
    session.advance()
    displaced = session.question.id
    desk = make_desk()
    again = desk.take_up(desk.left())
    undone = again.undo()
    assert (undone.question.id, undone.earlier) == (first, False)
    assert again.number == 1
    right(again)
    again.advance()
    assert again.question.id == displaced


def test_a_review_goes_on_with_what_is_still_due_and_only_on_its_day(make_desk, clock):
    session = make_desk().begin_review(Wish())
    total, order = session.total, [session.question.id.item]
    missed = session.give_up().question.id.item
    session.advance()
    asked = session.question.id
    desk = make_desk()
    left = desk.left()
    assert (left.kind, left.number) == ("review", 2)
    again = desk.take_up(left)
    assert again.question.id == asked
    assert again.total == total + 1
    while not again.finished:
        order.append(again.question.id.item)
        right(again)
        again.advance()
    assert order.count(missed) == 2
    assert len(order) == len(set(order)) + 1
    again.finish()
    assert desk.left() is None


def test_a_review_of_yesterday_is_left_to_the_review_of_today(make_desk, clock):
    session = make_desk().begin_review(Wish())
    right(session)
    session.advance()
    assert make_desk().left() is not None
    clock.forward(days=1)
    assert make_desk().left() is None


def test_a_seeded_quiz_asks_what_it_would_have_asked(make_desk):
    def ids(desk, session, number):
        found = []
        for _ in range(number):
            found.append(session.question.id)
            right(session)
            session.advance()
        return found

    desk = make_desk(seed=5)
    whole = ids(desk, desk.begin_quiz(count=6), 6)
    desk = make_desk(seed=5)
    session = desk.begin_quiz(count=6)
    begun = ids(desk, session, 2)
    desk = make_desk()
    assert begun + ids(desk, desk.take_up(desk.left()), 4) == whole


@pytest.mark.parametrize("answers", [0, 2])
def test_what_was_not_begun_and_what_is_over_is_not_offered(make_desk, answers):
    session = make_desk().begin_quiz(count=2)
    for _ in range(answers):
        right(session)
        session.advance()
    session.finish()
    assert make_desk().left() is None


def test_nothing_left_is_said_calmly(make_desk):
    session = make_desk().begin_quiz(count=2)
    right(session)
    session.advance()
    right(session)  # killed at the last verdict
    desk = make_desk()
    assert desk.take_up(desk.left()) is None
    assert desk.left() is None


def test_a_selection_stays_a_selection(make_desk, bank):
    items = [name for name, item in bank.items.items() if item.topic == "pooling"]
    session = make_desk().begin_quiz(items, count=6)
    right(session)
    session.advance()
    desk = make_desk()
    again = desk.take_up(desk.left())
    for _ in range(4):
        assert again.question.id.item in items
        right(again)
        again.advance()
