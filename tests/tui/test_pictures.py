"""The picture of a question on the screen: drawn where there is room, left out before the field is out of sight."""

from __future__ import annotations

import pytest

from quizzer.questions.question import QuestionId
from tests.tui.conftest import in_quiz, text_of

KERNEL = QuestionId("output-size-conv-side", 1, 2, 3)


@pytest.mark.parametrize(("size", "drawn"), [((80, 24), True), ((120, 40), True), ((60, 20), False), ((60, 30), True)])
async def test_a_picture_is_drawn_where_the_field_stays_in_sight(make_app, size, drawn):
    app = make_app(KERNEL)
    async with app.run_test(size=size) as pilot:
        await in_quiz(app, pilot)
        assert ("■ kernel" in text_of(app)) is drawn
        field = app.focused
        assert field.region.bottom < size[1]


async def test_a_picture_follows_language_and_size(make_app):
    app = make_app(KERNEL)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f2")
        assert "■ 卷积核" in text_of(app)
        await pilot.resize_terminal(60, 16)
        await pilot.pause()
        assert "■ 卷积核" not in text_of(app)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert "■ 卷积核" in text_of(app)
