"""Pooling on values: forward, backward, max-unpooling, and what bilinear pooling costs.

A window reads the cells of the input under it. Padded cells never win a maximum and are no part of a median; to sums
they add 0, and ``count_include_pad`` decides whether they enter the divisor, as in torch.nn.AvgPool2d.

Source: torch.nn.MaxPool2d, AvgPool2d, LPPool2d, MaxUnpool2d.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator, print_value
from quizzer.calculators.matrices import MOST_SIDE, Grid, Matrix, element_lines, few, require_matrix, traced
from quizzer.calculators.pooling import pool_output_size
from quizzer.calculators.refusals import Refusal, require_at_most, require_counts
from quizzer.calculators.sizes import Pair
from quizzer.expressions.printing import print_number, print_with_numbers
from quizzer.expressions.tracing import lift, maximum, named, ratio, sqrt, total

Place = tuple[int, int]
Cells = Sequence[Any]

MOST_KERNEL = 64
MODES = ("max", "average", "l2", "rms", "median")


def _spans(size: int, kernel: int, stride: int | None, padding: int) -> list[range]:
    """The cells of the input that each window covers along one axis."""
    starts = (i * (stride or kernel) - padding for i in range(pool_output_size(size, kernel, stride, padding)))
    return [range(max(start, 0), min(start + kernel, size)) for start in starts]


def _windows(input: Grid, kernel: int, stride: int | None, padding: int) -> list[list[list[Place]]]:
    """The places that each window covers, by row and column of the output."""
    require_matrix(input=input)
    require_at_most(kernel=(kernel, MOST_KERNEL))
    down, across = (_spans(size, kernel, stride, padding) for size in (len(input), len(input[0])))
    return [[[(y, x) for y in ys for x in xs] for xs in across] for ys in down]


def _known_mode(mode: str, known: Sequence[str]) -> str:
    if mode not in known:
        raise Refusal("bad_argument", argument="mode", problem="no_choice", value=", ".join(known))
    return mode


# --- forward ----------------------------------------------------------------------------------------------------


def _median(cells: Cells) -> Any:
    ordered, middle = sorted(cells), len(cells) // 2
    return ordered[middle] if len(cells) % 2 else ratio(total(ordered[middle - 1 : middle + 1]), 2)


_REDUCTIONS: dict[str, Callable[[Cells, int], Any]] = {
    "max": lambda cells, divisor: maximum(*cells) if len(cells) > 1 else cells[0],
    "average": lambda cells, divisor: ratio(total(cells), divisor),
    "l2": lambda cells, divisor: sqrt(total(cell * cell for cell in cells)),
    "rms": lambda cells, divisor: sqrt(ratio(total(cell * cell for cell in cells), divisor)),
    "median": lambda cells, divisor: _median(cells),
}


def _pool(
    input: Matrix,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    mode: str = "max",
    count_include_pad: bool = True,
    reductions: dict[str, Callable[[Cells, int], Any]] | None = None,
    zeros: bool = False,
) -> list[list[Any]]:
    """Pooled values; for the misconceptions with other reductions, or with padded cells as zeros among the rest."""
    _known_mode(mode, MODES)
    reduce = (reductions or {}).get(mode, _REDUCTIONS[mode])

    def value(places: list[Place]) -> Any:
        cells = [input[y][x] for y, x in places]
        padded = kernel * kernel - len(cells)
        return reduce(cells + [0] * padded if zeros else cells, len(cells) + padded * count_include_pad)

    return [[value(places) for places in row] for row in _windows(input, kernel, stride, padding)]


def _pool_lines(input: Matrix, kernel: int, **given: Any) -> tuple[WorkedLine, ...]:
    rows = _pool(traced(input), kernel, **given)
    lines = element_lines("pooled_window", "pooled", (value for row in rows for value in row), rows)
    if given.get("mode") != "median":
        return lines
    windows = _windows(input, kernel, given.get("stride"), given.get("padding", 0))
    sorted_cells = [sorted(input[y][x] for y, x in places) for row in windows for places in row]
    # The value of a median does not show where it comes from, the cells in order do.
    return (
        *(
            WorkedLine(line.label, f"median({', '.join(map(print_number, cells))})", line.result, line.index)
            for line, cells in zip(lines[:-1], sorted_cells, strict=False)
        ),
        lines[-1],
    )


_SUM: dict[str, Callable[[Cells, int], Any]] = {"average": lambda cells, divisor: sum(cells)}
_NO_ROOT: dict[str, Callable[[Cells, int], Any]] = {
    "l2": lambda cells, divisor: sum(cell * cell for cell in cells),
    "rms": lambda cells, divisor: ratio(sum(cell * cell for cell in cells), divisor),
}


@calculator(
    Mistake("POOL-TAKEMEAN", given={"mode": "average"}),
    Mistake("POOL-TAKEMAX", given={"mode": "max"}),
    Mistake("POOL-NODIV", instead=lambda **given: _pool(**given, reductions=_SUM)),
    Mistake("POOL-TAKESUM", instead=lambda **given: _pool(**given | {"mode": "average"}, reductions=_SUM)),
    Mistake("POOL-COLUMN", instead=lambda **given: [list(column) for column in zip(*_pool(**given), strict=True)]),
    Mistake("POOL-STRIDE1", given={"stride": 1}),
    Mistake("POOL-COUNTPAD", given={"count_include_pad": True}),
    Mistake("POOL-SKIPPAD", given={"count_include_pad": False}),
    Mistake("PAD-MAXZERO", instead=lambda **given: _pool(**given, zeros=True)),
    Mistake("REG-NOROOT", instead=lambda **given: _pool(**given, reductions=_NO_ROOT)),
    Mistake(
        "POOL-L2MEAN",
        instead=lambda **given: _pool(**given, reductions={"l2": _REDUCTIONS["rms"], "rms": _REDUCTIONS["l2"]}),
    ),
    Mistake(
        "POOL-MEDLOW",
        instead=lambda **given: _pool(
            **given, reductions={"median": lambda cells, divisor: sorted(cells)[(len(cells) - 1) // 2]}
        ),
    ),
    narrate=_pool_lines,
    law=Law(
        "one value per window: max, Σx/n, √(Σx²), √(Σx²/n) or the median",
        r"y = \max x,\ \tfrac{1}{n}\sum x,\ \sqrt{\sum x^2},\ \sqrt{\tfrac{1}{n}\sum x^2}\ \text{or}\ \mathrm{med}\,x",
    ),
)
def pool_values(
    input: Matrix,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    mode: str = "max",
    count_include_pad: bool = True,
) -> list[list[Any]]:
    """Values of a pooling layer on one map, rounded down; ``stride`` defaults to ``kernel``, padding per side.

    ``mode``: "max", "average", "l2" (root of the sum of squares, torch.nn.LPPool2d with p 2), "rms" (root of their
    mean), "median" (of an even count the mean of the middle two). ``count_include_pad`` matters to average and rms.
    Exact where roots are. Raises InvalidShape as :func:`~quizzer.calculators.pooling.pool_output_size`, Refusal
    bad_argument: unknown mode, a map that is ragged or over 28 cells a side.
    """
    return _pool(input, kernel, stride, padding, mode, count_include_pad)


# --- backward ---------------------------------------------------------------------------------------------------


def _shares(
    input: Matrix,
    gradient: Matrix,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    mode: str = "max",
    count_include_pad: bool = True,
) -> list[tuple[list[Place], Any, int]]:
    """For each window the cells that get something, its gradient and the number it is divided by."""
    _known_mode(mode, ("max", "average"))
    windows = _windows(input, kernel, stride, padding)
    require_matrix(gradient=gradient)
    if (len(gradient), len(gradient[0])) != (len(windows), len(windows[0])):
        raise Refusal("bad_argument", argument="gradient", problem="lengths_differ", value=len(gradient))
    found: list[tuple[list[Place], Any, int]] = []
    for row, upstream in zip(windows, gradient, strict=True):
        for places, value in zip(row, upstream, strict=True):
            if mode == "max":
                # max() keeps the first of equal cells, as PyTorch does.
                found.append(([max(places, key=lambda place: input[place[0]][place[1]])], value, 1))
            else:
                found.append((places, value, kernel * kernel if count_include_pad else len(places)))
    return found


def _spread(
    input: Matrix,
    gradient: Matrix,
    kernel: int,
    share: Callable[[Any, int], Any] = lambda value, divisor: value if divisor == 1 else ratio(value, divisor),
    combine: Callable[[Any, Any], Any] = lambda old, new: old + new,
    **given: Any,
) -> list[list[Any]]:
    back: list[list[Any]] = [[0] * len(row) for row in input]
    for places, value, divisor in _shares(input, gradient, kernel, **given):
        for y, x in places:
            back[y][x] = combine(back[y][x], share(value, divisor))
    return back


def _backward_lines(input: Matrix, gradient: Matrix, kernel: int, **given: Any) -> tuple[WorkedLine, ...]:
    windows = [w for row in _windows(input, kernel, given.get("stride"), given.get("padding", 0)) for w in row]
    lines = []
    for number, (places, value, divisor) in enumerate(_shares(input, gradient, kernel, **given), 1):
        if given.get("mode", "max") == "max":
            cells = ", ".join(print_number(input[y][x]) for y, x in windows[number - 1])
            lines.append(WorkedLine("winner", f"argmax({cells})", print_value(list(places[0])), number))
        else:
            part: Any = ratio(lift(value), divisor)
            work, result = print_with_numbers(part.node), print_number(part.value)
            lines.append(WorkedLine("gradient_share", "" if work == result else work, result, number))
    return (*few(lines), WorkedLine("input_gradient", "", print_value(_spread(input, gradient, kernel, **given))))


def _to_the_first_cell(input: Matrix, **given: Any) -> list[list[Any]]:
    """Routed as if every window had its largest value in its first cell."""
    return _spread([[0] * len(row) for row in input], **given | {"mode": "max"})


@calculator(
    Mistake(
        "POOL-GRADALL",
        instead=lambda **given: _spread(**given | {"mode": "average"}, share=lambda value, divisor: value),
    ),
    Mistake("POOL-GRADFIRST", instead=_to_the_first_cell),
    Mistake("POOL-GRADSPREAD", given={"mode": "average"}),
    Mistake("POOL-GRADROUTE", given={"mode": "max"}),
    Mistake("POOL-GRADFULL", instead=lambda **given: _spread(**given, share=lambda value, divisor: value)),
    Mistake("POOL-GRADLAST", instead=lambda **given: _spread(**given, combine=lambda old, new: new)),
    Mistake("POOL-COUNTPAD", given={"count_include_pad": True}),
    Mistake("POOL-SKIPPAD", given={"count_include_pad": False}),
    narrate=_backward_lines,
    law=Law(
        "max: g to the largest cell;  average: g/n to every cell;  overlaps add",
        r"\frac{\partial L}{\partial x} = \sum_{w \ni x} g_w\,[x = \max w] \ \text{or}\ \sum_{w \ni x} \frac{g_w}{n}",
    ),
)
def pool_backward(
    input: Matrix,
    gradient: Matrix,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    mode: str = "max",
    count_include_pad: bool = True,
) -> list[list[Any]]:
    """Gradient for the input of a max or average pooling layer; ``gradient`` is that of its output.

    Max routes it to the largest cell of each window (the first in row order if several are equal), average gives each
    cell an equal part; what falls on padding is lost and windows that overlap add up. Exact. Raises Refusal
    bad_argument lengths_differ where ``gradient`` has not the output's shape, and all of :func:`pool_values`.
    """
    return _spread(
        input,
        gradient,
        kernel,
        stride=stride,
        padding=padding,
        mode=mode,
        count_include_pad=count_include_pad,
    )


# --- unpooling --------------------------------------------------------------------------------------------------


def _checked_switches(values: Matrix, indices: list[list[int]], output: Pair) -> None:
    require_matrix(values=values, indices=indices)
    require_counts(height=output[0], width=output[1])
    require_at_most(height=(output[0], MOST_SIDE), width=(output[1], MOST_SIDE))
    if [len(row) for row in values] != [len(row) for row in indices]:
        raise Refusal("bad_argument", argument="indices", problem="lengths_differ", value=len(indices))
    taken: dict[int, Any] = {}
    for value, index in zip(_flat(values), _flat(indices), strict=True):
        if not 0 <= index < output[0] * output[1]:
            raise Refusal("bad_argument", argument="indices", problem="no_cell", value=index)
        if taken.setdefault(index, value) != value:
            raise Refusal("bad_argument", argument="indices", problem="index_twice", value=index)


def _flat(matrix: Grid) -> list[Any]:
    return [value for row in matrix for value in row]


def _unpool(
    values: Matrix,
    indices: list[list[int]],
    output: Pair,
    place: Callable[[int, int, int], Place] = lambda index, height, width: divmod(index, width),
) -> list[list[Any]]:
    _checked_switches(values, indices, output)
    height, width = output
    rows: list[list[Any]] = [[0] * width for _ in range(height)]
    for value, index in zip(_flat(values), _flat(indices), strict=True):
        y, x = place(index, height, width)
        rows[y % height][x % width] = value
    return rows


def _nearest(values: Matrix, indices: list[list[int]], output: Pair) -> list[list[Any]]:
    height, width = output
    return [
        [values[y * len(values) // height][x * len(values[0]) // width] for x in range(width)] for y in range(height)
    ]


def _bed_of_nails(values: Matrix, indices: list[list[int]], output: Pair) -> list[list[Any]]:
    down, across = output[0] // len(values), output[1] // len(values[0])
    rows: list[list[Any]] = [[0] * output[1] for _ in range(output[0])]
    for y, row in enumerate(values):
        for x, value in enumerate(row):
            rows[y * down][x * across] = value
    return rows


def _unpool_lines(values: Matrix, indices: list[list[int]], output: Pair) -> tuple[WorkedLine, ...]:
    width = output[1]
    lines = [
        WorkedLine("switch", f"{index} = {y}·{width} + {x}", f"[{y}, {x}]", number)
        for number, index in enumerate(_flat(indices), 1)
        for y, x in [divmod(index, width)]
    ]
    return (*few(lines), WorkedLine("unpooled", "", print_value(_unpool(values, indices, output))))


@calculator(
    Mistake("UNPOOL-REPEAT", instead=_nearest),
    Mistake("UNPOOL-CORNER", instead=_bed_of_nails),
    Mistake(
        "UNPOOL-COLUMNS",
        instead=lambda **given: _unpool(**given, place=lambda index, height, width: (index % height, index // height)),
    ),
    Mistake(
        "UNPOOL-FROM1",
        instead=lambda **given: _unpool(**given, place=lambda index, height, width: divmod(index - 1, width)),
    ),
    narrate=_unpool_lines,
    law=Law("row = ⌊index/W⌋, column = index mod W; 0 elsewhere", r"y_{\lfloor i/W \rfloor,\, i \bmod W} = v_i"),
)
def max_unpool(values: Matrix, indices: list[list[int]], output: tuple[int, int]) -> list[list[Any]]:
    """Max-unpooling: every value at the place that its index gives in the map of ``output`` (height, width), else 0.

    Indices count the cells of the output from 0, row by row. Raises Refusal bad_argument: lengths_differ, no_cell for
    an index outside the map, index_twice for two values at one place. Source: torch.nn.MaxUnpool2d.
    """
    return _unpool(values, indices, output)


# --- bilinear pooling -------------------------------------------------------------------------------------------


@calculator(
    Mistake(
        "BPOOL-SUM",
        instead=lambda channels_a, channels_b, height, width: {
            "dimension": channels_a + channels_b,
            "macs": (channels_a + channels_b) * height * width,
        },
    ),
    Mistake(
        "BPOOL-MATCHED",
        instead=lambda channels_a, channels_b, height, width: {"dimension": min(channels_a, channels_b)},
    ),
    Mistake(
        "BPOOL-KEEPPLACES",
        instead=lambda channels_a, channels_b, height, width: {"dimension": channels_a * channels_b * height * width},
    ),
    Mistake("BPOOL-ONEPLACE", instead=lambda channels_a, channels_b, height, width: {"macs": channels_a * channels_b}),
    Mistake(
        "MAC-FLOP",
        instead=lambda channels_a, channels_b, height, width: {"macs": 2 * channels_a * channels_b * height * width},
    ),
    symbols={"channels_a": "D_1", "channels_b": "D_2", "height": "H", "width": "W"},
)
def bilinear_pool(channels_a: int, channels_b: int, height: int, width: int) -> dict[str, int]:
    """Length D_1·D_2 and multiply-adds D_1·D_2·H·W of bilinear pooling of two maps of equal height and width.

    At each place the outer product of the two descriptors, summed over the places; no bias, no normalisation, batch 1.
    Raises Refusal bad_argument below_one. Source: Lin et al. 2015, "Bilinear CNN models for fine-grained visual
    recognition".
    """
    require_counts(channels_a=channels_a, channels_b=channels_b, height=height, width=width)
    dimension = named("dimension", channels_a * channels_b)
    return {"dimension": dimension, "macs": named("macs", dimension * height * width)}
