"""The picture of a question as lines of text; docs/pictures.md says what each kind describes."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from quizzer.questions.text import Language
from quizzer.wording.pictures_boxes import Boxes, Pyramid, draw_boxes, draw_pyramid
from quizzer.wording.pictures_tables import Layers, Matrix, draw_layers, draw_matrix
from quizzer.wording.pictures_windows import Field, Kernel, draw_field, draw_kernel
from quizzer.wording.signs import drawn, in_ascii
from quizzer.wording.wrapping import cells

MOST_COLUMNS = 76
MOST_LINES = 14

_Picture = Boxes | Field | Kernel | Layers | Matrix | Pyramid
_ASCII = str.maketrans("·↓", ".v")
"""Here a point is no product and an arrow no key."""


def picture_lines(
    picture: Mapping[str, object] | None,
    language: Language,
    *,
    width: int = MOST_COLUMNS,
    height: int = MOST_LINES,
) -> list[str]:
    """``picture`` in at most ``width`` cells and ``height`` lines; nothing where there is none or no room for it."""
    if picture is None:
        return []
    width, height = min(width, MOST_COLUMNS), min(height, MOST_LINES)
    lines = _draw(msgspec.convert(dict(picture), _Picture), language, width, height)
    if len(lines) > height or any(cells(line) > width for line in lines):
        return []
    return [drawn(line.translate(_ASCII)) for line in lines] if in_ascii() else lines


def _draw(picture: _Picture, language: Language, width: int, height: int) -> list[str]:
    match picture:
        case Boxes():
            return draw_boxes(picture, language, width, height)
        case Pyramid():
            return draw_pyramid(picture, language, width, height)
        case Kernel():
            return draw_kernel(picture, language, width, height)
        case Field():
            return draw_field(picture, language, width, height)
        case Layers():
            return draw_layers(picture, language, width, height)
        case Matrix():
            return draw_matrix(picture, language, width, height)
