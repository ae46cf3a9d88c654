"""Spreading: within the range, the same everywhere, and drawn to empty days."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.scheduling.memory import LONGEST_DAYS
from quizzer.scheduling.spreading import chance_of, chosen_interval, spread_range

chances = st.floats(0, 1, exclude_max=True)
loads = st.dictionaries(st.integers(1, 50), st.integers(0, 500))


@given(st.integers(1, LONGEST_DAYS), chances, loads)
def test_the_chosen_day_is_within_the_range(interval, chance, due):
    shortest, longest = spread_range(interval)
    assert 1 <= shortest <= interval <= longest <= LONGEST_DAYS
    assert shortest <= chosen_interval(interval, chance, due) <= longest


@pytest.mark.parametrize(
    ("interval", "expected"),
    [(1, (1, 1)), (2, (2, 2)), (3, (2, 4)), (7, (5, 9)), (20, (17, 23)), (100, (93, 107)), (36_500, (34_673, 36_500))],
)
def test_the_range_is_that_of_anki(interval, expected):
    assert spread_range(interval) == expected


def test_a_card_has_a_chance_of_its_own_at_each_review():
    assert chance_of("iou#forward:1", 1) == chance_of("iou#forward:1", 1)
    drawn = [chance_of(f"card-{card}", number) for card in range(500) for number in range(4)]
    assert len(set(drawn)) == 2_000
    assert all(0 <= chance < 1 for chance in drawn)
    for tenth in range(10):
        assert 120 < sum(tenth / 10 <= chance < (tenth + 1) / 10 for chance in drawn) < 280


def test_the_seed_never_changes():
    assert chance_of("iou#forward:1", 1) == 0.7829943580880921  # a schedule that was told must stay


def test_full_days_are_avoided():
    due = Counter()
    for card in range(900):
        due[chosen_interval(20, chance_of(f"card-{card}", 1), due)] += 1
    assert sorted(due) == list(range(17, 24))
    assert max(due.values()) < 1.25 * min(due.values())


def test_without_loads_every_day_of_the_range_comes_up():
    days = Counter(chosen_interval(20, chance_of(f"card-{card}", 1), {}) for card in range(900))
    assert sorted(days) == list(range(17, 24))
    assert min(days.values()) > 60
