"""Threads that step aside while a key is answered."""

from __future__ import annotations

import asyncio
import sys
from importlib import import_module
from types import SimpleNamespace

import pytest

from quizzer.tui import keys_first
from quizzer.tui.keys_first import ANSWER_SECONDS, KeysFirst


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still but for those who sleep."""
    clock = SimpleNamespace(now=100.0)

    def sleep(seconds):
        clock.now += seconds

    monkeypatch.setattr(keys_first, "time", SimpleNamespace(monotonic=lambda: clock.now, sleep=sleep))
    return clock


async def test_a_thread_beside_the_screen_waits_while_a_key_is_answered(clock):
    first = KeysFirst()
    first.pressed()
    clock.now += 0.01
    assert await asyncio.to_thread(first.find_spec, "colorsys", None) is None
    assert clock.now == pytest.approx(100 + ANSWER_SECONDS)
    await asyncio.to_thread(first.step_aside)
    assert clock.now == pytest.approx(100 + ANSWER_SECONDS)


async def test_the_screen_itself_waits_for_nothing(clock):
    first = KeysFirst()
    first.pressed()
    first.step_aside()
    assert clock.now == 100


async def test_what_is_imported_is_found_by_others(clock, monkeypatch):
    first = KeysFirst()
    monkeypatch.setattr("sys.meta_path", [first, *sys.meta_path])
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    first.pressed()
    assert (await asyncio.to_thread(import_module, "colorsys")).rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert clock.now == pytest.approx(100 + ANSWER_SECONDS)
