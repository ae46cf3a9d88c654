"""What the command palette finds beside the commands: items of the bank, and calculators."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import Hit, Hits, Provider

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

MOST_HITS = 30
"""So many of a kind are offered; nobody reads more, and each is drawn."""


class ThingsProvider(Provider):
    """Items and calculators by parts of their names."""

    names: Sequence[str] = ()
    calculators: Sequence[str] = ()

    @property
    def quizzer(self) -> QuizzerApp:
        """The app, with its own type."""
        return cast("QuizzerApp", self.app)

    async def startup(self) -> None:
        """Read the names beside the palette, which is open already."""
        self.names, self.calculators = await asyncio.to_thread(self._read)

    def _read(self) -> tuple[Sequence[str], Sequence[str]]:
        from quizzer.calculators.catalogue import CALCULATORS
        from quizzer.tui.trouble import troubles

        try:
            items = sorted(self.quizzer.desk.bank.items)
        except troubles():
            items = []  # Home says why
        return items, sorted([*CALCULATORS, "network"])

    async def search(self, query: str) -> Hits:
        """Those whose names hold every word of ``query``."""
        for hit in self._found(self.names, query, "palette.item", self.quizzer.browse):
            yield hit
        for hit in self._found(self.calculators, query, "palette.calculator", self.quizzer.calculate):
            yield hit

    def _found(self, names: Sequence[str], query: str, about: str, act: Callable[[str], object]) -> list[Hit]:
        words = query.casefold().replace("_", " ").replace("-", " ").split()
        matcher = self.matcher(query)
        found = [name for name in names if all(word in name.replace("_", " ").replace("-", " ") for word in words)]
        shortest = sorted(found, key=len)[:MOST_HITS]
        help_text = self.quizzer.say(about)
        return [Hit(matcher.match(n) or 0.1, matcher.highlight(n), partial(act, n), help=help_text) for n in shortest]
