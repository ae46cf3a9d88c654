"""A network as a table: every layer with its size, field, parameters and multiply-adds, changed where one likes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import msgspec
from rich.text import Text as Label
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import DataTable

from quizzer.bank.networks import (
    Block,
    Entry,
    Network,
    NetworkError,
    entry_of,
    networks_in,
    rows_by_entry,
    save_network,
    spelled_entry,
)
from quizzer.calculators.layer_graph import Row
from quizzer.calculators.refusals import Refusal
from quizzer.questions.text import Text
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.line_screen import Check, LineScreen
from quizzer.tui.speaking import SpeakingScreen, Words
from quizzer.wording.refusals import refusal_sentence

LABEL_CELLS, NARROW_LABEL_CELLS, ROOMY = 34, 20, 100
"""Cells of the name of a layer: where the terminal is roomy, and where it is not."""
MOST_NAMES = 12
COLUMNS = ("layer", "output", "params", "macs", "field", "stride")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_INPUT = re.compile(r"\s*\(?\s*(\d{1,5})\s*[,x×]\s*(\d{1,5})\s*[,x×]\s*(\d{1,5})\s*\)?\s*", re.ASCII)
NEW = Network("own", Text(en="Own network.", zh="自建网络。"), (3, 224, 224), [])


class LayersTable(DataTable[Label], inherit_bindings=False):
    """The table, with arrows and vim keys."""

    BINDINGS: ClassVar = [
        Binding("down,j", "cursor_down", "", show=False),
        Binding("up,k", "cursor_up", "", show=False),
        Binding("right", "scroll_right", "", show=False),
        Binding("left", "scroll_left", "", show=False),
        Binding("pagedown", "page_down", "", show=False),
        Binding("pageup", "page_up", "", show=False),
        Binding("home,g", "scroll_top", "", show=False),
        Binding("end,G", "scroll_bottom", "", show=False),
        Binding("enter", "select_cursor", "", show=False),
    ]


class NetworkScreen(SpeakingScreen):
    """Builds a network layer by layer."""

    EXPLANATION = ("help.network",)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (ROOMY, "-normal")]
    CSS = """
    NetworkScreen {
        #head { max-width: 120; }
        #table { max-width: 120; height: 1fr; padding: 0 1; background: $background; }
        #totals, #problem { max-width: 120; padding: 0 1; }
    }
    """
    BINDINGS = [
        Binding("a", "add", "add"),
        Binding("e", "change", "change"),
        Binding("x,delete", "remove", "remove", key_display="x"),
        Binding("l", "load", "load"),
        Binding("w", "save", "save"),
        Binding("z", "quiz", "quiz", id="quiz-me"),
        Binding("u", "undo", "undo", show=False),
        Binding("space", "unfold", "", show=False),
        Binding("i", "input", "input", show=False),
        Binding("escape", "back", "back", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {
        "add": "key.add_layer",
        "change": "key.change_layer",
        "remove": "key.remove_layer",
        "load": "key.load",
        "save": "key.save",
        "quiz": "key.quiz_me",
        "back": "key.back",
    }

    def __init__(self) -> None:
        super().__init__()
        self.network_name = ""
        self.network, self.blocks = NEW, dict[str, Block]()
        self.before: list[Network] = []
        self.unfolded = False
        self.entry_at: list[int] = []
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        yield Words("", id="head")
        yield LayersTable(id="table", cursor_type="row", zebra_stripes=True)
        yield Words("", id="totals")
        yield Words("", id="problem")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(LayersTable).focus()
        self.speak()

    def speak(self) -> None:
        super().speak()
        self.draw()

    # --- drawing --------------------------------------------------------------------------------------------

    def draw(self, here: int | None = None) -> None:
        """Draw the table, with the pointer on the layer ``here`` (from 0)."""
        table = self.query_one(LayersTable)
        here = self.here if here is None else here
        table.clear(columns=True)
        self.entry_at = []
        for name in COLUMNS:
            table.add_column(Label(self.say(f"calc.table.{name}")))
        groups, problem = rows_by_entry(self.network, self.blocks)
        room = LABEL_CELLS if self.size.width >= ROOMY else NARROW_LABEL_CELLS
        for number, entry in enumerate(self.network.layers):
            rows = groups[number] if number < len(groups) else []
            self._add(number, f"{number + 1:>2}  {_cut(spelled_entry(entry), room)}", rows)
            if self.unfolded and len(rows) > 1:
                for row in rows:
                    self._add(number, f"    · {_tail(row.name, room - 2)}", [row])
        last = max(len(self.network.layers) - 1, 0)
        if self.entry_at:
            table.move_cursor(row=self.entry_at.index(min(max(here, 0), last)))
        self._draw_words(groups, problem)

    def _add(self, entry: int, label: str, rows: Sequence[Row]) -> None:
        self.entry_at.append(entry)
        self.query_one(LayersTable).add_row(Label(label), *(Label(cell, justify="right") for cell in _cells(rows)))

    def on_resize(self) -> None:
        """The names of the layers give way where there is little room."""
        self.draw()

    def _draw_words(self, groups: Sequence[Sequence[Row]], problem: Exception | None) -> None:
        shape = "×".join(map(str, self.network.input))
        name = self.network_name or self.say("network.new")
        self.query_one("#head", Words).write(self.say("network.title", name=name, input=shape))
        rows = [row for group in groups for row in group]
        sums = {what: f"{sum(getattr(row, what) for row in rows):,}" for what in ("params", "macs", "attention_macs")}
        total = self.say("calc.table.totals", **sums) if rows else self.say("network.empty")
        self.query_one("#totals", Words).write(total)
        told = self._notice()
        if problem is not None:
            told = self.say("network.problem", number=len(groups) + 1, problem=self._in_words(problem))
        self.query_one("#problem", Words).write(told)

    def _in_words(self, problem: Exception) -> str:
        if isinstance(problem, Refusal):
            return refusal_sentence(problem.reason, problem.details, self.quizzer.language)
        return str(problem)

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence under the table."""
        self._notice = sentence
        self.draw()

    # --- changing -------------------------------------------------------------------------------------------

    @property
    def here(self) -> int:
        """The layer under the pointer, from 0."""
        row = self.query_one(LayersTable).cursor_row
        return self.entry_at[row] if 0 <= row < len(self.entry_at) else 0

    def _use(self, network: Network, here: int) -> None:
        self.before.append(self.network)
        self.network, self._notice = network, str
        self.draw(here)

    def _with_layers(self, layers: list[Entry], here: int) -> None:
        self._use(msgspec.structs.replace(self.network, layers=layers), here)

    def _check_layer(self, place: int, replaced: int) -> Check:
        """Whether the layer typed fits at ``place``, where it replaces so many."""

        def check(typed: str) -> str:
            try:
                entry = entry_of(typed)
            except NetworkError as problem:
                return self.say("network.unreadable", problem=problem)
            layers = [*self.network.layers[:place], entry]
            groups, trouble = rows_by_entry(msgspec.structs.replace(self.network, layers=layers), self.blocks)
            if trouble is not None and len(groups) == place:
                return self.say("network.problem", number=place + 1, problem=self._in_words(trouble))
            return ""

        return check

    def action_add(self) -> None:
        """Add a layer behind the pointer."""
        layers = self.network.layers
        place = self.here + 1 if layers else 0

        def add(typed: str | None) -> None:
            if typed:
                self._with_layers([*layers[:place], entry_of(typed), *layers[place:]], place)

        self.app.push_screen(LineScreen("network.ask_layer", "", self._check_layer(place, 0)), add)

    @on(DataTable.RowSelected)
    def action_change(self) -> None:
        """Change the layer under the pointer."""
        layers, place = self.network.layers, self.here
        if not layers:
            return

        def change(typed: str | None) -> None:
            if typed:
                self._with_layers([*layers[:place], entry_of(typed), *layers[place + 1 :]], place)

        check = self._check_layer(place, 1)
        self.app.push_screen(LineScreen("network.ask_layer", spelled_entry(layers[place]), check), change)

    def action_remove(self) -> None:
        """Remove the layer under the pointer."""
        layers, place = self.network.layers, self.here
        if layers:
            self._with_layers([*layers[:place], *layers[place + 1 :]], place)

    def action_unfold(self) -> None:
        """Show the layers of every block, or hide them again."""
        self.unfolded = not self.unfolded
        self.draw()

    def action_undo(self) -> None:
        """Take the last change back."""
        if self.before:
            self.network, self._notice = self.before.pop(), str
            self.draw()

    def action_input(self) -> None:
        """Change the shape of the input."""

        def check(typed: str) -> str:
            return "" if _shape(typed) else self.say("network.input_form")

        def use(typed: str | None) -> None:
            if typed:
                self._use(msgspec.structs.replace(self.network, input=_shape(typed)), self.here)

        shape = ",".join(map(str, self.network.input))
        self.app.push_screen(LineScreen("network.ask_input", shape, check), use)

    def action_quiz(self) -> None:
        """Ask about the layers of this network."""
        from quizzer.generators.chance import seeded
        from quizzer.tui.network_quiz import NetworkQuizScreen, questions_about

        groups, _ = rows_by_entry(self.network, self.blocks)
        asked = questions_about(self.network, groups, seeded("network", self.quizzer.desk.now()))
        if asked:
            self.app.push_screen(NetworkQuizScreen(asked))
        else:
            self.notice(lambda: self.say("network.quiz.nothing"))

    # --- files ----------------------------------------------------------------------------------------------

    def action_load(self) -> None:
        """Load a network of the banks."""
        try:
            known = networks_in(self.quizzer.desk.bank_folders)
        except NetworkError as problem:
            detail = str(problem)
            self.notice(lambda: f"✗ {detail}")
            return

        def nearest(typed: str) -> str:
            found = _matching(typed, known)
            more = ["…"] if len(found) > MOST_NAMES else []
            return "" if typed.strip() in known else ", ".join(found[:MOST_NAMES] + more)

        def load(typed: str | None) -> None:
            found = _matching(typed or "", known)
            if typed and found:
                name = typed if typed in known else found[0]
                self.network_name, self.blocks, self.before = name, dict(known[name].blocks), []
                self.network, self._notice = known[name].networks[name], str
                self.draw(0)

        self.app.push_screen(LineScreen("network.ask_load", "", nearest, strict=False), load)

    def action_save(self) -> None:
        """Save the network in the learner's own bank."""
        folder = self.quizzer.desk.own_bank
        if folder is None:
            self.notice(lambda: self.say("network.nowhere"))
            return

        def check(typed: str) -> str:
            if not _NAME.fullmatch(typed):
                return self.say("network.name_form")
            own = (folder / "networks" / f"{typed}.yaml").exists()
            taken = typed in networks_in(self.quizzer.desk.bank_folders) and not own
            return self.say("network.name_taken", name=typed) if taken else ""

        def save(typed: str | None) -> None:
            if typed:
                self._save(typed)

        self.app.push_screen(LineScreen("network.ask_name", "", check), save)

    def _save(self, name: str) -> None:
        desk = self.quizzer.desk
        if desk.own_bank is None:
            return
        try:
            file = save_network(desk.own_bank, name, self.network, self.blocks, self.network.title)
        except OSError as problem:
            detail = str(problem)
            self.notice(lambda: f"✗ {self.say('network.not_saved', detail=detail)}")
            return
        if desk.own_bank not in desk.bank_folders:
            desk.bank_folders = (*desk.bank_folders, desk.own_bank)
        self.network_name = name
        self.notice(lambda: self.say("network.saved", path=file))

    def action_back(self) -> None:
        """Back to the list of calculators."""
        self.app.pop_screen()


def _shape(typed: str) -> tuple[int, int, int] | None:
    match = _INPUT.fullmatch(typed)
    if match is None or "0" in match.groups():
        return None
    channels, height, width = map(int, match.groups())
    return channels, height, width


def _matching(typed: str, known: Mapping[str, object]) -> list[str]:
    words = typed.casefold().split()
    return sorted((name for name in known if all(word in name for word in words)), key=lambda name: (len(name), name))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _tail(text: str, most: int) -> str:
    """What tells layers of a block apart is the end of their names."""
    return text if len(text) <= most else f"…{text[1 - most :]}"


def _cells(rows: Sequence[Row]) -> list[str]:
    """Output, parameters, multiply-adds, field and stride of what an entry comes to."""
    if not rows:
        return [""] * (len(COLUMNS) - 1)
    last = rows[-1]
    params, macs = sum(row.params for row in rows), sum(row.macs for row in rows)
    sizes = ["", ""]
    if last.fields is not None:
        high, wide = last.fields
        pairs = ((high.size, wide.size), (high.stride, wide.stride))
        sizes = [f"{a:g}" if a == b else f"{a:g}×{b:g}" for a, b in ((float(a), float(b)) for a, b in pairs)]
    return ["×".join(map(str, last.output)), f"{params:,}" if params else "", f"{macs:,}" if macs else "", *sizes]
