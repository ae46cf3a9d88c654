"""What would cost most in an interview, on the screen; Enter practises just that."""

from __future__ import annotations

from typing import cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Click, Resize
from textual.worker import get_current_worker

from quizzer.practice.weak import Weak, WeakPoint
from quizzer.reports.phrases import WIDTH, Voice
from quizzer.reports.weak import MOST, WAYS, point_lines, shown_points
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.trouble import sentence_of, troubles

ASKED = 10
POINTER_CELLS = 4


class PointLine(Words):
    """A misconception or topic with its cost."""

    def __init__(self, place: int) -> None:
        super().__init__(classes="option")
        self.styles.margin = 0
        self.place = place

    def on_click(self, event: Click) -> None:
        event.stop()
        cast("WeakScreen", self.screen).clicked(self.place)


class WeakScreen(StagedScreen):
    """Misconceptions and topics, the costliest first."""

    EXPLANATION = ("help.weak",)
    BINDINGS = [
        Binding("down,j", "move(1)", "", show=False),
        Binding("up,k", "move(-1)", "", show=False),
        Binding("enter", "drill", "drill"),
        Binding("o", "order", "order"),
        Binding("escape,h", "home", "home", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {"home": "key.home", "drill": "key.drill", "order": "key.weak.by"}

    def __init__(self) -> None:
        super().__init__()
        self.by = WAYS[0]
        self.here = 0
        self.found: Weak | None = None
        self.trouble: Exception | None = None

    def compose(self) -> ComposeResult:
        with Column(classes="column", can_focus=False):
            yield Words(self._title(), classes="title", id="title")
            yield Words(id="about")
        yield KeyBar()

    async def fill(self) -> None:
        await self.query_one(".column").mount(*map(PointLine, range(max(MOST.values()))))
        self.read()

    def on_screen_resume(self) -> None:
        if self.found is not None:
            self.read()

    def on_resize(self, event: Resize) -> None:
        if self.filled:
            self.draw()

    def speak(self) -> None:
        super().speak()
        self.draw()

    # --- reading and drawing --------------------------------------------------------------------------------

    def read(self) -> None:
        """Go through the answers beside the screen."""
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        worker = get_current_worker()
        found: Weak | None = None
        trouble: Exception | None = None
        try:
            found = self.quizzer.desk.weak()
        except troubles() as problem:
            trouble = problem
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, found, trouble)

    def _have_read(self, found: Weak | None, trouble: Exception | None) -> None:
        self.found, self.trouble = found, trouble
        self.here = min(self.here, max(len(self.points) - 1, 0))
        self.draw()

    @property
    def points(self) -> list[WeakPoint]:
        """What is shown, in its order."""
        return [] if self.found is None else shown_points(self.found, self.by)

    def _title(self) -> str:
        return f"{self.say('weak.title')} · {self.say(f'weak.by.{self.by}')}"

    def draw(self) -> None:
        """Draw every point as it stands."""
        self.query_one("#title", Words).write(self._title())
        self.query_one("#about", Words).write(self._about())
        points = self.points
        for line in self.query(PointLine):
            here = line.place == self.here
            line.write(self._told(points, line.place) if line.place < len(points) else "")
            line.set_class(here and bool(points), "-here")

    def _about(self) -> str:
        if self.trouble is not None:
            return f"✗ {sentence_of(self.trouble, self.quizzer.language)}"
        if self.found is None:
            return self.say("weak.loading")
        if not self.found.attempts:
            return self.say("weak.nothing")
        return self.say("weak.foot" if self.points else "weak.slips.none")

    def _told(self, points: list[WeakPoint], place: int) -> str:
        desk, point = self.quizzer.desk, points[place]
        beliefs = {point.name: desk.bank.beliefs[point.name].belief} if point.kind == "slip" else {}
        voice = Voice(desk.language, desk.bank.topics, beliefs, max(min(self.size.width, WIDTH) - POINTER_CELLS, 20))
        first, *rest = point_lines(point, place + 1, voice)
        head = [f"── {self.say(f'weak.{point.kind}s')}"] if not place or points[place - 1].kind != point.kind else []
        return "\n".join([*head, f"{'›' if place == self.here else ' '} {first}", *(f"  {line}" for line in rest)])

    # --- keys -----------------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Move the pointer."""
        if self.points:
            self.here = (self.here + step) % len(self.points)
            self.draw()
            self.call_after_refresh(list(self.query(PointLine))[self.here].scroll_visible, animate=False)

    def clicked(self, place: int) -> None:
        """The first click points, the next practises."""
        if place == self.here:
            self.action_drill()
        else:
            self.action_move(place - self.here)

    def action_order(self) -> None:
        """The next order: by cost, misconceptions by number, topics alone."""
        self.by, self.here = WAYS[(WAYS.index(self.by) + 1) % len(WAYS)], 0
        self.draw()

    def action_drill(self) -> None:
        """Practise just what the pointer is on."""
        if not self.points:
            return
        from quizzer.tui.quiz import QuizScreen

        items = self.points[self.here].items

        def begin() -> None:
            try:
                self.app.push_screen(QuizScreen(self.quizzer.desk.begin_quiz(items, ASKED)))
            except troubles() as problem:
                self.trouble = problem
                self.draw()

        self.soon(begin, "drill")

    def action_home(self) -> None:
        """Back to the first screen."""
        self.app.pop_screen()
