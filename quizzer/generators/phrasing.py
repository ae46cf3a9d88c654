"""Filling the texts of a bank file with drawn values. Every sentence stands in the bank; here are only numbers."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

from quizzer.bank.numeric_items import Piece
from quizzer.generators.drawing import holds, number_named
from quizzer.questions.text import Language, Text


def show(value: object) -> str:
    """A drawn value as a prompt prints it: fractions as decimals where they end, boxes in square brackets."""
    if isinstance(value, Fraction):
        return _show_fraction(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(show(element) for element in value)}]"
    return str(value)


def _show_fraction(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    if 1000 % value.denominator == 0:
        return f"{float(value):.3f}".rstrip("0")
    return f"{value.numerator}/{value.denominator}"


def fill_text(text: Text, pieces: Mapping[str, Piece], values: Mapping[str, object]) -> Text:
    """``text`` with drawn values and pieces put in. KeyError names what is missing."""
    return Filling(pieces, values)(text)


class Filling:
    """Puts the same drawn values and pieces into several texts."""

    def __init__(self, pieces: Mapping[str, Piece], values: Mapping[str, object]) -> None:
        self._english = _Words(pieces, values, Language.EN)
        self._chinese = _Words(pieces, values, Language.ZH)

    def __call__(self, text: Text) -> Text:
        """``text`` in both languages. KeyError names what is missing."""
        return Text(_filled(text.en, self._english), _filled(text.zh, self._chinese))


def _filled(template: str, words: Mapping[str, str]) -> str:
    parts = _parts(template)
    if len(parts) == 1:
        return template
    filled = list(parts)
    filled[1::2] = [words[name] for name in parts[1::2]]
    return "".join(filled)


@functools.lru_cache(maxsize=8192)
def _parts(template: str) -> tuple[str, ...]:
    """The pieces of a template; every second one is a name."""
    return tuple(re.split(r"\{([A-Za-z_]\w*)\}", template))


class _Words(dict[str, str]):
    """The words of a text by name, made when they are asked for: drawn lists may be long, and few are printed."""

    def __init__(self, pieces: Mapping[str, Piece], values: Mapping[str, object], language: Language) -> None:
        super().__init__()
        self.pieces, self.values_, self.language = pieces, values, language

    def __missing__(self, name: str) -> str:
        self[name] = self._word(name)
        return self[name]

    def _word(self, name: str) -> str:
        if name in self.pieces:
            return _fill_piece(self.pieces[name], self.values_, self.language)
        if name in self.values_:
            return show(self.values_[name])
        return show(number_named(self.values_, name))


def _fill_piece(piece: Piece, values: Mapping[str, object], language: Language) -> str:
    if not piece.each:
        return _first_phrase(piece, values, language)
    lines = []
    elements = cast(Sequence[Sequence[object]], values[piece.each])
    for number, element in enumerate(elements, piece.start):
        parts = dict(zip(piece.names, element, strict=True))
        lines.append(_first_phrase(piece, {**values, **parts, "n": number}, language))
    return piece.join.join(lines)


def _first_phrase(piece: Piece, values: Mapping[str, object], language: Language) -> str:
    for phrase in piece.phrases:
        if not phrase.when or holds(phrase.when, values):
            return _filled(phrase.text[language], _Words({}, values, language))
    return ""
