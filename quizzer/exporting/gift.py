"""GIFT for Moodle: numbers with their tolerance, choices with feedback, pairs, short and long answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from quizzer.exporting.cards import Card, Side
from quizzer.exporting.inert import gift, plain
from quizzer.questions.answers import (
    ChoiceSpec,
    ClozeSpec,
    FreeSpec,
    MatchingSpec,
    MembersSpec,
    NumberSpec,
    ShapeSpec,
    TruthReasonSpec,
    tolerance,
)
from quizzer.wording.catalogue import say

_SHORT = ShapeSpec | MembersSpec


def fits_gift(card: Card) -> bool:
    """Whether GIFT has a form for ``card``: not for orders, formulas, parts, marked segments and several blanks."""
    spec = card.question.spec
    if isinstance(spec, ClozeSpec):
        return len(spec.blanks) == 1 and spec.blanks[0].number is None
    return isinstance(spec, NumberSpec | ChoiceSpec | FreeSpec | MatchingSpec | TruthReasonSpec | _SHORT)


def as_gift(cards: Iterable[Card]) -> Iterator[str]:
    """A question a card and language, those of a topic in a category of its own."""
    topic = ""
    for card in sorted(cards, key=lambda one: one.question.topic):
        if card.question.topic != topic:
            topic = card.question.topic
            yield f"$CATEGORY: $course$/quizzer/{topic}\n\n"
        for side in card.sides:
            # One blank line ends a question, so none may stand within.
            title = gift(f"{card.key} {side.language}")
            yield f"::{title}::[html]{_text(side.front)}{{{_answers(card, side)}{_general(side)}\n}}\n\n"


def _text(text: str) -> str:
    return gift(re.sub(r"\n\s*\n", "\n", text)).replace("\\n", "<br>")


def _general(side: Side) -> str:
    told = _text("\n".join([*side.steps, side.explanation]))
    return f"\n####{told}"


def _answers(card: Card, side: Side) -> str:
    question = card.question
    spec = question.spec
    if isinstance(spec, NumberSpec) and isinstance(question.expected, int | float | Fraction):
        return "#" + _number(question.expected, tolerance(spec, question.expected), side)
    if isinstance(spec, MatchingSpec):
        return _pairs(card, side)
    if isinstance(spec, ClozeSpec):
        return "".join(f"\n={_text(form)}" for form in spec.blanks[0].accepted)
    if isinstance(spec, FreeSpec):
        return ""
    return _choices(card, side) if side.options else f"\n={_text(question.typed_answer)}"


def _number(value: Fraction | float, width: Fraction, side: Side) -> str:
    """The key with its tolerance, which is never narrower than what is lost in writing a fraction as a decimal."""
    exact = Fraction(value)
    written = str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.12g}"
    width = max(width, abs(Fraction(written) - exact))
    return f"\n={written}:{_decimal(width)}" + "".join(_wrong_number(slip.answer, slip.text) for slip in side.slips)


def _decimal(width: Fraction) -> str:
    return f"{float(width):.15f}".rstrip("0").rstrip(".") or "0"


def _wrong_number(answer: str, text: str) -> str:
    """A named slip: no credit, but its feedback."""
    try:
        value = float(Fraction(answer))
    except (ValueError, ZeroDivisionError):
        return ""
    return f"\n=%0%{value:.12g}:0#{_text(text)}" if abs(value) < 1e15 else ""


def _pairs(card: Card, side: Side) -> str:
    texts = {option.key: option.text for option in side.options}
    expected = card.question.expected
    keys = [str(key) for key in expected] if isinstance(expected, tuple) else []
    used = set(keys)
    lines = [
        f"\n={_text(texts[entry.key])} -> {_text(texts[key])}"
        for entry, key in zip(card.question.entries, keys, strict=True)
    ]
    spare = [target.key for target in card.question.targets if target.key not in used]
    return "".join(lines + [f"\n= -> {_text(texts[key])}" for key in spare])


def _choices(card: Card, side: Side) -> str:
    """One right option, or several whose shares of the mark sum to all of it; a wrong one of several costs as much."""
    right = [option for option in side.options if option.correct]
    spec = card.question.spec
    several = isinstance(spec, ChoiceSpec) and not spec.single
    share = f"{100 / max(len(right), 1):.5f}".rstrip("0").rstrip(".")
    lines = []
    for option in side.options:
        mark = "=" if option.correct else "~"
        if several:
            mark = f"~%{share}%" if option.correct else f"~%-{share}%"
        lines.append(f"\n{mark}{_text(_with_truth(card, side, option.text))}#{_text(option.feedback)}")
    return "".join(lines)


def _with_truth(card: Card, side: Side, text: str) -> str:
    if not isinstance(card.question.spec, TruthReasonSpec) or not isinstance(card.question.expected, tuple):
        return plain(text)
    truth = say("truth.true" if card.question.expected[0] is True else "truth.false", side.language)
    return f"{truth}: {text}"
