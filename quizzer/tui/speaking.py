"""What the screens have in common: they speak the language of the app and can be told to say everything again."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast, runtime_checkable

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from quizzer.tui.hearing import Hearing, heard_first
from quizzer.tui.key_bar import KeyBar
from quizzer.wording.catalogue import TEXTS
from quizzer.wording.signs import drawn
from quizzer.wording.wrapping import cells, wrap

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp


COMMON_KEYS = {
    "speak": "key.language",
    "quit": "key.quit",
    "help": "key.help",
    "submit": "key.answer",
    "show_options": "key.options",
    "compare": "key.compare",
    "command_palette": "key.palette",
}
"""What the footer calls an action, as keys of the wording."""

SAME = {
    "speak": "language",
    **dict.fromkeys(("move(1)", "scroll_line(1)", "cursor_down", "scroll_down"), "down"),
    **dict.fromkeys(("move(-1)", "scroll_line(-1)", "cursor_up", "scroll_up"), "up"),
    **dict.fromkeys(("scroll_by(10)", "scroll(1)", "scroll(10)", "move(10)", "page_down"), "page-down"),
    **dict.fromkeys(("scroll_by(-10)", "scroll(-1)", "scroll(-10)", "move(-10)", "page_up"), "page-up"),
}
"""What is called alike wherever it is done."""


def id_of(binding: Binding, kind: type) -> str | None:
    """The id under which the learner can give an action of a ``kind`` of widget another key; None if it is Textual's.

    An action has the same id wherever it is offered.
    """
    if binding.action not in _own_actions(kind):
        return binding.id
    action = binding.action.rpartition(".")[2]
    return binding.id or SAME.get(action) or action.replace("_", "-")


@cache
def _own_actions(kind: type) -> frozenset[str]:
    own = [one for one in kind.__mro__ if one.__module__.startswith("quizzer.")]
    return frozenset(binding.action for one in own for binding in vars(one).get("BINDINGS", ())) | {"command_palette"}


class Words(Widget):
    """A text that is never markup, wrapped by cells, also in Chinese."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)
        self.hang = 0
        self._wrapped: tuple[tuple[str, int, int], list[str]] | None = None
        self._have(text)

    def write(self, text: str) -> None:
        """Show ``text`` as it stands; nothing takes no room."""
        if text != self.text or drawn(text) != self._drawn:
            self._have(text)
            self.refresh(layout=True)

    def _have(self, text: str) -> None:
        self.text, self._drawn = text, drawn(text)
        self.take_room(bool(text))

    def take_room(self, wanted: bool) -> None:
        """Be laid out, if ``wanted``. Not by way of a class, for which the style sheet would be looked through."""
        self.styles.inline.display = None if wanted else "none"

    def come_into_view(self, top: bool = False) -> None:
        """Scroll to what was just written, once it has its place; asked of the screen that could be too early."""
        self.call_after_refresh(self.scroll_visible, animate=False, top=top)

    def render(self) -> Content:
        return Content("\n".join(self.lines(self.content_size.width)))

    def lines(self, width: int) -> list[str]:
        """The lines for ``width`` cells; asked for several times at each layout, and made once."""
        text = drawn(self.text)
        made_for = text, width, self.hang
        if self._wrapped is None or self._wrapped[0] != made_for:
            self._wrapped = made_for, wrap(text, width, self.hang)
        return self._wrapped[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max(cells(line) for line in self.text.split("\n"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))


@runtime_checkable
class Speaking(Protocol):
    """What can say everything again after the language has changed."""

    def speak(self) -> None: ...


def fit_at_once(screen: Screen[Any]) -> None:
    """Give a new ``screen`` the class of its width before it is laid out; Textual would lay it out once more for it."""
    breakpoints = screen.HORIZONTAL_BREAKPOINTS or screen.app.HORIZONTAL_BREAKPOINTS or []
    reached = [name for width, name in sorted(breakpoints) if width <= screen.app.size.width]
    screen.add_class(*reached[-1:], update=False)


class SpeakingScreen(Hearing[None]):
    """A screen whose texts can be redrawn in another language at any time.

    ``KEYS`` maps the action of a binding to the key of its name in the footer, ``EXPLANATION`` are the texts of "?".
    """

    KEYS: ClassVar[dict[str, str]] = {}
    EXPLANATION: ClassVar[tuple[str, ...]] = ()

    def hear(self, action: str) -> None:
        for bar in self.query(KeyBar):
            bar.hear(action)

    def on_compose(self) -> None:
        fit_at_once(self)

    @property
    def quizzer(self) -> QuizzerApp:
        """The app, with its own type."""
        return cast("QuizzerApp", self.app)

    def say(self, key: str, /, **values: object) -> str:
        """A sentence in the language that is spoken now."""
        return self.quizzer.say(key, **values)

    def speak(self) -> None:
        """Say everything again; screens extend this."""
        self.name_keys()

    def help_texts(self) -> Sequence[str]:
        """The texts that explain what has the focus."""
        return self.EXPLANATION

    @heard_first
    def action_help(self) -> None:
        """Explain what has the focus."""
        from quizzer.tui.dialogs import HelpScreen

        self.app.push_screen(HelpScreen(self.help_texts()))

    def fields(self) -> list[Widget]:
        """The widgets with keys of their own that the footer shows."""
        return []

    def name_keys(self) -> None:
        """Give the bindings their ids, and their names in the language that is spoken now."""
        for node in (self, self.app, *self.fields()):
            keys = node._bindings.key_to_bindings
            for key, found in list(keys.items()):
                keys[key] = [self._named(binding, type(node)) for binding in found]
        self.refresh_bindings()

    def _named(self, binding: Binding, kind: type) -> Binding:
        names = {**COMMON_KEYS, **self.KEYS}
        key = names.get(binding.action)
        named = dataclasses.replace(binding, id=id_of(binding, kind))
        if not key:
            return named
        tip = key.replace("key.", "tip.")
        return dataclasses.replace(named, description=self.say(key), tooltip=self.say(tip) if tip in TEXTS else "")

    def on_text_selected(self) -> None:
        """Text that is marked with the mouse is copied by the terminal (OSC 52); Ctrl-C leaves the program."""
        marked = self.get_selected_text()
        if marked and marked.strip():
            self.app.copy_to_clipboard(marked)
            self.notify(self.say("tip.copied"), timeout=2, markup=False)
