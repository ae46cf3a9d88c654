"""Answers that are ordered, paired, marked or written, by keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import TextArea

from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.tui.arranging import MatchBoard, OrderBoard, SpotBoard
from quizzer.tui.boards import BoardLine
from quizzer.tui.free_text import TickBoard
from quizzer.tui.inputs import OptionBoard
from tests.tui.conftest import in_quiz, text_of

ORDER = QuestionId("kinds-ordering", 1, 2, 1)
MATCH = QuestionId("kinds-matching", 1, 2, 1)
SPOT = QuestionId("kinds-spot", 1, 2, 1)
FREE = QuestionId("kinds-free", 1, 3, 1)
SINGLE = QuestionId("kinds-single", 1, 1, 1)


@pytest.fixture
def answering(make_app, small_bank):
    """Run keys (or clicks on lines, given as numbers) against a question; what the screen shows at the end."""

    async def run(question_id, *steps, language=Language.EN, submit=True, size=(80, 24)):
        app = make_app(question_id, small=True, language=language)
        async with app.run_test(size=size) as pilot:
            await in_quiz(app, pilot)
            for step in [*steps, *(["enter"] if submit else [])]:
                if isinstance(step, int):
                    await pilot.click(list(app.screen.query(BoardLine))[step - 1])
                else:
                    await pilot.press(step)
                await pilot.pause()
            return text_of(app)

    return run


async def test_letters_put_lines_in_order(answering, store, small_bank):
    right = make_question(small_bank, ORDER).expected
    shown = await answering(ORDER, *(key.lower() for key in right))
    assert store.attempts[0].outcome is Outcome.CORRECT
    assert "✓ Right" in shown


async def test_a_line_is_taken_up_and_set_down(answering, store, small_bank, make_app):
    app = make_app(ORDER, small=True)
    async with app.run_test() as pilot:
        await in_quiz(app, pilot)
        board = app.screen.query_one(OrderBoard)
        before = [entry.key for entry in board.order]
        await pilot.press("space", "down", "down", "space", "down")
        assert [entry.key for entry in board.order] == [before[1], before[2], before[0], before[3]]
        lines = list(app.screen.query(BoardLine))
        await pilot.click(lines[2])
        await pilot.click(lines[0])
        assert [entry.key for entry in board.order] == before


async def test_an_order_that_nobody_touched_is_asked_again(answering, store):
    shown = await answering(ORDER)
    assert not store.attempts
    assert "?" in shown


async def test_a_wrong_order_is_named(answering, store, small_bank):
    question = make_question(small_bank, ORDER)
    by_text = {entry.text.en: entry.key.lower() for entry in question.entries}
    wrong = [by_text[text] for text in ("forward pass", "backward pass", "optimiser step", "clip the gradients")]
    shown = await answering(ORDER, *wrong)
    assert store.attempts[0].misconception == "KIND-LATE"
    assert "After the step there is nothing left to clip." in shown


async def test_pairs_by_keyboard_and_by_mouse(answering, store, small_bank):
    question = make_question(small_bank, MATCH)
    await answering(MATCH, *(key.lower() for key in question.expected))
    places = [3 + [target.key for target in question.targets].index(key) + 1 for key in question.expected]
    await answering(MATCH, *(step for left, right in enumerate(places, 1) for step in (left, right)))
    assert [attempt.outcome for attempt in store.attempts] == [Outcome.CORRECT] * 2


async def test_a_pair_can_be_changed_and_taken_back(make_app, small_bank):
    app = make_app(MATCH, small=True)
    async with app.run_test() as pilot:
        await in_quiz(app, pilot)
        board = app.screen.query_one(MatchBoard)
        await pilot.press("a", "b", "1", "b")
        assert board.pairs == {"1": "B"}
        await pilot.press("1", "backspace")
        assert board.pairs == {}
        await pilot.press("a", "enter")
        await pilot.pause()
        assert "?" in text_of(app)
        assert board.open


async def test_a_segment_and_its_correction(answering, store):
    shown = await answering(SPOT, "b", "2")
    assert store.attempts[0].outcome is Outcome.CORRECT
    assert "✓ B" in shown
    await answering(SPOT, 2, 4)
    assert store.attempts[1].outcome is Outcome.PARTIAL
    assert store.attempts[1].misconception == "KIND-LEARN"


async def test_the_pointer_and_space_mark_too(make_app):
    app = make_app(SPOT, small=True)
    async with app.run_test() as pilot:
        await in_quiz(app, pilot)
        await pilot.press("down", "space", "down", "down", "down", "space")
        assert app.screen.query_one(SpotBoard).typed == "B 2"


async def test_a_text_is_compared_and_ticked(make_app, store, small_bank):
    app = make_app(FREE, small=True, language=Language.ZH)
    async with app.run_test(size=(80, 40)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*"smaller maps", "f7")
        await pilot.pause()
        shown = text_of(app)
        assert small_bank.items["kinds-free"].model_answer.zh in shown
        assert "□ 1  缩小特征图" in shown
        await pilot.press("1", "2", "2", "a")
        assert app.screen.query_one(TickBoard).typed == "1,-1"
        await pilot.press("a", "enter")
        await pilot.pause()
        assert store.attempts[0].outcome is Outcome.PARTIAL
        assert store.attempts[0].given.startswith("smaller maps\n.\n1")


async def test_nothing_written_is_not_compared(make_app):
    app = make_app(FREE, small=True)
    async with app.run_test() as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f7")
        assert not app.screen.query(TickBoard)
        assert app.screen.query_one(TextArea).has_focus


async def test_the_first_arrow_picks_the_first_option(make_app):
    app = make_app(SINGLE, small=True)
    app.desk.preferences = replace(app.desk.preferences, options="shown")
    async with app.run_test() as pilot:
        await in_quiz(app, pilot)
        board = app.screen.query_one(OptionBoard)
        await pilot.press("down")
        assert board.picked == {1}
        await pilot.press("down")
        assert board.picked == {2}


async def test_a_case_opens_at_its_beginning(make_app, bank):
    item = bank.items["cases-decoder-step"]
    app = make_app(QuestionId(item.id, item.version, sorted(item.draw.levels)[0], 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        assert app.screen.session.question.prompt.en[:40] in text_of(app)


async def test_a_text_without_a_tick_is_handed_in_only_when_asked_again(make_app, store):
    app = make_app(FREE, small=True)
    async with app.run_test(size=(80, 40)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*"no idea", "f7", "enter")
        await pilot.pause()
        assert "No key point is ticked" in text_of(app)
        assert store.attempts == []
        await pilot.press("enter")
        await pilot.pause()
        assert store.attempts[0].outcome is Outcome.INCORRECT
