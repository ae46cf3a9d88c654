"""A grid of terminal cells to draw on: lines that join where they meet, shades below them, words above them."""

from __future__ import annotations

from quizzer.wording.wrapping import cells

_UP, _RIGHT, _DOWN, _LEFT = 1, 2, 4, 8
_JOINED = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"


class Canvas:
    """Cells are (column, row) from the upper left, which is (0, 0)."""

    def __init__(self) -> None:
        self._shades: dict[tuple[int, int], str] = {}
        self._joints: dict[tuple[int, int], int] = {}
        self._signs: dict[tuple[int, int], str] = {}

    def shade(self, left: int, top: int, right: int, bottom: int, sign: str) -> None:
        """Fill a rectangle, both ends included, below everything else."""
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self._shades[column, row] = sign

    def outline(self, left: int, top: int, right: int, bottom: int) -> None:
        """The four sides of a rectangle."""
        self._across(left, right, top)
        self._across(left, right, bottom)
        self._down(left, top, bottom)
        self._down(right, top, bottom)

    def dotted(self, left: int, top: int, right: int, bottom: int) -> None:
        """A rectangle of dots, below the lines."""
        for column in range(left, right + 1, 2):
            self._shades[column, top] = self._shades[column, bottom] = "·"
        for row in range(top, bottom + 1):
            self._shades[left, row] = self._shades[right, row] = "·"

    def is_free(self, column: int, row: int, length: int) -> bool:
        """Whether no word stands in ``length`` cells from here, nor right beside them."""
        return column >= 0 and all((place, row) not in self._signs for place in range(column - 1, column + length + 1))

    def write(self, column: int, row: int, text: str) -> None:
        """Put ``text`` above everything else; a wide character takes as many cells as it needs."""
        for character in text:
            self._signs[column, row] = character
            for further in range(1, cells(character)):
                self._signs[column + further, row] = ""
            column += cells(character)

    def lines(self) -> list[str]:
        """What was drawn, without blanks at the ends."""
        drawn = {*self._shades, *self._joints, *self._signs}
        if not drawn:
            return []
        width, height = max(column for column, _ in drawn) + 1, max(row for _, row in drawn) + 1
        return ["".join(self._sign(column, row) for column in range(width)).rstrip() for row in range(height)]

    def _sign(self, column: int, row: int) -> str:
        place = (column, row)
        if place in self._signs:
            return self._signs[place]
        if place in self._joints:
            return _JOINED[self._joints[place]]
        return self._shades.get(place, " ")

    def _across(self, left: int, right: int, row: int) -> None:
        for column in range(left, right):
            self._join(column, row, _RIGHT)
            self._join(column + 1, row, _LEFT)

    def _down(self, column: int, top: int, bottom: int) -> None:
        for row in range(top, bottom):
            self._join(column, row, _DOWN)
            self._join(column, row + 1, _UP)

    def _join(self, column: int, row: int, side: int) -> None:
        self._joints[column, row] = self._joints.get((column, row), 0) | side
