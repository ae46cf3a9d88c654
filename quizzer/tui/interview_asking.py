"""What an interview looks like: clock, pace, question and its field; nothing of right or wrong before the end."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from quizzer.grading.understanding import understood
from quizzer.practice.interviewing import Closed, Interview
from quizzer.questions.answers import FreeSpec
from quizzer.questions.question import Question
from quizzer.questions.verdict import Reason
from quizzer.reports.interview import clock
from quizzer.tui.asking import MOST_CELLS, WIDE_CELLS
from quizzer.tui.boards import Board, Submitted
from quizzer.tui.drawing import COLUMN_CELLS, EDGE_CELLS, LINES_BESIDE, Drawing
from quizzer.tui.fields import AnswerField, field_for, placeholders_of
from quizzer.tui.inputs import TypedAnswer, TypedInput, Typing
from quizzer.tui.interview_fields import Comparing, InterviewHead, Marks, Sureness
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import SpeakingScreen, Words
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.wording.columns import cut
from quizzer.wording.feedback import understood_line

TICK_SECONDS = 1.0
PADDING = 2
MARKS_AND_SURENESS = 3
"""The lines that a question has here beyond those of a quiz."""


class InterviewAskingScreen(SpeakingScreen):
    """Asks until the interview is over, and lets its time pass."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (WIDE_CELLS, "-wide")]
    undisturbed = True
    """There is no palette: it leads to answers and calculators."""

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview
        self.drafts: dict[int, str] = {}
        self.finished = False
        self.told_over = interview.timed_out
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        yield InterviewHead("", id="head")
        yield Marks("", id="marks")
        with Horizontal(id="page"):
            with Column(classes="column", can_focus=False):
                yield Words("", id="prompt")
                yield Drawing("", id="picture")
                yield Words("", id="speaking")
                yield Vertical(id="field")
                yield Words("", id="notice")
                yield Sureness(id="deeds")
            with Column(id="aside", can_focus=False):
                yield Drawing("", id="picture_aside")
        yield KeyBar(palette=False)

    async def on_mount(self) -> None:
        self.set_interval(TICK_SECONDS, self.tick)
        await self.go_on()

    def on_unmount(self) -> None:
        """However the program ends, time and answers are kept to the second."""
        if not self.finished:
            with suppress(*troubles()):
                self.interview.pause()

    def finish(self) -> None:
        """Show the report."""
        raise NotImplementedError

    # --- the clock ------------------------------------------------------------------------------------------

    async def tick(self) -> None:
        """Let time pass and show it; when it is over nothing more is taken."""
        self.interview.tick()
        if self.interview.timed_out and not self.told_over:
            self.told_over = True
            while self.app.screen is not self:
                self.app.pop_screen()
            await self.go_on()
        elif not self.finished:
            self.tell_time()

    def tell_time(self) -> None:
        """Draw the clock, and what is left of the two minutes of an answer that is said aloud."""
        if self.query(InterviewHead):  # it may come after the screen has gone
            width = min(self.size.width, MOST_CELLS if self.size.width >= WIDE_CELLS else COLUMN_CELLS)
            self.query_one(InterviewHead).tell(self.interview, self.quizzer.language, width - PADDING)
            self.query_one("#speaking", Words).write(self._speaking())

    def _speaking(self) -> str:
        if self.interview.comparing:
            return self.say("interview.screen.tick")
        if self.question is None or not isinstance(self.question.spec, FreeSpec):
            return ""
        left = self.interview.speaking_left_ms
        if left is None:
            return self.say("interview.screen.aloud")
        return self.say("interview.screen.speak", left=clock(left)) if left else self.say("interview.screen.spoken")

    # --- asking ---------------------------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """What is on the screen: the question that is asked or compared; None where all is dealt with."""
        return self.interview.comparing or self.interview.question

    async def go_on(self) -> None:
        """Show what follows: a question, what was said to compare, that all is dealt with, or the report."""
        found = self.interview
        if found.over and found.comparing is None and found.to_compare:
            found.compare(found.to_compare[0])
        if found.over and found.comparing is None:
            self.finish()
            return
        self._notice = str
        field = self.query_one("#field", Vertical)
        async with self.batch():
            await field.remove_children()
            new = self._new_field()
            if new is not None:
                await field.mount(new)
        if new is None:
            self.set_focus(None)
        self._fill(new)
        self.speak()
        self.call_after_refresh(self.query_one(".column", VerticalScroll).scroll_home, animate=False)

    def _new_field(self) -> AnswerField | Comparing | None:
        language = self.quizzer.language
        if self.interview.comparing:
            return Comparing(self.interview.comparing, language)
        question = self.interview.question
        if question is None:
            return None
        if isinstance(question.spec, FreeSpec):
            return TypedAnswer(self._placeholders(question))
        return field_for(question, language, self._placeholders(question))

    def _placeholders(self, question: Question) -> list[str]:
        if isinstance(question.spec, FreeSpec):
            return [self.say("interview.screen.notes")]
        return placeholders_of(question, self.quizzer.language)

    def _fill(self, field: AnswerField | Comparing | None) -> None:
        """Show in a new ``field`` what was typed there before; beside one that is no text, what was answered."""
        number, given = self.interview.number, self.interview.given
        if number is None or self.interview.comparing:
            return
        if not isinstance(field, TypedAnswer):
            if given:
                self.notice(lambda: self.say("interview.given", given=given))
            return
        lines = list(field.query(TypedInput))
        texts = self.drafts.get(number, given).split("|", len(lines) - 1)
        for line, text in zip(lines, texts, strict=False):
            line.value = text.strip()

    def fields(self) -> list[Widget]:
        return [*self.query(TypedInput), *self.query(Board)]

    @property
    def field(self) -> AnswerField | Comparing | None:
        """The field that is on the screen."""
        children = self.query_one("#field", Vertical).children
        return cast("AnswerField | Comparing", children[0]) if children else None

    async def on_submitted(self, message: Submitted) -> None:
        """Take an answer or ticks, and go on; the first Enter of what is said aloud begins the two minutes."""
        found = self.interview
        aloud = found.question is not None and isinstance(found.question.spec, FreeSpec)
        try:
            if found.comparing is not None:
                reason = found.tick_points(message.typed)
            elif aloud and found.speaking_left_ms is None:
                self._begin_speaking()
                return
            else:
                reason = found.answer(message.typed)
        except Closed:
            reason = None
        except troubles() as trouble:
            self.say_trouble(trouble)
            return
        if reason is None:
            await self.go_on()
        else:
            self.notice(lambda: self._complaint(reason))

    def _begin_speaking(self) -> None:
        try:
            self.interview.begin_speaking()
        except troubles() as trouble:
            self.say_trouble(trouble)
        self.tell_time()

    def _complaint(self, reason: Reason) -> str:
        """Why an answer cannot be read: its form, never whether it is right."""
        if reason.code == "empty" and isinstance(self.field, Board):
            return f"? {self.say('quiz.nothing_picked')}"
        return f"? {self.say(f'invalid.{reason.code}', **reason.values)}"

    def on_typing(self, message: Typing) -> None:
        """Show how the answer is read; notes begin the two minutes too."""
        question = self.interview.question
        if question is None or not message.typed.strip():
            self._read_as("")
        elif isinstance(question.spec, FreeSpec):
            self._begin_speaking()
        else:
            language = self.quizzer.language
            found = understood(question, message.typed)
            self._read_as("   ".join(understood_line(one.read_as, one.reason, one.part, language) for one in found))

    def _read_as(self, told: str) -> None:
        for line in self.query("#read_as").results(Words):
            line.write(cut(told, line.size.width))

    # --- showing --------------------------------------------------------------------------------------------

    def speak(self) -> None:
        super().speak()
        question, language = self.question, self.quizzer.language
        self.query_one("#prompt", Words).write(question.prompt[language] if question else self._all_dealt_with())
        self._fit()
        self.query_one(Marks).tell(self.interview)
        if isinstance(self.field, Comparing):
            self.field.say_again(language)
        elif self.field is not None and question is not None:
            self.field.say_again(language, self._placeholders(question))
        self.query_one("#notice", Words).write(self._notice())
        self.tell_sureness()

    def tell_sureness(self) -> None:
        """Show how sure the candidate said to be, where a question is asked."""
        row = self.query_one(Sureness)
        row.set_class(self.interview.number is None or self.interview.comparing is not None, "-empty")
        row.tell(self.interview.confidence, self.quizzer.language)

    def _all_dealt_with(self) -> str:
        found = self.interview
        if found.answered == found.total:
            return self.say("interview.screen.all_answered")
        return self.say("interview.screen.left_out", numbers=", ".join(map(str, found.skipped)))

    def on_resize(self) -> None:
        """The picture gives way where there is no room."""
        self._fit()

    def _fit(self) -> None:
        language, wide = self.quizzer.language, self.size.width >= WIDE_CELLS
        beside, above = self.query_one("#picture_aside", Drawing), self.query_one("#picture", Drawing)
        beside.write("")
        above.write("")
        if self.question is not None and not self.interview.comparing:
            if wide:
                room = min(self.size.width, MOST_CELLS) - COLUMN_CELLS - EDGE_CELLS
                beside.draw_within(self.question, language, room, self.size.height - LINES_BESIDE)
            if not beside.text:
                above.draw(self.question, language, LINES_BESIDE + MARKS_AND_SURENESS)
        self.tell_time()

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence under the field, asked for again when the language changes."""
        self._notice = sentence
        self.query_one("#notice", Words).write(sentence())
        self.call_after_refresh(self.query_one("#notice", Words).scroll_visible, animate=False)

    def say_trouble(self, trouble: Exception) -> None:
        """Say why something could not be saved."""
        self.notice(lambda: f"✗ {sentence_of(trouble, self.quizzer.language)}")
