"""What the terminal can do, asked of the terminal itself."""

from __future__ import annotations

import os
import re
import sys
import time

ANSWER_SECONDS = 0.5
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")


def drawn_cells(texts: tuple[str, ...], seconds: float = ANSWER_SECONDS) -> list[int] | None:
    """How many columns the terminal moves its cursor for each text; None where it does not say within ``seconds``.

    Each is written at the start of the line and wiped out again.
    """
    try:
        import termios
        import tty
        from select import select
    except ImportError:  # only where there are POSIX terminals
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    keyboard = sys.stdin.fileno()
    if select([keyboard], [], [], 0)[0]:  # somebody types already: what is typed matters more
        return None
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard)
        columns = [_column_after(keyboard, text, seconds) for text in texts]
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
        sys.stdout.write("\r\x1b[2K")
        sys.stdout.flush()
    return None if None in columns else [column - 1 for column in columns if column is not None]


def _column_after(keyboard: int, text: str, seconds: float) -> int | None:
    """The column, from 1, of the cursor behind ``text``; None without an answer in time."""
    from select import select

    sys.stdout.write(f"\r\x1b[2K{text}\x1b[6n")
    sys.stdout.flush()
    answer = b""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select([keyboard], [], [], left)[0]:
        answer += os.read(keyboard, 32)
        found = _POSITION.search(answer)
        if found:
            return int(found[1])
    return None
