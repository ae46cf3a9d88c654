"""Questions a second of every numeric family, the filter of colliding slips included.

The peer is what a question costs without any of this project: a hundred drawn numbers with Python's own random.
"""

from __future__ import annotations

import random
import statistics
import time

from quizzer.bank.loading import load_bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import levels
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId

QUESTIONS = 300


def hundred_numbers() -> list[int]:
    """The yardstick of the same run."""
    return [random.randrange(1000) for _ in range(100)]


def main() -> None:
    """Print the median family, the slowest and the fastest."""
    bank = load_bank(bundled_bank())
    families = [item for item in bank.items.values() if isinstance(item, NumericItem | CaseItem)]
    start = time.perf_counter()
    for _ in range(QUESTIONS):
        hundred_numbers()
    yardstick = QUESTIONS / (time.perf_counter() - start)
    speeds = []
    for item in families:
        possible = levels(item)
        start = time.perf_counter()
        for seed in range(QUESTIONS):
            make_question(bank, QuestionId(item.id, item.version, possible[seed % len(possible)], seed))
        speeds.append((QUESTIONS / (time.perf_counter() - start), item.id))
    speeds.sort()
    median = statistics.median(speed for speed, _ in speeds)
    print(f"{len(speeds)} families; the median one makes {median:,.0f} questions a second")
    print(f"a hundred random numbers: {yardstick:,.0f} a second, ×{median / yardstick:.3g}")
    for speed, name in (*speeds[:5], *speeds[-3:]):
        print(f"{speed:>10,.0f}  {name}")


if __name__ == "__main__":
    main()
