"""A picture that is drawn with text as an SVG, each character in a cell of its own."""

from __future__ import annotations

import html
from collections.abc import Sequence

from quizzer.wording.wrapping import cells

CELL = 9
LINE = 18


def svg(lines: Sequence[str]) -> bytes:
    """The lines as an SVG that follows light and dark, without script, link or font of its own."""
    width = max(map(cells, lines)) * CELL + 2 * CELL
    height = len(lines) * LINE + LINE // 2
    texts = "".join(_line(line, (number + 1) * LINE) for number, line in enumerate(lines))
    style = "text{font:15px monospace;fill:#222}@media(prefers-color-scheme:dark){text{fill:#eee}}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<style>{style}</style>{texts}</svg>"
    ).encode()


def _line(line: str, y: int) -> str:
    """The characters of a line at their columns: no font is known whose characters are all equally wide."""
    places, column = [], 1
    for character in line:
        places.append(column * CELL)
        column += cells(character)
    shown = [(place, character) for place, character in zip(places, line, strict=True) if character != " "]
    if not shown:
        return ""
    columns = " ".join(str(place) for place, _ in shown)
    return f'<text y="{y}" x="{columns}">{html.escape("".join(character for _, character in shown))}</text>'
