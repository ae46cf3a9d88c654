"""The author's gate of a family: what it counts, and that it sees what is wrong."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.checking.families import as_json, check_families, check_family, question_findings
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Text

SEEDS = 60
SIDE = "output-size-conv-side"


def findings(bank, item, seeds=SEEDS):
    """Those of ``item`` in the place of the bank's."""
    return check_family(replace(bank, items={**bank.items, item.id: item}), item.id, seeds).findings


def test_a_sound_family_has_a_record_without_findings(bank):
    record = check_family(bank, SIDE, SEEDS)
    assert record.findings == []
    assert [level.level for level in record.levels] == [1, 2, 3]
    for level in record.levels:
        assert level.drawn == SEEDS
        assert 0.2 < level.distinct <= 1
        assert level.plain >= 0.3
        assert level.slips["OUT-NOPLUS1"] > 0.5
        assert level.milliseconds > 0
        assert level.redraws_mean <= level.redraws_max < 64
    written = json.loads(json.dumps(as_json(record)))
    assert (written["item"], written["family"], written["form"]) == (SIDE, "1", "forward")
    assert written["levels"][0]["distinct_prompts"] == pytest.approx(record.levels[0].distinct, abs=1e-3)


def test_cases_are_looked_at_part_by_part(bank):
    record = check_family(bank, "cases-stem-of-a-classifier", 20)
    assert record.findings == []
    assert record.form == "case"
    assert record.levels[0].slips["a OUT-NOPLUS1"] > 0.5


def test_a_family_that_cannot_be_drawn_is_found(bank):
    item = bank.items[SIDE]
    broken = msgspec.structs.replace(item, draw=msgspec.structs.replace(item.draw, where=["P > 99"]))
    assert "cannot be drawn" in findings(bank, broken)[0]


def test_slips_that_never_show_are_found(bank):
    item = bank.items[SIDE]
    plain = msgspec.structs.replace(item.draw, levels={1: {"W": [8], "K": [3], "S": [1], "P": [0]}})
    ask = msgspec.structs.replace(item.asks[0], levels=[1])
    broken = msgspec.structs.replace(item, draw=plain, asks=[ask])
    found = findings(bank, broken, 500)
    assert any("OUT-NOPAD shows in 0.0%" in finding for finding in found)
    assert any("OUT-CEIL shows in 0.0%" in finding for finding in found)
    assert not any("OUT-ROUND" in finding for finding in found), "an alias need not show"


def test_texts_with_holes_or_in_the_wrong_language_are_found(bank):
    item = bank.items[SIDE]
    question = make_question(bank, QuestionId(SIDE, item.version, 1, 3))
    for text, problem in [
        (Text(en="{W}", zh="好"), "not filled"),
        (Text(en=" ", zh="好"), "empty"),
        (Text(en="核", zh="核"), "Chinese in its English"),
        (Text(en="Well?", zh="好吗?"), "half-width"),
    ]:
        assert any(problem in finding for finding in question_findings(replace(question, prompt=text)))


def test_a_key_that_is_graded_wrong_is_found(bank):
    question = make_question(bank, QuestionId(SIDE, bank.items[SIDE].version, 1, 3))
    found = list(question_findings(replace(question, typed_answer="1000")))
    assert any("not graded right" in finding for finding in found)


def test_every_family_is_visited(bank):
    visited = {record.item for record in check_families(bank, 1, clock=lambda: 0.0)}
    assert visited == {name for name, item in bank.items.items() if isinstance(item, NumericItem | CaseItem)}


@pytest.mark.long
def test_every_family_passes(bank):
    wrong = {record.item: record.findings for record in check_families(bank, 30) if record.findings}
    assert wrong == {}
