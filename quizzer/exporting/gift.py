"""GIFT for Moodle: numbers with their tolerance, choices with feedback, pairs, short and long answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

from quizzer.exporting.cards import Card, Side
from quizzer.exporting.inert import gift, gift_word, plain
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
            title = gift_word(f"{card.key} {side.language}")
            yield f"::{title}::[html]{gift(side.front)}{{{_answers(card, side)}{_general(side)}\n}}\n\n"


def _general(side: Side) -> str:
    told = gift("\n".join([*side.steps, side.explanation]))
    return f"\n####{told}"


def _answers(card: Card, side: Side) -> str:
    question = card.question
    spec = question.spec
    if isinstance(spec, NumberSpec) and isinstance(question.expected, int | float | Fraction):
        return f"#{_number(spec, question.expected, side)}"
    if isinstance(spec, MatchingSpec):
        return _pairs(card, side)
    if isinstance(spec, ClozeSpec):
        return "".join(map(_typed, spec.blanks[0].accepted))
    if isinstance(spec, FreeSpec):
        return ""
    return _choices(card, side) if side.options else _typed(question.typed_answer)


def _typed(answer: str) -> str:
    return f"\n=%100%{gift_word(' '.join(plain(answer).split()))}"


def _number(spec: NumberSpec, value: Fraction | float, side: Side) -> str:
    """The key with its tolerance, then the named slips without credit but with what they show."""
    wrong = []
    for slip in side.slips:
        with suppress(ValueError, ZeroDivisionError):
            wrong.append(f"\n=%0%{_within(spec, Fraction(slip.answer))}#{gift(slip.text)}")
    return f"\n=%100%{_within(spec, Fraction(value))}{''.join(wrong)}"


def _within(spec: NumberSpec, exact: Fraction) -> str:
    """A number with its tolerance, which is never narrower than what is lost in writing a fraction as a decimal."""
    written = _decimal(exact, 15)
    width = max(tolerance(spec, exact), abs(Fraction(written) - exact) * Fraction(11, 10))
    return f"{written}:{_decimal(width, 6)}"


def _decimal(value: Fraction, digits: int) -> str:
    """``value`` with so many significant digits and no exponent, which GIFT does not read."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{Decimal(f'{float(value):.{digits}g}'):f}"


def _pairs(card: Card, side: Side) -> str:
    texts = {option.key: option.text for option in side.options}
    expected = card.question.expected
    keys = [str(key) for key in expected] if isinstance(expected, tuple) else []
    used = set(keys)
    lines = [
        f"\n={gift(texts[entry.key])} -> {gift(texts[key])}"
        for entry, key in zip(card.question.entries, keys, strict=True)
    ]
    spare = [target.key for target in card.question.targets if target.key not in used]
    return "".join(lines + [f"\n= -> {gift(texts[key])}" for key in spare])


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
        lines.append(f"\n{mark}{gift(_with_truth(card, side, option.text))}#{gift(option.feedback)}")
    return "".join(lines)


def _with_truth(card: Card, side: Side, text: str) -> str:
    if not isinstance(card.question.spec, TruthReasonSpec) or not isinstance(card.question.expected, tuple):
        return plain(text)
    truth = say("truth.true" if card.question.expected[0] is True else "truth.false", side.language)
    return f"{truth}: {text}"
