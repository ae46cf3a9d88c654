"""The line of keys at the foot of a screen: one widget, for a widget per key would take most of a screen's time."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from quizzer.wording.wrapping import cells

RULE = "▏"
"""Between the keys of the screen and that of the palette."""
KEY_STYLE = "bold $footer-key-foreground on $footer-key-background"
NAME_STYLE = "$footer-description-foreground on $footer-description-background"
RULE_STYLE = "$foreground 20%"
"""In the text and not in the style sheet, for that would look at a widget more for each of them."""


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A key, its action, how it is written, what it does in a word and in a sentence, and where it begins."""

    key: str
    action: str
    written: str
    name: str
    tip: str
    enabled: bool
    column: int

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + cells(f" {self.written} {self.name} ")


class KeyBar(Widget):
    """The keys of the screen that are worth showing, as far as they fit; a click does what the key does."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        color: $footer-foreground;
        background: $footer-background;
        text-wrap: nowrap;
    }
    """

    def __init__(self, *, palette: bool = True) -> None:
        super().__init__()
        self.palette = palette
        self.shown: tuple[ShownKey, ...] = ()
        self.pointed: ShownKey | None = None
        self.heard = ""

    def hear(self, action: str) -> None:
        """Show that ``action`` was asked for and is on its way, at the right where it has no place; "": nothing is."""
        self.heard = action
        self.refresh()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def on_resize(self) -> None:
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        shown = tuple(self._keys(screen))
        if shown != self.shown:
            self.shown = shown
            self.refresh()

    def _keys(self, screen: Screen[object]) -> list[ShownKey]:
        """Those that fit, from the left, how to quit last; the key of the palette at the right."""
        active = screen.active_bindings
        palette = active.get(self.app.COMMAND_PALETTE_BINDING)
        shown: dict[str, ActiveBinding] = {}
        for one in active.values():
            if one.binding.show:
                shown.setdefault(one.binding.action, one)
        room, at_right = self.size.width, []
        if palette is not None and self.palette and not screen.has_class("-narrow"):
            room -= self._placed(palette, 1).end
            at_right = [self._placed(palette, room + 1)]
        found: list[ShownKey] = []
        for one in sorted(shown.values(), key=lambda one: one.binding.action == "quit"):
            placed = self._placed(one, found[-1].end if found else 0)
            if placed.end > room:
                break
            found.append(placed)
        return found + at_right

    def _placed(self, active: ActiveBinding, column: int) -> ShownKey:
        binding = active.binding
        written = self.app.get_key_display(binding)
        return ShownKey(
            binding.key, binding.action, written, binding.description, active.tooltip, active.enabled, column
        )

    def render(self) -> Content:
        parts: list[tuple[str, str]] = []
        column = 0
        for one in self.shown:
            if one.column > column:
                parts += [(" " * (one.column - column - 1), ""), (RULE, RULE_STYLE)]
            marked = one == self.pointed or one.action == self.heard
            looks = f"{'' if one.enabled else ' dim'}{' reverse' if marked else ''}"
            parts += [(f" {one.written} ", KEY_STYLE + looks), (f"{one.name} ", NAME_STYLE + looks)]
            column = one.end
        bar = Content.assemble(*parts)
        hidden = self._hidden()
        if hidden is None:
            return bar
        heard = Content.styled(f" {hidden.written} {hidden.name} ", f"{KEY_STYLE} reverse")
        return bar.truncate(max(self.size.width - hidden.end, 0), pad=True) + heard

    def _hidden(self) -> ShownKey | None:
        """The key that was heard, if there is no room for it."""
        if not self.heard or any(one.action == self.heard for one in self.shown):
            return None
        found = (one for one in self.screen.active_bindings.values() if one.binding.action == self.heard)
        return next((self._placed(one, 0) for one in found), None)

    def _at(self, column: int) -> ShownKey | None:
        return next((one for one in self.shown if one.column <= column < one.end), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._point(self._at(event.x))

    def on_leave(self) -> None:
        self._point(None)

    def _point(self, pointed: ShownKey | None) -> None:
        if pointed != self.pointed:
            self.pointed = pointed
            self.tooltip = (pointed and (pointed.tip or pointed.name)) or None
            self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        pressed = self._at(event.x)
        if pressed is not None and pressed.enabled:
            self.app.simulate_key(pressed.key)
