"""The statistics screen: opened by key or palette, parts and periods by keyboard and mouse, never blocking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Tabs

from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.progress.store import open_store
from quizzer.questions.text import Language
from quizzer.tui.app import QuizzerApp
from quizzer.tui.home import HomeScreen
from quizzer.tui.statistics import StatisticsScreen
from tests.cli.test_stats import attempt
from tests.tui.conftest import settled, text_of


@pytest.fixture
def open_app(bank, clock, tmp_path):
    """An app over a database with seventy days of answers; ``answered`` False: with none."""
    stores = []

    def make(language=Language.EN, theme="", answered=True, heat_map=True):
        path = tmp_path / "progress.db"
        preferences = Preferences(language, theme, heat_map=heat_map)
        desk = Desk((bundled_bank(),), path, tmp_path / "config.toml", tmp_path / "cache", clock, preferences, seed=3)
        store = open_store(path, clock())
        stores.append(store)
        for back in (70, 66, 60, 50, 40, 35, 9, 5, 4, 2, 1, 0) if answered else ():
            at = clock() - timedelta(days=back)
            store.record(attempt(right=back not in (50, 5)), None, at)
            store.record(attempt("nms-iou-greedy-trace", topic="nms-iou", answer_kind="set", confidence=1), None, at)
        desk.__dict__["bank"] = bank
        desk.__dict__["store"] = store
        return QuizzerApp(desk)

    yield make
    for store in stores:
        store.close()


async def at_statistics(app, pilot):
    await settled(app, pilot)
    await pilot.press("s")
    await settled(app, pilot)
    assert isinstance(app.screen, StatisticsScreen)


async def test_a_key_opens_it_and_escape_goes_home(open_app):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_statistics(app, pilot)
        assert "Days in a row: 3; the most ever: 3" in text_of(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_palette_knows_it(open_app):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        commands = {command.title: command for command in app.get_system_commands(app.screen)}
        commands["Statistics"].callback()
        await settled(app, pilot)
        assert isinstance(app.screen, StatisticsScreen)


async def test_keys_choose_part_and_period(open_app):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_statistics(app, pilot)
        await pilot.press("right")
        await settled(app, pilot)
        assert "Reviews: " in text_of(app)
        await pilot.press("left", "left")
        await settled(app, pilot)
        assert "Mon  " in text_of(app)
        await pilot.press("4")
        await settled(app, pilot)
        assert "1  ████████  2026-11-26  ask PyTorch" in text_of(app)
        await pilot.press("p")
        await settled(app, pilot)
        assert "last 90 days" in text_of(app)
        assert "2  ████████  2026-11-26  ask PyTorch" in text_of(app)


async def test_the_mouse_chooses_part_and_period(open_app):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_statistics(app, pilot)
        await pilot.click("#topics")
        await settled(app, pilot)
        assert "By topic, the weakest first" in text_of(app)
        await pilot.click("#period")
        await settled(app, pilot)
        assert "last 90 days" in text_of(app)


async def test_a_long_part_scrolls(open_app):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_statistics(app, pilot)
        await pilot.press("2")
        await settled(app, pilot)
        assert "Predicted against real" not in text_of(app)
        await pilot.press("end")
        await settled(app, pilot)
        assert "Brier score" in text_of(app)
        await pilot.press("3")
        await settled(app, pilot)
        assert "By topic" in text_of(app)


async def test_a_wide_terminal_shows_two_parts(open_app):
    app = open_app()
    async with app.run_test(size=(130, 40)) as pilot:
        await at_statistics(app, pilot)
        assert "── Overview" in text_of(app)
        assert "── Retention" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        assert "── Retention" not in text_of(app)


async def test_it_speaks_the_other_language_at_once(open_app):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_statistics(app, pilot)
        await pilot.press("3", "f2")
        await settled(app, pilot)
        assert "按主题，薄弱的在前" in text_of(app)
        assert app.screen.query_one(Tabs).active == "topics"


async def test_one_key_explains_what_is_drawn(open_app):
    app = open_app(language=Language.ZH)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_statistics(app, pilot)
        for part, told in {"1": "柱高是当天到期的卡片数", "4": "条形比较次数", "5": "一列是一周"}.items():
            await pilot.press(part, "e")
            await pilot.pause()
            assert told in "".join(line.strip("│ ") for line in text_of(app).splitlines())
            await pilot.press("escape")


async def test_nothing_answered_yet(open_app):
    app = open_app(answered=False)
    async with app.run_test(size=(130, 40)) as pilot:
        await at_statistics(app, pilot)
        assert "Nothing answered yet." in text_of(app)


async def test_the_heat_map_can_be_hidden(open_app):
    app = open_app(heat_map=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_statistics(app, pilot)
        await pilot.press("5")
        await settled(app, pilot)
        assert "Mon  " not in text_of(app)
        assert "config heat-map on" in text_of(app)


async def test_a_database_that_cannot_be_read_is_said(open_app, monkeypatch):
    app = open_app()

    def broken(*_):
        raise DatabaseProblem(ProblemReason.LOCKED, app.desk.database, "")

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        monkeypatch.setattr(app.desk.store, "figures", broken)
        await pilot.press("s")
        await settled(app, pilot)
        assert "is in use by another program" in " ".join(text_of(app).split())


async def test_why_an_item_is_due_is_told_in_a_window(open_app):
    app = open_app()
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(app, pilot)
        app.action_why("output-size-conv-side")
        await settled(app, pilot)
        assert "Why is it due?" in text_of(app)
        assert "Card for level 1–2" in text_of(app)
        await pilot.press("f2")
        await settled(app, pilot)
        assert "为什么到期？" in text_of(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_decisions_about_an_item_are_taken_and_taken_back(open_app):
    app = open_app()
    item = "output-size-conv-side"
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(app, pilot)
        app.action_why(item)
        await settled(app, pilot)
        await pilot.press("s")
        assert app.desk.store.item(item).suspended
        await settled(app, pilot)
        assert "Ask it again" in text_of(app)
        await pilot.press("u")
        assert not app.desk.store.item(item).suspended
        await pilot.press("u", "b", "x")
        assert app.desk.store.cards_of(item) == []
        await pilot.press("u")
        assert app.desk.store.cards_of(item) != []


async def test_the_palette_tells_why_only_after_the_answer(open_app):
    app = open_app()

    def titles():
        return [command.title for command in app.get_system_commands(app.screen)]

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Why is it due?" not in titles()
        await pilot.press("f4")
        await settled(app, pilot)
        assert "Why is it due?" in titles()


LOOKS = {
    "overview": ({}, ("s",), (80, 24)),
    "retention-chinese-light-wide": (
        {"language": Language.ZH, "theme": "textual-light"},
        ("s", "right", "p"),
        (130, 40),
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_looks(name, open_app, snap_compare):
    options, keys, size = LOOKS[name]

    async def run_before(pilot):
        for key in keys:
            await settled(pilot.app, pilot)
            await pilot.press(key)
        await settled(pilot.app, pilot)

    assert snap_compare(open_app(**options), run_before=run_before, terminal_size=size)
