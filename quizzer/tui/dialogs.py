"""Small windows over a screen: help, and the question whether to leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from quizzer.tui.hearing import Answer, Hearing
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words, fit_at_once
from quizzer.wording.catalogue import TEXTS

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp


class Dialog(ModalScreen[Answer], Hearing[Answer]):
    """A small window that can be drawn again in another language.

    A ``STAGED`` one has something that takes time, such as lines to type in: its ``compose`` leaves that out until it
    is ``whole``, right after the first paint. Keys wait until it is ``filled``.
    """

    AUTO_FOCUS = ""
    STAGED: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self.whole = self.filled = not self.STAGED

    def hear(self, action: str) -> None:
        for hint in self.query(".dim"):
            hint.set_class(bool(action), "-heard")

    def on_compose(self) -> None:
        fit_at_once(self)

    def on_mount(self) -> None:
        self.call_after_refresh(self.prepare if self.whole else self._fill)

    async def _fill(self) -> None:
        self.whole = True
        await self.recompose()
        if self in self.app.screen_stack:  # not left before everything was there
            self.prepare()
        self.app.call_later(cast("QuizzerApp", self.app).receive_keys, self)

    def prepare(self) -> None:
        """What is done once everything is there: the first widget that takes it has the focus, unless one has it."""
        if self.focused is None:
            self.focus_next()

    def speak(self) -> None:
        """Say everything again."""
        self.refresh(recompose=True)


class HelpScreen(Dialog[None]):
    """Explains what has the focus: the texts of ``keys``, one after the other."""

    BINDINGS = [Binding("escape,enter,question_mark,f1,space", "dismiss_help", "", show=False)]

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        app = cast("QuizzerApp", self.app)
        with Column(classes="dialog"):
            yield Words(app.say("help.title"), classes="title")
            for key in self.keys:
                yield Words(app.say(key))
            own = app.desk.preferences.keys
            if own:
                keys = ", ".join(
                    f"{app.key_for(one, '')} {app.say(f'keys.{one}')}" for one in own if f"keys.{one}" in TEXTS
                )
                yield Words(app.say("keys.changed", keys=keys))
            yield Words(f"Esc  {app.say('key.close')}", classes="dim")

    def action_dismiss_help(self) -> None:
        """Close the window."""
        self.dismiss()


class LeaveScreen(Dialog[bool]):
    """Asks whether to leave a quiz, with the sentence of ``key`` that says what is kept."""

    BINDINGS = [
        Binding("enter,y", "leave(True)", "", show=False),
        Binding("escape,n", "leave(False)", "", show=False),
    ]

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def compose(self) -> ComposeResult:
        app = cast("QuizzerApp", self.app)
        with Column(classes="dialog"):
            yield Words(app.say(self.key))
            yield Words(f"Enter  {app.say('key.leave')}     Esc  {app.say('key.stay')}", classes="dim")

    def action_leave(self, leave: bool) -> None:
        """Close the window with the answer."""
        if leave:
            self.soon(lambda: self.dismiss(leave), "leave")
        else:
            self.dismiss(leave)
