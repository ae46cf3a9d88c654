"""Planning to a day: within the minutes, more minutes never do harm, nothing on the last day that is new."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.scheduling.memory import MemoryState
from quizzer.scheduling.planning import (
    Foresight,
    Pace,
    Skill,
    average_recall,
    forecast,
    questions_of_day,
)


def skill(name: str, stability: float | None = None, elapsed: int = 0, **more: object) -> Skill:
    """A skill of its own kin; new without a stability."""
    memory = None if stability is None else MemoryState(stability, 5.0)
    return replace(Skill(name, f"topic-{name[-1]}", frozenset({name}), memory, elapsed), **more)  # type: ignore[arg-type]


@st.composite
def many_skills(draw: st.DrawFn) -> list[Skill]:
    """Up to thirty skills, some new, some of one kin, some at rest."""
    found = []
    for number in range(draw(st.integers(0, 30))):
        stability = draw(st.none() | st.sampled_from((0.3, 1.3, 2.3, 9.0, 40.0)))
        kin = frozenset({str(number), f"c{draw(st.integers(0, 30))}"})
        elapsed, rests = draw(st.integers(0, 9)), draw(st.integers(0, 2))
        found.append(skill(str(number), stability, elapsed, kin=kin, rests=rests))
    return found


@settings(max_examples=12, deadline=None)
@given(many_skills(), st.integers(0, 10), st.integers(1, 40))
def test_a_plan_keeps_to_its_minutes_and_is_the_same_each_time(skills: list[Skill], until: int, minutes: int) -> None:
    first = forecast(skills, minutes * 60, Foresight(until))
    assert first == forecast(skills, minutes * 60, Foresight(until))
    assert len(first.days) == until
    assert all(day.minutes <= minutes * 1.1 for day in first.days)
    assert [one.name for one in first.skills] == [one.name for one in skills]


@settings(max_examples=12, deadline=None)
@given(many_skills(), st.integers(1, 10), st.integers(1, 15), st.integers(1, 15))
def test_more_minutes_never_lower_what_is_recalled(skills: list[Skill], until: int, minutes: int, more: int) -> None:
    foresight = Foresight(until)
    less, much = (
        average_recall(forecast(skills, each * 60, foresight).skills, foresight, until)
        for each in (minutes, minutes + more)
    )
    assert much >= less - 0.005, (less, much)


@settings(max_examples=12, deadline=None)
@given(many_skills(), st.integers(0, 10))
def test_no_two_of_a_kin_on_one_day_and_what_rests_is_left_alone(skills: list[Skill], until: int) -> None:
    asked = questions_of_day(skills, 3600, Foresight(until), taken=frozenset({"c1"}))
    kin = [one for each in asked for one in each.skill.kin]
    assert len(kin) == len(set(kin))
    assert "c1" not in kin
    assert not any(each.skill.rests for each in asked)
    assert all(each.gain > 0 for each in asked)


def test_nothing_is_begun_on_the_day_itself() -> None:
    asked = questions_of_day([skill("a"), skill("b", 2.0, 6)], 600, Foresight(0))
    assert [each.skill.name for each in asked] == ["b"]


def test_what_would_be_forgotten_comes_before_what_would_not() -> None:
    skills = [skill("lasting", 400.0, 5), skill("fading", 3.0, 5), skill("middling", 40.0, 5)]
    asked = questions_of_day(skills, 3600, Foresight(10))
    assert [each.skill.name for each in asked] == ["fading", "middling", "lasting"]


def test_in_too_little_time_new_items_come_in_their_order() -> None:
    foresight = Foresight(7)
    ahead = forecast([skill(str(number)) for number in range(100)], 300, foresight)
    begun = [number for number, one in enumerate(ahead.skills) if one.memory is not None]
    assert begun == list(range(len(begun)))
    assert 0 < len(begun) < 100
    assert ahead.unreached == [str(number) for number in range(len(begun), 100)]


def test_no_minutes_are_no_questions() -> None:
    assert questions_of_day([skill("a"), skill("b", 2.0, 6)], 0, Foresight(5)) == []


def test_the_minutes_of_today_may_be_used_up() -> None:
    ahead = forecast([skill(str(number)) for number in range(50)], 600, Foresight(3), seconds_today=0)
    assert [day.new > 0 for day in ahead.days] == [False, True, True]


def test_a_day_without_practice_is_caught_up_on() -> None:
    """What faded in the meantime gains more, so that it is asked now."""
    skills = [skill("kept", 60.0, 1), skill("fading", 4.0, 1)]
    gains = [Foresight(6 - late).question(replace(skills[1], elapsed=1 + late), 0).gain for late in (0, 2)]
    assert gains[0] < gains[1]


def test_the_foreseen_memory_is_what_right_and_wrong_come_to() -> None:
    foresight = Foresight(8)
    before = skill("a", 3.0, 4)
    after = foresight.after(before, 0)
    right = foresight.recall(before, 0)
    states = foresight._after(before.memory, 4)
    expected = sum(
        share * foresight.recall(replace(after, memory=state), 8)
        for share, state in zip((right, 1 - right), states, strict=True)
    )
    assert foresight.recall(after, 8) == pytest.approx(expected)
    assert after.rests == 1


def test_an_item_with_two_cards_counts_once() -> None:
    halves = [skill("a", 2.0, 3, weight=0.5), skill("b", 500.0, 3, weight=0.5), skill("c", 500.0, 3)]
    foresight = Foresight(5)
    a, b, c = (foresight.recall(one, 5) for one in halves)
    assert average_recall(halves, foresight, 5) == pytest.approx((a / 2 + b / 2 + c) / 2)
    assert average_recall([], foresight, 5) == 0.0


def test_what_is_known_beforehand_follows_from_first_tries() -> None:
    assert Pace(first_right=0.1).known_before == 0.0
    assert Pace(first_right=1.0).known_before == 1.0
    assert Foresight(5, Pace(first_right=0.575)).recall(skill("a"), 5) == pytest.approx(0.5)


def test_a_huge_bank_is_reckoned_once_for_all_that_are_alike() -> None:
    foresight = Foresight(14)
    skills = [skill(f"new-{number}") for number in range(8_000)]
    skills += [skill(f"old-{number}", 5.0, 3) for number in range(2_000)]
    asked = questions_of_day(skills, 1200, foresight)
    assert sum(one.seconds for one in asked) <= 1200
    assert len(foresight._gains) == 2
