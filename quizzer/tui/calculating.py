"""Calculators: chosen by typing, filled in as a form; result, formula, steps and slips follow as one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rich.text import Text as Label
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from quizzer.bank.loading import load_beliefs
from quizzer.bank.network_table import calculators_of
from quizzer.bank.networks import NetworkError
from quizzer.calculators.calculator import Calculator
from quizzer.calculators.calling import to_json
from quizzer.calculators.describing import Argument, Description, describe
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.typed_values import read_value
from quizzer.questions.text import Language
from quizzer.reports.calculations import Calculation, calculate, calculation_lines, result_lines
from quizzer.tui.hearing import heard_first
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import SpeakingScreen, Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.typed_line import TypedLine
from quizzer.wording.calculator_summaries import CHINESE, kind_in, summary_in
from quizzer.wording.columns import cut
from quizzer.wording.conventions.telling import conventions_in
from quizzer.wording.refusals import refusal_sentence
from quizzer.wording.signs import drawn

NETWORK = "network"
"""The calculator with a table of its own."""
NAME_CELLS = 34


class CalculatorsScreen(StagedScreen):
    """Every calculator, found by parts of its name or of what it says of itself."""

    EXPLANATION = ("help.calculators",)
    CSS = """
    CalculatorsScreen, CalculatorScreen {
        #counts { width: 100%; max-width: 120; height: 1; padding: 0 1; color: $text-muted; }
        #search { max-width: 120; height: 1; border: none; padding: 0 1; }
        #list {
            max-width: 120; height: 1fr; border: none; padding: 0 1; background: $background;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """
    BINDINGS = [
        Binding("down", "move(1)", "", show=False),
        Binding("up", "move(-1)", "", show=False),
        Binding("pagedown", "move(10)", "", show=False),
        Binding("pageup", "move(-10)", "", show=False),
        Binding("enter", "choose", "choose"),
        Binding("escape", "home", "home", key_display="esc"),
        Binding("f1", "help", "help"),
    ]
    KEYS = {"home": "key.home", "choose": "key.choose"}

    def __init__(self) -> None:
        super().__init__()
        self.descriptions: dict[str, Description] = {}
        self.found: list[str] = []

    def compose(self) -> ComposeResult:
        yield Words(self.say("calculators.title"), id="counts")
        yield KeyBar()

    async def fill(self) -> None:
        search, found = TypedLine(id="search", compact=True), OptionList(id="list", markup=False)
        found.can_focus = False
        await self.mount(search, found, before=self.query_one(KeyBar))
        search.focus()
        calculators = calculators_of(self.quizzer.desk.bank_folders)
        self.descriptions = {name: describe(name, found) for name, found in sorted(calculators.items())}

    def speak(self) -> None:
        super().speak()
        self.query_one(Input).placeholder = self.say("calculators.search")
        self.show()

    @on(Input.Changed)
    def show(self) -> None:
        """List what fits the words that are typed; names before what only mentions them."""
        typed = self.query_one(Input).value.strip()
        words = typed.casefold().replace("_", " ").split()
        named = [name for name in self.descriptions if all(word in name.replace("_", " ") for word in words)]
        mentioned = [name for name, one in self.descriptions.items() if all(w in _said(one) for w in words)]
        self.found = list(dict.fromkeys([*named, *mentioned]))
        shown = self.query_one("#list", OptionList)
        shown.clear_options()
        shown.add_options(Option(Label(f"{name:<{NAME_CELLS}}  {self._summary(name)}")) for name in self.found)
        shown.highlighted = 0 if self.found else None
        counts = self.say("calculators.count", found=len(self.found), all=len(self.descriptions))
        title = f"{self.say('calculators.title')}  {counts}"
        self.query_one("#counts", Words).write(title if self.found else self.say("calculators.none", typed=typed))

    def _summary(self, name: str) -> str:
        return drawn(summary_in(self.quizzer.language, name, self.descriptions[name].summary))

    def action_move(self, step: int) -> None:
        """Move in the list while the line keeps the focus."""
        shown = self.query_one("#list", OptionList)
        if shown.highlighted is not None:
            shown.highlighted = min(max(shown.highlighted + step, 0), len(self.found) - 1)

    @on(Input.Submitted)
    @heard_first
    def action_choose(self) -> None:
        """Open the calculator under the pointer."""
        place = self.query_one("#list", OptionList).highlighted
        if place is not None:
            self.app.push_screen(screen_for(self.found[place]))

    @on(OptionList.OptionSelected)
    def clicked(self) -> None:
        """A click opens what it has put the pointer on."""
        self.action_choose()

    def action_home(self) -> None:
        """Back to the first screen."""
        self.app.pop_screen()


def _said(description: Description) -> str:
    chinese = CHINESE.get(description.name, "")
    return f"{description.name} {description.summary} {chinese} {description.room}".replace("_", " ").casefold()


def screen_for(name: str) -> SpeakingScreen:
    """The screen of the calculator ``name``."""
    if name == NETWORK:
        from quizzer.tui.network_table import NetworkScreen

        return NetworkScreen()
    return CalculatorScreen(name)


class ArgumentLine(Horizontal):
    """An argument with its letter, and the line to fill it in."""

    def __init__(self, described: Argument) -> None:
        super().__init__()
        self.described = described
        self.argument = described.name

    def compose(self) -> ComposeResult:
        letter = f" ({self.described.symbol})" if self.described.symbol != self.argument else ""
        yield Words(cut(f"{self.argument}{letter}", 28), classes="argument")
        yield TypedLine(compact=True, select_on_focus=False)

    def speak(self, language: Language) -> None:
        """Say in the empty line what belongs into it, and what it stands for."""
        default = "" if self.described.required else f" = {_typed(self.described.default)}"
        self.query_one(Input).placeholder = f"{kind_in(language, self.described.type)}{default}"


class CalculatorScreen(StagedScreen):
    """One calculator: its arguments, and what follows from them."""

    EXPLANATION = ("help.calculator",)
    CSS = """
    CalculatorScreen {
        ArgumentLine { height: 1; width: 100%; }
        .argument { width: 30; color: $text-muted; }
        ArgumentLine Input { width: 1fr; }
        ArgumentLine Input:focus { background: $boost; }
        #form { height: auto; margin-bottom: 1; }
        #results { text-style: bold; }
        #refusal { color: $text-warning; }
    }
    """
    BINDINGS = [
        Binding("down", "app.focus_next", "", show=False),
        Binding("up", "app.focus_previous", "", show=False),
        Binding("pagedown", "scroll(10)", "", show=False),
        Binding("pageup", "scroll(-10)", "", show=False),
        Binding("escape", "back", "back", key_display="esc"),
        Binding("f1", "help", "help"),
    ]
    KEYS = {"back": "key.all_calculators"}

    def __init__(self, name: str) -> None:
        super().__init__()
        self.calculator_name = name
        self.description: Description
        self.outcome: Calculation | Refusal | NetworkError | None = None
        self.missing: list[str] = []

    def compose(self) -> ComposeResult:
        desk = self.quizzer.desk
        self.description = describe(self.calculator_name, calculators_of(desk.bank_folders)[self.calculator_name])
        with Column(classes="column", can_focus=False):
            yield Words(self.calculator_name, classes="title")
            yield Words(self._summary(), id="summary")
        yield KeyBar()

    async def fill(self) -> None:
        form = VerticalScroll(*map(ArgumentLine, self.description.arguments), id="form", can_focus=False)
        worked = [Words(id=name) for name in ("refusal", "results", "worked")]
        await self.query_one(".column").mount(form, *worked, Words(id="conventions", classes="dim"))
        for line in self.query(Input):
            line.focus(scroll_visible=False)
            break
        self.calculate()

    def _summary(self) -> str:
        return summary_in(self.quizzer.language, self.calculator_name, self.description.summary)

    def speak(self) -> None:
        super().speak()
        self.show()

    def given(self) -> dict[str, object]:
        """What is filled in, as JSON values."""
        lines = ((line.argument, line.query_one(Input).value.strip()) for line in self.query(ArgumentLine))
        return {name: read_value(text) for name, text in lines if text}

    @on(Input.Changed)
    def calculate(self) -> None:
        """Compute beside the screen, which stays alive however long it takes."""
        given = self.given()
        arguments = self.description.arguments
        self.missing = [one.name for one in arguments if one.required and one.name not in given]
        if self.missing:
            self.outcome = None
            self.workers.cancel_node(self)
            self.show()
            return
        self.run_worker(lambda: self._compute(given), thread=True, exclusive=True)

    def _compute(self, given: Mapping[str, object]) -> None:
        worker, desk = get_current_worker(), self.quizzer.desk
        calculator: Calculator[..., Any] = calculators_of(desk.bank_folders)[self.calculator_name]
        outcome: Calculation | Refusal | NetworkError
        try:
            outcome = calculate(self.calculator_name, calculator, given, load_beliefs(*desk.bank_folders))
        except (Refusal, NetworkError) as refusal:
            outcome = refusal
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_computed, outcome)

    def _have_computed(self, outcome: Calculation | Refusal | NetworkError) -> None:
        self.outcome = outcome
        self.show()

    def show(self) -> None:
        """Draw what is known now."""
        language = self.quizzer.language
        refusal = results = worked = ""
        if self.missing:
            refusal = self.say("calculators.wanted", names=", ".join(self.missing))
        elif isinstance(self.outcome, Refusal):
            refusal = f"✗ {refusal_sentence(self.outcome.reason, self.outcome.details, language)}"
        elif isinstance(self.outcome, Calculation):
            results = "\n".join(result_lines(self.outcome.result, language))
            worked = "\n".join(_worked(self.outcome, language))
        elif self.outcome is not None:
            refusal = f"✗ {self.outcome}"
        self.query_one("#refusal", Words).write(refusal)
        self.query_one("#results", Words).write(results)
        self.query_one("#worked", Words).write(worked)
        for line in self.query(ArgumentLine):
            line.speak(language)
        self.query_one("#summary", Words).write(self._summary())
        source = self.description.source
        told = [
            conventions_in(language, self.calculator_name, self.description.conventions),
            self.say("calc.source", source=source) if source else "",
        ]
        self.query_one("#conventions", Words).write("\n".join(line for line in told if line))

    @on(Input.Submitted)
    def filled_in(self) -> None:
        """Enter goes on to the next line."""
        self.focus_next(Input)

    def action_scroll(self, lines: int) -> None:
        """Scroll what follows from the arguments."""
        self.query_one(".column", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_back(self) -> None:
        """Back to the list, or to wherever this was opened from."""
        self.app.pop_screen()


def _typed(value: object) -> str:
    """A default as one would type it."""
    return json.dumps(to_json(value), ensure_ascii=False)


def _worked(calculation: Calculation, language: Language) -> list[str]:
    """Formula, steps and slips: what the command prints, without the call and the result that stand above."""
    results = set(result_lines(calculation.result, language))
    return [line for line in list(calculation_lines(calculation, language))[1:] if line not in results]
