"""The tour: a quiz of three questions, each with one line that says which key to press."""

from __future__ import annotations

from textual.app import ComposeResult

from quizzer.practice.session import Session
from quizzer.practice.tour import tour_stops
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.speaking import Words


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

    def speak(self) -> None:
        super().speak()
        self.query_one("#tour", Words).write(self._line())

    def _line(self) -> str:
        stop = self.stops.get(self.session.question.id.item)
        if stop is None:
            return ""
        step = self.say("tour.step", number=self.session.number, count=len(self.stops))
        return f"{step}  {self.say(f'tour.{stop}' if self.answered is None else f'tour.{stop}.done')}"
