"""The editor of the learner, at a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.practice.editor import editor_command, note_file

FILE = Path("/bank/items.yaml")


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "/bank/items.yaml"]),
        ({"EDITOR": "vim", "VISUAL": "nano -w"}, ["nano", "-w", "+7", "/bank/items.yaml"]),
        ({"EDITOR": "code"}, ["code", "--wait", "--goto", "/bank/items.yaml:7"]),
        ({"EDITOR": "/usr/bin/code --wait"}, ["/usr/bin/code", "--wait", "--goto", "/bank/items.yaml:7"]),
        ({"EDITOR": "hx"}, ["hx", "/bank/items.yaml:7"]),
        ({"EDITOR": "'my editor' -x"}, ["my editor", "-x", "+7", "/bank/items.yaml"]),
        ({"EDITOR": "'"}, None),
        ({}, None),
    ],
)
def test_editors_open_at_a_line(environment, command):
    assert editor_command(environment, FILE, 7) == command


def test_a_note_is_found_by_its_number(tmp_path):
    (tmp_path / "003_abc.txt").write_text("…", encoding="utf-8")
    assert note_file(tmp_path, "003") == tmp_path / "003_abc.txt"
    assert note_file(tmp_path, "004") is None
    assert note_file(tmp_path / "none", "003") is None
