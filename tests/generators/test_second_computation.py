"""The key of every numeric family against a second computation over the drawn values, written apart."""

from __future__ import annotations

import importlib
import math
import re
from fractions import Fraction
from pathlib import Path

import pytest

from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import levels
from quizzer.expressions.equality import points
from quizzer.expressions.evaluation import evaluate
from quizzer.expressions.formula import parse_formula
from quizzer.generators.drawing import draw_values
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId
from tests.bundled import BANK
from tests.generators.second.table import SECOND, computed

HERE = Path(__file__).parent / "second"
for file in sorted(HERE.glob("*.py")):
    importlib.import_module(f"tests.generators.second.{file.stem}")

MOST_WITHOUT = 5
"""So many families may have items without a second computation."""
PRINTED = 1e-5
"""Worked lines show six figures."""
FLOAT_NOISE = 1e-9
ENDS_EARLIER = {"decoded_box"}
"""Calculators whose worked lines stop before what is asked."""

NUMERIC = {item.id: item for item in BANK.items.values() if isinstance(item, NumericItem | CaseItem)}
CHECKED = sorted(NUMERIC.keys() & SECOND.keys())


def flat(value):
    """The numbers of a result in their order; those of a set sorted."""
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [number for part in value for number in flat(part)]
    return [value]


def close(first, other, noise):
    if isinstance(first, int | Fraction) and isinstance(other, int | Fraction) and noise == FLOAT_NOISE:
        return first == other
    return math.isclose(first, other, rel_tol=noise, abs_tol=noise)


def agree(found, expected, noise=FLOAT_NOISE):
    found, expected = flat(found), flat(expected)
    return len(found) == len(expected) and all(map(close, found, expected, [noise] * len(found)))


def printed(result):
    """The numbers of a worked line's result: an exact form stands before ≈, a comma without a blank marks thousands."""
    text = re.sub(r",(?=\d{3})", "", result.replace("−", "-")).split("≈")[0 if "/" in result else -1]
    return [Fraction(number) for number in re.findall(r"-?\d+/\d+|-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", text)]


def ends_in(last, wanted):
    """Whether the last line holds what is asked, perhaps among further results, or the last part of a list."""
    if len(last) < len(wanted):
        return bool(last) and agree(last, wanted[-len(last) :], PRINTED)
    starts = range(len(last) - len(wanted) + 1)
    return any(agree(last[start : start + len(wanted)], wanted, PRINTED) for start in starts)


def check(item, level, seed):
    values = draw_values(item, level, seed)
    question = make_question(BANK, QuestionId(item.id, item.version, level, seed))
    if isinstance(item, CaseItem):
        expected = computed(item.id, {**values, "drawn": values})
        for part, source, wanted in zip(question.parts, item.parts, expected, strict=True):
            check_number(part, source, wanted, (question.id, part.name))
    elif item.ask_at(level).formula:
        check_formula(question, values)
    else:
        check_number(question, item.ask_at(level), computed(item.id, {**values, "drawn": values}), question.id)


def check_number(question, ask, wanted, place):
    """The key of a question or of a part of a case, and the line that its solution ends in."""
    if ask.answer.kind == "choice":
        key = list(ask.answer.options)["ABCDEFGH".index(question.expected)]
        assert key == str(wanted).lower(), (place, wanted)
        return
    key = sorted(question.expected) if isinstance(wanted, set) else question.expected
    assert agree(key, wanted), (place, key, wanted)
    solution = question.worked().lines
    # Where a part of the results is asked, lines of other parts may follow.
    lines = solution[-1:] if ask.part == "" else solution
    found = any(ends_in(printed(line.result), flat(wanted)) for line in lines)
    assert found or ask.calculator in ENDS_EARLIER, (place, lines, wanted)


def check_formula(question, values):
    names = question.spec.domain.names
    formula = parse_formula(question.expected, names)
    assert question.formula == question.expected
    for place in points(question.spec.domain, question.id.seed)[::5]:
        point = dict(zip(names, place, strict=True))
        wanted = computed(question.id.item, {**values, **point, "point": point, "drawn": values})
        assert agree(evaluate(formula, point), wanted), (question.id, point, wanted)


@pytest.mark.parametrize("item_id", CHECKED)
def test_key_and_last_line_agree_with_the_second_computation(item_id):
    item = NUMERIC[item_id]
    for level in levels(item):
        for seed in range(700, 704):
            check(item, level, seed)


@pytest.mark.long
@pytest.mark.parametrize("item_id", CHECKED)
def test_two_hundred_questions_of_each_agree(item_id):
    item = NUMERIC[item_id]
    for seed in range(200):
        check(item, levels(item)[seed % len(levels(item))], seed)


def test_few_families_have_an_item_without_a_second_computation():
    items = sorted(NUMERIC.keys() - SECOND.keys())
    families = {str(NUMERIC[item].family) for item in items}
    assert len(families) <= MOST_WITHOUT, f"families {sorted(families)}, items {items}"


def test_every_entry_of_the_table_is_an_item_of_the_bank():
    assert sorted(SECOND.keys() - NUMERIC.keys()) == []


def test_the_second_computations_use_nothing_of_the_program():
    for file in HERE.glob("*.py"):
        assert "quizzer" not in file.read_text(encoding="utf-8")
