"""Laws of the log: the cards are always what replaying it gives, and undoing is the reverse of recording."""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.progress.database import open_database
from quizzer.progress.store import Store
from quizzer.scheduling.ratings import Rating

START = datetime(2026, 12, 1, 9, tzinfo=UTC)

steps = st.one_of(
    st.just(timedelta(0)),
    st.timedeltas(timedelta(milliseconds=1), timedelta(minutes=10)),
    st.timedeltas(timedelta(days=-40), timedelta(days=400)),
)
records = st.tuples(
    st.just("record"),
    steps,
    st.sampled_from([0, 1]),
    st.sampled_from(["iou", "nms"]),
    st.sampled_from([1, 2, 3]),
    st.sampled_from(list(Rating)),
)
undos = st.tuples(st.just("undo"), steps, st.sampled_from([0, 1]))
histories = st.lists(st.one_of(records, records, undos), max_size=25)
seeds = st.integers(0, 1_000)
"""Ids in no order at all, so that events of one millisecond change places."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "progress.db"
    open_database(path, START).close()
    return path


@contextmanager
def fresh_store(empty, seed):
    source = Random(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "progress.db"
        shutil.copyfile(empty, path)
        with Store(open_database(path, START), lambda: f"{source.getrandbits(128):032x}") as store:
            yield store


def live(store, history, make_attempt):
    """Live through a history in two sessions; return them, the attempts that stand in each, and the clock."""
    moment = START
    sessions = [store.begin_session("quiz", START, {}) for _ in range(2)]
    standing = [[], []]
    for what, step, session, *asked in history:
        moment += step
        if what == "undo":
            taken_back = [one.attempt for one in store.undo(moment, 1, sessions[session])]
            assert taken_back == [standing[session].pop() for _ in taken_back]
            assert taken_back or not standing[session]
        else:
            item, level, rating = asked
            attempt = make_attempt(rating, item=item, level=level)
            store.record(attempt, sessions[session], moment)
            standing[session].append(attempt)
    return sessions, standing, moment


@given(histories, seeds)
@settings(max_examples=30, deadline=None)
def test_cards_are_what_the_log_gives(empty, make_attempt, history, seed):
    with fresh_store(empty, seed) as store:
        _, standing, _ = live(store, history, make_attempt)
        assert store.replay() == store.cards()
        attempts = standing[0] + standing[1]
        assert store.attempt_numbers() == Counter(attempt.item for attempt in attempts)
        assert sum(card.reps for card in store.cards().values()) == len(attempts)


@given(histories, records, seeds)
@settings(max_examples=25, deadline=None)
def test_undoing_is_the_reverse_of_recording(empty, make_attempt, history, last, seed):
    with fresh_store(empty, seed) as store:
        sessions, _, moment = live(store, history, make_attempt)
        before, counts = store.cards(), store.counts(moment.date())
        _, step, session, item, level, rating = last
        store.record(make_attempt(rating, item=item, level=level), sessions[session], moment + step)
        store.undo(moment, 1, sessions[session])
        assert store.cards() == before
        assert store.counts(moment.date()) == counts
