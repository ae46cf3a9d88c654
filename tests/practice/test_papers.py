"""A paper has exactly what its blueprint says, and follows from blueprint, bank and seed alone."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.bank.blueprints import KINDS, Blueprint, Cell, load_blueprints, mistakes
from quizzer.bank.conceptual_items import FreeItem
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import SelectorError, levels, properties
from quizzer.generators.making import make_question
from quizzer.practice.pace import planned_times
from quizzer.practice.papers import ShortCell, draw_paper
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Text

BLUEPRINTS = load_blueprints(bundled_bank()).by_id


def blueprint(*cells, minutes=10):
    return Blueprint(id="own", name=Text("own", "自己的"), minutes=minutes, cells=list(cells))


def ids(paper):
    return [QuestionId.parse(one) for slot in paper.slots for one in (slot.question, slot.deeper, slot.sideways) if one]


def test_there_are_four():
    minutes = {name: found.minutes for name, found in BLUEPRINTS.items()}
    assert minutes == {"cv-60": 60, "cv-45": 45, "dl-30": 30, "warm-up-10": 10}


@pytest.mark.parametrize("name", sorted(BLUEPRINTS))
def test_exactly_the_counts_of_the_blueprint(bank, name):
    wanted = BLUEPRINTS[name]
    assert mistakes(bank, wanted) == []
    paper = draw_paper(bank, wanted, 7)
    leads = Counter(slot.cell for slot in paper.slots if not slot.follows_up)
    assert [leads[place] for place in range(len(wanted.cells))] == [cell.count for cell in wanted.cells]
    assert sum(slot.follows_up for slot in paper.slots) == sum(cell.followups for cell in wanted.cells)
    assert len(paper.slots) == wanted.questions
    for slot in paper.slots:
        if slot.question:
            cell, question = wanted.cells[slot.cell], QuestionId.parse(slot.question)
            assert bank.items[question.item].topic in cell.topics
            assert kind_of(bank.items[question.item]) in KINDS[cell.kind]
            assert not cell.levels or question.level in cell.levels
    for question in ids(paper):
        make_question(bank, question)


@pytest.mark.parametrize("name", sorted(BLUEPRINTS))
def test_a_seed_is_a_paper(bank, name):
    assert draw_paper(bank, BLUEPRINTS[name], 7) == draw_paper(bank, BLUEPRINTS[name], 7)
    assert {str(one) for one in ids(draw_paper(bank, BLUEPRINTS[name], 7))}.isdisjoint(
        map(str, ids(draw_paper(bank, BLUEPRINTS[name], 8)))
    )


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_nothing_comes_twice_and_wrong_statements_never(bank, seed):
    paper = draw_paper(bank, BLUEPRINTS["warm-up-10"], seed)
    leads = [QuestionId.parse(slot.question).item for slot in paper.slots if slot.question]
    others = [QuestionId.parse(one).item for slot in paper.slots if slot.follows_up for one in (slot.sideways,)]
    assert len({*leads, *others}) == len(leads) + len(others)
    assert len({bank.items[item].concept for item in leads}) == len(leads)
    kinds = {kind_of(bank.items[question.item]) for question in ids(paper)}
    assert "spot_error" not in kinds


def test_a_follow_up_goes_deeper_or_sideways_in_the_same_topic(bank):
    for name in BLUEPRINTS:
        slots = draw_paper(bank, BLUEPRINTS[name], 3).slots
        for lead, after in pairwise(slots):
            if after.follows_up:
                asked, deeper, sideways = map(QuestionId.parse, (lead.question, after.deeper, after.sideways))
                assert {bank.items[one.item].topic for one in (asked, deeper, sideways)} == {
                    bank.items[asked.item].topic
                }
                assert deeper.level > asked.level or max(levels(bank.items[asked.item])) == asked.level
                assert sideways.level <= asked.level


@pytest.mark.parametrize("name", sorted(BLUEPRINTS))
def test_what_is_said_aloud_is_of_a_topic_of_its_own(bank, name):
    """Its model answer is read before the end, and no other question may be answered with it."""
    for seed in range(3):
        leads = [
            QuestionId.parse(slot.question).item
            for slot in draw_paper(bank, BLUEPRINTS[name], seed).slots
            if slot.question
        ]
        aloud = {bank.items[item].topic for item in leads if isinstance(bank.items[item], FreeItem)}
        others = {bank.items[item].topic for item in leads if not isinstance(bank.items[item], FreeItem)}
        assert aloud.isdisjoint(others)


def test_a_short_cell_is_named(bank):
    many = sum(item.topic == "ocr" and kind_of(item) == "numeric" for item in bank.items.values())
    enough = Cell(kind="numeric", topics=["ocr"], count=many)
    draw_paper(bank, blueprint(enough), 1)
    with pytest.raises(ShortCell) as short:
        draw_paper(bank, blueprint(Cell(kind="open"), enough, Cell(kind="numeric", where="topic:ocr")), 1)
    assert (short.value.cell, short.value.wanted, short.value.found) == (3, 1, 0)
    with pytest.raises(ShortCell) as none:
        draw_paper(bank, blueprint(Cell(kind="case", topics=["ocr"])), 1)
    assert (none.value.cell, none.value.found) == (1, 0)


def test_a_cell_that_cannot_be_followed_up_is_short(bank):
    """Where the leads take all of a topic, nothing is left to follow."""
    in_topic = [item for item in bank.items.values() if item.topic == "frameworks"]
    all_kinds = [Cell(kind=kind, topics=["frameworks"], count=count) for kind, count in counted(in_topic)]
    draw_paper(bank, blueprint(*all_kinds), 1)
    with pytest.raises(ShortCell) as short:
        draw_paper(bank, blueprint(*all_kinds[:-1], msgspec.structs.replace(all_kinds[-1], followups=1)), 1)
    assert short.value.wanted == short.value.found + 1


def counted(items):
    """The kinds of a cell, and how many of ``items`` each has."""
    kinds = Counter(next((kind for kind, of in KINDS.items() if kind_of(item) in of), "") for item in items)
    return [(kind, count) for kind, count in sorted(kinds.items(), reverse=True) if kind]


def kind_of(item):
    return properties(item)["item_kind"][0]


def test_cells_that_compete_for_items_all_get_theirs(bank):
    """The wide cell comes first and must leave the narrow one what only that one can use."""
    numeric = [
        name for name, item in sorted(bank.items.items()) if item.topic == "padding" and kind_of(item) == "numeric"
    ]
    wide = Cell(kind="numeric", topics=["padding"], count=len(numeric) - 1)
    narrow = Cell(kind="numeric", where=f"id:{numeric[0]}")
    for seed in range(5):
        slots = draw_paper(bank, blueprint(wide, narrow), seed).slots
        assert QuestionId.parse(slots[-1].question).item == numeric[0]


def test_mistakes_of_a_blueprint_are_told(bank):
    found = mistakes(bank, blueprint(Cell(kind="open", topics=["poling"]), Cell(kind="numeric", followups=2)))
    assert found == [(1, "poling is unknown; the nearest is pooling"), (2, "2 follow-ups to 1 questions")]
    with pytest.raises(SelectorError):
        draw_paper(bank, blueprint(Cell(kind="numeric", where="due")), 1)


def test_the_time_is_shared_out_wholly(bank):
    paper = draw_paper(bank, BLUEPRINTS["cv-60"], 1)
    planned = planned_times(bank, paper)
    assert abs(sum(planned) - 3_600_000) <= len(planned)
    assert draw_paper(bank, BLUEPRINTS["cv-60"], 1, 20).minutes == 20


def test_files_with_a_mistake_are_left_out(tmp_path):
    folder = tmp_path / "blueprints"
    folder.mkdir()
    (folder / "good.yaml").write_text(
        'id: good\nname: {en: Good, zh: "好"}\nminutes: 5\ncells:\n  - {kind: open}\n', encoding="utf-8"
    )
    (folder / "other.yaml").write_text((folder / "good.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "bad.yaml").write_text("id: bad\nname: {en: Bad, zh: 坏}\nminutes: 0\ncells: []\n", encoding="utf-8")
    found = load_blueprints(bundled_bank(), tmp_path)
    assert set(found.by_id) == {*BLUEPRINTS, "good"}
    assert [(one.file.name, one.line) for one in found.findings] == [("bad.yaml", 3), ("other.yaml", 1)]
