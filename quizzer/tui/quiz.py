"""A question and its feedback on one screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from unicodedata import east_asian_width

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Footer, TextArea

from quizzer.practice.session import Answered, Session
from quizzer.questions.answers import ClozeSpec
from quizzer.questions.question import Question
from quizzer.questions.verdict import Outcome
from quizzer.tui.boards import Board, Submitted
from quizzer.tui.deciding import DecidingScreen, Deeds
from quizzer.tui.drawing import Drawing
from quizzer.tui.fields import AnswerField, field_for
from quizzer.tui.inputs import HelpWanted, TypedInput
from quizzer.tui.speaking import Words
from quizzer.tui.trouble import troubles
from quizzer.wording.feedback import Feedback, ask_key, feedback, reason_line
from quizzer.wording.reviewing import consequences, undone_line
from quizzer.wording.wrapping import cells

COLUMN_CELLS = 78
BAR_CELLS = 30
SHORTEST_BAR_CELLS = 5


class QuizScreen(DecidingScreen):
    """Drives a session: asks, shows the verdict, goes on."""

    BINDINGS = [
        Binding("enter", "next", "next", id="next"),
        Binding("m,space", "more", "more", key_display="m"),
        Binding("u", "undo", "undo"),
        Binding("n", "open_note", "open_note"),
        Binding("f3", "hint", "hint"),
        Binding("f6", "options", "options", show=False),
        Binding("f4", "dont_know", "dont_know"),
        Binding("f5", "skip", "skip", show=False),
        Binding("pageup", "scroll_by(-10)", "", show=False),
        Binding("pagedown", "scroll_by(10)", "", show=False),
        Binding("up,k", "scroll_line(-1)", "", show=False),
        Binding("down,j", "scroll_line(1)", "", show=False),
        Binding("escape", "leave", "leave", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {
        "next": "key.next",
        "more": "key.more",
        "undo": "key.undo",
        "open_note": "key.open_note",
        "hint": "key.hint",
        "dont_know": "key.dont_know",
        "skip": "key.skip",
        "leave": "key.leave",
    }

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.answered: Answered | None = None
        self.more = False
        self.hints: list[int] = []
        self._opened = 0
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        yield Words("", id="head")
        with VerticalScroll(classes="column", can_focus=False):
            yield Words("", id="prompt")
            yield Drawing("", id="picture")
            yield Vertical(id="field")
            yield Words("", id="hints")
            yield Words("", id="notice")
            yield Words("", id="verdict")
            yield Words("", id="repair")
            yield Deeds(id="deeds", classes="-empty")
            yield Words("", id="more")
        yield Footer()

    async def on_mount(self) -> None:
        await self.show_question()

    # --- showing --------------------------------------------------------------------------------------------

    async def show_question(self) -> None:
        """Draw the current question with an empty field."""
        self.answered, self.more, self.hints, self._opened = None, False, [], 0
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
        return field_for(question, self.quizzer.language, self._placeholders(question))

    def _placeholders(self, question: Question) -> list[str]:
        if question.parts:
            return [f"({part.name})" for part in question.parts]
        blanks = len(question.spec.blanks) if isinstance(question.spec, ClozeSpec) else 1
        if blanks == 1:
            return [self.say(ask_key(question))]
        return [self.say("quiz.blank", number=number) for number in range(1, blanks + 1)]

    def fields(self) -> list[Widget]:
        return [*self.query(TypedInput), *self.query(Board), *self.query(TextArea)]

    @property
    def field(self) -> AnswerField | None:
        """The answer field that is on the screen."""
        children = self.query_one("#field", Vertical).children
        return cast(AnswerField, children[0]) if children else None

    def speak(self) -> None:
        super().speak()
        question, language = self.session.question, self.quizzer.language
        self.query_one("#head", Words).write(self._head())
        self.query_one("#prompt", Words).write(question.prompt[language])
        self.query_one(Drawing).draw(question, language)
        if self.field:
            self.field.say_again(language, self._placeholders(question))
        hints = [self.say("quiz.hint", number=n + 1, text=question.hints[n][language]) for n in self.hints]
        self.query_one("#hints", Words).write("\n".join(hints))
        self.query_one("#notice", Words).write(self._notice())
        self.show_feedback()

    def _head(self) -> str:
        session, total = self.session, self.session.total
        progress = "review.progress" if session.kind == "review" else "quiz.progress"
        left = self.say(progress, number=session.number, count=total or "∞")
        level = self.say("quiz.level", level=session.question.difficulty)
        right = f"{session.question.topic_title[self.quizzer.language]} · {level}"
        room = min(self.size.width, COLUMN_CELLS) - cells(left) - cells(right) - 6
        length = min(room, BAR_CELLS) if total and room >= SHORTEST_BAR_CELLS else 0
        done = round(length * len(session.answered) / total) if total else 0
        bar = f"  {'━' * done}{'─' * (length - done)}" if length else ""
        return f"{left}{bar}  {right}"

    def on_resize(self) -> None:
        """The bar gives way first when there is no room, then the picture."""
        self.query_one("#head", Words).write(self._head())
        self.query_one(Drawing).draw(self.session.question, self.quizzer.language)

    def show_feedback(self) -> None:
        """Draw the verdict, if there is one: two lines first, the rest on request."""
        answered = self.answered
        parts = self._feedback(answered) if answered else None
        verdict = self.query_one("#verdict", Words)
        verdict.write("" if parts is None else self._verdict_line(parts))
        for outcome in Outcome:
            verdict.set_class(answered is not None and answered.verdict.outcome is outcome, f"-{outcome}")
        self.query_one("#repair", Words).write("\n".join(self._repair(answered, parts)) if answered and parts else "")
        self.query_one("#more", Words).write(self._more(parts) if parts and self.more else "")

    def _feedback(self, answered: Answered) -> Feedback:
        return feedback(
            answered.question,
            answered.verdict,
            self.quizzer.language,
            gave_up=answered.gave_up,
            due=answered.due,
            today=self.session.today,
        )

    def _repair(self, answered: Answered, parts: Feedback) -> list[str]:
        told = consequences(self.quizzer.language, sure_and_wrong=answered.sure_and_wrong, leech=answered.leech)
        return [*parts.repair, *told]

    def _verdict_line(self, parts: Feedback) -> str:
        return f"{parts.headline}   {parts.due}" if parts.mark == "✓" else parts.headline

    def _more(self, parts: Feedback) -> str:
        question, language = self.session.question, self.quizzer.language
        options = [f"{c.key}  {c.feedback[language]}" for c in question.choices]
        blocks = [
            ("quiz.solution", list(parts.solution)),
            ("quiz.why", [parts.explanation]),
            ("quiz.options", options),
            ("quiz.source", [*parts.notes, *parts.followups]),
        ]
        lines = []
        for title, block in blocks:
            if block:
                lines += [f"── {self.say(title)}", *block, ""]
        return "\n".join([*lines, parts.due])

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence under the field, asked for again when the language changes."""
        self._notice = sentence
        self.query_one("#notice", Words).write(sentence())
        self.call_after_refresh(self.query_one("#notice", Words).scroll_visible, animate=False)

    # --- doing ----------------------------------------------------------------------------------------------

    async def on_submitted(self, message: Submitted) -> None:
        """Grade what was handed in; what cannot be read is asked again."""
        if self.answered is not None:
            return
        answered = self._saved(lambda: self.session.answer(message.typed))
        if answered is None:
            return
        if answered.verdict.is_attempt:
            await self._show_graded(answered)
        else:
            self.notice(lambda: self._invalid_notice(answered))

    def _saved(self, act: Callable[[], Answered]) -> Answered | None:
        """What ``act`` returns, or None after saying why it could not be saved."""
        try:
            return act()
        except troubles() as trouble:
            self.say_trouble(trouble)
            return None

    def _invalid_notice(self, answered: Answered) -> str:
        reason = answered.verdict.reason
        if reason and reason.code == "empty" and isinstance(self.field, Board):
            return f"? {self.say('quiz.nothing_picked')}"
        sentence = f"? {reason_line(answered.verdict, self.quizzer.language)}"
        typed = answered.typed
        if reason is None or reason.position is None or not typed.isprintable() or len(typed) > 60:
            return sentence
        before = sum(2 if east_asian_width(c) in "WF" else 1 for c in typed[: reason.position])
        return f"{typed}\n{' ' * before}^\n{sentence}"

    async def _show_graded(self, answered: Answered) -> None:
        self.answered = answered
        self._notice = str
        if self.field:
            keys = frozenset(answered.verdict.read_as.replace(",", " ").split())
            self.field.freeze(answered.question, keys)
        self.set_focus(None)
        self.speak()
        await self.offer_deeds()
        self.call_after_refresh(self.query_one("#repair", Words).scroll_visible)

    async def action_next(self) -> None:
        """Go on to the next question, or to the summary after the last."""
        if self.session.finished:
            self.finish()
            return
        self.session.advance()
        await self.go_on()

    async def go_on(self) -> None:
        """Show the question that follows, or the summary where nothing follows."""
        if self.session.finished:
            self.finish()
        else:
            await self.show_question()

    def changed(self, answered: Answered) -> None:
        """The last answer counts differently now."""
        if self.answered is not None:
            self.answered = answered
            self.speak()

    def action_more(self) -> None:
        """Show the worked solution, the explanation and the sources, or hide them again."""
        if self.answered is not None:
            self.more = not self.more
            self.show_feedback()
            self.call_after_refresh(self.query_one("#more", Words).scroll_visible, top=True)

    def action_scroll_by(self, lines: int) -> None:
        """Scroll a long question, also while the field has the focus."""
        self.query_one(".column", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_scroll_line(self, lines: int) -> None:
        """Scroll a long feedback."""
        self.action_scroll_by(lines)

    def action_hint(self) -> None:
        """Show one more hint."""
        if self.answered is not None:
            return
        hint = self.session.hint()
        if hint is None:
            self.notice(lambda: self.say("quiz.no_hint"))
            return
        self.hints.append(len(self.hints))
        self.speak()
        self.call_after_refresh(self.query_one("#hints", Words).scroll_visible, animate=False)

    def action_options(self) -> None:
        """Show the answers that slips lead to beside the right one; a letter then answers too."""
        if self.answered is not None:
            return
        choices = self.session.options()
        if not choices:
            self.notice(lambda: self.say("plain.no_options"))
            return
        self.notice(lambda: "   ".join(f"{choice.key}) {choice.text[self.quizzer.language]}" for choice in choices))

    async def action_dont_know(self) -> None:
        """Record that the answer is not known."""
        if self.answered is None:
            answered = self._saved(self.session.give_up)
            if answered:
                await self._show_graded(answered)

    async def action_skip(self) -> None:
        """Ask another question in place of this one."""
        if self.answered is None:
            self.session.skip()
            await self.go_on()

    async def action_undo(self) -> None:
        """Take the last step back; an answer that is taken back is asked again."""
        if self.answered is not None:
            await self.action_undo_last()

    async def action_undo_last(self) -> None:
        """Take the last step back, also that of an earlier session."""
        try:
            undone = self.session.undo()
        except troubles() as trouble:
            self.say_trouble(trouble)
            return
        if undone is None:
            self.notice(lambda: self.say("plain.nothing_to_undo"))
        elif undone.question is None:
            if undone.kind == "rerate" and self.answered is not None:
                self.changed(self.session.answered[-1])
            self.notice(lambda: undone_line(undone.kind, undone.item, self.quizzer.language))
        else:
            await self.show_question()
            self.notice(lambda: self.say("review.undone_earlier" if undone.earlier else "quiz.undone"))

    def action_open_note(self) -> None:
        """Open the note that the item comes from at its line; pressed again, the next one."""
        from quizzer.tui.notes import open_note

        section = self.session.question.sections[self._opened % len(self.session.question.sections)]
        self._opened += 1
        trouble = open_note(self.quizzer, section)
        if trouble:
            self.notice(lambda: trouble)

    def action_leave(self) -> None:
        """Leave after asking; nothing is lost."""
        from quizzer.tui.dialogs import LeaveScreen

        self.app.push_screen(LeaveScreen(), lambda leave: self.finish() if leave else None)

    def finish(self) -> None:
        """End the session and show its summary, or go home if nothing was answered."""
        from quizzer.tui.summary import ReviewSummaryScreen, SummaryScreen

        try:
            summary = self.session.finish()
        except troubles():
            # The answers are on disk; only the time at which the session ended is not.
            summary = self.session.summary()
        if summary.answered:
            review = self.session.kind == "review"
            self.app.switch_screen(ReviewSummaryScreen(summary) if review else SummaryScreen(summary))
        else:
            self.app.pop_screen()

    def on_help_wanted(self, message: HelpWanted) -> None:
        """``?`` in an empty field."""
        self.action_help()

    def action_help(self) -> None:
        """Explain the field and the keys."""
        from quizzer.tui.dialogs import HelpScreen

        kind = self.session.question.spec.kind
        self.app.push_screen(HelpScreen([f"help.{'list' if kind == 'set' else kind}", "help.keys", "help.review"]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do nothing now are not in the footer."""
        graded = self.answered is not None
        if action == "open_note":
            return graded and self.quizzer.desk.preferences.notes is not None and bool(self.session.question.sections)
        if action in ("more", "undo", "next", "scroll_line", "easy", "lucky"):
            return graded
        if action in ("hint", "options", "dont_know", "skip", "confidence"):
            return not graded
        return True
