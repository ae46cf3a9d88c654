"""``quizzer doctor``: what it looks at, and that it says what is wrong."""

from __future__ import annotations

import json
import os
import shutil
import sys
from types import SimpleNamespace

import pexpect
import pytest

from quizzer.cli.start import start
from quizzer.progress import daily
from quizzer.progress.daily import begin_daily_backup
from quizzer.progress.database import open_database
from quizzer.progress.store import open_store
from quizzer.wording.catalogue import TEXTS

NAMES = ["versions", "terminal", "encoding", "width", "colour", "config", "bank", "database", "backups", "browser"]


def examined(capsys, *arguments):
    code = start([*arguments, "doctor", "--json"])
    return code, json.loads(capsys.readouterr().out)


def state(found, name):
    return next(check["state"] for check in found["checks"] if check["name"] == name)


def test_all_is_well_on_a_new_machine_and_nothing_is_made(capsys, tmp_path):
    database = tmp_path / "new.db"
    code, found = examined(capsys, "--database", str(database))
    assert (code, found["fine"]) == (0, True)
    assert [check["name"] for check in found["checks"]] == NAMES
    assert state(found, "database") == "new"
    assert not database.exists()


def test_a_database_is_counted_and_a_damaged_one_is_told(capsys, tmp_path, clock):
    database = tmp_path / "mine.db"
    open_database(database, clock()).close()
    assert state(examined(capsys, "--database", str(database))[1], "database") == "ok"
    database.write_bytes(b"no database, but long enough to be told from an empty file" * 50)
    code, found = examined(capsys, "--database", str(database))
    assert (code, found["fine"]) == (1, False)
    assert state(found, "database").startswith("problem.database.")


def test_broken_preferences_are_one_line_and_the_rest_is_looked_at(capsys, home):
    assert state(examined(capsys)[1], "config") == "none"
    (home / "config.toml").write_text('theme = "nord"\n', encoding="utf-8")
    assert state(examined(capsys)[1], "config") == "ok"
    (home / "config.toml").write_text('language = "zh"\nhints = 3\nretention = 9\n', encoding="utf-8")
    assert start(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(NAMES)
    wrong = [line for line in lines if line.startswith("✗")]
    assert len(wrong) == 1
    assert wrong[0].startswith("✗ 偏好设置：")
    assert "hints = 3" in wrong[0]
    assert "retention = 9" in wrong[0]
    (home / "config.toml").write_text("language = ", encoding="utf-8")
    assert start(["--language", "en", "doctor"]) == 1
    assert "✗ preferences: " in capsys.readouterr().out


def test_a_bank_with_a_fault_is_told(capsys, tmp_path):
    items = tmp_path / "bank" / "items"
    items.mkdir(parents=True)
    (items / "mine.yaml").write_text("- kind: nonsense\n", encoding="utf-8")
    code, found = examined(capsys, "--bank", str(tmp_path / "bank"))
    assert code == 1
    assert state(found, "bank") == "bad"


@pytest.mark.parametrize(("answers", "sign"), [((5, 3), "✓ width"), ((5, 5), "✗ width"), ((), "✓ width")])
def test_the_terminal_is_asked_how_wide_its_characters_are(tmp_path, answers, sign):
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "quizzer", "--database", str(tmp_path / "x.db"), "doctor"],
        env=environment,
        encoding="utf-8",
        dimensions=(30, 100),
        timeout=30,
    )
    for column in answers:
        child.expect_exact("\x1b[6n")
        child.send(f"\x1b[1;{column}R")
    child.expect_exact(sign)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (1 if sign.startswith("✗") else 0)


def test_every_check_has_its_name_in_words():
    assert {f"doctor.name.{name}" for name in NAMES} <= TEXTS.keys()


def test_what_keeps_a_backup_from_being_made_is_told(capsys, tmp_path, clock, monkeypatch):
    path, folder = tmp_path / "mine.db", tmp_path / "backups"
    assert state(examined(capsys, "--database", str(path))[1], "backups") == "none"
    with open_store(path, clock()) as store:
        store.flag("iou", "odd", clock())
    begin_daily_backup(path, clock()).wait()
    _, found = examined(capsys, "--database", str(path))
    assert "2026-12-01" in next(check["text"] for check in found["checks"] if check["name"] == "backups")
    with monkeypatch.context() as patched:
        patched.setattr(daily.shutil, "disk_usage", lambda place: SimpleNamespace(free=0))
        code, found = examined(capsys, "--database", str(path))
        assert (code, state(found, "backups")) == (1, "full")
    shutil.rmtree(folder)
    folder.touch()
    code, found = examined(capsys, "--database", str(path))
    assert (code, state(found, "backups")) == (1, "denied")
