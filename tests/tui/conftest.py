"""The app over a desk with the bundled bank, a clock that stands still, and a store in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import wraps
from pathlib import Path

import pytest
from textual import _wait
from textual.pilot import Pilot

from quizzer.bank.places import bundled_bank
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.practice.queue import Plan
from quizzer.practice.reviewing import NothingDue
from quizzer.practice.session import Session
from quizzer.practice.today import Today
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.tui.app import QuizzerApp
from quizzer.tui.hearing import listens

_wait.SLEEP_GRANULARITY = 1 / 200  # seconds; twice after each key, and most of what these tests would take


def until_filled(act):
    """``act`` of a pilot, and then waiting until the screen that it leads to has everything."""

    @wraps(act)
    async def acting(self, *args, **options):
        done = await act(self, *args, **options)
        for _ in range(500):
            if not self.app.is_running or listens(self.app.screen):
                break
            await pause(self)
        return done

    return acting


pause = Pilot.pause
for name in ("pause", "press", "click"):
    setattr(Pilot, name, until_filled(getattr(Pilot, name)))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a test with several cases (languages, sizes, answer kinds) the first is quick; a screen takes a second."""
    seen = set()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            function = getattr(item, "originalname", item.name), item.path
            if function in seen:
                item.add_marker(pytest.mark.long)
            seen.add(function)


@dataclass
class OpenDesk(Desk):
    """A desk whose store is given, and whose quiz asks what a test wants."""

    ids: list[QuestionId] = field(default_factory=list)
    planned: Plan = field(default_factory=Plan)
    newcomer: bool = False

    def glance(self):
        return Today(self.today) if self.newcomer else Today(self.today, attempts=1)

    def plan(self, wish):
        return self.planned

    def begin_review(self, wish=None):
        if not self.ids:
            return NothingDue(self.today + timedelta(days=1))
        return Session(self.bank, iter(self.ids), self.store, self.now, len(self.ids), "review")

    def begin_quiz(self, items=(), count=10):
        if self.ids:
            return Session(self.bank, iter(self.ids), self.store, self.now, len(self.ids))
        return super().begin_quiz(items, count)


@pytest.fixture
def make_app(bank, small_bank, store, clock, tmp_path):
    def make(*ids, language=Language.EN, theme="", small=False, newcomer=False):
        desk = OpenDesk(
            (bundled_bank(),),
            tmp_path / "progress.db",
            tmp_path / "config.toml",
            tmp_path / "cache",
            clock,
            Preferences(language, theme),
            seed=3,
            ids=list(ids),
            newcomer=newcomer,
        )
        desk.__dict__["bank"] = small_bank if small else bank
        desk.__dict__["store"] = store
        return QuizzerApp(desk)

    return make


async def settled(app, pilot):
    """Wait until everything that was begun is drawn."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def shown(app, pilot, text):
    """Wait for ``text``: what is drawn next or scrolled to is there only after a layout."""
    for _ in range(100):
        await settled(app, pilot)
        if text in text_of(app):
            return
    raise AssertionError(text_of(app))


async def in_quiz(app, pilot):
    """Go from home into a quiz."""
    await settled(app, pilot)
    await pilot.press("enter")
    await settled(app, pilot)


def text_of(app) -> str:
    """What is on the screen, line by line."""
    return "\n".join("".join(segment.text for segment in line) for line in app.screen._compositor.render_strips())
