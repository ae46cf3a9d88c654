"""Boxes on one common scale, their overlap shaded, and maps of a pyramid beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

import msgspec

from quizzer.questions.text import Language, fill
from quizzer.wording.pictures_canvas import Canvas
from quizzer.wording.pictures_words import TEXTS
from quizzer.wording.wrapping import cells

Number = int | float
Box = tuple[Number, Number, Number, Number]
Rectangle = tuple[int, int, int, int]

MOST_COLUMNS = 60
MOST_ROWS = 14
ROWS_OF_ONE_BOX = 7
MOST_COLUMNS_A_UNIT = 6
MOST_COLUMNS_A_CELL = 8
MOST_SIDE = 8
LEAST_SIDE = 3


class Boxes(msgspec.Struct, tag_field="kind", tag="boxes"):
    """Boxes [x1, y1, x2, y2], y downwards; docs/pictures.md says what the rest means."""

    boxes: list[Box]
    labels: list[str] | None = None
    count_from: int = 0
    point: tuple[Number, Number] | None = None
    frame: tuple[Number, Number] | None = None
    cell: Number | None = None

    def names(self, language: Language) -> list[str]:
        """What stands at the corner of each box."""
        if self.labels:
            return [TEXTS[f"picture.box.{label}"][language] for label in self.labels]
        if len(self.boxes) == 2 and self.count_from == 0 and self.point is None:
            return ["A", "B"]
        return [str(number) for number in range(self.count_from, self.count_from + len(self.boxes))]


class Pyramid(msgspec.Struct, tag_field="kind", tag="pyramid"):
    """Square maps of these sides."""

    sides: list[int]


@dataclass(frozen=True, slots=True)
class _Scale:
    """From pixels to cells: a row is twice as high as a column is wide."""

    left: Number
    top: Number
    columns: float
    """Columns a pixel."""

    def place(self, x: Number, y: Number) -> tuple[int, int]:
        return round((x - self.left) * self.columns), round((y - self.top) * self.columns / 2)

    def rectangle(self, box: Box) -> Rectangle:
        return (*self.place(box[0], box[1]), *self.place(box[2], box[3]))


def draw_boxes(picture: Boxes, language: Language, width: int, height: int) -> list[str]:
    """The lines of a picture of boxes; none where two sides would fall together."""
    legend = "   ".join(_legend(picture, language))
    scale = _scale(picture, width, height - bool(legend))
    rectangles = [scale.rectangle(box) for box in picture.boxes] if scale else []
    if scale is None or any(right - left < 2 or bottom == top for left, top, right, bottom in rectangles):
        return []
    canvas = Canvas()
    if picture.cell:
        _grid(canvas, picture, scale)
    if picture.frame:
        canvas.dotted(*scale.rectangle((0, 0, *picture.frame)))
    if len(rectangles) == 2:
        (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) = rectangles
        inside = (max(left, other_left) + 1, max(top, other_top) + 1)
        canvas.shade(*inside, min(right, other_right) - 1, min(bottom, other_bottom) - 1, "░")
    for rectangle in rectangles:
        canvas.outline(*rectangle)
    if picture.point:
        canvas.write(*scale.place(*picture.point), "×")
    for name, rectangle in zip(picture.names(language), rectangles, strict=True):
        _write_name(canvas, name, rectangle)
    return [*canvas.lines(), *([legend] if legend else [])]


def extent(picture: Boxes) -> Box:
    """What the picture has to show, in pixels; whole cells where there is a grid."""
    boxes = [*picture.boxes]
    if picture.frame:
        boxes.append((0, 0, *picture.frame))
    if picture.point:
        boxes.append((*picture.point, *picture.point))
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if picture.cell:
        cell = picture.cell
        left, top = floor(left / cell) * cell, floor(top / cell) * cell
        right, bottom = ceil(right / cell) * cell, ceil(bottom / cell) * cell
    return left, top, right, bottom


def _scale(picture: Boxes, width: int, height: int) -> _Scale | None:
    left, top, right, bottom = extent(picture)
    names_outside = max(cells(name) for name in ("", *(picture.labels or ()))) + 2
    if not picture.cell:
        alone = len(picture.boxes) == 1 and picture.frame is None
        width, height = min(width, MOST_COLUMNS), min(height, ROWS_OF_ONE_BOX if alone else MOST_ROWS)
    columns = min((width - 1 - names_outside) / (right - left), 2 * (height - 1) / (bottom - top))
    if picture.cell:
        a_cell = min(floor(columns * picture.cell / 2) * 2, MOST_COLUMNS_A_CELL)
        return _Scale(left, top, a_cell / picture.cell) if a_cell else None
    if columns >= 2:
        columns = min(floor(columns / 2) * 2, MOST_COLUMNS_A_UNIT)
    return _Scale(left, top, columns) if columns > 0 else None


def _grid(canvas: Canvas, picture: Boxes, scale: _Scale) -> None:
    left, top, right, bottom = extent(picture)
    cell = picture.cell or 1
    for down in range(round((bottom - top) / cell) + 1):
        for across in range(round((right - left) / cell) + 1):
            column, row = scale.place(left + across * cell, top + down * cell)
            canvas.shade(column, row, column, row, "·")


def _write_name(canvas: Canvas, name: str, rectangle: Rectangle) -> None:
    """The name in a side of its box where no other name stands; beside the box where all are taken."""
    left, top, right, bottom = rectangle
    length = cells(name)
    places = [(left + 1, top), (right - length, bottom), (right - length, top), (left + 1, bottom)]
    inside = [place for place in places if right - left > length]
    outside = [(right + 2, row) for row in range(top, bottom + 1)]
    for column, row in (*inside, *outside):
        if canvas.is_free(column, row, length):
            canvas.write(column, row, name)
            return


def _legend(picture: Boxes, language: Language) -> Iterator[str]:
    if len(picture.boxes) == 2 and overlap(*picture.boxes):
        yield fill(TEXTS["picture.overlap"][language], {"sign": "░"})
    if picture.point:
        yield fill(TEXTS["picture.point"][language], {"sign": "×"})
    if picture.cell:
        yield fill(TEXTS["picture.grid"][language], {"sign": "·", "cell": f"{picture.cell:g}"})


def overlap(first: Box, second: Box) -> bool:
    """Whether two boxes have an area in common."""
    across = min(first[2], second[2]) > max(first[0], second[0])
    return across and min(first[3], second[3]) > max(first[1], second[1])


def draw_pyramid(picture: Pyramid, language: Language, width: int, height: int) -> list[str]:
    """The maps beside each other on one ground line, each with its side in the middle."""
    canvas = Canvas()
    most = min(MOST_SIDE, height)
    rows = [max(LEAST_SIDE, round(most * side / max(picture.sides))) for side in picture.sides]
    ground, left = max(rows) - 1, 0
    for side, high in zip(picture.sides, rows, strict=True):
        right = left + max(2 * high, len(str(side)) + 4) - 1
        top = ground - high + 1
        canvas.outline(left, top, right, ground)
        canvas.write((left + right - len(str(side)) + 1) // 2, (top + ground) // 2, str(side))
        left = right + 3
    return canvas.lines()
