"""Leaving a quiz says that it is kept; home goes on with it, also after the program was ended."""

from __future__ import annotations

import pytest

from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.questions.text import Language
from quizzer.tui.app import QuizzerApp
from quizzer.tui.home import HomeScreen
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.speaking import Words
from tests.tui.conftest import settled, text_of
from tests.tui.test_quiz import CONV


@pytest.fixture
def new_run(bank, clock, tmp_path):
    """The program, started anew over the same files."""

    def start(language=Language.EN, **options):
        places = ((bundled_bank(),), tmp_path / "progress.db", tmp_path / "config.toml", tmp_path / "cache")
        desk = Desk(*places, clock, Preferences(language))
        desk.__dict__["bank"] = bank
        return QuizzerApp(desk, **options)

    return start


def leave_one(app, answers=1):
    """A quiz of which some questions were answered, and then the program was killed."""
    session = app.desk.begin_quiz([CONV.item], count=10)
    for _ in range(answers):
        session.answer(session.question.typed_answer)
        session.advance()
    app.desk.close()
    return session.question


@pytest.mark.parametrize(
    ("language", "line"),
    [(Language.EN, "G  Go on with the quiz, 4 of 10"), (Language.ZH, "G  继续测验：第 4 题，共 10 题")],
)
async def test_home_goes_on_with_it(new_run, language, line):
    question = leave_one(new_run(), 3)
    app = new_run(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.pause()
        assert line in text_of(app)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert app.screen.session.question.id == question.id
        assert app.screen.session.number == 4
        await pilot.press("escape", "enter")
        await pilot.pause()
        app.desk.close()


async def test_leaving_says_that_it_is_kept(new_run):
    leave_one(new_run())
    app = new_run(resume=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        await pilot.press("escape")
        await pilot.pause()
        said = " ".join(words.text for words in app.screen.query(Words))
        assert "the rest is kept: G at home goes on with it" in said
        await pilot.press("enter")
        await pilot.pause()
        assert "Left in the middle: G at home goes on with it." in text_of(app)
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "Go on with the quiz, 2 of 10" in text_of(app)
        app.desk.close()


async def test_where_nothing_was_left_nothing_is_offered(make_app):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "Go on" not in text_of(app)
        await pilot.press("g")
        assert isinstance(app.screen, HomeScreen)
