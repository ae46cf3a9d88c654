"""What a question and its feedback look like: prompt, picture, field, verdict, in one column or two."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from quizzer.practice.recalling import hides_options
from quizzer.practice.session import Answered, Session
from quizzer.questions.verdict import Outcome
from quizzer.tui.boards import Board
from quizzer.tui.deciding import DecidingScreen, Deed, Deeds
from quizzer.tui.drawing import COLUMN_CELLS, EDGE_CELLS, LINES_BESIDE, Drawing
from quizzer.tui.fields import AnswerField, field_for, placeholders_of
from quizzer.tui.heading import Heading
from quizzer.tui.inputs import TypedAnswer, TypedInput
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.speaking import Words
from quizzer.tui.verdicts import Behind, feedback_of, repair_text, verdict_line
from quizzer.wording.columns import cut
from quizzer.wording.feedback import Feedback, understood_line
from quizzer.wording.wrapping import wrap

WIDE_CELLS = 120
"""From here on picture and worked steps have a column of their own."""
MOST_CELLS = 160


class AskingScreen(DecidingScreen):
    """Draws the question of a session and, once it is answered, its feedback."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (WIDE_CELLS, "-wide")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.answered: Answered | None = None
        self.behind = Behind()
        self.hints: list[int] = []
        self.complaining = False
        self._opened = 0
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        heading = Heading(id="head")
        heading.tell(self.session, self.quizzer.language, self._width(self.app.size.width))
        yield heading
        with Horizontal(id="page"), VerticalScroll(classes="column", can_focus=False):
            yield Words(self.session.question.prompt[self.quizzer.language], id="prompt")
        yield KeyBar()

    async def fill(self) -> None:
        above = [Drawing(id="picture"), Vertical(id="field"), Words(id="hints"), Words(id="notice")]
        below = [Words(id="verdict"), Words(id="repair"), Deeds(id="deeds", classes="-empty"), Words(id="more")]
        await self.query_one(".column").mount(*above, *below)
        aside = VerticalScroll(Drawing(id="picture_aside"), Words(id="more_aside"), id="aside", can_focus=False)
        await self.query_one("#page").mount(aside)
        await self.show_question()

    async def show_question(self) -> None:
        """Draw the current question with an empty field."""
        self.answered, self.behind, self.hints, self._opened = None, Behind(), [], 0
        field = self.query_one("#field", Vertical)
        await field.remove_children()
        await field.mount(self._new_field())
        self._notice = str
        self.speak()
        # The field has the focus, but a long question is read from its beginning.
        self.call_after_refresh(self.query_one(".column", VerticalScroll).scroll_home, animate=False)
        await self.offer_deeds()
        self.ask_about_key()

    def _new_field(self) -> AnswerField:
        question = self.session.question
        language = self.quizzer.language
        hidden = hides_options(self.quizzer.desk.preferences, question)
        return field_for(question, language, placeholders_of(question, language), hidden=hidden)

    def fields(self) -> list[Widget]:
        return [*self.query(TypedInput), *self.query(Board), *self.query(TextArea)]

    @property
    def field(self) -> AnswerField | None:
        """The answer field that is on the screen."""
        children = self.query("#field > *").results()
        return cast("AnswerField | None", next(children, None))

    def speak(self) -> None:
        super().speak()
        question, language = self.session.question, self.quizzer.language
        self.query_one("#prompt", Words).write(question.prompt[language])
        if self.field:
            self.field.say_again(language, placeholders_of(question, language))
        hints = [self.say("quiz.hint", number=n + 1, text=question.hints[n][language]) for n in self.hints]
        self.query_one("#hints", Words).write("\n".join(hints))
        self.query_one("#notice", Words).write(self._notice())
        if isinstance(self.field, TypedAnswer) and self.answered is None and not self.complaining:
            self.read_as(self.field.typed)
        self.show_feedback()
        self._fit()
        if self.query(Deed):
            self.call_after_refresh(self.offer_deeds)

    @property
    def is_wide(self) -> bool:
        """Whether there is room for a second column."""
        return self.size.width >= WIDE_CELLS

    def on_resize(self) -> None:
        """The bar gives way first when there is no room, then the picture."""
        if self.filled:
            self._fit()

    def _fit(self) -> None:
        """Draw heading and picture where there is room for them: beside the question, else above its field."""
        question, language = self.session.question, self.quizzer.language
        width = self._width(self.size.width)
        self.query_one(Heading).tell(self.session, language, width)
        beside, above = self.query_one("#picture_aside", Drawing), self.query_one("#picture", Drawing)
        if self.is_wide:
            beside.draw_within(question, language, width - COLUMN_CELLS - EDGE_CELLS, self.size.height - LINES_BESIDE)
        if self.is_wide and beside.text:
            above.write("")
        else:
            above.draw(question, language, LINES_BESIDE + self.lines_beside(width - EDGE_CELLS))

    def _width(self, width: int) -> int:
        """So much of the screen's ``width`` is used."""
        return min(width, MOST_CELLS if width >= WIDE_CELLS else COLUMN_CELLS)

    def lines_beside(self, width: int) -> int:
        """How many lines hints and verdict take with what belongs to them, each part with a gap, and the deeds."""
        deeds = 0 if self.answered is None else 2
        return deeds + sum(self.lines_of(place, width) for place in ("#hints", "#verdict", "#repair", "#more"))

    def lines_of(self, place: str, width: int) -> int:
        """How many lines the words at ``place`` take, with the gap below them; nothing takes none."""
        text = self.query_one(place, Words).text
        return len(wrap(text, width)) + 1 if text else 0

    def show_feedback(self) -> None:
        """Draw the verdict, if there is one: two lines first, the rest on request."""
        answered = self.answered
        parts = self._feedback(answered) if answered else None
        verdict = self.query_one("#verdict", Words)
        verdict.write("" if parts is None else verdict_line(parts))
        for outcome in Outcome:
            verdict.set_class(answered is not None and answered.verdict.outcome is outcome, f"-{outcome}")
        repair = repair_text(answered, parts, self.quizzer.language) if answered and parts else ""
        self.query_one("#repair", Words).write(repair)
        self.show_behind(parts)

    def show_behind(self, parts: Feedback | None) -> None:
        """Draw as much of what stands behind the verdict as was asked for."""
        text = self.behind.text(self.session.question, parts, self.quizzer.language) if parts else ""
        for place in ("#more", "#more_aside"):
            self.query_one(place, Words).write(text)

    def _feedback(self, answered: Answered) -> Feedback:
        return feedback_of(answered, self.quizzer.language, self.session.today)

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence under the field, asked for again when the language changes."""
        self._notice, self.complaining = sentence, False
        line = self.query_one("#notice", Words)
        line.write(sentence())
        line.come_into_view()

    def read_as(self, typed: str) -> None:
        """Show what is understood of ``typed`` below the field."""
        language = self.quizzer.language
        found = self.session.understood(typed)
        told = "   ".join(understood_line(one.read_as, one.reason, one.part, language) for one in found)
        for line in self.query("#read_as").results(Words):
            line.write(cut(told, line.size.width))
