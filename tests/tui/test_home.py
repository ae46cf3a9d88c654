"""Home: what it says of today in any size, what its keys and lines lead to, the tour, and the window for a quiz."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from quizzer.bank.loading import Finding
from quizzer.practice.queue import Candidate, Plan
from quizzer.practice.tallies import Tally
from quizzer.practice.today import Today
from quizzer.practice.tour import tour_stops
from quizzer.questions.text import Language
from quizzer.tui.browse import BrowseScreen
from quizzer.tui.calculating import CalculatorsScreen
from quizzer.tui.choosing import ChooseScreen
from quizzer.tui.home import CHOICES, Choices, HomeScreen
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.settings import SettingsScreen
from quizzer.tui.summary import SummaryScreen
from quizzer.tui.tour import TourScreen
from tests.tui.conftest import settled, text_of
from tests.tui.test_statistics import open_app  # noqa: F401  (a fixture)

FIGURES = {
    "attempts": 90,
    "due": 12,
    "forecast": (14, 9, 11, 6, 20, 3, 8),
    "seconds": 30.0,
    "streak": 5,
    "week": (*(Tally(),) * 5, Tally(attempts=2, correct=1), Tally(attempts=8, correct=8)),
    "weakest": (("pooling", Tally(attempts=10, correct=6)),),
    "slip": ("PAD-SAMESTRIDE", 7),
}
PLAN = Plan(tuple(Candidate(f"item-{n}", "padding", frozenset(), 1 if n < 4 else None) for n in range(6)))


@pytest.fixture
def home_app(make_app):
    """An app whose desk knows a learner with some history."""

    def make(**options):
        app = make_app(**options)
        app.desk.glance = lambda: Today(app.desk.today, **FIGURES)
        app.desk.planned = PLAN
        return app

    return make


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("language", list(Language))
async def test_today_at_a_glance_in_every_size(home_app, language, size):
    app = home_app(language=language)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        shown = text_of(app)
    for figure in ("12", "14  9 11  6 20  3  8", "90", "60", "619"):
        assert figure in shown
    words = {
        Language.EN: (
            "about 2 min",
            "2 new",
            "Padding",
            "5 days in a row",
            "90 % right",
            "Pooling",
            "7 times",
            "4 due",
        ),
        Language.ZH: ("约 2 分钟", "2 道新题", "填充", "5 天连续练习", "答对 90%", "池化", "7 次"),
    }[language]
    assert [word for word in words if word not in shown] == []


async def test_home_is_there_before_anything_is_read(home_app, monkeypatch):
    monkeypatch.setattr(HomeScreen, "read_all", lambda _: None)
    app = home_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = text_of(app)
    assert "Reading the bank" in shown
    assert "Calculators" in shown
    assert "about 2 min" not in shown


KEYS = {
    "q": ChooseScreen,
    "slash": BrowseScreen,
    "c": CalculatorsScreen,
    "comma": SettingsScreen,
    "t": TourScreen,
    "enter": QuizScreen,
}
BACK = {"slash": ("escape", "escape"), "t": ("escape", "enter")}


async def test_one_key_leads_everywhere_and_back(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        for key, screen in KEYS.items():
            await pilot.press(key)
            await settled(app, pilot)
            assert isinstance(app.screen, screen)
            assert key != "slash" or app.focused is app.screen.query_one("#search")
            await pilot.press(*BACK.get(key, ("escape",)))
            await settled(app, pilot)
            assert key == "enter" or isinstance(app.screen, HomeScreen)


async def test_a_click_on_a_line_does_what_its_key_does(home_app):
    app = home_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.click(Choices, offset=(6, [one for one in CHOICES if one != "tour"].index("settings")))
        await settled(app, pilot)
        assert isinstance(app.screen, SettingsScreen)


async def test_an_empty_database_greets_with_a_tour_of_three_questions(open_app):  # noqa: F811
    app = open_app(answered=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Enter begins a tour of one minute" in text_of(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, TourScreen)
        assert "Tour 1 of 3  Think first, Space shows the options" in text_of(app)
        await pilot.press("space", "a", "enter")
        await pilot.pause()
        assert "Enter shows why" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "M tells why" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Tour 2 of 3  Type a number" in text_of(app)
        await pilot.press("7")
        await pilot.pause()
        assert "read as 7" in text_of(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "M shows how" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Tour 3 of 3  F3 gives one hint" in text_of(app)
        await pilot.press("f3", "f4", "enter")
        await pilot.pause()
        assert "M shows every step" in text_of(app)
        app.screen.finish()
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        logged = [one for item in tour_stops(app.desk.bank) for one in app.desk.store.history(item)]
    assert [one.attempt.hints_used for one in logged] == [0, 0, 1]


async def test_a_mistake_in_the_own_bank_is_said(open_app):  # noqa: F811
    app = open_app()
    finding = Finding(Path("/x/pooling.yaml"), 3, 2, "no [b]list\x1b[31m")
    app.desk.__dict__["bank"] = replace(app.desk.bank, findings=(finding,))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "left out because of a mistake: /x/pooling.yaml:3:2: no [b]list" in " ".join(text_of(app).split())
        assert "\x1b" not in app.screen.query_one("#problem").text
        await pilot.press("f2")
        await pilot.pause()
        assert "被忽略" in text_of(app)


async def test_the_tour_can_be_left_and_found_again(open_app):  # noqa: F811
    app = open_app(answered=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("t")
        await settled(app, pilot)
        await pilot.press("escape", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, HomeScreen)
        titles = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        titles["Tour"]()
        await settled(app, pilot)
        assert isinstance(app.screen, TourScreen)


async def test_a_quiz_of_chosen_topics(open_app, bank):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("q", *"topic", "colon", *"poo")
        await settled(app, pilot)
        await pilot.press("right", "tab")
        app.screen.query_one("#count", Input).value = "3"
        await settled(app, pilot)
        assert "items to draw from" in text_of(app)
        await pilot.press("enter")
        await settled(app, pilot)
        session = app.screen.session
    assert session.count == 3
    assert bank.items[session.question.id.item].topic == "pooling"


REFUSED = [
    ("topik:pooling", "3", "topic"),
    ("topic:pooling -topic:pooling", "3", "No item is like that"),
    ("", "0", "from 1 to 1000"),
    ("", "²", "from 1 to 1000"),
]


async def test_a_choice_that_cannot_be_asked_is_said(make_app):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("q")
        await settled(app, pilot)
        for where, count, said in REFUSED:
            app.screen.query_one("#where", Input).value = where
            app.screen.query_one("#count", Input).value = count
            await pilot.press("enter")
            await settled(app, pilot)
            assert isinstance(app.screen, ChooseScreen)
            assert said in text_of(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_what_the_store_cannot_tell_quickly_is_told_when_it_is_open(home_app):
    app = home_app()
    answers = iter([None, Today(app.desk.today, **FIGURES)])
    app.desk.glance = lambda: next(answers)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "5 days in a row" in text_of(app)


async def test_a_streak_that_ended_is_not_mentioned(home_app):
    app = home_app()
    app.desk.glance = lambda: replace(Today(app.desk.today, **FIGURES), streak=0, seconds=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        shown = text_of(app)
    assert "in a row" not in shown
    assert "about" not in shown
