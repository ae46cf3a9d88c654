"""What is easily lost: focus after a click, reach by keyboard, one language everywhere, a heading that fits."""

from __future__ import annotations

import dataclasses
import threading
from pathlib import Path

import pytest

from quizzer.generators.making import make_question
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.tui.boards import BoardLine
from quizzer.tui.choices import Choices
from quizzer.tui.dialogs import HelpScreen, LeaveScreen
from quizzer.tui.home import HomeScreen
from quizzer.tui.inputs import TypedInput
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.settings import SettingsScreen
from quizzer.wording.wrapping import cells
from tests.tui.conftest import in_quiz, settled, text_of
from tests.tui.test_quiz import CLOZE, CONV, MULTI, SINGLE, TRACE, question_of

BLANKS = "padding-same-stride-three"


@pytest.mark.parametrize("by", ["click", "tab"])
async def test_enter_goes_on_after_a_click_into_the_options(make_app, by):
    app = make_app(SINGLE, CONV)
    async with app.run_test(size=(80, 30)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("1", "enter")
        await pilot.pause()
        if by == "click":
            await pilot.click(list(app.screen.query(BoardLine))[1])
        else:
            await pilot.press("tab")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.behind.is_whole
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.session.question.id == CONV


async def test_a_long_feedback_is_read_with_the_arrows(make_app):
    app = make_app(TRACE)
    async with app.run_test(size=(60, 20)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f4", "m")
        await pilot.pause()
        column = app.screen.query_one(".column")
        await pilot.press("pageup", "pageup", "pageup", "pageup", "pageup")
        await pilot.pause()
        assert column.scroll_y == 0
        await pilot.press("down", "j", "k")
        await pilot.pause()
        assert column.scroll_y == 1


async def test_nothing_is_left_in_the_other_language(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*"3*(4", "enter")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert "括号没有闭合" in text_of(app)
        for key, dialog, chinese in (("escape", LeaveScreen, "现在离开吗"), ("f1", HelpScreen, "输入一个数")):
            await pilot.press("f2", key)
            await pilot.pause()
            assert isinstance(app.screen, dialog)
            assert chinese not in text_of(app)
            await pilot.press("f2")
            await pilot.pause()
            assert chinese in text_of(app)
            await pilot.press("escape")
            await pilot.pause()


async def test_a_problem_at_home_is_said_in_the_new_language(make_app):
    app = make_app()

    def plan(wish):
        raise DatabaseProblem(ProblemReason.LOCKED, Path("/x/progress.db"), "")

    app.desk.plan = plan
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "in use by another program" in " ".join(text_of(app).split())
        await pilot.press("f2")
        await pilot.pause()
        assert "正被其他程序占用" in text_of(app)


def held_up(desk):
    """Have ``desk`` plan nothing before the event that is returned."""
    go, plan = threading.Event(), desk.plan

    def slow_plan(wish):
        go.wait(5)
        return plan(wish)

    desk.plan = slow_plan
    return go


async def test_enter_while_the_bank_is_read_starts_the_quiz_afterwards(make_app, bank):
    app = make_app(CONV)
    go = held_up(app.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.query_one(Choices).heard == "choose"
        go.set()
        await settled(app, pilot)
        assert isinstance(app.screen, QuizScreen)


async def test_what_is_opened_while_the_bank_is_read_stays_in_front(make_app):
    app = make_app(CONV)
    go = held_up(app.desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "comma")
        await pilot.pause()
        go.set()
        await settled(app, pilot)
        assert isinstance(app.screen, SettingsScreen)
        assert len(app.screen_stack) == 3


async def test_the_first_paint_after_enter_shows_the_verdict(make_app, monkeypatch):
    app, painted = make_app(CONV), []
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("5")
        await settled(app, pilot)
        display = type(app)._display

        def watching(self, screen, renderable):
            painted.append(text_of(app))
            display(self, screen, renderable)

        monkeypatch.setattr(type(app), "_display", watching)
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Not right" in painted[0]


async def test_enter_twice_leaves_once(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("escape")
        await settled(app, pilot)
        window = app.screen
        window.action_leave(True)
        window.action_leave(True)
        assert window.query_one(".dim").has_class("-heard")
        await settled(app, pilot)
        assert isinstance(app.screen, HomeScreen)
        assert len(app.screen_stack) == 2


async def test_ctrl_c_quits(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("5", "ctrl+c")
        await pilot.pause()
        assert not app.is_running
    assert app.return_code == 0


async def test_nothing_picked_is_asked_again(make_app, store):
    app = make_app(MULTI)
    async with app.run_test(size=(80, 30)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Pick an option first." in text_of(app)
        assert store.attempts == []


@pytest.mark.parametrize("way", ["lines", "one line"])
async def test_two_blanks_have_a_line_each(make_app, store, bank, way):
    question_id = question_of(bank, BLANKS)
    app = make_app(question_id)
    typed = make_question(bank, question_id).typed_answer
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        assert len(app.screen.query(TypedInput)) == 2
        if way == "one line":
            await pilot.press(*typed, "enter")
        else:
            for part in typed.split("|"):
                await pilot.press(*part.strip(), "enter")
                await pilot.pause()
        await pilot.pause()
        assert store.attempts[0].outcome is Outcome.CORRECT


async def test_a_pasted_escape_code_stays_text(make_app, store):
    app = make_app(CLOZE)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        app.screen.query_one(TypedInput).value = "a\x1b[2Jb"
        await pilot.press("enter")
        await pilot.pause()
        assert "invisible character" in text_of(app)
        assert store.attempts == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_home_names_its_keys(make_app, size):
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await pilot.pause()
        assert "Quiz" in text_of(app).splitlines()[-1]
        assert "中文" in text_of(app).splitlines()[-1]


@pytest.mark.parametrize("language", list(Language))
async def test_the_heading_keeps_topic_and_level_on_60_columns(make_app, bank, language):
    app = make_app(CONV, language=language)
    async with app.run_test(size=(60, 20)) as pilot:
        await in_quiz(app, pilot)
        screen = app.screen
        for topic in bank.topics.values():
            screen.session.question = dataclasses.replace(screen.session.question, topic_title=topic)
            screen.speak()
            told = screen.query_one("#head").text
            assert cells(told) <= 58
            assert topic[language] in told
