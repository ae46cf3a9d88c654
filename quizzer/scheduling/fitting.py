"""Fitting the memory model's weights to a learner's own reviews.

The engine holds the interpreter while it fits, so that this is a program of its own: histories come in on stdin and the
fit goes out on stdout, both as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import fsrs_rs_python as fsrs

FEWEST_REVIEWS = 600
"""Fewer reviews after a night or more tell too little; below 400 the engine just returns its defaults."""

_TRAINED_SHARE = 0.8

History = Sequence[tuple[int, int, int]]
"""The attempts at one card, in order: rating (1 to 4), whole days since the last, and the day as a number."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights, and what the weights in force and the fitted ones lose on the latest fifth of the reviews.

    The fitted ones were trained on the earlier ones only, for that comparison; ``weights`` come from all.
    """

    weights: tuple[float, ...]
    loss_before: float
    loss_after: float

    @property
    def better(self) -> bool:
        """Whether the fit predicts reviews that it had not seen better than the weights in force."""
        return self.loss_after < self.loss_before


def telling(histories: Sequence[History]) -> int:
    """How many of the reviews tell something about forgetting: those after a night or more."""
    return sum(days > 0 for history in histories for _, days, _ in history[1:])


def fit(histories: Sequence[History], weights: Sequence[float]) -> Fit:
    """Fit to ``histories``, with ``weights`` in force. ValueError for fewer than FEWEST_REVIEWS telling reviews."""
    if telling(histories) < FEWEST_REVIEWS:
        raise ValueError(f"{telling(histories)} reviews are too few")
    items = _training_items(histories)
    split = int(len(items) * _TRAINED_SHARE)
    engine = fsrs.FSRS(list(fsrs.DEFAULT_PARAMETERS))
    trained = engine.compute_parameters(items[:split])
    before, after = (fsrs.FSRS(list(each)).evaluate(items[split:]).log_loss for each in (weights, trained))
    return Fit(tuple(engine.compute_parameters(items)), before, after)


def _training_items(histories: Sequence[History]) -> list[fsrs.FSRSItem]:
    """One item a telling review, with all that came before it; in the order of the days."""
    found: list[tuple[int, list[fsrs.FSRSReview]]] = []
    for history in histories:
        reviews = [fsrs.FSRSReview(rating, days) for rating, days, _ in history]
        found += [(day, reviews[: place + 1]) for place, (_, days, day) in enumerate(history) if place > 0 and days > 0]
    found.sort(key=lambda item: item[0])
    return [fsrs.FSRSItem(reviews) for _, reviews in found]


def main() -> None:
    """Read ``{"histories", "weights"}``, write the fit."""
    given = json.load(sys.stdin)
    json.dump(asdict(fit(given["histories"], given["weights"])), sys.stdout)


if __name__ == "__main__":
    main()
