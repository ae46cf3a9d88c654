"""Small windows of an interview: its start, its pause, its questions, and where a report is saved."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from quizzer.practice.interviewing import Interview
from quizzer.reports.interview import clock
from quizzer.tui.deciding import Deed
from quizzer.tui.dialogs import Dialog
from quizzer.tui.hearing import Answer
from quizzer.tui.interview_fields import SIGNS, state_of
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.typed_line import TypedLine
from quizzer.wording.columns import cut
from quizzer.wording.signs import drawn
from quizzer.wording.wrapping import cells

if TYPE_CHECKING:
    from quizzer.bank.blueprints import Blueprint
    from quizzer.practice.interview_desk import InterviewWish
    from quizzer.tui.app import QuizzerApp

STATE_CELLS = 10
PROMPT_CELLS = 50


class Window(Dialog[Answer]):
    """A window that knows the app by its own type."""

    @property
    def quizzer(self) -> QuizzerApp:
        """The app."""
        return cast("QuizzerApp", self.app)

    def speak(self) -> None:
        super().speak()
        self.call_after_refresh(self.put_focus)

    def prepare(self) -> None:
        self.put_focus()

    def put_focus(self) -> None:
        """Put the focus where the window wants it, also after it was drawn again: here nowhere."""


class StartScreen(Window["InterviewWish | None"]):
    """Says what an interview will be; closes with the wish for it, None goes back."""

    CSS = """
    StartScreen Input { height: 1; border: none; padding: 0 1; width: 20; margin: 0 0 1 3; }
    StartScreen #ways { height: 1; }
    StartScreen .deed { color: $text; max-width: 100%; }
    StartScreen.-short .dialog { padding: 0 2; }
    StartScreen.-short .dialog > Words { margin: 0; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]
    STAGED = True
    BINDINGS = [
        Binding("enter", "begin", "", show=False),
        Binding("n", "schedule", "", show=False),
        Binding("s", "seed", "", show=False),
        Binding("escape", "dismiss(None)", "", show=False),
    ]

    def __init__(self, blueprint: Blueprint, wish: InterviewWish) -> None:
        super().__init__()
        self.blueprint = blueprint
        self.minutes = wish.minutes or blueprint.minutes
        self.scheduled = wish.scheduled
        self.seed = "" if wish.seed is None else str(wish.seed)

    def compose(self) -> ComposeResult:
        say = self.quizzer.say
        with Column(classes="dialog", can_focus=False):
            yield Words(self.blueprint.name[self.quizzer.language], classes="title")
            questions, minutes = self.blueprint.questions, f"{self.minutes:g}"
            yield Words(say("interviews.start.size", questions=questions, minutes=minutes, kinds=self._kinds()))
            yield Words(say("interviews.start.how"))
            if not self.whole:
                return
            yield Deed(self._schedule(), self.action_schedule)
            yield Deed(say("interviews.start.seed"), self.action_seed)
            placeholder = say("interviews.start.by_chance")
            yield TypedLine(self.seed, placeholder, type="integer", max_length=12, compact=True, id="seed")
            with Horizontal(id="ways"):
                yield Deed(say("interviews.start.begin"), self.action_begin)
                yield Deed(say("interviews.start.back"), partial(self.dismiss, None))

    def _kinds(self) -> str:
        """How many questions there are of each kind, in words."""
        say, counts = self.quizzer.say, Counter[str]()
        for cell in self.blueprint.cells:
            counts[say(f"interview.kind.{cell.kind}")] += cell.count
            counts[say("interviews.followups")] += cell.followups
        told = [say("interviews.start.kind", count=count, kind=kind) for kind, count in counts.items() if count]
        return say("home.separator").join(told)

    def _schedule(self) -> str:
        return self.quizzer.say(f"interviews.start.{'scheduled' if self.scheduled else 'unscheduled'}")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Remember the seed."""
        self.seed = event.value

    def action_schedule(self) -> None:
        """Whether what went wrong comes back tomorrow."""
        self.scheduled = not self.scheduled
        self.query(Deed).first().write(self._schedule())

    def action_seed(self) -> None:
        """Go to the line for the seed."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Begin it."""
        from quizzer.practice.interview_desk import InterviewWish

        seed = abs(int(self.seed)) if self.seed.strip("+-").isdigit() else None
        self.dismiss(InterviewWish(self.blueprint.id, seed, self.minutes, self.scheduled))


class PauseScreen(Window[str]):
    """Hides the question while the clock stands still; closes with "stay", "leave" or "finish"."""

    CSS = "PauseScreen { background: $background; }"
    BINDINGS = [
        Binding("enter,l", "dismiss('leave')", "", show=False),
        Binding("escape", "dismiss('stay')", "", show=False),
        Binding("f", "dismiss('finish')", "", show=False),
    ]

    def __init__(self, left_ms: int) -> None:
        super().__init__()
        self.left_ms = left_ms

    def compose(self) -> ComposeResult:
        say = self.quizzer.say
        with Column(classes="dialog", can_focus=False):
            yield Words(say("interview.pause.title", left=clock(self.left_ms)))
            for key, wanted in (("Esc  ", "stay"), ("Enter", "leave"), ("f    ", "finish")):
                yield Deed(f"{key}  {say(f'interview.pause.{wanted}')}", partial(self.dismiss, wanted))


class OverviewScreen(Window[int | None]):
    """What became of each question so far; closes with the number of one to go to, None stays."""

    CSS = "OverviewScreen OptionList { height: auto; max-height: 14; border: none; background: $surface; }"
    BINDINGS = [Binding("escape,f7", "dismiss(None)", "", show=False)]

    def __init__(self, interview: Interview) -> None:
        super().__init__()
        self.interview = interview

    def compose(self) -> ComposeResult:
        say = self.quizzer.say
        with Column(classes="dialog", can_focus=False):
            yield Words(say("interview.list.title"), classes="title")
            yield OptionList(*map(self._option, range(1, self.interview.total + 1)), compact=True)
            yield Words(say("interview.list.keys"), classes="dim")

    def on_mount(self) -> None:
        self.put_focus()

    def put_focus(self) -> None:
        questions = self.query_one(OptionList)
        here = self.interview.number
        questions.highlighted = here - 1 if here else next(iter(self._reachable()), 1) - 1
        questions.focus()

    def _reachable(self) -> list[int]:
        """The numbers of the questions that can be gone to, those without an answer first."""
        numbers = [n for n in range(1, self.interview.total + 1) if self._leads_back(n)]
        return sorted(numbers, key=lambda number: state_of(self.interview, number) == "answered")

    def _leads_back(self, number: int) -> bool:
        return state_of(self.interview, number) not in ("unseen", "final")

    def _option(self, number: int) -> Option:
        state, language = state_of(self.interview, number), self.quizzer.language
        word = self.quizzer.say(f"interview.state.{state}")
        asked = self.interview.asked(number).prompt[language].splitlines()[0] if state != "unseen" else ""
        text = f"{number:>2} {SIGNS[state]} {word}{' ' * max(STATE_CELLS - cells(word), 1)}{cut(asked, PROMPT_CELLS)}"
        return Option(Content(drawn(text)), disabled=not self._leads_back(number))

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        self.dismiss(event.option_index + 1)


class SaveScreen(Window[Path | None]):
    """Asks for a file and writes ``text`` there; closes with its path, None where nothing was saved."""

    BINDINGS = [Binding("escape", "dismiss(None)", "", show=False)]

    def __init__(self, kind: str, name: str, text: str) -> None:
        super().__init__()
        self.kind, self.name_now, self.text_to_save = kind, name, text

    def compose(self) -> ComposeResult:
        say = self.quizzer.say
        with Column(classes="dialog", can_focus=False):
            yield Words(say("interview.save.title", kind=self.kind), classes="title")
            yield TypedLine(self.name_now, max_length=300)
            yield Words("", id="problem")
            yield Words(say("interview.save.keys"), classes="dim")

    def on_mount(self) -> None:
        self.put_focus()

    def put_focus(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Remember the name."""
        self.name_now = event.value

    @on(Input.Submitted)
    def save(self) -> None:
        """Write the file; never over another one."""
        path = Path("".join(c for c in self.name_now if c.isprintable()).strip()).expanduser()
        say = self.quizzer.say
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(self.text_to_save)
        except FileExistsError:
            self.query_one("#problem", Words).write(say("interview.save.there", path=path))
        except (OSError, RuntimeError, ValueError) as problem:
            detail = getattr(problem, "strerror", None) or type(problem).__name__
            self.query_one("#problem", Words).write(say("interview.cannot_write", path=path, detail=detail))
        else:
            self.dismiss(path.absolute())
