"""The simulation behind the figures of the plan: the same each time, and the plan is ahead of plain reviews."""

from __future__ import annotations

from statistics import fmean

import pytest

from benchmarks.planning import WAYS, Cell, Learner, compare, practise, promised

SMALL = Cell(items=40, days=7, minutes=5)


def test_the_simulation_is_a_function_of_its_seed() -> None:
    for make in WAYS.values():
        first, second = (practise(Learner(3, 40), make(40, 7, 5), SMALL) for _ in range(2))
        assert first == second


@pytest.fixture(scope="module")
def found() -> dict[str, list[float]]:
    """What twelve learners recall after each way."""
    return compare(SMALL, range(12))


def test_the_plan_is_ahead_of_plain_reviews_at_equal_minutes(found: dict[str, list[float]]) -> None:
    assert fmean(found["plan"]) > fmean(found["FSRS 0.9"]) + 0.05
    assert fmean(found["plan"]) > fmean(found["SM-2"])


def test_the_plan_promises_about_what_it_keeps(found: dict[str, list[float]]) -> None:
    assert abs(promised(SMALL) - fmean(found["plan"])) < 0.1
