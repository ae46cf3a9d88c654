"""The last look at what is drawn: frames, bars and marks that Textual brings, in ASCII where that was chosen."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quizzer.wording.signs import ONE_CELL


class SignFilter(LineFilter):
    """Puts a sign of ASCII in the cell of every other sign; sentences have come in ASCII already."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells in the same styles."""
        return [
            segment if segment.text.isascii() else Segment(segment.text.translate(ONE_CELL), segment.style)
            for segment in segments
        ]
