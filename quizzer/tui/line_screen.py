"""A small window that asks for one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from quizzer.tui.dialogs import Dialog
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.typed_line import TypedLine

Check = Callable[[str], str]
"""A sentence about what is typed; "" where it is right."""


class LineScreen(Dialog[str]):
    """Asks for a line; what is not right yet is said while one types, and Enter waits for it unless not ``strict``."""

    BINDINGS = [Binding("escape", "leave", "", show=False)]

    def __init__(self, asked: str, value: str, check: Check, *, strict: bool = True) -> None:
        super().__init__()
        self.asked, self.value, self.check, self.strict = asked, value, check, strict

    def compose(self) -> ComposeResult:
        from quizzer.tui.app import QuizzerApp

        with Column(classes="dialog"):
            yield Words(cast(QuizzerApp, self.app).say(self.asked))
            yield TypedLine(self.value, max_length=1000, select_on_focus=False)
            yield Words(self.remark, id="remark")

    @property
    def remark(self) -> str:
        """What is said of the line as it stands."""
        typed = self.value.strip()
        return self.check(typed) if typed or not self.strict else ""

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say what is not right yet."""
        self.value = message.value  # kept when the language changes
        self.query_one("#remark", Words).write(self.remark)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Close the window with what was typed, if it is right."""
        typed = message.value.strip()
        if not self.strict or not typed or not self.check(typed):
            self.dismiss(typed)

    def action_leave(self) -> None:
        """Close the window; nothing changes."""
        self.dismiss("")
