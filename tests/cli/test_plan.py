"""``quizzer plan`` and ``quizzer weak``: what they say and keep, in both languages, and what they refuse."""

from __future__ import annotations

import io
import json

import pytest

from quizzer.cli.start import start
from quizzer.wording.wrapping import cells

NOW = "2026-12-01T09:00:00+08:00"
POOLING = ("--where", "topic:pooling")


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", NOW)


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = start(arguments)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def test_a_plan_is_kept_shown_changed_and_cleared(run, home):
    assert "No interview has a date" in run("plan")[1]
    code, out, err = run("plan", "--by", "2026-12-08", "--minutes", "15", *POOLING)
    assert (code, err) == (0, "")
    assert out.startswith("Interview on 2026-12-08, in 7 days; 15 min a day\nAbout: topic:pooling\n")
    assert "2026-12-07" in out
    assert "Pooling" in out
    assert all(cells(line) <= 76 for line in out.splitlines())
    assert run("plan")[1] == out
    assert run("plan", "--minutes", "5")[1].startswith("Interview on 2026-12-08, in 7 days; 5 min a day\n")
    config = (home / "config.toml").read_text(encoding="utf-8")
    assert 'interview-on = "2026-12-08"' in config
    assert "language" not in config  # the plan keeps nothing but its own
    assert run("plan", "--clear")[0] == 0
    assert "No interview has a date" in run("plan")[1]


def test_the_plan_speaks_chinese(run):
    code, out, _ = run("plan", "--by", "2026-12-08", *POOLING, "--language", "zh")
    assert code == 0
    assert out.startswith("面试日期 2026-12-08，还有 7 天；每天 20 分钟\n")
    assert "池化" in out
    assert all(cells(line) <= 76 for line in out.splitlines())


def test_the_json_of_a_plan_holds_what_is_shown(run):
    found = json.loads(run("plan", "--by", "2026-12-05", "--minutes", "10", *POOLING, "--json")[1])
    assert (found["days_left"], found["minutes_per_day"], len(found["days"])) == (4, 10, 4)
    assert found["days"][0]["new"] == found["now"]["new"] > 0
    assert 0 < found["recall"]["today"] < found["recall"]["on_the_day"] < 1
    assert [topic["topic"] for topic in found["topics"]] == ["pooling"]
    run("plan", "--clear")
    assert json.loads(run("plan", "--json")[1]) == {"interview_on": None, "today": "2026-12-01"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "soon"], "“soon” is no day"),
        (["--by", "2026-02-30"], "“2026-02-30” is no day"),
        (["--by", "\x1b[31m"], "is no day"),
        (["--by", "2026-11-30"], "2026-11-30 has passed; today is 2026-12-01"),
        (["--minutes", "10"], "There is no interview yet"),
        (["--by", "2026-12-09", "--where", "topic:poolin"], "pooling"),
        (["--by", "2026-12-09", "--minutes", "0"], "0"),
        (["--clear", "--minutes", "10"], "--clear forgets the plan"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_a_sentence(run, home, arguments, said):
    code, out, err = run("plan", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "\x1b" not in err
    assert err.count("\n") == 1
    assert not (home / "config.toml").exists()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-12-01", "The interview is today."),
        ("2026-12-02", "Interview tomorrow, on 2026-12-02"),
        ("2027-12-01", "in 365 days: the plan begins 60 days before"),
    ],
)
def test_a_day_that_is_near_or_far_has_its_sentence(run, day, said):
    code, out, _ = run("plan", "--by", day, *POOLING)
    assert code == 0
    assert said in out.replace("\n", " ")


def test_too_little_time_is_said_with_what_it_would_cost(run):
    out = run("plan", "--by", "2026-12-05", "--minutes", "1", *POOLING)[1]
    assert "Not one question fits into 1 min a day" in out
    assert "minutes more a day" in out


def test_a_review_counts_the_days_and_when_it_is_over_says_so(run, monkeypatch):
    run("plan", "--by", "2026-12-04", "--minutes", "5", *POOLING)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run("review", "--plain")[1].startswith(
        "Interview in 3 days (2026-12-04); 5 of today's 5 minutes are left.\n"
    )
    monkeypatch.setenv("QUIZZER_NOW", "2026-12-05T09:00:00+08:00")
    out = run("review", "--plain")[1]
    assert out.startswith("The interview was on 2026-12-04; reviews go on by their own days.")
    assert "Review, 10 to come" in out


def test_a_review_after_the_minutes_of_the_plan_says_so(run):
    run("plan", "--by", "2026-12-04", "--minutes", "1", *POOLING)
    out = run("review", "--plain")[1]
    assert "The plan has nothing more for today" in out
    assert "按计划，今天没有要练的了" in run("review", "--plain", "--language", "zh")[1]


def test_a_plan_with_nothing_in_it_says_so(run, home):
    (home / "config.toml").write_text('interview-on = 2026-12-08\nplan-where = "suspended"\n', encoding="utf-8")
    assert run("plan")[1].startswith("There is nothing to ask")


def test_weak_has_a_sentence_before_the_first_answer(run):
    code, out, _ = run("weak")
    assert (code, out.replace("\n", " ")[:20]) == (0, "Nothing answered yet")
    assert run("weak", "--language", "zh")[1].startswith("还没有作答记录")
    code, _, err = run("weak", "--drill", "1")
    assert code == 2
    assert "nothing to drill yet" in err


def test_weak_lists_what_costs_most_and_drills_it(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n1\n"))
    run("quiz", "--plain", "--where", "id:output-size-conv-side", "--count", "1", "--seed", "3")
    code, out, _ = run("weak")
    assert code == 0
    assert "── Topics" in out
    assert all(cells(line) <= 76 for line in out.splitlines())
    found = json.loads(run("weak", "--by", "topics", "--json")[1])
    assert [one["kind"] for one in found["points"]] == ["topic"] * len(found["points"])
    costs = [one["cost"] for one in found["points"]]
    assert costs == sorted(costs, reverse=True)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, out, _ = run("weak", "--by", "topics", "--drill", "1", "--count", "2", "--plain")
    assert code == 0
    asked = out.split("] ")[1].split("@")[0]
    assert asked in found["points"][0]["items"]
    code, _, err = run("weak", "--drill", "999")
    assert code == 2
    assert "There is no number 999" in err


def test_a_wrong_value_of_the_plan_can_be_mended(run, home):
    path = home / "config.toml"
    path.write_text('interview-on = "soon"\nminutes-per-day = 0\n', encoding="utf-8")
    code, _, err = run("plan")
    assert code == 2
    assert "interview-on = 'soon'" in err
    assert run("config", "interview-on", "never")[0] == 2
    assert run("config", "interview-on", "2026-12-09")[0] == 0
    assert run("config", "minutes-per-day", "15")[0] == 0
    assert run("config", "plan-where", "topic:pooling")[0] == 0
    assert run("plan")[1].startswith("Interview on 2026-12-09, in 8 days; 15 min a day\nAbout: topic:pooling\n")
    assert run("config", "interview-on", "none")[0] == 0
    assert run("config", "interview-on")[1] == "none\n"
