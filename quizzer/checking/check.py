"""Checks of a loaded bank, each finding with the file of its item."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank, Finding, place_of_id
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.checking.families import check_family
from quizzer.checking.references import references
from quizzer.checking.structure import structure
from quizzer.checking.texts import texts
from quizzer.checking.whole import check_whole
from quizzer.generators.answer_specs import spell
from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.verdict import Outcome


def check_bank(bank: Bank, draws: int) -> Iterator[Finding]:
    """Every mistake found in ``bank``; ``draws`` questions are drawn of each level of each numeric item."""
    for item in bank.items.values():
        messages = [*references(bank, item), *structure(item), *texts(item)]
        if not messages:
            messages = list(dict.fromkeys(_drawn(bank, item, draws)))
        for message in messages:
            yield Finding(bank.places[item.id], *place_of_id(bank.places[item.id], item.id), f"{item.id}: {message}")
    yield from check_whole(bank)


def _drawn(bank: Bank, item: Item, draws: int) -> Iterator[str]:
    if isinstance(item, NumericItem | CaseItem):
        yield from check_family(bank, item.id, draws).findings
    else:
        yield from check_question(make_question(bank, QuestionId(item.id, item.version, item.difficulty, 0)))


def check_question(question: Question) -> Iterator[str]:
    """What is wrong with one conceptual question: a key that is not graded right, a slip that is not named."""
    if grade(question, question.typed_answer).outcome is not Outcome.CORRECT:
        yield f"the key {question.typed_answer!r} is not graded right"
    for slip in question.misconceptions:
        verdict = grade(question, spell(slip.answer))
        if verdict.outcome not in (Outcome.INCORRECT, Outcome.PARTIAL) or verdict.slip_id != slip.id:
            yield f"the answer of {slip.id} is graded {verdict.outcome} as {verdict.slip_id}"
    if grade(question, "§ junk §").outcome is Outcome.CORRECT:
        yield "junk is a right answer"
