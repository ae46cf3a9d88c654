"""RoI pooling and RoI Align on the map F[y][x] = y·W + x, whose values tell where they come from.

Sources: Girshick 2015, "Fast R-CNN", section 2.1 and roi_pooling_layer.cpp (corners rounded half away from zero, end
inclusive); He et al. 2017, "Mask R-CNN", section 3 and torchvision.ops.roi_align (``aligned`` shifts by half a pixel).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator, print_value
from quizzer.calculators.pooling import bins_of
from quizzer.calculators.refusals import MOST_REPEATS, Refusal, require_at_most, require_counts
from quizzer.expressions.tracing import ceil_div, named

Corners = tuple[float, float, float, float]
Result = dict[str, Any]


def round_half_away(value: Fraction | float) -> int:
    """The nearest whole number, halves away from zero, as C's round()."""
    return math.floor(value + Fraction(1, 2)) if value >= 0 else -math.floor(-value + Fraction(1, 2))


def _bins(first: int, last: int, count: int, cells: int, end: Callable[[int, int, int], int]) -> list[list[int]]:
    """Half-open bins over the inclusive cells first..last, cut off at the map."""
    size = max(last - first + 1, 1)
    raw = bins_of(size, count, end=end)
    return [[min(max(a + first, 0), cells), min(max(b + first, 0), cells)] for a, b in raw]


def _quantise(roi: Corners, stride: float, to_cell: Callable[[Fraction], int]) -> list[int]:
    scale = Fraction(str(stride))
    return [to_cell(Fraction(str(corner)) / scale) for corner in roi]


def _round_up_end(i: int, cells: int, bins: int) -> int:
    return ceil_div((i + 1) * cells, bins)


def _pool(
    H: int,
    W: int,
    stride: float,
    roi_xyxy: Corners,
    output_size: tuple[int, int],
    to_cell: Callable[[Fraction], int] = round_half_away,
    end: Callable[[int, int, int], int] = _round_up_end,
) -> Result:
    require_counts(H=H, W=W, stride=stride, rows=output_size[0], columns=output_size[1])
    require_at_most(output_size=(output_size[0] * output_size[1], MOST_REPEATS))
    x1, y1, x2, y2 = _quantise(roi_xyxy, stride, to_cell)
    rows, columns = output_size
    bins_y, bins_x = _bins(y1, y2, rows, H, end), _bins(x1, x2, columns, W, end)

    def largest(y: list[int], x: list[int]) -> int:
        # F grows with y and x, so the largest value of a bin is its last cell; an empty bin is 0.
        return (y[1] - 1) * W + x[1] - 1 if y[1] > y[0] and x[1] > x[0] else 0

    return {
        "quantised_roi_inclusive": [x1, y1, x2, y2],
        "bins_x_half_open": bins_x,
        "bins_y_half_open": bins_y,
        "max_output": [[largest(y, x) for x in bins_x] for y in bins_y],
    }


def _pool_lines(**given: Any) -> tuple[WorkedLine, ...]:
    scaled = [Fraction(str(corner)) / Fraction(str(given["stride"])) for corner in given["roi_xyxy"]]
    lines = [WorkedLine("roi_scaled", "", print_value([float(corner) for corner in scaled]))]
    return (*lines, *(WorkedLine(name, "", print_value(value)) for name, value in _pool(**given).items()))


def _floored(**given: Any) -> Result:
    return _pool(**given, to_cell=math.floor)


def _last_cell_left_out(**given: Any) -> Result:
    """The rounded second corner taken as the first cell outside, the bins as long as that leaves."""
    x1, y1, x2, y2 = given["roi_xyxy"]
    return _pool(**given | {"roi_xyxy": (x1, y1, x2 - given["stride"], y2 - given["stride"])})


@calculator(
    Mistake("ROI-FLOORCORNER", instead=_floored),
    Mistake("ROI-LASTCELL", instead=_last_cell_left_out),
    Mistake("ROI-STRIDE2", instead=lambda **given: _pool(**given | {"stride": 2 * given["stride"]})),
    Mistake("ROI-FLOORBIN", instead=lambda **given: _pool(**given, end=lambda i, cells, bins: (i + 1) * cells // bins)),
    narrate=_pool_lines,
    law=Law(
        "corners round(x/stride); bin i = [⌊i·w/n⌋, ⌈(i + 1)·w/n⌉) + x1; maximum of each bin",
        r"x' = \mathrm{round}(x/s),\quad [\lfloor iw/n \rfloor, \lceil (i+1)w/n \rceil) + x'_1",
    ),
)
def roi_pool(H: int, W: int, stride: float, roi_xyxy: Corners, output_size: tuple[int, int]) -> Result:
    """RoI max pooling on the map F[y][x] = y·W + x of H×W cells with ``stride`` image pixels a cell.

    ``roi_xyxy`` is in image pixels, ``output_size`` (rows, columns). Corners are divided and rounded half away from
    zero, the last cell belongs to the RoI, which has at least one cell; an empty bin is 0.
    """
    return _pool(H, W, stride, roi_xyxy, output_size)


# --- RoI Align --------------------------------------------------------------------------------------------------


def _read(H: int, W: int, y: float, x: float) -> float:
    """F at a point, bilinear; beyond one cell outside it is 0, at the border the edge value goes on."""
    if y < -1 or y > H or x < -1 or x > W:
        return 0.0
    y, x = min(max(y, 0.0), H - 1), min(max(x, 0.0), W - 1)
    # F is linear in both coordinates, so interpolating gives the plane itself.
    return y * W + x


def _nearest(H: int, W: int, y: float, x: float) -> float:
    if y < -1 or y > H or x < -1 or x > W:
        return 0.0
    return float(min(max(math.floor(y + 0.5), 0), H - 1) * W + min(max(math.floor(x + 0.5), 0), W - 1))


def _align(
    H: int,
    W: int,
    stride: float,
    roi_xyxy: Corners,
    output_size: tuple[int, int],
    sampling_ratio: int = -1,
    aligned: bool = False,
    read: Callable[[int, int, float, float], float] = _read,
) -> Result:
    rows, columns = output_size
    require_counts(H=H, W=W, rows=rows, columns=columns)
    require_at_most(output_size=(rows * columns, MOST_REPEATS))
    if stride <= 0:
        raise Refusal("bad_argument", argument="stride", problem="below_one", value=stride)
    shift = 0.5 if aligned else 0.0
    x1, y1, x2, y2 = (corner / stride - shift for corner in roi_xyxy)
    width, height = x2 - x1, y2 - y1
    if not aligned:
        width, height = max(width, 1.0), max(height, 1.0)
    high, wide = height / rows, width / columns
    per_y = sampling_ratio if sampling_ratio > 0 else math.ceil(high)
    per_x = sampling_ratio if sampling_ratio > 0 else math.ceil(wide)
    require_at_most(sampling_ratio=(rows * columns * per_y * per_x, 100 * MOST_REPEATS))

    def bin_value(row: int, column: int) -> float:
        samples = [
            read(H, W, y1 + (row + (i + 0.5) / per_y) * high, x1 + (column + (j + 0.5) / per_x) * wide)
            for i in range(per_y)
            for j in range(per_x)
        ]
        return sum(samples) / max(len(samples), 1)

    return {
        "output": [[bin_value(row, column) for column in range(columns)] for row in range(rows)],
        "roi_on_map": [x1, y1, x2, y2],
        "samples_per_bin": [per_y, per_x],
    }


def _align_lines(**given: Any) -> tuple[WorkedLine, ...]:
    result = _align(**given)
    names = ("roi_on_map", "samples_per_bin", "output")
    return tuple(WorkedLine(name, "", print_value(result[name])) for name in names)


def _integer_corners(**given: Any) -> Result:
    corners = tuple(given["stride"] * round_half_away(corner / given["stride"]) for corner in given["roi_xyxy"])
    return {"output": _align(**given | {"roi_xyxy": corners})["output"]}


@calculator(
    Mistake("ROI-ROUNDED", instead=_integer_corners),
    Mistake("ROI-SHIFT", given={"aligned": False}),
    Mistake("ROI-ADDSHIFT", given={"aligned": True}),
    Mistake("ROI-ONESAMPLE", given={"sampling_ratio": 1}),
    Mistake("ROI-NEAREST", instead=lambda **given: {"output": _align(**given, read=_nearest)["output"]}),
    narrate=_align_lines,
    law=Law(
        "bin = mean of F at its sample points; x = x1/stride (− ½ if aligned)",
        r"\frac{1}{n^2}\sum_{i,j} F(y_i, x_j),\quad x = x_1/s \;(-\tfrac12)",
    ),
)
def roi_align(
    H: int,
    W: int,
    stride: float,
    roi_xyxy: Corners,
    output_size: tuple[int, int],
    sampling_ratio: int = -1,
    aligned: bool = False,
) -> Result:
    """RoI Align on the map F[y][x] = y·W + x: mean of bilinear samples of each bin, nothing is rounded.

    ``sampling_ratio`` n takes n×n samples a bin, ⌈bin size⌉ if it is not positive. ``aligned`` shifts by half a pixel;
    without it the RoI has at least one cell a side. Samples over a cell outside the map are 0.
    """
    return _align(H, W, stride, roi_xyxy, output_size, sampling_ratio, aligned)


@calculator(
    Mistake("BIL-SWAP", instead=lambda values, x, y: _bilinear(values, y, x)),
    Mistake("ROI-NEAREST", instead=lambda values, x, y: values[math.floor(y + 0.5)][math.floor(x + 0.5)]),
    Mistake("BIL-WEIGHTS", instead=lambda values, x, y: _bilinear(values, 1 - x, 1 - y)),
    symbols={"values": "v"},
)
def bilinear_sample(values: tuple[tuple[int, int], tuple[int, int]], x: Fraction, y: Fraction) -> object:
    """Bilinear value at column x, row y (both 0..1) between the four cells of a 2×2 map; centres at whole numbers."""
    return _bilinear(values, x, y)


def _bilinear(values: Any, x: Any, y: Any) -> Any:
    (a, b), (c, d) = values
    top = named("upper_row", (1 - x) * a + x * b)
    bottom = named("lower_row", (1 - x) * c + x * d)
    return named("value", (1 - y) * top + y * bottom)


@calculator(
    Mistake("ROI-NOROUND", instead=lambda side, stride, bins: (side, 0)),
    Mistake("ROI-STRIDE2", instead=lambda side, stride, bins: _kept(side, 2 * stride, bins)),
    Mistake("ROI-ONEROUND", instead=lambda side, stride, bins: (side // stride * stride, side % stride)),
    symbols={"side": "w", "stride": "s", "bins": "n"},
)
def roi_quantisation_loss(side: int, stride: int, bins: int) -> tuple[int, int]:
    """(image pixels that two roundings down keep of ``side``, pixels lost): n·⌊⌊w/s⌋/n⌋·s, the tutorial rule."""
    require_counts(side=side, stride=stride, bins=bins)
    return _kept(side, stride, bins)


def _kept(side: int, stride: int, bins: int) -> tuple[int, int]:
    cells = named("cells", side // stride)
    a_bin = named("bin_cells", cells // bins)
    covered = named("covered", a_bin * bins * stride)
    return covered, named("lost", side - covered)
