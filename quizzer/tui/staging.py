"""Screens that paint their head within the blink of an eye and the rest right after."""

from __future__ import annotations

from textual import events
from textual.css.query import NoMatches

from quizzer.tui.speaking import SpeakingScreen


class StagedScreen(SpeakingScreen):
    """A screen of many widgets. ``compose`` makes the few that are seen at once, :meth:`fill` the others.

    Keys that are pressed in between wait until there is something to receive them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.filled = False
        self.early: list[events.Key] = []

    def on_mount(self) -> None:
        self.name_keys()
        self.call_after_refresh(self._fill)

    async def fill(self) -> None:
        """Mount what ``compose`` left out, and begin to read what it shows; it is spoken afterwards."""

    async def _fill(self) -> None:
        try:
            await self.fill()
            self.filled = True
            self.speak()
        except NoMatches:
            if self.is_attached and self.app.is_running:
                raise
            return  # left before it was there
        for key in self.early:
            self.app.post_message(key)
        self.early.clear()
