"""Statistics and the history of an item as records for JSON: everything that a screen shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from quizzer.practice.calibration import Calibration
from quizzer.practice.learning import Mastery
from quizzer.practice.statistics import Statistics
from quizzer.practice.tallies import Tally

Record = dict[str, object]


def statistics_record(found: Statistics) -> Record:
    """The statistics. Shares lie between 0 and 1; a share of nothing is null; days are ISO 8601."""
    return {
        "today": found.today.isoformat(),
        "days": found.days,
        "attempts": found.attempts,
        "cards": found.cards,
        "due": found.load.due,
        "overdue": found.load.overdue,
        "due_today": found.load.due,
        "forecast": [{"day": day.isoformat(), "cards": cards} for day, cards in found.load.days],
        "ever": tally_record(found.ever),
        "period": tally_record(found.period),
        "answered_today": tally_record(found.answered_today),
        "retention": {
            "target": found.retention.target,
            "days": _spans(found.retention.days),
            "weeks": _spans(found.retention.weeks),
            "months": _spans(found.retention.months),
            "young": tally_record(found.retention.young),
            "mature": tally_record(found.retention.mature),
        },
        "calibration": _calibration_record(found.calibration),
        "confidence": _groups(found.confidence),
        "topics": _groups(found.topics),
        "kinds": _groups(found.kinds),
        "levels": _groups(found.levels),
        "slips": [
            {"misconception": slip.misconception, "times": slip.times, "last_day": slip.last_day.isoformat()}
            for slip in found.slips
        ],
        "mended": [
            {
                "misconception": one.misconception,
                "item": one.item,
                "shown": one.shown.isoformat(),
                "mended": one.mended.isoformat(),
            }
            for one in found.mended
        ],
        "streak": {"current": found.streak.current, "longest": found.streak.longest},
        "year": {day.isoformat(): attempts for day, attempts in found.year if attempts},
        "mastery": mastery_record(found.mastered)
        | {"topics": {topic: mastery_record(one) for topic, one in sorted(found.mastery.items())}},
    }


def tally_record(tally: Tally) -> Record:
    """A tally with its shares."""
    return {
        "attempts": tally.attempts,
        "correct": tally.correct,
        "partial": tally.partial,
        "gave_up": tally.gave_up,
        "right": tally.right,
        "seconds": tally.seconds,
        "reviews": tally.reviews,
        "remembered": tally.remembered,
        "retention": tally.retention,
        "predicted": tally.expected,
    }


def mastery_record(one: Mastery) -> Record:
    """Items, those right on three days, those mastered."""
    return {"items": one.items, "three_days": one.three_days, "mastered": one.mastered}


def _spans(spans: Iterable[tuple[date, Tally]]) -> list[Record]:
    return [{"first_day": first.isoformat()} | tally_record(tally) for first, tally in spans]


def _groups(groups: Mapping[str, Tally] | Mapping[int, Tally]) -> Record:
    return {str(value): tally_record(tally) for value, tally in groups.items()}


def _calibration_record(found: Calibration) -> Record:
    return {
        "bins": [{"low": one.low, "high": one.high} | tally_record(one.tally) for one in found.bins],
        "brier": found.brier,
        "log_loss": found.log_loss,
        "constant_brier": found.constant_brier,
        "constant_log_loss": found.constant_log_loss,
    }
