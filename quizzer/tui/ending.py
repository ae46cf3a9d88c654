"""Ending the program in good order, whoever ends it: what is being done is kept, the terminal is given back."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizzer.practice.session import Session
    from quizzer.tui.app import QuizzerApp

ENDING_SIGNALS = ("SIGHUP", "SIGTERM")
"""The terminal was closed; the machine is shut down. Not every system has them."""
SIGNAL_CODES = 128
"""What shells add to the number of a signal for the exit code."""


def end_on_signals(app: QuizzerApp) -> None:
    """End ``app`` in good order where it is told to end."""
    loop = asyncio.get_running_loop()
    for name in ENDING_SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            # Only the main thread of a Unix hears signals.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, end, app, SIGNAL_CODES + number)


def end(app: QuizzerApp, code: int = 0) -> None:
    """End ``app``; a session in the middle is kept, and how to go on with it is said."""
    found: list[Session | None] = [getattr(screen, "session", None) for screen in app.screen_stack]
    sessions = [session for session in found if session is not None]
    for session in sessions:
        from quizzer.tui.trouble import troubles

        # The answers are on disk in any case.
        with suppress(*troubles()):
            session.finish()
    kept = any(session.is_kept for session in sessions)
    app.exit(return_code=code, message=app.say("app.kept") if kept else None)
