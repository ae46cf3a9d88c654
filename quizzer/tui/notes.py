"""Opening files in the learner's editor: the copy of a study note at the lines of an item, or the item itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quizzer.practice.editor import editor_command, note_file
from quizzer.questions.question import NoteSection

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp


def open_note(app: QuizzerApp, section: NoteSection) -> str:
    """Open the note of ``section`` at its first line and come back; "" or a sentence that says why it did not open."""
    folder = app.desk.preferences.notes
    file = note_file(folder, section.note) if folder else None
    if file is None:
        return app.say("problem.no_notes", path=folder)
    return open_at(app, file, section.lines[0])


def open_at(app: QuizzerApp, file: Path, line: int) -> str:
    """Open ``file`` at ``line`` (from 1) and come back; "" or a sentence that says why it did not open."""
    place = f"{file}:{line}"
    command = editor_command(os.environ, file, line)
    if command is None:
        return app.say("problem.no_editor", place=place)
    try:
        with app.suspend():
            subprocess.run(command, check=False)  # noqa: S603 - the learner's own editor
    except (OSError, SuspendNotSupported):
        return app.say("problem.editor", command=command[0], place=place)
    return ""
