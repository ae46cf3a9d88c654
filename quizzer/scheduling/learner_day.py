"""The learner-day: the calendar day that an answer late at night still belongs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def learner_day(moment: datetime, rollover_hours: int = 4) -> date:
    """The day of ``moment`` in its own zone, where a day begins ``rollover_hours`` after midnight.

    Hours are taken off the clock on the wall, so that the day turns at the same reading of the clock also when
    daylight saving begins or ends. ValueError if ``moment`` has no zone.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment needs a zone")
    return (moment.replace(tzinfo=None) - timedelta(hours=rollover_hours)).date()
