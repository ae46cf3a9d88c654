"""A simulated learner over sixty days: is what was learnt remembered, how even are the days, at what cost?

The truth is a memory like the model's, but each item is easier or harder to keep than the model thinks (log-normal, by
a third), and luck decides every answer. The learner practises every day, takes some new items and everything that is
due, in the program's own order (``plan_day``, ``ReviewQueue``); what was wrong comes back in the same session.

Three ways to choose the next day are compared: quizzer's own (FSRS, spread, balanced), SM-2, and a fixed ladder of
intervals. The other two are stretched until on an average day the same share of all items begun is known as with
quizzer's; then the answers that each needs are compared. The truth is kin to FSRS, which favours it.

    python -m benchmarks.simulation
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import NormalDist, fmean
from typing import Protocol

from quizzer.practice.queue import Candidate, ReviewQueue, Room, plan_day
from quizzer.progress.cards import CardKey, CardState, after_review
from quizzer.progress.spreading import days_to_weigh, spread
from quizzer.questions.question import QuestionId
from quizzer.scheduling.memory import DEFAULT_PARAMETERS, MemoryState, Parameters, recall, review
from quizzer.scheduling.ratings import Rating
from quizzer.scheduling.spreading import chance_of

START = date(2026, 1, 1)
FIRST_WEEK = 7
NOISE = 0.33
"""Standard deviation of the logarithm of the factor by which an item's stability differs from the model's."""
FIRST_TRY = ((0.25, Rating.AGAIN), (0.35, Rating.HARD), (0.95, Rating.GOOD), (1.0, Rating.EASY))
"""How a new item goes: the ratings by their cumulated chances."""
RIGHT = ((0.10, Rating.HARD), (0.95, Rating.GOOD), (1.0, Rating.EASY))
"""How an item that is remembered is rated."""
TOPICS = 12
SIBLINGS = 3
"""Every so many items two share a concept, and are never asked on one day."""
NO_LIMIT = 10_000


class Scheduler(Protocol):
    """Chooses when an item comes back."""

    def answered(self, item: str, rating: Rating, day: date) -> date:
        """The day on which ``item``, answered on ``day``, comes back."""


class Quizzer:
    """The program's own functions: memory model, spread and balance, as the store uses them."""

    def __init__(self, parameters: Parameters = DEFAULT_PARAMETERS) -> None:
        self.parameters = parameters
        self.cards: dict[str, CardState] = {}
        self.load: Counter[date] = Counter()

    def answered(self, item: str, rating: Rating, day: date) -> date:
        """The day that is chosen where little is due."""
        before = self.cards.get(item)
        if before is not None:
            self.load[before.due] -= 1
        card = after_review(before, CardKey(item, "forward", 1), rating, day, self.parameters)
        span = days_to_weigh(card)
        near = {} if span is None else {due: load for due, load in self.load.items() if span[0] <= due <= span[1]}
        self.cards[item] = spread(card, near).card
        self.load[self.cards[item].due] += 1
        return self.cards[item].due


@dataclass
class Sm2:
    """SM-2 as it was published: 1 and 6 days, then times the easiness; ``stretch`` multiplies every interval."""

    stretch: float = 1.0
    easiness: dict[str, float] = field(default_factory=dict)
    interval: dict[str, float] = field(default_factory=dict)
    repetitions: Counter[str] = field(default_factory=Counter)

    def answered(self, item: str, rating: Rating, day: date) -> date:
        """Tomorrow after a failure; what is answered again on the same day stays where it is."""
        quality = {Rating.AGAIN: 2, Rating.HARD: 3, Rating.GOOD: 4, Rating.EASY: 5}[rating]
        before = self.easiness.get(item, 2.5)
        self.easiness[item] = max(before + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02), 1.3)
        if quality < 3:
            self.repetitions[item], self.interval[item] = 0, 1.0
        else:
            self.repetitions[item] += 1
            number = self.repetitions[item]
            self.interval[item] = 1.0 if number == 1 else 6.0 if number == 2 else self.interval[item] * before
        return day + timedelta(days=max(round(self.interval[item] * self.stretch), 1))


@dataclass
class Ladder:
    """Fixed intervals, a step up after each success and back to the first after a failure."""

    stretch: float = 1.0
    steps: tuple[int, ...] = (1, 3, 7, 14, 30, 60, 120)
    step: dict[str, int] = field(default_factory=dict)

    def answered(self, item: str, rating: Rating, day: date) -> date:
        """The next step's day."""
        step = 0 if rating is Rating.AGAIN else min(self.step.get(item, -1) + 1, len(self.steps) - 1)
        self.step[item] = step
        return day + timedelta(days=max(round(self.steps[step] * self.stretch), 1))


@dataclass(frozen=True, slots=True)
class Course:
    """How the days went: answers on each day, reviews and how many of them were remembered, and the share of all items
    begun that was known on each day."""

    answers: tuple[int, ...]
    reviews: int
    remembered: int
    known: tuple[float, ...]

    @property
    def retention(self) -> float:
        """The share of the reviews that was remembered."""
        return self.remembered / self.reviews

    @property
    def peak(self) -> float:
        """The fullest day after the first week, in times of the mean of these days."""
        later = self.answers[FIRST_WEEK:]
        return max(later) / fmean(later)

    @property
    def knows(self) -> float:
        """The share known on an average day after the first week."""
        return fmean(self.known[FIRST_WEEK:])


@dataclass
class Learner:
    """A learner with a true memory of every item. Luck belongs to item and attempt, whatever the scheduler."""

    seed: int
    noise: float = NOISE
    memory: dict[str, MemoryState] = field(default_factory=dict)
    last: dict[str, date] = field(default_factory=dict)
    tries: Counter[str] = field(default_factory=Counter)

    def knows(self, item: str, day: date) -> float:
        """The true chance that ``item`` is recalled on ``day``."""
        chance = min(max(chance_of(f"{self.seed}/{item}", 0), 1e-6), 1 - 1e-6)
        factor = math.exp(self.noise * NormalDist().inv_cdf(chance))
        return recall(self.memory[item].stability * factor, (day - self.last[item]).days)

    def answer(self, item: str, day: date) -> Rating:
        """Answer ``item`` and learn from it."""
        self.tries[item] += 1
        luck, mood = (chance_of(f"{self.seed}/{item}/{what}", self.tries[item]) for what in ("luck", "mood"))
        if item not in self.memory:
            rating = _by_chance(FIRST_TRY, luck)
        else:
            rating = _by_chance(RIGHT, mood) if luck < self.knows(item, day) else Rating.AGAIN
        elapsed = (day - self.last.get(item, day)).days
        self.memory[item], _ = review(self.memory.get(item), rating, elapsed)
        self.last[item] = day
        return rating


def _by_chance(chances: tuple[tuple[float, Rating], ...], luck: float) -> Rating:
    return next(rating for bound, rating in chances if luck < bound)


def simulate(scheduler: Scheduler, days: int = 60, new_per_day: int = 8, seed: int = 1) -> Course:
    """A learner's course with ``scheduler``: ``new_per_day`` new items a day, and everything that is due."""
    learner, due = Learner(seed), dict[str, date]()
    fresh = (_candidate(number, None) for number in range(days * new_per_day * 2))
    waiting = list(fresh)
    answers, known, outcomes = list[int](), list[float](), Counter[bool]()
    for day in (START + timedelta(days=number) for number in range(days)):
        ready = sorted((item for item in due if due[item] <= day), key=lambda item: (learner.knows(item, day), item))
        plan = plan_day([_candidate(int(item), 1) for item in ready], waiting, Room(NO_LIMIT, new_per_day))
        begun = {one.item for one in plan.chosen if one.band is None}
        waiting = [one for one in waiting if one.item not in begun]
        queue = ReviewQueue(plan.chosen, lambda one: QuestionId(one.item, 1, 1, 1))
        seen = set[str]()
        for question in queue:
            item = question.item
            is_review = item in due and item not in seen
            rating = learner.answer(item, day)
            outcomes.update([rating is not Rating.AGAIN] if is_review else [])
            due[item] = scheduler.answered(item, rating, day)
            queue.rated(item, rating)
            seen.add(item)
        answers.append(queue.asked)
        known.append(fmean(learner.knows(item, day + timedelta(days=1)) for item in due))
    return Course(tuple(answers), outcomes.total(), outcomes[True], tuple(known))


def _candidate(number: int, band: int | None) -> Candidate:
    """An item by its number: topics take turns, and some share a concept."""
    concept = number - 1 if number % SIBLINGS == 1 else number
    return Candidate(str(number), f"topic-{number % TOPICS}", frozenset({str(number), f"concept-{concept}"}), band)


def stretched_to(knows: float, make: Callable[[float], Scheduler], **options: int) -> tuple[float, Course]:
    """The stretch with which a scheduler leaves as much known as ``knows``, and its course."""
    shortest, longest = 0.1, 8.0
    for _ in range(12):
        middle = math.sqrt(shortest * longest)
        course = simulate(make(middle), **options)
        shortest, longest = (middle, longest) if course.knows > knows else (shortest, middle)
    return middle, course


def report(days: int, new_per_day: int, seed: int) -> Iterator[str]:
    """The three courses of one learner, a line each."""
    options = {"days": days, "new_per_day": new_per_day, "seed": seed}
    own = simulate(Quizzer(), **options)
    yield f"{days} days, {new_per_day} new a day, learner {seed}"
    yield f"  {'':<22}{'stretch':>8}{'reviews':>9}{'retention':>11}{'known':>8}{'answers':>9}{'peak day':>10}"
    yield _line("quizzer", None, own, own)
    for name, make in (("SM-2", Sm2), ("fixed ladder", Ladder)):
        yield _line(name, 1.0, simulate(make(), **options), own)
        yield _line(f"{name}, as known", *stretched_to(own.knows, make, **options), own)


def _line(name: str, stretch: float | None, course: Course, own: Course) -> str:
    factor = "" if stretch is None else f"×{stretch:.2f}"
    answers = sum(course.answers)
    more = answers / sum(own.answers) - 1
    return (
        f"  {name:<22}{factor:>8}{course.reviews:>9}{course.retention:>11.1%}{course.knows:>8.1%}{answers:>9}"
        f"{course.peak:>9.2f}×" + ("" if course is own else f"{more:>+8.1%} answers")
    )


def main() -> None:
    """Print the courses of three learners."""
    for seed in (1, 2, 3):
        print("\n".join(report(60, 8, seed)))


if __name__ == "__main__":
    main()
