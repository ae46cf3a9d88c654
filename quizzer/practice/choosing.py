"""Which questions a quiz asks: items mixed over topics, each with fresh numbers or a fresh order of options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import levels
from quizzer.generators.chance import between, pick, seeded, shuffled
from quizzer.questions.question import QuestionId

MAX_SEED = 999_999


def choose_questions(
    bank: Bank, items: Sequence[str], seed: int, attempts: Mapping[str, int] | None = None
) -> Iterator[QuestionId]:
    """Question ids without end, a pure function of its arguments.

    Numeric and conceptual items take turns, topics are mixed, and every item comes once before any comes again.
    ``attempts`` counts how often each item was answered: the rarer ones come first, and the level of a numeric item
    rises with it.
    """
    rng = seeded("quiz", seed)
    done: defaultdict[str, int] = defaultdict(int, attempts or {})
    while True:
        for item in _one_round(bank, items, done, rng):
            yield _question_id(bank, item, done[item], rng)
            done[item] += 1


def _one_round(bank: Bank, items: Sequence[str], done: Mapping[str, int], rng: Random) -> list[str]:
    numeric = [item for item in items if isinstance(bank.items[item], NumericItem | CaseItem)]
    conceptual = [item for item in items if not isinstance(bank.items[item], NumericItem | CaseItem)]
    ordered = [sorted(shuffled(rng, sorted(group)), key=lambda item: done[item]) for group in (numeric, conceptual)]
    return _mixed(bank, _evenly(*ordered))


def _mixed(bank: Bank, items: list[str]) -> list[str]:
    """``items`` in nearly their order, but no topic twice in a row where that can be avoided."""
    waiting, result = list(items), list[str]()
    while waiting:
        last = bank.items[result[-1]].topic if result else ""
        following = next((item for item in waiting if bank.items[item].topic != last), waiting[0])
        waiting.remove(following)
        result.append(following)
    return result


def _evenly(first: list[str], second: list[str]) -> list[str]:
    """Both lists in turns while they last; then what is left of the longer one."""
    pairs = min(len(first), len(second))
    turns = [item for pair in zip(first, second, strict=False) for item in pair]
    return turns + first[pairs:] + second[pairs:]


def _question_id(bank: Bank, item: str, times: int, rng: Random) -> QuestionId:
    possible = levels(bank.items[item])
    level = pick(rng, possible[: times // 2 + 2])
    return QuestionId(item, bank.items[item].version, level, between(rng, 0, MAX_SEED))
