"""What the README says is so: its commands run, its capture is what the program prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINTED = "quizzer bank check"
"""Draws the whole bank: ``make lint`` runs it."""
INLINE = sorted(set(re.findall(r"`(quizzer [^`]+)`", README)) - {LINTED})
CONSOLE = [line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def run(command: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "quizzer", *shlex.split(command.removeprefix("quizzer"))]
    return subprocess.run(words, input=typed, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT)


@pytest.mark.long
@pytest.mark.parametrize("command", INLINE)
def test_every_command_works(command, tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZZER_NOW", "2026-11-21T09:00:00+00:00")
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "000.txt").write_text("…", encoding="utf-8")
    words = {"FILE": str(tmp_path / "file"), "FOLDER": str(notes), "DATE": "2026-12-01"}
    result = run(re.sub("|".join(words), lambda found: words[found[0]], command))
    assert result.returncode == 0, result.stderr


def test_the_commands_in_blocks_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert LINTED.removeprefix("quizzer ") in makefile
    targets = re.findall(r"^(\w[\w-]*):", makefile, re.MULTILINE)
    for line in CONSOLE:
        words = shlex.split(line, comments=True)
        if words[0] == "make":
            assert words[1] in targets
        else:
            assert words[0] == "quizzer"
            assert run(" ".join(words[:2]) + " --help").returncode == 0


def test_the_capture_is_what_the_program_prints():
    command, capture = re.search(r"<!-- capture: (.*?) -->\n```text\n(.*?)```", README, re.DOTALL).groups()
    typed = re.findall(r"^> (.*)$", capture, re.MULTILINE)
    printed = run(command, "\n".join(typed) + "\n").stdout
    shown = [line for line in capture.splitlines() if not line.startswith("> ")]
    assert [line for line in printed.splitlines() if line.strip()] == [line for line in shown if line.strip()]


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md"))])
def test_every_link_to_a_file_leads_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^):#]+)\)", text):
        assert ((ROOT / page).parent / unquote(link)).is_file(), link
