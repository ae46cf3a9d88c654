"""The interview on the screen: skip and return, how sure, pause, and the end with its report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.binding import Binding
from textual.containers import VerticalScroll

from quizzer.practice.interviewing import Closed
from quizzer.tui.deciding import LEVELS
from quizzer.tui.inputs import HelpWanted, TypedAnswer
from quizzer.tui.interview_asking import InterviewAskingScreen
from quizzer.tui.interview_fields import Marks, Sureness
from quizzer.tui.trouble import sentence_of, troubles


class InterviewScreen(InterviewAskingScreen):
    """Asks until the interview is over, then shows its report. It can be left and gone on with at any time."""

    BINDINGS = [
        Binding("enter", "end", "end"),
        Binding("f4", "dont_know", "dont_know"),
        Binding("f5", "skip", "skip"),
        Binding("f7", "overview", "overview"),
        Binding("f8", "confidence", "sure", show=False),  # it stands below the field
        Binding("pageup", "scroll_by(-10)", "", show=False),
        Binding("pagedown", "scroll_by(10)", "", show=False),
        Binding("escape", "pause", "pause", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {
        "end": "key.end",
        "dont_know": "key.dont_know",
        "skip": "key.skip",
        "overview": "key.overview",
        "confidence": "key.sure",
        "pause": "key.pause",
    }

    # --- moving on ------------------------------------------------------------------------------------------

    async def action_skip(self) -> None:
        """Leave the question for later; one that has an answer keeps it."""
        await self._moving(self.interview.skip)

    async def action_dont_know(self) -> None:
        """Leave the question out for good; it can still be gone back to."""
        await self._moving(lambda: self.interview.skip(for_good=True))

    async def on_marks_chosen(self, message: Marks.Chosen) -> None:
        """A click on a mark."""
        await self.look_at(message.number)

    async def look_at(self, number: int | None) -> None:
        """Go to the question ``number``, or say why not; None stays."""
        if number is not None and number != self.interview.number and not self.interview.comparing:
            await self._moving(lambda: self.interview.go_to(number))

    async def _moving(self, move: Callable[[], None]) -> None:
        """Keep what is typed as it is, and go on where ``move`` leads."""
        if self.interview.number is not None and isinstance(self.field, TypedAnswer):
            self.drafts[self.interview.number] = self.field.typed
        try:
            move()
        except Closed as closed:
            reason = closed.reason
            self.notice(lambda: self.say(f"interview.closed.{reason}"))
        except troubles() as trouble:
            self.say_trouble(trouble)
        else:
            await self.go_on()

    def action_overview(self) -> None:
        """List the questions, to go back to one."""
        from quizzer.tui.interview_windows import OverviewScreen

        self.app.push_screen(OverviewScreen(self.interview), self.look_at)

    def action_scroll_by(self, lines: int) -> None:
        """Scroll a long question, also while the field has the focus."""
        self.query_one(".column", VerticalScroll).scroll_relative(y=lines, animate=False)

    # --- how sure -------------------------------------------------------------------------------------------

    def action_confidence(self) -> None:
        """How sure the candidate is: one step further, after the last step nothing."""
        now = self.interview.confidence or 0
        self._choose_sureness(now + 1 if now < LEVELS[-1] else None)

    def on_sureness_chosen(self, message: Sureness.Chosen) -> None:
        """A click on a level, or on the question how sure."""
        if message.level is None:
            self.action_confidence()
        else:
            self._choose_sureness(message.level)

    def _choose_sureness(self, level: int | None) -> None:
        self.interview.say_confidence(level)
        self.tell_sureness()

    # --- pausing and the end --------------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Stop the clock and hide the question; go on, leave, or end it."""
        from quizzer.tui.interview_windows import PauseScreen

        try:
            self.interview.pause()
        except troubles() as trouble:
            self.say_trouble(trouble)
        self.app.push_screen(PauseScreen(self.interview.left_ms), self._after_pause)

    async def _after_pause(self, wanted: str | None) -> None:
        if wanted == "leave":
            self.app.pop_screen()
        elif wanted == "finish":
            await self.action_end()
        else:
            self.interview.resume()
            self.tell_time()

    async def action_end(self) -> None:
        """End the interview."""
        try:
            self.interview.end()
        except troubles() as trouble:
            self.say_trouble(trouble)
        else:
            await self.go_on()

    def finish(self) -> None:
        """Grade and record everything, and show the report; Enter tries again where it cannot be saved."""
        from quizzer.tui.interview_report import InterviewReportScreen

        try:
            report = self.interview.finish()
        except troubles() as trouble:
            sentence = sentence_of(trouble, self.quizzer.language)
            self.notice(lambda: f"✗ {sentence} {self.say('interview.screen.again')}")
            return
        self.finished = True
        self.app.switch_screen(InterviewReportScreen(report))

    def on_help_wanted(self, message: HelpWanted) -> None:
        """``?`` in an empty field."""
        self.action_help()

    def help_texts(self) -> Sequence[str]:
        """The field, and the keys; the clock goes on."""
        kind = self.question.spec.kind if self.question else ""
        about = {"": [], "free": ["help.aloud"], "set": ["help.list"]}.get(kind, [f"help.{kind}"])
        return *about, "help.interview"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do nothing now are not in the footer."""
        if action == "end":
            return self.interview.number is None and not self.interview.comparing
        if action in ("dont_know", "skip", "confidence"):
            return self.interview.number is not None and not self.interview.comparing
        return not self.interview.comparing if action == "overview" else True
