"""From text to tree, safely: an own tokeniser and recursive descent, with caps checked before work is done.

Nothing here reaches ``eval``, ``sympify`` or any other interpreter. What is not in the grammar is refused with a
reason and the place.

    condition  = conjunction {"or" conjunction}
    conjunction = negation {"and" negation}
    negation   = "not" negation | comparison
    comparison = sum {("<" | "<=" | ">" | ">=" | "==" | "!=") sum}
    sum        = product {("+" | "-") product}
    product    = signed {("*" | "/" | "//" | "%" | "mod") signed}
    signed     = ("+" | "-") signed | power
    power      = atom [("^" | "**") signed]
    atom       = number | name | function "(" sum {"," sum} ")" | function atom | "(" condition ")"
"""

from __future__ import annotations

from collections.abc import Collection

from quizzer.expressions.evaluation import FUNCTIONS
from quizzer.expressions.tokens import MAX_DEPTH, ParseError, Token, read_literal, tokenise
from quizzer.expressions.tree import Name, Node, Number, Operation

__all__ = ["ParseError", "parse", "parse_leading"]


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


_TERMS = frozenset({"+", "-"})
_FACTORS = frozenset({"*", "/", "//"})
_REMAINDERS = _FACTORS | {"%", "mod"}
_FOREIGN = frozenset({"%", "<", ">", "<=", ">=", "==", "!=", "="})
_POWERS = frozenset({"^", "**"})


class Descent:
    """Recursive descent over tokens, sums and powers of atoms; every level of nesting is counted."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    @property
    def current(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.index]

    def accept(self, *texts: str) -> str | None:
        """The text of the next token, taken, if it is one of ``texts``."""
        text = self.tokens[self.index].text
        if text in texts:
            self.index += 1
            return text
        return None

    def expect(self, text: str) -> None:
        """Take the token ``text``. Raises ParseError."""
        if not self.accept(text):
            if self.current.kind == "operator" and self.current.text in _FOREIGN:
                raise ParseError("unexpected_character", self.current.position, self.current.text)
            raise ParseError("unclosed" if self.current.kind == "end" else "expected", self.current.position, text)

    def expect_end(self) -> None:
        """Raises ParseError where anything is left."""
        if self.current.kind != "end":
            raise ParseError("trailing", self.current.position, self.current.text)

    def sum(self) -> Node:
        """Products added and subtracted from left to right."""
        node = self.product()
        while (symbol := self.tokens[self.index].text) in _TERMS:
            self.index += 1
            node = Operation(symbol, (node, self.product()))
        return node

    def product(self) -> Node:
        """Signed powers multiplied and divided from left to right."""
        node = self.signed()
        while (symbol := self.tokens[self.index].text) in _FACTORS:
            self.index += 1
            node = Operation(symbol, (node, self.signed()))
        return node

    def signed(self) -> Node:
        """A power with its signs; −x² is −(x²)."""
        symbol = self.tokens[self.index].text
        if symbol not in _TERMS:
            return self.power()
        self.index += 1
        with self.nested():
            node = self.signed()
        return Operation("neg", (node,)) if symbol == "-" else node

    def power(self) -> Node:
        """An atom with its exponent, which binds to the right."""
        node = self.atom()
        if self.tokens[self.index].text in _POWERS:
            self.index += 1
            with self.nested():
                return Operation("**", (node, self.signed()))
        return node

    def atom(self) -> Node:
        """What a grammar has for its smallest parts."""
        raise NotImplementedError

    def nested(self) -> _Nesting:
        """One level of nesting, for a with block. Raises ParseError too_deep."""
        return _Nesting(self)


class _Parser(Descent):
    """Arithmetic over given names; with ``conditions`` comparisons and remainders too."""

    def __init__(self, tokens: list[Token], names: frozenset[str], conditions: bool) -> None:
        super().__init__(tokens)
        self.names = names
        self.conditions = conditions

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
            with self.nested():
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

    def product(self) -> Node:
        node = self.signed()
        symbols = _REMAINDERS if self.conditions else _FACTORS
        while (symbol := self.tokens[self.index].text) in symbols:
            self.index += 1
            node = Operation("%" if symbol == "mod" else symbol, (node, self.signed()))
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
        with self.nested():
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
        with self.nested():
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


class _Nesting:
    """Counts one level of depth while it is open."""

    def __init__(self, parser: Descent) -> None:
        self.parser = parser

    def __enter__(self) -> None:
        self.parser.depth += 1
        if self.parser.depth > MAX_DEPTH:
            raise ParseError("too_deep", self.parser.current.position)

    def __exit__(self, *_: object) -> None:
        self.parser.depth -= 1
