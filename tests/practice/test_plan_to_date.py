"""The plan to the day of an interview, over the real bank and a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.goal import Goal, pace_of, seconds_spent
from quizzer.practice.lookup import StoreLookup, room_today
from quizzer.practice.preferences import Preferences
from quizzer.practice.reviewing import NothingDue, Planner, Wish, kin_of
from quizzer.progress.attempts import Attempt
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.planning import FARTHEST_DAYS, Pace
from quizzer.scheduling.ratings import Rating

POOLING = "topic:pooling"


@pytest.fixture
def make_desk(bank, clock, tmp_path):
    made = []

    def make(in_days=None, **wanted):
        day = None if in_days is None else clock().date() + timedelta(days=in_days)
        preferences = Preferences(Language.EN, interview_on=day, **wanted)
        places = ((bundled_bank(),), tmp_path / "progress.db", tmp_path / "config.toml", tmp_path / "cache")
        desk = Desk(*places, clock, preferences)
        desk.__dict__["bank"] = bank
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


def answer(desk, candidate, right=True, seconds=30):
    """Put an answer to ``candidate`` into the log."""
    desk.store.record(
        Attempt(
            question_id=f"{candidate.item}@1:1:1",
            item=candidate.item,
            version=1,
            level=1,
            topic=candidate.topic,
            outcome=Outcome.CORRECT if right else Outcome.INCORRECT,
            score=float(right),
            rating=Rating.GOOD if right else Rating.AGAIN,
            given="1",
            read_as="1",
            misconception=None,
            hints_used=0,
            elapsed_ms=seconds * 1000,
            gave_up=False,
            answer_kind="number",
            confidence=None,
        ),
        None,
        desk.now(),
    )


def practise(desk, right=True, seconds=30):
    """Answer all that today's plan asks; the candidates."""
    chosen = desk.plan(Wish()).chosen
    for candidate in chosen:
        answer(desk, candidate, right, seconds)
    return chosen


def outlook(desk):
    return desk.planner_to_date(desk.goal).outlook()


def test_without_a_date_the_plan_of_a_day_is_what_it_was(make_desk, clock):
    desk = make_desk(new_per_day=4)
    for _ in range(4):
        before = Planner(desk.bank, StoreLookup(desk.store), desk.today)
        assert repr(desk.plan(Wish())) == repr(before.plan(Wish(), room_today(desk.store, desk.today, 60, 4)))
        practise(desk)
        clock.forward(days=1)


@pytest.mark.parametrize("in_days", [-1, -400, FARTHEST_DAYS + 1, 100_000])
def test_a_date_that_has_passed_or_is_too_far_leaves_everything_as_without_one(make_desk, in_days):
    desk, plain = make_desk(in_days), make_desk()
    assert repr(desk.plan(Wish())) == repr(plain.plan(Wish()))


def test_cramming_and_going_ahead_do_not_heed_the_plan(make_desk):
    desk, plain = make_desk(5), make_desk()
    for wish in (Wish(scheduled=False), Wish(ahead=True)):
        assert repr(desk.plan(wish)) == repr(plain.plan(wish))


def test_the_plan_keeps_to_its_minutes_and_to_what_it_is_about(make_desk, bank):
    desk = make_desk(10, minutes_per_day=12, plan_where="topic:pooling|roi|padding")
    chosen = desk.plan(Wish()).chosen
    assert {one.topic for one in chosen} == {"pooling", "roi", "padding"}
    assert 5 < len(chosen) <= 12
    kin = [one for candidate in chosen for one in kin_of(bank.items[candidate.item])]
    assert len(kin) == len(set(kin))


def test_what_was_done_today_is_taken_off_its_minutes(make_desk):
    desk = make_desk(10, minutes_per_day=10)
    first = desk.plan(Wish()).chosen
    for candidate in first[:4]:
        answer(desk, candidate, seconds=80)
    assert seconds_spent(desk.store, desk.today) == 4 * 90
    assert 0 < len(desk.plan(Wish()).chosen) < len(first) - 3
    for candidate in first[4:]:
        answer(desk, candidate, seconds=80)
    nothing = desk.begin_review()
    assert isinstance(nothing, NothingDue)
    assert nothing.planned
    assert outlook(desk).asked_today.new == 0


def test_a_wish_for_some_items_narrows_the_plan(make_desk):
    desk = make_desk(10)
    chosen = desk.plan(Wish(items=tuple(desk.askable(POOLING)))).chosen
    assert chosen
    assert {one.topic for one in chosen} == {"pooling"}


def test_the_plan_follows_what_was_really_done(make_desk, clock):
    """Two days of practice, one without, and the plan still ends on the day with more than it began with."""
    desk = make_desk(9, minutes_per_day=10, plan_where=POOLING)
    begun = outlook(desk)
    for _ in range(2):
        assert practise(desk)
        clock.forward(days=1)
    with_practice = outlook(desk)
    clock.forward(days=1)
    skipped = outlook(desk)
    assert [found.days_left for found in (begun, with_practice, skipped)] == [9, 7, 6]
    assert begun.now < with_practice.now
    assert skipped.then <= with_practice.then
    assert skipped.without < skipped.then


def test_the_first_plan_of_a_day_is_the_same_whenever_it_is_made(make_desk):
    desk = make_desk(12)
    assert repr(desk.plan(Wish())) == repr(desk.plan(Wish()))
    assert outlook(desk) == outlook(desk)


def test_the_first_day_of_the_outlook_is_what_review_asks(make_desk, clock):
    desk = make_desk(6, minutes_per_day=15)
    practise(desk)
    clock.forward(days=2)
    chosen, found = desk.plan(Wish()).chosen, outlook(desk)
    reviews = sum(one.band is not None for one in chosen)
    assert (found.asked_today.reviews, found.asked_today.new) == (reviews, len(chosen) - reviews)
    assert found.days[0] == (desk.today, found.asked_today)
    assert set(found.new) == {one.item for one in chosen if one.band is None}
    assert set(found.early) <= {one.item for one in chosen if one.band is not None}
    assert len(found.waiting) == desk.plan(Wish()).waiting
    assert [day for day, _ in found.days] == [desk.today + timedelta(days=after) for after in range(4)]


def test_on_the_day_itself_nothing_is_new(make_desk, clock):
    desk = make_desk(3, minutes_per_day=15)
    practise(desk, right=False)
    clock.forward(days=3)
    chosen = desk.plan(Wish()).chosen
    assert chosen
    assert all(one.band is not None for one in chosen)
    found = outlook(desk)
    assert (found.days_left, found.days, found.more) == (0, (), None)


def test_what_is_suspended_or_buried_is_left_alone(make_desk):
    desk = make_desk(5, plan_where=POOLING)
    first, second = desk.plan(Wish()).chosen[:2]
    desk.store.suspend(first.item, desk.now())
    desk.store.bury(second.item, desk.today + timedelta(days=1), desk.now())
    asked = {one.item for one in desk.plan(Wish()).chosen}
    assert first.item not in asked
    assert second.item not in asked
    assert outlook(desk).topics[0].items == len(desk.askable(POOLING)) - 1


def test_a_clock_that_went_back_asks_nothing_twice(make_desk, clock):
    desk = make_desk(8, minutes_per_day=10)
    done = {one.item for one in practise(desk)}
    clock.forward(days=-2)
    assert done.isdisjoint(one.item for one in desk.plan(Wish()).chosen)
    assert outlook(desk).days_left == 10


def test_too_little_time_says_what_it_would_cost(make_desk):
    found = outlook(make_desk(3, minutes_per_day=2, plan_where=POOLING))
    assert found.unreached
    assert found.more is not None
    assert found.more.then > found.then
    assert len(found.unreached) > found.more.unreached


def test_what_no_day_has_room_for_has_no_price(make_desk):
    assert outlook(make_desk(1)).more is None


def test_a_selector_that_went_stale_stops_nothing(make_desk):
    """Its topic is gone: everything is asked; nothing is suspended: nothing is."""
    assert make_desk(5, plan_where="topic:gone").plan(Wish()).chosen
    assert make_desk(5, plan_where="suspended").plan(Wish()).chosen == ()


def test_the_pace_is_the_usual_one_until_there_are_answers(make_desk):
    desk = make_desk(5, minutes_per_day=10)
    assert pace_of(desk.store, desk.today) == Pace()
    practise(desk, right=False, seconds=100)
    slower = pace_of(desk.store, desk.today)
    assert Pace().new < slower.new < 110
    assert slower.first_right < Pace().first_right
    assert replace(slower, new=Pace().new, first_right=Pace().first_right) == Pace()


def test_a_goal_is_reached_from_its_own_day_and_some_before() -> None:
    goal = Goal(date(2026, 12, 1), 20)
    reached = [
        goal.reached_from(goal.day + timedelta(days=days)) for days in (-FARTHEST_DAYS - 1, -FARTHEST_DAYS, 0, 1)
    ]
    assert reached == [False, True, True, False]
