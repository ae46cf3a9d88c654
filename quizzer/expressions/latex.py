"""The part of LaTeX in which formulas are typed, as plain infix text whose characters keep their places."""

from __future__ import annotations

import re

from quizzer.expressions.tokens import MAX_DEPTH, ParseError

Marked = list[tuple[str, int]]
"""Characters, each with its place in the text they come from."""

_SILENT = {",", ";", "!", ":", " ", "quad", "qquad", "displaystyle", "limits", "left", "right", "big", "Big", "bigl"}
_SILENT |= {"[", "]", "(", ")", "bigr", "Bigl", "Bigr", "bigg", "Bigg", "mathstrut"}
_SYMBOLS = {
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "|": "|",
    "{": "(",
    "}": ")",
    "lbrace": "(",
    "rbrace": ")",
    "lbrack": "[",
    "rbrack": "]",
    "%": "%",
}
_FUNCTIONS = {"max", "min", "exp", "log", "ln", "tanh", "floor", "ceil"}
_UPRIGHT = {"text", "mathrm", "mathit", "mathbf", "mathsf", "operatorname", "textrm", "textit", "rm", "it"}
_GREEK_NAMES = "alpha beta gamma delta epsilon eta theta kappa lambda mu nu rho sigma tau phi omega"
GREEK = dict(zip(_GREEK_NAMES.split(), "αβγδεηθκλμνρστφω", strict=True))
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_PLAIN_SUBSCRIPT = re.compile(r"\w+")


def from_latex(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` as infix, and for each of its characters the place in ``text``; text without LaTeX comes back as it is.

    Raises :class:`ParseError`: unknown_name for a command that is not known, unclosed, too_deep.
    """
    if not re.search(r"[\\{}$]|_\s", text):
        return text, tuple(range(len(text)))
    marked = _Converter(text).convert(0, len(text), 0)
    return "".join(character for character, _ in marked), tuple(place for _, place in marked)


_LAST_WORD = re.compile(r"[A-Za-z]+$")
_LONE_NUMBER = re.compile(r"(?:^|[^\w^.])\d+\s*$")


def _text(marked: Marked) -> str:
    return "".join(character for character, _ in marked)


class _Converter:
    def __init__(self, text: str) -> None:
        self.text = text

    def convert(self, at: int, stop: int, depth: int) -> Marked:
        """The characters from ``at`` to ``stop`` as infix."""
        if depth > MAX_DEPTH:
            raise ParseError("too_deep", at)
        out: Marked = []
        while at < stop:
            character = self.text[at]
            if character == "\\":
                at = self._command(at, stop, depth, out)
            elif character == "{":
                word = _LAST_WORD.search(_text(out))
                called = word is not None and word[0] in _FUNCTIONS
                if (out and out[-1][0].isalnum() and not called) or self.text[at + 1 : at + 2] == "{":
                    raise ParseError("unexpected_character", at, "{")
                end = self._closing(at, stop)
                out += [("(", at), *self.convert(at + 1, end, depth + 1), (")", end)]
                at = end + 1
            elif character == "}":
                raise ParseError("unexpected_character", at, "}")
            elif character == "_":
                at = self._subscript(at, stop, depth, out)
            else:
                if character != "$":
                    out.append((character, at))
                at += 1
        return out

    def _command(self, at: int, stop: int, depth: int, out: Marked) -> int:
        """Append what the command at ``at`` stands for; the place behind it and its arguments."""
        match = _COMMAND.match(self.text, at, stop)
        if match is None:
            raise ParseError("unexpected_character", at, "\\")
        name, behind = match[1], match.end()
        if name in ("frac", "dfrac", "tfrac"):
            above, behind = self._argument(behind, stop, depth)
            below, behind = self._argument(behind, stop, depth)
            if _text(above + below).isdigit() and _LONE_NUMBER.search(_text(out)):
                raise ParseError("mixed_fraction", at, f"{_text(out).strip()[-1]}\\{name}")
            out += [("(", at), ("(", at), *above, (")", at), ("/", at), ("(", at), *below, (")", at), (")", at)]
        elif name == "sqrt" and self.text[behind : behind + 1] == "(":
            out += [(letter, at) for letter in " sqrt"]
        elif name == "sqrt":
            inside, behind = self._argument(behind, stop, depth)
            out += [*((letter, at) for letter in "sqrt"), ("(", at), *inside, (")", at)]
        elif name in _UPRIGHT:
            inside, behind = self._argument(behind, stop, depth)
            out += inside
        elif name in _FUNCTIONS:
            # A subscript belongs to the name: \log_2.
            joined = behind < stop and self.text[behind] == "_"
            out += [(letter, at) for letter in (f" {name}" if joined else f" {name} ")]
        elif name in _SILENT:
            out.append((" ", at))
        elif name in _SYMBOLS or name in GREEK:
            out.append((_SYMBOLS.get(name) or GREEK[name], at))
        else:
            raise ParseError("unknown_name", at, f"\\{name}")
        return behind

    def _subscript(self, at: int, stop: int, depth: int, out: Marked) -> int:
        """Append a subscript as part of its name: ``C_{in}``, ``C_\\text{in}`` and ``C_ in`` are all C_in."""
        inside, behind = self._argument(at + 1, stop, depth)
        word = "".join(character for character, _ in inside)
        if not _PLAIN_SUBSCRIPT.fullmatch(word):
            raise ParseError("unexpected_character", at, "_")
        out += [("_", at), *inside]
        return behind

    def _argument(self, at: int, stop: int, depth: int) -> tuple[Marked, int]:
        """The argument at ``at`` (a group, a command, a character, a subscript's word) and the place behind it."""
        while at < stop and self.text[at] == " ":
            at += 1
        if at >= stop:
            raise ParseError("missing_operand", at)
        if self.text[at] == "{":
            end = self._closing(at, stop)
            return self.convert(at + 1, end, depth + 1), end + 1
        if self.text[at] == "\\":
            out: Marked = []
            behind = self._command(at, stop, depth + 1, out)
            return out, behind
        run = _PLAIN_SUBSCRIPT.match(self.text, at, stop)
        # \frac12 takes a digit each, C_in the whole word.
        end = at + 1 if run is None or self.text[at - 1 : at] != "_" else run.end()
        return self.convert(at, end, depth + 1), end

    def _closing(self, at: int, stop: int) -> int:
        """The place of the brace that closes the one at ``at``."""
        open_braces = 0
        for place in range(at, stop):
            if self.text[place] == "{" and self.text[place - 1 : place] != "\\":
                open_braces += 1
            elif self.text[place] == "}" and self.text[place - 1 : place] != "\\":
                open_braces -= 1
                if not open_braces:
                    return place
        raise ParseError("unclosed", at, "}")
