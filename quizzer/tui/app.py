"""The application: language, theme, commands, and the way from screen to screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette, Provider
from textual.constants import TEXTUAL_ANIMATIONS
from textual.driver import Driver
from textual.events import Event, Key
from textual.keys import format_key
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider
from textual.worker import get_current_worker

from quizzer.practice.preferences import save_preferences
from quizzer.questions.text import Language
from quizzer.tui.ending import end, end_on_signals
from quizzer.tui.hearing import Hearing, listens
from quizzer.tui.home import HomeScreen
from quizzer.tui.keys_first import KeysFirst
from quizzer.tui.signs import SignFilter
from quizzer.tui.speaking import Speaking, SpeakingScreen
from quizzer.tui.themes import HIGH_CONTRAST, OWN
from quizzer.wording.catalogue import say
from quizzer.wording.signs import drawn, use_ascii

if TYPE_CHECKING:
    from quizzer.practice.desk import Desk
    from quizzer.practice.interview_desk import InterviewWish
    from quizzer.practice.reviewing import Wish

QUESTIONS = 10
SWITCH_SECONDS = 0.001
"""What is drawn is written by a thread of its own; Python would have it wait 5 ms for the one that draws."""


def run_app(
    desk: Desk,
    items: Sequence[str] | None = None,
    count: int = QUESTIONS,
    wish: Wish | None = None,
    resume: bool = False,
    interview: InterviewWish | None = None,
) -> int:
    """Run the full-screen program: at home, in a quiz over ``items``, in a review, or in what was left in the middle.

    ``interview`` opens the choice of an interview, at the one that is wished.

    Returns the exit code.
    """
    app = QuizzerApp(desk, items, count, wish, resume, interview)
    desk.migrating = lambda megabytes: app.notify(app.say("db.migrating", megabytes=megabytes), timeout=60)
    sys.meta_path.insert(0, app.keys_first)
    sys.setswitchinterval(SWITCH_SECONDS)
    app.run()
    return app.return_code or 0


def _things_provider() -> type[Provider]:
    from quizzer.tui.palette import ThingsProvider

    return ThingsProvider


class QuizzerApp(App[None]):
    """The full-screen program on a desk."""

    CSS_PATH = "quizzer.tcss"
    TITLE = "quizzer"
    COMMANDS = App.COMMANDS | {_things_provider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal")]
    BINDINGS = [
        Binding("f2", "speak", "speak", id="language", priority=True),
        Binding("ctrl+q", "quit", "quit", id="quit", priority=True),
        Binding("ctrl+c", "quit", "quit", id="quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "", show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        items: Sequence[str] | None = None,
        count: int = QUESTIONS,
        wish: Wish | None = None,
        resume: bool = False,
        interview: InterviewWish | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.items = items
        self.count = count
        self.wish = wish
        self.resume = resume
        self.interview = interview
        self.signs = SignFilter(enabled=False)
        self.screens_ready = False
        self.early_keys: list[Key] = []
        self.keys_first = KeysFirst()

    @property
    def language(self) -> Language:
        """The language that is spoken now."""
        return self.desk.language

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver; on a Unix terminal ours."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from quizzer.tui.terminal import PromptDriver  # a Unix knows its modules only

        return PromptDriver

    async def on_event(self, event: Event) -> None:
        """Handle an event; a key waits while its screen is being filled."""
        if isinstance(event, Key) and self._screen_stack and not listens(self.screen):
            self.early_keys.append(event)
        else:
            await super().on_event(event)

    async def receive_keys(self, screen: Hearing[Any]) -> None:
        """``screen`` is filled: it gets the keys that were pressed before, in their order.

        To be called later, by way of the app's own queue: what came before that is held back too.
        """
        screen.filled = True
        early, self.early_keys = self.early_keys, []
        for key in early:
            await self.on_event(key)  # one of them may lead to a screen that is not filled yet

    def on_mount(self) -> None:
        end_on_signals(self)
        self.register_theme(HIGH_CONTRAST)
        self.usual_theme = OWN if self._is_illegible(self.theme) else self.theme
        self._filters.append(self.signs)
        self.follow_preferences()
        self.theme_changed_signal.subscribe(self, self._remember_theme)
        wished = "review" if self.wish is not None else "quiz" if self.items is not None else ""
        wished = "left" if self.resume else "interview" if self.interview is not None else wished
        self.push_screen(HomeScreen(begin=wished))

    def follow_preferences(self) -> None:
        """Look and behave as is preferred now: theme, signs, animations, keys."""
        preferences = self.desk.preferences
        self.theme = self._preferred_theme()
        self.animation_level = TEXTUAL_ANIMATIONS if preferences.animations else "none"
        in_ascii = preferences.symbols == "ascii" or (preferences.symbols == "auto" and self.desk.wide_signs)
        use_ascii(in_ascii)
        if self.signs.enabled != in_ascii:
            self.signs.enabled = in_ascii
            self.refresh_css(animate=False)
        if preferences.keys or self._keymap:
            from quizzer.tui.keys import usable_keys

            self.set_keymap(usable_keys(preferences.keys))

    def _preferred_theme(self) -> str:
        theme = self.desk.preferences.theme
        return self.usual_theme if theme not in self.available_themes or self._is_illegible(theme) else theme

    def _is_illegible(self, theme: str) -> bool:
        """Without colours a theme that leaves them to the terminal is black on black."""
        return self.no_color and self.available_themes[theme].ansi

    def get_key_display(self, binding: Binding) -> str:
        """What the footer calls a key."""
        return drawn(super().get_key_display(binding))

    def key_for(self, action: str, usual: str) -> str:
        """The key of ``action`` as people call it: the learner's own, or the ``usual`` one."""
        own = self.desk.preferences.keys.get(action)
        return format_key(own.split(",")[0]) if own else usual

    async def action_quit(self) -> None:
        """End the program; what is in the middle is kept."""
        end(self)

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the program in the language that is spoken now."""
        return say(key, self.language, **values)

    def soon(self, act: Callable[[], None], action: str) -> None:
        """Do what takes a moment, where it can be shown once it is shown that the key of ``action`` was heard."""
        if isinstance(self.screen, Hearing):
            self.screen.soon(act, action)
        else:
            act()

    def action_speak(self) -> None:
        """Switch between English and Chinese, at once and for the next time."""
        self.soon(self._speak, "speak")

    def _speak(self) -> None:
        other = Language.EN if self.language is Language.ZH else Language.ZH
        try:
            self.desk.speak(other)
        except OSError as problem:
            self.notify(str(problem), severity="warning", markup=False)
        self.speak_everywhere()

    def speak_everywhere(self) -> None:
        """Let every screen say everything again."""
        for screen in self.screen_stack:
            if isinstance(screen, Speaking) and getattr(screen, "filled", True):
                screen.speak()

    def _remember_theme(self, theme: Theme) -> None:
        """Use the theme for the next time too, wherever it was chosen."""
        if theme.name == self._preferred_theme():
            return
        if self._is_illegible(theme.name):
            self.theme = self._preferred_theme()
            return
        self.desk.preferences = replace(self.desk.preferences, theme=theme.name)
        try:
            save_preferences(self.desk.config, self.desk.preferences)
        except OSError as problem:
            self.notify(str(problem), severity="warning", markup=False)

    def ready_screens(self) -> None:
        """Prepare what may be opened, once and beside what is shown."""
        if self.screens_ready or self.is_headless:
            return
        self.screens_ready = True
        self.run_worker(self._ready_screens, thread=True)

    def _ready_screens(self) -> None:
        from quizzer.tui.readying import ready_screens
        from quizzer.tui.trouble import troubles

        worker = get_current_worker()
        ready_screens(self, lambda: worker.is_cancelled)
        with suppress(*troubles()):  # Home has said them
            self.desk.warm_up()

    def browse(self, item: str = "") -> None:
        """Show the bank, at ``item`` where one is given."""
        from quizzer.tui.browse import BrowseScreen

        self.push_screen(BrowseScreen(item))

    def calculate(self, name: str = "") -> None:
        """Show the calculators, or the one called ``name``."""
        from quizzer.tui.calculating import CalculatorsScreen, screen_for

        self.push_screen(screen_for(name) if name else CalculatorsScreen())

    def action_settings(self) -> None:
        """Language, theme, limits and the rest."""
        from quizzer.tui.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def search_themes(self) -> None:
        """Choose a theme by typing."""
        palette = CommandPalette(providers=[ThemeProvider], placeholder=self.say("palette.themes"))
        self.push_screen(palette)

    def action_command_palette(self) -> None:
        """Find a command, an item or a calculator by typing; not in an interview."""
        if getattr(self.screen, "undisturbed", False):
            return
        if self.use_command_palette and not CommandPalette.is_open(cast("App[object]", self)):
            self.soon(self._search_all, "command_palette")

    def _search_all(self) -> None:
        self.push_screen(CommandPalette(id="--command-palette", placeholder=self.say("palette.search")))

    def action_why(self, item: str) -> None:
        """Show what is known of ``item``."""
        from quizzer.tui.why import WhyScreen

        self.push_screen(WhyScreen(item))

    def _usual_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        def command(name: str, act: Callable[[], object]) -> SystemCommand:
            return SystemCommand(self.say(f"palette.{name}"), self.say(f"palette.{name}.about"), act)

        yield command("theme", self.action_change_theme)
        yield command("quit", self.action_quit)
        shown = bool(screen.query("HelpPanel"))
        yield command("keys", self.action_hide_help_panel if shown else self.action_show_help_panel)
        if screen.maximized is not None:
            yield command("minimize", screen.action_minimize)
        elif screen.focused is not None and screen.focused.allow_maximize:
            yield command("maximize", screen.action_maximize)
        yield command("screenshot", lambda: self.set_timer(0.1, self.deliver_screenshot))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands, in the language that is spoken now, and those of quizzer."""
        yield from self._usual_commands(screen)
        for name, act in (("browse", self.browse), ("calculators", self.calculate), ("settings", self.action_settings)):
            yield SystemCommand(self.say(f"key.{name}"), self.say(f"home.{name}.about"), act)
        yield SystemCommand(self.say("key.language"), self.say("key.language"), self.action_speak)
        if isinstance(screen, SpeakingScreen):
            yield SystemCommand(self.say("key.help"), self.say("key.help"), screen.action_help)
        if isinstance(screen, HomeScreen):
            yield SystemCommand(self.say("key.ten"), self.say("home.quiz.about"), screen.action_quiz)
            yield SystemCommand(self.say("key.quiz"), self.say("home.choose.about"), screen.action_choose)
            yield SystemCommand(self.say("key.interview"), self.say("home.interview.about"), screen.action_interview)
            yield SystemCommand(self.say("key.plan"), self.say("home.plan.about"), screen.action_plan)
            yield SystemCommand(self.say("key.weak"), self.say("home.weak.about"), screen.action_weak)
            yield SystemCommand(self.say("key.tour"), self.say("home.tour.about"), screen.action_tour)
            yield SystemCommand(self.say("key.review"), self.say("key.review"), screen.action_review)
            yield SystemCommand(self.say("key.undo_last"), self.say("key.undo_last"), screen.action_undo)
            yield SystemCommand(self.say("key.statistics"), self.say("key.statistics"), screen.action_statistics)
        commands = getattr(screen, "commands", None)
        if commands is not None:
            yield from commands()
        answered = getattr(screen, "answered", None)  # before, the history could give the answer away
        if answered is not None:
            item = answered.question.id.item
            yield SystemCommand(self.say("why.title"), item, lambda: self.action_why(item))
