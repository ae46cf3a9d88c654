"""The one door: a question from its id, or a new one from an item."""

from __future__ import annotations

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import levels
from quizzer.generators.cases import case_question
from quizzer.generators.conceptual import conceptual_question
from quizzer.generators.numeric import numeric_question
from quizzer.questions.question import Question, QuestionId


class ReplayError(Exception):
    """A question id cannot be replayed. ``reason``: unknown_item, other_version or unknown_level."""

    def __init__(self, reason: str, question_id: QuestionId, found: str = "") -> None:
        super().__init__(f"{question_id}: {reason} {found}".rstrip())
        self.reason = reason
        self.question_id = question_id
        self.found = found


def item_behind(bank: Bank, question_id: QuestionId) -> Item:
    """The item that ``question_id`` asks, as it asked it. Raises :class:`ReplayError`."""
    item = bank.items.get(question_id.item)
    if item is None:
        raise ReplayError("unknown_item", question_id)
    if item.version != question_id.version:
        raise ReplayError("other_version", question_id, str(item.version))
    if question_id.level not in levels(item):
        raise ReplayError("unknown_level", question_id)
    return item


def make_question(bank: Bank, question_id: QuestionId) -> Question:
    """The question that ``question_id`` names. Raises :class:`ReplayError`, :class:`DrawError`."""
    item = item_behind(bank, question_id)
    if isinstance(item, CaseItem):
        return case_question(bank, item, question_id.level, question_id.seed)
    if isinstance(item, NumericItem):
        return numeric_question(bank, item, question_id.level, question_id.seed)
    return conceptual_question(bank, item, question_id.seed)
