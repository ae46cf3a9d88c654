"""Transposed convolution: sizes by PyTorch's rule, and values.

Source: torch.nn.ConvTranspose2d; Dumoulin & Visin 2016, chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.refusals import MOST_REPEATS, InvalidShape, require_at_most, require_positive
from quizzer.calculators.sizes import at_least_one, effective_kernel
from quizzer.expressions.tracing import named

_SYMBOLS = {
    "size": "W",
    "kernel": "K",
    "stride": "S",
    "padding": "P",
    "output_padding": "O",
    "dilation": "D",
    "outputs": "W_out",
}


def _wrongly(side: Callable[[int, int, int, int, int], int]) -> Callable[..., int]:
    """A wrong size over (size, effective kernel, stride, padding, output padding)."""

    def wrong(
        size: int, kernel: int, stride: int = 1, padding: int = 0, output_padding: int = 0, dilation: int = 1
    ) -> int:
        return side(size, effective_kernel(kernel, dilation), stride, padding, output_padding)

    return wrong


@calculator(
    Mistake("TR-FORWARD", instead=_wrongly(lambda w, k, s, p, o: (w - k + 2 * p) // s + 1)),
    Mistake("TR-TIMES", instead=_wrongly(lambda w, k, s, p, o: w * s)),
    Mistake("TR-NOMINUS1", instead=_wrongly(lambda w, k, s, p, o: w * s - 2 * p + k + o)),
    Mistake("TR-ADDPAD", instead=_wrongly(lambda w, k, s, p, o: (w - 1) * s + 2 * p + k + o)),
    Mistake("TR-PAD1", instead=_wrongly(lambda w, k, s, p, o: (w - 1) * s - p + k + o)),
    Mistake("TR-NOOUTPAD", given={"output_padding": 0}),
    Mistake("TR-OUTPAD2", instead=_wrongly(lambda w, k, s, p, o: (w - 1) * s - 2 * p + k + 2 * o)),
    Mistake("TR-INSERT", instead=_wrongly(lambda w, k, s, p, o: (w - 1) * (s + 1) - 2 * p + k + o)),
    symbols=_SYMBOLS,
)
def transposed_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, output_padding: int = 0, dilation: int = 1
) -> int:
    """Side of a transposed convolution's output: (W−1)·S − 2P + D(K−1) + O + 1; padding crops both borders.

    Raises InvalidShape: output_padding_too_large (it must be below stride or dilation), output_not_positive,
    negative_padding, kernel_not_positive, stride_not_positive, dilation_not_positive.
    """
    require_positive(kernel=kernel, stride=stride, dilation=dilation)
    if padding < 0 or output_padding < 0:
        raise InvalidShape("negative_padding", padding=min(padding, output_padding))
    if output_padding >= stride and output_padding >= dilation:
        raise InvalidShape("output_padding_too_large", output_padding=output_padding, stride=stride, dilation=dilation)
    reach = effective_kernel(kernel, dilation)
    return at_least_one(named("side", (size - 1) * stride - 2 * padding + reach + output_padding))


@calculator(
    Mistake("TR-NOOUTPAD", instead=lambda size, outputs, kernel, stride, padding: 0),
    Mistake("TR-PADTWICE", instead=lambda size, outputs, kernel, stride, padding: 2 * padding),
    Mistake("TR-REMAINDER", instead=lambda size, outputs, kernel, stride, padding: (size - kernel) % stride),
    symbols=_SYMBOLS,
)
def output_padding_for(size: int, outputs: int, kernel: int, stride: int, padding: int) -> int:
    """Output padding that brings a transposed layer from ``outputs`` to ``size`` cells: W − ((W_out−1)·S − 2P + K).

    Raises InvalidShape output_padding_too_large where no allowed value does.
    """
    require_positive(kernel=kernel, stride=stride)
    back = named("without_output_padding", (outputs - 1) * stride - 2 * padding + kernel)
    needed = named("output_padding", size - back)
    if not 0 <= needed < max(stride, 1):
        raise InvalidShape("output_padding_too_large", output_padding=needed, stride=stride)
    return needed


Matrix = Sequence[Sequence[int]]


def _scatter(input: Matrix, kernel: Matrix, stride: int, combine: Callable[[int, int], int]) -> list[list[int]]:
    height = (len(input) - 1) * stride + len(kernel)
    width = (len(input[0]) - 1) * stride + len(kernel[0])
    require_at_most(stride=(stride, MOST_REPEATS))
    output = [[0] * width for _ in range(height)]
    for y, row in enumerate(input):
        for x, value in enumerate(row):
            for i, kernel_row in enumerate(kernel):
                for j, weight in enumerate(kernel_row):
                    place = y * stride + i, x * stride + j
                    output[place[0]][place[1]] = combine(output[place[0]][place[1]], value * weight)
    return output


def _scatter_lines(input: Matrix, kernel: Matrix, stride: int) -> tuple[WorkedLine, ...]:
    lines = [
        WorkedLine(
            "stamp", f"{value} · K → [{y * stride}, {x * stride}]", str([[value * k for k in r] for r in kernel])
        )
        for y, row in enumerate(input)
        for x, value in enumerate(row)
    ]
    return (*lines, WorkedLine("output", "", str(_stamped(input, kernel, stride))))


@calculator(
    Mistake("TR-NOOVERLAP", instead=lambda input, kernel, stride: _stamped(input, kernel, len(kernel))),
    Mistake(
        "TR-OVERWRITE", instead=lambda input, kernel, stride: _scatter(input, kernel, stride, lambda old, new: new)
    ),
    Mistake(
        "TR-FLIP",
        instead=lambda input, kernel, stride: _stamped(input, [r[::-1] for r in kernel][::-1], stride),
    ),
    narrate=_scatter_lines,
    law=Law("y[S·i + u] = Σ x[i]·k[u], overlaps added", r"y_{S i + u} = \sum_{i,u} x_i k_u"),
)
def transposed_values(input: Matrix, kernel: Matrix, stride: int) -> list[list[int]]:
    """Values of a transposed convolution without padding: each input stamps its multiple of the kernel, overlaps add.

    The kernel is used as stored, as in torch.nn.functional.conv_transpose2d. Source: Dumoulin & Visin 2016, chapter 4.
    """
    return _stamped(input, kernel, stride)


def _stamped(input: Matrix, kernel: Matrix, stride: int) -> list[list[int]]:
    return _scatter(input, kernel, stride, lambda old, new: old + new)
