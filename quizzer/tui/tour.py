"""The tour: a quiz of three questions, each with one line that says which key to press."""

from __future__ import annotations

from textual.app import ComposeResult

from quizzer.practice.recalling import hides_options
from quizzer.practice.session import Session
from quizzer.practice.tour import tour_stops
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.speaking import Words
from quizzer.wording.feedback import Feedback


class TourScreen(QuizScreen):
    """A quiz that explains itself. Everything else is as in any quiz, and the answers count."""

    CSS = """
    TourScreen #tour { max-width: 78; padding: 0 1; color: $text-accent; margin-top: 1; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.stops = tour_stops(session.bank)

    def compose(self) -> ComposeResult:
        for place, widget in enumerate(super().compose()):
            yield widget
            if place == 0:
                yield Words(id="tour")

    def show_behind(self, parts: Feedback | None) -> None:
        super().show_behind(parts)
        self.query_one("#tour", Words).write(self._line())

    def lines_beside(self, width: int) -> int:
        return super().lines_beside(width) + self.lines_of("#tour", width)

    def _line(self) -> str:
        stop = self.stops.get(self.session.question.id.item)
        if stop is None:
            return ""
        step = self.say("tour.step", number=self.session.number, count=len(self.stops))
        return f"{step}  {self.say(self._advice(stop))}"

    def _advice(self, stop: str) -> str:
        """The key of what to do now: answer, see why, go on."""
        if self.answered is None:
            shown = stop == "choice" and not hides_options(self.quizzer.desk.preferences, self.session.question)
            return "tour.choice.shown" if shown else f"tour.{stop}"
        return "tour.wrong" if self.behind.comes_first else f"tour.{stop}.done"
