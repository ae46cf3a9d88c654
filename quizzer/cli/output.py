"""What people read on stdout, in signs that it can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from quizzer.practice.preferences import Preferences
from quizzer.wording.signs import ascii_for, drawn, use_ascii

SIGNS = "✓✗─█⌊×·"
WIDE_WRITING = ("zh", "ja", "ko")
"""Where such a language is spoken, terminals may give × and ─ two columns; elsewhere none is asked."""

ANSWER_SECONDS = 0.15
"""So long a start waits for a terminal that may not answer at all."""


def choose_signs(preferences: Preferences) -> None:
    """Use the signs that are preferred and that stdout can show."""
    wanted = preferences.symbols
    use_ascii(wanted == "ascii" or not shows(SIGNS) or (wanted == "auto" and _writes_wide() and draws_wide()))


def _writes_wide() -> bool:
    name = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    return name.startswith(WIDE_WRITING)


def draws_wide() -> bool:
    """Whether the terminal says that it gives × two columns; False where there is none, or where it does not say."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return False
    from quizzer.cli.terminal import drawn_cells

    return drawn_cells(("×",), ANSWER_SECONDS) == [2]


def shows(text: str) -> bool:
    """Whether stdout can show ``text``."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def show(text: object, *, err: bool = False) -> None:
    """Print ``text`` in the signs that were chosen and that stdout can show; on stderr with ``err``.

    For people: what programs read (JSON, paths) is printed as it is.
    """
    encoding = sys.stdout.encoding or "ascii"
    told = drawn(str(text))
    if not shows(told):
        told = ascii_for(told).encode(encoding, "replace").decode(encoding)
    print(told, file=sys.stderr if err else sys.stdout, flush=True)


def show_lines(lines: Iterable[str]) -> None:
    """Print ``lines`` as :func:`show` does."""
    for line in lines:
        show(line)
