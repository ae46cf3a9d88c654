"""The picture of a question as an SVG of shapes, from the description that the terminal draws (docs/pictures.md)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from quizzer.exporting.drawing_boxes import sketch_boxes, sketch_pyramid
from quizzer.exporting.drawing_tables import sketch_layers, sketch_matrix
from quizzer.exporting.drawing_windows import sketch_field, sketch_kernel
from quizzer.exporting.shapes import Sketch
from quizzer.questions.text import Language
from quizzer.wording.pictures_boxes import Boxes, Pyramid
from quizzer.wording.pictures_tables import Layers, Matrix
from quizzer.wording.pictures_windows import Field, Kernel


def svg(picture: Mapping[str, object] | None, language: Language) -> str:
    """The picture as an SVG without script, link or font of its own; "" where there is none."""
    if picture is None:
        return ""
    sketch = Sketch()
    match msgspec.convert(dict(picture), Boxes | Field | Kernel | Layers | Matrix | Pyramid):
        case Boxes() as boxes:
            sketch_boxes(sketch, boxes, language)
        case Pyramid() as pyramid:
            sketch_pyramid(sketch, pyramid)
        case Kernel() as kernel:
            sketch_kernel(sketch, kernel, language)
        case Field() as field:
            sketch_field(sketch, field, language)
        case Layers() as layers:
            sketch_layers(sketch, layers, language)
        case Matrix() as matrix:
            sketch_matrix(sketch, matrix, language)
    return sketch.svg()
