"""The time that an interview has used."""

from __future__ import annotations

from collections.abc import Callable

MOST_GAP_MS = 5_000
"""Nobody looked at the watch for longer than this: the program was stopped or the machine slept, and no time counts."""

Monotonic = Callable[[], float]
"""Seconds from anywhere on that only ever go forward, whatever happens to the clock on the wall."""


class Stopwatch:
    """Milliseconds since it began, apart from pauses; somebody has to look at it every few seconds."""

    def __init__(self, monotonic: Monotonic, used_ms: int = 0) -> None:
        self._monotonic = monotonic
        self._last = monotonic()
        self._rest = 0.0
        self.used_ms = used_ms
        self.running = True

    def look(self) -> int:
        """The milliseconds that passed since the last look and count; ``used_ms`` has them too."""
        now = self._monotonic()
        passed, self._last = (now - self._last) * 1000, now
        if not self.running or not 0 <= passed <= MOST_GAP_MS:
            return 0
        whole, self._rest = divmod(passed + self._rest, 1)
        self.used_ms += int(whole)
        return int(whole)

    def pause(self) -> None:
        """Stand still until :meth:`resume`."""
        self.look()
        self.running = False

    def resume(self) -> None:
        """Go on from here."""
        self.look()
        self.running = True
