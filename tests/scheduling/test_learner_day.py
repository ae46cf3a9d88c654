"""The learner-day: rollover, zones, summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.scheduling.learner_day import learner_day

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 1, 3, 59, 59, 999_999, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 12, 1, 4, 0, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2027, 1, 1, 0, 30, tzinfo=SHANGHAI), date(2026, 12, 31)),
        (datetime(2024, 3, 1, 1, 0, tzinfo=SHANGHAI), date(2024, 2, 29)),
    ],
)
def test_a_day_turns_at_four_in_the_learners_zone(moment, day):
    assert learner_day(moment) == day


def test_the_same_instant_is_another_day_elsewhere():
    instant = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)
    assert learner_day(instant) == date(2026, 12, 1)
    assert learner_day(instant.astimezone(SHANGHAI)) == date(2026, 12, 2)


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_turns_at_four_also_when_the_clocks_change(change):
    four = datetime(change.year, change.month, change.day, 4, tzinfo=BERLIN)
    assert learner_day(four) == change
    assert learner_day(four.replace(hour=3, minute=59)) == change - timedelta(days=1)
    for fold in (0, 1):
        twice = datetime(change.year, change.month, change.day, 2, 30, tzinfo=BERLIN, fold=fold)
        assert learner_day(twice) == change - timedelta(days=1)


def test_the_rollover_can_be_midnight():
    assert learner_day(datetime(2026, 12, 1, 0, 0, tzinfo=UTC), rollover_hours=0) == date(2026, 12, 1)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        learner_day(datetime(2026, 12, 1, 9, 0))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(0, 12))
def test_days_follow_the_wall_clock(wall, rollover):
    later = wall + timedelta(days=1)
    days = [learner_day(moment.replace(tzinfo=BERLIN), rollover) for moment in (wall, later)]
    assert days[1] - days[0] == timedelta(days=1)
