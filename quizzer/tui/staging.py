"""Screens that paint their head within the blink of an eye and the rest right after."""

from __future__ import annotations

from textual.css.query import NoMatches

from quizzer.tui.speaking import SpeakingScreen


class StagedScreen(SpeakingScreen):
    """A screen of many widgets. ``compose`` makes the few that are seen at once, :meth:`fill` the others.

    Keys that are pressed in between wait in the app until there is something to receive them.
    """

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.filled = False

    def on_mount(self) -> None:
        self.name_keys()
        self.call_after_refresh(self._fill)

    async def fill(self) -> None:
        """Mount what ``compose`` left out, begin to read what it shows, and choose the focus; then it is spoken."""

    async def _fill(self) -> None:
        try:
            await self.fill()
            self.speak()
        except NoMatches:
            if self in self.app.screen_stack and self.app.is_running:
                raise  # else it was left before everything was there
        finally:
            self.app.call_later(self.quizzer.receive_keys, self)
