"""Fitting: weights that made up a history are found again, and the engine is never asked about too little."""

from __future__ import annotations

import json
import subprocess
import sys
from random import Random

import pytest

from quizzer.scheduling.fitting import FEWEST_REVIEWS, fit, telling
from quizzer.scheduling.memory import DEFAULT_PARAMETERS, Parameters, recall, review
from quizzer.scheduling.ratings import Rating

# Forgets sooner, and gains less from each review.
POOR_MEMORY = Parameters(
    "poor", (0.1, 0.3, 0.6, 2.0, *DEFAULT_PARAMETERS.weights[4:8], 1.0, *DEFAULT_PARAMETERS.weights[9:])
)


def simulated(cards, truth, seed=1):
    """Histories of a learner whose memory follows ``truth`` and who reviews when the default model says."""
    chance, histories = Random(seed), []
    for card in range(cards):
        believed = true = None
        day, interval, history = card % 50, 0, []
        for number in range(6):
            if number == 0:
                rating = chance.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY])
            else:
                recalled = chance.random() < recall(true.stability, interval, truth)
                rating = Rating.GOOD if recalled else Rating.AGAIN
            history.append((int(rating), interval, day))
            true, _ = review(true, rating, interval, truth)
            believed, interval = review(believed, rating, interval)
            day += interval
        histories.append(history)
    return histories


def test_a_poorer_memory_is_found():
    found = fit(simulated(400, POOR_MEMORY), DEFAULT_PARAMETERS.weights)
    assert found.better
    assert found.weights[2] < 0.7 * DEFAULT_PARAMETERS.weights[2]
    assert len(found.weights) == 21


def test_weights_that_fit_already_are_not_bettered_by_much():
    found = fit(simulated(400, DEFAULT_PARAMETERS), DEFAULT_PARAMETERS.weights)
    assert found.loss_after > found.loss_before - 0.01


def test_a_fit_is_the_same_each_time():
    histories = simulated(200, POOR_MEMORY)
    assert fit(histories, DEFAULT_PARAMETERS.weights) == fit(histories, DEFAULT_PARAMETERS.weights)


def test_too_few_reviews_are_refused():
    histories = simulated(50, POOR_MEMORY)
    assert telling(histories) < FEWEST_REVIEWS
    with pytest.raises(ValueError, match="too few"):
        fit(histories, DEFAULT_PARAMETERS.weights)


def test_only_a_night_tells_something():
    assert telling([[(3, 0, 1), (3, 0, 1), (3, 1, 2)], [(3, 5, 1)], []]) == 1


def test_it_is_a_program_of_its_own():
    given = json.dumps({"histories": simulated(200, POOR_MEMORY), "weights": DEFAULT_PARAMETERS.weights})
    command = [sys.executable, "-m", "quizzer.scheduling.fitting"]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["loss_after"] < 1
    assert done.stderr == ""
