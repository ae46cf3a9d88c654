"""Items that ask for understanding: options, blanks, lines to order, pair or mark, and free answers."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from quizzer.bank.fields import Common, ItemId, Level, NumberRule, Option, SlipId, Strict
from quizzer.questions.text import Text


class Conceptual(Common, kw_only=True, frozen=True):
    """What every conceptual item has."""

    difficulty: Level
    prompt: Text
    explanation: Text


class SingleItem(Conceptual, tag="single", tag_field="kind", kw_only=True, frozen=True):
    """One of three or four options is right."""

    shuffle: bool = True
    choices: Annotated[list[Option], Meta(min_length=3, max_length=4)]


class MultiItem(Conceptual, tag="multi", tag_field="kind", kw_only=True, frozen=True):
    """Two or three of five options are right; the prompt says how many."""

    shuffle: bool = True
    choices: Annotated[list[Option], Meta(min_length=5, max_length=5)]


class TruthReasonItem(Conceptual, tag="truth_reason", tag_field="kind", kw_only=True, frozen=True):
    """A claim to judge, with the reason for the judgement."""

    truth: bool
    shuffle: bool = True
    reasons: Annotated[list[Option], Meta(min_length=3, max_length=4)]


class AcceptedForms(Strict, kw_only=True, frozen=True):
    """Forms of a blank by language and abbreviation; all of them count in either language."""

    zh: list[str]
    en: list[str]
    abbr: list[str] = []


class RejectedForms(Strict, kw_only=True, frozen=True):
    """Near-misses of a blank."""

    forms: Annotated[list[str], Meta(min_length=1)]
    slip: SlipId
    feedback: Text


class BlankItem(Strict, kw_only=True, frozen=True):
    """A blank ``{{n}}`` of a cloze."""

    n: Annotated[int, Meta(ge=1)]
    number: NumberRule | None = None
    accept: AcceptedForms
    reject: list[RejectedForms] = []


class ClozeItem(Conceptual, tag="cloze", tag_field="kind", kw_only=True, frozen=True):
    """A text with one or two blanks."""

    blanks: Annotated[list[BlankItem], Meta(min_length=1, max_length=2)]


class Line(Strict, kw_only=True, frozen=True):
    """A line that is put in order, paired or marked."""

    id: Annotated[str, Meta(pattern=r"^[a-z]\d$")]
    text: Text


class WrongOrder(Strict, kw_only=True, frozen=True, rename={"condition": "if"}):
    """What it shows that one line was put before another: ``if: "s4 before s2"``."""

    condition: Annotated[str, Meta(pattern=r"^[a-z]\d before [a-z]\d$")]
    slip: SlipId
    text: Text

    @property
    def lines(self) -> tuple[str, str]:
        """The ids of the line that came first and of the one behind it."""
        first, _, second = self.condition.partition(" before ")
        return first, second


class OrderingItem(Conceptual, tag="ordering", tag_field="kind", kw_only=True, frozen=True):
    """Lines that have one order, listed in it."""

    items: Annotated[list[Line], Meta(min_length=4, max_length=6)]
    feedback: Annotated[list[WrongOrder], Meta(min_length=1)]


class WrongPair(Strict, kw_only=True, frozen=True):
    """What it shows that a line of the left was paired with one of the right: ``pair: "l1-r3"``."""

    pair: Annotated[str, Meta(pattern=r"^[a-z]\d-[a-z]\d$")]
    slip: SlipId
    text: Text

    @property
    def lines(self) -> tuple[str, str]:
        """The ids of the left and of the right line."""
        left, _, right = self.pair.partition("-")
        return left, right


class MatchingItem(Conceptual, tag="matching", tag_field="kind", kw_only=True, frozen=True):
    """Lines of the left, each with one of the right; ``answer`` maps ids. Some of the right are left over."""

    left: Annotated[list[Line], Meta(min_length=3, max_length=5)]
    right: Annotated[list[Line], Meta(min_length=4, max_length=8)]
    answer: dict[str, str]
    feedback: Annotated[list[WrongPair], Meta(min_length=1)]


class KeyPointItem(Strict, kw_only=True, frozen=True):
    """What a free answer has to hold; each is worth one point."""

    id: Annotated[str, Meta(pattern=r"^[a-z]\d$")]
    points: Literal[1]
    text: Text


class Penalty(Strict, kw_only=True, frozen=True):
    """A false claim that costs a free answer a point."""

    points: Literal[-1]
    slip: SlipId
    text: Text


class FreeItem(Conceptual, tag="free", tag_field="kind", kw_only=True, frozen=True):
    """A question that is answered in sentences; the learner compares them with the key points."""

    keypoints: Annotated[list[KeyPointItem], Meta(min_length=3, max_length=6)]
    penalties: Annotated[list[Penalty], Meta(max_length=3)] = []
    model_answer: Text


class SpotErrorItem(Conceptual, tag="spot_error", tag_field="kind", kw_only=True, frozen=True):
    """A faulty claim in segments: one is wrong and has a correction.

    Wrong statements stick, so ``positive_sibling`` is an item that teaches the right one, to be met first.
    """

    positive_sibling: ItemId
    segments: Annotated[list[Line], Meta(min_length=3, max_length=5)]
    wrong_segment: str
    shuffle: bool = True
    corrections: Annotated[list[Option], Meta(min_length=3, max_length=4)]
    corrected: Text
