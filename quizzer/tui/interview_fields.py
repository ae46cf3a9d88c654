"""What an interview shows around its question: the clock, a mark for each question, the comparing of what was said."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Click
from textual.message import Message

from quizzer.practice.interviewing import Interview
from quizzer.practice.pace import Mark
from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.reports.interview import clock
from quizzer.tui.boards import Submitted
from quizzer.tui.deciding import LEVELS, Deed
from quizzer.tui.free_text import TickBoard
from quizzer.tui.speaking import Words
from quizzer.wording.catalogue import say
from quizzer.wording.wrapping import cells

CELLS_A_MARK = 2
SIGNS = {"answered": "■", "final": "■", "skipped": "□", "here": "▸", "seen": "·", "unseen": "·"}


def state_of(interview: Interview, number: int) -> str:
    """What became of the question ``number``: answered, final, skipped, here, seen or unseen; never whether right."""
    reply = interview.state.replies[number - 1]
    if number == interview.number:
        return "here"
    if reply.answered:
        return "final" if interview.why_closed(number) else "answered"
    return "skipped" if reply.skips else "seen" if reply.seen else "unseen"


def pace_words(interview: Interview, language: Language) -> str:
    """How the candidate stands against the plan, in a word or two."""
    pace = interview.pace
    late = "" if pace.mark is Mark.ON_TIME else clock(abs(pace.late_ms))
    return say(f"interview.screen.{pace.mark}", language, time=late)


class InterviewHead(Words):
    """Which question it is, at the left; the time that is left and the pace, at the right."""

    def tell(self, interview: Interview, language: Language, width: int) -> None:
        """Show where ``interview`` stands now, in ``width`` cells."""
        left = clock(interview.left_ms)
        if interview.paused:
            right = say("interview.screen.stands", language, left=left)
        else:
            right = say("interview.screen.clock", language, left=left, pace=pace_words(interview, language))
        place = _place(interview, language)
        text = f"{place}{' ' * max(width - cells(place) - cells(right), 2)}{right}"
        if text != self.text:
            self.write(text)


def _place(interview: Interview, language: Language) -> str:
    if interview.comparing is not None:
        number = interview.to_compare[0]
        return say("interview.screen.compare", language, number=number, total=interview.total)
    number_now = interview.number
    if number_now is None:
        return say("interview.screen.dealt_with", language, answered=interview.answered, total=interview.total)
    key = "follow_up" if interview.paper.slots[number_now - 1].follows_up else "place"
    planned = clock(interview.planned_ms(number_now))
    return say(f"interview.screen.{key}", language, number=number_now, total=interview.total, planned=planned)


class Marks(Words):
    """A sign for each question; a click goes to it."""

    class Chosen(Message):
        """The question ``number`` is wanted."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def tell(self, interview: Interview) -> None:
        """Show what became of each question."""
        signs = [SIGNS[state_of(interview, number)] for number in range(1, interview.total + 1)]
        self.write(" ".join(signs))

    def on_click(self, event: Click) -> None:
        event.stop()
        content = self.text.split(" ")
        number = event.get_content_offset(self)
        if number is not None and number.x // CELLS_A_MARK < len(content):
            self.post_message(self.Chosen(number.x // CELLS_A_MARK + 1))


class Sureness(Horizontal):
    """How sure the candidate is of the answer to come, in a row to be clicked."""

    class Chosen(Message):
        """The candidate is as sure as ``level``; None: one step surer than before."""

        def __init__(self, level: int | None) -> None:
            super().__init__()
            self.level = level

    def compose(self) -> ComposeResult:
        for level in (None, *LEVELS):
            yield Deed("", partial(self._choose, level))

    def _choose(self, level: int | None) -> None:
        self.post_message(self.Chosen(level))

    def tell(self, chosen: int | None, language: Language) -> None:
        """Show what is ``chosen``, 1 to 3."""
        ask, *words = self.query(Deed)
        ask.write(say("review.ask_confidence", language))
        for level, deed in zip(LEVELS, words, strict=True):
            word = say(f"review.confidence.{level}", language)
            deed.write(f"[{word}]" if level == chosen else f" {word} ")


class PointBoard(TickBoard):
    """The key points of what was said aloud, to tick."""

    def action_submit(self) -> None:
        """Hand in the ticks."""
        if self.open:
            self.post_message(Submitted(self.typed))


class Comparing(Vertical):
    """A good answer, and the key points of it that what was said may have held."""

    def __init__(self, question: Question, language: Language) -> None:
        super().__init__(classes="answer")
        self.question = question
        self.language = language

    def compose(self) -> ComposeResult:
        yield Words(self._model())
        yield PointBoard(self.question, self.language)

    def _model(self) -> str:
        return say("verdict.model_answer", self.language, text=self.question.model_answer[self.language])

    def say_again(self, language: Language) -> None:
        """Use another language; the ticks stay."""
        self.language = language
        self.query(Words).first().write(self._model())
        self.query_one(PointBoard).say_again(language, [])
