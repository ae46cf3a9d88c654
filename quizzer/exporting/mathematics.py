"""Formulas within sentences as LaTeX: only what the printer of expressions writes back exactly as it stands.

A run of names of one letter, numbers and operators is a formula when every side of its equations is read and printed
again without a difference but blanks. So ``K²·A + A·B`` is one; ``3×3``, ``conv 3/1`` and ``2n`` stay text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quizzer.expressions.evaluation import FUNCTIONS
from quizzer.expressions.formula import parse_formula
from quizzer.expressions.parser import ParseError
from quizzer.expressions.printing import print_definitions, print_formula
from quizzer.expressions.tree import Node

Pieces = tuple[tuple[str, str], ...]
"""A text in pieces, each with its LaTeX, "" where it is no formula."""
LONGEST = 200
"""Characters of a formula that is looked at."""

_LETTER = "A-Za-zα-ωΔ"
_WORD = rf"{_LETTER}0-9_₀-₉"
_SIGN = r"[-+−·×/^]"
_NAME = rf"[{_LETTER}]\d?(?:_\w{{1,4}})?(?![{_WORD}('’(]|[.,]\d)"
_NUMBER = r"\d+(?:,\d{3})*(?![\w.,%])|\d+(?:,\d{3})*(?=,? |[,.;]?$)"
_ATOM = rf"[(⌊⌈√]*(?:[-−][(⌊⌈]*)?(?:{_NAME}|{_NUMBER})(?:[)⌋⌉²³]|\^\d+(?!\w))*"
_BEFORE = rf"(?<![{_WORD}.,)\]⌋|*\[{{∂\\′])(?<![{_WORD})*\\]\()"
_AFTER = rf"(?!\)?[{_WORD}(⌊√|%°*\[\]{{}}′²³]|\)? ?{_SIGN})"
_RUN = re.compile(rf"{_BEFORE}{_ATOM}(?: ?(?:{_SIGN}|[=≈≤≥]) ?{_ATOM})+{_AFTER}", re.ASCII)
_HANGING = re.compile(rf"{_SIGN} ?$")
_RELATION = re.compile(r"( ?[=≈≤≥] ?)")
_SIDE = re.compile(rf"{_SIGN}|[⌊⌈√²³]")
_VARIABLE = re.compile(rf"[{_LETTER}]")
_SIZE = re.compile(r"[\d,]+(?:×[\d,]+)+")
_DOUBTFUL = re.compile(rf"[{_LETTER}]\d?[-/][{_LETTER}\d]+|[\d,]+[-/][\d,]+|\d-[A-Z]|([{_LETTER}]) - \1")
"""May be a name, a range, a ratio in words, a path: I/O, R-50, 2-D."""
_GROUPED = re.compile(r"(?<=\d),(?=\d{3})")
_PLAIN = str.maketrans({"·": "*", "×": "*", "−": "-", "²": "^2", "³": "^3", "₂": "2"})
_NUMBERED = re.compile(rf"\\mathrm\{{([{_LETTER}])(\d)\}}")


def pieces(text: str, *, printed: bool = False) -> Pieces:
    """``text`` in pieces, each with its LaTeX, "" where it is no formula.

    ``printed``: the program itself wrote the text, so that a formula may be of numbers alone.
    """
    found: list[tuple[str, str]] = []
    behind = 0
    for match in _RUN.finditer(text):
        if _HANGING.search(text, 0, match.start()):
            continue  # the first operand is a word
        start, run = _without_brackets(match)
        for place, latex, length in _sides(run, printed):
            found.append((text[behind : start + place], ""))
            behind = start + place + length
            found.append((text[start + place : behind], latex))
    return (*found, (text[behind:], ""))


def _without_brackets(match: re.Match[str]) -> tuple[int, str]:
    """The run and its place, without brackets around it and those whose other half is in the sentence."""
    start, run = match.start(), match[0]
    while run.startswith("(") and (run.count("(") > run.count(")") or _closing(run) == len(run) - 1):
        start, run = start + 1, run[1:]
        if run.count(")") > run.count("("):
            run = run.removesuffix(")")
    while run.endswith(")") and run.count(")") > run.count("("):
        run = run[:-1]
    return start, run


def _closing(run: str) -> int:
    """The place of the bracket that closes the first character."""
    depth = 0
    for place, character in enumerate(run):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0:
            return place
    return -1


@lru_cache(4096)
def _sides(run: str, printed: bool) -> tuple[tuple[int, str, int], ...]:
    """Place, LaTeX and length of what is a formula in ``run``; nothing where a side cannot be proved to be one."""
    split = _RELATION.split(run)
    found, place, proved = [], 0, False
    for number, side in enumerate(split):
        if number % 2 == 0 and not side.replace(",", "").isdigit():
            latex = latex_of(side)
            if not latex or _SIZE.fullmatch(side) or (not printed and _DOUBTFUL.fullmatch(side)):
                return ()
            found.append((place, latex, len(side)))
            proved |= bool(_SIDE.search(side)) and (printed or bool(_VARIABLE.search(side)))
        place += len(side)
    return tuple(found) if proved else ()


@lru_cache(4096)
def latex_of(formula: str) -> str:
    """``formula`` in LaTeX, "" where it is not read and printed again as it stands."""
    if not formula or len(formula) > LONGEST:
        return ""
    typed = _GROUPED.sub("", formula).translate(_PLAIN)
    try:
        node = parse_formula(typed, sorted(set(re.findall(r"[^\W\d]\w*", typed)) - FUNCTIONS.keys()))
    except ParseError:
        return ""
    if _spelled(print_formula(node)) != _spelled(formula):
        return ""
    return _in_latex(node, "×" in formula)


def latex_of_key(formula: str) -> str:
    """The formula of a key in LaTeX, also where it is one for each of several values; "" as for :func:`latex_of`."""
    parts = [latex_of(part) for part in formula.split(", ")]
    return latex_of(formula) or (r",\quad ".join(parts) if all(parts) else "")


def _spelled(formula: str) -> str:
    """The signs of a formula; what brackets do is in its tree."""
    return re.sub(r"[ ()]", "", _GROUPED.sub("", formula).translate(_PLAIN))


def _in_latex(node: Node, cross: bool) -> str:
    latex = _NUMBERED.sub(r"\1_{\2}", print_definitions(node, latex=True))
    return latex.replace(r"\cdot", r"\times") if cross else latex
