"""Laws of the log, for every kind of event: replaying gives what is stored, and undoing leaves no trace."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizzer.progress.attempts import Attempt
from quizzer.progress.checking import check
from quizzer.progress.database import open_database
from quizzer.progress.store import Store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.memory import DEFAULT_PARAMETERS
from quizzer.scheduling.ratings import Rating

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
CACHES = ("items", "cards", "due_days", "daily")

steps = st.one_of(
    st.just(timedelta(0)),
    st.timedeltas(timedelta(milliseconds=1), timedelta(minutes=10)),
    st.timedeltas(timedelta(days=-40), timedelta(days=90)),
)
zones = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-11))])
names = st.sampled_from(["iou", "nms"])
reasons = st.text(max_size=5)
ratings = st.sampled_from(list(Rating))


def an_attempt(item, level, rating, **changes):
    outcome = Outcome.INCORRECT if rating is Rating.AGAIN else Outcome.CORRECT
    usual = Attempt(
        question_id=f"{item}@1:{level}:7",
        item=item,
        version=1,
        level=level,
        topic="boxes",
        outcome=outcome,
        score=float(outcome is Outcome.CORRECT),
        rating=rating,
        given="1/7",
        read_as="1/7",
        misconception=None,
        hints_used=0,
        elapsed_ms=900,
        gave_up=False,
    )
    return replace(usual, **changes)


attempts = st.builds(
    an_attempt,
    names,
    st.sampled_from([1, 3]),
    ratings,
    answer_kind=st.sampled_from(["number", "choice"]),
    typed=st.booleans(),
    confidence=st.sampled_from([None, 1, 3]),
    scheduled=st.sampled_from([True, True, True, False]),
    misconception=st.sampled_from([None, "swapped"]),
    version=st.sampled_from([1, 2]),
)


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "progress.db"
    open_database(path, START).close()
    return path


def caches_of(path):
    """Everything in the file that follows from the log."""
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in CACHES}  # noqa: S608


class Life(RuleBasedStateMachine):
    """A learner who answers, changes their mind and takes things back, with clocks and zones that wander."""

    template: Path

    @initialize(seed=st.integers(0, 1_000))
    def open(self, seed):
        source = Random(seed)
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "progress.db"
        shutil.copyfile(self.template, self.path)
        # Ids in no order at all, so that events of one millisecond change places.
        self.new_id = lambda: f"{source.getrandbits(128):032x}"
        self.store = Store(open_database(self.path, START), self.new_id)
        self.now = START
        self.sessions = [self.store.begin_session("quiz", START, {}) for _ in range(2)]
        self.standing: list[tuple[str, str]] = []
        self.changes: dict[str, str] = {}
        self.before = [caches_of(self.path)]

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def did(self, kind, event_id):
        self.standing.append((kind, event_id))
        self.before.append(caches_of(self.path))

    @rule(step=steps, zone=zones)
    def time_passes(self, step, zone):
        self.now = (self.now + step).astimezone(zone)

    @rule(attempt=attempts, session=st.sampled_from([0, 1]), at_most=st.sampled_from([None, 1]))
    def answer(self, attempt, session, at_most):
        recorded = self.store.record(attempt, self.sessions[session], self.now, at_most_days=at_most)
        self.did("attempt", recorded.event_id)

    @precondition(lambda self: any(kind == "attempt" for kind, _ in self.standing))
    @rule(data=st.data(), rating=ratings)
    def change_the_rating(self, data, rating):
        answered = [event_id for kind, event_id in self.standing if kind == "attempt"]
        event_id = data.draw(st.sampled_from(answered))
        try:
            changed = self.store.rerate(event_id, rating, self.now).event_id
        except ValueError:
            assert rating is not Rating.AGAIN
            return
        self.changes[changed] = event_id
        self.did("rerate", changed)

    @rule(item=names, what=st.sampled_from(["suspend", "unsuspend", "unbury", "unflag", "reset"]))
    def decide(self, item, what):
        self.did(what, getattr(self.store, what)(item, self.now, self.sessions[0]))

    @rule(item=names, days=st.integers(-3, 30))
    def bury(self, item, days):
        self.did("bury", self.store.bury(item, date(2026, 12, 1) + timedelta(days=days), self.now))

    @rule(item=names, reason=reasons)
    def flag(self, item, reason):
        self.did("flag", self.store.flag(item, reason, self.now))

    @rule(item=names, version=st.integers(1, 3), keep=st.booleans())
    def decide_key(self, item, version, keep):
        self.did("key", self.store.decide_key(item, version, keep, self.now))

    @rule(retention=st.sampled_from([0.8, 0.9]), first=st.sampled_from([0.3, 1.0]))
    def set_parameters(self, retention, first):
        weights = (first, *DEFAULT_PARAMETERS.weights[1:])
        parameters = replace(DEFAULT_PARAMETERS, tag="mine", weights=weights, retention=retention)
        self.did("parameters", self.store.set_parameters(parameters, self.now, {"reviews": 700}))

    @rule(number=st.integers(1, 4))
    def undo(self, number):
        undone = self.store.undo(self.now, number)
        taken = [self.standing.pop() for _ in range(min(number, len(self.standing)))]
        del self.before[len(self.standing) + 1 :]
        assert [(one.kind, one.event_id) for one in undone] == taken
        now = caches_of(self.path)
        assert self.before[-1] in (now, None)
        self.before[-1] = now

    @precondition(lambda self: self.standing)
    @rule(data=st.data())
    def undo_one_of_long_ago(self, data):
        place = data.draw(st.integers(0, len(self.standing) - 1))
        kind, event_id = self.standing[place]
        assert self.store.undo_event(event_id, self.now).kind == kind
        with pytest.raises(ValueError, match="to undo"):
            self.store.undo_event(event_id, self.now)
        gone = {event_id} | {one for one, target in self.changes.items() if target == event_id}
        self.standing = [one for one in self.standing if one[1] not in gone]
        self.before = [None] * len(self.standing) + [caches_of(self.path)]  # it never was like this before

    @rule()
    def undo_everything_and_go_on_from_there(self):
        copy = self.path.with_name("copy.db")
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        with Store(open_database(copy, START), self.new_id) as store:
            assert len(store.undo(self.now, 1_000)) == len(self.standing)
        assert caches_of(copy) == {table: [] for table in CACHES}
        copy.unlink()

    @rule()
    def start_again(self):
        self.store.close()
        self.store = Store(open_database(self.path, START), self.new_id)

    @invariant()
    def what_follows_from_the_log_is_what_replaying_it_gives(self):
        if hasattr(self, "store"):
            assert check(self.store._database) == []


@pytest.mark.parametrize("lives", [5, pytest.param(60, marks=pytest.mark.long)])
def test_lives(empty, lives):
    Life.template = empty
    Life.TestCase.settings = settings(max_examples=lives, stateful_step_count=30, deadline=None)
    Life.TestCase("runTest").runTest()
