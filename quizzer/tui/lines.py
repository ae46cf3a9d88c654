"""Lines that are made for the width there is."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size

from quizzer.tui.speaking import Words
from quizzer.wording.signs import drawn

Tell = Callable[[int], list[str]]
"""The lines for a width in cells."""


class Lines(Words):
    """Words whose lines depend on the width."""

    def __init__(self, *, id: str, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._tell: Tell = lambda _: []
        self._told: tuple[int, list[str]] | None = None

    def tell(self, tell: Tell) -> None:
        """Show what ``tell`` makes."""
        self._tell, self._told = tell, None
        self.take_room(True)
        self.refresh(layout=True)

    def lines(self, width: int) -> list[str]:
        """The lines for ``width``, made once."""
        if self._told is None or self._told[0] != width:
            self._told = width, [drawn(line) for line in self._tell(width)]
        return self._told[1]

    def render(self) -> Content:
        return Content("\n".join(self.lines(self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))
