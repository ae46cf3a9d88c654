"""The interview on the screen: sat by keys and by mouse, dropped and gone on with, never a word before its end."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.widgets import OptionList

from quizzer.bank.blueprints import Blueprint, Cell
from quizzer.generators.making import make_question
from quizzer.practice.interview_desk import interviews_at
from quizzer.practice.interview_report import report_from
from quizzer.practice.judging import Standing
from quizzer.practice.preferences import Preferences
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.progress.store import open_store
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language, Text
from quizzer.tui.boards import BoardLine, Submitted
from quizzer.tui.deciding import Deed
from quizzer.tui.home import HomeScreen
from quizzer.tui.inputs import TypedInput
from quizzer.tui.interview_fields import Marks
from quizzer.tui.interview_report import InterviewReportScreen
from quizzer.tui.interview_windows import OverviewScreen, PauseScreen
from tests.plain.test_plain_interview import secrets
from tests.practice.interview_tools import right, wrong
from tests.tui.conftest import text_of
from tests.tui.interview_stage import CHOICES, Stage, desk_at

BY_CHANCE = 25
"""What is no longer than this may stand on the screen by chance."""


@pytest.fixture
def stage(bank, clock, tmp_path):
    with open_store(tmp_path / "progress.db", clock()) as store:
        yield Stage(desk_at(tmp_path, bank, clock, store))


async def type_in(screen, pilot, text):
    screen.query_one(TypedInput).value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_a_whole_interview_by_keyboard(stage):
    app, interview = stage.app(), stage.begin()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        assert "Question 1 of 3" in text_of(app)
        assert "10:00 left · on time" in text_of(app)
        await type_in(screen, pilot, "987654321987")
        assert "Question 2 of 3" in text_of(app)
        await pilot.press("f8", "f8", right(interview).lower(), "enter")
        await pilot.pause()
        assert "Question 3 of 3" in text_of(app)
        await pilot.press("enter")
        await stage.wait(screen, 3)
        assert "1:57 to speak" in text_of(app)
        await type_in(screen, pilot, "said it")
        assert "A good answer" in text_of(app)
        assert "9:57 left · clock stopped" in text_of(app)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "Every question has an answer" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewReportScreen)
    report = report_from(interviews_at(stage.desk).all()[0].report)
    assert [line.standing for line in report.lines][:2] == [Standing.INCORRECT, Standing.CORRECT]
    assert [line.confidence for line in report.lines] == [None, 2, None]
    assert report.lines[2].ticks == "1"
    assert report.used_ms == 3_000


@pytest.mark.long
async def test_a_whole_interview_by_mouse(stage):
    app, interview = stage.app(), stage.begin(CHOICES)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        await pilot.click(screen.query(Deed)[3])
        await pilot.pause()
        await pilot.click(screen.query(BoardLine)[1])
        assert interview.confidence == 3
        await pilot.click(Marks, offset=(3, 0))
        await pilot.pause()
        assert interview.number == 2
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PauseScreen)
        await pilot.click(app.screen.query(Deed)[2])
        await pilot.pause()
        assert isinstance(app.screen, InterviewReportScreen)
        assert "0 % of the points" in text_of(app)


MIXED = Blueprint(
    id="mixed",
    name=Text("Mixed", "混合"),
    minutes=10,
    # Who puts lines into their right order sees them so.
    cells=[Cell(kind="numeric"), Cell(kind="conceptual", where="-item_kind:ordering", count=2)],
)
FRAMES = [
    ((60, 20), Language.ZH, 2, False),
    *(
        pytest.param(size, language, seed, seed % 2 == 0, marks=pytest.mark.long)
        for size in ((60, 20), (80, 24), (120, 40))
        for language in Language
        for seed in (1, 4, 5)
    ),
]


def packed(text):
    """Without blanks and line ends, so that it is found however it is wrapped."""
    return "".join(text.split())


def given_away(interview, language, frames):
    """What of the secrets of the questions that were asked is to be seen in ``frames``."""
    asked = [QuestionId.parse(reply.question) for reply in interview.state.replies if reply.question]
    questions = [make_question(interview.bank, question) for question in asked]
    found = {secret for question in questions for secret in secrets(question, language) if len(secret) > BY_CHANCE}
    return [secret for secret in found if any(packed(secret) in frame for frame in frames)]


@pytest.mark.parametrize(("size", "language", "seed", "knows"), FRAMES)
async def test_no_frame_before_the_end_gives_anything_away(stage, size, language, seed, knows):
    stage.desk.preferences = Preferences(language)
    app, interview = stage.filmed_app(), stage.begin(MIXED, seed)
    async with app.run_test(size=size) as pilot:
        screen = await stage.sit(app, pilot, interview)
        while interview.number is not None:
            assert {Language.EN: "left", Language.ZH: "剩余"}[language] in text_of(app)
            given = right(interview) if knows else wrong(interview)
            if given is None:
                await pilot.press("f5")
            else:
                await pilot.press("x")
                screen.field.post_message(Submitted(given))
            await pilot.pause()
        frames = [packed(frame) for frame in dict.fromkeys(stage.frames)]
        assert len(frames) > interview.total
        assert given_away(interview, language, frames) == []
        assert not any(sign in frame for frame in frames for sign in "✓✗")
        await pilot.press("enter")
        await pilot.pause()
        told = packed("\n".join(line for part in app.screen.parts for line in part.lines))
        assert knows or given_away(interview, language, [told])


async def test_dropped_in_the_middle_it_goes_on_to_the_second(stage):
    app, interview = stage.app(), stage.begin()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        await stage.wait(screen, 90)
        await type_in(screen, pilot, "7")
        await stage.wait(screen, 13)
        kept = stage.again()
        assert (kept.used_ms, kept.answered, kept.number) == (103_000, 1, 2)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "Question 2 of 3" in text_of(app)
    other, again = stage.app(), stage.again()
    async with other.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(other, pilot, again)
        assert "8:17 left" in text_of(other)
        screen.interview.go_to(1)
        await screen.go_on()
        await pilot.pause()
        assert screen.query_one(TypedInput).value == "7"


async def test_time_runs_out_into_the_report(stage):
    app, interview = stage.app(), stage.begin(minutes=0.1)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        await pilot.press("f7")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        await stage.wait(screen, 8)
        await pilot.pause()
        assert isinstance(app.screen, InterviewReportScreen)
        assert "Time is over; nothing more is taken." in text_of(app)
        assert len(app.screen_stack) == 3


async def test_escape_hides_the_question_while_the_clock_stands(stage):
    app, interview = stage.app(), stage.begin()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        screen.query_one(TypedInput).value = "12"
        await pilot.press("escape")
        await pilot.pause()
        shown = text_of(app)
        assert "The clock stands still with 10:00 left; every answer is kept." in shown
        assert interview.question.prompt["en"][:20] not in shown
        await stage.wait(screen, 20)
        await pilot.press("escape")
        await pilot.pause()
        assert "10:00 left" in text_of(app)
        assert screen.query_one(TypedInput).value == "12"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    assert stage.again().used_ms == 0


async def test_keys_that_come_in_one_burst_keep_their_order(stage):
    app = stage.app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, stage.begin())
        for key in ("6", "backspace", "7", "home", "1"):
            app.post_message(Key(key, key if key.isdigit() else None))
        await pilot.pause()
        assert screen.query_one(TypedInput).value == "17"


@pytest.mark.long
async def test_skipped_questions_are_listed_and_can_be_gone_back_to(stage):
    app, interview = stage.app(), stage.begin()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        screen.query_one(TypedInput).value = "12"
        await pilot.press("f5")
        await pilot.pause()
        assert "□ ▸ ·" in text_of(app)
        await pilot.press("f7")
        await pilot.pause()
        assert "skipped" in text_of(app)
        assert "to come" in text_of(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "未到" in text_of(app)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert interview.number == 1
        assert screen.query_one(TypedInput).value == "12"


@pytest.mark.long
async def test_what_was_left_out_is_named_at_the_end(stage):
    app, interview = stage.app(), stage.begin()
    interview.skip(for_good=True)
    interview.skip(for_good=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await stage.sit(app, pilot, interview)
        await pilot.press("f4")
        await pilot.pause()
        assert "Without an answer: 1, 2, 3" in text_of(app)
        await pilot.press("f7")
        await pilot.pause()
        app.screen.query_one(OptionList).action_select()
        await pilot.pause()
        assert interview.number == 1


@pytest.mark.long
async def test_what_cannot_be_read_is_asked_again(stage):
    app, interview = stage.app(), stage.begin()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        await type_in(screen, pilot, "[red]x[/] \x1b[31m")
        assert interview.number == 1
        assert "? " in text_of(app)
        await type_in(screen, pilot, "7")
        await pilot.press("enter")
        await pilot.pause()
        assert interview.number == 2
        assert "? " in text_of(app)


@pytest.mark.long
async def test_the_two_minutes_end_with_a_sentence(stage):
    app, interview = stage.app(), stage.begin()
    interview.skip()
    interview.skip()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        assert "Enter begins your two minutes" in text_of(app)
        await pilot.press("w")
        await stage.wait(screen, 121)
        await pilot.pause()
        assert "The two minutes are over" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "A good answer" in text_of(app)


async def test_a_full_disk_is_said_and_nothing_is_lost(stage, monkeypatch):
    app, interview = stage.app(), stage.begin(CHOICES)
    interview.skip()

    def full(*_):
        raise DatabaseProblem(ProblemReason.FULL, stage.desk.database, "")

    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        with monkeypatch.context() as broken:
            broken.setattr(interview.store, "save", full)
            await pilot.press("a", "enter")
            await pilot.pause()
            assert "✗" in text_of(app)
            assert interview.answered == 0
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        monkeypatch.setattr(interview.store, "finish", full)
        await pilot.press("enter")
        await pilot.pause()
        assert packed("Enter tries again") in packed(text_of(app))
        monkeypatch.undo()
        await pilot.press("enter")
        await pilot.pause()
        assert screen.finished


async def test_no_palette_and_help_that_gives_nothing_away(stage):
    app, interview = stage.app(), stage.begin(CHOICES)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await stage.sit(app, pilot, interview)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("question_mark")
        await pilot.pause()
        assert "F8 how sure" in text_of(app)
        await pilot.press("escape", "f2")
        await pilot.pause()
        assert "第 1 题，共 2 题" in text_of(app)
