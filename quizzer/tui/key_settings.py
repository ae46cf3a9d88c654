"""The learner's own keys: a list of actions, where another key is chosen by pressing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Click, Key
from textual.keys import format_key

from quizzer.practice.preferences import save_preferences
from quizzer.tui.dialogs import Dialog
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.keys import DEFAULT, REMAPPABLE, KeyRefused, keys_of, with_key
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import SpeakingScreen, Words
from quizzer.wording.settings_words import key_refused
from quizzer.wording.wrapping import cells

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

NAME_CELLS = 30


class KeyLine(Words):
    """An action with its keys."""

    def __init__(self, action: str) -> None:
        super().__init__("", classes="option")
        self.action = action

    def on_click(self, event: Click) -> None:
        event.stop()
        cast("KeysScreen", self.screen).clicked(self.action)


class KeysScreen(SpeakingScreen):
    """Every action that can have another key."""

    EXPLANATION = ("help.keys_screen",)
    CSS = "KeysScreen #notice { max-width: 78; padding: 0 1; margin-top: 1; }"
    BINDINGS = [
        Binding("down,j", "move(1)", "", show=False),
        Binding("up,k", "move(-1)", "", show=False),
        Binding("pagedown", "move(10)", "", show=False),
        Binding("pageup", "move(-10)", "", show=False),
        Binding("enter,space", "press", "press"),
        Binding("delete,backspace", "default", "default", key_display="del"),
        Binding("escape,h", "back", "back", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {"press": "key.press", "default": "key.default", "back": "key.settings"}

    def __init__(self) -> None:
        super().__init__()
        self.here = 0
        self._notice: Callable[[], str] = lambda: self.say("keys.about")

    def compose(self) -> ComposeResult:
        with Column(classes="column", can_focus=False):
            yield Words("", classes="title", id="title")
            for action in REMAPPABLE:
                yield KeyLine(action)
        yield Words("", id="notice")
        yield KeyBar()

    def on_mount(self) -> None:
        for line in self.query(KeyLine):
            line.styles.margin = 0
        self.speak()

    def speak(self) -> None:
        super().speak()
        self.query_one("#title", Words).write(self.say("keys.title"))
        self.draw()

    def draw(self) -> None:
        """Draw every line as it stands; an own key has a star."""
        own = self.quizzer.desk.preferences.keys
        for place, line in enumerate(self.query(KeyLine)):
            name = self.say(f"keys.{line.action}")
            keys = "  ".join(map(shown_key, keys_of(line.action, own).split(",")))
            star = "  *" if line.action in own else ""
            line.write(f"{'›' if place == self.here else ' '} {name}{' ' * (NAME_CELLS - cells(name))}{keys}{star}")
            line.set_class(place == self.here, "-here")
        self.query_one("#notice", Words).write(self._notice())

    @property
    def action_here(self) -> str:
        """The action under the pointer."""
        return REMAPPABLE[self.here]

    def action_move(self, step: int) -> None:
        """Move the pointer; by one it goes round."""
        aim = self.here + step
        self.here = aim % len(REMAPPABLE) if abs(step) == 1 else min(max(aim, 0), len(REMAPPABLE) - 1)
        self._notice = lambda: self.say("keys.about")
        self.draw()
        self.call_after_refresh(list(self.query(KeyLine))[self.here].scroll_visible, animate=False)

    def clicked(self, action: str) -> None:
        """The first click points, the next asks for a key."""
        if action == self.action_here:
            self.action_press()
        else:
            self.here = REMAPPABLE.index(action)
            self.draw()

    def action_press(self) -> None:
        """Ask for the key, by pressing it."""
        action = self.action_here
        self.app.push_screen(PressScreen(action), lambda key: self.give(action, key) if key else None)

    def action_default(self) -> None:
        """Give the action its own key again."""
        self.give(self.action_here, DEFAULT)

    def give(self, action: str, key: str) -> None:
        """Use ``key`` for ``action`` from now on, and store it; or say why not."""
        desk = self.quizzer.desk
        try:
            keys = with_key(desk.preferences.keys, action, key)
        except KeyRefused as refused:
            reason, pressed, other = refused.reason, refused.key, refused.other
            self._notice = lambda: f"✗ {key_refused(reason, shown_key(pressed), other, self.quizzer.language)}"
            self.draw()
            return
        desk.preferences = replace(desk.preferences, keys=keys)
        self._notice = lambda: self.say("settings.stored", path=desk.config)
        try:
            save_preferences(desk.config, desk.preferences, ["keys"])
        except OSError as problem:
            detail = str(problem)
            self._notice = lambda: f"✗ {self.say('settings.not_stored', detail=detail)}"
        self.quizzer.follow_preferences()
        self.draw()

    def action_back(self) -> None:
        """Back to the settings."""
        self.app.pop_screen()


def shown_key(key: str) -> str:
    """A key as people call it: ? for question_mark."""
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, format_key(last)])


class PressScreen(Dialog[str]):
    """Takes the next key that is pressed."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action

    def compose(self) -> ComposeResult:
        app = cast("QuizzerApp", self.app)
        with Column(classes="dialog"):
            yield Words(app.say("keys.press", name=app.say(f"keys.{self.action}")))

    def on_key(self, event: Key) -> None:
        """Close the window with the key; Esc leaves everything as it was."""
        event.stop()
        event.prevent_default()
        self.dismiss("" if event.key == "escape" else event.key)
