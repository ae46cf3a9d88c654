"""The registers of the bank that items refer to: misconceptions, sections of the notes, errata."""

from __future__ import annotations

from quizzer.bank.fields import ErratumId, SectionId, SlipId, Strict
from quizzer.questions.text import Text


class Belief(Strict, kw_only=True, frozen=True):
    """An entry of the register of misconceptions. ``belief`` completes "This is what you get if you …"."""

    belief: Text
    repair: Text
    alias_of: SlipId = ""


class Section(Strict, kw_only=True, frozen=True):
    """A section of a study note: id, place, and a title in our own words."""

    id: SectionId
    note: str
    lines: tuple[int, int]
    topic: str
    candidate_items: int
    title: Text


class Erratum(Strict, kw_only=True, frozen=True):
    """A place where a note is wrong or loose; ``bank`` says what the bank does with it."""

    id: ErratumId
    note: str
    lines: str
    type: str | list[str]
    bank: str | list[str]
