"""Whether predictions came true: those of the memory model, beside one that always says the same."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from quizzer.practice.tallies import Tally

BINS = 20
"""Predicted recall lies in one of so many bins of equal width."""

_SUREST = 1e-6
"""A prediction of 0 or 1 that fails would cost without end; none is taken for surer than this."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The reviews whose predicted recall lay from ``low`` up to ``high``."""

    low: float
    high: float
    tally: Tally


@dataclass(frozen=True, slots=True)
class Calibration:
    """Predicted recall against what was recalled, over the same reviews.

    The Brier score is the mean squared difference of prediction and outcome (0 or 1), the log loss the mean of
    −ln(probability given to the outcome); less is better. Each review counts with the mean prediction of its bin. The
    ``constant_`` ones are those of always predicting the share that was recalled in fact, which is the best that a
    prediction without knowledge of the card can do. All are None without reviews.
    """

    bins: tuple[Bin, ...]
    brier: float | None = None
    log_loss: float | None = None
    constant_brier: float | None = None
    constant_log_loss: float | None = None


def calibration(bins: Iterable[tuple[int, Tally]]) -> Calibration:
    """The calibration of reviews counted by the number of their bin, 0 to BINS - 1."""
    found = [Bin(place / BINS, (place + 1) / BINS, tally) for place, tally in sorted(bins) if tally.reviews]
    reviews = sum(one.tally.reviews for one in found)
    if not reviews:
        return Calibration(())
    said = [(one.tally.predicted / one.tally.reviews, one.tally) for one in found]
    share = sum(one.tally.remembered for one in found) / reviews
    same = [(share, one.tally) for one in found]
    return Calibration(
        tuple(found),
        sum(_squares(p, tally) for p, tally in said) / reviews,
        sum(_surprise(p, tally) for p, tally in said) / reviews,
        sum(_squares(p, tally) for p, tally in same) / reviews,
        sum(_surprise(p, tally) for p, tally in same) / reviews,
    )


def _squares(predicted: float, tally: Tally) -> float:
    forgotten = tally.reviews - tally.remembered
    return tally.remembered * (1 - predicted) ** 2 + forgotten * predicted**2


def _surprise(predicted: float, tally: Tally) -> float:
    p = min(max(predicted, _SUREST), 1 - _SUREST)
    return -tally.remembered * math.log(p) - (tally.reviews - tally.remembered) * math.log(1 - p)
