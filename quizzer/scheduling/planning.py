"""Practice up to a day: what to ask so that the most is recalled then. Pure.

Every item is worth its chance of being recalled on the day, and every question costs time. What gains most a second
comes first, whether it is new or was asked before, due or not, until the minutes of a day are used. What a question
gains is judged with a small look ahead: a last review where FINAL_SHARE of the time is still left may follow or not
(FINAL_CHANCE). Nothing is remembered between days: the plan of tomorrow follows from what was really done today.

``benchmarks/planning.py`` compares this with other ways of using the same minutes; ``docs/plan.md`` has its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizzer.scheduling.memory import DEFAULT_PARAMETERS, LONGEST_DAYS, MemoryState, Parameters
from quizzer.scheduling.memory import recall as recalled

if TYPE_CHECKING:
    import fsrs_rs_python as fsrs

FARTHEST_DAYS = 60
"""A plan reaches so many days ahead; until then reviews go by themselves."""
FINAL_SHARE = 0.3
"""A last review is thought of where this share of the remaining time is left: between two fifths and one fifth."""
FINAL_CHANCE = 0.6
"""How much that last review counts: it may find no room."""
GUESSED = 0.15
"""Of the items that were not known so many are right at the first try all the same."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the learner is like: seconds for a new item, a review and a repeat of the same day, reading included; and
    the share, 0 to 1, that is right at the first try."""

    new: float = 60.0
    review: float = 35.0
    repeat: float = 25.0
    first_right: float = 0.5

    @property
    def known_before(self) -> float:
        """The share of the items never asked that is known all the same."""
        return max(self.first_right - GUESSED, 0.0) / (1 - GUESSED)


@dataclass(frozen=True, slots=True)
class Skill:
    """What can be asked: a card, or an item that is new where ``memory`` is None.

    Today is day 0. The last review was ``elapsed`` days before it, and nothing is asked before day ``rests``. No two of
    a ``kin`` are asked on one day. ``weight`` is how much of an item it stands for.
    """

    name: str
    topic: str
    kin: frozenset[str]
    memory: MemoryState | None = None
    elapsed: int = 0
    rests: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a planned day, with the seconds that it is expected to take and what it gains, in items."""

    skill: Skill
    seconds: float
    gain: float


@dataclass
class Foresight:
    """What becomes of memories up to the day ``until``, for a learner of such a ``pace`` and ``parameters``."""

    until: int
    pace: Pace = field(default_factory=Pace)
    parameters: Parameters = DEFAULT_PARAMETERS

    def __post_init__(self) -> None:
        import fsrs_rs_python as fsrs  # the faces import this module long before they need the engine

        self._engine, self._memory = fsrs.FSRS(list(self.parameters.weights)), fsrs.MemoryState
        self._reviews: dict[tuple[MemoryState | None, int], tuple[MemoryState, MemoryState]] = {}
        self._worths: dict[tuple[MemoryState, int, int], float] = {}
        self._gains: dict[tuple[MemoryState | None, int, int], tuple[float, float]] = {}

    def recall(self, skill: Skill, day: int) -> float:
        """The chance that ``skill`` is recalled on ``day`` where it is not asked before."""
        if skill.memory is None:
            return self.pace.known_before
        return self._recall(skill.memory, skill.elapsed + day)

    def question(self, skill: Skill, day: int) -> Asked:
        """What asking ``skill`` on ``day`` costs and gains."""
        key = skill.memory, skill.elapsed + day, self.until - day
        if key not in self._gains:
            self._gains[key] = self._first(key[2]) if skill.memory is None else self._again(skill.memory, *key[1:])
        seconds, gain = self._gains[key]
        return Asked(skill, seconds, gain * skill.weight)

    def after(self, skill: Skill, day: int) -> Skill:
        """``skill`` as it is on the average after it was asked on ``day``."""
        elapsed = 0 if skill.memory is None else skill.elapsed + day
        right = self.pace.first_right if skill.memory is None else self._recall(skill.memory, elapsed)
        memory = self._mixed(right, *self._after(skill.memory, elapsed), max(self.until - day, 1))
        return replace(skill, memory=memory, elapsed=-day, rests=day + 1)

    # --- within: days since the last review (``elapsed``), and days up to the day (``left``) ---

    def _recall(self, memory: MemoryState, elapsed: int) -> float:
        return recalled(memory.stability, elapsed, self.parameters)

    def _first(self, left: int) -> tuple[float, float]:
        right = self.pace.first_right
        known, unknown = (self._worth(memory, 0, left) for memory in self._after(None, 0))
        gain = right * known + (1 - right) * unknown - self.pace.known_before
        return self.pace.new + (1 - right) * self.pace.repeat, gain

    def _again(self, memory: MemoryState, elapsed: int, left: int) -> tuple[float, float]:
        right = self._recall(memory, elapsed)
        known, unknown = (self._worth(after, 0, left) for after in self._after(memory, elapsed))
        gain = right * known + (1 - right) * unknown - self._worth(memory, elapsed, left)
        return self.pace.review + (1 - right) * self.pace.repeat, gain

    def _worth(self, memory: MemoryState, elapsed: int, left: int) -> float:
        """The chance of recall on the day, where perhaps one review more comes shortly before."""
        key = memory, elapsed, left
        if key not in self._worths:
            worth = self._recall(memory, elapsed + left)
            before = max(round(FINAL_SHARE * left), 1)
            if before < left:
                worth += FINAL_CHANCE * max(self._reviewed(memory, elapsed + left - before, before) - worth, 0.0)
            self._worths[key] = worth
        return self._worths[key]

    def _reviewed(self, memory: MemoryState, elapsed: int, later: int) -> float:
        """The chance of recall ``later`` days after a review that comes ``elapsed`` days after the last one."""
        right = self._recall(memory, elapsed)
        known, unknown = (self._recall(after, later) for after in self._after(memory, elapsed))
        return right * known + (1 - right) * unknown

    def _after(self, memory: MemoryState | None, elapsed: int) -> tuple[MemoryState, MemoryState]:
        """The memory after a right answer and after a wrong one."""
        key = memory, elapsed
        if key not in self._reviews:
            before = None if memory is None else self._memory(memory.stability, memory.difficulty)
            states = self._engine.next_states(before, self.parameters.retention, elapsed)
            self._reviews[key] = _state(states.good), _state(states.again)
        return self._reviews[key]

    def _mixed(self, right: float, known: MemoryState, unknown: MemoryState, left: int) -> MemoryState:
        """The one memory that is as likely recalled on the day as the two are on the average."""
        share = right * self._recall(known, left) + (1 - right) * self._recall(unknown, left)
        decay = self.parameters.weights[20]
        stability = (0.9 ** (-1 / decay) - 1) * left / (share ** (-1 / decay) - 1)
        difficulty = right * known.difficulty + (1 - right) * unknown.difficulty
        return MemoryState(min(stability, float(LONGEST_DAYS)), difficulty)


def _state(after: fsrs.ItemState) -> MemoryState:
    return MemoryState(min(after.memory.stability, float(LONGEST_DAYS)), after.memory.difficulty)


def questions_of_day(
    skills: Iterable[Skill], seconds: float, foresight: Foresight, day: int = 0, taken: frozenset[str] = frozenset()
) -> list[Asked]:
    """What to ask on ``day`` within ``seconds``: what gains most a second comes first, equals in their order.

    Nothing is begun on the last day. What is kin to something ``taken`` on this day waits.
    """
    ready = (one for one in skills if one.rests <= day and (one.memory is not None or day < foresight.until))
    found = (foresight.question(skill, day) for skill in ready)
    ranked = sorted((asked for asked in found if asked.gain > 0), key=lambda asked: -asked.gain / asked.seconds)
    chosen, kin, least = list[Asked](), set(taken), min(foresight.pace.review, foresight.pace.new)
    for asked in ranked:
        if asked.seconds <= seconds and kin.isdisjoint(asked.skill.kin):
            chosen.append(asked)
            kin |= asked.skill.kin
            seconds -= asked.seconds
        if seconds < least:
            break
    return chosen


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day to come: how much is asked, and about how many minutes it takes."""

    reviews: int
    new: int
    minutes: float

    @classmethod
    def of(cls, questions: Sequence[Asked]) -> PlannedDay:
        """The day of these questions."""
        new = sum(one.skill.memory is None for one in questions)
        return cls(len(questions) - new, new, sum(one.seconds for one in questions) / 60)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What comes of a plan: the days from today to the eve of the day, and the skills as they are then."""

    days: tuple[PlannedDay, ...]
    skills: tuple[Skill, ...]

    @property
    def unreached(self) -> list[str]:
        """What is not begun until then."""
        return [skill.name for skill in self.skills if skill.memory is None]


def forecast(
    skills: Iterable[Skill],
    seconds_a_day: float,
    foresight: Foresight,
    seconds_today: float | None = None,
    taken: frozenset[str] = frozenset(),
) -> Forecast:
    """What comes of practising ``seconds_a_day`` on each day up to the last one; ``seconds_today`` are left of today.

    Days are foreseen as the average goes: without luck, and nobody skips one.
    """
    current, days = {skill.name: skill for skill in skills}, list[PlannedDay]()
    for day in range(foresight.until):
        seconds = seconds_a_day if day or seconds_today is None else seconds_today
        chosen = questions_of_day(current.values(), seconds, foresight, day, frozenset() if day else taken)
        current |= {asked.skill.name: foresight.after(asked.skill, day) for asked in chosen}
        days.append(PlannedDay.of(chosen))
    return Forecast(tuple(days), tuple(current.values()))


def average_recall(skills: Sequence[Skill], foresight: Foresight, day: int) -> float:
    """The share of ``skills`` that is recalled on ``day``, by weight; 0 where there are none."""
    weight = sum(skill.weight for skill in skills)
    return sum(foresight.recall(skill, day) * skill.weight for skill in skills) / weight if weight else 0.0
