"""The field for an answer in sentences: write, compare with the key points, tick those that the text holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.tui.boards import Board, Submitted
from quizzer.tui.speaking import SpeakingScreen, Words
from quizzer.wording.catalogue import say


class NothingTicked(Message):
    """A text was handed in without a tick."""


class TickBoard(Board):
    """Key points, by digit, and false claims, by letter, to tick; the headings stand on the first line of each."""

    BINDINGS: ClassVar = [
        *(Binding(str(n), f"tick({n})", "", show=False) for n in range(1, 7)),
        *(Binding(letter, f"tick_claim({n})", "", show=False) for n, letter in enumerate("abc", 1)),
        Binding("space", "tick_here", "", show=False),
    ]

    def __init__(self, question: Question, language: Language) -> None:
        super().__init__(question, language)
        self.ticked: set[int] = set()
        self.warned = False

    def texts(self) -> list[str]:
        points = [(str(n), text) for n, text in enumerate(self.question.key_points, 1)]
        claims = [(letter, claim.text) for letter, claim in zip("ABC", self.question.false_claims, strict=False)]
        texts = [
            f"{'■' if self.is_picked(place) else '□'} {key}  {text[self.language]}"
            for place, (key, text) in enumerate([*points, *claims], 1)
        ]
        texts[0] = f"{say('plain.key_points', self.language)}\n{texts[0]}"
        if claims:
            first = len(points)
            texts[first] = f"{say('plain.false_claims', self.language)}\n{texts[first]}"
        return texts

    def is_picked(self, place: int) -> bool:
        return place in self.ticked

    def action_tick(self, place: int) -> None:
        """Tick a key point, or take the tick away."""
        if self.open and place <= len(self.question.key_points):
            self.clicked(place)

    def action_tick_claim(self, number: int) -> None:
        """Tick a false claim, or take the tick away."""
        if self.open and number <= len(self.question.false_claims):
            self.clicked(len(self.question.key_points) + number)

    def action_tick_here(self) -> None:
        """Tick the line under the pointer, or take the tick away."""
        if self.open:
            self.clicked(self.here)

    def clicked(self, place: int) -> None:
        self.ticked ^= {place}
        self.point(place)

    def action_submit(self) -> None:
        """Hand in the text with its ticks; without any, which counts as nothing right, ask once."""
        board = self.parent
        if not (self.open and isinstance(board, FreeAnswer)):
            return
        if self.ticked or self.warned:
            board.post_message(Submitted(board.typed))
        else:
            self.warned = True
            board.post_message(NothingTicked())

    @property
    def typed(self) -> str:
        points = len(self.question.key_points)
        numbers = [place if place <= points else points - place for place in sorted(self.ticked)]
        return ",".join(map(str, numbers)) or "0"


class Writing(TextArea):
    """The text; F7, which selects everything in other fields of this class, compares it."""

    BINDINGS: ClassVar = [Binding("f7,ctrl+s", "compare", "compare", key_display="F7")]

    async def action_compare(self) -> None:
        """Show the good answer and the key points."""
        if isinstance(self.parent, FreeAnswer):
            await self.parent.compare()


class FreeAnswer(Vertical):
    """A text to write; F7 compares it with a good answer and its key points, then Enter hands it in."""

    def __init__(self, question: Question, language: Language) -> None:
        super().__init__(classes="answer")
        self.question = question
        self.language = language

    def compose(self) -> ComposeResult:
        yield Writing(classes="free", show_line_numbers=False, tab_behavior="focus", soft_wrap=True)
        yield Words(say("quiz.free_how", self.language), classes="dim")

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    @property
    def ticks(self) -> TickBoard | None:
        """The key points, once they are shown."""
        return next(iter(self.query(TickBoard)), None)

    async def compare(self) -> None:
        """Show the good answer and the key points; the text can no longer be changed."""
        text = self.query_one(TextArea)
        if self.ticks or not text.text.strip():
            return
        text.read_only = True
        text.can_focus = False
        self.query_one(Words).write(self._model())
        await self.mount(TickBoard(self.question, self.language))
        cast(SpeakingScreen, self.screen).name_keys()

    def _model(self) -> str:
        return say("verdict.model_answer", self.language, text=self.question.model_answer[self.language])

    @property
    def typed(self) -> str:
        """The text, and the ticks as they would be typed."""
        ticks = self.ticks
        return f"{self.query_one(TextArea).text}\n.\n{ticks.typed if ticks else ''}"

    def freeze(self, question: Question, verdict_keys: frozenset[str]) -> None:
        """After the verdict: nothing can be changed any more."""
        text = self.query_one(TextArea)
        text.read_only = True
        text.can_focus = False
        if self.ticks:
            self.ticks.freeze(question, verdict_keys)

    def say_again(self, language: Language, placeholders: Sequence[str]) -> None:
        """Use another language; what was written stays."""
        self.language = language
        self.query_one(Words).write(self._model() if self.ticks else say("quiz.free_how", language))
        if self.ticks:
            self.ticks.say_again(language, placeholders)
