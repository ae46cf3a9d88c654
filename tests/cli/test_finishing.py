"""A big backup at the end of a session: finished where it is overdue, else given up, and where Ctrl-C says so."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

import quizzer
from quizzer.bank.places import bundled_bank
from quizzer.cli import finishing
from quizzer.cli.desk import Options, desk_of
from quizzer.cli.finishing import finish_backup
from quizzer.cli.start import start
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.progress import backups, daily
from quizzer.progress.daily import DailyBackup
from quizzer.questions.text import Language
from quizzer.tui.app import QuizzerApp, run_app

ROOT = Path(quizzer.__file__).parents[1]


@pytest.fixture
def big(monkeypatch):
    """Every backup counts as big and stands still in the middle until this is set."""
    go_on, told = Event(), DailyBackup._told

    def wait_and_tell(self, share):
        go_on.wait(10)
        told(self, share)

    monkeypatch.setattr(daily, "SMALL_BYTES", 0)
    monkeypatch.setattr(backups, "STEP_PAGES", 4)
    monkeypatch.setattr(finishing, "LOOK_SECONDS", 0.001)
    monkeypatch.setattr(DailyBackup, "_told", wait_and_tell)
    yield go_on
    go_on.set()


@pytest.fixture
def make_desk(tmp_path, clock):
    """Makes a desk whose store is open, with something in the log."""
    opened = []

    def make_desk(stays=True):
        places = (bundled_bank(),), tmp_path / "p.db", tmp_path / "config.toml", tmp_path / "cache"
        desk = Desk(*places, clock, Preferences(Language.EN))
        desk.store.flag("iou", "odd", clock())
        desk.close()
        del desk.store
        desk.stays = stays
        opened.append(desk)
        assert desk.store.rollover_hours
        return desk

    yield make_desk
    for desk in opened:
        desk.close()


def made(desk):
    return [file.name for file in backups.backups_of(desk.database)]


def test_who_has_none_gets_it_at_the_end(big, make_desk, capsys):
    desk = make_desk()
    big.set()
    with closing(desk):
        finish_backup(desk)
    out, err = capsys.readouterr()
    assert made(desk) == ["p.db-daily-2026-12-01"]
    assert out == ""
    assert err == "" or err.endswith("The backup is made.\n")  # it may have been faster than we


def test_a_terminal_shows_how_much_is_done(big, make_desk, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

        def write(self, text):
            if "%" in text:
                big.set()
            return super().write(text)

    desk, err = make_desk(), Terminal()
    monkeypatch.setattr("sys.stderr", err)
    finish_backup(desk)
    first, *_, last = err.getvalue().splitlines()
    assert "Ctrl-C leaves it for next time" in first
    assert "%" in err.getvalue()
    assert last == "The backup is made."
    assert made(desk) == ["p.db-daily-2026-12-01"]


def test_ctrl_c_leaves_it_for_the_next_time(big, make_desk, capsys, monkeypatch):
    desk = make_desk()

    def interrupted(backup):
        big.set()
        raise KeyboardInterrupt

    monkeypatch.setattr(finishing, "_watch", interrupted)
    desk.backup._given_up.set()  # what Ctrl-C does, before the copy can go on
    finish_backup(desk)
    assert capsys.readouterr().err.endswith("Left for next time; all your answers are saved.\n")
    assert made(desk) == []


def test_ctrl_c_in_the_middle_leaves_nothing(tmp_path, make_desk):
    make_desk(stays=False).close()
    for backup in backups.backups_of(tmp_path / "p.db"):
        backup.unlink()
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert "Ctrl-C leaves it" in child.stderr.readline()
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=30)[1].endswith("Left for next time; all your answers are saved.\n")
    assert child.returncode == 0
    assert list((tmp_path / backups.FOLDER).iterdir()) == []


CHILD = """
import signal, sys
from contextlib import closing
from pathlib import Path
from quizzer.cli.desk import Options, desk_of
from quizzer.cli.finishing import finish_backup
from quizzer.progress import backups, daily
from quizzer.questions.text import Language

signal.signal(signal.SIGINT, signal.default_int_handler)  # a runner in the background hands it on as ignored
told = daily.DailyBackup._told

def standing_still(self, share):
    self._given_up.wait(60)
    told(self, share)

backups.STEP_PAGES, daily.SMALL_BYTES, daily.DailyBackup._told = 1, 0, standing_still
desk = desk_of(Options(database=Path(sys.argv[1]) / "p.db", language=Language.EN), stays=True)
with closing(desk):
    desk.store
    finish_backup(desk)
"""


def test_one_that_fails_is_told(big, make_desk, capsys, monkeypatch):
    desk = make_desk()

    def failing(backup):
        backup._given_up.set()
        big.set()
        backup.wait()

    monkeypatch.setattr(finishing, "_watch", failing)
    finish_backup(desk)
    assert "could not be made" in capsys.readouterr().err


def test_one_that_is_not_overdue_is_given_up_without_a_word(big, make_desk, capsys):
    desk = make_desk()
    desk.backup.overdue = False
    finish_backup(desk)
    desk.backup._given_up.set()
    big.set()
    desk.close()
    assert capsys.readouterr() == ("", "")
    assert made(desk) == []


def test_a_command_that_ends_at_once_does_not_begin_a_big_one(big, make_desk):
    assert make_desk(stays=False).backup is None


def test_a_small_one_is_there_when_a_short_command_ends(make_desk):
    desk = make_desk(stays=False)
    desk.close()
    assert made(desk) == ["p.db-daily-2026-12-01"]


@pytest.mark.parametrize(("command", "stays"), [(["stats"], False), (["quiz", "--plain", "--count", "1"], True)])
def test_sessions_stay_and_other_commands_do_not(home, monkeypatch, command, stays):
    seen = []
    monkeypatch.setattr(daily, "begin_daily_backup", lambda path, now, big: seen.append(big))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert start(command) == 0
    assert seen == [stays]


def test_a_long_migration_is_told_in_either_program(home, capsys, monkeypatch):
    desk = desk_of(Options(language=Language.ZH))
    desk.migrating(1700)
    assert "1700 MB" in capsys.readouterr().err
    told = []
    monkeypatch.setattr(QuizzerApp, "notify", lambda app, message, **how: told.append(message))
    monkeypatch.setattr(QuizzerApp, "run", lambda app: desk.migrating(1700))
    assert run_app(desk) == 0
    assert told == ["正在备份学习记录（1700 MB）并升级到此版本，可能需要几分钟。"]
