"""Layers as a table, and matrices beside each other."""

from __future__ import annotations

import msgspec

from quizzer.questions.text import Language, fill
from quizzer.wording.columns import columns
from quizzer.wording.pictures_words import TEXTS
from quizzer.wording.wrapping import cells

Number = int | float
Values = list[list[Number]]

COLUMNS = ("c", "k", "s", "p", "d", "g")
GAP = 3


class Layer(msgspec.Struct):
    """One layer; None where it does not matter."""

    op: str
    c: int | None = None
    k: int | None = None
    s: int | None = None
    p: int | None = None
    d: int | None = None
    g: int | None = None
    bias: bool | None = None


class Layers(msgspec.Struct, tag_field="kind", tag="layers"):
    """The shape that goes in, channels first, and what it passes."""

    input: list[int]
    layers: list[Layer]


class Table(msgspec.Struct):
    """Rows of numbers under a title."""

    title: str
    values: Values


class Matrix(msgspec.Struct, tag_field="kind", tag="matrix"):
    """Tables beside each other."""

    title: str
    values: Values
    beside: list[Table] = []

    @property
    def tables(self) -> list[Table]:
        """All of them, from the left."""
        return [Table(self.title, self.values), *self.beside]


def draw_layers(picture: Layers, language: Language, width: int, height: int) -> list[str]:
    """A row a layer, with the columns that some layer fills; what holds for all (biases) is left to the prompt."""
    return [input_line(picture.input, language), *columns(layer_rows(picture, language), right_from=2)]


def layer_rows(picture: Layers, language: Language) -> list[list[str]]:
    """The cells of the table, its head first."""
    used = [name for name in COLUMNS if any(getattr(layer, name) is not None for layer in picture.layers)]
    rows = [["", *(TEXTS[f"picture.layers.{name}"][language] for name in ("layer", *used))]]
    for number, layer in enumerate(picture.layers, 1):
        cells_of_row = [_told(name, getattr(layer, name)) for name in used]
        rows.append([str(number), TEXTS[f"picture.op.{layer.op}"][language], *cells_of_row])
    return rows


def input_line(shape: list[int], language: Language) -> str:
    """The shape that goes in."""
    if len(shape) == 1 or (len(shape) == 3 and shape[1:] == [1, 1]):
        return fill(TEXTS["picture.layers.channels"][language], {"channels": f"{shape[0]}"})
    return fill(TEXTS["picture.layers.input"][language], {"shape": "×".join(map(str, shape))})


def _told(name: str, value: int | None) -> str:
    if value is None:
        return ""
    return f"{value}×{value}" if name == "k" else str(value)


def draw_matrix(picture: Matrix, language: Language, width: int, height: int) -> list[str]:
    """The tables beside each other, titles above, numbers aligned at their points."""
    blocks = [_block(table, language) for table in picture.tables]
    high = max(map(len, blocks))
    lines = [""] * high
    for block in blocks:
        wide = max(map(cells, block))
        block = [*block, *[""] * (high - len(block))]
        lines = [line + part + " " * (wide - cells(part) + GAP) for line, part in zip(lines, block, strict=True)]
    return [line.rstrip() for line in lines]


def _block(table: Table, language: Language) -> list[str]:
    title = TEXTS[f"picture.matrix.{table.title}"][language]
    texts = aligned(table.values)
    if table.title == "confusion":
        return [title, *_with_heads(texts, language)]
    wide = [max(map(len, column)) for column in zip(*texts, strict=True)]
    rows = ["  ".join(text.rjust(size) for text, size in zip(row, wide, strict=True)) for row in texts]
    if len(rows) == 1:
        return [title, f"[ {rows[0]} ]"]
    edges = ["┌┐", *["││"] * (len(rows) - 2), "└┘"]
    return [title, *(f"{edge[0]} {row} {edge[1]}" for row, edge in zip(rows, edges, strict=True))]


def _with_heads(texts: list[list[str]], language: Language) -> list[str]:
    names = class_names(len(texts), language)
    rows = [["", *names], *([name, *row] for name, row in zip(names, texts, strict=True))]
    return list(columns(rows, right_from=1))


def class_names(count: int, language: Language) -> list[str]:
    """What stands before the rows and over the columns of a confusion table."""
    if count == 2:
        return [TEXTS["picture.positive"][language], TEXTS["picture.negative"][language]]
    return [str(number) for number in range(count)]


def aligned(values: Values) -> list[list[str]]:
    """Every number with as many places after the point as the longest has, whole ones without."""
    texts = [[f"{value:.10g}".replace("-", "−") for value in row] for row in values]
    places = max(len(text.partition(".")[2]) for row in texts for text in row)
    if not places:
        return texts
    return [[_padded(text, places) for text in row] for row in texts]


def _padded(text: str, places: int) -> str:
    whole, point, rest = text.partition(".")
    return f"{whole}{point or ' '}{rest.ljust(places)}"
