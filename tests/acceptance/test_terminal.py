"""The installed program in a pseudo-terminal: a newcomer's first minute, and coming back."""

from __future__ import annotations

import signal
import sqlite3
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.acceptance


def attempts(program):
    with sqlite3.connect(program.database) as connection:
        return connection.execute("select count(*) from events where kind = 'attempt'").fetchone()[0]


def test_the_first_minute(newcomer):
    terminal = newcomer.start()
    terminal.wait_for("quizzer", "Quiz")
    terminal.press("\r")
    terminal.wait_for("1 of 3")
    terminal.press("\x1bOS")  # f4, don't know
    terminal.wait_for("✗")
    assert attempts(newcomer) == 1
    terminal.press("\r")
    terminal.wait_for("Why")
    terminal.press("\r")
    terminal.wait_for("2 of 3")
    terminal.press("\x1b")
    terminal.wait_for("kept")
    terminal.press("\r")
    terminal.wait_for("1", "Home")
    terminal.press("\x11")  # ctrl+q
    assert terminal.wait_for_end() == 0
    assert attempts(newcomer) == 1


def test_chinese_and_without_colour(program):
    terminal = program.start("--language", "zh", NO_COLOR="1")
    terminal.wait_for("测验")
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0


def begin(program):
    """A terminal in the middle of a quiz: one answered, the second asked."""
    terminal = program.start("quiz", "--where", "id:output-size-conv-side")
    terminal.wait_for("1 of 10")
    terminal.press("\x1bOS")  # f4, don't know
    terminal.wait_for("✗")
    terminal.press("m\r")
    terminal.wait_for("2 of 10")
    return terminal


def asked(terminal):
    """How the question begins, once it stands."""
    for _ in range(8):
        terminal.read()
    return terminal.text.split("2 of 10")[1].splitlines()[2].strip()[:40]


def state_of(terminal):
    """What the system calls the state of the program: T stopped, Z ended, "" gone."""
    try:
        return Path(f"/proc/{terminal.child.pid}/stat").read_text().split()[2]
    except FileNotFoundError:
        return ""


def wait_until(is_so):
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


RARER = [pytest.param(how, marks=pytest.mark.long) for how in (signal.SIGHUP, signal.SIGTERM, "closed", "ctrl+c")]


@pytest.mark.parametrize("how", [signal.SIGKILL, *RARER])
def test_however_it_ends_the_quiz_goes_on(program, how):
    terminal = begin(program)
    question = asked(terminal)
    if how == "ctrl+c":
        terminal.press("\x03")
        assert terminal.wait_for_end() == 0
        assert "quizzer quiz --resume" in terminal.text
    elif how == "closed":
        terminal.child.ptyproc.fileobj.close()
        terminal.child.closed = terminal.child.ptyproc.closed = True
        wait_until(lambda: state_of(terminal) in ("Z", ""))
    else:
        terminal.child.kill(how)
        assert terminal.wait_for_end() in (128 + how, None)
    assert attempts(program) == 1
    again = program.start("quiz", "--resume")
    again.wait_for("2 of 10")
    assert asked(again) == question
    again.press("\x11")
    assert again.wait_for_end() == 0


def test_stopped_and_continued_it_draws_itself_again(program):
    terminal = begin(program)
    terminal.press("5")
    terminal.wait_for("read as 5")
    terminal.press("\x1a")
    wait_until(lambda: state_of(terminal) == "T")
    terminal.screen.reset()
    terminal.child.kill(signal.SIGCONT)
    terminal.wait_for("2 of 10", "read as 5")
    terminal.press("6")
    terminal.wait_for("read as 56")
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0


def test_a_lost_database_is_said_and_nothing_breaks(program):
    terminal = begin(program)
    program.database.unlink()
    terminal.press("\x1bOS")
    terminal.wait_for("progress.db")
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0
