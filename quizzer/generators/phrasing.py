"""Filling the texts of a bank file with drawn values. Every sentence stands in the bank; here are only numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import cast

from quizzer.bank.items import Piece
from quizzer.generators.drawing import holds
from quizzer.questions.text import Text


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
    return Text(*(_fill(text, pieces, values, language) for language in ("en", "zh")))


def _fill(text: Text, pieces: Mapping[str, Piece], values: Mapping[str, object], language: str) -> str:
    words = {name: show(value) for name, value in values.items()}
    for name, piece in pieces.items():
        words[name] = _fill_piece(piece, values, language)
    return str(getattr(text.fill(words), language))


def _fill_piece(piece: Piece, values: Mapping[str, object], language: str) -> str:
    if not piece.each:
        return _first_phrase(piece, values, language)
    lines = []
    elements = cast(Sequence[Sequence[object]], values[piece.each])
    for number, element in enumerate(elements, piece.start):
        parts = dict(zip(piece.names, element, strict=True))
        lines.append(_first_phrase(piece, {**values, **parts, "n": number}, language))
    return piece.join.join(lines)


def _first_phrase(piece: Piece, values: Mapping[str, object], language: str) -> str:
    for phrase in piece.phrases:
        if not phrase.when or holds(phrase.when, values):
            return _fill(phrase.text, {}, values, language)
    return ""
