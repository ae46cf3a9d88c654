"""Settings: every preference is on the screen and stored at once; the palette's theme is remembered, and it speaks."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from quizzer.practice.changing import ValueRefused, value_of, with_value
from quizzer.practice.preferences import NAMES, Preferences, usable_preferences
from quizzer.questions.text import Language
from quizzer.tui.browse import BrowseScreen
from quizzer.tui.calculating import CalculatorScreen
from quizzer.tui.home import HomeScreen
from quizzer.tui.palette import ThingsProvider
from quizzer.tui.settings import LINES, SettingLine, SettingsScreen
from tests.tui.conftest import settled, text_of
from tests.tui.test_statistics import open_app  # noqa: F401  (a fixture)


async def at_settings(app, pilot, *keys):
    await settled(app, pilot)
    await pilot.press("comma")
    await settled(app, pilot)
    assert isinstance(app.screen, SettingsScreen)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def stored(app):
    return usable_preferences(app.desk.config)[0]


@pytest.mark.parametrize("language", Language)
async def test_every_preference_is_there_on_the_smallest_screen(make_app, language):
    app = make_app(small=True, language=language)
    async with app.run_test(size=(60, 20)) as pilot:
        await at_settings(app, pilot)
        assert [line.preference for line in app.screen.query(SettingLine)] == list(LINES)
        for name in ("retention", "options", "keys"):
            await at_line(app, pilot, name)
            assert app.say(f"settings.name.{name}") in text_of(app)
            assert app.screen.preference == name
            assert app.say(f"settings.about.{name}")[:12] in text_of(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def at_line(app, pilot, name, *keys):
    """From wherever the pointer is to the line of ``name``, and press ``keys`` there."""
    app.screen.action_move(LINES.index(name) - app.screen.here)
    for key in keys:
        await pilot.press(key)
    await settled(app, pilot)


async def test_arrows_change_and_store(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_settings(app, pilot, "right")
        assert stored(app).language is Language.ZH
        assert "设置" in text_of(app)
        await at_line(app, pilot, "theme", "left")
        assert (stored(app).theme, app.theme) == ("high-contrast", "high-contrast")
        await at_line(app, pilot, "theme", "right")
        assert (stored(app).theme, app.theme) == ("", "textual-dark")
        await at_line(app, pilot, "new-per-day", "left")
        await at_line(app, pilot, "reviews-per-day", "right")
        await at_line(app, pilot, "heat-map", "space")
        await at_line(app, pilot, "confidence", "enter")
        await at_line(app, pilot, "retention", "left", "left")
        await at_line(app, pilot, "day-rollover", "left")
        await at_line(app, pilot, "options", "right")
        kept = stored(app)
        assert (kept.new_per_day, kept.reviews_per_day) == (5, 65)
        assert (kept.heat_map, kept.confidence) == (False, True)
        assert (kept.retention, kept.day_rollover, kept.options) == (0.88, 3, "shown")


async def test_a_number_is_typed(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_settings(app, pilot)
        await at_line(app, pilot, "new-per-day", "enter")
        app.screen.query_one(Input).value = "17"
        await pilot.press("enter")
        await settled(app, pilot)
        assert stored(app).new_per_day == 17
        await pilot.press("enter", *"[x]", "enter")
        await settled(app, pilot)
        assert "New items a day takes 0 – 9999." in text_of(app)
        assert stored(app).new_per_day == 17


async def test_a_folder_without_notes_is_refused(make_app, tmp_path):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_settings(app, pilot)
        await at_line(app, pilot, "notes", "enter")
        app.screen.query_one(Input).value = str(tmp_path / "nowhere")
        await pilot.press("enter")
        await settled(app, pilot)
        assert "nowhere" in "".join(text_of(app).split())
        assert app.desk.preferences.notes is None
        (tmp_path / "000 first.md").write_text("x", encoding="utf-8")
        app.screen.set("notes", str(tmp_path))
        assert stored(app).notes == tmp_path


async def test_by_mouse(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_settings(app, pilot)
        line = list(app.screen.query(SettingLine))[LINES.index("confidence")]
        await pilot.click(line)
        await settled(app, pilot)
        assert app.screen.preference == "confidence"
        assert not app.desk.preferences.confidence
        await pilot.click(line)
        await settled(app, pilot)
        assert stored(app).confidence


async def test_what_cannot_be_stored_is_said(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.desk.config.mkdir()
        await at_settings(app, pilot)
        await at_line(app, pilot, "confidence", "right")
        assert "could not be stored" in text_of(app)
        assert app.desk.preferences.confidence


async def test_a_theme_of_the_palette_is_remembered(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.action_change_theme()
        await pilot.pause()
        await pilot.press(*"nord", "down", "enter")
        await settled(app, pilot)
        await pilot.pause()
        assert app.theme == "nord"
        assert stored(app).theme == "nord"


async def test_the_palette_speaks_chinese(make_app):
    app = make_app(small=True, language=Language.ZH)
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {"主题", "退出", "按键", "截图", "浏览", "计算器", "设置"} <= set(titles)
        assert all(not title.isascii() for title in titles if title != "English")
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert "搜索命令、题目、计算器" in text_of(app)


async def test_the_palette_finds_items_and_calculators(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(app, pilot)
        provider = ThingsProvider(app.screen)
        await provider.startup()
        hits = [hit async for hit in provider.search("output size conv side")]
        hits[0].command()
        await settled(app, pilot)
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.item == "output-size-conv-side"
        hits = [hit async for hit in provider.search("conv2d")]
        hits[-1].command()
        await settled(app, pilot)
        assert isinstance(app.screen, CalculatorScreen)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "fr"),
        ("new-per-day", "-1"),
        ("reviews-per-day", "１０"),
        ("heat-map", "yes"),
        ("notes", "/nowhere"),
    ],
)
def test_values_that_are_refused(name, value):
    with pytest.raises(ValueRefused):
        with_value(Preferences(), name, value)


def test_values_are_written_as_they_are_read():
    for name in NAMES:
        written = value_of(Preferences(), name)
        assert with_value(Preferences(), name, written) == Preferences()
