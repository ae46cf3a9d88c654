"""The plan to the day of an interview on the screen: what each day brings, and what is recalled then."""

from __future__ import annotations

from typing import cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input
from textual.worker import get_current_worker

from quizzer.practice.goal import DayRefused, day_wished
from quizzer.practice.plan_to_date import Outlook
from quizzer.practice.preferences import NUMBERS
from quizzer.reports.phrases import WIDTH, Voice
from quizzer.reports.plan import elsewhere_lines, plan_lines, refusal_line
from quizzer.tui.dialogs import Dialog
from quizzer.tui.hearing import heard_first
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.lines import Lines
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.tui.typed_line import TypedLine
from quizzer.wording.wrapping import wrap


class PlanScreen(StagedScreen):
    """The plan as it stands today."""

    EXPLANATION = ("help.plan",)
    BINDINGS = [
        Binding("escape,h", "home", "home", key_display="esc"),
        Binding("r", "review", "review"),
        Binding("e,enter", "set", "set", key_display="e"),
        Binding("x", "clear", "clear"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {"home": "key.home", "review": "key.review", "set": "key.plan.set", "clear": "key.plan.clear"}

    def __init__(self) -> None:
        super().__init__()
        self.reading = True
        self.found: Outlook | None = None
        self.trouble: Exception | None = None

    def compose(self) -> ComposeResult:
        with Column(id="page", classes="column"):
            yield Words(self.say("plan.title"), classes="title", id="title")
        yield KeyBar()

    async def fill(self) -> None:
        page = self.query_one("#page")
        await page.mount(Words(id="notice"), Lines(id="plan"))
        page.focus()
        self.read()

    def speak(self) -> None:
        super().speak()
        self.query_one("#title", Words).write(self.say("plan.title"))
        self.query_one("#plan", Lines).tell(self._lines)

    def read(self) -> None:
        """Make the plan anew beside the screen."""
        self.reading = True
        self.query_one("#plan", Lines).tell(self._lines)
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        worker, desk = get_current_worker(), self.quizzer.desk
        found: Outlook | None = None
        trouble: Exception | None = None
        try:
            goal = desk.goal
            if goal is not None and goal.reached_from(desk.today):
                found = desk.planner_to_date(goal).outlook()
            _ = desk.bank  # read here, so that drawing need not wait for it
        except troubles() as problem:
            trouble = problem
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, found, trouble)

    def _have_read(self, found: Outlook | None, trouble: Exception | None) -> None:
        self.reading, self.found, self.trouble = False, found, trouble
        self.query_one("#plan", Lines).tell(self._lines)

    def _lines(self, width: int) -> list[str]:
        width, desk = min(width, WIDTH), self.quizzer.desk
        if self.trouble is not None:
            return wrap(f"✗ {sentence_of(self.trouble, desk.language)}", width)
        if self.reading:
            return wrap(self.say("plan.loading"), width)
        voice = Voice(desk.language, desk.bank.topics, width=width)
        if self.found is not None:
            return plan_lines(self.found, voice)
        return [*elsewhere_lines(desk.goal, desk.today, voice), "", *wrap(self.say("plan.how"), width)]

    # --- keys -----------------------------------------------------------------------------------------------

    @heard_first
    def action_set(self) -> None:
        """Ask for the day and the minutes."""
        kept = self.quizzer.desk.preferences
        day = "" if kept.interview_on is None else f"{kept.interview_on.isoformat()} {kept.minutes_per_day}"
        self.app.push_screen(GoalScreen(day), self._wished)

    def _wished(self, given: str | None) -> None:
        if not given:
            return
        day, _, minutes = given.partition(" ")
        desk, (least, most) = self.quizzer.desk, NUMBERS["minutes-per-day"]
        usual = str(desk.preferences.minutes_per_day)
        number = minutes.strip() or usual
        try:
            wished = day_wished(day, desk.today)
        except DayRefused as refused:
            self.notice(refusal_line(refused, desk.today, desk.language))
            return
        if not (number.isascii() and number.isdecimal() and len(number) < 5 and least <= int(number) <= most):
            self.notice(self.say("problem.plan.minutes", value=minutes.strip(), most=most))
            return
        try:
            desk.prepare_for(wished, int(number))
        except OSError as problem:
            self.notice(str(problem))
            return
        self.notice("")
        self.read()

    def action_clear(self) -> None:
        """Forget the interview."""
        try:
            self.quizzer.desk.prepare_for(None)
        except OSError as problem:
            self.notice(str(problem))
            return
        self.notice(self.say("plan.cleared"))
        self.read()

    def notice(self, sentence: str) -> None:
        """Say ``sentence`` above the plan."""
        self.query_one("#notice", Words).write(sentence)

    def action_review(self) -> None:
        """Start the review of today."""
        from quizzer.tui.home import HomeScreen

        self.app.pop_screen()
        if isinstance(self.app.screen, HomeScreen):
            self.app.screen.start("review")

    def action_home(self) -> None:
        """Back to the first screen."""
        self.app.pop_screen()


class GoalScreen(Dialog[str]):
    """Asks for the day of an interview and the minutes a day."""

    BINDINGS = [Binding("escape", "leave", "", show=False)]

    def __init__(self, given: str) -> None:
        super().__init__()
        self.given = given

    def compose(self) -> ComposeResult:
        from quizzer.tui.app import QuizzerApp

        app = cast(QuizzerApp, self.app)
        with Column(classes="dialog"):
            yield Words(app.say("plan.ask"))
            yield TypedLine(self.given, max_length=40)
            yield Words(app.say("plan.ask.keys"), classes="dim")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Close the window with what was typed."""
        self.dismiss(message.value.strip())

    def action_leave(self) -> None:
        """Close the window; nothing changes."""
        self.dismiss("")
