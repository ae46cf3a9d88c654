"""What the screens have in common: they speak the language of the app and can be told to say everything again."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Protocol, cast, runtime_checkable

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from quizzer.wording.wrapping import cells, wrap

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp


COMMON_KEYS = {
    "speak": "key.language",
    "quit": "key.quit",
    "help": "key.help",
    "submit": "key.answer",
    "compare": "key.compare",
    "command_palette": "key.palette",
}
"""What the footer calls an action, as keys of the wording."""


class Words(Widget):
    """A text that is never markup, wrapped by cells, also in Chinese."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)
        self.text = text
        self.hang = 0
        self.set_class(not text, "-empty")

    def write(self, text: str) -> None:
        """Show ``text`` as it stands; nothing takes no room."""
        self.text = text
        self.set_class(not text, "-empty")
        self.refresh(layout=True)

    def render(self) -> Content:
        return Content("\n".join(wrap(self.text, self.content_size.width, self.hang)))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max(cells(line) for line in self.text.split("\n"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(wrap(self.text, width, self.hang))


@runtime_checkable
class Speaking(Protocol):
    """What can say everything again after the language has changed."""

    def speak(self) -> None: ...


class SpeakingScreen(Screen[None]):
    """A screen whose texts can be redrawn in another language at any time.

    ``KEYS`` maps the action of a binding to the key of its name in the footer.
    """

    KEYS: ClassVar[dict[str, str]] = {}

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

    def action_help(self) -> None:
        """Explain what has the focus; screens say how."""

    def fields(self) -> list[Widget]:
        """The widgets with keys of their own that the footer shows."""
        return []

    def name_keys(self) -> None:
        """Give the bindings their names in the language that is spoken now."""
        for bindings in (self._bindings, self.app._bindings, *(widget._bindings for widget in self.fields())):
            for key, found in list(bindings.key_to_bindings.items()):
                bindings.key_to_bindings[key] = [self._named(binding) for binding in found]
        self.refresh_bindings()

    def _named(self, binding: Binding) -> Binding:
        names = {**COMMON_KEYS, **self.KEYS}
        key = names.get(binding.action)
        return dataclasses.replace(binding, description=self.say(key)) if key else binding
