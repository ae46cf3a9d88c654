"""Where mock interviews are kept: one row each, which changes until the interview is finished."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from quizzer.progress.log import not_undone
from quizzer.progress.rows import as_json, milliseconds
from quizzer.progress.schema import events, interviews, sessions
from quizzer.progress.store import Store, time_ordered_id


@dataclass(frozen=True, slots=True)
class KeptInterview:
    """An interview as it is kept; moments are in UTC, ``report`` is None until it is finished.

    ``session_id`` is the sitting of its attempts; None before its end, and where it left none.
    """

    id: str
    session_id: str | None
    blueprint: str
    seed: int
    started_at: datetime
    finished_at: datetime | None
    used_ms: int
    state: dict[str, Any]
    report: dict[str, Any] | None


class InterviewStore:
    """The interviews of one learner. Every method raises DatabaseProblem; what it is given is on disk afterwards.

    Interviews that hold no JSON, or are not ``readable``, are left out: one that is spoilt must not bar the others.
    """

    def __init__(self, store: Store, readable: Callable[[KeptInterview], bool] = lambda kept: True) -> None:
        self.store = store
        self._readable = readable
        self._database = store.database

    def begin(self, blueprint: str, seed: int, at: datetime, state: Mapping[str, object]) -> str:
        """Keep a new interview and return its id."""
        row = {"id": time_ordered_id(), "blueprint": blueprint, "seed": seed, "started_at": milliseconds(at)}
        row |= {"changed_at": milliseconds(at), "used_ms": 0, "state": as_json(state)}
        with self._database.writing() as connection:
            connection.execute(insert(interviews).values(row))
        return str(row["id"])

    def save(self, interview: str, state: Mapping[str, object], used_ms: int, at: datetime) -> None:
        """Keep replies and the time used."""
        self._change(interview, at, state=as_json(state), used_ms=used_ms)

    def tick(self, interview: str, used_ms: int, at: datetime) -> None:
        """Keep the time used."""
        self._change(interview, at, used_ms=used_ms)

    def finish(
        self, interview: str, state: Mapping[str, object], used_ms: int, report: Mapping[str, object], at: datetime
    ) -> None:
        """Keep the report; from now on the interview is over."""
        written = {"state": as_json(state), "used_ms": used_ms, "report": as_json(report)}
        self._change(interview, at, finished_at=milliseconds(at), **written)

    def drop(self, interview: str) -> bool:
        """Forget an interview that is not finished; whether there was one."""
        unfinished = delete(interviews).where(interviews.c.id == interview, interviews.c.finished_at.is_(None))
        with self._database.writing() as connection:
            return connection.execute(unfinished).rowcount > 0

    def get(self, interview: str) -> KeptInterview | None:
        """The interview ``interview``; None where there is none that can be read."""
        with self._database.reading() as connection:
            row = connection.execute(select(interviews).where(interviews.c.id == interview)).mappings().first()
        return None if row is None else self._kept(row)

    def all(self) -> list[KeptInterview]:
        """Every interview, the latest first."""
        asked = select(interviews).order_by(interviews.c.started_at.desc(), interviews.c.id.desc())
        with self._database.reading() as connection:
            found = [self._kept(row) for row in connection.execute(asked).mappings()]
        return [kept for kept in found if kept is not None]

    def unfinished(self) -> KeptInterview | None:
        """The interview that was begun last and is not finished."""
        return next((one for one in self.all() if one.finished_at is None), None)

    def session_of(self, interview: str, begun: datetime, details: Mapping[str, object]) -> str:
        """The sitting of the attempts of ``interview``, begun where there is none yet."""
        with self._database.writing() as connection:
            found = connection.scalar(select(interviews.c.session_id).where(interviews.c.id == interview))
            if found is not None:
                return str(found)
            row = {"id": time_ordered_id(), "kind": "interview", "started_at": milliseconds(begun)}
            connection.execute(insert(sessions).values(row | {"details": as_json(details)}))
            changed = update(interviews).where(interviews.c.id == interview).values(session_id=row["id"])
            connection.execute(changed)
        return str(row["id"])

    def recorded_in(self, session_id: str) -> set[str]:
        """The questions whose attempts in a sitting are in the log and count."""
        asked = select(events.c.question_id).where(
            events.c.session_id == session_id, events.c.kind == "attempt", not_undone(events)
        )
        with self._database.reading() as connection:
            return set(connection.execute(asked).scalars())

    def _kept(self, row: RowMapping) -> KeptInterview | None:
        try:
            state = json.loads(row["state"])
            report = None if row["report"] is None else json.loads(row["report"])
        except ValueError:
            return None
        kept = KeptInterview(
            row["id"],
            row["session_id"],
            row["blueprint"],
            row["seed"],
            _moment(row["started_at"]),
            None if row["finished_at"] is None else _moment(row["finished_at"]),
            row["used_ms"],
            state,
            report,
        )
        return kept if self._readable(kept) else None

    def _change(self, interview: str, at: datetime, **columns: object) -> None:
        changed = update(interviews).where(interviews.c.id == interview, interviews.c.finished_at.is_(None))
        with self._database.writing() as connection:
            connection.execute(changed.values(changed_at=milliseconds(at), **columns))


def _moment(at: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)
