"""Opening: a fresh file, and every file that cannot be used, which stays byte for byte what it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

import quizzer
from quizzer.progress import database as opening
from quizzer.progress import inspection
from quizzer.progress.database import open_database
from quizzer.progress.problems import DatabaseProblem
from quizzer.progress.schema import SCHEMA_REVISION
from quizzer.progress.store import Store

ROOT = Path(quizzer.__file__).parents[1]


def execute(path, script):
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def refused(path, now):
    with pytest.raises(DatabaseProblem) as caught:
        open_database(path, now, busy_seconds=0.05)
    assert caught.value.path == path
    assert caught.value.detail
    return caught.value.reason


# --- files that can be used ---


@pytest.mark.parametrize("before", ["nothing", "an empty file", "a database without tables"])
def test_where_there_is_nothing_a_database_is_made(path, now, before, schema_of):
    path.parent.mkdir()
    if before == "an empty file":
        path.touch()
    elif before == "a database without tables":
        execute(path, "PRAGMA journal_mode = WAL; VACUUM")
    open_database(path, now).close()
    assert {"sessions", "events", "cards", "alembic_version"} <= {name for _, name in schema_of(path)}
    assert inspection.stored_revision(path, 0) == SCHEMA_REVISION
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_another_program_may_be_faster_at_making_it(made, now, monkeypatch):
    monkeypatch.setattr(opening, "stored_revision", lambda *given: None)  # as it was a moment ago
    with Store(open_database(made, now)) as store:
        assert store.counts(now.date()).attempts == 1


def test_opening_again_changes_nothing(path, now, on_disk):
    open_database(path, now).close()
    before = on_disk()
    open_database(path, now).close()
    assert on_disk() == before


def test_a_path_may_hold_anything_a_path_may_hold(tmp_path, now):
    path = tmp_path / "50% of? #1 进度" / "a b.db"
    open_database(path, now).close()
    assert path.is_file()


def test_every_connection_is_set_up_for_durability(disk_store):
    with disk_store._database.writing() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas] == ["wal", 2, 1]


def test_a_log_that_a_crash_left_behind_is_taken_up(path, now, make_attempt):
    with Store(open_database(path, now)) as store:
        store.record(make_attempt(), None, now)
        crashed = path.with_name("crashed.db")
        shutil.copyfile(path, crashed)
        shutil.copyfile(f"{path}-wal", f"{crashed}-wal")
    with Store(open_database(crashed, now)) as store:
        assert store.counts(now.date()).attempts == 1


def test_a_start_imports_no_alembic(path):
    code = (
        "import sys, datetime, pathlib\n"
        "from quizzer.progress.store import open_store\n"
        f"open_store(pathlib.Path({str(path)!r}), datetime.datetime.now(datetime.UTC)).close()\n"
        "print('alembic.command' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "module", ["scheduling.ratings", "scheduling.memory", "progress.attempts", "progress.problems"]
)
def test_what_the_faces_import_needs_no_sqlalchemy(module):
    code = f"import sys, quizzer.{module}; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# --- files that cannot be used ---


@pytest.fixture
def made(path, now, make_attempt):
    """A database with one attempt, closed."""
    with Store(open_database(path, now)) as store:
        store.record(make_attempt(), None, now)
    return path


@pytest.mark.parametrize("revision", ["0000", "9999", "ab12cd34ef56"])
def test_a_newer_database_is_left_alone(made, now, on_disk, revision):
    execute(made, f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608
    before = on_disk()
    assert refused(made, now) == "newer"
    assert on_disk() == before


def test_a_newer_database_is_left_alone_with_the_log_that_a_crash_left_behind(made, now, tmp_path):
    crashed = tmp_path / "crashed.db"
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        shutil.copyfile(made, crashed)
        shutil.copyfile(f"{made}-wal", f"{crashed}-wal")
    before = crashed.read_bytes(), Path(f"{crashed}-wal").read_bytes()
    assert refused(crashed, now) == "newer"
    assert (crashed.read_bytes(), Path(f"{crashed}-wal").read_bytes()) == before


@pytest.mark.parametrize("content", [b"\x93\x00\xff\x17" * 5_000, b"notes, not a database\n"])
def test_what_is_no_database_is_left_alone(path, now, on_disk, content):
    path.parent.mkdir()
    path.write_bytes(content)
    before = on_disk()
    assert refused(path, now) == "damaged"
    assert on_disk() == before


def test_a_database_with_overwritten_pages_is_left_alone(made, now, on_disk):
    content = made.read_bytes()
    made.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    before = on_disk()
    assert refused(made, now) == "damaged"
    assert on_disk() == before


def test_damage_that_shows_later_is_told_later(made, now, make_attempt):
    with closing(sqlite3.connect(made)) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(made.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    made.write_bytes(content)
    with Store(open_database(made, now)) as store:
        for use in (store.replay, lambda: store.record(make_attempt(), None, now)):
            with pytest.raises(DatabaseProblem) as caught:
                use()
            assert caught.value.reason == "damaged"


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('https://example.org')",
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0001');"
        "CREATE TABLE invoices (total INTEGER)",
        "CREATE TABLE events (id INTEGER)",
    ],
)
def test_the_database_of_another_program_is_left_alone(path, now, on_disk, script):
    path.parent.mkdir()
    execute(path, script)
    before = on_disk()
    assert refused(path, now) == "foreign"
    assert on_disk() == before


def test_a_database_without_its_revision_is_damaged(made, now, on_disk):
    execute(made, "DELETE FROM alembic_version")
    before = on_disk()
    assert refused(made, now) == "damaged"
    assert on_disk() == before


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_locked_database_is_left_alone(made, now, journal):
    with closing(sqlite3.connect(made, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {journal}")
        other.execute("BEGIN EXCLUSIVE")
        before = made.read_bytes()
        assert refused(made, now) == "locked"
        assert made.read_bytes() == before


def test_an_answer_is_not_recorded_while_the_database_is_locked(path, disk_store, make_attempt, now):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseProblem) as caught:
            disk_store.record(make_attempt(), None, now)
        assert caught.value.reason == "locked"
        assert disk_store.counts(now.date()).attempts == 0  # reading goes on
    assert disk_store.record(make_attempt(), None, now).first_time


def test_a_file_that_sqlite_may_only_read(made, now, on_disk, monkeypatch):
    # As SQLite itself opens a file that it may not write.
    real = inspection.connect
    monkeypatch.setattr(inspection, "connect", lambda path, busy, mode="rw": real(path, busy, "ro"))
    before = made.read_bytes()
    assert refused(made, now) == "read_only"
    assert made.read_bytes() == before


@contextmanager
def as_nobody():
    """Without the rights of root, for whom no file is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65_534, 65_534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize("case", ["file", "folder", "no file yet", "no folder yet"])
def test_files_and_folders_without_the_right_to_write(made, now, case):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        folder.mkdir()
        path = folder / "deeper" / "p.db" if case == "no folder yet" else folder / "p.db"
        if case in ("file", "folder"):
            shutil.copyfile(made, path)
            path.chmod(0o444 if case == "file" else 0o666)
        Path(place).chmod(0o755)
        folder.chmod(0o777 if case == "file" else 0o555)
        with as_nobody():
            assert refused(path, now) == "read_only"
        folder.chmod(0o755)
        if case in ("file", "folder"):
            assert path.read_bytes() == made.read_bytes()
        else:
            assert not path.exists()


def test_an_answer_is_not_recorded_once_the_database_is_read_only(disk_store, make_attempt, now):
    limit(disk_store, "PRAGMA query_only = ON")
    with pytest.raises(DatabaseProblem) as caught:
        disk_store.record(make_attempt(), None, now)
    assert caught.value.reason == "read_only"


def limit(store, pragma):
    """Have every new connection of the store obey ``pragma``."""
    engine = store._database.engine
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _record: connection.execute(pragma).close())


def test_a_disk_that_is_full_before_there_is_a_database(path, now, on_disk, monkeypatch):
    real = opening.make_engine

    def small_disk(*given):
        engine = real(*given)
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA max_page_count = 3"))
        return engine

    with monkeypatch.context() as patched:
        patched.setattr(opening, "make_engine", small_disk)
        assert refused(path, now) == "full"
    assert on_disk() == {path.name: b""}
    open_database(path, now).close()


def test_an_answer_is_not_recorded_on_a_full_disk(disk_store, make_attempt, now):
    disk_store.record(make_attempt(), None, now)
    cards = disk_store.cards()
    limit(disk_store, "PRAGMA max_page_count = 1")  # SQLite takes it for the size that there is
    with pytest.raises(DatabaseProblem) as caught:
        disk_store.record(make_attempt(given="9" * 100_000), None, now)
    assert caught.value.reason == "full"
    assert disk_store.cards() == disk_store.replay() == cards
    disk_store.record(make_attempt(), None, now)


def test_a_folder_is_no_database(tmp_path, now):
    assert refused(tmp_path, now) == "unreachable"


def test_a_file_is_no_folder(tmp_path, now):
    (tmp_path / "file").touch()
    assert refused(tmp_path / "file" / "progress.db", now) == "unreachable"


@pytest.mark.parametrize("replaced", [False, True])
def test_a_database_that_was_deleted_while_open(path, disk_store, make_attempt, now, replaced):
    disk_store.record(make_attempt(), None, now)
    path.unlink()
    if replaced:
        path.with_name("other").touch()
        path.with_name("other").rename(path)
    for use in (disk_store.cards, lambda: disk_store.record(make_attempt(), None, now)):
        with pytest.raises(DatabaseProblem) as caught:
            use()
        assert caught.value.reason == "unreachable"
