"""``quizzer db``: what it prints, its exit codes, and that every error is one sentence."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from quizzer.cli.start import start
from quizzer.progress.attempts import Attempt
from quizzer.progress.store import open_store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating

NOW = datetime.fromisoformat("2026-12-01T09:00:00+08:00")


def answer(path, given, now=NOW):
    """Answer a question as any face does; None leaves it at opening the database."""
    attempt = Attempt(
        question_id="iou@1:2:7",
        item="iou",
        version=1,
        level=2,
        topic="boxes",
        outcome=Outcome.CORRECT,
        score=1.0,
        rating=Rating.GOOD,
        given=given,
        read_as=given,
        misconception=None,
        hints_used=0,
        elapsed_ms=900,
        gave_up=False,
    )
    with open_store(path, now) as store:
        store.record(attempt, store.begin_session("single", now, {}), now)


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", NOW.isoformat())


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = start(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def database(home):
    """A database with two answers."""
    path = home / "progress.db"
    answer(path, "1/7")
    answer(path, "1/7 呢")
    return path


def execute(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def one_sentence(result, code, words):
    assert result[:2] == (code, "")
    assert words in result[2]
    assert result[2].count("\n") == 1


def test_check_finds_nothing_where_all_is_well(database, run):
    code, out, err = run("db", "check")
    assert (code, out) == (0, "")
    assert "log of 2 events" in err


def test_check_prints_a_line_a_finding_and_repair_mends_it(database, run):
    execute(database, "UPDATE cards SET reps = 9")
    code, out, err = run("db", "check")
    assert code == 1
    [line] = out.splitlines()
    assert line.startswith(f"{database}:1:1: The card iou#forward:1 is not what the log gives: reps 9")
    assert "--repair" in err
    assert run("db", "check", "--repair")[0] == 0
    assert run("db", "check")[:2] == (0, "")


def test_check_speaks_chinese(database, run):
    execute(database, "DELETE FROM daily")
    code, out, _ = run("--language", "zh", "db", "check")
    assert code == 1
    assert "每日统计与日志不符" in out


def test_what_cannot_be_repaired_sends_to_the_backups(database, run):
    execute(database, "DELETE FROM sessions")
    for option in ([], ["--repair"]):
        code, out, err = run("db", "check", *option)
        assert code == 1
        assert "refers to one that is missing" in out
        assert "restore" in err


def test_a_backup_can_be_restored(database, run):
    code, out, _ = run("db", "backup")
    assert code == 0
    backup = out.strip().removeprefix("Backed up to ")
    answer(database, "1/7")
    assert "log of 3 events" in run("db", "check")[2]
    name = Path(backup).name
    assert name in run("db", "restore")[1].split()
    code, out, err = run("db", "restore", name)
    assert code == 0
    assert "is kept as" in err
    assert "log of 2 events" in run("db", "check")[2]
    [replaced] = [one for one in run("db", "restore")[1].split() if "replaced" in one]
    assert run("db", "restore", replaced)[0] == 0
    assert "log of 3 events" in run("db", "check")[2]


def test_there_is_a_backup_a_day(home, run, monkeypatch):
    path = home / "progress.db"
    assert "no backup yet" in run("db", "restore")[2]
    for days in (0, 0, 1, 1, 2):
        now = NOW + timedelta(days=days)
        monkeypatch.setenv("QUIZZER_NOW", now.isoformat())
        assert run("stats")[0] == 0
        answer(path, "1/7", now)
    # On the first day there was nothing to save yet when it was opened for the first time.
    assert run("db", "restore")[1].split() == [f"progress.db-daily-2026-12-0{day}" for day in (1, 2, 3)]


def test_a_damaged_database_can_be_replaced_by_a_backup(database, run, tmp_path):
    backup = tmp_path / "mine.db"
    assert run("db", "backup", str(backup))[0] == 0
    database.write_bytes(b"\xa5" * 9_000)
    one_sentence(run("db", "check"), 3, "damaged")
    assert run("db", "restore", str(backup))[0] == 0
    assert "log of 2 events" in run("db", "check")[2]
    [replaced] = (database.parent / "backups").glob("*-replaced-*")
    assert replaced.read_bytes() == b"\xa5" * 9_000


@pytest.mark.parametrize(
    ("content", "code", "words"), [(None, 2, "no backup"), (b"x" * 9_000, 3, "damaged"), (b"", 3, "belongs to another")]
)
def test_what_is_no_backup_is_refused(database, run, tmp_path, content, code, words):
    before = database.read_bytes()
    if content is not None:
        (tmp_path / "b.db").write_bytes(content)
    one_sentence(run("db", "restore", str(tmp_path / "b.db")), code, words)
    assert database.read_bytes() == before


def test_merging_takes_over_what_the_other_knows(database, run, tmp_path):
    other = tmp_path / "other.db"
    run("db", "backup", str(other))
    answer(database, "1/7")
    answer(other, "1/8")
    before = other.read_bytes()
    assert run("db", "merge", str(other))[1].startswith("1 events and 1 sessions were new, and 0 interviews")
    assert run("db", "merge", str(other))[1].startswith("0 events and 0 sessions were new")
    assert other.read_bytes() == before
    assert "log of 4 events" in run("db", "check")[2]


def test_what_cannot_be_merged_is_told(database, run, tmp_path):
    one_sentence(run("db", "merge", str(tmp_path / "none.db")), 2, "no file")
    other = tmp_path / "other.db"
    run("db", "backup", str(other))
    execute(other, "DROP TRIGGER events_no_update")
    execute(other, "UPDATE events SET rating = 2")
    before = database.read_bytes()
    one_sentence(run("db", "merge", str(other)), 3, "contradicts")
    execute(other, "UPDATE alembic_version SET version_num = '9999'")
    one_sentence(run("db", "merge", str(other)), 3, "newer quizzer")
    assert database.read_bytes() == before


def test_the_log_is_exported_as_json_lines(database, run, tmp_path):
    code, out, _ = run("db", "export")
    assert code == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["record"] for record in records] == ["session"] * 2 + ["event"] * 2
    assert records[2]["outcome"] == "correct"
    assert records[3]["details"] == {"given": "1/7 呢", "read_as": "1/7 呢"}
    assert records[3]["learner_day"] == "2026-12-01"
    assert run("db", "export", str(tmp_path / "log.jsonl"))[:2] == (0, "")
    assert (tmp_path / "log.jsonl").read_text(encoding="utf-8") == out


def test_upgrade_says_where_the_schema_is(database, run):
    assert run("db", "upgrade") == (0, "The database is at schema 0003.\n", "")


def test_too_few_reviews_to_fit(database, run):
    assert "600 more reviews are needed" in run("db", "fit")[1]


def test_the_wanted_retention_is_logged(database, run):
    assert run("db", "fit", "--retention", "0.85")[1] == "From now on cards come back when 85.0 % recall is expected.\n"
    one_sentence(run("db", "fit", "--retention", "1.5"), 2, "0.7 to 0.97")
    assert json.loads(run("db", "export")[1].splitlines()[-1])["value"] == "fsrs-6@0.85"


@pytest.mark.parametrize("what", [["check"], ["export"], ["upgrade"], ["backup"], ["merge", "x.db"], ["fit"]])
def test_a_newer_database_is_refused_by_every_command(database, run, what, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.db").touch()
    execute(database, "UPDATE alembic_version SET version_num = '9999'")
    one_sentence(run("db", *what), 3, "newer quizzer")
