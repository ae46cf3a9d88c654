"""What tests share: the bundled bank, a clock that only moves when told, a store that keeps attempts in a list."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from quizzer.bank.index import INDEX_NAME, indexed_bank
from quizzer.bank.loading import Bank, load_bank
from quizzer.bank.places import bundled_bank
from quizzer.progress.attempts import Attempt, Recorded, Undone
from tests.bundled import BANK

# The bank is a hundred thousand objects that stay; looking at them again and again would take a quarter of the time.
gc.freeze()
gc.set_threshold(100_000, 20, 20)

# No test measures the clock: a busy machine is no fault.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores, for the tests of screens also wait."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def bank_index(tmp_path_factory) -> Path:
    """The index of the bundled bank, as a program of the learner's leaves it."""
    folder = tmp_path_factory.mktemp("index")
    indexed_bank((bundled_bank(),), folder)
    return folder / INDEX_NAME


@pytest.fixture(scope="session")
def new_home(tmp_path_factory) -> Callable[[], Path]:
    """Makes a folder; pytest itself would look through those of all tests before."""
    base, numbers = tmp_path_factory.mktemp("homes"), count()
    return lambda: base / str(next(numbers))


@pytest.fixture(autouse=True)
def home(new_home, monkeypatch, bank_index) -> Path:
    """The program's own folder, new for each test; the YAML of the bundled bank need not be read again there."""
    folder = new_home()
    (folder / "cache").mkdir(parents=True)
    (folder / "cache" / INDEX_NAME).hardlink_to(bank_index)
    monkeypatch.setenv("QUIZZER_HOME", str(folder))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "QUIZZER_DATABASE_URL", "QUIZZER_NOW", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The bundled bank."""
    return BANK


@pytest.fixture(scope="session")
def small_bank() -> Bank:
    """Five items, one of each kind that is arranged or written, which do not change when the bundled bank grows."""
    return load_bank(Path(__file__).parent / "data" / "small_bank")


@dataclass
class Clock:
    """A clock that moves only when told."""

    moment: datetime = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **step: float) -> None:
        self.moment += timedelta(**step)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@dataclass
class ListStore:
    """A store in memory; ``problem`` is raised by the next record, as a full disk would be."""

    attempts: list[Attempt] = field(default_factory=list)
    at_most_days: list[int | None] = field(default_factory=list)
    decisions: list[tuple[str, str | None, object]] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    asked_in: list[str | None] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    left: dict[str, object] = field(default_factory=dict)
    problem: Exception | None = None
    first_time: bool = True
    rollover_hours: int = 4

    def begin_session(self, kind, at, details):
        self.sessions.append(f"session-{kind}-{len(self.sessions)}")
        return self.sessions[-1]

    def end_session(self, session_id, at):
        self.ended.append(session_id)

    def keep_session(self, session_id, left):
        self.left[session_id] = left

    def last_sitting(self):
        return None

    def record(self, attempt, session_id, at, *, at_most_days=None):
        if self.problem:
            problem, self.problem = self.problem, None
            raise problem
        self.attempts.append(attempt)
        self.at_most_days.append(at_most_days)
        self.asked_in.append(session_id)
        return Recorded(f"event-{len(self.attempts)}", at.date() + timedelta(days=1), self.first_time)

    def rerate(self, event_id, rating, at, session_id=None, *, at_most_days=None):
        self.at_most_days.append(at_most_days)
        self.decisions.append(("rerate", self.attempts[-1].item, rating))
        return Recorded("rerated", at.date() + timedelta(days=int(rating)), True)

    def suspend(self, item, at, session_id=None):
        self.decisions.append(("suspend", item, None))
        return "suspended"

    def bury(self, item, until, at, session_id=None):
        self.decisions.append(("bury", item, until))
        return "buried"

    def flag(self, item, reason, at, session_id=None):
        self.decisions.append(("flag", item, reason))
        return "flagged"

    def decide_key(self, item, version, keep, at, session_id=None):
        self.decisions.append(("key", item, keep))
        return "decided"

    def undo(self, at, number=1, session_id=None):
        if self.decisions:
            kind, item, _ = self.decisions.pop()
            return [Undone("decision", kind, item)]
        if not self.attempts or session_id not in (None, self.asked_in[-1]):
            return []
        self.asked_in.pop()
        attempt = self.attempts.pop()
        return [Undone("event", "attempt", attempt.item, attempt)]

    def card(self, key):
        return None

    def item(self, item):
        return None

    def attempt_numbers(self):
        return {}

    def close(self):
        pass


@pytest.fixture
def store() -> ListStore:
    return ListStore()
