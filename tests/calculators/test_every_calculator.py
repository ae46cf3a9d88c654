"""What holds for each calculator: plain and traced agree, its lines lead to the result, every slip can be told apart.

The arguments are the fixture records and, for calculators without any, tests/data/calculator_examples.json.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.bank.network_table import calculators_of
from quizzer.bank.places import bundled_bank
from quizzer.calculators.calculator import print_value
from quizzer.calculators.calling import checked_arguments, to_json
from quizzer.calculators.describing import describe
from quizzer.calculators.refusals import Refusal

DATA = Path(__file__).parent.parent / "data"
EXAMPLES = json.loads((DATA / "calculator_examples.json").read_text(encoding="utf-8"))
CALCULATORS = calculators_of((bundled_bank(),))
PUBLIC = {json.loads(line)["calculator"] for line in (DATA / "calculators.jsonl").read_text("utf-8").splitlines()}


def test_none_is_left_out():
    assert EXAMPLES.keys() | PUBLIC == CALCULATORS.keys()
    assert all(EXAMPLES.values())


def leaves(result):
    """The numbers and texts of a result, one after the other."""
    if isinstance(result, dict):
        return [leaf for part in result.values() for leaf in leaves(part)]
    if isinstance(result, list | tuple):
        return [leaf for part in result for leaf in leaves(part)]
    return [to_json(result)]


def checked(name):
    return [checked_arguments(CALCULATORS[name], given) for given in EXAMPLES[name]]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_it_explains_itself(name):
    calculator = CALCULATORS[name]
    for arguments in checked(name):
        explained = calculator.explain(calculator.introduce(arguments))
        assert leaves(explained.result) == pytest.approx(leaves(calculator(**arguments)), rel=1e-12, abs=1e-12)
        assert explained.formula
        assert explained.latex
        parts = explained.result.values() if isinstance(explained.result, dict) else [explained.result]
        shown = {print_value(part).strip("[]") for part in parts if not isinstance(part, dict)}
        assert explained.lines[-1].result.strip("[]") in shown
        assert shown <= {line.result.strip("[]") for line in explained.lines}


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_every_slip_can_be_told_from_the_right_answer(name):
    calculator = CALCULATORS[name]
    told = set()
    for arguments in checked(name):
        right = to_json(calculator(**arguments))
        for slip in calculator.mistakes:
            try:
                wrong = to_json(calculator.mistaken(slip, arguments))
            except (Refusal, ArithmeticError):
                continue
            if wrong != ({key: right[key] for key in wrong} if isinstance(wrong, dict) else right):
                told.add(slip)
    assert told == calculator.mistakes.keys()
    assert told


@pytest.mark.parametrize("name", sorted(CALCULATORS))
def test_it_says_what_it_takes_and_by_whose_definition(name):
    found = describe(name, CALCULATORS[name])
    assert found.summary
    assert found.source
    assert found.arguments
    assert "`" not in found.summary + found.conventions + found.source


def test_a_refusal_goes_through_the_explanation_too():
    calculator = CALCULATORS["conv_output_size"]
    with pytest.raises(Refusal, match="kernel_exceeds_padded_input"):
        calculator.explain(calculator.introduce({"size": 2, "kernel": 5}))
