"""The program killed in the middle of an interview: nothing that it noted is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "quizzer", "interview", "--plain"]


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_loses_no_answer():
    arguments = [*COMMAND, "--blueprint", "warm-up-10", "--seed", "7"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        print("7", file=program.stdin, flush=True)
        assert any("Noted." in line for line in program.stdout)
        program.send_signal(signal.SIGKILL)
    again = subprocess.run([*COMMAND, "--resume"], input="", capture_output=True, text=True, check=True)
    assert "1 of 6 questions have an answer" in again.stdout
    assert "[2/6]" in again.stdout
