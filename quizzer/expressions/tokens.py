"""The pieces of a formula: caps are checked before any work is done, numbers are read exactly."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from quizzer.expressions.tree import Scalar

MAX_CHARACTERS = 2000
MAX_TOKENS = 400
MAX_DEPTH = 60
MAX_DIGITS = 100
MAX_EXPONENT = 1000


class ParseError(ValueError):
    """The text is no expression. ``position`` counts characters from 0; ``subject`` is the offending piece."""

    def __init__(self, reason: str, position: int, subject: str = "") -> None:
        super().__init__(f"{reason} at {position}: {subject}")
        self.reason = reason
        self.position = position
        self.subject = subject


class Token(NamedTuple):
    """A piece of the text. ``kind`` is number, name, operator or end."""

    kind: str
    text: str
    position: int


_TOKEN = re.compile(
    r"(?P<space>[ \t]+)"
    r"|(?P<number>(?:\d[\d,_']*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d_]\w*)"
    r"|(?P<operator>\*\*|//|<=|>=|==|!=|[-+*/^()<>,%])"
)
_TAKES_SEVERAL = re.compile(r"\b(?:max|min)\b")
_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?:'\d{3})+)|\d+(?:_\d+)*")


def tokenise(text: str, *, grouping: bool) -> list[Token]:
    """``text`` as tokens with an end token; ``grouping`` allows thousands separators inside numbers.

    Raises :class:`ParseError` (too_long, unexpected_character, bad_grouping, decimal_comma, too_many_digits).
    """
    if len(text) > MAX_CHARACTERS:
        raise ParseError("too_long", MAX_CHARACTERS, str(MAX_CHARACTERS))
    grouping = grouping and not _TAKES_SEVERAL.search(text)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ParseError("unexpected_character", position, text[position])
        kind, piece = str(match.lastgroup), match.group()
        if kind == "number" and not grouping and "," in piece:
            piece = piece[: piece.index(",")]
        if kind != "space":
            tokens.append(Token(kind, piece, position))
        if len(tokens) > MAX_TOKENS:
            raise ParseError("too_many_signs", position)
        position += len(piece)
    return [*tokens, Token("end", "", len(text))]


def read_literal(token: Token) -> Scalar:
    """The exact value of a number token: int, or Fraction for a decimal.

    Raises :class:`ParseError` (bad_grouping, decimal_comma, too_many_digits, too_large).
    """
    if token.text.isdecimal() and len(token.text) <= MAX_DIGITS:
        return int(token.text)
    mantissa, _, exponent = token.text.lower().partition("e")
    whole, point, decimals = mantissa.partition(".")
    if whole and not _GROUPED.fullmatch(whole):
        reason = "decimal_comma" if re.fullmatch(r"\d+,\d+", whole) and not point else "bad_grouping"
        raise ParseError(reason, token.position, token.text)
    if re.match(r"0[,']", whole):
        raise ParseError("decimal_comma", token.position, token.text)
    digits = re.sub(r"[,_']", "", whole)
    if len(digits) + len(decimals) > MAX_DIGITS:
        raise ParseError("too_many_digits", token.position)
    if len(exponent) > len(str(MAX_EXPONENT)) + 1 or abs(int(exponent or 0)) > MAX_EXPONENT:
        raise ParseError("too_large", token.position, token.text)
    value = Fraction(int(digits or "0") * 10 ** len(decimals) + int(decimals or "0"), 10 ** len(decimals))
    value *= Fraction(10) ** int(exponent or 0)
    return value.numerator if value.denominator == 1 else value
