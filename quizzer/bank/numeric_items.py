"""Items with numbers, which are generators as data: how they are drawn, what computes the key, and the texts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from quizzer.bank.fields import Common, Level, NumberRule, SlipId, Strict
from quizzer.questions.text import Text


class Alternate(Strict, kw_only=True, frozen=True):
    """Draws in turn with the condition true and false, where the level allows both."""

    when: str


class Plain(Strict, kw_only=True, frozen=True):
    """At least this share of the draws meets the condition, where the level allows it."""

    share: Annotated[float, Meta(gt=0, lt=1)]
    when: str


class Draw(Strict, kw_only=True, frozen=True):
    """How parameters are drawn at each level: one of the listed values each, or by a ``drawer`` of the program.

    ``let`` computes further names in their order, ``where`` lists conditions that a draw must meet.
    """

    drawer: str = ""
    levels: dict[Level, dict[str, object]]
    let: dict[str, str] = {}
    where: list[str] = []
    alternate: Alternate | None = None
    plain: Plain | None = None


class NumericAnswer(Strict, kw_only=True, frozen=True):
    """The answer kind of a numeric item and how it is judged.

    ``axes`` names the axes of a shape, which may also be a list of whole numbers. ``universe`` is the number of members
    of a list or set counted from 0, or ``members`` lists them. ``options`` are the results that a choice is between,
    with their texts.
    """

    kind: Literal["number", "shape", "list", "set", "formula", "choice"]
    rule: NumberRule = msgspec.field(default_factory=NumberRule)
    axes: str = ""
    universe: str = ""
    members: list[int] = []
    options: dict[str, Text] = {}


class VariableRange(Strict, kw_only=True, frozen=True):
    """Where a variable of a formula lies: whole numbers from min to max, ``real`` ones, or the listed values."""

    min: int | float = 0
    max: int | float = 0
    real: bool = False
    values: list[int] = []


class FormulaForm(Strict, kw_only=True, frozen=True):
    """A formula that is to be written: the right one, its variables, a condition, and the wrong ones by their slip."""

    expected: str
    vars: Annotated[dict[str, VariableRange], Meta(min_length=1)]
    where: str = ""
    slips: dict[SlipId, str] = {}


class Picture(Strict, kw_only=True, frozen=True):
    """What a drawing of the question shows; ``args`` are expressions or drawn names, as those of a calculator."""

    kind: Literal["boxes", "kernel", "field", "pyramid", "layers", "matrix"]
    args: dict[str, Any]


class Phrase(Strict, kw_only=True, frozen=True):
    """A piece of the prompt that depends on the draw; it is used where ``when`` holds."""

    when: str = ""
    text: Text


class Piece(Strict, kw_only=True, frozen=True):
    """``{name}`` of a prompt: the first phrase whose condition holds.

    With ``each`` the piece repeats for every element of that drawn list, whose parts are called ``names`` and whose
    number is ``n`` (counted from ``start``); ``join`` stands between them.
    """

    phrases: Annotated[list[Phrase], Meta(min_length=1)]
    each: str = ""
    names: list[str] = []
    start: int = 1
    join: str = "\n"


class Ask(Strict, kw_only=True, frozen=True):
    """What is asked at some of the levels: the calculator with its arguments, and the texts.

    ``part`` is the result that is asked for, where there are several: its name, dotted inside groups, or its place in
    a list. Where a formula is to be written, ``formula`` stands in place of the calculator.
    """

    levels: Annotated[list[Level], Meta(min_length=1)]
    calculator: str = ""
    args: dict[str, Any] = {}
    part: str | int = ""
    formula: FormulaForm | None = None
    picture: Picture | None = None
    prompt: Text
    pieces: dict[str, Piece] = {}
    answer: NumericAnswer
    misconceptions: Annotated[list[SlipId], Meta(min_length=1)]
    hints: Annotated[list[Text], Meta(min_length=3, max_length=3)]
    explanation: Text


class NumericItem(Common, tag="numeric", tag_field="kind", kw_only=True, frozen=True):
    """A generator as data. ``family`` is its number or name in the plan; each level belongs to exactly one ask.

    ``form`` says which way the family is asked: forward, backwards, or for the formula.
    """

    family: int | str
    form: Literal["forward", "inverse", "formula"] = "forward"
    conventions: Annotated[list[str], Meta(min_length=1)]
    draw: Draw
    asks: Annotated[list[Ask], Meta(min_length=1)]

    def ask_at(self, level: int) -> Ask:
        """What is asked at ``level``; StopIteration cannot happen in a checked bank."""
        return next(ask for ask in self.asks if level in ask.levels)


class CasePart(Strict, kw_only=True, frozen=True):
    """A part of a case: what the calculator gives for drawn values and earlier parts, which go by their letters."""

    id: Annotated[str, Meta(pattern=r"^[a-h]$")]
    calculator: str
    args: dict[str, Any]
    part: str | int = ""
    prompt: Text
    answer: NumericAnswer
    misconceptions: Annotated[list[SlipId], Meta(min_length=1)]


class CaseItem(Common, tag="case", tag_field="kind", kw_only=True, frozen=True):
    """Several questions on one small network or detector, as an interviewer goes on asking.

    A part that is right for the learner's own earlier answers is right.
    """

    family: int | str
    conventions: Annotated[list[str], Meta(min_length=1)]
    draw: Draw
    prompt: Text
    pieces: dict[str, Piece] = {}
    parts: Annotated[list[CasePart], Meta(min_length=2, max_length=8)]
    hints: Annotated[list[Text], Meta(min_length=3, max_length=3)]
    explanation: Text
