"""Ratings, level bands, and the level in practice."""

from __future__ import annotations

from random import Random

import pytest

from quizzer.questions.verdict import Outcome
from quizzer.scheduling.bands import band_of, practice_level
from quizzer.scheduling.ratings import Rating, may_be_easy, may_be_lucky, rating_of


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


@pytest.mark.parametrize(
    ("outcome", "rating"),
    [(Outcome.CORRECT, Rating.GOOD), (Outcome.PARTIAL, Rating.HARD), (Outcome.INCORRECT, Rating.AGAIN)],
)
def test_a_slight_slip_is_hard_and_a_wrong_answer_stays_wrong(outcome, rating):
    assert rating_of(outcome, 0, slight=True) is rating


def test_an_invalid_answer_has_no_rating():
    with pytest.raises(ValueError, match="no attempt"):
        rating_of(Outcome.INVALID, 0)


@pytest.mark.parametrize("kind", ["number", "shape", "formula", "cloze", "ordering", "free", "parts"])
def test_easy_is_for_what_was_typed_without_help(kind):
    assert may_be_easy(Outcome.CORRECT, kind, typed=True, hints_used=0)
    assert not may_be_easy(Outcome.CORRECT, kind, typed=False, hints_used=0)
    assert not may_be_easy(Outcome.CORRECT, kind, typed=True, hints_used=1)
    assert not may_be_easy(Outcome.PARTIAL, kind, typed=True, hints_used=0)
    assert not may_be_easy(Outcome.INCORRECT, kind, typed=True, hints_used=0)


@pytest.mark.parametrize("kind", ["choice", "truth_reason", "spot_error", "matching"])
def test_what_is_only_recognised_is_never_easy(kind):
    assert not may_be_easy(Outcome.CORRECT, kind, typed=True, hints_used=0)


def test_only_what_is_right_was_a_lucky_guess():
    assert [outcome for outcome in Outcome if may_be_lucky(outcome)] == [Outcome.CORRECT]


def test_the_numbers_are_those_of_fsrs():
    assert [rating.value for rating in Rating] == [1, 2, 3, 4]


def test_levels_fall_into_three_bands():
    assert [band_of(level) for level in range(1, 6)] == [1, 1, 2, 3, 3]


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_is_no_band_without_a_level(level):
    with pytest.raises(ValueError, match="no level"):
        band_of(level)


LEVELS = [1, 2, 4]


@pytest.mark.parametrize(
    ("past", "level"),
    [
        ([], 1),
        ([(1, True)], 1),
        ([(1, True), (1, True)], 2),
        ([(1, True), (1, True), (2, True), (2, True)], 4),
        ([(4, True), (4, True)], 4),
        ([(4, False)], 2),
        ([(1, False)], 1),
        ([(1, False), (1, True), (1, True), (1, True)], 1),
        ([(1, False), (1, True), (1, True), (1, True), (1, True)], 2),
        ([(2, False), (1, True), (1, True), (1, True), (2, True)], 2),
        ([(3, True)], 2),  # a level that there is no more
        ([(5, False)], 2),
    ],
)
def test_the_level_in_practice(past, level):
    assert practice_level(LEVELS, past) == level


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("ability", [2.0, 3.0, 4.0])
def test_in_practice_between_80_and_90_percent_are_right(seed, ability):
    rng, past = Random(seed), []
    chances = {1: 0.99, 2: 0.97, 3: 0.9, 4: 0.75, 5: 0.5}
    chances = {level: max(0.05, min(0.99, 1 - 0.12 * (level - ability + 1) - 0.05)) for level in chances}
    for _ in range(4000):
        level = practice_level([1, 2, 3, 4, 5], past[-50:])
        past.append((level, rng.random() < chances[level]))
    assert 0.8 <= sum(right for _, right in past) / len(past) <= 0.9
