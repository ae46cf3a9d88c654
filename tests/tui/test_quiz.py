"""A quiz on the screen, by keyboard and mouse: every answer kind, hints, undo, leaving, trouble, hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.bank.loading import load_bank
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import levels
from quizzer.generators.making import make_question
from quizzer.practice.preferences import usable_preferences
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.tui.boards import BoardLine
from quizzer.tui.dialogs import HelpScreen, LeaveScreen
from quizzer.tui.home import HomeScreen
from quizzer.tui.inputs import OptionBoard, TypedInput
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.summary import SummaryScreen
from tests.tui.conftest import in_quiz, settled, shown, text_of

CONV = QuestionId("output-size-conv-side", 1, 2, 4)
SINGLE = QuestionId("losses-softmax-twice", 1, 4, 1)
MULTI = QuestionId("pooling-max-pool-facts", 1, 2, 1)
TRUTH = QuestionId("convolution-basics-kernel-flip", 1, 3, 1)
CLOZE = QuestionId("metrics-precision-term", 1, 1, 1)
RECTANGLE = QuestionId("output-size-conv-rectangle", 1, 2, 1)
TRACE = QuestionId("nms-iou-greedy-trace", 1, 4, 1)


async def answer_right(question, pilot):
    """Answer as a learner with a keyboard would, who looks at the options first."""
    if getattr(pilot.app.screen.field, "hidden", False):
        await pilot.press("space")
    if question.spec.kind == "choice":
        await pilot.press(*(key.lower() for key in question.typed_answer if key != ","), "enter")
    elif question.spec.kind == "truth_reason":
        await pilot.press(*question.typed_answer.lower().replace(" ", ""), "enter")
    else:
        await pilot.press(*question.typed_answer, "enter")
    await pilot.pause()


@pytest.mark.parametrize("question_id", [CONV, SINGLE, MULTI, TRUTH, CLOZE, RECTANGLE, TRACE], ids=str)
async def test_every_answer_kind_by_keyboard(make_app, store, bank, question_id):
    app = make_app(question_id)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await answer_right(make_question(bank, question_id), pilot)
        assert store.attempts[0].outcome is Outcome.CORRECT
        assert "✓ Right" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "Everything was right." in text_of(app)


async def test_an_option_by_mouse(make_app, store):
    app = make_app(SINGLE)
    async with app.run_test(size=(100, 30)) as pilot:
        await in_quiz(app, pilot)
        board = app.screen.query_one(OptionBoard)
        right = next(n for n, choice in enumerate(board.question.choices) if choice.correct)
        await pilot.click(list(app.screen.query(BoardLine))[right])
        assert board.picked == {right + 1}
        await pilot.press("enter")
        await pilot.pause()
        assert store.attempts[0].outcome is Outcome.CORRECT


async def test_what_cannot_be_read_is_asked_again(make_app, store):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*"3*(4", "enter")
        await shown(app, pilot, "A bracket is not closed.")
        assert any(line.strip() == "^" for line in text_of(app).splitlines())
        assert store.attempts == []
        assert app.screen.query_one(TypedInput).value == "3*(4"
        assert app.focused is app.screen.query_one(TypedInput)


async def test_a_wrong_answer_names_the_slip_and_more_is_one_key_away(make_app, bank):
    question = make_question(bank, CONV)
    app = make_app(CONV)
    async with app.run_test(size=(80, 60)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*str(int(question.typed_answer) - 1), "enter")
        await pilot.pause()
        assert "leave out the final + 1" in text_of(app)
        assert "Worked solution" not in text_of(app)
        await pilot.press("m")
        await shown(app, pilot, "In the notes")
        assert "Worked solution" in text_of(app)


async def test_the_language_changes_in_the_middle_and_nothing_is_lost(make_app, tmp_path):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*"11")
        await pilot.press("f2")
        await pilot.pause()
        assert "卷积" in text_of(app)
        assert app.screen.query_one(TypedInput).value == "11"
        assert usable_preferences(tmp_path / "config.toml")[0].language is Language.ZH
        await pilot.press("f2")
        await pilot.pause()
        assert "convolution" in text_of(app)


async def test_hints_do_not_know_skip_and_undo(make_app, store):
    app = make_app(CONV, CONV, CONV)
    async with app.run_test(size=(80, 40)) as pilot:
        await in_quiz(app, pilot)
        for _ in range(4):
            await pilot.press("f3")
        await pilot.pause()
        assert "Hint 3" in text_of(app)
        assert "no further hint" in text_of(app)
        await pilot.press("f5")
        await pilot.pause()
        assert "Hint 3" not in text_of(app)
        await pilot.press("f4")
        await pilot.pause()
        assert store.attempts[0].gave_up
        await pilot.press("u")
        await pilot.pause()
        assert store.attempts == []
        assert "Taken back" in text_of(app)


async def test_leaving_early_keeps_everything(make_app, store, bank):
    app = make_app(CONV, CONV, CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await answer_right(make_question(bank, CONV), pilot)
        await pilot.press("enter")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, LeaveScreen)
        assert "kept" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        await pilot.press("escape")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert len(store.attempts) == 1
        assert store.left["session-quiz-0"]["asked"] == str(CONV)
        assert store.ended == []


async def test_what_is_said_on_leaving_is_true(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "nothing is kept" in text_of(app)
        await pilot.press("escape", "f4", "escape")
        await pilot.pause()
        assert "Every question was answered" in text_of(app)


async def test_a_second_complaint_comes_into_view_too(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(60, 16)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f3", "f3", "h")
        for key, typed in (("1", "h1"), ("x", "h1x")):
            await pilot.press(key)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            assert f"? “{typed}” is" in text_of(app)


async def test_an_answer_that_cannot_be_saved_is_not_shown_as_graded(make_app, store, bank):
    question = make_question(bank, CONV)
    store.problem = DatabaseProblem(ProblemReason.FULL, Path("/x/progress.db"), "disk full")
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await answer_right(question, pilot)
        assert "no space left" in text_of(app)
        assert "✓" not in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert store.attempts[0].outcome is Outcome.CORRECT


HOSTILE = ["[red]x[/red]", "[@click=app.quit]x[/]", "[/]", "$HOME {0} %s"]


@pytest.mark.parametrize("typed", HOSTILE)
async def test_typed_text_is_never_markup(make_app, store, typed):
    app = make_app(CLOZE)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        app.screen.query_one(TypedInput).value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert f"read as {typed}" in text_of(app)
        assert store.attempts[0].given == typed


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_nothing_is_cut_off_that_cannot_be_scrolled_to(make_app, size):
    app = make_app(TRACE)
    async with app.run_test(size=size) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f4")
        await pilot.press("m")
        await pilot.pause()
        column = app.screen.query_one(".column")
        lowest = app.screen.query_one("#more")
        assert column.virtual_size.width <= size[0]
        assert lowest.virtual_region.bottom <= column.virtual_size.height


async def test_help_explains_the_field(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "Arithmetic is fine" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("5", "question_mark")
        assert isinstance(app.screen, QuizScreen)


async def test_the_summary_says_what_went_wrong(make_app, bank):
    question = make_question(bank, CONV)
    app = make_app(CONV, CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        for _ in range(2):
            await pilot.press(*str(int(question.typed_answer) - 1), "enter", "enter", "enter")
            await pilot.pause()
        shown = text_of(app)
        assert "✗ not right" not in shown
        assert "What went wrong" in shown
        assert "leave out the final + 1" in shown


def question_of(bank, item_id):
    item = bank.items[item_id]
    level = max(levels(item))
    return QuestionId(item_id, item.version, level, 11)


async def test_a_bank_with_a_mistake_is_said_at_home(make_app, tmp_path):
    app = make_app()
    del app.desk.__dict__["bank"]
    app.desk.bank_folders = (tmp_path / "empty",)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "No question can be asked" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_a_damaged_database_is_said_at_home(make_app, tmp_path):
    app = make_app()
    del app.desk.__dict__["store"]
    app.desk.database.write_bytes(b"this is no database, it is a text that somebody saved here")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "is damaged" in " ".join(text_of(app).split())
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.desk.database.read_bytes().startswith(b"this is no database")


def test_the_bundled_bank_is_the_one_that_is_drawn(bank):
    assert load_bank(bundled_bank()).items.keys() == bank.items.keys()
