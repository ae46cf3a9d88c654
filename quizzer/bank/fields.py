"""What items of every kind are made of: ids, options, sources, the rule for a number."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from quizzer.questions.text import Text

ItemId = Annotated[str, Meta(pattern=r"^[a-z]+(-[a-z]+)+$")]
SlipId = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]*-[A-Z0-9]+$")]
Level = Annotated[int, Meta(ge=1, le=5)]
SectionId = Annotated[str, Meta(pattern=r"^n\d{3}/[a-z0-9-]+$")]
ErratumId = Annotated[str, Meta(pattern=r"^E\d{3}-\d{2}$")]
OptionId = Annotated[str, Meta(pattern=r"^[a-e]$")]


class Strict(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything in a bank file."""


class Flag(Strict, kw_only=True, frozen=True):
    """``note_flag``: the note is wrong here; the right statement first."""

    erratum: ErratumId
    slips: list[SlipId] = []
    zh: str
    en: str


class Option(Strict, kw_only=True, frozen=True):
    """An option or a reason; ``slip`` is required where it is wrong."""

    id: OptionId
    text: Text
    correct: bool
    slip: SlipId = ""
    feedback: Text


class Common(Strict, kw_only=True, frozen=True):
    """What every item has."""

    id: ItemId
    version: Annotated[int, Meta(ge=1)]
    updated: date
    topic: str
    concept: str
    source: list[SectionId]
    reference: str = ""
    note_flag: Flag | None = None
    followups: list[Text] = []
    tags: list[str] = []


class NumberRule(Strict, kw_only=True, frozen=True):
    """How a number is judged; no field means that it must be equal."""

    integer: bool = False
    abs: float | None = None
    rel: float | None = None
    sigfigs: int | None = None
    decimals: int | None = None
    unit: str = ""
    percent_ok: bool = False
