"""Shapes on a sheet that grows with them, written as an SVG of its own: no script, no font, no link."""

from __future__ import annotations

import html
from collections.abc import Iterable

from quizzer.wording.wrapping import cells

LETTER = 15
"""Pixels: the size of letters, legible on a phone where a sheet is as wide as the screen."""
SMALL = 13
"""Pixels: the size of letters where there is little room."""
WIDEST = 340
"""Pixels a drawing may be wide so that its letters keep their size on a phone."""
MARGIN = 10

_STYLE = (
    "rect,line,polygon{stroke:#333;fill:none;stroke-width:1.5}"
    f"text{{font:{LETTER}px system-ui,sans-serif;fill:#1c1c1c}}"
    "#sheet{fill:#fdfdfb;stroke:none}.soft{stroke:#8a8a8a;stroke-width:1}.dashed{stroke-dasharray:4 3}"
    ".strong{stroke:#1f5fa8;stroke-width:2.5}.filled{fill:#1f5fa8;stroke:#1f5fa8}.pale{fill:#dfe9f5}"
    ".second{stroke:#b4480f;stroke-width:2.5}.hatch{fill:url(#hatch);stroke:none}#hatch path{stroke:#555}"
    f".small{{font-size:{SMALL}px}}.bold{{font-weight:600}}"
    ".name{paint-order:stroke;stroke:#fdfdfb;stroke-width:4px}"
    "@media(prefers-color-scheme:dark){rect,line,polygon{stroke:#ccc}text{fill:#e8e6e3}#sheet{fill:#1e1e1e}"
    ".soft{stroke:#7d7d7d}.strong{stroke:#7fb3e6}.filled{fill:#7fb3e6;stroke:#7fb3e6}.pale{fill:#26384d}"
    ".second{stroke:#f0a46b}#hatch path{stroke:#aaa}.name{stroke:#1e1e1e}}"
)
_HATCH = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<path d="M0 7L7 0" stroke-width="1.2"/></pattern></defs>'
)


def wide(text: str, letter: float = LETTER) -> float:
    """About the width of ``text`` in pixels."""
    return cells(text) * letter * 0.56


class Sketch:
    """Places are in pixels, y downwards; the sheet is as large as what is on it."""

    def __init__(self) -> None:
        self._shapes: list[str] = []
        self._across: list[float] = []
        self._down: list[float] = []

    def rectangle(self, left: float, top: float, width: float, height: float, style: str = "") -> None:
        """A rectangle."""
        self._reach([(left, top), (left + width, top + height)])
        place = f'x="{_short(left)}" y="{_short(top)}" width="{_short(width)}" height="{_short(height)}"'
        self._shapes.append(f"<rect {place}{_class(style)}/>")

    def line(self, start: tuple[float, float], end: tuple[float, float], style: str = "") -> None:
        """A straight line."""
        self._reach([start, end])
        (x1, y1), (x2, y2) = start, end
        ends = f'x1="{_short(x1)}" y1="{_short(y1)}" x2="{_short(x2)}" y2="{_short(y2)}"'
        self._shapes.append(f"<line {ends}{_class(style)}/>")

    def arrow(self, start: tuple[float, float], end: tuple[float, float], style: str = "strong") -> None:
        """An arrow to the right or downwards."""
        self.line(start, end, style)
        x, y = end
        head = [(x - 6, y - 4), (x - 6, y + 4)] if start[1] == y else [(x - 4, y - 6), (x + 4, y - 6)]
        self.polygon([end, *head], "filled")

    def polygon(self, corners: Iterable[tuple[float, float]], style: str = "") -> None:
        """A closed line through the corners."""
        places = list(corners)
        self._reach(places)
        points = " ".join(f"{_short(x)},{_short(y)}" for x, y in places)
        self._shapes.append(f'<polygon points="{points}"{_class(style)}/>')

    def text(self, x: float, y: float, text: str, style: str = "", anchor: str = "start") -> None:
        """A line of text whose letters stand on ``y``; ``anchor`` says what of it is at ``x``: start, middle or end."""
        length = wide(text, SMALL if "small" in style else LETTER)
        left = x - length * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        self._reach([(left, y - LETTER), (left + length, y + 4)])
        where = f'x="{_short(x)}" y="{_short(y)}"'
        turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._shapes.append(f"<text {where}{turned}{_class(style)}>{html.escape(text)}</text>")

    def below(self, gap: float) -> float:
        """The y that is ``gap`` below everything drawn."""
        return max(self._down, default=0) + gap

    def svg(self) -> str:
        """The sheet; it follows light and dark. "" where nothing was drawn."""
        if not self._shapes:
            return ""
        left, top = min(self._across) - MARGIN, min(self._down) - MARGIN
        width, height = max(self._across) + MARGIN - left, max(self._down) + MARGIN - top
        corner, size = f"{_short(left)} {_short(top)}", f"{_short(width)} {_short(height)}"
        sheet = (
            f'<rect id="sheet" x="{_short(left)}" y="{_short(top)}" width="{_short(width)}" height="{_short(height)}"/>'
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_short(width)}" height="{_short(height)}" '
            f'viewBox="{corner} {size}"><style>{_STYLE}</style>{_HATCH}{sheet}{"".join(self._shapes)}</svg>'
        )

    def _reach(self, places: Iterable[tuple[float, float]]) -> None:
        for x, y in places:
            self._across.append(x)
            self._down.append(y)


def _class(style: str) -> str:
    return f' class="{style}"' if style else ""


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
