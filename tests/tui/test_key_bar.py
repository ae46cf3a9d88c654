"""The line of keys at the foot of a screen."""

from __future__ import annotations

import pytest

from quizzer.questions.text import Language
from quizzer.tui.calculating import CalculatorsScreen
from quizzer.tui.dialogs import HelpScreen
from quizzer.tui.key_bar import KeyBar
from quizzer.wording.wrapping import cells
from tests.tui.conftest import settled, text_of


def last_line(app) -> str:
    return text_of(app).splitlines()[-1]


@pytest.mark.parametrize("language", Language)
async def test_each_key_stands_where_it_is_clicked_and_none_is_cut(make_app, language):
    app = make_app(small=True, language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        for width in (120, 80, 62):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            bar, line = app.screen.query_one(KeyBar), last_line(app)
            for key in bar.shown:
                before = line[: line.index(key.name)]
                assert cells(before) == key.column + cells(f" {key.written} ")
                assert key.end <= width
            assert {"r", "q"} <= {key.key for key in bar.shown}
            assert ("ctrl+p" in {key.key for key in bar.shown}) == (width >= 80)


async def test_a_click_does_what_the_key_does(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        [shown] = [key for key in app.screen.query_one(KeyBar).shown if key.written == "?"]
        await pilot.click(KeyBar, offset=(shown.column + 1, 0))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("language", Language)
async def test_a_key_without_a_place_is_seen_at_the_right_when_it_is_heard(make_app, language):
    app = make_app(small=True, language=language)
    async with app.run_test(size=(62, 24)) as pilot:
        await settled(app, pilot)
        bar, before = app.screen.query_one(KeyBar), last_line(app)
        name = {Language.EN: "Statistics", Language.ZH: "统计"}[language]
        assert name not in before
        bar.hear("statistics")
        await pilot.pause()
        assert last_line(app).rstrip().endswith(f"s {name}")
        assert cells(last_line(app)) <= 62
        bar.hear("")
        await pilot.pause()
        assert last_line(app) == before


async def test_the_keys_follow_the_screen_and_the_language(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(CalculatorsScreen())
        await settled(app, pilot)
        assert "Home" in last_line(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "首页" in last_line(app)
        assert "Home" not in last_line(app)
