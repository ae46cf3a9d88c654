"""A short course of the simulated learner: remembered as wanted, even days, fewer answers than with fixed intervals."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from benchmarks.simulation import START, Ladder, Quizzer, Sm2, simulate, stretched_to
from quizzer.progress.database import open_database
from quizzer.progress.store import Store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating
from tests.practice.test_statistics import attempt

SHORT = {"days": 40, "new_per_day": 6, "seed": 1}


@pytest.fixture(scope="module")
def own():
    return simulate(Quizzer(), **SHORT)


def test_what_comes_back_is_remembered_as_often_as_wanted(own):
    assert own.reviews > 400
    assert own.retention == pytest.approx(0.9, abs=0.04)
    assert own.knows > 0.9


def test_no_day_after_the_first_week_has_more_than_twice_the_mean(own):
    assert own.peak <= 2


def test_the_same_learner_has_the_same_course(own):
    assert simulate(Quizzer(), **SHORT) == own


@pytest.mark.parametrize(("make", "least"), [(Sm2, 0.95), (Ladder, 1.02)])
def test_others_are_compared_where_they_know_as_much(own, make, least):
    """In so short a course SM-2 needs about as many answers, a ladder more."""
    _, other = stretched_to(own.knows, make, **SHORT)
    assert other.knows == pytest.approx(own.knows, abs=0.004)
    assert sum(other.answers) > least * sum(own.answers)


def test_sm2_steps_as_published():
    sm2, day = Sm2(), START
    days = []
    for _ in range(4):
        due = sm2.answered("a", Rating.GOOD, day)
        days.append((due - day).days)
        day = due
    assert days == [1, 6, 15, 38]
    assert (sm2.answered("a", Rating.AGAIN, day) - day).days == 1


def test_the_simulated_schedule_is_that_of_the_program(tmp_path):
    scheduler = Quizzer()
    at = datetime.combine(START, time(9), UTC)
    with Store(open_database(tmp_path / "progress.db", at)) as store:
        for number in range(150):
            item, rating = str(number % 30), Rating(1 + number * 7 % 4)
            day = at + timedelta(days=number // 30 * 5)
            outcome = Outcome.INCORRECT if rating is Rating.AGAIN else Outcome.CORRECT
            recorded = store.record(attempt(item, outcome, rating=rating), None, day)
            assert recorded.due == scheduler.answered(item, rating, day.date())
