"""Where every run begins: the full-screen program straight away, everything else through the command-line parser."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from quizzer.cli.exits import DONE, INTERRUPTED, Stop


def start(arguments: Sequence[str]) -> int:
    """Run ``quizzer`` with ``arguments`` and return its exit code; every problem is one line on stderr."""
    _accept_any_bytes()
    try:
        return _run(arguments)
    except Stop as stop:
        complain(stop.message)
        return stop.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _accept_any_bytes() -> None:
    """Bytes that are no text must not end the program, neither typed ones nor those of a file's name."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def _run(arguments: Sequence[str]) -> int:
    # A shell that wants to complete calls without arguments.
    if arguments or "_QUIZZER_COMPLETE" in os.environ:
        from quizzer.cli.main import run

        return run(arguments)
    # The parser takes as long to import as a tenth of the first screen takes to paint.
    from quizzer.cli.desk import Options, desk_of
    from quizzer.cli.full_screen import open_full_screen

    return open_full_screen(desk_of(Options(), stays=True))


def complain(message: str) -> None:
    """One line on stderr."""
    from quizzer.wording.signs import drawn

    print(f"quizzer: {drawn(message)}", file=sys.stderr)  # noqa: T201
