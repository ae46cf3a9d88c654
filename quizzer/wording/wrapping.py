"""Breaking text into lines by terminal cells, in Chinese too: between characters, but never before a closing mark."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

from quizzer.wording.signs import drawn

# A piece that stays together: blanks; or one wide character or a run of narrow ones, with opening marks before it and
# closing marks after it.
_OPENING = "（“‘《〈【「『(["
_CLOSING = "，。；：？！、）”’》〉】」』…,.;:?!)]%"
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6"
_PIECE = re.compile(
    rf"[ \u00a0]+|[{re.escape(_OPENING)}]*(?:[{_WIDE}]|[^{_WIDE} \u00a0]+)[{re.escape(_CLOSING)}]*",
)


def cells(text: str) -> int:
    """The columns that ``text`` takes in the signs that were chosen; ambiguous characters count as one."""
    text = drawn(text)
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """``text`` in lines of at most ``width`` cells; its own line breaks and indentation stay.

    The second and later lines of a paragraph stand ``hang`` cells further to the right.
    """
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, max(width, 2), hang)]


def _wrap_paragraph(paragraph: str, width: int, hang: int) -> list[str]:
    line = " " * min(len(paragraph) - len(paragraph.lstrip(" ")), width // 2)
    indent = line + " " * min(hang, width // 2)
    lines: list[str] = []
    for piece in _PIECE.findall(paragraph.lstrip(" ")):
        if cells(line) + cells(piece.rstrip(" ")) <= width:
            line += piece
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        line = indent + piece.lstrip(" ")
        while cells(line) > width:
            cut = _fitting(line, width)
            lines.append(line[:cut])
            line = indent + line[cut:]
    return [*lines, line.rstrip(" ")]


def _fitting(line: str, width: int) -> int:
    """How many characters of ``line`` fit into ``width`` cells."""
    taken = 0
    for place, character in enumerate(line):
        taken += cells(character)
        if taken > width:
            return max(place, 1)
    return len(line)
