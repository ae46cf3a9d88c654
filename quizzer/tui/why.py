"""What is known of an item, in a window over the screen: ``quizzer why``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll

from quizzer.practice.explaining import story_of
from quizzer.reports.history import history_lines
from quizzer.reports.phrases import Voice
from quizzer.tui.dialogs import Dialog
from quizzer.tui.speaking import Words
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.wording.wrapping import wrap

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

WINDOW_CELLS = 64
"""The lines of the window; a narrower terminal wraps them once more."""


class WhyScreen(Dialog[None]):
    """The attempts at an item, its memory, and why it is due when it is."""

    BINDINGS = [Binding("escape,enter,w", "close", "", show=False)]

    def __init__(self, item: str) -> None:
        super().__init__()
        self.item = item

    def compose(self) -> ComposeResult:
        app = cast("QuizzerApp", self.app)
        with VerticalScroll(classes="dialog"):
            yield Words(app.say("why.title"), classes="title")
            yield Words("\n".join(self._lines(app)))
            yield Words(f"Esc  {app.say('key.close')}", classes="dim")

    def _lines(self, app: QuizzerApp) -> list[str]:
        desk = app.desk
        try:
            story = story_of(desk.store, self.item, desk.today)
            beliefs = {slip: belief.belief for slip, belief in desk.bank.beliefs.items()}
            return history_lines(story, Voice(desk.language, desk.bank.topics, beliefs, WINDOW_CELLS))
        except troubles() as trouble:
            return wrap(f"✗ {sentence_of(trouble, desk.language)}", WINDOW_CELLS)

    def action_close(self) -> None:
        """Close the window."""
        self.dismiss()
