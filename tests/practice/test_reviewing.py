"""A review over the real bank and a real database: days that follow each other, siblings, limits, what returns."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from quizzer.bank.conceptual_items import SpotErrorItem
from quizzer.bank.numeric_items import NumericItem
from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.practice.reviewing import NothingDue, Wish, kin_of
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.bands import band_of
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.ratings import Rating

NUMERIC = "output-size-conv-side"
MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def make_desk(bank, clock, tmp_path):
    made = []

    def make(**wanted):
        preferences = Preferences(Language.EN, **wanted)
        places = ((bundled_bank(),), tmp_path / "progress.db", tmp_path / "config.toml", tmp_path / "cache")
        desk = Desk(*places, clock, preferences)
        desk.__dict__["bank"] = bank
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


def right(session):
    return session.answer(session.question.typed_answer)


def sit(session, answer=right):
    """Answer everything; the items in the order asked."""
    order = []
    while not session.finished:
        order.append(session.question.id)
        answer(session)
        session.advance()
    session.finish()
    return order


def review(desk, answer=right, **wish):
    return sit(desk.begin_review(Wish(**wish)), answer)


def items_of(order):
    return [question.item for question in order]


def test_the_first_day_brings_new_items_basics_first_topics_mixed(make_desk, bank):
    order = review(make_desk(new_per_day=10))
    assert len(order) == 10
    assert {question.level for question in order} == {1}
    assert len({bank.items[item].topic for item in items_of(order)}) == 10
    assert not any(isinstance(bank.items[item], SpotErrorItem) for item in items_of(order))


def test_after_the_day_is_done_a_calm_word_says_when_to_come_back(make_desk, clock):
    desk = make_desk(new_per_day=3)
    review(desk)
    nothing = desk.begin_review()
    assert isinstance(nothing, NothingDue)
    assert nothing.next_day is not None
    assert nothing.next_day > learner_day(clock())
    assert (nothing.waiting, nothing.begun) == (0, True)
    assert isinstance(desk.begin_review(Wish(ahead=True)), NothingDue), "nothing twice on one day"
    clock.forward(days=1)
    assert desk.begin_review(Wish(ahead=True)).total == 3


def test_a_review_keeps_its_band_and_draws_new_numbers(make_desk, bank, clock):
    desk = make_desk()
    items = (NUMERIC,)
    seen = []
    for _ in range(6):
        order = review(desk, items=items)
        seen += order
        clock.moment = datetime.combine(desk.begin_review(Wish(items)).next_day, MORNING.timetz())
    assert {band_of(question.level) for question in seen} == {1}
    assert len({question.seed for question in seen}) == len(seen)
    assert len(desk.store.cards_of(NUMERIC)) == 1


def test_each_band_is_a_card_of_its_own(make_desk, bank, clock):
    desk = make_desk()
    levels = iter([1, 3])
    for level in levels:
        session = desk.begin_review(Wish((NUMERIC,), scheduled=False))
        session.scheduled = True
        session.question = type(session.question)(
            **{name: getattr(session.question, name) for name in session.question.__dataclass_fields__}
            | {"id": type(session.question.id)(NUMERIC, 1, level, 1)}
        )
        right(session)
    assert len(desk.store.cards_of(NUMERIC)) == 2
    clock.forward(days=60)
    (question,) = review(desk, items=(NUMERIC,))
    assert isinstance(desk.begin_review(Wish((NUMERIC,))), NothingDue), "the other band waits for another day"
    clock.forward(days=1)
    (other,) = review(desk, items=(NUMERIC,))
    assert {band_of(question.level), band_of(other.level)} == {1, 2}


def test_what_was_asked_today_keeps_its_siblings_away(make_desk, bank):
    desk = make_desk(new_per_day=200)
    session = desk.begin_review(Wish((NUMERIC,)))
    sit(session)
    order = items_of(review(desk))
    asked = kin_of(bank.items[NUMERIC])
    assert all(asked.isdisjoint(kin_of(bank.items[item])) for item in order)
    kin = [name for item in order for name in kin_of(bank.items[item])]
    assert len(kin) == len(set(kin))


def test_daily_limits_hold_over_sessions(make_desk, clock):
    desk = make_desk(new_per_day=6, reviews_per_day=4)
    assert len(review(desk, count=4)) == 4
    assert len(review(desk)) == 2
    assert isinstance(desk.begin_review(), NothingDue)
    clock.forward(days=30)
    assert len(review(desk)) == 4
    nothing = desk.begin_review()
    assert isinstance(nothing, NothingDue)
    assert nothing.waiting == 2


def test_a_failed_item_returns_after_five_others_and_a_hard_one_once(make_desk):
    failed = []

    def answer(session):
        if not failed:
            failed.append(session.question.id.item)
            return session.give_up()
        return right(session)

    order = items_of(review(make_desk(new_per_day=8), answer))
    places = [place for place, item in enumerate(order) if item == failed[0]]
    assert places == [0, 6]
    assert len(order) == 9


def test_ahead_is_marked_early_and_no_schedule_moves_nothing(make_desk, clock):
    desk = make_desk(new_per_day=4)
    items = items_of(review(desk))
    clock.forward(days=1)
    before = desk.store.cards()
    crammed = items_of(review(desk, scheduled=False, count=4))
    assert sorted(crammed) == sorted(items)
    assert desk.store.cards() == before
    assert not desk.store.totals("stage")["cram"].reviews
    ahead = items_of(review(desk, ahead=True, items=tuple(items)))
    assert sorted(ahead) == sorted(items)
    assert all(desk.store.history(item)[-1].early for item in items if before[f"{item}#forward:1"].due > clock().date())
    assert desk.store.cards() != before


def test_a_cram_does_not_keep_siblings_away(make_desk):
    desk = make_desk(new_per_day=1)
    review(desk, scheduled=False, count=3, items=(NUMERIC,))
    assert items_of(review(desk, items=(NUMERIC,))) == [NUMERIC]


def test_sure_and_wrong_comes_back_tomorrow_by_a_sibling(make_desk, bank, clock):
    desk = make_desk()
    item = "losses-softmax-twice"
    siblings = {name for name, other in bank.items.items() if other.concept == bank.items[item].concept} - {item}

    def sure_and_wrong(session):
        session.say_confidence(3)
        wrong = next(choice.key for choice in session.question.choices if not choice.correct)
        answered = session.answer(wrong)
        assert answered.sure_and_wrong
        assert answered.due == session.today + timedelta(days=1)
        return answered

    review(desk, sure_and_wrong, items=(item,))
    clock.forward(days=1)
    (other,) = items_of(review(desk, count=1))
    assert other in siblings
    clock.forward(days=1)
    assert item in items_of(review(desk)), "then the item itself"


def spot_of(bank):
    return next(item for item in bank.items.values() if isinstance(item, SpotErrorItem))


def test_a_wrong_statement_is_shown_only_once_the_right_one_is_known_and_no_more_after_two_successes(
    make_desk, bank, clock
):
    desk = make_desk()
    spot = spot_of(bank)
    assert isinstance(desk.begin_review(Wish((spot.id,))), NothingDue)
    review(desk, lambda session: session.give_up(), items=(spot.positive_sibling,))
    clock.forward(days=1)
    assert isinstance(desk.begin_review(Wish((spot.id,))), NothingDue)
    review(desk, items=(spot.positive_sibling,))
    clock.forward(days=1)
    for _ in range(2):
        assert items_of(review(desk, items=(spot.id,))) == [spot.id]
        clock.forward(days=30)
    assert desk.store.item(spot.id).suspended
    assert isinstance(desk.begin_review(Wish((spot.id,))), NothingDue)


def test_a_leech_is_said_once_and_rests_and_undo_takes_back_both(make_desk, clock):
    desk = make_desk()
    said = []

    def fail(session):
        said.append(session.give_up().leech)

    for _ in range(9):
        review(desk, fail, items=(NUMERIC,))
        clock.forward(days=1)
    assert said == [False] * 8 + [True]
    assert desk.store.item(NUMERIC).suspended
    session = desk.begin_review(Wish(("losses-softmax-twice",)))
    taken_back = session.undo()
    assert (taken_back.kind, taken_back.item) == ("suspend", NUMERIC), "of an earlier session each is taken back alone"
    taken_back = session.undo()
    assert (taken_back.kind, taken_back.earlier) == ("attempt", True)
    assert session.question.id.item == NUMERIC
    assert not desk.store.item(NUMERIC).suspended
    session.give_up()
    assert desk.store.item(NUMERIC).suspended
    assert session.undo().kind == "attempt"
    assert not desk.store.item(NUMERIC).suspended
    right(session)
    session.advance()
    assert session.question.id.item == "losses-softmax-twice", "what was displaced comes after"


def test_easy_and_lucky_move_the_day_and_lucky_returns(make_desk):
    desk = make_desk(new_per_day=8)
    session = desk.begin_review(Wish(tuple(name for name in desk.bank.items if name.startswith(("output", "params")))))
    while session.question.spec.kind != "number":
        session.skip()
    usual = right(session)
    easy = session.say_easy()
    assert easy.due > usual.due
    assert easy.rating is Rating.EASY
    lucky = session.say_lucky()
    assert lucky.due < usual.due
    assert session.undo().kind == "rerate"
    assert session.answered[-1].due == easy.due
    session.undo()
    assert session.answered[-1].due == usual.due
    session.undo()
    assert not session.answered
    assert desk.store.cards() == {}


def test_a_wrong_answer_is_neither_easy_nor_lucky_and_a_choice_is_never_easy(make_desk):
    desk = make_desk()
    session = desk.begin_review(Wish((NUMERIC,)))
    session.give_up()
    assert (session.say_easy(), session.say_lucky()) == (None, None)
    session = desk.begin_review(Wish(("losses-softmax-twice",)))
    right(session)
    assert session.say_easy() is None
    assert session.say_lucky().rating is Rating.AGAIN


def test_suspended_buried_and_flagged(make_desk, clock):
    desk = make_desk(new_per_day=3)
    session = desk.begin_review()
    items = [one.item for one in session.listener.plan]
    session.suspend(items[0])
    session.bury(items[1])
    session.flag(items[2], "[red]typo[/red]")
    session.skip()
    assert items_of(sit(session)) == [items[2]]
    assert desk.store.item(items[2]).flag == "[red]typo[/red]"
    assert isinstance(desk.begin_review(Wish(tuple(items[:2]))), NothingDue)
    clock.forward(days=1)
    assert items_of(review(desk, items=tuple(items[:2]))) == [items[1]]


def test_a_time_box_ends_the_session_after_the_question_at_hand(make_desk, clock):
    desk = make_desk(new_per_day=20)

    def slowly(session):
        clock.forward(minutes=2)
        return right(session)

    assert len(review(desk, slowly, minutes=5)) == 3


def test_a_changed_key_asks(make_desk, bank):
    desk = make_desk()
    review(desk, items=(NUMERIC,))
    session = desk.begin_review(Wish((NUMERIC,), scheduled=False))
    assert not session.key_changed
    attempt = desk.store.history(NUMERIC)[0].attempt
    changed = type(session.question.id)(NUMERIC, attempt.version + 1, 1, 1)
    fields = {name: getattr(session.question, name) for name in session.question.__dataclass_fields__}
    session.question = type(session.question)(**fields | {"id": changed})
    assert session.key_changed
    session.decide_key(keep=False)
    assert not session.key_changed
    assert desk.store.cards_of(NUMERIC) == []
    session.undo()
    assert session.key_changed
    session.decide_key(keep=True)
    assert len(desk.store.cards_of(NUMERIC)) == 1


def test_in_practice_levels_rise_with_right_answers_and_fall_with_wrong_ones(make_desk, bank):
    desk = make_desk()
    item = "output-size-conv-side"
    levels = [question.level for question in sit(desk.begin_quiz([item], 6))]
    assert levels == sorted(levels)
    assert levels[0] < levels[-1]
    session = desk.begin_quiz([item], 2)
    session.give_up()
    session.advance()
    assert session.question.id.level < levels[-1]


def test_practice_leaves_out_what_is_suspended_unless_nothing_else_was_chosen(make_desk, bank):
    desk = make_desk()
    desk.store.suspend(NUMERIC, desk.now())
    others = [NUMERIC, "losses-softmax-twice"]
    assert items_of(sit(desk.begin_quiz(others, 3))) == ["losses-softmax-twice"] * 3
    assert items_of(sit(desk.begin_quiz([NUMERIC], 1))) == [NUMERIC]


@pytest.mark.parametrize("days", [12, pytest.param(60, marks=pytest.mark.long)])
def test_days_on_end(make_desk, bank, clock, days):
    """A learner with ups and downs and a week off: every day keeps its laws."""
    desk = make_desk(new_per_day=6, reviews_per_day=15)
    rng = Random(days)
    for day in range(days):
        clock.moment = MORNING + timedelta(days=day)
        if days // 2 <= day < days // 2 + min(7, days // 4):
            continue
        session = desk.begin_review()
        if isinstance(session, NothingDue):
            continue
        order = items_of(sit(session, lambda one: right(one) if rng.random() < 0.85 else one.give_up()))
        _check_day(bank, desk, order, clock)


def _check_day(bank, desk, order, clock):
    first = list(dict.fromkeys(order))
    kin = [name for item in first for name in kin_of(bank.items[item])]
    assert len(kin) == len(set(kin)), "siblings on one day"
    stages = desk.store.totals("stage", clock().date(), clock().date())
    assert sum(stages[name].attempts for name in ("young", "mature") if name in stages) <= 15
    assert "new" not in stages or stages["new"].attempts <= 6
    for item, times in Counter(order).items():
        places = [place for place, one in enumerate(order) if one == item]
        assert times <= 4
        assert all(later - earlier > 5 for earlier, later in pairwise(places))
    for place, (one, other) in enumerate(pairwise(first), 1):
        if len({bank.items[item].topic for item in first[place:]}) >= 3 and one in order[:place]:
            assert kin_of(bank.items[one]).isdisjoint(kin_of(bank.items[other]))


def test_numeric_items_are_not_replaced_but_get_new_numbers(make_desk, bank, clock):
    desk = make_desk()

    def sure_and_wrong(session):
        session.say_confidence(3)
        return session.answer("999999")

    (first,) = review(desk, sure_and_wrong, items=(NUMERIC,))
    clock.forward(days=1)
    (second,) = review(desk, items=(NUMERIC,))
    assert isinstance(bank.items[second.item], NumericItem)
    assert second.seed != first.seed
    assert desk.store.history(NUMERIC)[0].attempt.outcome is Outcome.INCORRECT
