"""Few snapshots, each looked at: home, question, feedback and summary in both languages, sizes and themes."""

from __future__ import annotations

import pytest

from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from tests.tui.conftest import settled
from tests.tui.test_quiz import CONV, SINGLE, TRUTH

TRACE = QuestionId("nms-iou-greedy-trace", 1, 3, 2)


@pytest.fixture
def still(monkeypatch):
    """A cursor that does not blink, so that two drawings of the same are the same."""
    monkeypatch.setattr("textual.widgets.Input.cursor_blink", False)


def after(*keys):
    async def run_before(pilot):
        await settled(pilot.app, pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return run_before


LOOKS = {
    "home": ((), {"small": True}, (), (80, 24)),
    "home-chinese-wide": ((), {"small": True, "language": Language.ZH}, (), (120, 40)),
    "question": ((CONV,), {}, ("enter", "1", "1"), (80, 24)),
    "question-trace-chinese": ((TRACE,), {"language": Language.ZH}, ("enter",), (80, 24)),
    "feedback-wrong-light": ((SINGLE, CONV), {"theme": "textual-light"}, ("enter", "2", "enter"), (80, 24)),
    "feedback-more-wide": ((CONV, CONV), {}, ("enter", "5", "enter", "m"), (120, 40)),
    "summary-of-review": ((SINGLE,), {}, ("r", "2", "enter", "enter", "enter"), (80, 24)),
    "summary-chinese-light-wide": (
        (SINGLE,),
        {"language": Language.ZH, "theme": "textual-light"},
        ("enter", "2", "enter", "enter", "enter"),
        (120, 40),
    ),
    "feedback-truth-chinese": (
        (TRUTH, CONV),
        {"language": Language.ZH},
        ("enter", "t", "space", "2", "enter"),
        (80, 24),
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_looks(name, make_app, snap_compare, still):
    ids, options, keys, size = LOOKS[name]
    assert snap_compare(make_app(*ids, **options), run_before=after(*keys), terminal_size=size)


def test_looks_without_colour(make_app, snap_compare, still, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make_app(SINGLE, CONV), run_before=after("enter", "2", "enter"), terminal_size=(80, 24))
