"""Being asked about a network of one's own or of the bank: sizes, costs and fields of its layers, nothing recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from quizzer.bank.networks import Network, spelled_entry
from quizzer.calculators.layer_graph import Row, Shape
from quizzer.grading.members import grade_shape
from quizzer.grading.number import grade_number
from quizzer.questions.answers import NumberSpec, ShapeSpec
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.tui.dialogs import Dialog
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.typed_line import TypedLine
from quizzer.wording.feedback import MARKS, reason_line

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

ASKED = 5


@dataclass(frozen=True)
class Asked:
    """``what`` is asked of the layer ``number`` (from 1), spelled ``layer``, that gets maps of shape ``input``."""

    what: str
    number: int
    layer: str
    input: Shape
    answer: int | Shape

    def grade(self, typed: str) -> Verdict:
        """The verdict on ``typed``."""
        if isinstance(self.answer, tuple):
            return grade_shape(ShapeSpec(), self.answer, typed)
        return grade_number(NumberSpec(integer=True), self.answer, typed)

    @property
    def key(self) -> str:
        """The right answer as it is shown."""
        return "×".join(map(str, self.answer)) if isinstance(self.answer, tuple) else f"{self.answer:,}"


def questions_about(network: Network, groups: Sequence[Sequence[Row]], rng: Random) -> list[Asked]:
    """Up to ASKED questions about the layers that ``groups`` lays out, in their order."""
    every: list[Asked] = []
    given: Shape = network.input
    for number, rows in enumerate(groups, 1):
        layer = spelled_entry(network.layers[number - 1])
        every += [Asked(what, number, layer, given, answer) for what, answer in _answers(rows, given)]
        given = rows[-1].output if rows else given
    return sorted(rng.sample(every, min(ASKED, len(every))), key=lambda one: one.number)


def _answers(rows: Sequence[Row], given: Shape) -> Iterator[tuple[str, int | Shape]]:
    """What can be asked of an entry; of several layers at once only what comes out of them."""
    if not rows:
        return
    last = rows[-1]
    if last.output != given:
        yield "output", last.output
    if len(rows) == 1 and last.params:
        yield "params", last.params
    if len(rows) == 1 and last.macs:
        yield "macs", last.macs
    if last.fields is not None:
        high, wide = (axis.size for axis in last.fields)
        if high == wide and high > 1 and int(high) == high:
            yield "field", int(high)


class NetworkQuizScreen(Dialog[None]):
    """Asks one question after the other; Enter answers, then goes on."""

    BINDINGS = [Binding("escape", "close", "", show=False)]

    def __init__(self, asked: Sequence[Asked]) -> None:
        super().__init__()
        self.asked = asked
        self.place = 0
        self.right = 0
        self.verdict: Verdict | None = None

    @property
    def quizzer(self) -> QuizzerApp:
        """The app, with its own type."""
        return cast("QuizzerApp", self.app)

    @property
    def graded(self) -> bool:
        """Whether the answer was judged; what cannot be read is asked again."""
        return self.verdict is not None and self.verdict.is_attempt

    @property
    def is_last(self) -> bool:
        """Whether nothing is asked after this."""
        return self.place == len(self.asked) - 1

    def compose(self) -> ComposeResult:
        with Column(classes="dialog"):
            yield Words("", id="title", classes="title")
            yield Words("", id="layer")
            yield Words("", id="asked")
            yield TypedLine(max_length=1000, select_on_focus=False)
            yield Words("", id="judged")
            yield Words("", id="keys", classes="dim")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.speak()

    def speak(self) -> None:
        """Say everything again; what was typed stays."""
        one, say = self.asked[self.place], self.quizzer.say
        shape = "×".join(map(str, one.input))
        onward = "key.close" if self.graded and self.is_last else "key.next" if self.graded else "key.answer"
        texts = {
            "title": say("network.quiz.title", number=self.place + 1, all=len(self.asked)),
            "layer": say("network.quiz.layer", number=one.number, layer=one.layer, input=shape),
            "asked": say(f"network.quiz.{one.what}"),
            "judged": self._judged(one),
            "keys": f"Enter  {say(onward)}     Esc  {say('key.close')}",
        }
        for place, text in texts.items():
            self.query_one(f"#{place}", Words).write(text)

    def _judged(self, one: Asked) -> str:
        """The verdict, and after the last question how many were right."""
        if self.verdict is None:
            return ""
        say, language = self.quizzer.say, self.quizzer.language
        if not self.graded:
            return f"? {reason_line(self.verdict, language)}"
        told = f"{MARKS[self.verdict.outcome]} {say(f'verdict.{self.verdict.outcome}')}"
        if self.verdict.outcome is not Outcome.CORRECT:
            told += f" · {say('verdict.key', key=one.key)}"
        end = say("network.quiz.end", right=self.right, all=len(self.asked))
        return f"{told}\n\n{end}" if self.is_last else told

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Judge the answer; after that go on to the next question, or close the window after the last."""
        if not self.graded:
            self.verdict = self.asked[self.place].grade(message.value)
            self.right += self.verdict.outcome is Outcome.CORRECT
        elif self.is_last:
            self.dismiss()
            return
        else:
            self.place, self.verdict = self.place + 1, None
            self.query_one(Input).clear()
        self.speak()

    def action_close(self) -> None:
        """Close the window."""
        self.dismiss()
