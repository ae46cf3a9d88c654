"""Opening the full-screen program, if there is a terminal to open it on."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from quizzer.cli.exits import DONE, UNUSABLE, Stop
from quizzer.practice.desk import Desk
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.interview_desk import InterviewWish
    from quizzer.practice.reviewing import Wish

PAINTS_PER_SECOND = "240"
"""So often the screen may change: at Textual's 60 what a key did would be ready up to 17 ms before it is seen."""


def open_full_screen(
    desk: Desk,
    items: Sequence[str] | None = None,
    count: int = 10,
    wish: Wish | None = None,
    resume: bool = False,
    interview: InterviewWish | None = None,
) -> int:
    """Run the full-screen program: at home, in a quiz, in the review wished, in what was left, or at the interviews.

    Raises :class:`Stop` without a terminal.
    """
    in_browser = os.environ.get("TEXTUAL_DRIVER", "").startswith("textual.drivers.web_driver")
    in_terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if not (in_terminal or in_browser):
        raise Stop(UNUSABLE, say("problem.no_terminal", desk.language))
    os.environ.setdefault("TEXTUAL_FPS", PAINTS_PER_SECOND)  # Textual asks once, when it is imported
    from quizzer.cli.output import draws_wide
    from quizzer.tui.app import run_app

    desk.wide_signs = in_terminal and draws_wide()
    with closing(desk):
        code = run_app(desk, items=items, count=count, wish=wish, resume=resume, interview=interview)
        if code == DONE:
            from quizzer.cli.finishing import finish_backup

            finish_backup(desk)
    return code
