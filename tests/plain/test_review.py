"""A review in lines: its commands, its calm words, its end."""

from __future__ import annotations

import io
import re

import pytest

from quizzer.cli.start import start
from quizzer.generators.making import make_question
from quizzer.plain.quiz import PlainQuiz
from quizzer.practice.session import Session
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.scheduling.ratings import Rating

CONV = QuestionId("output-size-conv-side", 1, 2, 4)


@pytest.fixture
def play(bank, store, clock):
    def run(typed, count=3, language=Language.EN, **options):
        session = Session(bank, iter([CONV] * 9), store, clock, count, "review", **options)
        out = io.StringIO()
        PlainQuiz(session, language, io.StringIO(typed), out).run()
        return out.getvalue()

    return run


@pytest.fixture
def right(bank):
    return make_question(bank, CONV).typed_answer


def test_easy_and_guess_are_about_the_answer_just_given(play, store, right):
    text = play(f":easy\n{right}\n:easy\n:guess\n:undo\n")
    assert "There is no answer yet." in text
    assert "Counts as easy. Next: in 4 days" in text
    assert "Counts as a lucky guess, so as not known. Next: tomorrow" in text
    assert "Taken back: the changed rating, output-size-conv-side." in text
    assert store.decisions == [("rerate", CONV.item, Rating.EASY)]


def test_a_wrong_answer_is_neither(play, store):
    text = play("1\n:easy\n:guess\n")
    assert "Easy is for what was right" in text
    assert "Only a right answer can be a lucky guess." in text
    assert store.decisions == []


def test_sure_and_wrong(play, store):
    text = play(":3\n1\n:2\n2\n")
    assert "3 sure" in text
    assert text.count("You were sure of it") == 1
    assert [attempt.confidence for attempt in store.attempts] == [3, 2]
    assert store.at_most_days == [1, 1]


def test_suspend_bury_and_flag(play, store, right):
    text = play(
        f":flag ^ x\n:flag\n{right}\n:flag [red]wrong[/red] key\n:flag ^ too hard\n:suspend ^\n:bury\n{right}\n"
    )
    assert "There is no answer yet." in text
    assert "Say what is wrong" in text
    assert [(kind, value) for kind, _, value in store.decisions[:3]] == [
        ("flag", "[red]wrong[/red] key"),
        ("flag", "too hard"),
        ("suspend", None),
    ]
    assert store.decisions[3][0] == "bury"
    assert text.count("[2/3]") == 2


def test_a_control_character_in_a_reason_is_refused(play, store):
    text = play(":flag a\x1b[2Jb\n")
    assert "\x1b" not in text
    assert store.decisions == []


def test_the_last_answer_of_an_earlier_session_is_taken_back(play, store, right):
    play(f"{right}\n", count=1)
    text = play(":undo\n:undo\n")
    assert "Taken back from an earlier session" in text
    assert "There is nothing to take back" in text
    assert store.attempts == []


def test_a_cram_says_so(play):
    assert "nothing moves" in play("", scheduled=False)


def test_what_waits_is_said_calmly(play):
    assert "340 more are due and wait" in play("", waiting=340)
    assert "另有 340 题到期" in play("", waiting=340, language=Language.ZH)


def run(capsys, *arguments, now="2026-12-01T09:00:00+01:00", monkeypatch=None, typed=""):
    monkeypatch.setenv("QUIZZER_NOW", now)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code = start(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_command(capsys, monkeypatch):
    assert run(capsys, "config", "new-per-day", "4", monkeypatch=monkeypatch)[0] == 0
    code, out, err = run(capsys, "review", "--plain", typed=":dontknow\n" * 9, monkeypatch=monkeypatch)
    assert (code, err) == (0, "")
    assert [n for n, _ in re.findall(r"^\[(\d)/(\d)\] ", out, re.MULTILINE)] == ["1", "2", "3", "4"]
    code, out, err = run(capsys, "review", monkeypatch=monkeypatch)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Nothing is due now. Next: tomorrow (2026-12-02).",
        "To go on all the same: quizzer review --ahead, or quizzer quiz.",
    ]
    tomorrow = "2026-12-02T09:00:00+01:00"
    code, out, _ = run(capsys, "review", "--count", "1", now=tomorrow, monkeypatch=monkeypatch)
    assert "[1/1] " in out
    out = run(capsys, "review", "--where", "due", "--minutes", "5", now=tomorrow, monkeypatch=monkeypatch)[1]
    assert "[1/4] " in out
    out = run(capsys, "review", "--no-schedule", "--where", "new", now=tomorrow, monkeypatch=monkeypatch)[1]
    assert "nothing moves" in out
    out = run(capsys, "review", "--ahead", "--language", "zh", monkeypatch=monkeypatch)[1]
    assert "现在没有到期的题" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["review", "--where", "leach"], "nearest is leech"),
        (["bank", "list", "--where", "suspended"], "No item matches"),
        (["review", "--minutes", "0"], "minutes"),
        (["config", "new-per-day", "many"], "0 – 9999"),
        (["config", "confidence", "yes"], "on, off"),
    ],
)
def test_a_bad_request_is_one_sentence(capsys, monkeypatch, arguments, words):
    code, out, err = run(capsys, *arguments, monkeypatch=monkeypatch)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_bad_limit_in_the_file_is_said(capsys, monkeypatch, home):
    (home / "config.toml").write_text("new-per-day = -1\n", encoding="utf-8")
    code, _, err = run(capsys, "review", monkeypatch=monkeypatch)
    assert (code, "new-per-day" in err) == (2, True)


def test_confidence_is_asked_for_where_it_is_wanted(capsys, monkeypatch):
    run(capsys, "config", "confidence", "on", monkeypatch=monkeypatch)
    out = run(capsys, "review", "--count", "1", monkeypatch=monkeypatch)[1]
    assert "(How sure are you? :1 :2 :3 before the answer.)" in out
