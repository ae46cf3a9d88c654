"""Timing two ways of doing the same, in turn, so that both see the same machine."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

ROUNDS = 7


def seconds(work: Callable[[], object], least: float = 0.02) -> float:
    """Seconds of one call, from as many calls as ``least`` seconds hold."""
    calls = 1
    while True:
        start = time.perf_counter()
        for _ in range(calls):
            work()
        taken = time.perf_counter() - start
        if taken >= least:
            return taken / calls
        calls *= 4


def compare(what: str, ours: Callable[[], object], peer: str, theirs: Callable[[], object]) -> str:
    """A line with the medians of both and how many times the peer's time ours takes."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
    mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return f"{what:<44} {shown(mine):>10}   {peer:<34} {shown(other):>10}   ×{ratio:.3g}"


def shown(duration: float) -> str:
    """Seconds in the unit that suits them."""
    for unit, size in (("s", 1), ("ms", 1e-3)):
        if duration >= size:
            return f"{duration / size:.3g} {unit}"
    return f"{duration * 1e6:.3g} µs"
