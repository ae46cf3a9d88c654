"""Where the bundled bank is. Apart from loading, so that asking for the place does not load a YAML reader."""

from __future__ import annotations

from pathlib import Path

import quizzer


def bundled_bank() -> Path:
    """The folder of the bank that comes with the program: in the wheel, or beside the package in a checkout."""
    package = Path(quizzer.__file__).parent
    inside = package / "_data" / "question_bank"
    return inside if inside.is_dir() else package.parent / "question_bank"
