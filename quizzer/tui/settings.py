"""The settings: every preference that ``quizzer config`` knows, stored as soon as it is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Click
from textual.widgets import Input

from quizzer.practice.changing import ValueRefused, value_of, with_value
from quizzer.practice.preferences import (
    LEAST_RETENTION,
    MOST_RETENTION,
    NAMES,
    NUMBERS,
    SWITCHES,
    WORDS,
    save_preferences,
)
from quizzer.tui.dialogs import Dialog
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.themes import OFFERED
from quizzer.tui.typed_line import TypedLine
from quizzer.wording.catalogue import TEXTS
from quizzer.wording.wrapping import cells

NAME_CELLS = 24
LINES = (*NAMES, "keys")
STEPS = {"new-per-day": 5, "reviews-per-day": 5, "day-rollover": 1}
"""By so much the arrows change a number."""
STEP_OF_RETENTION = 0.01
TYPED = ("notes", "retention", *NUMBERS)
"""What can be typed."""
LOOKS = ("language", "theme", "symbols")
"""With these everything on the screen is drawn again, which takes longer than a blink."""


class SettingLine(Words):
    """A preference with its value."""

    def __init__(self, name: str) -> None:
        super().__init__("", classes="option")
        self.styles.margin = 0
        self.preference = name

    def on_click(self, event: Click) -> None:
        event.stop()
        cast("SettingsScreen", self.screen).clicked(self.preference)


class SettingsScreen(StagedScreen):
    """Every preference on a line of its own; what the one under the pointer means stays in sight below them."""

    EXPLANATION = ("help.settings",)
    CSS = """
    SettingsScreen {
        #about, #notice { max-width: 78; padding: 0 1; margin-top: 1; }
        #about { height: 3; }
    }
    """
    BINDINGS = [
        Binding("down,j", "move(1)", "", show=False),
        Binding("up,k", "move(-1)", "", show=False),
        Binding("right,space", "change(1)", "change", key_display="←→"),
        Binding("left", "change(-1)", "", show=False),
        Binding("enter", "type", "type"),
        Binding("escape,h", "home", "home", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {"change(1)": "key.change", "type": "key.type", "home": "key.home"}

    def __init__(self) -> None:
        super().__init__()
        self.here = 0
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        with Column(classes="column", can_focus=False):
            yield Words(self.say("settings.title"), classes="title", id="title")
        yield KeyBar()

    async def fill(self) -> None:
        await self.query_one(".column").mount(*map(SettingLine, LINES))
        await self.mount(Words(id="about"), Words(id="notice"), before=self.query_one(KeyBar))

    def speak(self) -> None:
        super().speak()
        self.query_one("#title", Words).write(self.say("settings.title"))
        self.draw()

    def draw(self) -> None:
        """Draw every line as it stands."""
        for place, line in enumerate(self.query(SettingLine)):
            name = self.say(f"settings.name.{line.preference}")
            gap = " " * (NAME_CELLS - cells(name))
            here = place == self.here
            value = self._shown(line.preference)
            line.write(f"{'›' if here else ' '} {name}{gap}{f'◂ {value} ▸' if here else f'  {value}'}")
            line.set_class(here, "-here")
        self.query_one("#about", Words).write(self.say(f"settings.about.{self.preference}"))
        path = self.quizzer.desk.config
        self.query_one("#notice", Words).write(self._notice() or self.say("settings.stored", path=path))

    def _shown(self, name: str) -> str:
        if name == "keys":
            return self.say("settings.keys", count=len(self.quizzer.desk.preferences.keys))
        value = value_of(self.quizzer.desk.preferences, name)
        key = f"settings.{'theme' if name == 'theme' else 'value'}.{value}"
        return self.say(key) if key in TEXTS else value

    @property
    def preference(self) -> str:
        """The name of the preference under the pointer."""
        return LINES[self.here]

    def action_move(self, step: int) -> None:
        """Move the pointer."""
        self.here = (self.here + step) % len(LINES)
        self._notice = str
        self.draw()
        self.call_after_refresh(list(self.query(SettingLine))[self.here].scroll_visible, animate=False)

    def clicked(self, name: str) -> None:
        """The first click points, the next changes, as Enter does where a value is typed."""
        if name != self.preference:
            self.action_move(LINES.index(name) - self.here)
        elif name in ("notes", "keys"):
            self.action_type()
        else:
            self.action_change(1)

    def action_change(self, step: int) -> None:
        """Take the next value, or the one before."""
        name, preferences = self.preference, self.quizzer.desk.preferences
        if name in ("notes", "keys"):
            self.action_type()
        elif name in NUMBERS:
            least, most = NUMBERS[name]
            number = int(value_of(preferences, name)) + step * STEPS[name]
            self.set(name, str(min(max(number, least), most)))
        elif name == "retention":
            share = preferences.retention + step * STEP_OF_RETENTION
            self.set(name, f"{min(max(share, LEAST_RETENTION), MOST_RETENTION):.2f}")
        else:
            values, value = self._values(name), value_of(preferences, name)
            place = values.index(value) if value in values else 0
            self._take(name, str(values[(place + step) % len(values)]))

    def _take(self, name: str, value: str) -> None:
        if name in LOOKS:
            self.soon(lambda: self.set(name, value), "change(1)")
        else:
            self.set(name, value)

    def _values(self, name: str) -> Sequence[str]:
        if name in SWITCHES:
            return ("off", "on")
        return OFFERED if name == "theme" else WORDS[name]

    def action_type(self) -> None:
        """Type the value; where there are few, take the next one."""
        name = self.preference
        if name == "keys":
            from quizzer.tui.key_settings import KeysScreen

            self.app.push_screen(KeysScreen())
            return
        if name not in TYPED:
            self.action_change(1)
            return

        def take(value: str | None) -> None:
            if value:
                self.set(name, value)

        value = value_of(self.quizzer.desk.preferences, name)
        self.app.push_screen(ValueScreen(name, "" if value == "none" else value), take)

    def on_screen_resume(self) -> None:
        if self.filled:
            self.draw()

    def set(self, name: str, value: str) -> None:
        """Use ``value`` for the preference ``name`` from now on, and store it."""
        desk = self.quizzer.desk
        try:
            preferences = with_value(desk.preferences, name, value)
        except ValueRefused as refused:
            self._refuse(refused)
            return
        desk.use(preferences)
        self._notice = str
        try:
            save_preferences(desk.config, preferences)
        except OSError as problem:
            detail = str(problem)
            self._notice = lambda: f"✗ {self.say('settings.not_stored', detail=detail)}"
        self.quizzer.follow_preferences()
        if name in ("language", "symbols"):
            self.quizzer.speak_everywhere()
        self.draw()

    def _refuse(self, refused: ValueRefused) -> None:
        def sentence() -> str:
            if refused.folder is not None:
                return f"✗ {self.say('problem.no_notes', path=refused.folder)}"
            name = self.say(f"settings.name.{refused.name}")
            return f"✗ {self.say('settings.refused', name=name, allowed=refused.allowed)}"

        self._notice = sentence
        self.draw()

    def action_home(self) -> None:
        """Back to where this was opened from."""
        self.app.pop_screen()


class ValueScreen(Dialog[str]):
    """Asks for a value to type."""

    BINDINGS = [Binding("escape", "leave", "", show=False)]

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self.preference, self.value = name, value

    def compose(self) -> ComposeResult:
        from quizzer.tui.app import QuizzerApp

        app = cast(QuizzerApp, self.app)
        with Column(classes="dialog"):
            yield Words(app.say("settings.ask", name=app.say(f"settings.name.{self.preference}")))
            yield TypedLine(self.value, max_length=1000)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Close the window with the value."""
        self.dismiss(message.value.strip())

    def action_leave(self) -> None:
        """Close the window; nothing changes."""
        self.dismiss("")
