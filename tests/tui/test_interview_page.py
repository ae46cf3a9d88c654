"""Where interviews are chosen, what is said before one begins, and the page of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input, OptionList

from quizzer.cli import full_screen
from quizzer.cli.main import run
from quizzer.practice.interview_desk import InterviewWish, interviews_at
from quizzer.practice.interview_report import Advice
from quizzer.practice.preferences import Preferences
from quizzer.progress.store import open_store
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.tui.home import HomeScreen
from quizzer.tui.interview import InterviewScreen
from quizzer.tui.interview_page import InterviewsScreen
from quizzer.tui.interview_report import InterviewReportScreen
from quizzer.tui.interview_windows import SaveScreen, StartScreen
from quizzer.tui.quiz import QuizScreen
from quizzer.wording.wrapping import cells
from tests.practice.interview_tools import answer_all
from tests.tui.conftest import settled, text_of
from tests.tui.interview_stage import CHOICES, SHORT, Stage, desk_at


@pytest.fixture
def stage(bank, clock, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(HomeScreen, "read_all", lambda self: setattr(self, "reading", False))
    with open_store(tmp_path / "progress.db", clock()) as store:
        yield Stage(desk_at(tmp_path, bank, clock, store))


def finished(stage, blueprint=SHORT, knows=False):
    """The report on an interview of which everything or nothing was known."""
    interview = stage.begin(blueprint)
    answer_all(interview, stage.watch, knows=lambda number: knows, confidence=3)
    return interview.finish()


async def at_page(app, pilot, wish=None):
    await settled(app, pilot)
    await app.push_screen(InterviewsScreen(wish))
    await settled(app, pilot)


async def test_home_leads_there_and_a_blueprint_of_ones_own_begins(stage):
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("i")
        await pilot.pause()
        shown = text_of(app)
        assert "My own                             5 min   2 questions" in shown
        assert "None yet" in shown
        app.screen._open(app.screen.blueprints.by_id["mine"])
        await pilot.pause()
        assert "2 questions in 5 minutes: 2 × concept." in text_of(app)
        await pilot.press("n", "s", "4", "2", "enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        interview = app.screen.interview
        assert (interview.paper.blueprint, interview.paper.seed, interview.state.scheduled) == ("mine", 42, False)


@pytest.mark.parametrize("language", Language)
async def test_what_begins_it_is_in_sight_on_a_small_terminal(stage, language):
    stage.desk.preferences = Preferences(language)
    app = stage.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await at_page(app, pilot, InterviewWish("cv-45"))
        shown = text_of(app)
        assert {Language.EN: "Enter  Begin", Language.ZH: "回车  开始"}[language] in shown
        assert {Language.EN: "tomorrow.", Language.ZH: "明天再问。"}[language] in shown


async def test_one_that_is_not_finished_is_offered_first(stage):
    interview = stage.begin()
    interview.answer("7")
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(app, pilot, InterviewWish("mine"))
        shown = text_of(app)
        assert shown.index("Go on: short · 10:00 left, 1 of 3 answered") < shown.index("Begin a new one")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen.interview.number == 2
        await pilot.press("escape", "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewReportScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert "Not finished" not in text_of(app)


async def test_one_whose_questions_changed_can_be_dropped(stage):
    interview = stage.begin()
    item = QuestionId.parse(interview.paper.slots[0].question).item
    left = {name: one for name, one in stage.desk.bank.items.items() if name != item}
    stage.desk.__dict__["bank"] = replace(stage.desk.bank, items=left)
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(app, pilot)
        assert "Drop it" not in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "drop it, or begin a new one" in text_of(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        shown = text_of(app)
        assert "Dropped: short." in shown
        assert "Not finished yet" not in shown
    assert interviews_at(stage.desk).all() == []


async def test_a_wish_opens_its_window_or_goes_on(stage):
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(app, pilot, InterviewWish("mine", 42, 3, False))
        assert isinstance(app.screen, StartScreen)
        shown = text_of(app)
        assert "in 3 minutes" in shown
        assert "[ ] Your review schedule stays" in shown
        assert app.screen.query_one(Input).value == "42"
        await pilot.press("escape")
        stage.begin(CHOICES)
        await at_page(app, pilot, InterviewWish(resume=True))
        assert isinstance(app.screen, InterviewScreen)


async def test_a_cell_that_is_short_is_named(stage):
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(app, pilot, InterviewWish("greedy"))
        await pilot.press("enter")
        await pilot.pause()
        assert "The blueprint greedy wants 50 questions in cell 1" in text_of(app)
        assert interviews_at(stage.desk).all() == []


async def test_reports_stay_and_can_be_read_again(stage):
    finished(stage, CHOICES, knows=True)
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_page(app, pilot)
        assert "100 %" in text_of(app)
        app.screen.query_one(OptionList).action_last()
        await pilot.press("enter")
        await pilot.pause()
        assert "100 % of the points: 2 of 2" in text_of(app)


SIZES = [((60, 20), Language.EN), ((80, 24), Language.ZH), ((120, 40), Language.EN)]


@pytest.mark.parametrize(("size", "language"), SIZES)
async def test_the_report_is_read_top_to_bottom(stage, size, language):
    stage.desk.preferences = Preferences(language)
    report = finished(stage)
    app = stage.app()
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await app.push_screen(InterviewReportScreen(report))
        await pilot.pause()
        shown = text_of(app)
        assert {Language.EN: "0 % of the points", Language.ZH: "得分 0%"}[language] in shown
        rest = app.screen.query_one("#rest")
        told = rest.lines(rest.size.width)
        before = app.screen.query_one(".column").scroll_y
        await pilot.press("space")
        await pilot.wait_for_scheduled_animations()
        assert app.screen.query_one(".column").scroll_y > before
    assert max(map(cells, told)) <= size[0]
    for line in report.to_look_at:
        titles = (f"── Question {line.number} ·", f"── 第 {line.number} 题")
        assert any(one.startswith(titles) for one in told)


async def test_what_is_worth_doing_next_begins_at_a_key_or_a_click(stage):
    report = finished(stage)
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(InterviewReportScreen(report))
        await pilot.pause()
        await pilot.click(app.screen.query("Deed")[1])
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert app.screen.session.count == 10
        screen = InterviewReportScreen(report)
        await app.push_screen(screen)
        assert screen._session(Advice("topic", "", "topic:pooling -topic:pooling", "")) is None
        again = screen._again()
        assert (again.wish.blueprint, again.wish.seed, again.at_once) == ("short", report.seed + 1, True)


@pytest.mark.parametrize(("key", "name", "begins"), [("h", ".html", "<!DOCTYPE html>"), ("m", ".md", "# Interview")])
async def test_a_report_is_saved_and_never_over_another_file(stage, tmp_path, key, name, begins):
    report = finished(stage, CHOICES)
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(InterviewReportScreen(report))
        await pilot.pause()
        await pilot.press(key, "enter")
        await pilot.pause()
        (file,) = tmp_path.glob(f"interview-*{name}")
        assert file.read_text(encoding="utf-8").startswith(begins)
        assert "Saved" in text_of(app)
        await pilot.press(key, "enter")
        await pilot.pause()
        assert isinstance(app.screen, SaveScreen)
        assert "already" in text_of(app)
        app.screen.query_one(Input).value = "/nowhere/at/all"
        await pilot.press("enter")
        await pilot.pause()
        assert "cannot be written" in text_of(app)


def test_the_command_opens_the_screen_on_a_terminal(monkeypatch):
    opened = []
    monkeypatch.setattr("quizzer.cli.interview.in_lines", lambda plain: plain)
    monkeypatch.setattr(full_screen, "open_full_screen", lambda desk, interview: opened.append(interview) or 0)
    arguments = ["interview", "--blueprint", "dl-30", "--seed", "4", "--minutes", "7", "--no-schedule"]
    assert run(arguments) == 0
    assert opened == [InterviewWish("dl-30", 4, 7.0, False)]
