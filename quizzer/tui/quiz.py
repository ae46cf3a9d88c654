"""A question and its feedback on one screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from textual.binding import Binding
from textual.containers import VerticalScroll

from quizzer.practice.session import Answered
from quizzer.tui.asking import AskingScreen
from quizzer.tui.boards import Board, Submitted
from quizzer.tui.hearing import heard_first
from quizzer.tui.inputs import HelpWanted, OptionBoard, Typing
from quizzer.tui.speaking import Words
from quizzer.tui.trouble import troubles
from quizzer.wording.feedback import reason_line
from quizzer.wording.reviewing import undone_line


class QuizScreen(AskingScreen):
    """Drives a session: asks, shows the verdict, goes on."""

    BINDINGS = [
        Binding("enter", "reveal", "reveal"),
        Binding("enter", "next", "next", id="next"),
        Binding("m,space", "more", "more", key_display="m"),
        Binding("m,space", "reveal", "", show=False),
        Binding("u", "undo", "undo"),
        Binding("n", "open_note", "open_note"),
        Binding("f3", "hint", "hint"),
        Binding("f6", "options", "options", show=False),
        Binding("f4", "dont_know", "dont_know"),
        Binding("f5", "skip", "skip", show=False),
        Binding("pageup", "scroll_by(-10)", "", show=False),
        Binding("pagedown", "scroll_by(10)", "", show=False),
        Binding("up,k", "scroll_line(-1)", "", show=False),
        Binding("down,j", "step", "", show=False),
        Binding("down,j", "scroll_line(1)", "", show=False),
        Binding("escape", "leave", "leave", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {
        "reveal": "key.more",
        "next": "key.next",
        "more": "key.more",
        "undo": "key.undo",
        "open_note": "key.open_note",
        "hint": "key.hint",
        "dont_know": "key.dont_know",
        "skip": "key.skip",
        "leave": "key.leave",
    }

    def on_typing(self, message: Typing) -> None:
        """Say what is understood of the answer so far; a complaint about what was handed in before is over."""
        if self.answered is not None:
            return
        if self.complaining:
            self.notice(str)
        self.read_as(message.typed)

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
            self.read_as("")
            self.notice(lambda: self._invalid_notice(answered))
            self.complaining = True

    def on_nothing_ticked(self) -> None:
        """Say what it means to hand in a text without a tick."""
        self.notice(lambda: f"? {self.say('quiz.nothing_ticked')}")

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
        self.behind.begin(answered, self._feedback(answered))
        self._notice = str
        self.query_one("#notice", Words).write("")
        if self.field:
            keys = frozenset(answered.verdict.read_as.replace(",", " ").split())
            self.field.freeze(answered.question, keys)
        self.set_focus(None)
        self.show_feedback()
        self._fit()
        self.refresh_bindings()
        self.refresh(layout=True)  # else a first paint comes before the layout that the verdict asks for
        self.query_one("#repair", Words).come_into_view()
        self.call_after_refresh(self.offer_deeds)  # the verdict first

    @heard_first
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

    @heard_first
    def action_more(self) -> None:
        """Show the worked solution, the explanation and the sources, or hide them again."""
        self._toggle()

    def _toggle(self) -> None:
        self.behind.toggle()
        self._show_more(top=True)

    @heard_first
    def action_reveal(self) -> None:
        """Show what comes before the next question: everything, or the next step of a solution that is walked."""
        if self.behind.is_walked:
            self.action_step()
        else:
            self._toggle()

    def action_step(self) -> None:
        """Show one step more of the worked solution; after the last the rest."""
        self.behind.step()
        self._show_more(top=False)

    def _show_more(self, top: bool) -> None:
        if self.answered is None:
            return
        self.show_behind(self._feedback(self.answered))
        self.refresh_bindings()
        if top:
            self.query_one("#more", Words).come_into_view(top=True)
        else:
            column = self.query_one("#aside" if self.is_wide else ".column", VerticalScroll)
            self.call_after_refresh(column.scroll_end, animate=False)

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
        self.query_one("#hints", Words).come_into_view()

    def action_options(self) -> None:
        """Show the answers that slips lead to beside the right one, or the options that one thought before.

        A letter then answers too.
        """
        if self.answered is not None or (isinstance(self.field, OptionBoard) and self.field.reveal()):
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

    @heard_first
    def action_leave(self) -> None:
        """Leave after asking; nothing is lost."""
        from quizzer.tui.dialogs import LeaveScreen

        if self.session.is_kept:
            key = "quiz.leave"
        else:
            key = "quiz.leave_done" if self.session.answered else "quiz.leave_nothing"
        self.app.push_screen(LeaveScreen(key), lambda leave: self.finish() if leave else None)

    def finish(self) -> None:
        """End the session and show its summary, or go home if nothing was answered."""
        from quizzer.tui.summary import ReviewSummaryScreen, SummaryScreen

        try:
            summary = self.session.finish()
        except troubles():
            # The answers are on disk; only the time at which the session ended is not.
            summary = self.session.summary()
        if summary.answered:
            shown = ReviewSummaryScreen if self.session.kind == "review" else SummaryScreen
            self.app.switch_screen(shown(summary, kept=self.session.is_kept))
        else:
            self.app.pop_screen()

    def on_help_wanted(self, message: HelpWanted) -> None:
        """``?`` in an empty field."""
        self.action_help()

    def help_texts(self) -> Sequence[str]:
        """The field, and the keys."""
        kind = self.session.question.spec.kind
        return f"help.{'list' if kind == 'set' else kind}", "help.keys", "help.review"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do nothing now are not in the footer."""
        graded = self.answered is not None
        if action == "open_note":
            return graded and self.quizzer.desk.preferences.notes is not None and bool(self.session.question.sections)
        if action == "reveal":
            return graded and self.behind.comes_first
        if action == "more":
            return graded and (self.behind.shown > 0 or self.behind.right)
        if action == "next":
            return graded and not self.behind.comes_first
        if action == "step":
            return graded and self.behind.steps > 0 and not self.behind.is_whole
        if action in ("undo", "scroll_line", "easy", "lucky", "similar", "edit"):
            return graded
        if action == "hint" and not self.quizzer.desk.preferences.hints:
            return False
        if action in ("hint", "options", "dont_know", "skip", "confidence"):
            return not graded
        return True
