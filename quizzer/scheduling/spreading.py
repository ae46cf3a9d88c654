"""Which day exactly: intervals are spread a little, so that what was learnt together does not come back together.

Seeded by card and number of its review, and drawn towards days on which little is due. Pure: the same arguments give
the same day on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from itertools import accumulate

from quizzer.scheduling.memory import LONGEST_DAYS

SHORTEST_SPREAD_DAYS = 3
"""A shorter interval is kept to the day."""

_SHARES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float(LONGEST_DAYS), 0.05))
"""From day, to day, and the share of the days between them by which an interval may be off: Anki's."""


def spread_range(interval: int) -> tuple[int, int]:
    """The shortest and the longest interval, in days and both included, that may be chosen instead of ``interval``."""
    if interval < SHORTEST_SPREAD_DAYS:
        return interval, interval
    off = 1.0 + sum(share * max(min(interval, end) - start, 0.0) for start, end, share in _SHARES)
    return max(2, round(interval - off)), min(round(interval + off), LONGEST_DAYS)


def chance_of(card: str, number: int) -> float:
    """A number from 0 up to 1 that belongs to the ``number``-th review of ``card``."""
    digest = blake2b(f"{card}@{number}".encode("utf-8", "surrogatepass"), digest_size=7).digest()
    return int.from_bytes(digest) / 256**7


def chosen_interval(interval: int, chance: float, loads: Mapping[int, int]) -> int:
    """The interval, in days, within the range of ``interval``, that ``chance`` (0 up to 1) chooses.

    ``loads`` is how many cards are due already after so many days; a missing day is free. Each day weighs by the
    inverse square of its load, and less the later it is, for later days are always emptier.
    """
    shortest, longest = spread_range(interval)
    days = range(shortest, longest + 1)
    bounds = list(accumulate(1 / ((1 + max(loads.get(day, 0), 0)) ** 2 * day) for day in days))
    aim = chance * bounds[-1]
    return next((day for day, bound in zip(days, bounds, strict=True) if aim < bound), longest)
