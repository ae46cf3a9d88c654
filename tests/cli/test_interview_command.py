"""``quizzer interview``: begin, keep, resume, list, report, and one sentence for whatever cannot be done."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace

import pytest

from quizzer.bank.blueprints import load_blueprints
from quizzer.bank.places import bundled_bank
from quizzer.checking.blueprints import check_blueprints
from quizzer.cli.start import start
from quizzer.generators.making import make_question
from quizzer.practice.papers import draw_paper
from quizzer.questions.question import QuestionId

OWN = """id: {id}
name: {{en: My own, zh: "自拟"}}
minutes: 5
cells:
  - {{kind: conceptual, topics: [padding], levels: [1, 2], count: 1}}
  - {{kind: {kind}, topics: [{topic}], count: {count}}}
"""
BEGIN = ("interview", "--plain", "--blueprint", "warm-up-10", "--seed", "7")


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", "2026-12-01T09:00:00+08:00")


@pytest.fixture
def run(capsys, monkeypatch):
    def run(*arguments, typed=""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = start(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def own(home):
    def write(kind="numeric", topic="padding", count=1, name="mine", file="mine"):
        folder = home / "bank" / "blueprints"
        folder.mkdir(parents=True, exist_ok=True)
        text = OWN.format(id=name, kind=kind, topic=topic, count=count)
        (folder / f"{file}.yaml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture(scope="module")
def answers(bank):
    """Lines that answer the whole warm-up of seed 7 rightly, and tick one key point."""
    paper = draw_paper(bank, load_blueprints(bundled_bank()).by_id["warm-up-10"], 7)
    questions = [make_question(bank, QuestionId.parse(slot.question or slot.deeper)) for slot in paper.slots]
    return "".join(f"{question.typed_answer}\n" for question in questions[:-1]) + "said\n.\n1\n"


def one_sentence(result, words):
    code, out, err = result
    assert (code, out) == (2, "")
    assert err.startswith("quizzer: ")
    assert err.count("\n") == 1
    assert words in err


def test_a_whole_interview(run, answers):
    code, out, err = run(*BEGIN, typed=answers)
    assert (code, err) == (0, "")
    assert out.count("\n[") == 6
    asked, _, report = out.partition("Interview report: Warm-up, ten minutes")
    assert "Three things to do next" in report
    assert "✓" not in asked
    assert run("interview", "report")[1].strip() == ("Interview report: Warm-up, ten minutes" + report).strip()
    listed = json.loads(run("interview", "list", "--json")[1])["interviews"]
    assert [(one["number"], one["blueprint"], one["finished"]) for one in listed] == [(1, "warm-up-10", True)]
    assert json.loads(run("stats", "--json")[1])["attempts"] == 6


def test_it_is_kept_and_taken_up_again(run, answers):
    first, rest = answers.split("\n", 1)
    code, out, _ = run(*BEGIN, typed=first + "\n")
    assert code == 0
    assert out.splitlines()[-1].endswith("quizzer interview --resume")
    assert "not finished" in run("interview", "list")[1]
    assert "未结束" in run("interview", "list", "--language", "zh")[1]
    one_sentence(run("interview", "report"), "no finished interview yet")
    code, out, err = run("--language", "zh", "interview", "--plain", "--resume", typed=rest)
    assert (code, err) == (0, "")
    assert "[1/6]" not in out
    assert "面试报告" in out
    one_sentence(run("interview", "--plain", "--resume"), "no unfinished interview")


def test_a_new_one_leaves_the_unfinished_one_alone(run):
    run(*BEGIN)
    code, _, err = run(*BEGIN)
    assert code == 0
    assert err.startswith("quizzer: an earlier interview (warm-up-10, ")
    assert len(json.loads(run("interview", "list", "--json")[1])["interviews"]) == 2


def test_no_schedule_leaves_no_attempt(run, answers):
    code, out, _ = run(*BEGIN, "--no-schedule", typed=answers)
    assert code == 0
    assert "Your schedule is as it was." in out
    assert json.loads(run("stats", "--json")[1])["attempts"] == 0


def test_reports_are_written(run, answers, tmp_path):
    run(*BEGIN, typed=answers)
    page, text = tmp_path / "report.html", tmp_path / "report.md"
    code, out, err = run("interview", "report", "1", "--html", str(page), "--markdown", str(text), "--language", "zh")
    assert (code, out, err) == (0, "", "")
    assert "<h1>面试报告" in page.read_text(encoding="utf-8")
    assert text.read_text(encoding="utf-8").startswith("# 面试报告")
    record = json.loads(run("interview", "report", "--json")[1])
    assert (record["blueprint"], len(record["lines"]), len(record["next"])) == ("warm-up-10", 6, 3)
    one_sentence(run("interview", "report", "--html", str(tmp_path / "no" / "r.html")), "cannot be written")
    one_sentence(run("interview", "report", "--html", str(page)), "exists already")
    one_sentence(run("interview", "report", "7"), "There is no finished interview 7")


def test_a_blueprint_of_ones_own(run, own):
    own()
    code, out, _ = run("interview", "--plain", "--blueprint", "mine", "--seed", "1", "--minutes", "3")
    assert code == 0
    assert out.startswith("Interview: My own. 2 questions, 3 minutes.")


def test_what_cannot_be_drawn_is_said(run, own):
    one_sentence(run("interview", "--plain", "--blueprint", "cv"), "there are cv-45, cv-60, dl-30, warm-up-10")
    own(kind="case", count=3)
    one_sentence(run("interview", "--plain", "--blueprint", "mine"), "wants 3 questions in cell 2 (case, padding)")
    own(topic="paddin")
    one_sentence(run("interview", "--plain", "--blueprint", "mine"), "the nearest is padding")
    for minutes in ("0", "999", "x", "nan"):
        one_sentence(run("interview", "--plain", "--minutes", minutes), "--minutes")
        one_sentence(run("review", "--plain", "--minutes", minutes.replace("999", "9999")), "--minutes")
    own(file="other")
    assert "was left out" in run("interview", "--plain", "--blueprint", "dl-30")[2]


def test_the_check_of_a_bank_knows_blueprints(bank, own, home):
    """The bundled ones are sound."""
    own(kind="case", count=3)
    own(topic="paddin", name="b", file="b")
    own(name="c", file="d")
    found = [(one.file.name, one.line, one.message) for one in check_blueprints(bank, (bundled_bank(), home / "bank"))]
    assert found == [
        ("d.yaml", 1, "the id c is not the name of the file"),
        ("b.yaml", 6, "b: paddin is unknown; the nearest is padding"),
        ("mine.yaml", 6, "mine: wants 3 questions and finds 0"),
    ]


def test_a_question_that_left_the_bank_ends_no_other(run, monkeypatch, bank):
    run(*BEGIN)
    item = QuestionId.parse(draw_paper(bank, load_blueprints(bundled_bank()).by_id["warm-up-10"], 7).slots[0].question)
    left = {name: one for name, one in bank.items.items() if name != item.item}
    monkeypatch.setattr("quizzer.practice.desk.Desk.bank", replace(bank, items=left))
    stuck = run("interview", "--plain", "--resume")
    one_sentence(stuck, item.item)
    assert "quizzer interview drop 1" in stuck[2]


def test_one_that_is_not_finished_can_be_dropped(run, answers):
    run(*BEGIN, typed=answers)
    run(*BEGIN)
    left = json.loads(run("interview", "list", "--json")[1])["interviews"]
    assert run("interview", "drop", "1") == (
        0,
        "Dropped: Warm-up, ten minutes. Nothing of it was in your log or schedule.\n",
        "",
    )
    one_sentence(run("interview", "drop", left[0]["id"]), "There is no interview")
    one_sentence(run("interview", "drop", "1"), "its report stays")
    assert [one["id"] for one in json.loads(run("interview", "list", "--json")[1])["interviews"]] == [left[1]["id"]]
