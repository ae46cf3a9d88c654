"""What the full-screen face says."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {}
