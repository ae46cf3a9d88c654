"""``quizzer stats``: the page in both languages, its JSON, an empty database, an output without our signs."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime, timedelta

import pytest

from quizzer.cli.start import start
from quizzer.progress.attempts import Attempt
from quizzer.progress.store import open_store
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating
from quizzer.wording.wrapping import cells

NOW = datetime.fromisoformat("2026-12-01T09:00:00+08:00")
SLIP = "PAD-SAMESTRIDE"


def attempt(item="output-size-conv-side", right=True, **changes):
    usual = {
        "question_id": f"{item}@1:2:7",
        "item": item,
        "version": 1,
        "level": 2,
        "topic": "output-size",
        "outcome": Outcome.CORRECT if right else Outcome.INCORRECT,
        "score": float(right),
        "rating": Rating.GOOD if right else Rating.AGAIN,
        "given": "112",
        "read_as": "112",
        "misconception": None if right else SLIP,
        "hints_used": 0,
        "elapsed_ms": 9_000,
        "gave_up": False,
        "answer_kind": "number",
        "confidence": 3,
    }
    return Attempt(**usual | changes)


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", NOW.isoformat())


@pytest.fixture
def learnt(home):
    """Forty days of answers: right, wrong with a slip, in two topics, with a belief that was mended."""
    path = home / "progress.db"
    with open_store(path, NOW) as store:
        for back in (40, 36, 30, 20, 12, 5, 4, 2, 1, 0):
            at = NOW - timedelta(days=back)
            store.record(attempt(right=back != 5), None, at)
            store.record(attempt("nms-iou-greedy-trace", topic="nms-iou", answer_kind="set", confidence=1), None, at)
            store.record(attempt("gone-item", topic="gone", answer_kind="dance", confidence=None), None, at)
    return path


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = start(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_no_answers_yet_is_a_calm_sentence(run):
    assert run("stats") == (
        0,
        "Statistics · 2026-12-01 · last 30 days\n"
        "Nothing answered yet. After the first quiz you will see here what sticks and\nwhat comes back when.\n",
        "",
    )
    assert "还没有作答记录" in run("--language", "zh", "stats")[1]
    record = json.loads(run("stats", "--json")[1])
    assert record["attempts"] == 0
    assert record["ever"]["right"] is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_fits_eighty_columns_and_its_tables_align(run, learnt, language):
    code, out, _ = run("stats", "--all", "--language", language)
    lines = out.splitlines()
    assert code == 0
    assert max(map(cells, lines)) <= 80
    rules = [place for place, line in enumerate(lines) if set(line.strip()) == {"─"}]
    assert len(rules) >= 6
    for place in rules:
        heads, rule, first = (cells(line) for line in lines[place - 1 : place + 2])
        assert heads == rule
        assert first >= rule


def test_the_page_says_what_happened(run, learnt):
    _, out, _ = run("stats", "--all")
    assert "Answers: 30, 97 % right, 9 s each" in out
    assert "Days in a row: 3; the most ever: 3" in out
    assert "Mastered: 3 of 3 tried" in out
    assert "1  ████████  2026-11-26  ask PyTorch for same padding at a" in out
    assert "“ask PyTorch for same padding at a stride above 1”: showed on 2026-11-26," in out
    assert "Sure and not right: 1" in out
    assert "IoU and NMS" in out
    assert "gone" in out
    assert "dance" in out
    assert "Predicted against real" in out


def test_the_json_counts_what_was_not_undone(run, learnt):
    with open_store(learnt, NOW) as store:
        store.undo(NOW)
    record = json.loads(run("stats", "--json")[1])
    assert record["attempts"] == 29
    assert record["days"] == 30
    assert record["period"]["attempts"] == 20
    assert record["slips"] == [{"misconception": SLIP, "times": 1, "last_day": "2026-11-26"}]
    assert record["topics"]["output-size"]["seconds"] == 9.0
    assert json.loads(run("stats", "--all", "--json")[1])["days"] is None


def test_the_heat_map_can_be_hidden(run, learnt):
    assert "Mon  " in run("stats")[1]
    assert run("config", "heat-map", "off")[0] == 0
    assert run("config", "heat-map")[1] == "off\n"
    out = run("stats")[1]
    assert "Mon  " not in out
    assert "quizzer config heat-map on" in out
    assert run("config", "heat-map", "on")[0] == 0
    assert "Mon  " in run("stats")[1]
    assert run("config", "heat-map", "perhaps")[0] == 2


def test_an_output_without_our_signs_gets_others(learnt, monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert start(["stats", "--all"]) == 0
    sys.stdout.flush()
    text = raw.getvalue().decode("ascii")
    assert "-- Overview" in text
    assert "################" in text
    assert "?" not in text


def test_nothing_in_the_log_reaches_the_terminal_as_a_control(run, home):
    evil = "\x1b[31mred\u202e[bold]"
    changes = {"topic": evil, "answer_kind": evil, "misconception": evil, "given": evil, "read_as": evil}
    with open_store(home / "progress.db", NOW) as store:
        store.record(attempt(evil, False, **changes), None, NOW)
    for command in (("stats",), ("why", evil)):
        code, out, _ = run(*command)
        assert code == 0
        assert "red" in out
        assert not set("\x1b\u202e") & set(out)
        assert "[bold]" in out


def test_a_database_that_cannot_be_used_is_one_sentence(run, tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_text("not a database, but long enough to be read as one" * 40)
    code, out, err = run("--database", str(broken), "stats")
    assert code == 3
    assert out == ""
    assert err.count("\n") == 1


def test_what_is_overdue_is_a_column_of_its_own_and_due_today(run, learnt, monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", "2027-03-01T09:00:00+08:00")
    _, out, _ = run("stats")
    chart = out[out.index("Cards due over") :].splitlines()
    assert chart[5].split()[0] == "overdue"
    record = json.loads(run("stats", "--json")[1])
    assert record["overdue"] > 0
    assert chart[1].split() == [str(record["overdue"]), "█"]
    assert record["due_today"] == record["due"] == record["overdue"] + record["forecast"][0]["cards"]
    assert "逾期" in run("--language", "zh", "stats")[1]


def test_every_month_is_named_above_the_map(run, learnt):
    _, out, _ = run("--language", "zh", "stats")
    (months,) = [line for line in out.splitlines() if "2月" in line and "3月" in line]
    assert months.replace(" ", "") == "12月1月2月3月4月5月6月7月8月9月10月11月12月"
