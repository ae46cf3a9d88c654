"""Interviews in a table, and interviews and reports as public records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from quizzer.grading.reading import shown
from quizzer.practice.interview_report import Report, advice, by_kind, by_topic, report_from, trust
from quizzer.questions.text import Language
from quizzer.reports.interview import clock
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.progress.interviews import KeptInterview

HEADS = ("number", "when", "blueprint", "score", "time")


def interview_rows(kept: Sequence[KeptInterview], zone: tzinfo | None, language: Language) -> list[list[str]]:
    """A head and a row an interview, numbered from 1, with its moment in ``zone``."""
    head = [say(f"interview.list.head.{name}", language) for name in HEADS]
    return [head, *_rows(kept, zone, language)]


def _rows(kept: Sequence[KeptInterview], zone: tzinfo | None, language: Language) -> Iterator[list[str]]:
    for number, one in enumerate(kept, 1):
        if one.report is None:
            score = say("interview.list.unfinished", language)
        else:
            score = say("stats.percent", language, percent=round(100 * report_from(one.report).score))
        when = f"{one.started_at.astimezone(zone):%Y-%m-%d %H:%M}"
        yield [str(number), when, shown(one.blueprint), score, clock(one.used_ms)]


def interview_records(kept: Sequence[KeptInterview]) -> list[dict[str, object]]:
    """What ``quizzer interview list --json`` prints of each."""
    return [
        {
            "number": number,
            "id": one.id,
            "blueprint": one.blueprint,
            "seed": one.seed,
            "started_at": one.started_at.isoformat(),
            "finished": one.report is not None,
            "used_ms": one.used_ms,
            "score": None if one.report is None else report_from(one.report).score,
        }
        for number, one in enumerate(kept, 1)
    ]


def report_record(report: Report) -> dict[str, object]:
    """What ``quizzer interview report --json`` prints: what is kept, and what follows from it."""
    return report.as_json() | {
        "score": report.score,
        "level": report.level,
        "topics": [{"topic": one.name, "questions": one.questions, "points": one.points} for one in by_topic(report)],
        "kinds": [{"kind": one.name, "questions": one.questions, "points": one.points} for one in by_kind(report)],
        "confidence": [
            {"confidence": one.confidence, "answers": one.answers, "right": one.right} for one in trust(report)
        ],
        "next": [{"reason": one.reason, "where": one.where, "command": one.command} for one in advice(report)],
    }
