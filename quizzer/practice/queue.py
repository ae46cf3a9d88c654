"""The order of a review. Pure: what is due, what is new and what was asked today is given to it.

A day's plan is made once, from no more candidates than fit into it, so that it costs the same however many cards there
are. Only what was not right comes back out of turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from quizzer.questions.question import QuestionId
from quizzer.scheduling.ratings import Rating

OTHERS_BETWEEN = 5
"""What was not right comes back after so many other questions."""
MOST_RETURNS = 3
"""It comes back so often in one session; then tomorrow is soon enough."""
ONE_WRONG_CLAIM_IN = 10
"""Wrong statements stick: of so many questions in a row at most one shows one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be asked. ``band`` None makes it a new one.

    ``kin`` names what it shares with others: its family, its concept, itself. ``rationed`` tells an item that shows a
    wrong statement.
    """

    item: str
    topic: str
    kin: frozenset[str]
    band: int | None = None
    rationed: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How many reviews and new items there is room for."""

    reviews: int
    new: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, in order. ``waiting`` were due and wait for another day."""

    chosen: tuple[Candidate, ...] = ()
    waiting: int = 0


def plan_day(
    due: Iterable[Candidate], new: Iterable[Candidate], room: Room, asked_today: AbstractSet[str] = frozenset()
) -> Plan:
    """What to ask of ``due``, most urgent first, and ``new``, in its order.

    No two of a kin on one day, ``asked_today`` among them. New items wait while more is due than fits into a day.
    """
    taken, reviews, waiting, full = set(asked_today), list[Candidate](), 0, False
    for candidate in due:
        related = not taken.isdisjoint(candidate.kin)
        if related or len(reviews) >= room.reviews:
            waiting += 1
            full = full or not related
            continue
        reviews.append(candidate)
        taken |= candidate.kin
    fresh = [] if full else list(_unrelated(new, room.new, taken))
    ordered = interleaved([reviews, fresh])
    return Plan(tuple(ordered), waiting + sum(one.band is not None for one in {*reviews} - {*ordered}))


def _unrelated(candidates: Iterable[Candidate], number: int, taken: set[str]) -> Iterator[Candidate]:
    if number <= 0:
        return
    for candidate in candidates:
        if taken.isdisjoint(candidate.kin):
            taken |= candidate.kin
            yield candidate
            number -= 1
            if number == 0:
                return


def interleaved(groups: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """The groups one after the other, each in nearly its order, but mixed.

    No topic and no kin comes twice in a row where that can be avoided, which it can while three topics are left. At
    most one in ten is a rationed one; those beyond are left out.
    """
    result: list[Candidate] = []
    for group in groups:
        waiting = list(group)
        while waiting:
            following = _following(waiting, result)
            if following is None:
                break
            waiting.remove(following)
            result.append(following)
    return result


def _following(waiting: Sequence[Candidate], before: Sequence[Candidate]) -> Candidate | None:
    may_show = not any(one.rationed for one in before[-(ONE_WRONG_CLAIM_IN - 1) :])
    allowed = [one for one in waiting if may_show or not one.rationed]
    if not allowed or not before:
        return allowed[0] if allowed else None
    last = before[-1]
    apart = [one for one in allowed if last.kin.isdisjoint(one.kin)]
    return next((one for one in apart if one.topic != last.topic), (apart or allowed)[0])


class Returns:
    """What was not known comes back after others, what was hard once; counted in questions handed out."""

    def __init__(self) -> None:
        self.asked = 0
        self._ready: dict[str, int] = {}
        self._times: dict[str, int] = {}
        self._last: dict[str, QuestionId] = {}

    @property
    def again(self) -> list[QuestionId]:
        """The questions that come back after others, in their order."""
        waiting = sorted(self._ready, key=lambda item: self._ready[item])
        return [self._last[item] for item in waiting if item in self._last]

    def take_up(self, asked: Iterable[QuestionId], again: Iterable[QuestionId]) -> None:
        """Go on where a session was left: ``asked`` are asked first, ``again`` come back after others."""
        self._last |= {question.item: question for question in asked}
        for place, question in enumerate(again):
            self._last[question.item] = question
            self._ready[question.item] = OTHERS_BETWEEN + place

    def returning(self) -> str | None:
        """An item that comes back now, taken out of those that wait."""
        ready = min(((at, item) for item, at in self._ready.items() if at <= self.asked), default=None)
        if ready is None:
            return None
        item = ready[1]
        del self._ready[item]
        self._times[item] = self._times.get(item, 0) + 1
        return item

    def to_come(self, others: int) -> int:
        """How many more questions there will be where ``others`` are still to be asked first."""
        end = self.asked + others
        for at in sorted(self._ready.values()):
            end += at <= end
        return end - self.asked

    def rated(self, item: str, rating: Rating) -> None:
        """The question of ``item`` that was asked last has this rating; a later word replaces an earlier one."""
        self._ready.pop(item, None)
        often = {Rating.AGAIN: MOST_RETURNS, Rating.HARD: 1}.get(rating, 0)
        if self._times.get(item, 0) < often:
            self._ready[item] = self.asked + OTHERS_BETWEEN

    def dropped(self, item: str) -> None:
        """``item`` is not to be asked any more."""
        self._ready.pop(item, None)

    def taken_back(self, item: str) -> None:
        """The last answer to ``item`` does not count."""
        self._ready.pop(item, None)


class ReviewQueue(Returns):
    """Hands out the questions of a plan; what was not right comes back after others.

    ``draw`` makes a question of a candidate, with fresh numbers each time. ``known`` were asked before, and may come
    back too.
    """

    def __init__(
        self, plan: Sequence[Candidate], draw: Callable[[Candidate], QuestionId], known: Sequence[Candidate] = ()
    ) -> None:
        super().__init__()
        self.plan = plan
        self.draw = draw
        self._waiting = list(plan)
        self._candidates = {candidate.item: candidate for candidate in (*known, *plan)}

    def __iter__(self) -> Iterator[QuestionId]:
        return self

    def __next__(self) -> QuestionId:
        item = self.returning()
        if item is not None:
            candidate = self._candidates[item]
        elif self._waiting:
            candidate = self._waiting.pop(0)
        else:
            raise StopIteration
        self.asked += 1
        question = self._last[candidate.item] = self.draw(candidate)
        return question

    def similar(self, asked: QuestionId) -> QuestionId | None:
        """Another question of the band that was asked; None for what was taken back from an earlier session."""
        candidate = self._candidates.get(asked.item)
        return None if candidate is None else self.draw(candidate)

    @property
    def left(self) -> int:
        """How many questions are still to come, as things stand."""
        return self.to_come(len(self._waiting))

    def rated(self, item: str, rating: Rating) -> None:
        """As of all returns; what is not of this plan, but was taken back from an earlier one, does not return."""
        if item in self._candidates:
            super().rated(item, rating)

    def dropped(self, item: str) -> None:
        """``item`` is not to be asked any more."""
        super().dropped(item)
        self._waiting = [one for one in self._waiting if one.item != item]


class PracticeQueue(Returns):
    """Hands out the questions of a practice without end; what was not right comes back after others.

    ``draw_again`` makes another question out of one that was asked.
    """

    left = None

    def __init__(self, questions: Iterator[QuestionId], draw_again: Callable[[QuestionId], QuestionId]) -> None:
        super().__init__()
        self.questions = questions
        self.draw_again = draw_again

    def __iter__(self) -> Iterator[QuestionId]:
        return self

    def __next__(self) -> QuestionId:
        item = self.returning()
        question = self.draw_again(self._last[item]) if item is not None else next(self.questions)
        self.asked += 1
        self._last[question.item] = question
        return question

    def similar(self, asked: QuestionId) -> QuestionId | None:
        """Another question of the same item and level."""
        return self.draw_again(asked)

    def rated(self, item: str, rating: Rating) -> None:
        """As of all returns; what was taken back from an earlier session does not return."""
        if item in self._last:
            super().rated(item, rating)


def by_level(candidates: Iterable[Candidate], levels: Mapping[str, int], topics: Sequence[str]) -> list[Candidate]:
    """New items in a sensible order: basics before what combines them, topics in their order and in turns."""
    place = {topic: number for number, topic in enumerate(topics)}
    turns: dict[tuple[int, str], int] = {}
    ranked = []
    for number, candidate in enumerate(candidates):
        level = levels[candidate.item]
        turn = turns[level, candidate.topic] = turns.get((level, candidate.topic), 0) + 1
        ranked.append((level, turn, place.get(candidate.topic, len(place)), number, candidate))
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])]
