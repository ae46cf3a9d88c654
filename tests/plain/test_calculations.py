"""What ``quizzer calc`` shows of each calculator, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.bank.loading import load_beliefs
from quizzer.bank.network_table import calculators_of
from quizzer.bank.places import bundled_bank
from quizzer.plain.layer_table import layer_table
from quizzer.questions.text import Language
from quizzer.reports.calculations import calculate, calculation_lines, calculation_record

DATA = Path(__file__).parent.parent / "data"
CALCULATORS = calculators_of((bundled_bank(),))
BELIEFS = load_beliefs(bundled_bank())


def an_example_of_each():
    found = {}
    for line in (DATA / "calculators.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if "expect" in record:
            found.setdefault(record["calculator"], record["args"])
    examples = json.loads((DATA / "calculator_examples.json").read_text(encoding="utf-8"))
    return found | {name: given[0] for name, given in examples.items()}


@pytest.mark.parametrize(("name", "given"), an_example_of_each().items())
def test_it_can_be_shown_and_written(name, given):
    calculation = calculate(name, CALCULATORS[name], given, BELIEFS)
    english, chinese = (list(calculation_lines(calculation, language)) for language in Language)
    assert english[0] == chinese[0]
    assert english[0].startswith(f"{name}(")
    assert len(english) == len(chinese)
    record = json.loads(json.dumps(calculation_record(calculation, Language.EN)))
    assert record["result"]
    assert record["formula"]
    assert record["steps"]
    assert record["misconceptions"]
    assert all(slip["belief"] and slip["repair"] for slip in record["misconceptions"])


def test_a_calculation_as_text():
    calculation = calculate("box_iou", CALCULATORS["box_iou"], {"box_a": [0, 0, 4, 4], "box_b": [2, 2, 6, 6]}, BELIEFS)
    lines = list(calculation_lines(calculation, Language.EN))
    assert lines[:3] == [
        "box_iou(box_a=[0, 0, 4, 4], box_b=[2, 2, 6, 6], pixel_offset=0)",
        "  formula: overlap/union",
        "    union = area_a + area_b − overlap",
    ]
    assert "  IoU = 4/28 = 1/7 ≈ 0.142857" in lines
    assert "= 1/7 ≈ 0.142857" in lines
    assert "  1/8 ≈ 0.125: divide by the sum of the areas" in lines


def test_named_results_are_called_in_the_language():
    calculation = calculate("focal_loss", CALCULATORS["focal_loss"], {"logits": [0.5], "targets": [1]}, BELIEFS)
    chinese = "\n".join(calculation_lines(calculation, Language.ZH))
    assert "none" not in chinese
    assert "mean" not in chinese.splitlines()[-1]


def test_the_columns_of_a_layer_table_align_with_wide_characters():
    result = CALCULATORS["network"]("lenet5_modern")
    from quizzer.wording.wrapping import cells

    lines = list(layer_table(result, Language.ZH))
    rule = next(line for line in lines if set(line) == {"─"})
    rows = lines[lines.index(rule) + 1 : lines.index("")]
    assert all(cells(line) <= cells(rule) for line in rows)
    assert {cells(line) for line in rows if line[-1].isdigit()} == {cells(rule)}
