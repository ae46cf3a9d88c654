"""A card as fields of a note: HTML that is inert except for what is put in here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from quizzer.exporting.cards import Card, Side
from quizzer.exporting.inert import hypertext, paragraphs
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

FIELDS = ("Id", "Question", "Options", "Picture", "Answer", "Steps", "Slips", "Explanation", "Sources")


class Refused(Exception):
    """A note that Anki would take and show wrongly. ``reason``: blank, media or math; ``card`` is its key."""

    def __init__(self, reason: str, card: str) -> None:
        super().__init__(f"{card}: {reason}")
        self.reason = reason
        self.card = card


def picture_name(card: Card, side: Side) -> str:
    """The file of the picture: named by what is in it, so that the same picture is stored once; "" without one."""
    if not side.picture:
        return ""
    digest = hashlib.sha256("\n".join(side.picture).encode()).hexdigest()
    return f"quizzer-{digest[:16]}.svg"


def fields(card: Card) -> list[str]:
    """The fields of ``card`` in the order of FIELDS, every language in a block of its own."""
    return [
        hypertext(card.key),
        _each(card, lambda side: hypertext(side.front)),
        _each(card, _options),
        _pictures(card),
        _each(card, lambda side: hypertext(side.answer)),
        _formula(card) + _each(card, lambda side: paragraphs(map(hypertext, side.steps))),
        _each(card, _slips),
        _each(card, lambda side: hypertext(side.explanation)),
        _each(card, lambda side: paragraphs(map(hypertext, side.sources))),
    ]


def _each(card: Card, show: Callable[[Side], str]) -> str:
    shown = [(side.language, show(side)) for side in card.sides]
    return "".join(f'<div lang="{_lang(language)}">{text}</div>' for language, text in shown if text)


def _lang(language: Language) -> str:
    return "zh-Hans" if language is Language.ZH else "en"


def _options(side: Side) -> str:
    return paragraphs(f"<b>{hypertext(option.key)}</b> {hypertext(option.text)}" for option in side.options)


def _slips(side: Side) -> str:
    return paragraphs(f"<b>{hypertext(slip.answer)}</b>: {hypertext(slip.text)}" for slip in side.slips)


def _pictures(card: Card) -> str:
    names = dict.fromkeys(filter(None, (picture_name(card, side) for side in card.sides)))
    alt = hypertext(say("export.picture", card.sides[0].language))
    return "".join(f'<img src="{name}" alt="{alt}">' for name in names)


def _formula(card: Card) -> str:
    if not card.formula:
        return ""
    # "<" and "&" would be read as HTML before MathJax sees them.
    safe = card.formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return rf'<div class="formula">\({safe}\)</div>'


def require_sound(card: Card, values: list[str], media: dict[str, bytes]) -> None:
    """Raise :class:`Refused` where Anki would show a blank side, a broken picture or raw TeX."""
    sides = [side for side in card.sides if not (side.front.strip() and side.answer.strip())]
    if sides or not card.sides:
        raise Refused("blank", card.key)
    if any(name and name not in media for name in (picture_name(card, side) for side in card.sides)):
        raise Refused("media", card.key)
    if any(not balanced(value) for value in values):
        raise Refused("math", card.key)


def balanced(value: str) -> bool:
    """Whether every formula of a field is closed, and its braces too."""
    if value.count(r"\(") != value.count(r"\)") or value.count(r"\[") != value.count(r"\]"):
        return False
    pieces = value.split(r"\(")[1:]
    return all(_closed(piece.partition(r"\)")[0]) for piece in pieces)


def _closed(formula: str) -> bool:
    depth = 0
    for character in formula.replace(r"\{", "").replace(r"\}", ""):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
