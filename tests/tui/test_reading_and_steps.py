"""While typing: what is understood. After the verdict: worked steps one by one. Beside it: a second column."""

from __future__ import annotations

import pytest

from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId
from quizzer.tui.drawing import Drawing
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.speaking import Words
from tests.tui.conftest import in_quiz, shown, text_of
from tests.tui.test_quiz import CONV, MULTI, RECTANGLE

BOXES = QuestionId("nms-iou-greedy-trace", 1, 3, 2)


def read_as(app):
    return app.screen.query_one("#read_as", Words).text


async def test_what_is_understood_is_said_while_typing(make_app, store, bank):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        assert read_as(app) == ""
        below = app.screen.query_one("#notice").region.y
        await pilot.press(*"(112+1)/2")
        await pilot.pause()
        assert read_as(app) == "read as 56.5. A whole number is needed."
        assert read_as(app) in text_of(app)
        assert app.screen.query_one("#notice").region.y == below
        await pilot.press("f2")
        await pilot.pause()
        assert read_as(app) == "读作 56.5。需要整数。"
        await pilot.press("backspace", "backspace", "enter")
        await pilot.pause()
        assert not app.screen.query_one("#read_as").display
        assert "✗" in text_of(app)


async def test_a_complaint_goes_when_typing_goes_on(make_app, store):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*"3*(4", "enter")
        await shown(app, pilot, "A bracket is not closed.")
        assert text_of(app).count("A bracket is not closed.") == 1
        await pilot.press(")")
        await pilot.pause()
        assert "A bracket is not closed." not in text_of(app)
        assert read_as(app) == "read as 12"
        assert store.attempts == []


async def test_each_part_is_read_as_one_types(make_app):
    app = make_app(RECTANGLE)
    async with app.run_test(size=(60, 20)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*"28x")
        await pilot.press("5")
        await pilot.pause()
        assert read_as(app) == "read as [28, 5]"


async def test_options_are_not_read(make_app):
    app = make_app(MULTI)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("a")
        assert not app.screen.query("#read_as")


async def test_the_solution_is_walked_line_by_line(make_app, bank):
    steps = len(make_question(bank, CONV).solution) + 1  # and the formula
    app = make_app(CONV, CONV)
    async with app.run_test(size=(80, 40)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("5", "enter")
        await pilot.pause()
        assert f"↓ its {steps} steps one by one" in text_of(app)
        for step in range(1, steps + 1):
            await pilot.press("down" if step % 2 else "enter")
            await pilot.pause()
            assert f"Worked solution, step {step} of {steps}" in text_of(app)
            assert len(app.screen.query_one("#more", Words).text.splitlines()) == step + 1
        assert "── Why" not in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "── Why" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.answered is None
        assert app.screen.session.number == 2


async def test_after_a_right_answer_the_next_question_is_one_enter_away(make_app, bank):
    app = make_app(CONV, CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press(*make_question(bank, CONV).typed_answer, "enter")
        await pilot.pause()
        assert "──" not in app.screen.query_one("#more", Words).text
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.session.number == 2


async def test_after_a_wrong_one_the_rest_is_one_enter_away(make_app):
    app = make_app(CONV, CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("5", "enter", "enter")
        await pilot.pause()
        assert "── Worked solution" in text_of(app)
        await pilot.press("m")
        await pilot.pause()
        assert "── Worked solution" not in text_of(app)


@pytest.mark.parametrize(("size", "beside"), [((120, 30), True), ((100, 30), False), ((80, 24), False)])
async def test_a_wide_terminal_has_a_second_column(make_app, size, beside):
    app = make_app(BOXES, CONV)
    async with app.run_test(size=size) as pilot:
        await in_quiz(app, pilot)
        screen = app.screen
        assert isinstance(screen, QuizScreen)
        assert screen.query_one("#aside").display is beside
        drawn = [drawing.id for drawing in screen.query(Drawing) if drawing.text]
        assert drawn in ([["picture_aside"], ["picture"]] if beside else [["picture"], []])
        await pilot.press("f4", "enter")
        await shown(app, pilot, "── Why")
        place = screen.query_one("#more_aside" if beside else "#more")
        assert place.display
        assert (place.region.x >= 78) is beside


async def test_the_columns_follow_the_width(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(120, 30)) as pilot:
        await in_quiz(app, pilot)
        for width, wide in ((119, False), (60, False), (160, True)):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert app.screen.query_one("#aside").display is wide
            assert app.screen.query_one(".column").size.width <= 78


async def test_the_picture_gives_way_to_the_verdict(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        picture = app.screen.query_one("#picture", Drawing)
        assert picture.text
        await pilot.press("5", "enter")
        await pilot.pause()
        assert picture.text == ""
        assert app.screen.query_one(".column").scroll_y == 0
        assert "one by one" in text_of(app)
