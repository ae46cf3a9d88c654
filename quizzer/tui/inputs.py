"""The fields that fit the answer kinds. Each gives its answer as the text that the grader reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click, Key
from textual.message import Message
from textual.widgets import Input

from quizzer.questions.answers import ChoiceSpec, TruthReasonSpec
from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.tui.boards import Board, Submitted
from quizzer.tui.speaking import Words
from quizzer.tui.typed_line import TypedLine
from quizzer.wording.catalogue import say


class HelpWanted(Message):
    """``?`` was pressed where it can be no part of an answer."""


class Typing(Message):
    """The answer that is typed has changed; ``typed`` is what it is now."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class TypedInput(TypedLine):
    """A line for an answer; ``?`` in the empty line asks for help."""

    BINDINGS = [Binding("enter", "submit", "submit")]

    async def _on_key(self, event: Key) -> None:
        if event.character == "?" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(HelpWanted())
        else:
            await super()._on_key(event)


class ReadAs(Words):
    """What is understood of the answer: one line, whatever it says, so that a key moves nothing."""

    def write(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.refresh()

    def take_room(self, wanted: bool) -> None:
        """It has its line at any time."""


class TypedAnswer(Vertical):
    """An answer that is typed, in one line for each of ``placeholders``: one, or as many as there are blanks.

    Below stands what is understood of it.
    """

    def __init__(self, placeholders: Sequence[str]) -> None:
        super().__init__(classes="answer")
        self.placeholders = placeholders

    def compose(self) -> ComposeResult:
        for placeholder in self.placeholders:
            yield TypedInput(placeholder=placeholder, select_on_focus=False)
        yield ReadAs("", id="read_as")

    def on_mount(self) -> None:
        self.query(TypedInput).first().focus(scroll_visible=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand in, or go on to a blank that is still empty."""
        event.stop()
        lines = list(self.query(TypedInput))
        place = next(n for n, line in enumerate(lines) if line is event.input)
        empty = next((line for line in lines[place + 1 :] if not line.value.strip()), None)
        if empty is not None and event.value.strip() and "|" not in event.value:
            empty.focus()
            return
        self.post_message(Submitted(self.typed))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what the answer is now."""
        event.stop()
        self.post_message(Typing(self.typed))

    @property
    def typed(self) -> str:
        """What was typed; several blanks are joined as the grader reads them, unless one line holds them all."""
        values = [line.value for line in self.query(TypedInput)]
        filled = [value for value in values if value.strip()]
        if not filled or (len(filled) == 1 and "|" in filled[0]):
            return "".join(filled)
        return " | ".join(values)

    def freeze(self, question: Question, verdict_keys: frozenset[str]) -> None:
        """After the verdict: what was typed stays, nothing can be typed any more."""
        for line in self.query(TypedInput):
            line.disabled = True
        self.query_one("#read_as").display = False

    def say_again(self, language: Language, placeholders: Sequence[str]) -> None:
        """Use another language; what was typed stays."""
        for line, placeholder in zip(self.query(TypedInput), placeholders, strict=True):
            line.placeholder = placeholder


class OptionBoard(Board):
    """Options to pick, one or several; for a claim with reasons, true and false stand above them."""

    BINDINGS: ClassVar = [
        *(Binding(f"{n},{letter}", f"pick({n})", "", show=False) for n, letter in enumerate("abcde", 1)),
        Binding("t", "judge(True)", "", show=False),
        Binding("f", "judge(False)", "", show=False),
        Binding("enter", "show_options", "show_options"),
        Binding("space", "show_options", "", show=False),
        Binding("space", "pick_here", "", show=False),
        Binding("enter", "submit", "submit"),
    ]

    def __init__(self, question: Question, language: Language, hidden: bool = False) -> None:
        super().__init__(question, language)
        self.judged = isinstance(question.spec, TruthReasonSpec)
        self.several = isinstance(question.spec, ChoiceSpec) and not question.spec.single
        self.picked: set[int] = set()
        self.truth: bool | None = None
        self.hidden = hidden
        """Whether one thinks first and sees the options when one asks for them."""

    def compose(self) -> ComposeResult:
        if self.judged:
            yield TruthLine("", classes="option truth")
        yield from super().compose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What Enter and Space do as long as the options are hidden."""
        if action in ("show_options", "submit", "pick_here"):
            return self.hidden is (action == "show_options")
        return True

    def reveal(self) -> bool:
        """Show the options; False if they are on the screen already."""
        if not self.hidden:
            return False
        self.hidden = False
        self.draw()
        self.refresh_bindings()
        return True

    def action_show_options(self) -> None:
        """Show the options."""
        self.reveal()

    def draw(self) -> None:
        """Draw every line as it stands."""
        if self.judged:
            true, false = say("quiz.true", self.language), say("quiz.false", self.language)
            marks = ("●" if self.truth is True else "○", "●" if self.truth is False else "○")
            self.query_one(TruthLine).write(f"{marks[0]} {true}     {marks[1]} {false}")
        super().draw()

    def texts(self) -> list[str]:
        if self.hidden:
            count = len(self.question.choices)
            key = "quiz.reasons_hidden" if self.judged else "quiz.options_hidden"
            return [say(key, self.language, count=count), *[""] * (count - 1)]
        choices = enumerate(self.question.choices, 1)
        return [f"{self._mark(place)} {choice.key}  {choice.text[self.language]}" for place, choice in choices]

    def is_picked(self, place: int) -> bool:
        return place in self.picked

    def _mark(self, place: int) -> str:
        choice = self.question.choices[place - 1]
        if self.verdict_keys is None:
            box = ("■", "□") if self.several else ("●", "○")
            return box[0] if place in self.picked else box[1]
        if choice.correct:
            return "✓"
        return "✗" if choice.key in self.verdict_keys else "·"

    def action_pick(self, place: int) -> None:
        """Pick the option at ``place``, or let go of it."""
        if not self.open or self.reveal() or place > len(self.question.choices):
            return
        self.here = place
        self.picked = self.picked ^ {place} if self.several else {place}
        self.draw()

    def action_pick_here(self) -> None:
        """Pick the option under the pointer."""
        self.action_pick(self.here)

    def clicked(self, place: int) -> None:
        self.action_pick(place)

    def action_move(self, step: int) -> None:
        """Move the pointer; where only one can be picked it picks too."""
        if self.reveal():
            return
        if not self.several:
            # The first press picks the option that the pointer is on already.
            step = step if self.picked else 0
        super().action_move(step)
        if self.open and not self.several:
            self.picked = {self.here}
            self.draw()

    def freeze(self, question: Question, verdict_keys: frozenset[str]) -> None:
        self.hidden = False
        super().freeze(question, verdict_keys)

    def action_judge(self, truth: bool) -> None:
        """Say that the claim is true, or false."""
        if self.judged and self.open:
            self.truth = truth
            self.draw()

    @property
    def typed(self) -> str:
        keys = ",".join(self.question.choices[place - 1].key for place in sorted(self.picked))
        judgement = {True: "T ", False: "F ", None: ""}[self.truth]
        return f"{judgement}{keys}"


class TruthLine(Words):
    """True or false; a click judges by the half it is in."""

    def on_click(self, event: Click) -> None:
        event.stop()
        board = self.parent
        if isinstance(board, OptionBoard):
            board.action_judge(event.x < 12)
