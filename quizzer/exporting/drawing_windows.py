"""A kernel on its padded input, and the cone from one output down to the input, as shapes."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.exporting.shapes import LETTER, WIDEST, Sketch, wide
from quizzer.questions.text import Language, fill
from quizzer.wording.pictures_windows import Axis, Field, Kernel, layer_name, spans
from quizzer.wording.pictures_words import TEXTS

MOST_CELLS = 14
"""Of a larger input the upper left corner is shown."""
LARGEST_CELL = 28
FOOT = 201
MAP_GAP = 44


def sketch_kernel(sketch: Sketch, picture: Kernel, language: Language) -> None:
    """The upper left of the input with its rim, the taps at the first stop, a frame and an arrow to the second."""
    down, across = picture.axes()
    rows, columns = _shown(down), _shown(across)
    if rows < down.whole:
        rows = min(rows, max(columns, down.reach + down.stride + 1))
    cell = min(LARGEST_CELL, WIDEST / max(columns, 1))
    for row in range(rows):
        for column in range(columns):
            _cell(sketch, down, across, (row, column), cell)
    _cut_off(sketch, down, across, (rows, columns), cell)
    stride = across.stride if across.moves else down.stride
    words = fill(TEXTS["picture.kernel.stride"][language], {"stride": str(stride)})
    if across.moves:
        sketch.arrow((cell / 2, -10), (cell / 2 + across.stride * cell, -10))
        sketch.text(cell / 2 + across.stride * cell + 8, -5, words)
    elif down.moves:
        sketch.arrow((-10, cell / 2), (-10, cell / 2 + down.stride * cell))
        sketch.text(0, -8, words)
    _legend(sketch, list(_signs(down, across)), language)


def _shown(axis: Axis) -> int:
    return max(axis.shown(MOST_CELLS), min(axis.reach + axis.stride, axis.whole, 2 * MOST_CELLS))


def _style(down: Axis, across: Axis, row: int, column: int) -> str:
    """What a place is: taps, outside, rim or input, as in the wording of its legend."""
    rim = down.is_rim(row) or across.is_rim(column)
    if down.is_tap(row) and across.is_tap(column):
        return "outside" if rim else "taps"
    return "rim" if rim else "input"


def _cell(sketch: Sketch, down: Axis, across: Axis, place: tuple[int, int], cell: float) -> None:
    row, column = place
    _draw_cell(sketch, _style(down, across, row, column), column * cell, row * cell, cell)


def _draw_cell(sketch: Sketch, style: str, left: float, top: float, cell: float) -> None:
    """Padding is a dashed 0, the input a pale square, a tap a filled square in it or a frame around its 0."""
    in_padding = style in ("rim", "outside")
    sketch.rectangle(left, top, cell, cell, "soft dashed" if in_padding else "soft pale")
    if style == "taps":
        sketch.rectangle(left + cell * 0.2, top + cell * 0.2, cell * 0.6, cell * 0.6, "filled")
    if style == "outside":
        sketch.rectangle(left + cell * 0.12, top + cell * 0.12, cell * 0.76, cell * 0.76, "strong")
    if in_padding and cell >= LETTER:
        sketch.text(left + cell / 2, top + cell / 2 + 5, "0", "small", "middle")


def _cut_off(sketch: Sketch, down: Axis, across: Axis, shown: tuple[int, int], cell: float) -> None:
    """Dots where the input goes on."""
    rows, columns = shown
    if columns < across.whole:
        sketch.text(columns * cell + 5, rows * cell / 2 + 4, "…", "bold")
    if rows < down.whole:
        sketch.text(columns * cell / 2, rows * cell + LETTER, "⋮", "bold", "middle")


def _signs(down: Axis, across: Axis) -> Iterator[str]:
    padded = bool(down.padding or across.padding)
    yield "taps"
    if padded:
        yield "outside"
    yield "input"
    if padded:
        yield "rim"


def _legend(sketch: Sketch, styles: list[str], language: Language) -> None:
    size = 18
    left, top = 0.0, sketch.below(14)
    for style in styles:
        words = fill(TEXTS[f"picture.kernel.{style}"][language], {"sign": ""}).strip()
        if left and left + size + 6 + wide(words) > WIDEST:
            left, top = 0, top + size + 8
        _draw_cell(sketch, style, left, top, size)
        sketch.text(left + size + 6, top + size - 4, words)
        left += size + 6 + wide(words) + 18


def sketch_field(sketch: Sketch, picture: Field, language: Language) -> None:
    """A line a map, the output at the top, and the cone from one output; every cone has the same foot."""
    names = [TEXTS["picture.field.input"][language]]
    names += [layer_name(number, layer, language) for number, layer in enumerate(picture.layers, 1)]
    names[-1] = fill(TEXTS["picture.field.output"][language], {"name": names[-1]})
    seen = spans(picture.layers, FOOT)
    centre, reach = FOOT / 2 + 40, FOOT / 2 + 40
    places = [(len(names) - 1 - number) * MAP_GAP for number in range(len(names))]
    left = [(centre - span / 2, y) for span, y in zip(seen, places, strict=True)]
    right = [(centre + span / 2, y) for span, y in zip(seen, places, strict=True)]
    sketch.polygon([*left, *reversed(right)], "soft pale")
    for name, start, end in zip(names, left, right, strict=True):
        sketch.line((centre - reach, start[1]), (centre + reach, end[1]), "soft")
        sketch.line((start[0] - 2, start[1]), (end[0] + 2, end[1]), "strong")
        sketch.text(centre - reach, start[1] + LETTER + 3, " ".join(name.split()), "small name")
