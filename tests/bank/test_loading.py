"""The bank loads; a mistake in a file is named with its line and leaves the rest usable; selectors select."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizzer.bank.loading import BankError, load_bank
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import SelectorError, select
from quizzer.checking.check import check_bank


def test_the_bundled_bank_is_sound(bank):
    assert bank.findings == ()  # what `make lint` asks of every item is more


@pytest.mark.long
def test_every_item_is_drawn_and_graded(bank):
    assert list(check_bank(bank, 100)) == []


def test_the_bank_is_as_large_as_promised(bank):
    conceptual = [item for item in bank.items.values() if hasattr(item, "difficulty")]
    assert len(conceptual) >= 40
    assert len({item.topic for item in conceptual}) >= 12
    assert {section[:4] for item in conceptual for section in item.source} == {"n000", "n001", "n002", "n003", "n004"}


@pytest.fixture
def own_bank(tmp_path):
    folder = tmp_path / "bank"
    (folder / "items").mkdir(parents=True)
    return folder


SMALL = Path(__file__).parents[1] / "data" / "small_bank"
GOOD = (bundled_bank() / "items" / "metrics.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD.replace("version: 1", "verion: 1", 1), 1, "field"),
        ("- id: metrics-own\n  kind: [\n", 3, "YAML"),
        (GOOD.replace("version: 1", "version: 0", 1), 2, ">= 1"),
        ("- id: metrics-own\n  kind: essay\n", 2, "essay"),
        ("just text\n", 1, "array"),
        ("- id: \x00\n", 1, "YAML"),
        ('- id: metrics-own\n  kind: "\\e[31m"\n', 2, "U+001B"),
    ],
    ids=["field", "open list", "version", "kind", "no list", "control", "escape"],
)
def test_a_mistake_names_its_line_and_leaves_the_rest(own_bank, text, line, words):
    (own_bank / "items" / "own.yaml").write_text(text, encoding="utf-8")
    bank = load_bank(SMALL, own_bank)
    assert len(bank.items) >= 5
    (finding,) = bank.findings
    assert finding.file == own_bank / "items" / "own.yaml"
    assert finding.line == line
    assert words in finding.message


def test_a_file_that_is_no_text_is_a_finding(own_bank):
    (own_bank / "items" / "own.yaml").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in load_bank(SMALL, own_bank).findings[0].message


def test_an_own_item_replaces_a_bundled_one(own_bank):
    (own_bank / "items" / "own.yaml").write_text(GOOD.replace("version: 1", "version: 7", 1), encoding="utf-8")
    assert load_bank(bundled_bank(), own_bank).items["metrics-precision-term"].version == 7


def test_an_empty_bank_is_refused(tmp_path):
    with pytest.raises(BankError):
        load_bank(tmp_path)


def test_the_check_finds_what_a_schema_cannot(own_bank, tmp_path):
    text = GOOD.replace("topic: metrics", "topic: metrix", 1).replace("n003/s11-metrics", "n003/s99-none", 1)
    (own_bank / "items" / "own.yaml").write_text(text, encoding="utf-8")
    messages = [finding.message for finding in check_bank(load_bank(SMALL, own_bank), 1)]
    assert any("metrix" in message for message in messages)
    assert any("n003/s99-none" in message for message in messages)


def test_a_calculator_that_is_not_there_is_found(tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(bundled_bank(), folder, ignore=shutil.ignore_patterns("items"))
    file = folder / "numeric" / "output-size.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("calculator: conv_output_size", "calculator: magic", 1),
        encoding="utf-8",
    )
    assert any("magic" in finding.message for finding in check_bank(load_bank(folder), 1))


def nothing(flag):
    return ()


def test_a_flag_is_asked_of_the_progress_and_may_be_negated(bank):
    asked = []

    def flagged(flag):
        asked.append(flag)
        return {"losses-softmax-twice"}

    assert select(bank, "due topic:losses", flagged) == ["losses-softmax-twice"]
    assert len(select(bank, "-leech", flagged)) == len(bank.items) - 1
    select(bank, "numeric", flagged)
    assert asked == ["due", "leech"]


@pytest.mark.parametrize(
    ("where", "test"),
    [
        ("", lambda item: True),
        ("topic:pooling", lambda item: item.topic == "pooling"),
        ("topic:pooling|padding", lambda item: item.topic in ("pooling", "padding")),
        ("-numeric", lambda item: hasattr(item, "difficulty")),
        ("numeric", lambda item: not hasattr(item, "difficulty")),
        ("id:losses-*", lambda item: item.id.startswith("losses-")),
        ("item_kind:cloze difficulty<=2", lambda item: item.difficulty <= 2),
    ],
)
def test_selectors(bank, where, test):
    chosen = select(bank, where, nothing)
    assert chosen
    assert all(test(bank.items[item]) for item in chosen)


@pytest.mark.parametrize(
    ("where", "reason", "nearest"),
    [
        ("topic:poling", "value", "pooling"),
        ("topik:pooling", "key", "topic"),
        ("numbers", "key", "numeric"),
        ("topic", "unvalued", "topic:activations"),
        ("difficulty<", "unvalued", "difficulty:3"),
        ("suspend", "key", "suspended"),
        ("leeches", "key", "leech"),
        ("-dew", "key", "new"),
        ("due", "empty", ""),
        ("difficulty<=9", "value", "1, 2, 3, 4, 5"),
        ("topic:frameworks numeric", "empty", ""),
    ],
)
def test_selectors_that_select_nothing(bank, where, reason, nearest):
    with pytest.raises(SelectorError) as caught:
        select(bank, where, nothing)
    assert (caught.value.reason, caught.value.nearest) == (reason, nearest)
