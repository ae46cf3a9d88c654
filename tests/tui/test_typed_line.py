"""Keys that come in one burst do what they would do one after the other, in every line that one types in."""

from __future__ import annotations

import ast
from pathlib import Path

from textual.events import Key

import quizzer.tui
from quizzer.tui.choosing import ChooseScreen
from quizzer.tui.typed_line import TypedLine
from tests.tui.conftest import settled


async def burst(app, pilot, *keys):
    """All ``keys`` before the first of them is dealt with."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))
    await settled(app, pilot)
    await pilot.pause()


async def test_digits_behind_tab_stand_in_the_next_line(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.push_screen(ChooseScreen())
        await settled(app, pilot)
        await burst(app, pilot, "7", "tab", "home", "3", "4")
        where, count = app.screen.query(TypedLine)
        assert (where.value, count.value) == ("7", "3410")
        await burst(app, pilot, "up", "home", "1", "down", "backspace")
        assert (where.value, count.value) == ("17", "")


def test_no_screen_has_another_input():
    for file in Path(quizzer.tui.__file__).parent.glob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        assert not any(isinstance(call, ast.Name) and call.id == "Input" for call in calls), file.name
