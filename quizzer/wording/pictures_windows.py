"""A kernel on its padded input, and the cone from one output down to the input."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from quizzer.questions.text import Language, fill
from quizzer.wording.pictures_words import TEXTS
from quizzer.wording.wrapping import cells

Axes = int | tuple[int, int]

MOST_ROWS = 11
MOST_COLUMNS = 20
MOST_TAPS_ACROSS = 32
CONE_CELLS = 41
TAP, TAP_OUTSIDE, RIM, INPUT = "■", "□", "0", "·"


class Kernel(msgspec.Struct, tag_field="kind", tag="kernel"):
    """A kernel at its first stop; sizes of both axes, or (vertical, horizontal)."""

    size: Axes
    kernel: Axes
    stride: Axes
    padding: Axes
    dilation: Axes

    def axes(self) -> tuple[Axis, Axis]:
        """Vertical and horizontal."""
        pairs = [_both(value) for value in (self.size, self.kernel, self.stride, self.padding, self.dilation)]
        return Axis(*(pair[0] for pair in pairs)), Axis(*(pair[1] for pair in pairs))


class Field(msgspec.Struct, tag_field="kind", tag="field"):
    """Layers (kernel, stride, dilation), the first one first."""

    layers: list[tuple[int, int, int]]


class Axis:
    """One axis of a padded input under a kernel."""

    def __init__(self, size: int, kernel: int, stride: int, padding: int, dilation: int) -> None:
        self.size, self.kernel, self.stride, self.padding, self.dilation = size, kernel, stride, padding, dilation
        self.whole = size + 2 * padding
        self.reach = dilation * (kernel - 1) + 1

    def is_tap(self, place: int) -> bool:
        return place < self.reach and place % self.dilation == 0

    def is_rim(self, place: int) -> bool:
        return not self.padding <= place < self.padding + self.size

    @property
    def moves(self) -> bool:
        return self.reach + self.stride <= self.whole

    def shown(self, room: int) -> int:
        """How many places are shown in ``room``: all of a small input, else a little more than the first two stops."""
        return self.whole if self.whole <= room else min(room - 1, max(self.reach + self.stride, room // 2) + 2)


def _both(value: Axes) -> tuple[int, int]:
    return value if isinstance(value, tuple) else (value, value)


def draw_kernel(picture: Kernel, language: Language, width: int, height: int) -> list[str]:
    """The upper left of the input with its rim, the taps at the first stop, and an arrow to the second."""
    down, across = picture.axes()
    margin = 0 if across.moves or not down.moves else 3
    arrow = across.moves
    rows = down.shown(min(MOST_ROWS, height - 1 - arrow))
    widest = max(MOST_COLUMNS, min(across.reach + across.stride + 2, MOST_TAPS_ACROSS) if across.moves else 0)
    columns = across.shown(min(widest, (width - margin) // 2))
    if rows < min(down.reach, down.whole) or (columns < across.reach and across.moves):
        return []
    grid = [
        " ".join([_sign(down, across, row, column) for column in range(columns)] + ["…"] * (columns < across.whole))
        for row in range(rows)
    ]
    if rows < down.whole:
        grid.append(" ".join("⋮" * columns))
    if margin:
        grid = [f"{_downward(down.stride, row)}  {line}" for row, line in enumerate(grid)]
        grid[0] += f"   ↓ {fill(TEXTS['picture.kernel.stride'][language], {'stride': str(down.stride)})}"
    above = [_arrow(across.stride, language)] if arrow else []
    legend = "   ".join(_legend(down, across, language))
    return [*above, *grid, legend]


def _sign(down: Axis, across: Axis, row: int, column: int) -> str:
    rim = down.is_rim(row) or across.is_rim(column)
    if down.is_tap(row) and across.is_tap(column):
        return TAP_OUTSIDE if rim else TAP
    return RIM if rim else INPUT


def _arrow(stride: int, language: Language) -> str:
    return f"└{'─' * (2 * stride - 1)}→ {fill(TEXTS['picture.kernel.stride'][language], {'stride': str(stride)})}"


def _downward(stride: int, row: int) -> str:
    return "┐" if row == 0 else "│" if row < stride else "↓" if row == stride else " "


def _legend(down: Axis, across: Axis, language: Language) -> Iterator[str]:
    padded = down.padding or across.padding
    yield fill(TEXTS["picture.kernel.taps"][language], {"sign": TAP})
    if padded:
        yield fill(TEXTS["picture.kernel.outside"][language], {"sign": TAP_OUTSIDE})
    yield fill(TEXTS["picture.kernel.input"][language], {"sign": INPUT})
    if padded:
        yield fill(TEXTS["picture.kernel.rim"][language], {"sign": RIM})


def draw_field(picture: Field, language: Language, width: int, height: int) -> list[str]:
    """A line a map, the output at the top; the heavy part is what the output sees of it.

    Every cone has the same foot, so that nothing can be counted.
    """
    names = [layer_name(number, layer, language) for number, layer in enumerate(picture.layers, 1)]
    names = [TEXTS["picture.field.input"][language], *names]
    names[-1] = fill(TEXTS["picture.field.output"][language], {"name": names[-1]})
    column = max(map(cells, names)) + 3
    cone = min(CONE_CELLS, width - column - 2) // 2 * 2 - 1
    if len(names) > height or cone < 2 * len(names):
        return []
    seen = spans(picture.layers, cone)
    lines = []
    for name, span in zip(reversed(names), reversed(seen), strict=True):
        side = (cone - span) // 2 + 1
        lines.append(f"{name}{' ' * (column - cells(name))}{'─' * side}{'━' * span}{'─' * side}")
    return lines


def layer_name(number: int, layer: tuple[int, int, int], language: Language) -> str:
    """What a layer is called beside its map."""
    kernel, stride, dilation = map(str, layer)
    words = {"number": str(number), "kernel": kernel, "stride": stride}
    name = fill(TEXTS["picture.field.layer"][language], words)
    return name if dilation == "1" else name + fill(TEXTS["picture.field.dilated"][language], {"dilation": dilation})


def spans(layers: list[tuple[int, int, int]], foot: int) -> list[int]:
    """Odd lengths of what is seen of the input and of each map after it, in proportion and never growing."""
    seen = [1]
    jumps = [1]
    for _, stride, _ in layers:
        jumps.append(jumps[-1] * stride)
    for kernel, stride, dilation in reversed(layers):
        seen.append((seen[-1] - 1) * stride + dilation * (kernel - 1) + 1)
    pixels = [cells_seen * jump for cells_seen, jump in zip(reversed(seen), jumps, strict=True)]
    scaled = [max(1, round(foot * wide / max(pixels)) // 2 * 2 - 1) for wide in pixels]
    never_growing = [foot]
    for wide in scaled[1:]:
        never_growing.append(min(wide, never_growing[-1]))
    never_growing[-1] = 1
    return never_growing
