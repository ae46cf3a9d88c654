"""That a key was heard is seen at once, also where what it does takes longer than a blink."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

Answer = TypeVar("Answer")
Given = ParamSpec("Given")
Asked = TypeVar("Asked", bound="Hearing[Any]")


class Hearing(Screen[Answer]):
    """A screen that shows which key was heard before it does what takes a moment; until then further keys wait."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name, id, classes)
        self.filled = True
        """Whether there is something to receive keys; else they wait in the app."""
        self.busy = False
        """Whether a key was heard and is about to be acted on; the next ones wait in the app."""

    def soon(self, act: Callable[[], object], action: str) -> None:
        """Do what takes a moment, once it is shown that the key of ``action`` was heard."""
        if self.busy:
            return  # the second click of two; keys wait
        self.busy = True
        self.hear(action)
        self.call_after_refresh(self._do, act)

    async def _do(self, act: Callable[[], object]) -> None:
        try:
            done = act()
            if iscoroutine(done):  # not what Textual would have closed: a screen cannot wait for its own end
                await done
        finally:
            self.hear("")
            self.app.call_later(self._done)

    async def _done(self) -> None:
        self.busy = False
        if self.filled:
            await cast("QuizzerApp", self.app).receive_keys(self)

    def hear(self, action: str) -> None:
        """Show that ``action`` was asked for and is on its way; "": nothing is."""


def listens(screen: Screen[Any]) -> bool:
    """Whether ``screen`` has something to receive keys, and has acted on those it heard."""
    return not isinstance(screen, Hearing) or (screen.filled and not screen.busy)


def heard_first(act: Callable[Concatenate[Asked, Given], object]) -> Callable[Concatenate[Asked, Given], None]:
    """An action that takes a moment, such as one that opens a screen: first it is shown that its key was heard."""
    name = act.__name__.removeprefix("action_")

    @wraps(act)
    def hear_and_act(screen: Asked, /, *given: Given.args, **named: Given.kwargs) -> None:
        screen.soon(partial(act, screen, *given, **named), name)

    return hear_and_act
