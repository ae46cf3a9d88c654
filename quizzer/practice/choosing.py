"""Which questions a quiz asks: items mixed over topics, each with fresh numbers or a fresh order of options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from quizzer.bank.conceptual_items import SpotErrorItem
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import levels
from quizzer.generators.chance import between, pick, seeded, shuffled
from quizzer.generators.drawing import DrawError
from quizzer.generators.making import ReplayError, make_question
from quizzer.practice.queue import ONE_WRONG_CLAIM_IN
from quizzer.questions.question import QuestionId
from quizzer.scheduling.bands import practice_level

MAX_SEED = 999_999
FRESH_FOR = 10
"""The numbers of a question do not come again within so many of its item."""
MOST_TRIES = 48
"""So many draws are looked at for new numbers; a family that has fewer of them asks what was asked longest ago."""
SAME_TRIES = 8
"""An item that asks the same so many times has nothing else to ask at its level."""

Past = Callable[[str], Sequence[tuple[int, bool]]]
"""The levels at which an item was asked, latest last, and whether the answers were right."""

Recent = Callable[[str, int], Sequence[str]]
"""The ids of the questions last asked of an item, latest first, and how many at most."""


def choose_questions(
    bank: Bank,
    items: Sequence[str],
    seed: int,
    attempts: Mapping[str, int] | None = None,
    recent: Recent | None = None,
    past: Past | None = None,
) -> Iterator[QuestionId]:
    """Question ids without end, a pure function of its arguments.

    Numeric and conceptual items take turns, topics are mixed, and every item comes once before any comes again.
    ``attempts`` counts how often each item was answered: the rarer ones come first. ``past`` tells how an item went
    before, by which the level of a numeric one rises and falls; without it the level rises with the attempts.
    ``recent`` tells what the learner was asked before, whose numbers do not come again soon.
    """
    rng = seeded("quiz", seed)
    freshly = Freshly(bank, recent)
    done: defaultdict[str, int] = defaultdict(int, attempts or {})
    since = ONE_WRONG_CLAIM_IN
    while True:
        asked = _rationed(bank, _one_round(bank, items, done, rng), since)
        since = _since_wrong(bank, asked, since)
        for item in asked:
            possible = levels(bank.items[item])
            if past is None:
                level = pick(rng, possible[: done[item] // 2 + 2])
            else:
                level = practice_level(possible, past(item) if len(possible) > 1 else ())
            yield freshly.chosen(item, level, rng)
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


def _rationed(bank: Bank, items: list[str], since: int) -> list[str]:
    """``items`` with wrong statements, which stick, spread thinly: at most one in ten, unless there is nothing else.

    ``since`` questions have been asked since the last one. Those that find no place come in a later round, for what
    was asked less often comes first.
    """
    wrong = [item for item in items if _shows_wrong(bank, item)]
    others = [item for item in items if not _shows_wrong(bank, item)]
    if not others or not wrong:
        return items
    between = ONE_WRONG_CLAIM_IN - 1
    first = max(between - since, min(items.index(wrong[0]), between))
    places = range(first, len(others) + 1, max(between, len(others) // len(wrong)))
    for place, item in reversed(list(zip(places, wrong, strict=False))):
        others.insert(place, item)
    return others


def _since_wrong(bank: Bank, items: Sequence[str], since: int) -> int:
    """How many questions were asked since the last wrong statement, once ``items`` are asked too."""
    for number, item in enumerate(reversed(items)):
        if _shows_wrong(bank, item):
            return number
    return since + len(items)


def _shows_wrong(bank: Bank, item: str) -> bool:
    return isinstance(bank.items[item], SpotErrorItem)


def _evenly(first: list[str], second: list[str]) -> list[str]:
    """Both lists in turns while they last; then what is left of the longer one."""
    pairs = min(len(first), len(second))
    turns = [item for pair in zip(first, second, strict=False) for item in pair]
    return turns + first[pairs:] + second[pairs:]


class Freshly:
    """Chooses questions whose prompts the learner has not just seen."""

    def __init__(self, bank: Bank, recent: Recent | None) -> None:
        self.bank, self.recent = bank, recent
        self.seen: dict[str, list[str]] = {}

    def chosen(self, item: str, level: int, rng: Random) -> QuestionId:
        """A question of ``item`` at ``level``."""
        if not isinstance(self.bank.items[item], NumericItem | CaseItem):
            return self._drawn(item, level, rng)
        if item not in self.seen:
            self.seen[item] = self._history(item)
        question, prompt = self._freshest(item, level, rng)
        self.seen[item] = [*self.seen[item], prompt][-FRESH_FOR:]
        return question

    def _freshest(self, item: str, level: int, rng: Random) -> tuple[QuestionId, str]:
        """The first draw that is new, else the one that was seen longest ago, with its prompt."""
        last_seen = {prompt: place for place, prompt in enumerate(self.seen[item])}
        found: dict[str, QuestionId] = {}
        for tries in range(1, MOST_TRIES + 1):
            question = self._drawn(item, level, rng)
            prompt = make_question(self.bank, question).prompt.en
            if prompt not in last_seen:
                return question, prompt
            found.setdefault(prompt, question)
            if tries == SAME_TRIES and len(found) == 1:
                break
        oldest = min(found, key=lambda prompt: last_seen[prompt])
        return found[oldest], oldest

    def _drawn(self, item: str, level: int, rng: Random) -> QuestionId:
        return QuestionId(item, self.bank.items[item].version, level, between(rng, 0, MAX_SEED))

    def _history(self, item: str) -> list[str]:
        """The prompts last seen, latest last; what an older version asked cannot be told any more."""
        prompts = []
        for text in reversed(self.recent(item, FRESH_FOR) if self.recent else ()):
            try:
                prompts.append(make_question(self.bank, QuestionId.parse(text)).prompt.en)
            except (ReplayError, DrawError, ValueError):
                continue
        return prompts
