"""Questions a second of every numeric family, the filter of colliding slips included.

The peer is what a question costs without any of this project: a hundred drawn numbers with Python's own random.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

from quizzer.bank.loading import Bank, load_bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import levels
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId

QUESTIONS = 100
ROUNDS = 3


def hundred_numbers() -> list[int]:
    """The yardstick of the same run."""
    return [random.randrange(1000) for _ in range(100)]


def speed(bank: Bank, item: NumericItem | CaseItem, first: int) -> float:
    """Questions of ``item`` a second of this process, over its levels in turn; other seeds for another ``first``."""
    possible = levels(item)
    start = time.process_time()
    for seed in range(first * QUESTIONS, (first + 1) * QUESTIONS):
        make_question(bank, QuestionId(item.id, item.version, possible[seed % len(possible)], seed))
    return QUESTIONS / (time.process_time() - start)


def main() -> None:
    """Print the median family, the slowest and the fastest; all of them with --all."""
    bank = load_bank(bundled_bank())
    families = [item for item in bank.items.values() if isinstance(item, NumericItem | CaseItem)]
    start = time.process_time()
    for _ in range(QUESTIONS):
        hundred_numbers()
    yardstick = QUESTIONS / (time.process_time() - start)
    speeds = sorted((max(speed(bank, item, first) for first in range(ROUNDS)), item.id) for item in families)
    median = statistics.median(found for found, _ in speeds)
    print(f"{len(speeds)} families; the median one makes {median:,.0f} questions a second")
    print(f"a hundred random numbers: {yardstick:,.0f} a second, ×{median / yardstick:.3g}")
    for found, name in speeds if "--all" in sys.argv else (*speeds[:5], *speeds[-3:]):
        print(f"{found:>10,.0f}  {name}")


if __name__ == "__main__":
    main()
