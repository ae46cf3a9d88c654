"""The installed program in pipes: contracts of plain mode, ask and answer, exit codes, errors in one sentence."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess

import pytest

pytestmark = pytest.mark.acceptance


def ask(program, *arguments):
    return json.loads(program.run("ask", "--json", "--with-answer", *arguments).stdout)


def attempts(program):
    with sqlite3.connect(program.database) as connection:
        return connection.execute("select count(*) from events where kind = 'attempt'").fetchone()[0]


def test_a_quiz_in_a_pipe(program):
    first = program.run("quiz", "--plain", "--count", "5", "--seed", "1", typed=":dontknow\n" * 5)
    assert (first.returncode, first.stderr) == (0, "")
    assert "\x1b" not in first.stdout
    asked = re.findall(r"^\[\d/5\] (\S+)$", first.stdout, re.MULTILINE)
    assert len(asked) == 5
    assert len(re.findall(r"^✗ ", first.stdout, re.MULTILINE)) == 5
    assert "0 of 5 right" in first.stdout
    again = program.run("quiz", "--plain", "--count", "5", "--seed", "1", typed="")
    assert again.returncode == 0
    assert f"[1/5] {asked[0]}" in again.stdout
    assert attempts(program) == 5


def test_a_seed_asks_the_same_questions_and_their_ids_replay(program):
    question = ask(program, "--seed", "5")
    assert question == ask(program, "--seed", "5")
    assert question == ask(program, "--question", question["question_id"])
    chinese = ask(program, "--question", question["question_id"], "--language", "zh")
    assert chinese["prompt"] != question["prompt"]
    assert chinese["answer"] == question["answer"]


ASKS_FOR_112 = "output-size-conv-side@1:2:1"


@pytest.mark.long
def test_spellings_slips_and_nonsense(program):
    question = ASKS_FOR_112
    assert ask(program, "--question", question)["answer"] == "112"
    for typed in (" 112.0 ", "１１２", "7*16"):
        verdict = json.loads(program.run("answer", "--json", question, typed).stdout)
        assert (verdict["verdict"], verdict["recorded"]) == ("correct", True)
    wrong = json.loads(program.run("answer", "--json", question, "111").stdout)
    assert (wrong["verdict"], wrong["misconception"]) == ("incorrect", "OUT-NOPLUS1")
    junk = json.loads(program.run("answer", "--json", question, "abc").stdout)
    assert (junk["verdict"], junk["recorded"]) == ("invalid", False)
    assert attempts(program) == 4
    negative = json.loads(program.run("answer", "--json", question, "-1.386").stdout)
    assert negative["verdict"] == "incorrect"
    piped = json.loads(program.run("answer", "--json", question, "-", typed="112\n").stdout)
    assert piped["verdict"] == "correct"


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.long)])
def test_a_kill_right_after_a_verdict_loses_nothing(program, kills):
    for times in range(1, kills + 1):
        child = subprocess.Popen(
            [program.command, "quiz", "--plain", "--seed", str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=program.folder,
            env=program.environment,
        )
        child.stdin.write(":dontknow\n")
        child.stdin.flush()
        for line in child.stdout:
            if line.startswith(("✓", "~", "✗")):
                break
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        assert attempts(program) == times
    with sqlite3.connect(program.database) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "words"),
    [
        (["frob"], {}, 2, "frob"),
        (["quiz", "--plain", "--where", "topic:poling"], {}, 2, "pooling"),
        (["quiz", "--plain", "--count", "0"], {}, 2, "count"),
        (["ask", "--question", "nothing"], {}, 2, "question id"),
        (["ask", "--question", "output-size-conv-side@99:1:1"], {}, 2, "version"),
        (["--bank", "/nowhere/at/all", "ask"], {}, 2, "no bank"),
        (["ask"], {"QUIZZER_NOW": "yesterday"}, 2, "QUIZZER_NOW"),
        (["quiz", "--plain"], {"QUIZZER_DATABASE_URL": "postgres://x"}, 2, "sqlite:///"),
        ([], {}, 2, "--plain"),
    ],
)
def test_a_bad_request_is_one_sentence(program, arguments, environment, code, words):
    run = program.run(*arguments, **environment)
    assert run.returncode == code
    assert words in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but a text", b"SQLite format 3\x00 and then rubbish"]
)
def test_a_damaged_database_is_left_alone(program, content):
    program.database.parent.mkdir(parents=True, exist_ok=True)
    program.database.write_bytes(content)
    run = program.run("quiz", "--plain", typed="1\n")
    assert run.returncode == 3
    assert "damaged" in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
    assert program.database.read_bytes() == content


def test_a_locked_and_a_newer_database(program):
    program.run("quiz", "--plain", "--count", "1", typed=":dontknow\n")
    with sqlite3.connect(program.database) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    run = program.run("quiz", "--plain", typed="1\n")
    assert (run.returncode, "newer" in run.stderr) == (3, True)


def test_the_help_of_every_command(program):
    for command in ("quiz", "ask", "answer", "config", "bank", "db"):
        assert program.run(command, "--help").stdout.startswith("Usage: ")


def test_the_commands_of_daily_use(program):
    assert program.run("db", "path").stdout.strip() == str(program.database)
    assert program.run("config", "language", "zh").returncode == 0
    assert program.run("config", "language").stdout.strip() == "zh"
    assert "正确" in program.run("quiz", "--plain", "--count", "1", typed=":dontknow\n").stdout
    listed = json.loads(program.run("bank", "list", "--json").stdout)["items"]
    assert len(listed) >= 48
    assert program.run("bank", "check", "--draws", "2").stdout == ""


def test_calculators_with_the_bundled_networks(program):
    table = program.run("calc", "network", "resnet50")
    assert (table.returncode, table.stderr) == (0, "")
    assert "25,557,032 parameters, 4,089,184,256 multiply-adds" in table.stdout
    lines = [
        '{"id": 1, "calculator": "network", "args": {"name": "vgg16"}}',
        "{",
        '{"id": 2, "calculator": "x", "args": {}}',
    ]
    answers = [json.loads(line) for line in program.run("calc", "--jsonl", typed="\n".join(lines)).stdout.splitlines()]
    assert answers[0]["result"]["params"] == 138_357_544
    assert [answer.get("error", {}).get("reason") for answer in answers] == [None, "malformed", "unknown_calculator"]


@pytest.mark.long
def test_a_network_of_ones_own(program, tmp_path):
    folder = program.home / "quizzer" / "bank" / "networks"
    folder.mkdir(parents=True)
    variant = "variant: {en: one layer, zh: 一层}"
    text = (
        f"source: own\nnetworks:\n  tiny: {{title: Tiny, {variant}, input: [1, 8, 8], layers: [{{conv: 4, k: 3}}]}}\n"
    )
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    assert "40 parameters" in program.run("calc", "network", "tiny").stdout
    (folder / "own.yaml").write_text(text.replace("conv: 4", "konv: 4"), encoding="utf-8")
    broken = program.run("calc", "network", "tiny")
    assert (broken.returncode, broken.stdout) == (2, "")
    assert "konv" in broken.stderr
    assert program.run("bank", "check", "--draws", "1").returncode == 1
