"""``quizzer completion``: the scripts, and what a shell gets when it asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from quizzer.cli.start import start


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_it_can_read(shell, capsys):
    assert start(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_QUIZZER_COMPLETE={shell}_complete" in script
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["quizzer", "--language", "zh", "comp"], "completion\t输出 shell 的补全脚本。"),
        (["quizzer", "--language", "zh", "interview", "rep"], "report\t查看一场面试的报告。"),
        (["quizzer", "--language", "zh", "quiz", "--pl"], "--plain\t逐行进行，适合管道和读屏软件。"),
        (["quizzer", "why", "--he"], "--help\tShow this page."),
    ],
)
def test_what_is_offered_is_explained_in_the_language_of_the_run(words, told, monkeypatch, capsys):
    monkeypatch.setenv("_QUIZZER_COMPLETE", "fish_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(words))
    monkeypatch.setenv("COMP_CWORD", words[-1])
    with pytest.raises(SystemExit):
        start([])
    assert capsys.readouterr().out == f"plain,{told}\n"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["quizzer", "comp"], "completion"),
        (["quizzer", "quiz", "--pl"], "--plain"),
        (["quizzer", "quiz", "--where", "topic:pool"], "topic:pooling"),
        (["quizzer", "bank", "show", "output-size-conv-s"], "output-size-conv-side"),
    ],
)
def test_what_was_begun_is_completed(words, offered):
    environment = {
        **os.environ,
        "_QUIZZER_COMPLETE": "fish_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": words[-1],
    }
    run = subprocess.run(
        [sys.executable, "-m", "quizzer"], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert offered in [line.split(",", 1)[1].split("\t")[0] for line in run.stdout.splitlines()]
