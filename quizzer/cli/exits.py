"""Exit codes, which scripts rely on, and the exception that carries one with its sentence."""

from __future__ import annotations

DONE = 0
FOUND_PROBLEMS = 1
UNUSABLE = 2
DATABASE = 3
INTERRUPTED = 130


class Stop(Exception):
    """End the program with ``code`` after one sentence on stderr."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
