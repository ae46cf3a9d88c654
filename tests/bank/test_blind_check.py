"""Every conceptual item was solved blind in both languages in its present wording, and the report says so."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from quizzer.checking.blind import (
    Action,
    BlindRow,
    Tally,
    blind_question,
    conceptual,
    digest_of,
    read_rows,
    tally,
    unsolved,
    write_rows,
)
from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language, Text
from quizzer.questions.verdict import Outcome
from tests.bank.report import BLIND, REPORT, report


def test_every_item_was_solved_in_its_present_wording(bank):
    rows = [row for rows in read_rows(BLIND).values() for row in rows]
    assert unsolved(bank, rows) == []


def test_the_report_is_of_this_bank(bank):
    assert REPORT.read_text(encoding="utf-8") == report(bank, read_rows(BLIND))


def test_answers_of_kept_items_are_right(bank):
    present = {(item.id, language): blind_question(bank, item) for item in conceptual(bank) for language in Language}
    for rows in read_rows(BLIND).values():
        for row in rows:
            question = present.get((row.item, Language(row.language)))
            if row.action == Action.KEPT and question and row.digest == digest_of(question, Language(row.language)):
                assert row.key == question.typed_answer, row
                assert question.key_points or grade(question, row.answer).outcome is Outcome.CORRECT, row


def rows_of(bank, action=Action.KEPT):
    return [
        BlindRow(item.id, language, digest_of(blind_question(bank, item), language), "A", "A", action)
        for item in conceptual(bank)
        for language in Language
    ]


def test_a_change_of_wording_needs_a_new_row(small_bank):
    rows = rows_of(small_bank)
    assert unsolved(small_bank, rows) == []
    item = msgspec.structs.replace(
        small_bank.items["kinds-single"], prompt=Text("Another?", "最大池化有多少可学习的参数？")
    )
    changed = replace(small_bank, items=small_bank.items | {item.id: item})
    assert unsolved(changed, rows) == [("kinds-single", Language.EN)]


@pytest.mark.parametrize("action", [Action.REWRITTEN, Action.REWORDED, Action.DROPPED])
def test_a_row_that_left_something_to_do_is_not_enough(small_bank, action):
    assert len(unsolved(small_bank, rows_of(small_bank, action))) == 10
    assert unsolved(small_bank, rows_of(small_bank, Action.UPHELD)) == []


def test_everything_that_decides_the_answer_is_in_the_digest(small_bank):
    for name, level in (("kinds-ordering", 2), ("kinds-matching", 2), ("kinds-spot", 2), ("kinds-free", 3)):
        item = small_bank.items[name]
        before = {language: digest_of(blind_question(small_bank, item), language) for language in Language}
        other = make_question(small_bank, QuestionId(name, 1, level, 1))
        assert before == {language: digest_of(other, language) for language in Language}
        lines = {
            "kinds-ordering": "items",
            "kinds-matching": "right",
            "kinds-spot": "segments",
            "kinds-free": "keypoints",
        }
        field = lines[name]
        first, *rest = getattr(item, field)
        mended = msgspec.structs.replace(
            item, **{field: [msgspec.structs.replace(first, text=Text("new", first.text.zh)), *rest]}
        )
        bank = replace(small_bank, items=small_bank.items | {name: mended})
        after = {language: digest_of(blind_question(bank, mended), language) for language in Language}
        assert after[Language.ZH] == before[Language.ZH]
        assert after[Language.EN] != before[Language.EN]


def test_rows_are_written_and_read_again(tmp_path):
    rows = [
        BlindRow("a-b", "zh", "12", "只有，“A”\n", "A", "kept"),
        BlindRow("a-b", "en", "34", "B", "A", "upheld", "x, y"),
    ]
    write_rows(tmp_path / "a.csv", rows)
    assert read_rows(tmp_path) == {"a": [rows[1], rows[0]]}


def test_the_tally_counts_items_once():
    rows = [
        BlindRow("a", "en", "1", "B", "A", "rewritten"),
        BlindRow("a", "zh", "1", "B", "A", "upheld"),
        BlindRow("a", "en", "2", "A", "A", "kept"),
        BlindRow("b", "en", "1", "B", "A", "dropped"),
        BlindRow("c", "zh", "1", "B", "A", "upheld"),
        BlindRow("d", "zh", "1", "A", "A", "kept"),
        BlindRow("e", "zh", "1", "A", "A", "reworded"),
    ]
    assert tally("t", rows) == Tally("t", 5, 3, 1, 1, 1, 1)
