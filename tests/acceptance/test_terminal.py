"""The installed program in a pseudo-terminal: a newcomer's first minute, and coming back."""

from __future__ import annotations

import sqlite3

import pytest

pytestmark = pytest.mark.acceptance


def attempts(program):
    with sqlite3.connect(program.database) as connection:
        return connection.execute("select count(*) from events where kind = 'attempt'").fetchone()[0]


def test_the_first_minute(program):
    terminal = program.start()
    terminal.wait_for("quizzer", "Quiz")
    terminal.press("\r")
    terminal.wait_for("1 of 10")
    terminal.press("\x1bOS")  # f4, don't know
    terminal.wait_for("✗")
    assert attempts(program) == 1
    terminal.press("\r")
    terminal.wait_for("Why")
    terminal.press("\r")
    terminal.wait_for("2 of 10")
    terminal.press("\x1b")
    terminal.wait_for("kept")
    terminal.press("\r")
    terminal.wait_for("1", "Home")
    terminal.press("\x11")  # ctrl+q
    assert terminal.wait_for_end() == 0
    assert attempts(program) == 1


def test_chinese_and_without_colour(program):
    terminal = program.start("--language", "zh", NO_COLOR="1")
    terminal.wait_for("测验")
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0
