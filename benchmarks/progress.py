"""The database at 10 thousand, 100 thousand and a million cards: head of the queue, an answer, statistics, memory.

``python -m benchmarks.progress [--sizes 10000,100000] [--folder DIR] [--anki PYTHON]``; PYTHON is the interpreter of an
environment with ``pip install anki``, whose backend is then measured in the same run on collections of the same sizes.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.progress_data import NOW, TODAY, build, topic_of
from benchmarks.timing import shown
from quizzer.progress.aggregates import DIMENSIONS
from quizzer.progress.attempts import Attempt
from quizzer.progress.backups import backups_of
from quizzer.progress.cards import CardKey
from quizzer.progress.daily import begin_daily_backup
from quizzer.progress.store import Store, open_store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating

ANSWERS = 1_000
HEADS = 50
HEAD = 50
ROOT = Path(__file__).parents[1]


def main() -> None:
    """Build, measure each size in a process of its own, and print growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--anki")
    parser.add_argument("--measure", type=Path)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    sizes = [int(size) for size in given.sizes.split(",")]
    with TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _report("quizzer", sizes, [_ours(folder, size) for size in sizes])
        if given.anki:
            _report("anki", sizes, [_ankis(given.anki, folder, size) for size in sizes])


def _ours(folder: Path, size: int) -> dict[str, float]:
    path = folder / f"quizzer-{size}.db"
    start = time.perf_counter()
    if not path.exists():
        build(path, size)
    built = time.perf_counter() - start
    return {"build": built, **_measured([sys.executable, "-m", "benchmarks.progress", "--measure", str(path)])}


def _ankis(python: str, folder: Path, size: int) -> dict[str, float]:
    path = folder / f"anki-{size}.anki2"
    return _measured([python, str(ROOT / "benchmarks" / "progress_anki.py"), str(path), str(size)])


def _measured(command: list[str]) -> dict[str, float]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(path: Path) -> dict[str, float]:
    """The figures of one database, in seconds and bytes."""
    open_store(path, NOW).close()  # folds a log into the file that building it may have left
    first, store = timed(lambda: open_store(path, NOW))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = {"bytes": float(path.stat().st_size), "open": first}
    figures["head, first"], head = timed(lambda: store.due_head(TODAY, HEAD))
    figures["head, median"] = median([timed(lambda: store.due_head(TODAY, HEAD))[0] for _ in range(HEADS)])
    figures["counts"] = median([timed(lambda: store.counts(TODAY))[0] for _ in range(5)])
    figures["statistics"] = median([timed(lambda: statistics_page(store))[0] for _ in range(5)])
    answers = sorted(answer_all(store, [due.card.key for due in head]))
    figures |= {f"answer, {name}": answers[int(len(answers) * share)] for name, share in _SHARES.items()}
    figures |= beside_a_backup(store, path, [due.card.key for due in head])
    bare = bare_commits(path.with_name("bare.db"))
    figures |= {f"bare, {name}": bare[int(len(bare) * share)] for name, share in _SHARES.items()}
    figures["undo, median"] = median([timed(lambda: store.undo(NOW))[0] for _ in range(50)])
    figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    figures["memory before"] = before * 1024.0
    store.close()
    for backup in backups_of(path):
        backup.unlink()
    return figures


_SHARES = {"p50": 0.5, "p99": 0.99, "most": 0.9999}


def answer_all(store: Store, keys: list[CardKey], number_of: int = ANSWERS) -> list[float]:
    """Seconds of each of so many durable answers, to cards that are due and to new ones in turns."""
    session, taken = store.begin_session("review", NOW, {}), []
    for number in range(number_of):
        key = keys[number % len(keys)] if number % 2 else CardKey(f"bench-new-{number}", "forward", 1)
        attempt = an_attempt(key, number)
        at = NOW + timedelta(seconds=20 * number)
        taken.append(timed(lambda attempt=attempt, at=at: store.record(attempt, session, at))[0])
    store.end_session(session, NOW)
    return taken


def beside_a_backup(store: Store, path: Path, keys: list[CardKey]) -> dict[str, float]:
    """Seconds of the answers that are given while the backup of the day is made, of its beginning and of all of it."""
    begun, backup = timed(lambda: begin_daily_backup(path, NOW))
    start, answers = time.perf_counter(), list[float]()
    while backup is not None and not backup.wait(0):
        answers += answer_all(store, keys, 50)
    whole = time.perf_counter() - start
    shares = {f"beside, {name}": sorted(answers)[int(len(answers) * share)] for name, share in _SHARES.items()}
    return {"backup begun": begun, "backup": whole, **shares}


def bare_commits(path: Path) -> list[float]:
    """Seconds of each of ANSWERS durable transactions that write one row: what the disk asks for, whoever writes."""
    path.unlink(missing_ok=True)
    taken = []
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE row (number INTEGER)")
        for number in range(ANSWERS):
            taken.append(timed(lambda number=number: connection.execute("INSERT INTO row VALUES (?)", [number]))[0])
    return sorted(taken)


def an_attempt(key: CardKey, number: int) -> Attempt:
    """A right answer, or each fifth time a wrong one."""
    right, level = number % 5 > 0, 2 * key.band - 1
    return Attempt(
        question_id=f"{key.item}@1:{level}:{number}",
        item=key.item,
        version=1,
        form=key.form,
        level=level,
        topic=topic_of(number),
        outcome=Outcome.CORRECT if right else Outcome.INCORRECT,
        score=float(right),
        rating=Rating.GOOD if right else Rating.AGAIN,
        given="112",
        read_as="112",
        misconception=None if right else "slip-01",
        hints_used=0,
        elapsed_ms=8_000,
        gave_up=False,
        answer_kind="number",
        confidence=2,
    )


def statistics_page(store: Store) -> None:
    """Everything that the statistics show: a year by day, all time along every dimension, and the forecast."""
    for dimension in ("all", "stage"):
        store.figures(dimension, TODAY - timedelta(days=365), TODAY)
    for dimension in DIMENSIONS:
        store.totals(dimension)
    store.due_by_day(TODAY, TODAY + timedelta(days=30))
    store.counts(TODAY)
    store.mastered()


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds that ``work`` takes, and what it gives."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def median(values: list[float]) -> float:
    """The middle one."""
    return sorted(values)[len(values) // 2]


def _report(what: str, sizes: list[int], figures: list[dict[str, float]]) -> None:
    print(f"\n{what:<16}" + "".join(f"{size:>14,}" for size in sizes) + "   growth per tenfold")
    for name in figures[0]:
        row = [each[name] for each in figures]
        size = name in ("bytes", "memory", "memory before")
        cells = [f"{value / 1e6:.1f} MB" if size else shown(value) for value in row]
        growth = [f"×{after / before:.2f}" for before, after in pairwise(row) if before]
        print(f"{name:<16}" + "".join(f"{cell:>14}" for cell in cells) + "   " + " ".join(growth))


if __name__ == "__main__":
    main()
