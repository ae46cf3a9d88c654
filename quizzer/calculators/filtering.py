"""Kernels on values: one response of a filter, convolution against cross-correlation, kernels that separate.

Cross-correlation multiplies as the kernel stands; convolution turns it by 180° first. Layers of frameworks
compute the former. Whole numbers and fractions stay exact.

Source: Goodfellow et al. 2016, "Deep Learning", section 9.1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator, print_value
from quizzer.calculators.matrices import Grid, Matrix, element_lines, few, require_matrix, traced, transpose, turned
from quizzer.calculators.refusals import InvalidShape, Refusal, require_counts
from quizzer.calculators.sizes import Pair
from quizzer.expressions.printing import print_number
from quizzer.expressions.tracing import named, ratio, total

Result = dict[str, Any]


def _is_convolution(operation: str) -> bool:
    if operation not in ("correlation", "convolution"):
        raise Refusal("bad_argument", argument="operation", problem="no_choice", value="correlation, convolution")
    return operation == "convolution"


def _oriented(kernel: Grid, operation: str) -> Grid:
    return turned(kernel) if _is_convolution(operation) else kernel


# --- one response of a filter -----------------------------------------------------------------------------------

KERNELS: Mapping[str, tuple[Matrix, int]] = {
    "mean": ([[1, 1, 1], [1, 1, 1], [1, 1, 1]], 9),
    "gaussian": ([[1, 2, 1], [2, 4, 2], [1, 2, 1]], 16),
    "sharpen": ([[-1, -1, -1], [-1, 9, -1], [-1, -1, -1]], 1),
    "laplacian4": ([[0, 1, 0], [1, -4, 1], [0, 1, 0]], 1),
    "laplacian8": ([[1, 1, 1], [1, -8, 1], [1, 1, 1]], 1),
    "prewitt_x": ([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], 1),
    "prewitt_y": ([[-1, -1, -1], [0, 0, 0], [1, 1, 1]], 1),
    "sobel_x": ([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], 1),
    "sobel_y": ([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], 1),
}
"""The usual 3×3 kernels with their divisors; x responds to changes along a row, y along a column."""


def _weights(kernel: str | Matrix) -> tuple[Matrix, int]:
    if not isinstance(kernel, str):
        return kernel, 1
    if kernel not in KERNELS:
        raise Refusal("bad_argument", argument="kernel", problem="no_choice", value=", ".join(KERNELS))
    return KERNELS[kernel]


def _response(
    patch: Matrix, kernel: str | Matrix, divisor: int | None, orient: Callable[[Grid], Grid] = lambda weights: weights
) -> Any:
    weights, own_divisor = _weights(kernel)
    require_matrix(patch=patch, kernel=weights)
    if (len(weights), len(weights[0])) != (len(patch), len(patch[0])):
        raise Refusal("bad_argument", argument="kernel", problem="lengths_differ", value=len(weights))
    below = own_divisor if divisor is None else divisor
    if not below:
        raise Refusal("bad_argument", argument="divisor", problem="no_divisor", value=0)
    rows = [
        named("weighted_row", total(value * weight for value, weight in zip(values, row, strict=True)), place)
        for place, (values, row) in enumerate(zip(patch, orient(weights), strict=True), 1)
    ]
    whole = named("weighted_sum", total(rows))
    return named("response", whole if below == 1 else ratio(whole, below))


def _with_kernel(change: Callable[[Grid], Grid]) -> Callable[..., Any]:
    """The response with the kernel as stored changed first."""

    def wrong(
        patch: Matrix, kernel: str | Matrix, divisor: int | None = None, operation: str = "correlation"
    ) -> object:
        return _response(patch, kernel, divisor, lambda weights: change(_oriented(weights, operation)))

    return wrong


@calculator(
    Mistake("XC-FLIP", given={"operation": "convolution"}),
    Mistake("XC-NOFLIP", given={"operation": "correlation"}),
    Mistake("XC-TRANSPOSE", instead=_with_kernel(transpose)),
    Mistake("FIL-NODIV", given={"divisor": 1}),
    structural=("operation",),
    symbols={"patch": "x", "kernel": "k", "divisor": "d"},
    law=Law("y = Σ x[i][j]·k[i][j]/d;  convolution: k turned by 180°", r"y = \frac{1}{d} \sum_{i,j} x_{ij} k_{ij}"),
)
def filter_apply(
    patch: Matrix, kernel: str | Matrix, divisor: int | None = None, operation: str = "correlation"
) -> Any:
    """Response Σ patch·kernel / divisor of a filter on one ``patch`` of the kernel's size; exact.

    ``kernel`` is a matrix (divisor 1 unless given) or the name of one of :data:`KERNELS`, which brings its divisor.
    With ``operation`` "convolution" the kernel is turned by 180° first. Raises Refusal bad_argument: lengths_differ,
    no_divisor, no_choice.
    Sources: Goodfellow et al. 2016, "Deep Learning", section 9.1; Gonzalez & Woods, "Digital Image Processing",
    chapters 3 and 10, for the kernels.
    """
    return _response(patch, kernel, divisor, lambda weights: _oriented(weights, operation))


# --- convolution against correlation on a whole signal ----------------------------------------------------------


def _offset(signal: Grid, kernel: Grid, mode: str) -> Pair:
    """How far the first window starts before the signal: 0 for 'valid', the kernel but one cell for 'full'."""
    if mode not in ("valid", "full"):
        raise Refusal("bad_argument", argument="mode", problem="no_choice", value="valid, full")
    if mode == "full":
        return len(kernel) - 1, len(kernel[0]) - 1
    for size, side in ((len(signal), len(kernel)), (len(signal[0]), len(kernel[0]))):
        if side > size:
            raise InvalidShape("kernel_exceeds_padded_input", size=size, kernel=side, padding=0)
    return 0, 0


def _slide(signal: Grid, kernel: Grid, operation: str, mode: str) -> list[list[Any]]:
    """All responses; cells outside the signal are left out of the sum."""
    require_matrix(signal=signal, kernel=kernel)
    weights = _oriented(kernel, operation)
    down, right = _offset(signal, kernel, mode)
    height, width = len(signal), len(signal[0])

    def response(top: int, left: int) -> Any:
        return total(
            signal[top + i][left + j] * weight
            for i, row in enumerate(weights)
            for j, weight in enumerate(row)
            if 0 <= top + i < height and 0 <= left + j < width
        )

    tops = range(-down, height + down - len(kernel) + 1)
    lefts = range(-right, width + right - len(kernel[0]) + 1)
    return [[response(top, left) for left in lefts] for top in tops]


def _slide_lines_2d(
    signal: Matrix, kernel: Matrix, operation: str = "correlation", mode: str = "valid"
) -> tuple[WorkedLine, ...]:
    rows = _slide(traced(signal), traced(kernel), operation, mode)
    return element_lines("window_sum", "responses", (value for row in rows for value in row), rows)


def _slide_lines_1d(
    signal: list[float], kernel: list[float], operation: str = "correlation", mode: str = "valid"
) -> tuple[WorkedLine, ...]:
    (row,) = _slide(traced([signal]), traced([kernel]), operation, mode)
    return element_lines("window_sum", "responses", row, row)


_COMMON_SLIPS = (
    Mistake("XC-FLIP", given={"operation": "convolution"}),
    Mistake("XC-NOFLIP", given={"operation": "correlation"}),
    Mistake("XC-VALID", given={"mode": "valid"}),
    Mistake("XC-FULL", given={"mode": "full"}),
)
_SLIDING_LAW = Law(
    "correlation y[i] = Σ k[u]·x[i + u];  convolution y[i] = Σ k[u]·x[i − u]",
    r"(k \star x)_i = \sum_u k_u x_{i+u},\quad (k * x)_i = \sum_u k_u x_{i-u}",
)


def _only_convolution(operation: str) -> None:
    if not _is_convolution(operation):
        raise Refusal("unsupported", operation=operation)


def _flipped_signal(
    signal: list[float], kernel: list[float], operation: str = "correlation", mode: str = "valid"
) -> object:
    _only_convolution(operation)
    return _slide([signal[::-1]], [kernel], "correlation", mode)[0]


def _mirrored(signal: Matrix, kernel: Matrix, operation: str = "correlation", mode: str = "valid") -> object:
    _only_convolution(operation)
    return _slide(signal, [row[::-1] for row in kernel], "correlation", mode)


@calculator(
    *_COMMON_SLIPS,
    Mistake("XC-FLIPSIGNAL", instead=_flipped_signal),
    narrate=_slide_lines_1d,
    law=_SLIDING_LAW,
)
def slide_kernel_1d(
    signal: list[float], kernel: list[float], operation: str = "correlation", mode: str = "valid"
) -> list[Any]:
    """Values of sliding ``kernel`` over a 1-D ``signal`` with stride 1: N − K + 1 of them, or N + K − 1 if "full".

    ``operation`` "correlation" uses the kernel as it stands, "convolution" reversed; ``mode`` "valid" takes whole
    windows only, "full" every overlap, with zeros outside. Raises InvalidShape kernel_exceeds_padded_input (valid),
    Refusal bad_argument unknown. Source: numpy.correlate and numpy.convolve.
    """
    return _slide([signal], [kernel], operation, mode)[0]


@calculator(
    *_COMMON_SLIPS,
    Mistake("XC-ONEAXIS", instead=_mirrored),
    narrate=_slide_lines_2d,
    law=_SLIDING_LAW,
)
def slide_kernel_2d(
    signal: Matrix, kernel: Matrix, operation: str = "correlation", mode: str = "valid"
) -> list[list[Any]]:
    """Values of sliding ``kernel`` over the matrix ``signal`` with stride 1: :func:`slide_kernel_1d` on both axes.

    A convolution turns the kernel by 180°. Source: scipy.signal.correlate2d and convolve2d.
    """
    return _slide(signal, kernel, operation, mode)


# --- kernels that separate --------------------------------------------------------------------------------------


def _valid_sides(size: Pair, kernel: Pair) -> Pair:
    for name, n, k in zip(("height", "width"), size, kernel, strict=True):
        require_counts(**{name: n, "kernel": k})
        if k > n:
            raise InvalidShape("kernel_exceeds_padded_input", size=n, kernel=k, padding=0)
    return named("output_rows", size[0] - kernel[0] + 1), named("output_columns", size[1] - kernel[1] + 1)


def _two_passes(size: Pair, kernel: Pair, first: str) -> tuple[int, int, int]:
    """Multiplications of the first 1-D pass, of the second and of the 2-D kernel."""
    if first not in ("horizontal", "vertical"):
        raise Refusal("bad_argument", argument="first", problem="no_choice", value="horizontal, vertical")
    high, wide = kernel
    rows, columns = _valid_sides(size, kernel)
    before = size[0] * columns * wide if first == "horizontal" else rows * size[1] * high
    after = rows * columns * (high if first == "horizontal" else wide)
    return named("first_pass", before), named("second_pass", after), rows * columns * high * wide


def _pass_result(separable: Any, full: Any) -> Result:
    separable, full = named("separable_multiplications", separable), named("full_multiplications", full)
    saved = named("saved_percent", 100 - ratio(100 * separable, full))
    return {"separable_multiplications": separable, "full_multiplications": full, "saved_percent": saved}


def _wrong_passes(count: Callable[[Pair, Pair, Pair], int]) -> Callable[..., Result]:
    """A wrong separable count over (input, kernel, output sides)."""

    def wrong(size: Pair, kernel: Pair, first: str = "horizontal") -> Result:
        full = _two_passes(size, kernel, first)[2]
        return _without_full(_pass_result(count(size, kernel, _valid_sides(size, kernel)), full))

    return wrong


def _other_order(size: Pair, kernel: Pair, first: str = "horizontal") -> Result:
    one, two, full = _two_passes(size, kernel, "vertical" if first == "horizontal" else "horizontal")
    return _without_full(_pass_result(one + two, full))


def _without_full(result: Result) -> Result:
    return {name: value for name, value in result.items() if name != "full_multiplications"}


@calculator(
    Mistake("SEP-SAMEPLACES", instead=_wrong_passes(lambda n, k, out: out[0] * out[1] * (k[0] + k[1]))),
    Mistake("SEP-INPUTPLACES", instead=_wrong_passes(lambda n, k, out: n[0] * n[1] * (k[0] + k[1]))),
    Mistake("SEP-ORDER", instead=_other_order),
    structural=("first",),
    symbols={"size": ("H", "W"), "kernel": ("K_h", "K_w")},
)
def separable_multiplications(size: Pair, kernel: Pair, first: str = "horizontal") -> Result:
    """Multiplications of two 1-D passes, of the 2-D kernel, and the per cent saved; pairs are (height, width).

    Valid padding, stride 1, one channel. With ``first`` "horizontal" the 1×K_w pass runs over all H rows, then the
    K_h×1 pass over its result: H·(W−K_w+1)·K_w + (H−K_h+1)·(W−K_w+1)·K_h, against (H−K_h+1)·(W−K_w+1)·K_h·K_w.
    Raises InvalidShape kernel_exceeds_padded_input, Refusal bad_argument: below_one, unknown.
    """
    one, two, full = _two_passes(size, kernel, first)
    return _pass_result(one + two, full)


def _rank(kernel: Grid) -> int:
    """Exact rank by elimination."""
    rows = [[Fraction(value) for value in row] for row in kernel]
    rank = 0
    for column in range(len(rows[0])):
        pivot = next((y for y in range(rank, len(rows)) if rows[y][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for y in range(rank + 1, len(rows)):
            factor = rows[y][column] / rows[rank][column]
            rows[y] = [value - factor * above for value, above in zip(rows[y], rows[rank], strict=True)]
        rank += 1
    return rank


def _separated(kernel: list[list[int]]) -> Result:
    require_matrix(kernel=kernel)
    if not any(any(row) for row in kernel):
        raise Refusal("bad_argument", argument="kernel", problem="all_zero", value=0)
    rank = _rank(kernel)
    if rank > 1:
        return {"kernel_rank": rank, "separable": False, "column_factor": None, "row_factor": None}
    model = next(row for row in kernel if any(row))
    row = [value // gcd(*model) for value in model]
    place = next(x for x, value in enumerate(row) if value)
    return {
        "kernel_rank": rank,
        "separable": True,
        "column_factor": [other[place] // row[place] for other in kernel],
        "row_factor": row,
    }


def _separate_lines(kernel: list[list[int]]) -> tuple[WorkedLine, ...]:
    return tuple(WorkedLine(name, "", print_value(value)) for name, value in _separated(kernel).items())


@calculator(
    Mistake("SEP-SYMMETRIC", instead=lambda kernel: {"separable": kernel == transpose(kernel)}),
    Mistake("SEP-SINGULAR", instead=lambda kernel: {"separable": _rank(kernel) < min(len(kernel), len(kernel[0]))}),
    narrate=_separate_lines,
    law=Law(
        "separable ⇔ all rows are multiples of one row (rank 1)", r"K = c\,r^{\top} \iff \operatorname{rank} K = 1"
    ),
)
def separate_kernel(kernel: list[list[int]]) -> Result:
    """Rank of a kernel, whether it is the outer product of a column and a row, and these where it is.

    Factors are unique up to a scale: the row is the first one that is not all 0, divided by the greatest common
    divisor of its cells. Exact, by elimination over fractions. Raises Refusal bad_argument: all_zero, lengths_differ.
    """
    return _separated(kernel)


def _outer(column: Sequence[Any], row: Sequence[Any]) -> list[list[Any]]:
    require_matrix(column=[column], row=[row])
    return [[above * beside for beside in row] for above in column]


def _outer_lines(column: list[float], row: list[float]) -> tuple[WorkedLine, ...]:
    rows = _outer(column, row)
    lines = [
        WorkedLine("kernel_row", f"{print_number(weight)}·{print_value(row)}", print_value(values), place)
        for place, (weight, values) in enumerate(zip(column, rows, strict=True), 1)
    ]
    return (*few(lines), WorkedLine("outer_product", "", print_value(rows)))


@calculator(
    Mistake(
        "OUTER-DIAG",
        instead=lambda column, row: [
            [above * beside if i == j else 0 for j, beside in enumerate(row)] for i, above in enumerate(column)
        ],
    ),
    Mistake("OUTER-SWAP", instead=lambda column, row: _outer(row, column)),
    Mistake("OUTER-SUM", instead=lambda column, row: [[above + beside for beside in row] for above in column]),
    narrate=_outer_lines,
    law=Law("K[i][j] = c[i]·r[j]", r"K_{ij} = c_i r_j"),
)
def outer_product(column: list[float], row: list[float]) -> list[list[Any]]:
    """The 2-D kernel whose two 1-D passes are ``column`` and ``row``: K[i][j] = column[i]·row[j].

    Raises Refusal bad_argument below_one for an empty list.
    """
    return _outer(column, row)
