"""The application: language, theme, commands, and the way from screen to screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.screen import Screen

from quizzer.questions.text import Language
from quizzer.tui.home import HomeScreen
from quizzer.tui.speaking import Speaking, SpeakingScreen
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.desk import Desk
    from quizzer.practice.reviewing import Wish

QUESTIONS = 10


def run_app(desk: Desk, items: Sequence[str] | None = None, count: int = QUESTIONS, wish: Wish | None = None) -> int:
    """Run the full-screen program: at home, in a quiz over ``items``, or in a review. Returns the exit code."""
    app = QuizzerApp(desk, items, count, wish)
    app.run()
    desk.close()
    return app.return_code or 0


class QuizzerApp(App[None]):
    """The full-screen program on a desk."""

    CSS_PATH = "quizzer.tcss"
    TITLE = "quizzer"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal")]
    BINDINGS = [
        Binding("f2", "speak", "speak", id="language", priority=True),
        Binding("ctrl+q,ctrl+c", "quit", "quit", id="quit", show=False, priority=True),
    ]

    def __init__(
        self, desk: Desk, items: Sequence[str] | None = None, count: int = QUESTIONS, wish: Wish | None = None
    ) -> None:
        super().__init__()
        self.desk = desk
        self.items = items
        self.count = count
        self.wish = wish

    @property
    def language(self) -> Language:
        """The language that is spoken now."""
        return self.desk.language

    def on_mount(self) -> None:
        if self.desk.preferences.theme in self.available_themes:
            self.theme = self.desk.preferences.theme
        wished = "review" if self.wish is not None else "quiz" if self.items is not None else ""
        self.push_screen(HomeScreen(begin=wished))

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the program in the language that is spoken now."""
        return say(key, self.language, **values)

    def action_speak(self) -> None:
        """Switch between English and Chinese, at once and for the next time."""
        other = Language.EN if self.language is Language.ZH else Language.ZH
        try:
            self.desk.speak(other)
        except OSError as problem:
            self.notify(str(problem), severity="warning", markup=False)
        for screen in self.screen_stack:
            if isinstance(screen, Speaking):
                screen.speak()

    def action_why(self, item: str) -> None:
        """Show what is known of ``item``."""
        from quizzer.tui.why import WhyScreen

        self.push_screen(WhyScreen(item))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands and those of quizzer."""
        yield from super().get_system_commands(screen)
        yield SystemCommand(self.say("key.language"), self.say("key.language"), self.action_speak)
        if isinstance(screen, SpeakingScreen):
            yield SystemCommand(self.say("key.help"), self.say("key.help"), screen.action_help)
        if isinstance(screen, HomeScreen):
            yield SystemCommand(self.say("key.quiz"), self.say("home.start"), screen.action_quiz)
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
