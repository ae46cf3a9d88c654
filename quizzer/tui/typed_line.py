"""A line to type in that takes keys one by one, however fast they come."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import Input

MOVES = ("app.focus_next", "app.focus_previous")


class TypedLine(Input):
    """An input in which the keys of one burst (a script, a slow line) edit and move as if they came one by one.

    Textual hands all of them to the input that has the focus when they come, and a binding acts only once its key has
    gone all the way up: of "7 Tab 3" both digits would stand in the first line.
    """

    async def _on_key(self, event: Key) -> None:
        if self.app.focused is not self:
            # An earlier key of the burst led elsewhere, and this one is meant for what is there.
            self.app.post_message(Key(event.key, event.character))
        elif event.is_printable or not await self._acts(event.key):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()

    async def _acts(self, key: str) -> bool:
        """Do at once what ``key`` means in this line, or where it leads; the screen does all else in its turn."""
        for node, bindings in self.screen._modal_binding_chain:
            for binding in bindings.key_to_bindings.get(key, ()):
                wanted = node is self or binding.action in MOVES
                if wanted and await self.app.run_action(binding.action, node):
                    return True
        return False
