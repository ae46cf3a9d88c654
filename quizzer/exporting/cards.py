"""One view of an item for every format: what is asked, what is right, and what explains it, in the languages wanted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import levels
from quizzer.exporting.drawing import svg
from quizzer.exporting.mathematics import Pieces, latex_of_key, pieces
from quizzer.generators.answer_specs import spell
from quizzer.generators.making import make_question
from quizzer.questions.answers import SpotErrorSpec
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say
from quizzer.wording.feedback import note_lines, right_answer, solution_lines


@dataclass(frozen=True, slots=True)
class Option:
    """A line that is shown with its key; ``feedback`` says what picking it shows, "" where there is nothing to say."""

    key: str
    text: str
    correct: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong answer and what it shows."""

    answer: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """A card in one language. ``picture`` is an SVG or ""; ``options`` are lines, targets and choices in order.

    ``formulas`` holds those of the texts that contain formulas, in pieces.
    """

    language: Language
    topic: str
    front: str
    picture: str
    options: tuple[Option, ...]
    answer: str
    steps: tuple[str, ...]
    slips: tuple[Slip, ...]
    explanation: str
    sources: tuple[str, ...]
    formulas: Mapping[str, Pieces] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """A question to be exported. ``key`` names it for ever: the item's id, with ``#seed`` for one of a generator."""

    key: str
    question: Question
    updated: date
    generated: bool
    formula: str
    """LaTeX, "" where there is none."""
    tags: tuple[str, ...]
    sides: tuple[Side, ...]
    repeats: bool = False
    """Whether a variant before it asks the same."""

    @property
    def kind(self) -> str:
        """The answer kind."""
        return self.question.spec.kind


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported: so many variants of each generator from ``seed`` on, in these languages."""

    items: Sequence[str]
    languages: tuple[Language, ...]
    seed: int = 1
    variants: int = 1


def cards(bank: Bank, selection: Selection) -> Iterator[Card]:
    """The cards of a selection in its order."""
    for name in selection.items:
        item = bank.items[name]
        asked: set[str] = set()
        for question in _questions(bank, item, selection):
            repeats = question.prompt.en in asked
            asked.add(question.prompt.en)
            yield card_of(question, item, selection.languages, repeats=repeats)


def _questions(bank: Bank, item: Item, selection: Selection) -> Iterator[Question]:
    """The questions of ``item``; those of a generator take its levels in turn, by their seed."""
    ladder = levels(item)
    if not isinstance(item, NumericItem | CaseItem):
        yield make_question(bank, QuestionId(item.id, item.version, ladder[0], selection.seed))
        return
    for seed in range(selection.seed, selection.seed + selection.variants):
        level = ladder[(seed - 1) % len(ladder)]
        yield make_question(bank, QuestionId(item.id, item.version, level, seed))


def card_of(question: Question, item: Item, languages: Collection[Language], *, repeats: bool = False) -> Card:
    """The card of ``question``, which ``item`` gave."""
    generated = isinstance(item, NumericItem | CaseItem)
    formula = "" if question.parts else question.formula
    return Card(
        key=f"{item.id}#{question.id.seed}" if generated else item.id,
        question=question,
        updated=item.updated,
        generated=generated,
        formula=latex_of_key(formula),
        tags=_tags(question),
        sides=tuple(_side(question, language, formula if generated else None) for language in languages),
        repeats=repeats,
    )


def _tags(question: Question) -> tuple[str, ...]:
    named = [
        f"topic::{question.topic}",
        f"level::{question.difficulty}",
        f"kind::{question.item_kind}",
        *(f"source::{section.id}" for section in question.sections),
        *question.tags,
    ]
    return tuple(re.sub(r"[\s\x00-\x1f\"]+", "-", f"quizzer::{tag}") for tag in named)


def _side(question: Question, language: Language, formula: str | None) -> Side:
    """``formula`` is the one of the key where the program itself prints the worked lines, else None."""
    free = bool(question.key_points)
    front, explanation = question.prompt[language], question.explanation[language]
    answer = question.model_answer[language] if free else right_answer(question, language)
    options, slips = tuple(_options(question, language)), tuple(_slips(question, language))
    steps = tuple(_steps(question, language))
    sentences = [front, answer, explanation, *(option.text for option in options), *(slip.text for slip in slips)]
    return Side(
        language=language,
        topic=question.topic_title[language],
        front=front,
        picture=svg(question.picture, language),
        options=options,
        answer=answer,
        steps=steps,
        slips=slips,
        explanation=explanation,
        sources=note_lines(question, language),
        formulas=_formulas(sentences) | _formulas(steps, printed=formula is not None) | _key_line(steps, formula),
    )


def _key_line(steps: Sequence[str], formula: str | None) -> dict[str, Pieces]:
    """The line that holds the formula of the key, which may have names of several letters."""
    latex = latex_of_key(formula or "")
    lines = [step for step in steps if latex and step.endswith(f" = {formula}")]
    return {line: ((line.removesuffix(formula or ""), ""), (formula or "", latex)) for line in lines}


def _formulas(texts: Iterable[str], *, printed: bool = False) -> dict[str, Pieces]:
    found = ((text, pieces(text, printed=printed)) for text in texts)
    return {text: shown for text, shown in found if len(shown) > 1}


def _options(question: Question, language: Language) -> Iterator[Option]:
    for entry in (*question.entries, *question.targets):
        yield Option(entry.key, entry.text[language])
    for choice in question.choices:
        yield Option(choice.key, choice.text[language], choice.correct, choice.feedback[language])


def _steps(question: Question, language: Language) -> Iterator[str]:
    if question.key_points:
        yield from (f"{number}. {point[language]}" for number, point in enumerate(question.key_points, 1))
    else:
        yield from solution_lines(question, language)


def _slips(question: Question, language: Language) -> Iterator[Slip]:
    for choice in question.choices:
        if choice.misconception:
            yield Slip(choice.key, choice.feedback[language])
    for pattern in question.patterns:
        yield Slip(f"{pattern.first}, {pattern.second}", pattern.feedback[language])
    for claim in question.false_claims:
        yield Slip("−1", claim.text[language])
    for slip in question.misconceptions:
        belief = say("verdict.slip", language, belief=slip.belief[language])
        yield Slip(spell(slip.answer), f"{belief} {slip.repair[language]}")


def teaches_falsehood(card: Card) -> bool:
    """Whether the front states something wrong, which sticks where no program answers."""
    return isinstance(card.question.spec, SpotErrorSpec)
