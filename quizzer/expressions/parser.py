"""From text to tree, safely: an own tokeniser and recursive descent, with caps checked before work is done.

Nothing here reaches ``eval``, ``sympify`` or any other interpreter. What is not in the grammar is refused with a
reason and the place.

    condition  = conjunction {"or" conjunction}
    conjunction = negation {"and" negation}
    negation   = "not" negation | comparison
    comparison = sum {("<" | "<=" | ">" | ">=" | "==" | "!=") sum}
    sum        = product {("+" | "-") product}
    product    = signed {("*" | "/" | "//" | "%") signed}
    signed     = ("+" | "-") signed | power
    power      = atom [("^" | "**") signed]
    atom       = number | name | function "(" sum {"," sum} ")" | function atom | "(" condition ")"
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from quizzer.expressions.evaluation import FUNCTIONS
from quizzer.expressions.tree import Name, Node, Number, Operation, Scalar

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


@dataclass(frozen=True, slots=True)
class Token:
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
_GROUPED = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?:'\d{3})+)|\d+(?:_\d+)*")


def parse(text: str, names: Collection[str] = (), *, conditions: bool = False) -> Node:
    """The tree of ``text``. Only ``names`` may occur as variables; ``conditions`` allows comparisons and ``%``.

    Raises :class:`ParseError`.
    """
    parser = _Parser(tokenise(text, grouping=not conditions), frozenset(names), conditions)
    node = parser.condition() if conditions else parser.sum()
    parser.expect_end()
    return node


def parse_leading(text: str) -> tuple[Node, int]:
    """The longest arithmetic expression that ``text`` begins with, and where the rest (a unit) starts.

    Raises :class:`ParseError`.
    """
    parser = _Parser(tokenise(text, grouping=True), frozenset(), False)
    node = parser.sum()
    return node, parser.current.position


def tokenise(text: str, *, grouping: bool) -> list[Token]:
    """``text`` as tokens with an end token; ``grouping`` allows thousands separators inside numbers.

    Raises :class:`ParseError` (too_long, unexpected_character, bad_grouping, decimal_comma, too_many_digits).
    """
    if len(text) > MAX_CHARACTERS:
        raise ParseError("too_long", MAX_CHARACTERS)
    grouping = grouping and not re.search(r"\b(?:max|min)\b", text)
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
            raise ParseError("too_long", position)
        position += len(piece)
    return [*tokens, Token("end", "", len(text))]


def read_literal(token: Token) -> Scalar:
    """The exact value of a number token: int, or Fraction for a decimal.

    Raises :class:`ParseError` (bad_grouping, decimal_comma, too_many_digits, too_large).
    """
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


class _Parser:
    """Recursive descent over tokens; every level of nesting is counted."""

    def __init__(self, tokens: list[Token], names: frozenset[str], conditions: bool) -> None:
        self.tokens = tokens
        self.names = names
        self.conditions = conditions
        self.index = 0
        self.depth = 0

    @property
    def current(self) -> Token:
        return self.tokens[self.index]

    def accept(self, *texts: str) -> str | None:
        token = self.current
        if token.kind in ("operator", "name") and token.text in texts:
            self.index += 1
            return token.text
        return None

    def expect(self, text: str) -> None:
        if not self.accept(text):
            raise ParseError("unclosed" if self.current.kind == "end" else "expected", self.current.position, text)

    def expect_end(self) -> None:
        if self.current.kind != "end":
            raise ParseError("trailing", self.current.position, self.current.text)

    def condition(self) -> Node:
        node = self.conjunction()
        while self.accept("or"):
            node = Operation("or", (node, self.conjunction()))
        return node

    def conjunction(self) -> Node:
        node = self.negation()
        while self.accept("and"):
            node = Operation("and", (node, self.negation()))
        return node

    def negation(self) -> Node:
        if self.accept("not"):
            with self._nested():
                return Operation("not", (self.negation(),))
        return self.comparison()

    def comparison(self) -> Node:
        left = self.sum()
        node: Node | None = None
        while symbol := self.accept("<", "<=", ">", ">=", "==", "!="):
            right = self.sum()
            link = Operation(symbol, (left, right))
            node = link if node is None else Operation("and", (node, link))
            left = right
        return node or left

    def sum(self) -> Node:
        node = self.product()
        while symbol := self.accept("+", "-"):
            node = Operation(symbol, (node, self.product()))
        return node

    def product(self) -> Node:
        node = self.signed()
        symbols = ("*", "/", "//", "%") if self.conditions else ("*", "/", "//")
        while symbol := self.accept(*symbols):
            node = Operation(symbol, (node, self.signed()))
        return node

    def signed(self) -> Node:
        symbol = self.accept("-", "+")
        if symbol is None:
            return self.power()
        with self._nested():
            node = self.signed()
        return Operation("neg", (node,)) if symbol == "-" else node

    def power(self) -> Node:
        node = self.atom()
        if self.accept("^", "**"):
            with self._nested():
                return Operation("**", (node, self.signed()))
        return node

    def atom(self) -> Node:
        token = self.current
        if token.kind == "number":
            self.index += 1
            return Number(read_literal(token))
        if token.kind == "name":
            return self._name_or_call(token)
        if not self.accept("("):
            reason = "missing_operand" if self.index or token.kind == "operator" else "empty"
            raise ParseError(reason, token.position, token.text)
        with self._nested():
            node = self.condition() if self.conditions else self.sum()
        self.expect(")")
        return node

    def _name_or_call(self, token: Token) -> Node:
        if token.text in self.names:
            self.index += 1
            return Name(token.text)
        if token.text not in FUNCTIONS:
            raise ParseError("unknown_name", token.position, token.text)
        self.index += 1
        with self._nested():
            arguments = self._arguments() if self.accept("(") else [self.power()]
        if len(arguments) not in FUNCTIONS[token.text]:
            raise ParseError("argument_count", token.position, token.text)
        return Operation(token.text, tuple(arguments))

    def _arguments(self) -> list[Node]:
        arguments = [self.sum()]
        while self.accept(","):
            arguments.append(self.sum())
        self.expect(")")
        return arguments

    def _nested(self) -> _Nesting:
        return _Nesting(self)


class _Nesting:
    """Counts one level of depth while it is open."""

    def __init__(self, parser: _Parser) -> None:
        self.parser = parser

    def __enter__(self) -> None:
        self.parser.depth += 1
        if self.parser.depth > MAX_DEPTH:
            raise ParseError("too_deep", self.parser.current.position)

    def __exit__(self, *_: object) -> None:
        self.parser.depth -= 1
