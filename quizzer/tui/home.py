"""Home: what there is, and one key to start. It paints before the bank is read or the database opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.events import Click
from textual.widgets import Footer
from textual.worker import get_current_worker

from quizzer.tui.speaking import SpeakingScreen, Words

if TYPE_CHECKING:
    from quizzer.practice.queue import Plan
    from quizzer.practice.session import Session
    from quizzer.progress.attempts import Counts


CHOICES = {
    "start": "quiz",
    "browse": "browse",
    "calculators": "calculators",
    "statistics": "statistics",
    "settings": "settings",
    "language": "app.speak",
    "help": "help",
}
"""The lines of Home with their actions; the review stands above them."""


class Choice(Words):
    """A line of Home; a click does what its key does."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name_of_line = name
        self.hang = 8

    async def on_click(self, event: Click) -> None:
        event.stop()
        await self.screen.run_action(CHOICES.get(self.name_of_line, self.name_of_line))


class HomeScreen(SpeakingScreen):
    """What the learner sees first. With ``begin``, "quiz" or "review", that starts as soon as everything is read."""

    BINDINGS = [
        Binding("enter,q", "quiz", "quiz", key_display="enter"),
        Binding("r", "review", "review"),
        Binding("b", "browse", "browse"),
        Binding("c", "calculators", "calculators", show=False),
        Binding("s", "statistics", "statistics", show=False),
        Binding("comma,plus", "settings", "settings", show=False),
        Binding("u,f9", "undo", "undo", show=False),
        Binding("question_mark,f1", "help", "help", key_display="?"),
        Binding("l", "app.speak", "", show=False),
    ]
    KEYS = {
        "quiz": "key.quiz",
        "review": "key.review",
        "browse": "key.browse",
        "calculators": "key.calculate",
        "statistics": "key.statistics",
    }

    def __init__(self, begin: str = "") -> None:
        super().__init__()
        self.begin = begin
        self.trouble: Exception | None = None
        self.reading = True
        self.counts: Counts | None = None
        self.plan: Plan | None = None
        self._notice: Callable[[], str] = str
        self.sizes: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="column"):
            yield Words("quizzer", classes="title")
            yield Words(self.say("home.tagline"), id="tagline")
            yield Words(self.say("home.loading"), id="bank")
            yield Words("", id="progress")
            yield Words("", id="problem")
            yield Words("", id="notice")
            with Vertical(id="choices"):
                for name in ("review", *CHOICES):
                    yield Choice(name)

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
        self.query_one("#notice", Words).write(self._notice())
        self.show_counts()

    def read_all(self) -> None:
        """Read bank and progress beside the screen, which stays alive."""
        self.reading = True
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        from quizzer.practice.reviewing import Wish
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
            self.plan = desk.plan(Wish())
        except troubles() as trouble:
            problem = trouble
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, problem)
        import quizzer.tui.quiz  # noqa: F401  so that the first question does not wait for it

    def _have_read(self, problem: Exception | None) -> None:
        self.trouble, self.reading = problem, False
        self.show_counts()
        begin, self.begin = self.begin, ""
        if begin and problem is None:
            self.start(begin)

    def show_counts(self) -> None:
        """Say what is known by now."""
        if self.sizes:
            self.query_one("#bank", Words).write(self.say("home.bank", **self.sizes))
        self.query_one("#problem", Words).write(self._problem())
        for choice in self.query(Choice):
            choice.write(self._choice(choice.name_of_line))
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

    def _choice(self, name: str) -> str:
        if name == "review":
            return "" if self.plan is None else self._review_line(self.plan)
        return self.say(f"home.{name}")

    def _review_line(self, plan: Plan) -> str:
        if not plan.chosen:
            return self.say("home.review_none")
        new = sum(candidate.band is None for candidate in plan.chosen)
        line = self.say("home.review", due=len(plan.chosen) - new, new=new)
        return line + (self.say("home.review_waiting", waiting=plan.waiting) if plan.waiting else "")

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence that is asked for again when the language changes."""
        self._notice = sentence
        self.query_one("#notice", Words).write(sentence())

    def action_quiz(self) -> None:
        """Start a quiz."""
        self.start("quiz")

    def action_review(self) -> None:
        """Start the review of today."""
        self.start("review")

    def start(self, kind: str) -> None:
        """Start a quiz or a review, or say why there is none; while everything is being read, start when it is."""
        if self.reading:
            self.begin = kind
            return
        from quizzer.tui.quiz import QuizScreen
        from quizzer.tui.trouble import troubles

        self.notice(str)
        try:
            session = self._begin_review() if kind == "review" else self._begin_quiz()
        except troubles() as trouble:
            self.trouble = trouble
            self.show_counts()
            return
        if session is not None:
            self.app.push_screen(QuizScreen(session))

    def _begin_quiz(self) -> Session:
        return self.quizzer.desk.begin_quiz(self.quizzer.items or (), self.quizzer.count)

    def _begin_review(self) -> Session | None:
        from quizzer.practice.reviewing import NothingDue
        from quizzer.wording.reviewing import nothing_due_lines

        desk = self.quizzer.desk
        wish, self.quizzer.wish = self.quizzer.wish, None
        session = desk.begin_review(wish)
        if not isinstance(session, NothingDue):
            return session
        day, waiting, today = session.next_day, session.waiting, desk.today
        self.notice(lambda: "\n".join(nothing_due_lines(day, waiting, today, self.quizzer.language)))
        return None

    def action_undo(self) -> None:
        """Take back the last step of whatever session it was in."""
        if self.reading or self.trouble is not None:
            return
        from quizzer.tui.trouble import troubles
        from quizzer.wording.reviewing import undone_line

        desk = self.quizzer.desk
        try:
            undone = desk.store.undo(desk.now())
        except troubles() as trouble:
            self.trouble = trouble
            self.show_counts()
            return
        if undone:
            kind, item = undone[0].kind, undone[0].item
            self.notice(lambda: undone_line(kind, item, self.quizzer.language))
        else:
            self.notice(lambda: self.say("plain.nothing_to_undo"))
        self.read_all()

    def action_browse(self, item: str = "") -> None:
        """Everything that can be asked; at ``item``, where one is given."""
        from quizzer.tui.browse import BrowseScreen

        self.app.push_screen(BrowseScreen(item))

    def action_calculators(self) -> None:
        """Every calculator, and the table of networks."""
        from quizzer.tui.calculating import CalculatorsScreen

        self.app.push_screen(CalculatorsScreen())

    def action_settings(self) -> None:
        """Language, theme, limits and the rest."""
        from quizzer.tui.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())

    def action_statistics(self) -> None:
        """What sticks, what is due, where the slips are."""
        from quizzer.tui.statistics import StatisticsScreen

        self.app.push_screen(StatisticsScreen())

    def action_help(self) -> None:
        """Explain this screen."""
        from quizzer.tui.dialogs import HelpScreen

        self.app.push_screen(HelpScreen(["help.home"]))
