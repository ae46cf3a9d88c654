"""Home: what there is, and one key to start. It paints before the bank is read or the database opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Footer
from textual.worker import get_current_worker

from quizzer.tui.speaking import SpeakingScreen, Words

if TYPE_CHECKING:
    from quizzer.progress.attempts import Counts


class HomeScreen(SpeakingScreen):
    """What the learner sees first. With ``begin`` a quiz starts as soon as everything is read."""

    BINDINGS = [
        Binding("enter,q", "quiz", "quiz", key_display="enter"),
        Binding("s", "statistics", "statistics"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
        Binding("l", "app.speak", "", show=False),
    ]
    KEYS = {"quiz": "key.quiz", "statistics": "key.statistics"}

    def __init__(self, begin: bool = False) -> None:
        super().__init__()
        self.begin = begin
        self.trouble: Exception | None = None
        self.reading = True
        self.counts: Counts | None = None
        self.sizes: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="column"):
            yield Words("quizzer", classes="title")
            yield Words(self.say("home.tagline"), id="tagline")
            yield Words(self.say("home.loading"), id="bank")
            yield Words("", id="progress")
            yield Words("", id="problem")
            yield Words("", id="choices")

    def on_mount(self) -> None:
        self.speak()
        self.call_after_refresh(self._painted)

    async def _painted(self) -> None:
        # The footer is a dozen widgets; what matters is on the screen before them.
        await self.mount(Footer())
        self.refresh_bindings()  # a footer that comes later stays empty until it is told
        self.read_all()

    def on_screen_resume(self) -> None:
        if self.sizes:
            self.read_all()

    def speak(self) -> None:
        super().speak()
        self.query_one("#tagline", Words).write(self.say("home.tagline"))
        choices = "\n".join(self.say(f"home.{name}") for name in ("start", "statistics", "language", "help"))
        self.query_one("#choices", Words).write(choices)
        self.show_counts()

    def read_all(self) -> None:
        """Read bank and progress beside the screen, which stays alive."""
        self.reading = True
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        from quizzer.scheduling.learner_day import learner_day
        from quizzer.tui.trouble import troubles

        worker, desk = get_current_worker(), self.quizzer.desk
        problem: Exception | None = None
        try:
            bank = desk.bank
            numeric = sum(not hasattr(item, "difficulty") for item in bank.items.values())
            topics = len({item.topic for item in bank.items.values()})
            self.sizes = {"items": len(bank.items), "topics": topics, "numeric": numeric}
            self.counts = desk.store.counts(learner_day(desk.now()))
        except troubles() as trouble:
            problem = trouble
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, problem)
        import quizzer.tui.quiz  # noqa: F401  so that the first question does not wait for it

    def _have_read(self, problem: Exception | None) -> None:
        self.trouble, self.reading = problem, False
        self.show_counts()
        begin, self.begin = self.begin and problem is None, False
        if begin:
            self.action_quiz()

    def show_counts(self) -> None:
        """Say what is known by now."""
        if self.sizes:
            self.query_one("#bank", Words).write(self.say("home.bank", **self.sizes))
        self.query_one("#problem", Words).write(self._problem())
        if self.counts is None:
            return
        counts = self.counts
        share = round(100 * counts.correct / counts.attempts) if counts.attempts else 0
        progress = (
            self.say("home.progress", attempts=counts.attempts, share=share, due=counts.due)
            if counts.attempts
            else self.say("home.new")
        )
        self.query_one("#progress", Words).write(progress)

    def _problem(self) -> str:
        if self.trouble is None:
            return ""
        from quizzer.tui.trouble import sentence_of

        return f"✗ {sentence_of(self.trouble, self.quizzer.language)}"

    def action_quiz(self) -> None:
        """Start a quiz, or say why it cannot start; while everything is still being read, start when it is."""
        if self.reading:
            self.begin = True
            return
        from quizzer.tui.quiz import QuizScreen
        from quizzer.tui.trouble import troubles

        app = self.quizzer
        try:
            session = app.desk.begin_quiz(app.items or (), app.count)
        except troubles() as trouble:
            self.trouble = trouble
            self.show_counts()
            return
        app.push_screen(QuizScreen(session))

    def action_statistics(self) -> None:
        """What sticks, what is due, where the slips are."""
        from quizzer.tui.statistics import StatisticsScreen

        self.app.push_screen(StatisticsScreen())

    def action_help(self) -> None:
        """Explain this screen."""
        from quizzer.tui.dialogs import HelpScreen

        self.app.push_screen(HelpScreen(["help.home"]))
