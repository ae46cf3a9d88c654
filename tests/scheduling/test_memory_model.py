"""The memory model against py-fsrs, a second implementation of FSRS-6, and its guards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import fsrs
import fsrs_rs_python
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.memory import DEFAULT_PARAMETERS, LONGEST_DAYS, MemoryState, Parameters, recall, review
from quizzer.scheduling.ratings import Rating

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
REFERENCE = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
BERLIN = ZoneInfo("Europe/Berlin")
PRECISION = 1e-4
"""Relative; the engine calculates in 32 bits, the reference in 64."""


def wanting(retention):
    return replace(DEFAULT_PARAMETERS, retention=retention)


ratings = st.sampled_from(list(Rating))
waits = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 400), st.just("when due"))


@given(ratings, st.lists(st.tuples(waits, ratings), max_size=12))
@settings(max_examples=400, deadline=None)
def test_states_and_intervals_agree_with_py_fsrs(first, history):
    card, moment = fsrs.Card(card_id=1), START
    memory: MemoryState | None = None
    interval = 0
    for wait, rating in [(0, first), *history]:
        elapsed = interval if wait == "when due" else wait
        moment += timedelta(days=elapsed)
        memory, interval = review(memory, rating, elapsed)
        card, _ = REFERENCE.review_card(card, fsrs.Rating(rating.value), moment)
        if card.stability > LONGEST_DAYS * 0.99:
            return  # py-fsrs has no upper limit, and goes its own way from here
        assert memory.stability == pytest.approx(card.stability, rel=PRECISION)
        assert memory.difficulty == pytest.approx(card.difficulty, rel=PRECISION)
        if rounds_clearly(card.stability):
            assert interval == (card.due - moment).days


@pytest.mark.parametrize("cards", [150, pytest.param(1_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_states_agree_where_the_clocks_change(change, cards):
    """Answers at any hour around the night when summer time begins or ends; py-fsrs is told whole learner-days."""
    chance = Random(change.month)
    for number in range(cards):
        card, memory, last = fsrs.Card(card_id=number), None, None
        moment = datetime(change.year, change.month, change.day, tzinfo=BERLIN) - timedelta(days=3)
        for _ in range(8):
            rating = chance.choice(list(Rating))
            day = learner_day(moment.astimezone(BERLIN))
            elapsed = 0 if last is None else (day - last).days
            memory, _ = review(memory, rating, elapsed)
            card, _ = REFERENCE.review_card(
                card, fsrs.Rating(rating.value), datetime(day.year, day.month, day.day, tzinfo=UTC)
            )
            assert memory.stability == pytest.approx(card.stability, rel=PRECISION)
            assert memory.difficulty == pytest.approx(card.difficulty, rel=PRECISION)
            last = day
            moment = moment.astimezone(UTC) + timedelta(hours=chance.choice([0.1, 1, 5, 8, 23, 24, 25, 47, 71]))


def rounds_clearly(stability: float) -> bool:
    """At a retention of 0.9 the stability is the interval; 3993.4999 may be rounded either way in 32 bits."""
    return abs(stability % 1 - 0.5) > stability * PRECISION


def test_the_first_intervals_are_those_of_the_default_parameters():
    assert [review(None, rating, 0)[1] for rating in Rating] == [1, 1, 2, 8]


def test_a_night_between_two_answers_counts_and_a_nap_does_not():
    memory, _ = review(None, Rating.GOOD, 0)
    assert review(memory, Rating.GOOD, 1)[0].stability > 3 * review(memory, Rating.GOOD, 0)[0].stability


def test_more_retention_means_shorter_intervals():
    memory = MemoryState(stability=100.0, difficulty=5.0)
    intervals = [review(memory, Rating.GOOD, 100, wanting(retention))[1] for retention in (0.7, 0.8, 0.9, 0.95)]
    assert intervals == sorted(intervals, reverse=True)
    assert len(set(intervals)) == 4


def test_nothing_is_remembered_for_more_than_a_hundred_years():
    memory, interval = review(MemoryState(36_000.0, 1.0), Rating.EASY, 36_000, wanting(0.01))
    assert memory.stability == LONGEST_DAYS
    assert interval == LONGEST_DAYS


@given(ratings, st.integers(0, 40_000), st.floats(0.001, 0.999), st.floats(0.001, 36_500), st.floats(1, 10))
@settings(deadline=None)
def test_every_interval_is_within_its_limits(rating, elapsed, retention, stability, difficulty):
    memory, interval = review(MemoryState(stability, difficulty), rating, elapsed, wanting(retention))
    assert 1 <= interval <= LONGEST_DAYS
    assert 0 < memory.stability <= LONGEST_DAYS
    assert 1 <= memory.difficulty <= 10


@pytest.mark.parametrize("rating", [0, 5, 7, -1])
def test_a_rating_that_is_none_is_refused(rating):
    with pytest.raises(ValueError, match="not a valid Rating"):
        review(None, rating, 0)


@pytest.mark.parametrize("retention", [0, 1, 1.5, -1, float("nan"), float("inf")])
def test_a_retention_that_is_none_is_refused(retention):
    with pytest.raises(ValueError, match="retention"):
        wanting(retention)


def test_days_do_not_run_backwards():
    with pytest.raises(ValueError, match="passed"):
        review(MemoryState(1.0, 5.0), Rating.GOOD, -1)


@pytest.mark.parametrize(
    "weights",
    [(), DEFAULT_PARAMETERS.weights[:19], (float("nan"), *DEFAULT_PARAMETERS.weights[1:]), (float("inf"),) * 21],
)
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(ValueError, match="21 finite weights"):
        Parameters("mine", weights)


def test_the_default_weights_are_those_of_both_libraries():
    assert pytest.approx(DEFAULT_PARAMETERS.weights, rel=1e-6) == tuple(fsrs_rs_python.DEFAULT_PARAMETERS)
    assert pytest.approx(DEFAULT_PARAMETERS.weights, rel=1e-6) == REFERENCE.parameters


def test_other_weights_give_another_memory():
    keen = Parameters("keen", (1.0, *DEFAULT_PARAMETERS.weights[1:]))
    assert review(None, Rating.AGAIN, 0, keen)[0].stability == 1.0
    assert review(None, Rating.AGAIN, 0)[0].stability == pytest.approx(DEFAULT_PARAMETERS.weights[0])


def test_expected_recall_is_that_of_py_fsrs():
    for stability in (0.1, 1.0, 17.3, 36_500.0):
        card = fsrs.Card(card_id=1, stability=stability, difficulty=5.0, last_review=START, state=fsrs.State.Review)
        for days in (0, 1, 10, 1_000):
            expected = REFERENCE.get_card_retrievability(card, START + timedelta(days=days))
            assert recall(stability, days) == pytest.approx(expected, rel=1e-6)
        assert recall(stability, -5) == 1.0
    assert recall(42.0, 42) == pytest.approx(0.9)
