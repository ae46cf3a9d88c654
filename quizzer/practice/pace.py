"""How long each question of an interview may take, and whether the candidate keeps to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import properties
from quizzer.practice.papers import Paper
from quizzer.questions.question import QuestionId

WEIGHTS = {
    "single": 1.0,
    "cloze": 1.0,
    "multi": 1.5,
    "truth_reason": 1.5,
    "ordering": 1.5,
    "matching": 1.5,
    "free": 3.5,
}
"""How long a question takes compared with one of a single choice."""
PER_PART = 1.2
PER_LEVEL = 0.6


class Mark(StrEnum):
    """Where a candidate stands against the plan."""

    AHEAD = "ahead"
    ON_TIME = "on_time"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Pace:
    """``late_ms`` of time used beyond what was planned up to here; negative where some is in hand."""

    mark: Mark
    late_ms: int

    @classmethod
    def of(cls, used_ms: int, done_ms: int, here_ms: int) -> Pace:
        """The pace after ``used_ms`` where ``done_ms`` were planned for what is done and ``here_ms`` for the question.

        On time is whoever is within the time of the current question.
        """
        if used_ms < done_ms:
            return cls(Mark.AHEAD, used_ms - done_ms)
        late = used_ms - done_ms - here_ms
        return cls(Mark.BEHIND, late) if late > 0 else cls(Mark.ON_TIME, 0)


def planned_times(bank: Bank, paper: Paper) -> list[int]:
    """The milliseconds planned for each slot; together they are the time of the interview."""
    weights = [_weight(bank, QuestionId.parse(slot.question or slot.sideways)) for slot in paper.slots]
    share = paper.minutes * 60_000 / sum(weights)
    return [round(weight * share) for weight in weights]


def _weight(bank: Bank, question: QuestionId) -> float:
    item: Item | None = bank.items.get(question.item)
    if isinstance(item, CaseItem):
        return PER_PART * len(item.parts)
    if item is None or isinstance(item, NumericItem):
        return 1 + PER_LEVEL * question.level
    return WEIGHTS.get(properties(item)["item_kind"][0], 1.5)
