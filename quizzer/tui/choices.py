"""What can be done from Home, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.events import Click

from quizzer.tui.lines import Lines
from quizzer.wording.columns import cut
from quizzer.wording.wrapping import cells

if TYPE_CHECKING:
    from quizzer.tui.home import HomeScreen

KEY_CELLS = 4
NAME_CELLS = 15


class Choices(Lines):
    """A line for each thing to do: its key, its name, what it is about."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.abouts: dict[str, str] = {}
        self.heard = ""

    def show(self, abouts: dict[str, str]) -> None:
        """Show these actions, in order, with what they are about."""
        self.abouts = abouts
        self.tell(self._lines)

    def hear(self, name: str) -> None:
        """Show that ``name`` was asked for and is on its way; "": nothing is."""
        self.heard = name
        self.refresh()

    def render(self) -> Content:
        lines = zip(self.abouts, self.lines(self.content_size.width), strict=False)
        return Content("\n").join(Content.styled(line, "reverse" * (name == self.heard)) for name, line in lines)

    def _lines(self, width: int) -> list[str]:
        return [cut(self._line(name, about), width) for name, about in self.abouts.items()]

    def _line(self, name: str, about: str) -> str:
        screen = cast("HomeScreen", self.screen)
        key, title = screen.key_of(name), screen.say(f"home.{name}")
        return f"{key}{' ' * max(KEY_CELLS - cells(key), 1)}{title}{' ' * max(NAME_CELLS - cells(title), 1)}{about}"

    async def on_click(self, event: Click) -> None:
        event.stop()
        if 0 <= event.y < len(self.abouts):
            await self.screen.run_action(list(self.abouts)[event.y])
