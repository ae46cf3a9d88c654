"""What a session came to: counts, what went wrong, which slips came more than once."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from quizzer.practice.session import Answered, Summary
from quizzer.practice.today import Today
from quizzer.questions.verdict import Outcome
from quizzer.reports.display import prompt_in_short
from quizzer.reports.phrases import Voice
from quizzer.reports.today import after_lines
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.lines import Lines
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import SpeakingScreen, Words
from quizzer.wording.feedback import MARKS, key_line, repair_lines

PROMPT_CELLS = 220
"""So much of a question that was missed is shown: about three lines."""


class SummaryScreen(SpeakingScreen):
    """The end of a session."""

    EXPLANATION = ("help.home",)
    BINDINGS = [
        Binding("enter", "again", "again"),
        Binding("escape,h", "home", "home", key_display="esc"),
        Binding("question_mark,f1", "help", "help", show=False),
    ]
    KEYS = {"again": "key.again", "home": "key.home"}

    kind = "quiz"

    def __init__(self, summary: Summary, kept: bool = False) -> None:
        super().__init__()
        self.summary = summary
        self.kept = kept
        self.today: Today | None = None

    def compose(self) -> ComposeResult:
        with Column(classes="column"):
            yield Words("", classes="title", id="title")
            yield Words("", id="counts")
            yield Words("", id="kept")
            yield Words("", id="missed")
            yield Words("", id="slips")
            yield Lines(id="after")
        yield KeyBar()

    def on_mount(self) -> None:
        self.today = self.quizzer.desk.glance()
        self.speak()

    def speak(self) -> None:
        super().speak()
        count = self.summary.count
        self.query_one("#title", Words).write(self.say("summary.title"))
        counts = self.say(
            "summary.counts",
            correct=count(Outcome.CORRECT),
            partial=count(Outcome.PARTIAL),
            incorrect=count(Outcome.INCORRECT),
        )
        self.query_one("#counts", Words).write(counts)
        self.query_one("#kept", Words).write(self.say("summary.kept") if self.kept else "")
        self.query_one("#missed", Words).write(self._missed())
        self.query_one("#slips", Words).write(self._slips())
        self.query_one("#after", Lines).tell(self._after)

    def _after(self, width: int) -> list[str]:
        if self.today is None:
            return []
        desk = self.quizzer.desk
        voice = Voice(desk.language, desk.bank.topics, width=width)
        return [f"── {self.say('after.title')}", *after_lines(self.today, voice)]

    def _missed(self) -> str:
        if not self.summary.missed:
            return self.say("summary.all_right")
        blocks = [self._one(answered) for answered in self.summary.missed]
        return "\n\n".join([f"── {self.say('summary.missed')}", *blocks])

    def _one(self, answered: Answered) -> str:
        language = self.quizzer.language
        prompt = prompt_in_short(answered.question, language, PROMPT_CELLS)
        lines = [f"{MARKS[answered.verdict.outcome]} {prompt}"]
        lines += [f"  {line}" for line in repair_lines(answered.verdict, language)[:2]]
        key = key_line(answered.question, language)
        if key:
            lines.append(f"  {key}")
        return "\n".join(lines)

    def _slips(self) -> str:
        beliefs = self.quizzer.desk.bank.beliefs
        often = [(slip, times) for slip, times in self.summary.slips if times > 1 and slip in beliefs]
        if not often:
            return ""
        lines = [
            self.say("summary.slip", times=times, belief=beliefs[slip].belief[self.quizzer.language])
            for slip, times in often
        ]
        return "\n".join([f"── {self.say('summary.slips')}", *lines])

    def action_again(self) -> None:
        """Another quiz of the same kind."""
        from quizzer.tui.home import HomeScreen

        self.app.pop_screen()
        if isinstance(self.app.screen, HomeScreen):
            self.app.screen.start(self.kind)

    def action_home(self) -> None:
        """Back to the first screen."""
        self.app.pop_screen()


class ReviewSummaryScreen(SummaryScreen):
    """The end of a review."""

    KEYS = {**SummaryScreen.KEYS, "again": "key.review"}
    kind = "review"
