"""A formula as learners type it: LaTeX or Unicode, products without a sign, names with or without their underscore.

    product    = signed {("*" | "/" | "//") signed | power}
    atom       = number | name | function arguments | "e" ["^" signed] | opening sum closing
    opening    = "(" | "[" | "{" | "⌊" | "⌈" | "|"

A product without a sign right behind a division (``1/2x``) can be meant two ways and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quizzer.expressions.evaluation import FUNCTIONS
from quizzer.expressions.latex import GREEK, from_latex
from quizzer.expressions.parser import Descent
from quizzer.expressions.tokens import MAX_TOKENS, ParseError, Token, read_literal
from quizzer.expressions.tree import Name, Node, Number, Operation

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d_]\w*)"
    r"|(?P<operator>\*\*|//|<=|>=|==|!=|[-+*/^()<>,=%\[\]{}|⌊⌋⌈⌉√])"
)
_TAKES_SEVERAL = re.compile(r"(?:max|min)\s*[(\[{]")
_CALLED_NUMBER = re.compile(r"(ln|log|log2|log_2|exp|sqrt)\d+")
"""ln2 is the logarithm of 2; log2 is a function."""
_PAIRS = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉", "|": "|"}
_AROUND = {"⌊": "floor", "⌈": "ceil", "|": "abs"}
_SPELLINGS = {"log_2": "log2", "lb": "log2", "floor": "floor", "ceiling": "ceil"}
_KNOWN_FUNCTIONS = {**{name: name for name in FUNCTIONS}, **_SPELLINGS}


def parse_formula(text: str, variables: Sequence[str], *, floor_brackets: bool = False) -> Node:
    """The tree of ``text`` over ``variables``. With ``floor_brackets`` [x] is x rounded down, else only a bracket.

    Raises :class:`ParseError`, whose position counts in ``text``.
    """
    plain, places = from_latex(text)
    try:
        parser = _Formula(_tokens(plain, tuple(variables)), floor_brackets)
        node = parser.sum()
        parser.expect_end()
    except ParseError as problem:
        place = places[problem.position] if problem.position < len(places) else len(text)
        raise ParseError(problem.reason, place, problem.subject) from None
    return node


def has_floor_brackets(text: str) -> bool:
    """Whether ``text`` holds square brackets, which some take for rounding down."""
    return "[" in text or "\\lbrack" in text


# --- tokens -----------------------------------------------------------------------------------------------------


def _tokens(text: str, variables: tuple[str, ...]) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ParseError("unexpected_character", position, text[position])
        kind, piece = str(match.lastgroup), match.group()
        if kind == "number" and "," in piece and _TAKES_SEVERAL.search(text):
            # There the comma stands between arguments.
            piece = piece[: piece.index(",")]
        call = _CALLED_NUMBER.fullmatch(piece) if kind == "name" and piece not in _KNOWN_FUNCTIONS else None
        if call:
            piece = call[1]
        if kind == "name":
            tokens += _names(piece, position, variables)
        elif kind != "space":
            tokens.append(Token(kind, piece, position))
        if len(tokens) > MAX_TOKENS:
            raise ParseError("too_many_signs", position)
        position += len(piece)
    return [*tokens, Token("end", "", len(text))]


def _names(run: str, position: int, variables: tuple[str, ...]) -> Iterator[Token]:
    """The names that a run of letters consists of, longest first: ``C_inC_out``, ``PR``."""
    pieces = _split(run, variables)
    if pieces is None:
        raise ParseError("unknown_name", position, run)
    for kind, name, offset in pieces:
        yield Token(kind, name, position + offset)


@lru_cache(1000)
def _split(run: str, variables: tuple[str, ...]) -> tuple[tuple[str, str, int], ...] | None:
    known = aliases(variables)
    if run not in known and run.lower() in _KNOWN_FUNCTIONS:
        run = run.lower()
        return (("function", _KNOWN_FUNCTIONS[run], 0),)
    longest = max(map(len, (*known, *_KNOWN_FUNCTIONS)))
    # From the back: what each place splits into, with where its first piece ends; None where nothing fits.
    first: list[tuple[str, str, int] | None] = [None] * len(run)
    for start in reversed(range(len(run))):
        for stop in range(min(len(run), start + longest), start, -1):
            if stop < len(run) and first[stop] is None:
                continue
            token = _piece(run[start:stop], known, last=stop == len(run))
            if token:
                first[start] = (*token, stop)
                break
    return tuple(_followed(first)) if first[0] else None


def _followed(first: list[tuple[str, str, int] | None]) -> Iterator[tuple[str, str, int]]:
    start = 0
    while start < len(first):
        kind, name, stop = first[start] or ("", "", len(first))
        yield kind, name, start
        start = stop


def _piece(piece: str, known: Mapping[str, str], *, last: bool) -> tuple[str, str] | None:
    if piece in known:
        return "name", known[piece]
    if last and piece in _KNOWN_FUNCTIONS:
        return "function", _KNOWN_FUNCTIONS[piece]
    return ("constant", "e") if piece == "e" else None


@lru_cache(1000)
def aliases(variables: tuple[str, ...]) -> Mapping[str, str]:
    """The spellings of each variable: without underscore, in the other case, Greek spelt out; none if two share it."""
    spellings: dict[str, set[str]] = {}
    for variable in variables:
        plain = variable.replace("_", "")
        stem, _, index = variable.partition("_")
        letter = GREEK.get(stem, stem)
        forms = {variable, plain, f"{letter}_{index}" if index else letter, f"{letter}{index}"}
        forms |= {name for name, letter in GREEK.items() if letter == variable}
        for form in forms | {form.swapcase() for form in forms} | {form.lower() for form in forms}:
            spellings.setdefault(form, set()).add(variable)
    exact = {variable: variable for variable in variables}
    return {form: min(names) for form, names in spellings.items() if len(names) == 1} | exact


# --- grammar ----------------------------------------------------------------------------------------------------


class _Formula(Descent):
    """The grammar of arithmetic with what learners leave out."""

    def __init__(self, tokens: list[Token], floor_brackets: bool) -> None:
        super().__init__(tokens)
        self.bars = 0
        self.around = {**_AROUND, "[": "floor"} if floor_brackets else _AROUND

    def product(self) -> Node:
        node = self.signed()
        divided = False
        while True:
            symbol = self.accept("*", "/", "//")
            if symbol:
                node = Operation(symbol, (node, self.signed()))
                divided = symbol != "*"
            elif self._starts_atom():
                if divided:
                    raise ParseError("ambiguous_division", self.current.position, self.current.text)
                node = Operation("*", (node, self.power()))
            else:
                return node

    def _starts_atom(self) -> bool:
        token = self.current
        before = self.tokens[self.index - 1]
        if token.kind == "number":
            if before.text != ")":
                raise ParseError("missing_operator", token.position, token.text)
            return True
        if token.text in ("[", "{") and (before.kind == "name" or before.text in ("]", "}")):
            raise ParseError("unexpected_character", token.position, token.text)
        return token.kind in ("name", "function", "constant") or (
            token.kind == "operator"
            and (token.text in ("(", "[", "{", "⌊", "⌈", "√") or (token.text == "|" and not self.bars))
        )

    def atom(self) -> Node:
        token = self.current
        self.index += 1
        match token.kind:
            case "number":
                return Number(read_literal(token))
            case "name":
                return Name(token.text)
            case "constant":
                return self._power_of_e()
            case "function":
                return self._call(token)
            case "operator" if token.text == "√":
                with self.nested():
                    return Operation("sqrt", (self.power(),))
            case "operator" if token.text in _PAIRS:
                return self._bracketed(token)
        self.index -= 1
        reason = "missing_operand" if self.index or token.kind == "operator" else "empty"
        raise ParseError(reason, token.position, token.text)

    def _power_of_e(self) -> Node:
        if not self.accept("^", "**"):
            return Operation("exp", (Number(1),))
        with self.nested():
            return Operation("exp", (self.signed(),))

    def _call(self, token: Token) -> Node:
        opening = self.accept("(", "[", "{")
        with self.nested():
            arguments = [self.sum() if opening else self.power()]
            while opening and self.accept(","):
                arguments.append(self.sum())
        if opening:
            self.expect(_PAIRS[opening])
        if len(arguments) not in FUNCTIONS[token.text]:
            raise ParseError("argument_count", token.position, token.text)
        return Operation(token.text, tuple(arguments))

    def _bracketed(self, token: Token) -> Node:
        self.bars += token.text == "|"
        with self.nested():
            inside = self.sum()
        self.expect(_PAIRS[token.text])
        self.bars -= token.text == "|"
        around = self.around.get(token.text)
        return Operation(around, (inside,)) if around else inside
