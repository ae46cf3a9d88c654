"""A card as fields of a note: HTML that is inert except for what is put in here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Sequence
from functools import lru_cache

from quizzer.exporting.cards import Card, Side
from quizzer.exporting.inert import hypertext
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

FIELDS = ("Id", "Question", "Options", "Picture", "Answer", "Steps", "Slips", "Explanation", "Sources")


_BRACE = re.compile("[{}]")


class Refused(Exception):
    """A note that Anki would take and show wrongly. ``reason``: blank, media or math; ``card`` is its key."""

    def __init__(self, reason: str, card: str) -> None:
        super().__init__(f"{card}: {reason}")
        self.reason = reason
        self.card = card


def picture_name(side: Side) -> str:
    """The file of the picture: named by what is in it, so that the same picture is stored once; "" without one."""
    if not side.picture:
        return ""
    return _name_of(side.picture)


@lru_cache(256)
def _name_of(picture: str) -> str:
    return f"quizzer-{hashlib.sha256(picture.encode()).hexdigest()[:16]}.svg"


def fields(card: Card) -> list[str]:
    """The fields of ``card`` in the order of FIELDS, every language in a block of its own."""
    shown = [_blocks(card, texts) for texts in zip(*map(_shown, card.sides), strict=True)]
    front, options, answer, steps, *rest = shown or [""] * 7
    if card.formula and _inline(card.formula) not in steps:
        steps = f'<div class="formula">{_inline(card.formula)}</div>{steps}'
    return [hypertext(card.key), front, options, _picture(card), answer, steps, *rest]


def _blocks(card: Card, texts: Sequence[str]) -> str:
    """A block for each language; what is the same in all, as a number is, stands once."""
    if len(texts) > 1 and len(set(texts)) == 1:
        return f"<div>{texts[0]}</div>" if texts[0] else ""
    pairs = zip(card.sides, texts, strict=True)
    return "".join([f'<div lang="{_LANG[side.language]}">{text}</div>' for side, text in pairs if text])


def _shown(side: Side) -> tuple[str, ...]:
    """The texts of one language."""
    return (
        sentence(side, side.front),
        "".join([_line(option.key, " ", sentence(side, option.text)) for option in side.options]),
        sentence(side, side.answer),
        "".join([f"<div>{sentence(side, step)}</div>" for step in side.steps]),
        "".join([_line(slip.answer, ": ", sentence(side, slip.text)) for slip in side.slips]),
        sentence(side, side.explanation),
        "".join([f"<div>{hypertext(source)}</div>" for source in side.sources]),
    )


def _line(key: str, between: str, text: str) -> str:
    return f"<div><b>{hypertext(key)}</b>{between}{text}</div>"


def sentence(side: Side, text: str) -> str:
    """A ``text`` of ``side`` as inert HTML, with its formulas for MathJax."""
    if text not in side.formulas:
        return hypertext(text)
    return "".join([_inline(latex) if latex else hypertext(words) for words, latex in side.formulas[text]])


@lru_cache(4096)
def _inline(latex: str) -> str:
    # "<" and "&" would be read as HTML before MathJax sees them.
    safe = latex.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return rf"\({safe}\)"


_LANG = {Language.EN: "en", Language.ZH: "zh-Hans"}


def _picture(card: Card) -> str:
    """The drawing with the words of the first language: the same shapes twice would only be scrolled past."""
    if not card.sides or not card.sides[0].picture:
        return ""
    alt = hypertext(say("export.picture", card.sides[0].language))
    return f'<img src="{picture_name(card.sides[0])}" alt="{alt}">'


def require_sound(card: Card, values: list[str], media: Container[str]) -> None:
    """Raise :class:`Refused` where Anki would show a blank side, a broken picture or raw TeX."""
    if not card.sides or not all(side.front.strip() and side.answer.strip() for side in card.sides):
        raise Refused("blank", card.key)
    if card.sides[0].picture and picture_name(card.sides[0]) not in media:
        raise Refused("media", card.key)
    if not all(map(balanced, values)):
        raise Refused("math", card.key)


def balanced(value: str) -> bool:
    """Whether every formula of a field is closed, and its braces too."""
    if "\\" not in value:
        return True
    if value.count(r"\(") != value.count(r"\)") or value.count(r"\[") != value.count(r"\]"):
        return False
    pieces = value.split(r"\(")[1:]
    return all(_closed(piece.partition(r"\)")[0]) for piece in pieces)


@lru_cache(4096)
def _closed(formula: str) -> bool:
    braces = "".join(_BRACE.findall(formula.replace(r"\{", "").replace(r"\}", "")))
    while "{}" in braces:
        braces = braces.replace("{}", "")
    return not braces
