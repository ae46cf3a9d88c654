"""What every screen shares: tooltips, copying, tab order, sizes between which nothing is lost."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from quizzer.questions.text import Language
from quizzer.tui.browse import BrowseScreen
from quizzer.tui.calculating import ArgumentLine, CalculatorScreen
from quizzer.tui.item_tree import ItemTree
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.network_table import NetworkScreen
from tests.tui.conftest import in_quiz, settled, text_of
from tests.tui.test_quiz import CONV
from tests.tui.test_statistics import open_app  # noqa: F401  (a fixture)


@pytest.mark.parametrize("language", Language)
async def test_a_key_of_the_footer_has_a_tooltip(make_app, language):
    app = make_app(small=True, language=language)
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(NetworkScreen())
        await settled(app, pilot)
        bar = app.screen.query_one(KeyBar)
        [shown] = [key for key in bar.shown if key.key == "z"]
        await pilot.hover(KeyBar, offset=(shown.column + 1, 0))
        assert bar.tooltip == {Language.EN: "Ask me about what is chosen", Language.ZH: "就所选内容提问"}[language]


async def test_what_is_marked_with_the_mouse_is_copied(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.mouse_down("#prompt", offset=(0, 0))
        await pilot.hover("#prompt", offset=(12, 0))
        await pilot.mouse_up("#prompt", offset=(12, 0))
        await pilot.pause()
        assert app.clipboard
        assert app.screen.query_one("#prompt").text.startswith(app.clipboard)


async def test_tab_goes_through_a_form_in_order_and_back(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(CalculatorScreen("box_iou"))
        await settled(app, pilot)
        lines = [line.query_one(Input) for line in app.screen.query(ArgumentLine)]
        assert lines[0].has_focus
        await pilot.press("tab")
        assert lines[1].has_focus
        await pilot.press("shift+tab")
        assert lines[0].has_focus


async def test_vim_keys_and_arrows_move_alike(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(BrowseScreen())
        await settled(app, pilot)
        tree = app.screen.query_one(ItemTree)
        places = []
        for key in ("down", "j", "up", "k"):
            await pilot.press(key)
            places.append(tree.cursor_line)
        assert places == [1, 2, 1, 0]


async def test_a_terminal_that_shrinks_and_grows_loses_nothing(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(120, 40)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("1", "2")
        for size in ((60, 20), (80, 24), (160, 50), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.screen.query_one(Input).value == "12"
            assert max(map(len, text_of(app).splitlines())) <= size[0]
            assert app.screen.query_one(".column").virtual_size.width <= size[0]
