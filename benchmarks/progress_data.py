"""Databases of any size for the benchmarks, written straight into the tables: four reviews a card, of a synthetic bank.

Every card follows one of some hundred histories, each of which the memory model is asked about once. What is written
passes ``db check``.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from quizzer.progress import aggregates
from quizzer.progress.cards import MATURE_DAYS
from quizzer.progress.database import open_database
from quizzer.progress.rows import pace_of
from quizzer.progress.schema import cards as cards_table
from quizzer.progress.schema import items as items_table
from quizzer.scheduling.memory import MemoryState, recall, review
from quizzer.scheduling.ratings import Rating

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
TOPICS = tuple(f"topic-{number:02}" for number in range(40))
SLIPS = tuple(f"slip-{number:02}" for number in range(60))
KINDS = ("choice", "number", "shape", "formula")
BANDS = 3
REVIEWS = 4
DAYS_BACK = 300
"""The last reviews of the cards lie so many days apart at most."""

_DAY_MS = 86_400_000
_NOON_MS = 39_600_000
_DETAILS = '{"given":"112","read_as":"112"}'
_EVENT = (
    *("id", "at", "utc_offset", "zone", "learner_day", "kind", "session_id", "item", "card_id", "version"),
    *("form", "band", "level", "topic", "question_id", "answer_kind", "typed", "outcome", "score", "rating"),
    *("confidence", "misconception", "hints_used", "elapsed_ms", "gave_up", "scheduled", "early", "stage"),
    *("elapsed_days", "recall", "due", "interval", "fuzz", "details"),
)
_CARD = tuple(column.name for column in cards_table.columns)
_ITEM = tuple(column.name for column in items_table.columns)


@dataclass(frozen=True, slots=True)
class Step:
    """A review of a history: ``before`` days before the last one."""

    before: int
    rating: Rating
    memory: MemoryState
    interval: int
    stage: str
    elapsed: int | None
    recall: float | None


def histories() -> list[list[Step]]:
    """Every history: three ratings at the first review, all four at the second and third, two at the last."""
    firsts = (Rating.AGAIN, Rating.GOOD, Rating.EASY)
    ratings = itertools.product(firsts, Rating, Rating, (Rating.GOOD, Rating.AGAIN))
    return [_history(list(given), late) for late, given in enumerate(ratings)]


def _history(ratings: list[Rating], late: int) -> list[Step]:
    memory: MemoryState | None = None
    day, interval, steps = 0, 0, list[Step]()
    for number, rating in enumerate(ratings):
        elapsed = None if number == 0 else interval + (late + number) % 3
        expected = None if memory is None or elapsed is None else recall(memory.stability, elapsed)
        stage = "new" if elapsed is None else "mature" if interval >= MATURE_DAYS else "young"
        memory, interval = review(memory, rating, elapsed or 0)
        day += elapsed or 0
        steps.append(Step(day, rating, memory, interval, stage, elapsed, expected))
    last = steps[-1].before
    return [Step(last - s.before, s.rating, s.memory, s.interval, s.stage, s.elapsed, s.recall) for s in steps]


def item_name(card: int) -> str:
    """The item of the card of that number: three bands make an item."""
    return f"bench-{card // BANDS:07}"


def topic_of(card: int) -> str:
    """The topic of its item."""
    return TOPICS[card // BANDS % len(TOPICS)]


def build(path: Path, cards: int) -> None:
    """Make a database of ``cards`` cards at ``path``, which holds nothing yet."""
    open_database(path, NOW).close()
    patterns = histories()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")  # opening it below chooses the usual way again
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO sessions VALUES ('bench', 'review', 0, 1, '{}')")
        for table, columns, rows in (
            ("events", _EVENT, _event_rows(cards, patterns)),
            ("cards", _CARD, _card_rows(cards, patterns)),
            ("items", _ITEM, _item_rows(cards, patterns)),
        ):
            marks = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608
        connection.execute("INSERT INTO due_days SELECT ask_on, count(*) FROM cards GROUP BY ask_on")
        connection.execute("COMMIT")
    database = open_database(path, NOW)
    with database.writing() as writing:
        aggregates.write_anew(writing)
    database.close()


def _last_day(card: int) -> date:
    return TODAY - timedelta(days=1 + card * 7919 % DAYS_BACK)


def _day_of(card: int, step: Step) -> date:
    return _last_day(card) - timedelta(days=step.before)


def _event_rows(cards: int, patterns: list[list[Step]]) -> Iterator[tuple[object, ...]]:
    number = 0
    for card in range(cards):
        item, band = item_name(card), card % BANDS + 1
        card_id, level, topic = f"{item}#forward:{band}", 2 * band - 1, topic_of(card)
        for step in patterns[card % len(patterns)]:
            number += 1
            day, right = _day_of(card, step), step.rating > Rating.AGAIN
            at = (day - date(1970, 1, 1)).days * _DAY_MS + _NOON_MS + number % 30_000_000
            yield (
                *(f"{number:032x}", at, 60, "Europe/Berlin", day.isoformat(), "attempt", "bench", item, card_id, 1),
                *("forward", band, level, topic, f"{item}@1:{level}:{number % 999_983}"),
                *(KINDS[card % len(KINDS)], int(card % len(KINDS) > 0), "correct" if right else "incorrect"),
                *(float(right), int(step.rating), card % 4 or None, None if right else SLIPS[card % len(SLIPS)]),
                *(0, 3_000 + number % 20_000, 0, 1, 0, step.stage, step.elapsed, step.recall),
                *((day + timedelta(days=step.interval)).isoformat(), step.interval, 0, _DETAILS),
            )


def _card_rows(cards: int, patterns: list[list[Step]]) -> Iterator[tuple[object, ...]]:
    for card in range(cards):
        steps = patterns[card % len(patterns)]
        item, band, last = item_name(card), card % BANDS + 1, _last_day(card)
        memory, due = steps[-1].memory, (last + timedelta(days=steps[-1].interval)).isoformat()
        lapses = sum(step.rating is Rating.AGAIN for step in steps[1:])
        yield (
            *(f"{item}#forward:{band}", item, "forward", band, memory.stability, memory.difficulty),
            *(pace_of(memory.stability), due, due, last.isoformat(), len(steps), lapses),
        )


def _item_rows(cards: int, patterns: list[list[Step]]) -> Iterator[tuple[object, ...]]:
    for first in range(0, cards, BANDS):
        of_item = range(first, min(first + BANDS, cards))
        answers = [
            (_day_of(card, step), step.rating > Rating.AGAIN, card % len(KINDS) > 0)
            for card in of_item
            for step in patterns[card % len(patterns)]
        ]
        right = {day for day, was_right, _ in answers if was_right}
        typed = {day for day, was_right, was_typed in answers if was_right and was_typed}
        last = max(day for day, *_ in answers).isoformat()
        yield item_name(first), topic_of(first), 1, len(answers), len(right), len(typed), last, 0, None, None
