"""Merging two logs: the union of their events, after which everything that follows from the log is made anew.

An event never changes, so a union is all there is to it: A with B is B with A, and once more changes nothing. An
interview changes until it is finished; of two states the one that is further on is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from quizzer.progress import caches
from quizzer.progress.backups import back_up
from quizzer.progress.database import BUSY_SECONDS, Database, open_database, problems_of
from quizzer.progress.inspection import stored_revision
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.progress.schema import events, interviews, sessions

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Merged:
    """How many sessions and events were new, and how many interviews were new or further on."""

    sessions: int
    events: int
    interviews: int = 0


def merge(database: Database, other: Path, now: datetime) -> Merged:
    """Take over what the database at ``other`` knows and this one does not. ``other`` is left as it is.

    DatabaseProblem about ``other`` if it cannot be used or if an event of it contradicts one that is here (conflict);
    then nothing was changed.
    """
    with (
        TemporaryDirectory(prefix="quizzer-merge-") as folder,
        closing(_copy(other, Path(folder), now)) as theirs,
        theirs.reading() as source,
        database.writing() as target,
    ):
        new_sessions = _merge_sessions(source, target, other)
        new = [row for rows in _chunks(source) for row in _unknown(rows, target, other)]
        if new:
            # Before one's own events, so that "the last answer" stays the one that was given here.
            first = target.execute(select(func.coalesce(func.min(events.c.seq), 1))).scalar_one() - len(new)
            target.execute(insert(events), [row | {"seq": first + place} for place, row in enumerate(new)])
            caches.write_anew(target)
        new_interviews = _merge_interviews(source, target)
    return Merged(new_sessions, len(new), new_interviews)


def _copy(other: Path, folder: Path, now: datetime) -> Database:
    """A database with a copy of ``other``, in ``folder`` and of the schema of this program."""
    with problems_of(other):
        if not other.is_file() or stored_revision(other, BUSY_SECONDS) is None:
            raise DatabaseProblem(ProblemReason.FOREIGN, other, "no database")
    try:
        return open_database(back_up(other, folder / "other.db"), now)
    except DatabaseProblem as problem:
        raise DatabaseProblem(problem.reason, other, problem.detail) from problem


def _merge_sessions(source: Connection, target: Connection, other: Path) -> int:
    here = {row["id"]: row for row in target.execute(select(sessions)).mappings()}
    new = 0
    for theirs in source.execute(select(sessions)).mappings().all():
        ours = here.get(theirs["id"])
        if ours is None:
            target.execute(insert(sessions).values(**theirs))
            new += 1
            continue
        if any(ours[name] != theirs[name] for name in ("kind", "started_at", "details")):
            raise DatabaseProblem(ProblemReason.CONFLICT, other, f"session {theirs['id']}")
        ends = [end for end in (ours["ended_at"], theirs["ended_at"]) if end is not None]
        if ends and ours["ended_at"] != max(ends):
            target.execute(update(sessions).where(sessions.c.id == theirs["id"]).values(ended_at=max(ends)))
    return new


def _merge_interviews(source: Connection, target: Connection) -> int:
    here = {row["id"]: row for row in target.execute(select(interviews)).mappings()}
    theirs = source.execute(select(interviews)).mappings().all()
    further = [row for row in theirs if row["id"] not in here or _how_far(row) > _how_far(here[row["id"]])]
    for row in further:
        target.execute(delete(interviews).where(interviews.c.id == row["id"]))
        target.execute(insert(interviews).values(**row))
    return len(further)


def _how_far(row: RowMapping) -> tuple[object, ...]:
    """What decides between two states of one interview: the finished one, else the later; the rest breaks ties."""
    rest = (row["used_ms"], row["state"], row["report"] or "", row["session_id"] or "")
    return row["finished_at"] is not None, row["changed_at"], *rest


def _chunks(source: Connection) -> Iterator[list[RowMapping]]:
    rows = iter(source.execution_options(yield_per=_CHUNK).execute(select(events).order_by(events.c.seq)).mappings())
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _unknown(rows: list[RowMapping], target: Connection, other: Path) -> Iterator[dict[str, Any]]:
    known = target.execute(select(events).where(events.c.id.in_([row["id"] for row in rows]))).mappings()
    here = {row["id"]: _said({**row}) for row in known}
    for row in rows:
        said = _said({**row})
        if row["id"] not in here:
            yield said
        elif here[row["id"]] != said:
            raise DatabaseProblem(ProblemReason.CONFLICT, other, f"event {row['id']}")


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "seq"}
