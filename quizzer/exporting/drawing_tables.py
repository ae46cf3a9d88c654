"""Layers as a table, and matrices beside each other, as shapes."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.exporting.shapes import LETTER, SMALL, WIDEST, Sketch, wide
from quizzer.questions.text import Language
from quizzer.wording.pictures_tables import Layers, Matrix, Table, aligned, class_names, input_line, layer_rows
from quizzer.wording.pictures_words import TEXTS

ROW = 26
GAP = 24
PADDING = 9


def sketch_layers(sketch: Sketch, picture: Layers, language: Language) -> None:
    """The shape that goes in, an arrow, and a row a layer."""
    sketch.text(0, LETTER, " ".join(input_line(picture.input, language).split()), "bold")
    sketch.arrow((8, LETTER + 8), (8, LETTER + 28))
    rows = layer_rows(picture, language)
    _ruled(sketch, rows, LETTER + 34, left_columns=2)


def _widths(rows: Sequence[Sequence[str]], letter: int) -> list[float]:
    padding = PADDING if letter == LETTER else PADDING - 3
    return [max(wide(text, letter) for text in column) + 2 * padding for column in zip(*rows, strict=True)]


def _ruled(sketch: Sketch, rows: Sequence[Sequence[str]], top: float, *, left_columns: int, x: float = 0) -> None:
    """A table with a head, in small letters where it would be too wide. Numbers end where their columns end."""
    widths, size = _widths(rows, LETTER), ""
    if sum(widths) > WIDEST:
        widths, size = _widths(rows, SMALL), "small "
    for number, row in enumerate(rows):
        y = top + number * ROW
        if number:
            sketch.rectangle(x, y, sum(widths), ROW, "soft pale" if number % 2 else "soft")
        left = x
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            style = size + ("bold" if number == 0 or (left_columns == 1 and column == 0) else "")
            if column < left_columns:
                sketch.text(left + PADDING - 3, y + 18, cell, style)
            else:
                sketch.text(left + width - PADDING + 3, y + 18, cell, style, "end")
            left += width


def sketch_matrix(sketch: Sketch, picture: Matrix, language: Language) -> None:
    """The tables beside each other, or below each other where a phone is too narrow; titles above."""
    left, top = 0.0, 0.0
    for table in picture.tables:
        width = _table_width(table, language)
        if left and left + width > WIDEST:
            left, top = 0, sketch.below(GAP)
        _table(sketch, table, (left, top), language)
        left += width + GAP


def _table_width(table: Table, language: Language) -> float:
    rows = aligned(table.values)
    head = wide(_title(table, language))
    names = max(map(wide, class_names(len(rows), language))) + 2 * PADDING if table.title == "confusion" else 0
    return max(head, names + len(rows[0]) * _side(rows))


def _title(table: Table, language: Language) -> str:
    return TEXTS[f"picture.matrix.{table.title}"][language]


def _side(rows: list[list[str]]) -> float:
    return max(ROW, *(wide(text.strip()) + 2 * PADDING - 6 for row in rows for text in row))


def _table(sketch: Sketch, table: Table, corner: tuple[float, float], language: Language) -> None:
    left, top = corner
    sketch.text(left, top + LETTER, _title(table, language), "bold")
    rows = aligned(table.values)
    if table.title == "confusion":
        names = class_names(len(rows), language)
        headed = [["", *names], *([name, *row] for name, row in zip(names, rows, strict=True))]
        _ruled(sketch, headed, top + LETTER + 6, left_columns=1, x=left)
        return
    side = _side(rows)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y = left + column * side, top + LETTER + 10 + number * ROW
            sketch.rectangle(x, y, side, ROW, "soft")
            sketch.text(x + side / 2, y + 18, text.strip(), "", "middle")
