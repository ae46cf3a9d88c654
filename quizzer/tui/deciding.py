"""The learner's own word on a question: how sure, how easy, suspend, bury, flag."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from quizzer.bank.loading import place_of_id
from quizzer.practice.session import Answered, Session
from quizzer.reports.display import prompt_lines
from quizzer.tui.dialogs import Dialog
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.tui.typed_line import TypedLine
from quizzer.wording.feedback import key_line

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

LEVELS = (1, 2, 3)
ROOM_FOR_ALL = 80


class Deed(Words):
    """A word that can be clicked; its key stands before it."""

    def __init__(self, text: str, act: Callable[[], object]) -> None:
        super().__init__(text, classes="deed")
        self.act = act

    def on_click(self) -> None:
        """Do it."""
        self.act()


class Deeds(Horizontal):
    """What can be done now, in a row; nothing takes no room."""

    async def offer(self, deeds: Sequence[Deed]) -> None:
        """Show ``deeds`` in place of what was shown."""
        self.set_class(not deeds, "-empty")
        async with self.batch():
            await self.remove_children()
            await self.mount_all(deeds)


class DecidingScreen(StagedScreen):
    """A screen with a question about which the learner may decide something."""

    BINDINGS = [
        Binding("e", "easy", "easy", show=False),
        Binding("g", "lucky", "lucky", show=False),
        Binding("s", "suspend", "suspend", show=False),
        Binding("b", "bury", "bury", show=False),
        Binding("f", "flag", "flag", show=False),
        Binding("a", "similar", "similar", show=False),
        Binding("y", "copy", "copy", show=False),
        Binding("v", "edit", "edit", show=False),
        Binding("f8", "confidence", "confidence", show=False),
        Binding("f9", "undo_last", "undo_last", show=False),
    ]

    session: Session
    answered: Answered | None

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence under the field, asked for again when the language changes."""
        raise NotImplementedError

    def changed(self, answered: Answered) -> None:
        """The last answer counts differently now."""
        raise NotImplementedError

    async def go_on(self) -> None:
        """Show the question that follows, or the summary."""
        raise NotImplementedError

    def commands(self) -> Iterator[SystemCommand]:
        """What the palette offers here: decisions also before an answer."""
        offers: list[tuple[str, Callable[[], object]]] = [
            ("key.suspend", self.action_suspend),
            ("key.bury", self.action_bury),
            ("key.flag", self.action_flag),
            ("key.undo_last", self.action_undo_last),
            ("key.copy", self.action_copy),
        ]
        if self.answered is not None:  # before, the file would tell the answer
            offers.append(("key.edit", self.action_edit))
        for key, act in offers:
            yield SystemCommand(self.say(key), self.session.question.id.item, act)

    async def action_undo_last(self) -> None:
        """Take the last step back, also that of an earlier session."""
        raise NotImplementedError

    # --- rating ---------------------------------------------------------------------------------------------

    def action_easy(self) -> None:
        """Count the last answer as easy."""
        self._rate(self.session.say_easy, "easy")

    def action_lucky(self) -> None:
        """Count the last answer as a lucky guess."""
        self._rate(self.session.say_lucky, "lucky")

    def _rate(self, rate: Callable[[], Answered | None], name: str) -> None:
        try:
            answered = rate()
        except troubles() as trouble:
            self.say_trouble(trouble)
            return
        if answered is None:
            self.notice(lambda: self.say(f"review.not_{name}"))
            return
        self.changed(answered)
        self.notice(lambda: self.say(f"review.rated_{name}", due="").rstrip())
        self._show_deeds()

    # --- how sure -------------------------------------------------------------------------------------------

    async def action_confidence(self) -> None:
        """How sure the learner is: one step further, after the last step nothing."""
        now = self.session.confidence or 0
        await self.choose_confidence(now + 1 if now < LEVELS[-1] else None)

    async def choose_confidence(self, level: int | None) -> None:
        """Say how sure the learner is."""
        if self.answered is None:
            self.session.say_confidence(level)
            await self.offer_deeds()

    def _choosing(self, level: int) -> Callable[[], object]:
        return lambda: self.run_worker(self.choose_confidence(level))

    async def offer_deeds(self) -> None:
        """Show what can be done with the question now."""
        asked = self.quizzer.desk.preferences.confidence or self.session.confidence is not None
        deeds: list[Deed] = []
        if self.answered is not None:
            for key, name, act in self._offers():
                own = self.quizzer.key_for(name.removeprefix("key."), key)
                deeds.append(Deed(f"{own} {self.say(name)}", act))
        elif asked:
            deeds = [Deed(self.say("review.ask_confidence"), lambda: self.run_worker(self.action_confidence()))]
            for level in LEVELS:
                word = self.say(f"review.confidence.{level}")
                chosen = level == self.session.confidence
                deeds.append(Deed(f"[{word}]" if chosen else f" {word} ", self._choosing(level)))
        row = self.query_one(Deeds)
        await row.offer(deeds)
        self._show_deeds()

    def _show_deeds(self) -> None:
        """After a verdict what can be done is in sight, however long the question is."""
        if self.answered is not None:
            self.call_after_refresh(self.query_one(Deeds).scroll_visible, animate=False)

    def _offers(self) -> list[tuple[str, str, Callable[[], object]]]:
        offers: list[tuple[str, str, Callable[[], object]]] = []
        if self.session.may_say_easy:
            offers.append(("e", "key.easy", self.action_easy))
        if self.session.may_say_lucky:
            offers.append(("g", "key.lucky", self.action_lucky))
        if self.session.may_ask_similar and self.size.width >= ROOM_FOR_ALL:
            offers.insert(0, ("a", "key.similar", lambda: self.run_worker(self.action_similar())))
        return [
            *offers,
            ("s", "key.suspend", lambda: self.run_worker(self.action_suspend())),
            ("b", "key.bury", lambda: self.run_worker(self.action_bury())),
            ("f", "key.flag", self.action_flag),
        ]

    # --- the item -------------------------------------------------------------------------------------------

    async def action_suspend(self) -> None:
        """Never ask this item again."""
        await self._put_away(self.session.suspend, "review.suspended")

    async def action_bury(self) -> None:
        """Leave this item alone until tomorrow."""
        await self._put_away(self.session.bury, "review.buried")

    async def _put_away(self, act: Callable[[str], None], key: str) -> None:
        item = self.session.question.id.item
        try:
            act(item)
        except troubles() as trouble:
            self.say_trouble(trouble)
            return
        if self.answered is None:
            self.session.skip()
            await self.go_on()
        self.notice(lambda: self.say(key, item=item))

    def action_flag(self) -> None:
        """Ask what is wrong with this item, and note it."""
        item = self.session.question.id.item

        def note(reason: str | None) -> None:
            if not reason:
                return
            try:
                self.session.flag(item, reason)
            except troubles() as trouble:
                self.say_trouble(trouble)
                return
            self.notice(lambda: self.say("review.flagged", item=item, reason=reason))

        self.app.push_screen(FlagScreen(), note)

    async def action_similar(self) -> None:
        """Ask the same with other numbers."""
        if self.session.ask_similar():
            await self.go_on()
        else:
            self.notice(lambda: self.say("review.not_similar"))

    def action_copy(self) -> None:
        """Copy the question, and once it is answered what is right, to the clipboard of the terminal (OSC 52)."""
        question, language = self.session.question, self.quizzer.language
        lines = [*prompt_lines(question, language)]
        if self.answered is not None:
            lines += ["", key_line(question, language) or question.model_answer[language]]
        self.app.copy_to_clipboard("\n".join(lines))
        self.notice(lambda: self.say("review.copied"))

    def action_edit(self) -> None:
        """Open the item in the learner's editor; what was changed is asked from the next session on."""
        from quizzer.tui.notes import open_at

        bank, item = self.session.bank, self.session.question.id.item
        line, _ = place_of_id(bank.places[item], item)
        trouble = open_at(self.quizzer, bank.places[item], line)
        if not trouble:
            self.quizzer.desk.__dict__.pop("bank", None)
        self.notice(lambda: trouble or self.say("review.edited"))

    def say_trouble(self, trouble: Exception) -> None:
        """Say why something could not be saved."""
        self.notice(lambda: f"✗ {sentence_of(trouble, self.quizzer.language)}")

    def ask_about_key(self) -> None:
        """Where the key of an item was changed since it was last answered: ask whether what was known still counts."""

        def decide(keep: bool | None) -> None:
            if keep is None:
                return
            try:
                self.session.decide_key(keep)
            except troubles() as trouble:
                self.say_trouble(trouble)
                return
            self.notice(lambda: self.say("review.kept" if keep else "review.begun_anew"))

        try:
            changed = self.session.key_changed
        except troubles() as trouble:
            self.say_trouble(trouble)
            return
        if changed:
            self.app.push_screen(KeyScreen(), decide)


class FlagScreen(Dialog[str]):
    """Asks for the reason of a flag."""

    BINDINGS = [Binding("escape", "leave", "", show=False)]

    def compose(self) -> ComposeResult:
        app = cast("QuizzerApp", self.app)
        with Column(classes="dialog"):
            yield Words(app.say("flag.ask"))
            yield TypedLine(max_length=300)
            yield Words(app.say("flag.keys"), classes="dim")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Close the window with the reason."""
        self.dismiss("".join(c for c in message.value if c.isprintable()).strip())

    def action_leave(self) -> None:
        """Close the window without a flag."""
        self.dismiss("")


class KeyScreen(Dialog[bool | None]):
    """Asks whether what was known of an item still counts after its key was changed."""

    BINDINGS = [
        Binding("k,enter", "decide(True)", "", show=False),
        Binding("a", "decide(False)", "", show=False),
        Binding("escape", "leave", "", show=False),
    ]

    def compose(self) -> ComposeResult:
        app = cast("QuizzerApp", self.app)
        with Column(classes="dialog"):
            yield Words(app.say("review.ask_key"))
            yield Deed(f"Enter  {app.say('review.keep')}", lambda: self.action_decide(True))
            yield Deed(f"a      {app.say('review.anew')}", lambda: self.action_decide(False))
            yield Deed(f"Esc    {app.say('review.later')}", self.action_leave)

    def action_decide(self, keep: bool) -> None:
        """Close the window with the answer."""
        self.dismiss(keep)

    def action_leave(self) -> None:
        """Close the window; the next answer keeps what was known."""
        self.dismiss(None)
