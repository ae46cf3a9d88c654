"""Screens that are filled after their first paint, and what is prepared before they are asked for."""

from __future__ import annotations

import asyncio

import pytest
from textual.css.stylesheet import Stylesheet
from textual.events import Key

from quizzer.tui.calculating import CalculatorScreen, CalculatorsScreen
from quizzer.tui.choices import Choices
from quizzer.tui.choosing import ChooseScreen
from quizzer.tui.dialogs import HelpScreen, LeaveScreen
from quizzer.tui.home import CHOICES
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.keys_first import PatientStyles
from quizzer.tui.plan import PlanScreen
from quizzer.tui.readying import ready_screens
from quizzer.tui.settings import SettingsScreen
from tests.tui.conftest import settled, text_of
from tests.tui.test_quiz import CONV

SCREENS = (
    SettingsScreen,
    CalculatorsScreen,
    lambda: CalculatorScreen("conv2d"),
    PlanScreen,
    lambda: HelpScreen(["help.home"]),
)


async def test_keys_wait_until_their_screen_is_filled(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        screen = SettingsScreen()
        app.push_screen(screen)
        for _ in range(3):
            app.post_message(Key("down", None))
        await pilot.pause()
        await settled(app, pilot)
        assert screen.here == 3
        assert not app.early_keys


async def test_a_screen_that_is_left_before_it_is_filled_is_no_fault(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        for make in SCREENS:
            app.push_screen(make())
            app.pop_screen()
        await settled(app, pilot)
        app.push_screen(SettingsScreen())


async def test_a_window_with_lines_to_type_in_comes_in_two_steps(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.push_screen(ChooseScreen())
        for letter in "abc":
            app.post_message(Key(letter, letter))
        await pilot.pause()
        await settled(app, pilot)
        assert app.screen.typed["where"] == "abc"
        await pilot.press("f2")
        await settled(app, pilot)
        assert "abc" in text_of(app)
        assert "题数" in text_of(app)


async def test_a_key_that_begins_a_quiz_is_answered_before_the_quiz_is_made(make_app, monkeypatch):
    app, seen = make_app(CONV), []
    begin = type(app.desk).begin_quiz

    def watching(self, *args):
        line = next(line for line in text_lines(app) if "choose topics" in line.text)
        seen.extend(segment.style.reverse for segment in line if "choose topics" in segment.text)
        app.post_message(Key("1", "1"))  # pressed while it is made: the first of the answer
        return begin(self, *args)

    monkeypatch.setattr(type(app.desk), "begin_quiz", watching)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert seen == [True]
        assert app.screen.field.typed == "1"
        await pilot.press("escape", "enter")
        await settled(app, pilot)


@pytest.mark.parametrize("action", [*CHOICES[2:], "find", "help", "app.command_palette"])
async def test_that_a_key_was_heard_is_seen_before_what_it_opens(make_app, action):
    app, pushed = make_app(CONV), []
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        home = app.screen
        app.push_screen = lambda screen, *then: pushed.append(screen)
        await home.run_action(action)
        await home.run_action(action)  # the second click of two
        name = action.removeprefix("app.")
        assert home.query_one(Choices).heard == name
        assert home.query_one(KeyBar).heard == name
        assert not pushed
        await settled(app, pilot)
        assert len(pushed) == 1
        assert (home.query_one(Choices).heard, home.query_one(KeyBar).heard) == ("", "")


async def test_a_window_stands_in_the_middle(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        app.push_screen(LeaveScreen("quiz.leave"))
        await settled(app, pilot)
        window = app.screen.query_one(".dialog").region
        assert abs(window.x - (100 - window.right)) <= 1
        assert abs(window.y - (30 - window.bottom)) <= 1


def text_lines(app):
    return app.screen._compositor.render_strips()


@pytest.fixture
def parses(monkeypatch):
    counted = []
    parse = Stylesheet.parse

    def counting(self):
        counted.append(self)
        parse(self)

    monkeypatch.setattr(Stylesheet, "parse", counting)
    return counted


async def looks(make_app, parses, *, ready):
    """How each screen looks, and how often styles were parsed while it opened."""
    app, found = make_app(small=True), []
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        if ready:
            await asyncio.to_thread(ready_screens, app, lambda: False)
            await settled(app, pilot)
        before = len(parses)
        for make in SCREENS:
            app.push_screen(make())
            await settled(app, pilot)
            found.append(app.screen._compositor.render_strips())
            app.pop_screen()
            await settled(app, pilot)
        return found, len(parses) - before


async def test_a_prepared_screen_looks_the_same_and_parses_no_styles(make_app, parses):
    drawn, parsed = await looks(make_app, parses, ready=False)
    drawn_ready, parsed_ready = await looks(make_app, parses, ready=True)
    assert drawn_ready == drawn
    assert parsed > 0
    assert parsed_ready == 0


async def test_a_theme_that_is_chosen_meanwhile_stays(make_app, monkeypatch):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        begin = PatientStyles.__init__

        def choosing(self, *known):
            begin(self, *known)
            app.call_from_thread(setattr, app, "theme", "textual-light")

        monkeypatch.setattr(PatientStyles, "__init__", choosing)
        await asyncio.to_thread(ready_screens, app, lambda: False)
        await settled(app, pilot)
        assert app.stylesheet._variables["background"] == app.get_css_variables()["background"]


async def test_a_program_that_ends_prepares_nothing_more(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)):
        before = app.stylesheet
        await asyncio.to_thread(ready_screens, app, lambda: True)
        assert app.stylesheet is before
