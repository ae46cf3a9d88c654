"""What scrolls with keys."""

from __future__ import annotations

import pytest
from textual.screen import Screen

from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from tests.tui.conftest import settled


class Long(Screen):
    def compose(self):
        with Column():
            yield Words("\n".join(map(str, range(100))))


@pytest.mark.parametrize(
    ("key", "line"), [("down", 51), ("up", 49), ("pagedown", 74), ("pageup", 26), ("home", 0), ("end", 76)]
)
async def test_each_key_moves_at_once(make_app, key, line):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(Long())
        await settled(app, pilot)
        column = app.screen.query_one(Column)
        column.focus()
        column.scroll_to(y=50, animate=False)
        await settled(app, pilot)
        app.animation_level = "full"
        await pilot.press(key)
        assert column.scroll_y == line
        assert not app.animator.is_being_animated(column, "scroll_y")


async def test_what_is_not_long_leaves_the_key_to_others(make_app):
    app = make_app(small=True)
    heard = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(Long())
        await settled(app, pilot)
        app.screen.query_one(Words).write("short")
        app.screen.query_one(Column).focus()
        app.bind("down", "heard")
        app.action_heard = lambda: heard.append("down")
        await settled(app, pilot)
        await pilot.press("down")
        assert heard == ["down"]
