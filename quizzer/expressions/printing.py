"""A tree as text: as a formula with names, or with this question's numbers put in; in Unicode or in LaTeX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from quizzer.expressions.tree import Name, Node, Number, Operation, Scalar, Step, steps_of

_LEVEL = {"+": 1, "-": 1, "sum": 1, "neg": 2, "*": 3, "/": 3, "%": 3, "**": 4}
_TIGHTEST = 5
LONGEST_SUM = 6
"""A sum of more terms shows its first three and its last one."""
LONGEST_FORMULA = 110
"""Characters of a formula in one piece; a longer one is shown as the definitions of its steps."""
LONGEST_WHOLE = 10**40
"""Larger whole numbers are shown with six digits and an exponent."""
DEFINITION_BREAK = ";  "
"""What stands between the definitions of a long formula."""


@dataclass(frozen=True)
class _Style:
    """How the parts of a formula are spelled. ``numbers``: values in place of names and of intermediate results."""

    numbers: bool = False
    steps: bool = False
    latex: bool = False


def print_formula(node: Node) -> str:
    """``node`` with its variables, intermediate results written out: ``⌊(W − K + 2·P)/S⌋ + 1``."""
    return _print(node, _Style(), 0)


def print_with_numbers(node: Node) -> str:
    """``node`` with its values, intermediate results as one number each: ``⌊(224 − 7 + 2·3)/2⌋ + 1``."""
    return _print(node, _Style(numbers=True), 0)


def print_definitions(node: Node, *, latex: bool = False) -> str:
    """``node`` with its variables; a long one as the definitions of its steps, the last of each kind.

    ``r = field_2; field_2 = field_1 + (k_2 − 1)·jump_1; …``. With ``latex`` in LaTeX's notation.
    """
    steps = steps_of(node)
    if not steps or (_leaves(node, {}) < LONGEST_FORMULA and len(print_formula(node)) <= LONGEST_FORMULA):
        return _print(node, _Style(latex=latex), 0)
    last = {step.label: step for step in steps}
    style = _Style(steps=True, latex=latex)
    outermost = node.body if isinstance(node, Step) else node
    inner = [step for step in reversed(last.values()) if step is not node]
    separator = r",\quad " if latex else DEFINITION_BREAK
    lines = [_print(outermost, style, 0), *(f"{_step_name(s, style)} = {_print(s.body, style, 0)}" for s in inner)]
    return separator.join(lines)


def print_number(value: Scalar) -> str:
    """A value as people write it: thousands separated, a fraction as ``a/b``, a float with six digits."""
    if isinstance(value, float):
        text = f"{value:,.2f}" if 1e6 <= abs(value) < 1e15 else f"{value:.6g}"
        return text.replace("-", "−")
    if max(abs(value.numerator), value.denominator) >= LONGEST_WHOLE:
        return print_decimal(value)
    text = f"{value.numerator:,}" if abs(value.numerator) >= 10_000 else str(value.numerator)
    if isinstance(value, Fraction) and value.denominator != 1:
        text = f"{value.numerator}/{value.denominator}"
    return text.replace("-", "−")


def print_decimal(value: Scalar) -> str:
    """A value as a decimal with six digits, of any size: ``0.142857``, ``6.3e+1230``."""
    try:
        return print_number(float(value))
    except OverflowError:
        quotient = Decimal(value.numerator) / Decimal(value.denominator)  # type: ignore[union-attr]
        return f"{quotient:.6g}".replace("-", "−")


def print_result(value: Scalar) -> str:
    """A value as :func:`print_number`, a fraction with its decimals: ``1/7 ≈ 0.142857``."""
    if isinstance(value, Fraction) and 1 < value.denominator < LONGEST_WHOLE:
        return f"{print_number(value)} ≈ {print_decimal(value)}"
    return print_number(value)


def _print(node: Node, style: _Style, below: int) -> str:
    if isinstance(node, Step):
        if style.numbers:
            return _print_leaf(node.value, style, below)
        return _step_name(node, style) if style.steps else _print(node.body, style, below)
    if isinstance(node, Name):
        if style.numbers and node.value is not None:
            return _print_leaf(node.value, style, below)
        return _latex_name(node.name) if style.latex else node.name
    if isinstance(node, Number):
        return _print_leaf(node.value, style, below)
    return _print_operation(node, style, below)


def _leaves(node: Node, known: dict[int, int]) -> int:
    """The names and numbers of ``node`` written out; shared parts count as often as they would be printed."""
    if id(node) not in known:
        if isinstance(node, Step):
            known[id(node)] = _leaves(node.body, known)
        elif isinstance(node, Operation):
            known[id(node)] = sum(_leaves(operand, known) for operand in node.operands)
        else:
            return 1
    return known[id(node)]


def _step_name(step: Step, style: _Style) -> str:
    name = step.label if step.index is None else f"{step.label}_{step.index}"
    return _latex_name(name) if style.latex else name


def _latex_name(name: str) -> str:
    stem, _, index = name.partition("_")
    if len(stem) > 1 and not index.replace(",", "").isdigit():
        return rf"\mathrm{{{name.replace('_', chr(92) + '_')}}}"
    stem = stem if len(stem) == 1 else rf"\mathrm{{{stem}}}"
    return f"{stem}_{{{index}}}" if index else stem


def _print_leaf(value: Scalar, style: _Style, below: int) -> str:
    if style.latex and isinstance(value, Fraction) and value.denominator != 1:
        return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"
    text = print_number(value)
    if style.latex:
        text = text.replace("−", "-").replace(",", "{,}")
    needs = (value < 0 and below > 1) or ("/" in text and below >= _LEVEL["*"])
    return _bracketed(text, style) if needs else text


def _bracketed(text: str, style: _Style) -> str:
    return rf"\left({text}\right)" if style.latex else f"({text})"


_SIGNS: Mapping[bool, Mapping[str, str]] = {
    False: {"+": " + ", "-": " − ", "*": "·", "/": "/", "%": " mod "},
    True: {"+": " + ", "-": " - ", "*": r" \cdot ", "%": r" \bmod "},
}
_LATEX_FUNCTIONS = {"max": r"\max", "min": r"\min", "exp": r"\exp", "log": r"\ln", "tanh": r"\tanh"}
_FUNCTIONS = {"log": "ln", "log2": "log₂"}


def _print_operation(node: Operation, style: _Style, below: int) -> str:
    operator = node.operator
    if operator == "sum":
        return _print_sum(node.operands, style, below)
    if operator in ("//", "ceil/") or (operator == "/" and style.latex):
        return _print_quotient(node, style)
    if operator not in _LEVEL:
        return _print_function(node, style)
    level = _LEVEL[operator]
    first = node.operands[0]
    if operator == "neg":
        text = f"{'-' if style.latex else '−'}{_print(first, style, level + 1)}"
    elif operator == "**":
        base, exponent = _print(first, style, _TIGHTEST), node.operands[1]
        text = f"{base}^{{{_print(exponent, style, 0)}}}" if style.latex else f"{base}^{_print(exponent, style, 5)}"
    else:
        # The right operand of − and / needs brackets at its own level; that of + and · does not.
        second = node.operands[1]
        if operator == "+" and isinstance(second, Operation) and second.operator == "neg":
            operator, second = "-", second.operands[0]
        tighter = 1 if operator in ("-", "/", "%") else 0
        right = _print(second, style, level + tighter)
        if operator == "+" and right.startswith(("−", "-")):
            right = _bracketed(right, style)
        text = f"{_print(first, style, level)}{_SIGNS[style.latex][operator]}{right}"
    return _bracketed(text, style) if level < below else text


def _print_quotient(node: Operation, style: _Style) -> str:
    above, below = node.operands
    if style.latex:
        text = rf"\frac{{{_print(above, style, 0)}}}{{{_print(below, style, 0)}}}"
        sides = {"//": (r"\left\lfloor ", r" \right\rfloor"), "ceil/": (r"\left\lceil ", r" \right\rceil")}
    else:
        text = f"{_print(above, style, _LEVEL['/'])}/{_print(below, style, _LEVEL['/'] + 1)}"
        sides = {"//": ("⌊", "⌋"), "ceil/": ("⌈", "⌉")}
    left, right = sides.get(node.operator, ("", ""))
    return f"{left}{text}{right}"


def _print_sum(terms: tuple[Node, ...], style: _Style, below: int) -> str:
    if len(terms) == 1:
        return _print(terms[0], style, below)
    printed = [_print(term, style, 1 if place == 0 else 2) for place, term in enumerate(terms)]
    if len(printed) > LONGEST_SUM:
        printed = [*printed[:3], r"\dots" if style.latex else "…", printed[-1]]
    text = " + ".join(printed) or "0"
    return _bracketed(text, style) if below > 1 else text


def _print_function(node: Operation, style: _Style) -> str:
    arguments = [_print(operand, style, 0) for operand in node.operands]
    brackets = {"floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉"), "abs": ("|", "|"), "sqrt": ("√(", ")")}
    if style.latex:
        brackets = {
            "floor": (r"\left\lfloor ", r" \right\rfloor"),
            "ceil": (r"\left\lceil ", r" \right\rceil"),
            "abs": (r"\left|", r"\right|"),
            "sqrt": (r"\sqrt{", "}"),
        }
    if node.operator in brackets:
        left, right = brackets[node.operator]
        return f"{left}{arguments[0]}{right}"
    if style.latex:
        name = _LATEX_FUNCTIONS.get(node.operator, rf"\operatorname{{{node.operator}}}")
        return rf"{name}\left({', '.join(arguments)}\right)"
    return f"{_FUNCTIONS.get(node.operator, node.operator)}({', '.join(arguments)})"
