"""Randomness that is the same on every machine and Python.

Only ``random.Random.random`` promises the same sequence in every version, so everything is built on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def seeded(*parts: object) -> Random:
    """A generator that depends on nothing but ``parts``."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))


def pick(rng: Random, choices: Sequence[T]) -> T:
    """One of ``choices``, each equally likely."""
    return choices[int(rng.random() * len(choices))]


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    return low + int(rng.random() * (high - low + 1))


def shuffled(rng: Random, elements: Sequence[T]) -> list[T]:
    """``elements`` in a random order (Fisher and Yates)."""
    result = list(elements)
    for last in range(len(result) - 1, 0, -1):
        other = between(rng, 0, last)
        result[last], result[other] = result[other], result[last]
    return result
