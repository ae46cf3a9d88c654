"""The statistics equal a second, plain computation from the raw log; their definitions hold on small cases by hand."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.practice.calibration import calibration
from quizzer.practice.learning import Mastery
from quizzer.practice.statistics import PERIODS, Streak, statistics_of, streak
from quizzer.practice.tallies import Tally
from quizzer.progress.attempts import Attempt
from quizzer.progress.database import open_database
from quizzer.progress.store import Store
from quizzer.questions.verdict import Outcome
from quizzer.reports.records import statistics_record
from quizzer.scheduling.ratings import Rating
from tests.practice import second_statistics as second

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
TODAY = START.date()


def attempt(item="iou", outcome=Outcome.CORRECT, **changes):
    usual = {
        "question_id": f"{item}@1:1:7",
        "item": item,
        "version": 1,
        "level": 1,
        "topic": "boxes",
        "outcome": outcome,
        "score": float(outcome is Outcome.CORRECT),
        "rating": Rating.GOOD if outcome is Outcome.CORRECT else Rating.AGAIN,
        "given": "1/7",
        "read_as": "1/7",
        "misconception": None,
        "hints_used": 0,
        "elapsed_ms": 4_000,
        "gave_up": False,
        "answer_kind": "number",
    }
    return Attempt(**usual | changes)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "progress.db"
    open_database(path, START).close()
    return path


@pytest.fixture
def disk(empty, tmp_path):
    path = tmp_path / "progress.db"
    shutil.copy(empty, path)
    with Store(open_database(path, START)) as store:
        yield store


def on(day):
    """Nine in the morning so many days after the first of December."""
    return START + timedelta(days=day)


answers = st.builds(
    attempt,
    st.sampled_from(["iou", "nms", "roi"]),
    st.sampled_from([Outcome.CORRECT, Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT]),
    level=st.sampled_from([1, 3]),
    topic=st.sampled_from(["boxes", "maps"]),
    misconception=st.sampled_from([None, None, "IOU-SUM", "NMS-KEEP"]),
    answer_kind=st.sampled_from(["", "number", "choice"]),
    typed=st.booleans(),
    confidence=st.sampled_from([None, 1, 2, 3]),
    elapsed_ms=st.integers(0, 90_000),
    gave_up=st.booleans(),
    scheduled=st.sampled_from([True, True, True, False]),
)
steps = st.tuples(st.integers(0, 12), answers, st.sampled_from(["keep", "keep", "keep", "undo", "easy", "again"]))


def live(store, happened):
    """Let what happened happen, a step every some days, and return the last day."""
    day = -60
    for later, answer, then in happened:
        day += later
        event = store.record(answer, None, on(day)).event_id
        if then == "undo":
            store.undo_event(event, on(day))
        elif then == "again":
            store.rerate(event, Rating.AGAIN, on(day))
        elif then == "easy" and answer.outcome is not Outcome.INCORRECT:
            store.rerate(event, Rating.EASY, on(day))
    return on(day).date()


@settings(max_examples=40)
@given(st.lists(steps, max_size=30), st.sampled_from(PERIODS), st.integers(0, 9))
def test_the_aggregates_say_what_the_raw_log_says(empty, happened, days, later):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "progress.db"
        shutil.copy(empty, path)
        with Store(open_database(path, START)) as store:
            today = live(store, happened) + timedelta(days=later)
            found = statistics_of(store, today, days)
        log = second.standing(path)
    record = second.as_json(statistics_record(found))
    first = today - timedelta(days=days - 1) if days else datetime.min.date()
    period = second.between(log, first, today)
    assert record["attempts"] == len(log)
    assert_same(record["ever"], second.counted(log))
    assert_same(record["period"], second.counted(period))
    for name, column in (
        ("topics", "topic"),
        ("kinds", "answer_kind"),
        ("levels", "level"),
        ("confidence", "confidence"),
    ):
        assert_same(record[name], second.by(period, column))
    slips = second.by(period, "misconception")
    assert {slip["misconception"]: slip["times"] for slip in record["slips"]} == {
        name: one["attempts"] for name, one in slips.items()
    }
    assert_scores(record["calibration"], [one for one in period if one["review"]])
    assert_spans(record["retention"], log, today)
    stages = second.by(period, "stage")
    for stage in ("young", "mature"):
        assert_same(record["retention"][stage], stages.get(stage, second.counted([])))
    assert tuple(record["streak"].values()) == second.streaks({one["day"] for one in log}, today)
    assert sum(record["year"].values()) == len(second.between(log, found.year[0][0], today))
    assert {tuple(one.values()) for one in record["mended"]} == second.mended(log, today)
    assert record["mastery"]["topics"] == second.mastery(log)


def assert_same(record, expected):
    """``record`` holds what ``expected`` does, and shares within the millionths in which predictions are summed up."""
    if "attempts" not in expected:
        assert record.keys() == expected.keys()
        for name, one in expected.items():
            assert_same(record[name], one)
        return
    for name, value in expected.items():
        assert record[name] == (None if value is None else pytest.approx(value, abs=1e-6)), name


def assert_scores(record, reviews):
    scores = [record[name] for name in ("brier", "log_loss", "constant_brier", "constant_log_loss")]
    expected = second.brier_and_loss(reviews)
    assert scores == [None if value is None else pytest.approx(value, abs=1e-4) for value in expected]
    assert sum(one["reviews"] for one in record["bins"]) == len(reviews)


def assert_spans(record, log, today):
    for spans in (record["days"], record["weeks"], record["months"]):
        starts = [datetime.fromisoformat(span["first_day"]).date() for span in spans]
        ends = [start - timedelta(days=1) for start in starts[1:]] + [today]
        for span, start, end in zip(spans, starts, ends, strict=True):
            assert_same(span, second.counted(second.between(log, start, end)))


def test_nothing_answered_is_no_division_by_nothing(disk):
    found = statistics_of(disk, TODAY, None)
    assert found.attempts == 0
    assert found.load.due == 0
    assert found.ever.right is None
    assert found.calibration.brier is None
    assert found.mastered == Mastery()
    assert found.streak == Streak(0, 0)
    assert len(found.year) == 52 * 7 + TODAY.weekday() + 1


def test_overdue_stands_apart_from_today_and_the_forecast(disk):
    disk.record(attempt("iou"), None, on(-20))
    recorded = disk.record(attempt("nms"), None, on(0))
    disk.suspend("roi", on(0))
    load = statistics_of(disk, TODAY).load
    assert (load.overdue, load.today, load.due) == (1, 0, 1)
    assert dict(load.days)[recorded.due] == 1
    assert len(load.days) == 30
    assert load.days[0][0] == TODAY
    later = statistics_of(disk, recorded.due).load
    assert (later.overdue, later.today, later.due) == (1, 1, 2)


def test_a_suspended_card_is_in_no_forecast(disk):
    disk.record(attempt("iou"), None, on(-20))
    disk.suspend("iou", on(0))
    load = statistics_of(disk, TODAY).load
    assert load.due == sum(number for _, number in load.days) == 0


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], Streak(0, 0)),
        ([0], Streak(1, 1)),
        ([-1], Streak(1, 1)),
        ([-2], Streak(0, 1)),
        ([-9, -8, -7, -6, -2, -1, 0], Streak(3, 4)),
        ([0, 1, 2], Streak(1, 1)),
    ],
)
def test_a_streak_holds_until_a_whole_day_is_missed(days, expected):
    assert streak([TODAY + timedelta(days=day) for day in days], TODAY) == expected


def test_mastered_is_right_on_three_days_and_typed_on_one(disk):
    for day in (0, 0, 1, 2):
        disk.record(attempt("iou", typed=False), None, on(day))
        disk.record(attempt("nms", typed=day == 1), None, on(day))
    disk.record(attempt("roi"), None, on(0))
    assert statistics_of(disk, TODAY + timedelta(days=2)).mastered == Mastery(items=3, three_days=2, mastered=1)


def test_a_belief_is_mended_by_a_right_answer_on_a_later_day(disk):
    wrong = attempt("iou", Outcome.INCORRECT, misconception="IOU-SUM")
    disk.record(wrong, None, on(0))
    disk.record(attempt("iou"), None, on(0) + timedelta(minutes=5))
    disk.record(attempt("nms"), None, on(1))
    assert statistics_of(disk, on(1).date()).mended == ()
    disk.record(attempt("iou"), None, on(2))
    disk.record(attempt("iou"), None, on(3))
    (one,) = statistics_of(disk, on(8).date()).mended
    assert (one.misconception, one.item, one.shown, one.mended) == ("IOU-SUM", "iou", TODAY, on(2).date())
    assert statistics_of(disk, on(9).date()).mended == ()


def test_a_belief_that_shows_again_is_no_longer_mended(disk):
    disk.record(attempt("iou", Outcome.INCORRECT, misconception="IOU-SUM"), None, on(0))
    disk.record(attempt("iou"), None, on(2))
    again = disk.record(attempt("nms", Outcome.INCORRECT, misconception="IOU-SUM"), None, on(3))
    assert statistics_of(disk, on(3).date()).mended == ()
    disk.undo_event(again.event_id, on(3))
    assert len(statistics_of(disk, on(3).date()).mended) == 1


def test_a_sure_prediction_that_fails_costs_much_but_not_without_end():
    found = calibration([(19, Tally(reviews=2, remembered=1, predicted=2.0))])
    assert found.brier == pytest.approx(0.5)
    assert found.log_loss == pytest.approx(6.9, abs=0.1)
    assert (found.constant_brier, found.constant_log_loss) == (pytest.approx(0.25), pytest.approx(0.693, abs=1e-3))
