"""What scrolls with keys."""

from __future__ import annotations

from collections.abc import Callable

from textual.actions import SkipAction
from textual.containers import VerticalScroll


class Column(VerticalScroll):
    """A column that follows each key at once; Textual would glide, and begin a moment after the key."""

    def _scroll(self, scroll: Callable[..., None]) -> None:
        if not self.allow_vertical_scroll:
            raise SkipAction
        scroll(animate=False)

    def action_scroll_up(self) -> None:
        self._scroll(self.scroll_up)

    def action_scroll_down(self) -> None:
        self._scroll(self.scroll_down)

    def action_page_up(self) -> None:
        self._scroll(self.scroll_page_up)

    def action_page_down(self) -> None:
        self._scroll(self.scroll_page_down)

    def action_scroll_home(self) -> None:
        self._scroll(self.scroll_home)

    def action_scroll_end(self) -> None:
        self._scroll(self.scroll_end)
