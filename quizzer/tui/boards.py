"""Boards of lines that are picked, ordered or paired with keys and mouse; each spells its answer for the grader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.tui.speaking import Words


class Submitted(Message):
    """The learner wants the answer graded."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class BoardLine(Words):
    """A line of a board; a click points at it."""

    def __init__(self, place: int, classes: str = "option") -> None:
        super().__init__("", classes=classes)
        self.place = place
        self.hang = 5

    def on_click(self, event: Click) -> None:
        event.stop()
        board = next((one for one in self.ancestors if isinstance(one, Board)), None)
        if board is not None and board.open:
            board.clicked(self.place)


class Board(Widget, can_focus=True):
    """Lines with a pointer. A board says what its lines show and what is picked, and how that is spelled.

    Places count from 1. ``verdict_keys`` are the keys of the graded answer; None while it can still be changed.
    """

    BINDINGS: ClassVar = [
        Binding("down,j", "move(1)", "", show=False),
        Binding("up,k", "move(-1)", "", show=False),
        Binding("enter", "submit", "submit"),
    ]

    def __init__(self, question: Question, language: Language) -> None:
        super().__init__(classes="answer")
        self.question = question
        self.language = language
        self.here = 1
        self.verdict_keys: frozenset[str] | None = None

    @property
    def open(self) -> bool:
        """Whether the answer can still be changed."""
        return self.verdict_keys is None

    def texts(self) -> Sequence[str]:
        """What each line shows now."""
        raise NotImplementedError

    def is_picked(self, place: int) -> bool:
        """Whether the line at ``place`` is picked or held."""
        return False

    def reachable(self) -> int:
        """The last place that the pointer goes to."""
        return len(self.texts())

    def clicked(self, place: int) -> None:
        """A click on the line at ``place``."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """What is picked, as it would be typed."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        for place in range(1, len(self.texts()) + 1):
            yield BoardLine(place)

    def on_mount(self) -> None:
        self.draw()
        # A long question shows its beginning; moving to a line scrolls to it.
        self.focus(scroll_visible=False)

    def draw(self) -> None:
        """Draw every line as it stands."""
        for line, text in zip(self.query(BoardLine), self.texts(), strict=True):
            line.write(text)
            line.set_class(line.place == self.here and self.open, "-here")
            line.set_class(self.is_picked(line.place), "-picked")

    def point(self, place: int) -> None:
        """Move the pointer to ``place`` and show it."""
        self.here = min(max(place, 1), self.reachable())
        self.draw()
        self.query(BoardLine)[self.here - 1].scroll_visible(animate=False)

    def action_move(self, step: int) -> None:
        """Move the pointer."""
        if self.open:
            self.point(self.here + step)

    def action_submit(self) -> None:
        """Hand in what is picked."""
        if self.open:
            self.post_message(Submitted(self.typed))

    def freeze(self, question: Question, verdict_keys: frozenset[str]) -> None:
        """After the verdict: show what was right and what was picked."""
        self.verdict_keys = verdict_keys
        self.can_focus = False  # a click must not take Enter away from "next"
        self.draw()

    def say_again(self, language: Language, placeholders: Sequence[str]) -> None:
        """Use another language; what was picked stays."""
        self.language = language
        self.draw()
