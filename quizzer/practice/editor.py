"""Opening a file at a line in the editor that the learner uses."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

_GOTO = {"code", "code-insiders", "codium", "cursor", "windsurf"}
"""Editors that take ``--goto file:line``; they come back at once without ``--wait``."""
_COLON = {"subl", "hx", "helix", "zed", "mate"}
"""Editors that take ``file:line``."""


def editor_command(environment: Mapping[str, str], file: Path, line: int) -> list[str] | None:
    """What opens ``file`` at ``line`` (from 1), by ``$VISUAL`` or ``$EDITOR``; None where neither is set."""
    editor = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(editor)
    except ValueError:
        return None
    if not command:
        return None
    name = Path(command[0]).stem.lower()
    if name in _GOTO:
        return [*command, *(() if "--wait" in command else ("--wait",)), "--goto", f"{file}:{line}"]
    return [*command, f"{file}:{line}"] if name in _COLON else [*command, f"+{line}", str(file)]


def note_file(notes: Path, note: str) -> Path | None:
    """The file of ``note`` (its number, as in "003") in the learner's folder ``notes``; None where it is not there."""
    found = sorted(path for path in notes.glob(f"{note}*") if path.is_file())
    return found[0] if found else None
