"""What the screens have in common: they speak the language of the app and can be told to say everything again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp


class Words(Static):
    """A text that is never markup."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(Content(text), id=id, classes=classes, markup=False)

    def write(self, text: str) -> None:
        """Show ``text`` as it stands."""
        self.update(Content(text))


class SpeakingScreen(Screen[None]):
    """A screen whose texts can be redrawn in another language at any time.

    ``KEYS`` maps the action of a binding to the key of its name in the footer.
    """

    KEYS: dict[str, str] = {}

    @property
    def quizzer(self) -> QuizzerApp:
        """The app, with its own type."""
        return cast("QuizzerApp", self.app)

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language that is spoken now."""
        return self.quizzer.say(key, **values)

    def speak(self) -> None:
        """Say everything again; screens extend this."""
        self.name_keys()

    def name_keys(self) -> None:
        """Give the bindings their names in the language that is spoken now."""
        for bindings in (self._bindings, self.app._bindings):
            for key, found in list(bindings.key_to_bindings.items()):
                bindings.key_to_bindings[key] = [self._named(binding) for binding in found]
        self.refresh_bindings()

    def _named(self, binding: Binding) -> Binding:
        names = {"speak": "key.language", "quit": "key.quit", "help": "key.help", **self.KEYS}
        key = names.get(binding.action)
        return binding if key is None else binding.__class__(
            **{**_fields(binding), "description": self.say(key)}
        )


def _fields(binding: Binding) -> dict[str, object]:
    return {name: getattr(binding, name) for name in binding.__dataclass_fields__}
