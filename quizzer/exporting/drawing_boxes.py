"""Boxes on one common scale, their overlap hatched, and the maps of a pyramid, as shapes."""

from __future__ import annotations

from math import ceil, floor

from quizzer.exporting.shapes import LETTER, WIDEST, Sketch, wide
from quizzer.questions.text import Language, fill
from quizzer.wording.pictures_boxes import Box, Boxes, Pyramid, extent, overlap
from quizzer.wording.pictures_words import TEXTS

HIGHEST = 300
LARGEST_MAP = 90
SMALLEST_MAP = 26
_STYLES = ("strong", "second dashed")
"""Two boxes differ also without colour."""


def sketch_boxes(sketch: Sketch, picture: Boxes, language: Language) -> None:
    """The outlines with their names, the grid of a map and the frame of the picture below them."""
    left, top, right, bottom = extent(picture)
    scale = min(WIDEST / (right - left), HIGHEST / (bottom - top))

    def placed(box: Box) -> tuple[float, float, float, float]:
        return (box[0] - left) * scale, (box[1] - top) * scale, (box[2] - box[0]) * scale, (box[3] - box[1]) * scale

    if picture.cell:
        _grid(sketch, picture.cell, (left, top, right, bottom), scale)
    if picture.frame:
        sketch.rectangle(*placed((0, 0, *picture.frame)), "soft dashed")
    if len(picture.boxes) == 2 and overlap(*picture.boxes):
        sketch.rectangle(*placed(_common(*picture.boxes)), "hatch")
    for number, box in enumerate(picture.boxes):
        sketch.rectangle(*placed(box), _STYLES[number % 2] if len(picture.boxes) == 2 else "strong")
    _names(sketch, picture.names(language), [placed(box) for box in picture.boxes])
    if picture.point:
        x, y = (picture.point[0] - left) * scale, (picture.point[1] - top) * scale
        sketch.line((x - 6, y - 6), (x + 6, y + 6), "second")
        sketch.line((x - 6, y + 6), (x + 6, y - 6), "second")
    _legend(sketch, picture, language)


def _common(first: Box, second: Box) -> Box:
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def _grid(sketch: Sketch, cell: float, shown: Box, scale: float) -> None:
    left, top, right, bottom = shown
    for number in range(floor((right - left) / cell) + 1):
        x = number * cell * scale
        sketch.line((x, 0), (x, (bottom - top) * scale), "soft dashed")
    for number in range(floor((bottom - top) / cell) + 1):
        y = number * cell * scale
        sketch.line((0, y), ((right - left) * scale, y), "soft dashed")


def _names(sketch: Sketch, names: list[str], boxes: list[tuple[float, float, float, float]]) -> None:
    """Each name in a corner of its box where no other stands."""
    taken: list[tuple[float, float]] = []
    for name, (left, top, width, height) in zip(names, boxes, strict=True):
        length = wide(name)
        corners = [
            (left + 5, top + LETTER + 3),
            (left + width - length - 5, top + height - 6),
            (left + width - length - 5, top + LETTER + 3),
            (left + 5, top + height - 6),
            (left + width + 5, top + height / 2),
        ]
        room = [place for place in corners if all(_apart(place, other, length) for other in taken)]
        place = (room or corners)[0] if width > length + 8 else corners[-1]
        taken.append(place)
        sketch.text(*place, name, "bold name")


def _apart(place: tuple[float, float], other: tuple[float, float], length: float) -> bool:
    return abs(place[0] - other[0]) > length + 6 or abs(place[1] - other[1]) > LETTER


def _legend(sketch: Sketch, picture: Boxes, language: Language) -> None:
    y = sketch.below(24)
    if len(picture.boxes) == 2 and overlap(*picture.boxes):
        sketch.rectangle(0, y - 13, 16, 16, "hatch")
        sketch.text(24, y, fill(TEXTS["picture.overlap"][language], {"sign": ""}).strip())
        y += 24
    if picture.point:
        sketch.text(0, y, fill(TEXTS["picture.point"][language], {"sign": "×"}))
        y += 24
    if picture.cell:
        words = fill(TEXTS["picture.grid"][language], {"sign": "", "cell": f"{picture.cell:g}"}).strip()
        sketch.line((0, y - 5), (16, y - 5), "soft dashed")
        sketch.text(24, y, words)


def sketch_pyramid(sketch: Sketch, picture: Pyramid) -> None:
    """The maps beside each other on one ground line, each with its side in the middle."""
    left, ground = 0.0, float(LARGEST_MAP)
    for side in picture.sides:
        size = max(SMALLEST_MAP, LARGEST_MAP * side / max(picture.sides))
        width = max(size, ceil(wide(str(side))) + 8)
        if left and left + width > WIDEST:
            left, ground = 0, ground + LARGEST_MAP + 14
        sketch.rectangle(left, ground - size, width, size, "pale")
        sketch.text(left + width / 2, ground - size / 2 + 5, str(side), "", "middle")
        left += width + 14
