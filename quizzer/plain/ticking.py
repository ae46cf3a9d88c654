"""The clock of an interview in lines: it goes on while a line is awaited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from quizzer.plain.interview import PlainInterview

EVERY_SECONDS = 1.0


@contextmanager
def ticking(plain: PlainInterview, seconds: float = EVERY_SECONDS) -> Iterator[None]:
    """Let the interview tick in the background, and say when a time is over."""
    ended = Event()

    def beat() -> None:
        while not ended.wait(seconds):
            # Whoever reads may have gone; the next line that is written finds that out.
            with plain.turn, suppress(OSError):
                if not ended.is_set():
                    plain.interview.tick()
                    plain.tell_time(waiting=True)

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
