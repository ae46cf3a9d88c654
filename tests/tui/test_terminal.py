"""Keys as they come from a terminal."""

from __future__ import annotations

import os
import sys
from queue import Queue
from threading import Event, Thread
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="reads a Unix terminal")
SOON = 10
"""Seconds after which something has gone wrong."""


@pytest.fixture
def terminal():
    """What is typed, and what comes of it."""
    from quizzer.tui.terminal import PromptDriver

    reading, writing = os.pipe()
    driver, heard = PromptDriver.__new__(PromptDriver), Queue()
    driver.fileno, driver.exit_event, driver._debug = reading, Event(), False
    driver.process_message = heard.put
    keys_first = SimpleNamespace(pressed=lambda: None)
    driver._app = SimpleNamespace(call_later=heard.put, action_quit="quit", keys_first=keys_first)
    thread = Thread(target=driver.run_input_thread)
    thread.start()
    yield SimpleNamespace(type=lambda data: os.write(writing, data), heard=heard, close=lambda: os.close(writing))
    driver.exit_event.set()
    thread.join(SOON)
    assert not thread.is_alive()


def key(terminal) -> str:
    return terminal.heard.get(timeout=SOON).key


def test_escape_comes_alone_and_a_sequence_in_one_piece(terminal):
    terminal.type(b"\x1b")
    assert key(terminal) == "escape"
    terminal.type(b"\x1b[A")
    assert key(terminal) == "up"
    terminal.type("中".encode())
    assert terminal.heard.get(timeout=SOON).character == "中"


def test_a_letter_that_comes_in_two_pieces_is_one(terminal):
    first, second = "é".encode()[:1], "é".encode()[1:]
    terminal.type(first)
    terminal.type(second)
    assert terminal.heard.get(timeout=SOON).character == "é"


def test_bytes_that_are_no_text_end_nothing(terminal):
    terminal.type(b"\xff")
    assert terminal.heard.get(timeout=SOON).character == "\ufffd"
    terminal.type(b"a")
    assert key(terminal) == "a"


def test_a_terminal_that_is_gone_ends_the_program(terminal):
    terminal.close()
    assert terminal.heard.get(timeout=SOON) == "quit"
