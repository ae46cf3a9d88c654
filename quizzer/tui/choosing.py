"""The small window in which a quiz is chosen: what it draws from, and how many questions it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input
from textual.worker import get_current_worker

from quizzer.bank.selectors import SelectorError
from quizzer.tui.dialogs import Dialog
from quizzer.tui.finding import TermSuggester, is_finished, selector_sentence
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.tui.typed_line import TypedLine

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

MOST_QUESTIONS = 1000

Chosen = tuple[tuple[str, ...], int]
"""The items to draw from, none for all of them, and the number of questions."""


class ChooseScreen(Dialog[Chosen | None]):
    """Asks what a quiz is to be about. Left as it is, it is the usual one over everything."""

    STAGED = True
    CSS = """
    ChooseScreen .dialog { min-height: 13; }
    ChooseScreen Input { height: 1; border: none; padding: 0 1; margin-bottom: 1; }
    ChooseScreen #count { width: 12; }
    ChooseScreen Words.label { margin-bottom: 0; color: $text-muted; }
    """
    BINDINGS = [
        Binding("escape", "dismiss(None)", "", show=False),
        Binding("down", "app.focus_next", "", show=False),
        Binding("up", "app.focus_previous", "", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.typed = {"where": "", "count": ""}

    @property
    def quizzer(self) -> QuizzerApp:
        """The app, with its own type."""
        return cast("QuizzerApp", self.app)

    def compose(self) -> ComposeResult:
        say = self.quizzer.say
        self.typed["count"] = self.typed["count"] or str(self.quizzer.count)
        with Column(classes="dialog", can_focus=False):
            yield Words(say("choose.title"), classes="title")
            yield Words(say("choose.where"), classes="label")
            if not self.whole:
                return
            suggester = TermSuggester(self.quizzer.desk.bank)
            yield TypedLine(self.typed["where"], id="where", compact=True, suggester=suggester)
            yield Words(say("choose.count"), classes="label")
            yield TypedLine(self.typed["count"], id="count", compact=True, max_length=4)
            yield Words(id="found")
            yield Words(say("choose.keys"), classes="dim")

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Say beside the screen how many items there are: what is due may be many."""
        self.typed[str(event.input.id)] = event.value
        self.run_worker(self._count, thread=True, exclusive=True)

    def _count(self) -> None:
        worker = get_current_worker()
        _, told = self._chosen(finished_only=True)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, told)

    def _show(self, told: str) -> None:
        if self.is_mounted:
            self.query_one("#found", Words).write(told)

    @on(Input.Submitted)
    def begin(self) -> None:
        """Hand over what was chosen, or say what is wrong with it."""
        chosen, told = self._chosen()
        if chosen is None:
            self._show(told)
        else:
            self.dismiss(chosen)

    def _chosen(self, *, finished_only: bool = False) -> tuple[Chosen | None, str]:
        """What was chosen, None where it cannot be asked; and a sentence about it.

        With ``finished_only`` a term that has no value yet is left out, for it is still being typed.
        """
        say, desk = self.quizzer.say, self.quizzer.desk
        terms = self.typed["where"].split()
        where = " ".join(term for term in terms if is_finished(term) or not finished_only)
        try:
            items = desk.askable(where)
        except SelectorError as problem:
            empty = problem.reason == "empty"
            return None, say("choose.none") if empty else selector_sentence(problem, self.quizzer.language)
        except troubles() as trouble:
            return None, f"✗ {sentence_of(trouble, self.quizzer.language)}"
        count = self.typed["count"].strip()
        if not (count.isascii() and count.isdigit() and 1 <= int(count) <= MOST_QUESTIONS):
            return None, say("choose.number", most=MOST_QUESTIONS)
        if not items:
            return None, say("choose.none")
        return (tuple(items) if where else (), int(count)), say("choose.found", found=len(items))
