"""How much is recalled on the day of an interview, by what the minutes before it were used for?

Learners differ: each has a memory of its own (FSRS weights off by a third for first impressions and forgetting, an
eighth for the rest; every item a third easier or harder to keep), knows some of the items beforehand, slips at what
it knows, guesses what it does not, and is quicker or slower than others. The ways to practise know none of that; they
see right and wrong, and reckon with the default weights. Every day ends when its minutes are over, whatever is asked.
What was wrong comes back after five others, with every way.

Compared, at equal minutes: quizzer's plan to the day; quizzer's own reviews at a retention of 0.9 and 0.95, SM-2,
which take what is due, then new items, then what is due next; and cramming, which begins everything and then goes
round and round. Half of the learners have 120 items before them, half 600. Measured is the mean true chance of recall
on the day, over all items, begun or not.

    python -m benchmarks.planning [--learners 200]
"""

from __future__ import annotations

import argparse
import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import fmean, stdev

import fsrs_rs_python as fsrs

from benchmarks.simulation import START, Quizzer, Scheduler, Sm2
from quizzer.scheduling.memory import DEFAULT_PARAMETERS, MemoryState, Parameters, recall
from quizzer.scheduling.planning import Foresight, Pace, Skill, average_recall, forecast, questions_of_day
from quizzer.scheduling.ratings import Rating

SECONDS = {"new": 60.0, "review": 35.0, "repeat": 25.0}
SELECTIONS = (120, 600)
HORIZONS = (7, 14, 30)
MINUTES = (10, 20, 30)
BETWEEN, MOST_RETURNS = 5, 3


class Learner:
    """Somebody with ``number`` items to know. Luck is drawn from ``seed``."""

    def __init__(self, seed: int, number: int) -> None:
        self.luck = luck = Random(seed)
        self.weights = _weights_of_one(luck)
        self.engine = fsrs.FSRS(list(self.weights.weights))
        self.slips, self.guesses, self.knew = luck.uniform(0.02, 0.1), luck.uniform(0.05, 0.25), luck.uniform(0.1, 0.6)
        self.slowness = math.exp(luck.gauss(0, 0.25))
        self.ease = [math.exp(luck.gauss(0, 0.33)) for _ in range(number)]
        self.memory = [self._from_before() for _ in range(number)]
        self.last = [-5] * number
        self.seen = [False] * number

    def _from_before(self) -> MemoryState | None:
        known = self.luck.random() < self.knew
        return MemoryState(20 * math.exp(self.luck.gauss(0, 0.5)), 4.0) if known else None

    def recalls(self, item: int, day: int) -> float:
        """The true chance that ``item`` is recalled on ``day``."""
        memory = self.memory[item]
        return (
            0.0 if memory is None else recall(memory.stability * self.ease[item], day - self.last[item], self.weights)
        )

    def answer(self, item: int, day: int) -> tuple[bool, float]:
        """Whether the answer is right, and the seconds that it takes; with the solution, it teaches either way."""
        known = self.luck.random() < self.recalls(item, day)
        right = self.luck.random() >= self.slips if known else self.luck.random() < self.guesses
        again_today = self.seen[item] and self.last[item] == day
        seconds = SECONDS["repeat" if again_today else "review" if self.seen[item] else "new"]
        before = self.memory[item]
        state = before and fsrs.MemoryState(before.stability, before.difficulty)
        after = self.engine.next_states(state, 0.9, day - self.last[item])
        memory = (after.good if known else after.again).memory
        self.memory[item] = MemoryState(memory.stability, memory.difficulty)
        self.last[item], self.seen[item] = day, True
        return right, seconds * self.slowness

    def knows_on(self, day: int) -> float:
        """The share of all items that is recalled on ``day``."""
        return fmean(self.recalls(item, day) for item in range(len(self.memory)))


def _weights_of_one(luck: Random) -> Parameters:
    weights = list(DEFAULT_PARAMETERS.weights)
    quickness = luck.gauss(0, 0.3)
    for place in range(4):
        weights[place] *= math.exp(quickness + luck.gauss(0, 0.15))
    for place in range(8, 15):
        weights[place] *= math.exp(luck.gauss(0, 0.12))
    weights[20] = min(max(weights[20] * math.exp(luck.gauss(0, 0.3)), 0.1), 0.6)
    return Parameters("one", tuple(weights))


# --- ways to use the minutes ---


class Way:
    """A way to practise ``number`` items until the day ``until``."""

    def __init__(self, number: int, until: int, minutes: float) -> None:
        self.number, self.until, self.minutes = number, until, minutes
        self.last: dict[int, int] = {}

    def answered(self, item: int, right: bool, day: int) -> None:
        """``item`` was asked on ``day``."""
        self.last[item] = day

    def order(self, day: int) -> Iterator[int]:
        """What to ask on ``day``, the most important first."""
        raise NotImplementedError

    def fresh(self) -> list[int]:
        """What was never asked."""
        return [item for item in range(self.number) if item not in self.last]


class Cramming(Way):
    """Everything once, then round and round."""

    def order(self, day: int) -> Iterator[int]:
        """What was asked longest ago, behind what never was."""
        yield from self.fresh()
        yield from sorted((item for item in self.last if self.last[item] < day), key=lambda item: self.last[item])


class Scheduled(Way):
    """What is due, then new items, then what is due next."""

    def __init__(self, number: int, until: int, minutes: float, scheduler: Scheduler) -> None:
        super().__init__(number, until, minutes)
        self.scheduler = scheduler
        self.due: dict[int, date] = {}

    def answered(self, item: int, right: bool, day: int) -> None:
        """As ever, and the scheduler chooses the next day."""
        super().answered(item, right, day)
        self.due[item] = self.scheduler.answered(str(item), _rating(right), _date(day))

    def order(self, day: int) -> Iterator[int]:
        """What is due longest comes first."""
        ranked = sorted(self.due, key=lambda item: (self.due[item], item))
        yield from [item for item in ranked if self.due[item] <= _date(day)]
        yield from self.fresh()
        yield from [item for item in ranked if self.due[item] > _date(day) and self.last[item] < day]


class Planned(Way):
    """The plan to the day, made anew every day."""

    def __init__(self, number: int, until: int, minutes: float) -> None:
        super().__init__(number, until, minutes)
        self.quizzer = Quizzer()
        self.firsts: list[bool] = []

    def answered(self, item: int, right: bool, day: int) -> None:
        """As ever, with the program's own cards."""
        if item not in self.last:
            self.firsts.append(right)
        super().answered(item, right, day)
        self.quizzer.answered(str(item), _rating(right), _date(day))

    def order(self, day: int) -> Iterator[int]:
        """What gains most a second, with some to spare for who is quick."""
        share = (10 + sum(self.firsts)) / (20 + len(self.firsts))
        foresight = Foresight(self.until - day, Pace(*SECONDS.values(), share))
        skills = [self._skill(item, day) for item in range(self.number)]
        for asked in questions_of_day(skills, 4 * self.minutes * 60, foresight):
            yield int(asked.skill.name)

    def _skill(self, item: int, day: int) -> Skill:
        card = self.quizzer.cards.get(str(item))
        kin = frozenset({str(item)})
        return Skill(str(item), "", kin, card.memory, day - self.last[item]) if card else Skill(str(item), "", kin)


def _date(day: int) -> date:
    return START + timedelta(days=day)


def _rating(right: bool) -> Rating:
    return Rating.GOOD if right else Rating.AGAIN


def _own(retention: float) -> Callable[[int, int, float], Way]:
    parameters = Parameters("own", DEFAULT_PARAMETERS.weights, retention)
    return lambda number, until, minutes: Scheduled(number, until, minutes, Quizzer(parameters))


WAYS: dict[str, Callable[[int, int, float], Way]] = {
    "plan": Planned,
    "FSRS 0.9": _own(0.9),
    "FSRS 0.95": _own(0.95),
    "SM-2": lambda number, until, minutes: Scheduled(number, until, minutes, Sm2()),
    "cramming": Cramming,
}


# --- the comparison ---


@dataclass(frozen=True, slots=True)
class Cell:
    """So many items, days and minutes a day."""

    items: int
    days: int
    minutes: int


def practise(learner: Learner, way: Way, cell: Cell) -> float:
    """The share of all items that ``learner`` recalls on the day, after practising this ``way``."""
    for day in range(cell.days):
        _one_day(learner, way, day, cell.minutes * 60)
    return learner.knows_on(cell.days)


def _one_day(learner: Learner, way: Way, day: int, seconds: float) -> None:
    waiting, returns, times = way.order(day), deque[tuple[int, int]](), dict[int, int]()
    asked = 0
    while seconds > 0:
        item = returns.popleft()[1] if returns and returns[0][0] <= asked else next(waiting, None)
        if item is None:
            if not returns:
                return
            item = returns.popleft()[1]
        asked += 1
        right, took = learner.answer(item, day)
        seconds -= took
        way.answered(item, right, day)
        if not right and times.setdefault(item, 0) < MOST_RETURNS:
            times[item] += 1
            returns.append((asked + BETWEEN, item))


def compare(cell: Cell, seeds: Sequence[int]) -> dict[str, list[float]]:
    """What each learner recalls after each way."""
    return {
        name: [practise(Learner(seed, cell.items), make(cell.items, cell.days, cell.minutes), cell) for seed in seeds]
        for name, make in WAYS.items()
    }


def promised(cell: Cell) -> float:
    """What the plan foresees on the first day."""
    foresight = Foresight(cell.days)
    skills = [Skill(str(item), "", frozenset({str(item)})) for item in range(cell.items)]
    return average_recall(forecast(skills, cell.minutes * 60, foresight).skills, foresight, cell.days)


def _line(cell: Cell, found: dict[str, list[float]]) -> str:
    """A row of the table: shares in percent, and the gain over FSRS 0.9 with twice its standard error."""
    gains = [100 * (plan - plain) for plan, plain in zip(found["plan"], found["FSRS 0.9"], strict=True)]
    error = 2 * stdev(gains) / math.sqrt(len(gains)) if len(gains) > 1 else math.nan
    shares = " | ".join(f"{100 * fmean(shares):.1f}" for shares in found.values())
    return (
        f"| {cell.items} | {cell.days} | {cell.minutes} | {shares} | {fmean(gains):+.1f} ± {error:.1f} "
        f"| {100 * promised(cell):.1f} |"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--learners", type=int, default=200)
    learners = parser.parse_args(arguments).learners
    begun = time.perf_counter()
    print(f"| items | days | minutes | {' | '.join(WAYS)} | over FSRS 0.9 | promised |")
    print("|" + "---|" * (len(WAYS) + 5))
    for place, items in enumerate(SELECTIONS):
        for cell in (Cell(items, days, minutes) for days in HORIZONS for minutes in MINUTES):
            print(_line(cell, compare(cell, range(place, learners, len(SELECTIONS)))), flush=True)
    print(f"\n{learners} learners, every other one for each number of items; {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
