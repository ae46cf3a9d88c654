"""Checks of a loaded bank, each finding with the file of its item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.bank.items import (
    Ask,
    CaseItem,
    ClozeItem,
    ConceptualItem,
    Item,
    MultiItem,
    NumericItem,
    Option,
    SingleItem,
    TruthReasonItem,
)
from quizzer.bank.loading import Bank, Finding, place_of_id
from quizzer.bank.selectors import levels
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.parser import ParseError
from quizzer.generators.answer_specs import spell
from quizzer.generators.drawers import DRAWERS
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
        messages = [*_references(bank, item), *_structure(item)]
        if not messages:
            messages = list(dict.fromkeys(_questions(bank, item, draws)))
        for message in messages:
            yield Finding(bank.places[item.id], *place_of_id(bank.places[item.id], item.id), f"{item.id}: {message}")


def _references(bank: Bank, item: Item) -> Iterator[str]:
    if item.topic not in bank.topics:
        yield f"unknown topic {item.topic}"
    if not item.source and "ext" not in item.tags:
        yield "no section of the notes is named; what goes beyond them is tagged ext"
    if not item.source and not item.reference:
        yield "neither a section nor a reference is named"
    for section in item.source:
        if section not in bank.sections:
            yield f"unknown section {section}"
    flag = item.note_flag
    if flag and flag.erratum not in bank.errata:
        yield f"unknown erratum {flag.erratum}"
    for slip in _slips(item):
        if slip not in bank.beliefs:
            yield f"the slip {slip} is not in the register of misconceptions"


def _slips(item: Item) -> Iterator[str]:
    yield from item.note_flag.slips if item.note_flag else ()
    for option in _options(item):
        if option.slip:
            yield option.slip
    if isinstance(item, ClozeItem):
        yield from (near.slip for blank in item.blanks for near in blank.reject)
    if isinstance(item, NumericItem):
        yield from (slip for ask in item.asks for slip in ask.misconceptions)
    if isinstance(item, CaseItem):
        yield from (slip for part in item.parts for slip in part.misconceptions)


def _options(item: Item) -> list[Option]:
    if isinstance(item, SingleItem | MultiItem):
        return item.choices
    return item.reasons if isinstance(item, TruthReasonItem) else []


def _structure(item: Item) -> Iterator[str]:
    if isinstance(item, NumericItem):
        yield from _numeric_structure(item)
        return
    if isinstance(item, CaseItem):
        for part in item.parts:
            yield from _known_mistakes(part.calculator, part.misconceptions)
        return
    yield from _conceptual_structure(item)


def _conceptual_structure(item: ConceptualItem) -> Iterator[str]:
    right = sum(option.correct for option in _options(item))
    allowed = {SingleItem: (1,), TruthReasonItem: (1,), MultiItem: (2, 3)}.get(type(item))
    if allowed and right not in allowed:
        yield f"{right} options are right, not {' or '.join(map(str, allowed))}"
    for option in _options(item):
        if not option.correct and not option.slip:
            yield f"option {option.id} is wrong and names no slip"
    if isinstance(item, ClozeItem):
        numbers = [str(blank.n) for blank in item.blanks]
        for text in (item.prompt.en, item.prompt.zh):
            if sorted(re.findall(r"\{\{(\d+)\}\}", text)) != sorted(numbers):
                yield "the blanks of the prompt are not those of the item"
    if item.difficulty >= 3 and not item.followups:
        yield "a follow-up is missing (from difficulty 3 on)"


def _numeric_structure(item: NumericItem) -> Iterator[str]:
    asked = sorted(level for ask in item.asks for level in ask.levels)
    if asked != sorted(item.draw.levels):
        yield f"levels {asked} are asked but levels {sorted(item.draw.levels)} are drawn"
    if item.draw.drawer and item.draw.drawer not in DRAWERS:
        yield f"there is no drawer {item.draw.drawer}"
    for ask in item.asks:
        yield from _ask_structure(ask)


def _ask_structure(ask: Ask) -> Iterator[str]:
    if (ask.answer.kind == "formula") is not (ask.formula is not None) or bool(ask.calculator) is bool(ask.formula):
        yield "an ask has a calculator, or a formula to be written and the answer kind formula"
        return
    if ask.formula:
        unknown = set(ask.misconceptions) - set(ask.formula.slips)
        yield from (f"the formula has no slip {slip}" for slip in sorted(unknown))
    else:
        yield from _known_mistakes(ask.calculator, ask.misconceptions)


def _known_mistakes(calculator: str, slips: list[str]) -> Iterator[str]:
    if calculator not in CALCULATORS:
        yield f"there is no calculator {calculator}"
        return
    for slip in slips:
        if slip not in CALCULATORS[calculator].mistakes:
            yield f"{calculator} knows no mistake {slip}"


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
