"""Migrations: both ways to the schema are one, an older file is backed up and brought up to date, a failure is none."""

from __future__ import annotations

import importlib.metadata
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import quizzer
from quizzer.progress import database as opening
from quizzer.progress import migration
from quizzer.progress.database import make_engine, open_database
from quizzer.progress.inspection import stored_revision
from quizzer.progress.problems import DatabaseProblem
from quizzer.progress.schema import REVISIONS, SCHEMA_REVISION, metadata
from quizzer.progress.store import Store
from quizzer.scheduling.ratings import Rating

ROOT = Path(quizzer.__file__).parents[1]
DUMPS = ROOT / "tests" / "data"


def run_alembic(path, action, revision):
    path.parent.mkdir(exist_ok=True)
    path.touch()
    engine = make_engine(path, 0.05, foreign_keys=False)
    with engine.begin() as connection:
        action(migration.alembic_config(connection), revision)
    engine.dispose()


def all_rows(path):
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608
            for table in ("sessions", "events", "cards", "interviews")
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone()
        }


def load_dump(path, revision):
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DUMPS / f"schema_{revision}.sql").read_text(encoding="utf-8"))


# --- one schema ---


def test_made_at_once_and_step_by_step_are_the_same(path, now, schema_of):
    stepwise = path.with_name("stepwise.db")
    open_database(path, now).close()
    run_alembic(stepwise, command.upgrade, "head")
    assert schema_of(stepwise) == schema_of(path)
    assert stored_revision(stepwise, 0) == stored_revision(path, 0) == SCHEMA_REVISION


def test_alembic_finds_no_difference(open_path):
    with open_path().reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_revisions_are_those_of_the_scripts(open_path):
    with open_path().reading() as connection:
        scripts = ScriptDirectory.from_config(migration.alembic_config(connection))
    assert scripts.get_heads() == [SCHEMA_REVISION]
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS


@pytest.mark.parametrize("number", range(len(REVISIONS)))
def test_every_step_can_be_taken_back_and_again(path, number, schema_of):
    before = REVISIONS[number - 1] if number else "base"
    run_alembic(path, command.upgrade, before)
    schemas = [schema_of(path)]
    for action, revision in [(command.upgrade, REVISIONS[number]), (command.downgrade, before)] * 2:
        run_alembic(path, action, revision)
        schemas.append(schema_of(path))
    version = {name: sql for name, sql in schemas[2].items() if name == ("table", "alembic_version")}
    assert schemas[2] == schemas[4] == schemas[0] | version
    assert schemas[1] == schemas[3]


def test_the_folder_of_migrations_does_not_hide_alembic():
    import alembic

    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert Path(alembic.__file__) == importlib.metadata.distribution("alembic").locate_file("alembic/__init__.py")
    assert migration.scripts_folder() == ROOT / "alembic"


# --- released schemas ---


def test_every_released_schema_has_its_dump():
    assert [f"schema_{revision}.sql" for revision in REVISIONS] == sorted(dump.name for dump in DUMPS.glob("schema_*"))


def events_in(path):
    """The events in the order of the log, each with what it says, under the names of today."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute("SELECT rowid AS seq, * FROM events ORDER BY seq")]
    for row in rows:
        row["target"] = row.pop("undoes", row.get("target"))
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_released_database_keeps_every_row(path, now, revision, schema_of):
    load_dump(path, revision)
    rows, events = all_rows(path), events_in(path)
    with Store(open_database(path, now)) as store:
        assert store.cards() == store.replay()
        undone = {event.get("target") for event in events if event["kind"] == "undo"}
        standing = [e for e in events if e["kind"] == "attempt" and e["id"] not in undone]
        assert store.counts(now.date()).attempts == len(standing) > 0
        with store._database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    kept = all_rows(path)
    assert rows["sessions"] == kept["sessions"]
    assert rows.get("interviews", []) == kept["interviews"]
    assert [row[0] for row in rows["cards"]] == [row[0] for row in kept["cards"]]
    for before, after in zip(events, events_in(path), strict=True):
        assert before.items() <= after.items()
    fresh = path.with_name("fresh.db")
    open_database(fresh, now).close()
    assert schema_of(path) == schema_of(fresh)


# --- a later revision, made up here ---

LATER = '''
"""A new kind of event and a new column: what a later version will want."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.add_column("sessions", sa.Column("note", sa.Text))
    with op.batch_alter_table("events", recreate="always") as events:
        events.drop_constraint(op.f("ck_events_kind"), type_="check")
        events.create_check_constraint(op.f("ck_events_kind"), "kind IN ('attempt', 'undo', 'wish')")
    for verb in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER events_no_{verb} BEFORE {verb.upper()} ON events "
            "BEGIN SELECT RAISE(ABORT, 'events are only ever appended'); END"
        )
    # and then
'''


@pytest.fixture
def later_version(tmp_path, monkeypatch):
    """Makes this program one with a second revision, whose upgrade ends with ``last_lines``."""

    def later_version(last_lines=""):
        folder = tmp_path / "50% alembic"
        shutil.copytree(migration.scripts_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "0004_later.py").write_text(LATER + last_lines, encoding="utf-8")
        monkeypatch.setattr(migration, "scripts_folder", lambda: folder)
        monkeypatch.setattr(opening, "REVISIONS", (*REVISIONS, "0004"))
        for module in (opening, migration):
            monkeypatch.setattr(module, "SCHEMA_REVISION", "0004")

    return later_version


@pytest.fixture
def older(path, now, make_attempt):
    """A database of this version, with a history."""
    with Store(open_database(path, now)) as store:
        session = store.begin_session("quiz", now, {})
        for rating in (Rating.GOOD, Rating.AGAIN, Rating.GOOD):
            store.record(make_attempt(rating), session, now)
        store.undo(now, 1, session)
        store.end_session(session, now)
    return path


def test_an_older_database_is_backed_up_and_migrated(older, now, later_version, schema_of, make_attempt):
    rows, schema = all_rows(older), schema_of(older)
    later_version()
    with Store(open_database(older, now)) as store:
        assert store.cards() == store.replay()
        store.record(make_attempt(), None, now)
    backup = older.with_name("progress.db.backup-0003-20261201T090000")
    assert (all_rows(backup), schema_of(backup), stored_revision(backup, 0)) == (rows, schema, "0003")
    assert sorted(entry.name for entry in older.parent.iterdir()) == [older.name, backup.name]
    assert stored_revision(older, 0) == "0004"
    migrated = all_rows(older)
    assert rows["events"] == [row for row in migrated["events"] if row in rows["events"]]
    assert [(*row, None) for row in rows["sessions"]] == migrated["sessions"]
    after = schema_of(older)
    assert after.keys() == schema.keys()
    assert "'wish'" in after["table", "events"]
    named = ("ck_events_rating", "ck_events_attempt_is_whole", "fk_events_target_events", "pk_events")
    assert all(name in after["table", "events"] for name in named)


def test_it_is_migrated_once(older, now, later_version):
    later_version()
    open_database(older, now).close()
    assert migration.migrate(older, now, 0.05) is None
    open_database(older, now).close()
    assert len(list(older.parent.iterdir())) == 2


def test_a_backup_never_takes_the_place_of_another(older, now, later_version):
    taken = older.with_name("progress.db.backup-0003-20261201T090000")
    taken.write_text("an earlier one")
    later_version()
    open_database(older, now).close()
    assert taken.read_text() == "an earlier one"
    assert older.with_name(f"{taken.name}-2").is_file()


@pytest.mark.parametrize(
    ("last_lines", "reason"),
    [
        ("    raise RuntimeError('the author slipped')", "migration_failed"),
        ("    op.execute('SELECT * FROM nowhere')", "migration_failed"),
        ("    op.execute('UPDATE sessions SET kind = NULL')", "migration_failed"),
        ('    op.execute("UPDATE cards SET stability = -1")', "migration_failed"),
        ("    op.execute('DELETE FROM sessions')", "migration_failed"),  # leaves events without their session
        (
            "    op.execute('PRAGMA max_page_count = 1')\n    op.execute('CREATE TABLE t AS SELECT zeroblob(99999)')",
            "full",
        ),
        ("    raise KeyboardInterrupt", None),
    ],
)
def test_a_migration_that_fails_leaves_no_trace(older, now, later_version, on_disk, last_lines, reason):
    before = on_disk()
    later_version(last_lines)
    if reason is None:
        with pytest.raises(KeyboardInterrupt):
            open_database(older, now)
    else:
        with pytest.raises(DatabaseProblem) as caught:
            open_database(older, now)
        assert caught.value.reason == reason
    assert on_disk() == before


def test_a_migration_waits_for_nobody_for_long(older, now, later_version):
    later_version()
    with closing(sqlite3.connect(older, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseProblem) as caught:
            migration.migrate(older, now, 0.05)
    assert caught.value.reason == "locked"


def test_a_migration_that_takes_long_is_announced_before_it_begins(path, now, monkeypatch):
    load_dump(path, "0001")
    open_database(path.with_name("new.db"), now, migrating=pytest.fail).close()  # nothing to migrate
    shutil.copyfile(path, path.with_name("small.db"))
    open_database(path.with_name("small.db"), now, migrating=pytest.fail).close()
    monkeypatch.setattr(opening, "LONG_BYTES", 0)
    told = []
    open_database(path, now, migrating=lambda megabytes: told.append((megabytes, stored_revision(path, 0)))).close()
    assert told == [(0, "0001")]
    assert stored_revision(path, 0) == SCHEMA_REVISION
