"""Checks of a loaded bank, each finding with the file of its item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank, Finding, place_of_id
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import levels
from quizzer.checking.references import references
from quizzer.checking.structure import structure
from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.parser import ParseError
from quizzer.generators.answer_specs import spell
from quizzer.generators.drawing import DrawError
from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome

_HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!(]")


def check_bank(bank: Bank, draws: int) -> Iterator[Finding]:
    """Every mistake found in ``bank``; ``draws`` questions are drawn of each level of each numeric item."""
    for item in bank.items.values():
        messages = [*references(bank, item), *structure(item)]
        if not messages:
            messages = list(dict.fromkeys(_questions(bank, item, draws)))
        for message in messages:
            yield Finding(bank.places[item.id], *place_of_id(bank.places[item.id], item.id), f"{item.id}: {message}")


def _questions(bank: Bank, item: Item, draws: int) -> Iterator[str]:
    for level in levels(item):
        for seed in range(draws if isinstance(item, NumericItem | CaseItem) else 1):
            question_id = QuestionId(item.id, item.version, level, seed)
            try:
                question = make_question(bank, question_id)
            except (DrawError, KeyError, ParseError, EvaluationError, TypeError) as problem:
                yield f"level {level} seed {seed} cannot be drawn: {type(problem).__name__} {problem}"
                return
            yield from check_question(question)


def check_question(question: Question) -> Iterator[str]:
    """What is wrong with one question: a key that is not graded right, a slip that is, texts that are not filled."""
    if grade(question, question.typed_answer).outcome is not Outcome.CORRECT:
        yield f"the key {question.typed_answer!r} of {question.id} is not graded right"
    for slip in question.misconceptions:
        verdict = grade(question, spell(slip.answer))
        if verdict.outcome not in (Outcome.INCORRECT, Outcome.PARTIAL) or verdict.slip_id != slip.id:
            yield f"the answer of {slip.id} to {question.id} is graded {verdict.outcome} as {verdict.slip_id}"
    if grade(question, "§ junk §").outcome is Outcome.CORRECT:
        yield f"junk is a right answer to {question.id}"
    for language in Language:
        for text in (question.prompt, question.explanation, *question.hints):
            if not text[language].strip() or re.search(r"\{\w+\}", text[language]):
                yield f"a text of {question.id} is empty or not filled ({language})"
    if _HALF_WIDTH.search(question.prompt.zh + question.explanation.zh):
        yield "half-width punctuation after a Chinese character"
