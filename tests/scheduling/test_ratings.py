"""Ratings and level bands."""

from __future__ import annotations

import pytest

from quizzer.questions.verdict import Outcome
from quizzer.scheduling.bands import band_of
from quizzer.scheduling.ratings import Rating, rating_of


@pytest.mark.parametrize(
    ("outcome", "hints", "rating"),
    [
        (Outcome.CORRECT, 0, Rating.GOOD),
        (Outcome.CORRECT, 1, Rating.HARD),
        (Outcome.CORRECT, 3, Rating.HARD),
        (Outcome.PARTIAL, 0, Rating.AGAIN),
        (Outcome.PARTIAL, 2, Rating.AGAIN),
        (Outcome.INCORRECT, 0, Rating.AGAIN),
        (Outcome.INCORRECT, 2, Rating.AGAIN),
    ],
)
def test_the_rating_follows_from_outcome_and_hints(outcome, hints, rating):
    assert rating_of(outcome, hints) is rating


def test_an_invalid_answer_has_no_rating():
    with pytest.raises(ValueError, match="no attempt"):
        rating_of(Outcome.INVALID, 0)


def test_the_numbers_are_those_of_fsrs():
    assert [rating.value for rating in Rating] == [1, 2, 3, 4]


def test_levels_fall_into_three_bands():
    assert [band_of(level) for level in range(1, 6)] == [1, 1, 2, 3, 3]


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_is_no_band_without_a_level(level):
    with pytest.raises(ValueError, match="no level"):
        band_of(level)
