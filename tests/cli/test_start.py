"""The command line in process: exit codes, one sentence on stderr, and bytes that are no text."""

from __future__ import annotations

import io
import json

import pytest

from quizzer.cli.start import start


def run(capsys, *arguments):
    code = start(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "no command nonsense"),
        (["ask", "--nonsense"], "no option --nonsense"),
        (["ask", "--where", "topik:x"], "nearest is topic"),
        (["ask", "--where", "topic:poling"], "nearest is pooling"),
        (["ask", "--question", "a-b@1:1:1"], "no item a-b"),
        (["ask", "--question", "output-size-conv-side@1:5:1"], "no level 5"),
        (["--bank", "/nowhere", "ask"], "no bank in /nowhere"),
        ([], "needs a terminal"),
    ],
)
def test_a_bad_request_is_one_sentence_and_exit_code_2(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_preferences_are_set_and_used(capsys):
    assert run(capsys, "config", "language", "zh")[0] == 0
    assert run(capsys, "config", "language")[1] == "zh\n"
    assert run(capsys, "config", "language", "fr")[0] == 2
    assert "没有题目符合" in run(capsys, "ask", "--where", "topic:frameworks numeric")[2]
    assert "No item matches" in run(capsys, "--language", "en", "ask", "--where", "topic:frameworks numeric")[2]


def test_a_bad_config_is_named(capsys, home):
    (home / "config.toml").write_text("language = ", encoding="utf-8")
    code, _, err = run(capsys, "ask")
    assert code == 2
    assert "config.toml" in err


def test_ask_in_words_and_as_a_record(capsys):
    question_id = "output-size-conv-side@1:2:7"
    _, text, _ = run(capsys, "ask", "--question", question_id, "--with-answer")
    record = json.loads(run(capsys, "ask", "--json", "--question", question_id, "--with-answer")[1])
    assert text.startswith(f"{question_id}\n{record['prompt']}\n")
    assert record["answer"] in text
    assert record["answer_spec"] == {"integer": True, "unit": "px"}
    assert record["steps"][-1].endswith(f" = {record['answer']}")
    assert {slip["id"] for slip in record["misconceptions"]} >= {"OUT-NOPLUS1"}


def test_an_answer_is_recorded_and_says_when_it_is_due(capsys, monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", "2026-12-01T09:00:00+08:00")
    question_id = "output-size-conv-side@1:2:7"
    right = json.loads(run(capsys, "ask", "--json", "--question", question_id, "--with-answer")[1])["answer"]
    record = json.loads(run(capsys, "answer", "--json", question_id, right)[1])
    assert record == {
        "id": question_id,
        "verdict": "correct",
        "score": 1.0,
        "read_as": right,
        "message": "",
        "misconception": None,
        "recorded": True,
        "due": "2026-12-03",
    }
    code, out, _ = run(capsys, "answer", question_id, "-1.386")
    assert code == 0
    assert out.startswith("✗ Not right")


def test_bytes_that_are_no_text_are_an_answer_like_any_other(capsys, monkeypatch):
    typed = io.TextIOWrapper(io.BytesIO(b"\xff\xfe12\n:dontknow\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", typed)
    code, out, err = run(capsys, "quiz", "--plain", "--count", "1", "--where", "id:output-size-conv-side")
    assert (code, err) == (0, "")
    assert "? Not counted" in out
    assert "✗ Don't know" in out


def test_a_mistake_in_an_own_bank_is_said_and_the_rest_is_asked(capsys, monkeypatch, tmp_path):
    items = tmp_path / "own" / "items"
    items.mkdir(parents=True)
    (items / "own.yaml").write_text("- id: 3\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, out, err = run(capsys, "--bank", str(tmp_path / "own"), "quiz", "--plain")
    assert code == 0
    assert "own.yaml:1:" in err
    assert "[1/10]" in out
    assert run(capsys, "--bank", str(tmp_path / "own"), "bank", "check", "--draws", "1")[0] == 1
