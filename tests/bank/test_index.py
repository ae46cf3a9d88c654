"""The index of a bank says what its files say, and never what they said before."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from quizzer.bank import index
from quizzer.bank.index import INDEX_NAME, indexed_bank
from quizzer.bank.loading import BankError, load_bank
from quizzer.bank.places import bundled_bank

SMALL = Path(__file__).parents[1] / "data" / "small_bank"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SMALL, tmp_path / "bank"))


@pytest.fixture
def reads(monkeypatch):
    """How often the files themselves were read into items."""
    calls = []
    monkeypatch.setattr(index, "load_bank", lambda *folders: calls.append(folders) or load_bank(*folders))
    return calls


def test_the_index_is_the_bank(tmp_path, bank, reads):
    first = indexed_bank((bundled_bank(),), tmp_path)
    again = indexed_bank((bundled_bank(),), tmp_path)
    assert first == again == load_bank(bundled_bank())
    assert len(reads) == 1


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path, folder, reads):
    indexed_bank((folder,), tmp_path)
    file = folder / "items" / "kinds.yaml"
    before = file.stat()
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("How many learnable", "How much learnable"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert indexed_bank((folder,), tmp_path).items["kinds-single"].prompt.en.startswith("How much")
    assert len(reads) == 2


def test_when_files_are_old_their_times_are_enough(tmp_path, folder, reads, monkeypatch):
    monkeypatch.setattr(index, "YOUNG_NS", -(10**15))
    indexed_bank((folder,), tmp_path)
    monkeypatch.setattr(index, "_digest", lambda files: pytest.fail("the contents were read"))
    assert len(indexed_bank((folder,), tmp_path).items) == 5
    assert len(reads) == 1


def test_a_touched_file_is_not_read_into_items_again(tmp_path, folder, reads):
    indexed_bank((folder,), tmp_path)
    (folder / "items" / "kinds.yaml").touch()
    indexed_bank((folder,), tmp_path)
    assert len(reads) == 1


def test_new_and_missing_files_are_seen(tmp_path, folder, reads):
    indexed_bank((folder,), tmp_path)
    items = folder / "items"
    text = (items / "kinds.yaml").read_text(encoding="utf-8")
    (items / "more.yaml").write_text(text.replace("- id: kinds-", "- id: more-"), encoding="utf-8")
    assert "more-single" in indexed_bank((folder,), tmp_path).items
    (items / "more.yaml").unlink()
    assert "more-single" not in indexed_bank((folder,), tmp_path).items
    assert len(reads) == 3


def test_findings_and_their_lines_are_kept(tmp_path, folder, reads):
    (folder / "items" / "bad.yaml").write_text("- id: bad-item\n  kind: single\n", encoding="utf-8")
    first = indexed_bank((folder,), tmp_path)
    again = indexed_bank((folder,), tmp_path)
    assert len(reads) == 1
    assert first.findings == again.findings
    assert again.findings[0].file.name == "bad.yaml"
    assert len(again.items) == 5


@pytest.mark.parametrize("content", [b"", b"nonsense", bytes(range(256)) * 40])
def test_a_spoilt_index_is_made_again(tmp_path, folder, reads, content):
    indexed_bank((folder,), tmp_path)
    (tmp_path / INDEX_NAME).write_bytes(content)
    assert len(indexed_bank((folder,), tmp_path).items) == 5
    assert len(indexed_bank((folder,), tmp_path).items) == 5
    assert len(reads) == 2


def test_a_cut_index_is_made_again(tmp_path, folder, reads):
    indexed_bank((folder,), tmp_path)
    content = (tmp_path / INDEX_NAME).read_bytes()
    for length in range(0, len(content), max(1, len(content) // 25)):
        (tmp_path / INDEX_NAME).write_bytes(content[:length])
        assert len(indexed_bank((folder,), tmp_path).items) == 5


def test_a_cache_that_cannot_be_written_is_no_problem(folder, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert len(indexed_bank((folder,), tmp_path / "file").items) == 5


def test_a_bank_without_items_is_refused(tmp_path):
    with pytest.raises(BankError):
        indexed_bank((tmp_path,), tmp_path / "cache")
