"""The plan and the weak points on the screen: read beside it, set, drilled, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import Input

from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences, usable_preferences
from quizzer.progress.store import open_store
from quizzer.questions.text import Language
from quizzer.tui.app import QuizzerApp
from quizzer.tui.home import HomeScreen
from quizzer.tui.plan import PlanScreen
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.weak import WeakScreen
from tests.cli.test_stats import attempt
from tests.tui.conftest import settled, shown, text_of

POOLING = "topic:pooling"


@pytest.fixture
def open_app(bank, clock, tmp_path):
    """An app whose learner has an interview ``in_days`` and, where ``answered``, slipped twice."""
    stores = []

    def make(language=Language.EN, in_days=None, answered=True):
        path = tmp_path / "progress.db"
        day = None if in_days is None else clock().date() + timedelta(days=in_days)
        preferences = Preferences(language, interview_on=day, minutes_per_day=10, plan_where=POOLING)
        desk = Desk((bundled_bank(),), path, tmp_path / "config.toml", tmp_path / "cache", clock, preferences, seed=3)
        store = open_store(path, clock())
        stores.append(store)
        for back in (5, 1) if answered else ():
            store.record(attempt(right=False), None, clock() - timedelta(days=back))
        desk.__dict__["bank"] = bank
        desk.__dict__["store"] = store
        return QuizzerApp(desk)

    yield make
    for store in stores:
        store.close()


async def show(app, pilot, key):
    """Open the plan or the weak points from home."""
    await settled(app, pilot)
    await pilot.press(key)
    await settled(app, pilot)
    assert isinstance(app.screen, PlanScreen if key == "p" else WeakScreen)


@pytest.mark.parametrize(("language", "said"), [(Language.EN, "in 5 days"), (Language.ZH, "还有 5 天")])
async def test_the_plan_is_shown_in_the_language_that_is_spoken(open_app, language, said):
    app = open_app(language, in_days=5)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, "p")
        assert said in text_of(app)
        assert "2026-12-05" in text_of(app)
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "（2026-12-06）" in text_of(app) or "in 5 days (2026-12-06); 10 of today's" in text_of(app)


async def test_day_and_minutes_are_set_and_forgotten_on_the_screen(open_app, tmp_path):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, "p")
        assert "No interview has a date yet" in text_of(app).replace("\n", " ")
        for given, said in (("soon", "is no day"), ("2026-11-30", "has passed"), ("2026-12-04 x", "is no number")):
            await pilot.press("e")
            app.screen.query_one(Input).value = given
            await pilot.press("enter")
            await shown(app, pilot, said)
        await pilot.press("e")
        app.screen.query_one(Input).value = "2026-12-04 25"
        await pilot.press("enter")
        await settled(app, pilot)
        assert "in 3 days; 25 min a day" in text_of(app)
        assert usable_preferences(tmp_path / "config.toml")[0].interview_on == date(2026, 12, 4)
        await pilot.press("x")
        await settled(app, pilot)
        assert "The plan is forgotten" in text_of(app)
        assert usable_preferences(tmp_path / "config.toml")[0].interview_on is None


async def test_the_review_starts_from_the_plan(open_app):
    app = open_app(in_days=5)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, "p")
        await pilot.press("r")
        await settled(app, pilot)
        assert isinstance(app.screen, QuizScreen)
        assert app.desk.bank.items[app.screen.session.question.id.item].topic == "pooling"


async def test_weak_points_are_listed_ordered_and_drilled(open_app):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, "w")
        screen = app.screen
        assert [one.kind for one in screen.points[:2]] == ["slip", "topic"]
        assert "showed 2 times" in text_of(app)
        await pilot.press("down", "up", "o", "o")
        assert {one.kind for one in screen.points} == {"topic"}
        await pilot.press("o", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, QuizScreen)
        assert app.screen.session.question.id.item in screen.points[0].items


async def test_a_click_points_and_another_drills(open_app):
    app = open_app(Language.ZH)
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, "w")
        assert "丢" in text_of(app)
        app.screen.clicked(1)
        assert app.screen.here == 1
        app.screen.clicked(1)
        await settled(app, pilot)
        assert isinstance(app.screen, QuizScreen)


async def test_without_answers_weak_says_so_and_no_key_harms(open_app):
    app = open_app(answered=False)
    async with app.run_test(size=(60, 20)) as pilot:
        await show(app, pilot, "w")
        assert "Nothing answered yet" in text_of(app)
        await pilot.press("down", "enter", "o", "f2")
        assert "还没有作答记录" in text_of(app)
