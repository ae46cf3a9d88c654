"""Every calculator against right answers from elsewhere (tests/data/calculators.jsonl).

They come from PyTorch, Keras, OpenCV, pycocotools, scikit-learn and exact fractions.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.bank.network_table import calculators_of
from quizzer.bank.places import bundled_bank
from quizzer.calculators.calling import call, checked_arguments, to_json
from quizzer.calculators.refusals import Refusal

DATA = Path(__file__).parent.parent / "data"
RECORDS = [json.loads(line) for line in (DATA / "calculators.jsonl").read_text(encoding="utf-8").splitlines()]
CALCULATORS = calculators_of((bundled_bank(),))
NAMES = sorted({record["calculator"] for record in RECORDS})
LOOSER = {"roi_align": 1e-4, "soft_nms": 1e-4}


def agrees(found, expected, tolerance):
    """Integers and lists of kept boxes exactly, floats relatively; the result may hold more keys."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and agrees(found[name], part, tolerance) for name, part in expected.items()
        )
    if isinstance(expected, list):
        return len(found) == len(expected) and all(
            agrees(a, b, tolerance) for a, b in zip(found, expected, strict=True)
        )
    if expected is None or isinstance(expected, int | bool | str):
        return found == expected
    return found is not None and abs(found - expected) <= tolerance * max(1, abs(expected))


def test_there_are_records_of_every_public_calculator():
    assert len(RECORDS) == 746
    assert len(NAMES) == 29
    assert set(NAMES) <= CALCULATORS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_results_and_refusals(name):
    for record in RECORDS:
        if record["calculator"] != name:
            continue
        if "error" in record:
            with pytest.raises(Refusal) as caught:
                call(CALCULATORS[name], record["args"])
            assert caught.value.reason == record["error"], record["id"]
        else:
            found = call(CALCULATORS[name], record["args"])
            assert agrees(found, record["expect"], LOOSER.get(name, 1e-6)), (record["id"], found)


@pytest.mark.parametrize("name", NAMES)
def test_the_traced_run_gives_the_same_and_explains_it(name):
    calculator = CALCULATORS[name]
    for record in RECORDS:
        if record["calculator"] != name or "error" in record:
            continue
        arguments = checked_arguments(calculator, record["args"])
        explained = calculator.explain(calculator.introduce(arguments))
        assert agrees(to_json(explained.result), record["expect"], LOOSER.get(name, 1e-6)), record["id"]
        assert explained.formula
        assert explained.latex
        assert explained.lines, record["id"]


@pytest.mark.parametrize("name", NAMES)
def test_some_slip_of_each_gives_another_answer(name):
    calculator = CALCULATORS[name]
    told_apart = set()
    for record in RECORDS:
        if record["calculator"] != name or "error" in record:
            continue
        arguments = checked_arguments(calculator, record["args"])
        right = to_json(calculator(**arguments))
        for slip in calculator.mistakes:
            try:
                wrong = to_json(calculator.mistaken(slip, arguments))
            except (Refusal, ArithmeticError):
                continue
            if wrong != ({key: right[key] for key in wrong} if isinstance(right, dict) else right):
                told_apart.add(slip)
    assert told_apart
