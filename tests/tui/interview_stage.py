"""An interview on the screen whose watch goes only when told, and every frame that was drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from quizzer.bank.blueprints import Blueprint, Cell
from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.interview_desk import interviews_at
from quizzer.practice.interviewing import Interview, begin_interview
from quizzer.practice.papers import draw_paper
from quizzer.practice.preferences import Preferences
from quizzer.questions.text import Language, Text
from quizzer.tui.app import QuizzerApp
from quizzer.tui.interview import InterviewScreen
from tests.practice.interview_tools import Watch
from tests.tui.conftest import settled, text_of

SHORT = Blueprint(
    id="short",
    name=Text("Two to type and one to say", "两题加一道口答"),
    minutes=10,
    cells=[
        Cell(kind="numeric", topics=["padding"], where="kind:number"),
        Cell(kind="conceptual", topics=["pooling"], where="kind:choice item_kind:single"),
        Cell(kind="open", topics=["pooling"]),
    ],
)
CHOICES = Blueprint(
    id="choices",
    name=Text("Choices", "选择题"),
    minutes=10,
    cells=[Cell(kind="conceptual", topics=["pooling"], where="item_kind:single", count=2)],
)


@dataclass
class Stage:
    """A desk with a real database, a watch, and the frames of the apps that were made on it."""

    desk: Desk
    watch: Watch = field(default_factory=Watch)
    frames: list[str] = field(default_factory=list)

    def app(self) -> QuizzerApp:
        """A new app, which knows nothing of the one before."""
        return QuizzerApp(self.desk)

    def filmed_app(self) -> QuizzerApp:
        """A new app whose every frame is kept."""
        app = self.app()
        draw = app._display

        def display(screen, renderable):
            draw(screen, renderable)
            self.frames.append(text_of(app))

        app._display = display
        return app

    def begin(self, blueprint=SHORT, seed=7, minutes=None, scheduled=True) -> Interview:
        """A new interview."""
        bank, paper = self.desk.bank, draw_paper(self.desk.bank, blueprint, seed, minutes)
        return begin_interview(bank, interviews_at(self.desk), self.desk.now, self.watch, paper, scheduled=scheduled)

    def again(self) -> Interview:
        """The interview that is not finished, as another program finds it after a kill."""
        store = interviews_at(self.desk)
        return Interview(self.desk.bank, store, self.desk.now, Watch(5_000.0), store.unfinished())

    async def sit(self, app, pilot, interview) -> InterviewScreen:
        """Show ``interview``; what was drawn before is forgotten."""
        app.screen.read_all = partial(_nothing)
        await settled(app, pilot)
        screen = InterviewScreen(interview)
        self.frames.clear()
        await app.push_screen(screen)
        await pilot.pause()
        return screen

    async def wait(self, screen, seconds) -> None:
        """Let ``seconds`` pass, with a tick every four of them at most."""
        while seconds > 0 and not screen.finished:
            self.watch.seconds += min(seconds, 4)
            seconds -= 4
            await screen.tick()


def _nothing() -> None:
    pass


def desk_at(folder, bank, clock, store, language=Language.EN) -> Desk:
    """A desk over the bundled bank and blueprints of one's own."""
    own = folder / "own"
    (own / "blueprints").mkdir(parents=True, exist_ok=True)
    (own / "blueprints" / "mine.yaml").write_text(
        "id: mine\nname: {en: 'My own', zh: '我的方案'}\nminutes: 5\n"
        "cells:\n  - {kind: conceptual, topics: [pooling], where: 'item_kind:single', count: 2}\n",
        encoding="utf-8",
    )
    (own / "blueprints" / "greedy.yaml").write_text(
        "id: greedy\nname: {en: Greedy, zh: 太多}\nminutes: 5\n"
        "cells:\n  - {kind: case, topics: [padding], count: 50}\n",
        encoding="utf-8",
    )
    folders = (bundled_bank(), own)
    preferences = Preferences(language)
    desk = Desk(folders, folder / "progress.db", folder / "config.toml", folder / "cache", clock, preferences)
    desk.__dict__["bank"] = bank
    desk.__dict__["store"] = store
    return desk


__all__ = ["CHOICES", "SHORT", "Stage", "desk_at"]
