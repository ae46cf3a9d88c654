"""The statistics on the screen: a part at a time, two side by side where there is room, over a period to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click, Resize
from textual.widgets import Tab, Tabs
from textual.worker import get_current_worker

from quizzer.practice.statistics import PERIODS, Statistics, statistics_of
from quizzer.reports.phrases import WIDTH, Voice
from quizzer.reports.statistics import PARTS, part_lines, period_name
from quizzer.tui.hearing import heard_first
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.lines import Lines, Tell
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.wording.wrapping import wrap

if TYPE_CHECKING:
    from quizzer.practice.desk import Desk

TWO_COLUMNS_FROM = 120
"""A terminal as wide as this shows the next part beside the one that is chosen."""


class Pressable(Words):
    """Words that do something when they are clicked."""

    def __init__(self, id: str, action: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.action = action

    async def on_click(self, event: Click) -> None:
        event.stop()
        await self.screen.run_action(self.action)


class Page(Column, inherit_bindings=False):
    """What scrolls. Left and right are left to the screen."""

    BINDINGS = [
        Binding("up,k", "scroll_up", "", show=False),
        Binding("down,j", "scroll_down", "", show=False),
        Binding("pageup", "page_up", "", show=False),
        Binding("pagedown,space", "page_down", "", show=False),
        Binding("home,g", "scroll_home", "", show=False),
        Binding("end,G", "scroll_end", "", show=False),
    ]


class StatisticsScreen(StagedScreen):
    """What sticks, what is due, where the slips are."""

    EXPLANATION = ("help.statistics",)
    BINDINGS = [
        Binding("escape,h", "home", "home", key_display="esc"),
        Binding("left", "part(-1)", "part", key_display="←→"),
        Binding("right", "part(1)", "", show=False),
        Binding("tab", "part(1)", "", show=False),
        Binding("shift+tab", "part(-1)", "", show=False),
        Binding("p", "period", "period"),
        Binding("e", "explain", "explain"),
        *(Binding(str(number), f"choose({number})", "", show=False) for number in range(1, len(PARTS) + 1)),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {"home": "key.home", "period": "key.period", "explain": "key.explain", "part(-1)": "key.part"}

    def __init__(self) -> None:
        super().__init__()
        self.days = PERIODS[0]
        self.found: dict[int | None, Statistics] = {}
        self.trouble: Exception | None = None

    def compose(self) -> ComposeResult:
        with Horizontal(id="head", classes="wide"):
            yield Words(self.say("stats.title"), id="title", classes="title")
            yield Pressable("period", "period")
        yield KeyBar()

    async def fill(self) -> None:
        tabs = Tabs(*(Tab(Content(self._part_name(part)), id=part) for part in PARTS), id="parts", classes="wide")
        tabs.can_focus = False  # the screen's own keys choose the part, wherever the focus is
        page = Page(Horizontal(Lines(id="left"), Lines(id="right"), id="columns"), id="page", classes="wide")
        await self.mount(tabs, page, before=self.query_one(KeyBar))
        page.focus()
        self._read()

    def speak(self) -> None:
        super().speak()
        self.query_one("#title", Words).write(self.say("stats.title"))
        for tab in self.query(Tab):
            tab.label = Content(self._part_name(str(tab.id)))
        self._show()

    # --- reading ---

    def _read(self) -> None:
        if self.days not in self.found:
            days = self.days
            self.run_worker(lambda: self._read_beside(days), thread=True, exclusive=True)

    def _read_beside(self, days: int | None) -> None:
        worker, desk = get_current_worker(), self.quizzer.desk
        found: Statistics | None = None
        trouble: Exception | None = None
        try:
            _ = desk.bank  # read here, so that drawing need not wait for it
            found = statistics_of(desk.store, desk.today, days)
        except troubles() as problem:
            trouble = problem
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, days, found, trouble)

    def _have_read(self, days: int | None, found: Statistics | None, trouble: Exception | None) -> None:
        self.trouble = trouble
        if found is not None:
            self.found[days] = found
        self._show()

    # --- showing ---

    @property
    def part(self) -> str:
        """The part that is chosen."""
        return self.query_one(Tabs).active or PARTS[0]

    def _part_name(self, part: str) -> str:
        return self.say(f"stats.part.{part}")

    def _voice(self, width: int) -> Voice:
        desk: Desk = self.quizzer.desk
        beliefs = {slip: belief.belief for slip, belief in desk.bank.beliefs.items()}
        return Voice(desk.language, desk.bank.topics, beliefs, width)

    def _show(self) -> None:
        period = period_name(self.days, Voice(self.quizzer.language))
        self.query_one("#period", Words).write(self.say("stats.period.change", period=period))
        left, right = self.query_one("#left", Lines), self.query_one("#right", Lines)
        found = self.found.get(self.days)
        two = self.size.width >= TWO_COLUMNS_FROM and found is not None and bool(found.attempts)
        self.set_class(two, "-two")
        if found is None:
            left.tell(lambda width: wrap(self._waiting(), width))
            return
        following = PARTS[(PARTS.index(self.part) + 1) % len(PARTS)]
        left.tell(self._teller(found, self.part, titled=two))
        if two:
            right.tell(self._teller(found, following, titled=True))

    def _waiting(self) -> str:
        if self.trouble is None:
            return self.say("stats.loading")
        return f"✗ {sentence_of(self.trouble, self.quizzer.language)}"

    def _teller(self, found: Statistics, part: str, *, titled: bool) -> Tell:
        heat_map = self.quizzer.desk.preferences.heat_map

        def tell(width: int) -> list[str]:
            title = [f"── {self._part_name(part)}", ""] if titled else []
            return title + part_lines(part, found, self._voice(min(width, WIDTH)), heat_map=heat_map)

        return tell

    # --- keys ---

    def action_part(self, step: int) -> None:
        """Choose the next part, or the one before."""
        self.query_one(Tabs).active = PARTS[(PARTS.index(self.part) + step) % len(PARTS)]

    def action_choose(self, number: int) -> None:
        """Choose the part of that number, from 1."""
        self.query_one(Tabs).active = PARTS[number - 1]

    def action_period(self) -> None:
        """Count over the next period."""
        self.days = PERIODS[(PERIODS.index(self.days) + 1) % len(PERIODS)]
        self._show()
        self._read()

    @on(Tabs.TabActivated)
    def chosen(self) -> None:
        """Show the part that was chosen, from its beginning."""
        self._show()
        self.query_one("#page").scroll_home(animate=False)

    def on_resize(self, event: Resize) -> None:
        if self.filled:
            self._show()

    def action_home(self) -> None:
        """Back to the first screen."""
        self.app.pop_screen()

    @heard_first
    def action_explain(self) -> None:
        """Say what each figure and drawing of the part means."""
        from quizzer.tui.dialogs import HelpScreen

        self.app.push_screen(HelpScreen([f"stats.explain.{self.part}"]))
