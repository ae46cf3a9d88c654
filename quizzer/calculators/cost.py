"""Parameters and multiply-adds of a convolution.

One multiply-add (MAC) is one multiplication with one addition. Only products with weights count: no bias, no
normalisation, no activation; batch 1. Source: torch.utils.flop_counter, divided by two.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidShape, require_positive
from quizzer.calculators.sizes import Pair, Sides, conv_output_size, pair
from quizzer.expressions.tracing import exact_div, named

_SYMBOLS = {
    "size": "W",
    "kernel": "K",
    "in_channels": "C_in",
    "out_channels": "C_out",
    "stride": "S",
    "padding": "P",
    "groups": "G",
}


def channels_per_group(in_channels: int, out_channels: int, groups: int) -> int:
    """Input channels that one filter of a grouped convolution sees. Raises InvalidShape groups_not_dividing."""
    require_positive(groups=groups)
    if in_channels % groups or out_channels % groups:
        raise InvalidShape("groups_not_dividing", groups=groups, channels=[in_channels, out_channels])
    return in_channels if groups == 1 else named("channels_per_group", exact_div(in_channels, groups))


def _miscounted(
    weights: Callable[[int, int, int, int], int] = lambda cells, ci, co, g: cells * (ci // g) * co,
    biases: Callable[[int, int, int, int], int] = lambda cells, ci, co, g: co,
    cells: Callable[[Pair], int] = math.prod,
) -> Callable[..., int]:
    """A wrong parameter count, from a count of weights and one of biases over (kernel cells, Cin, Cout, groups)."""

    def wrong(kernel: Sides, in_channels: int, out_channels: int, groups: int = 1, bias: bool = True) -> int:
        arguments = (cells(pair(kernel)), in_channels, out_channels, groups)
        return weights(*arguments) + (biases(*arguments) if bias else 0)

    return wrong


@calculator(
    Mistake("PAR-NOBIAS", given={"bias": False}),
    Mistake("PAR-BIASIN", instead=_miscounted(biases=lambda cells, ci, co, g: ci)),
    Mistake("PAR-BIAS1", instead=_miscounted(biases=lambda cells, ci, co, g: 1)),
    Mistake("PAR-BIASCELL", instead=_miscounted(biases=lambda cells, ci, co, g: cells * co)),
    Mistake("PAR-K1", instead=_miscounted(cells=lambda kernel: kernel[0])),
    Mistake("PAR-NOCIN", instead=_miscounted(lambda cells, ci, co, g: cells * co)),
    Mistake("PAR-SUM", instead=_miscounted(lambda cells, ci, co, g: cells * (ci + co))),
    Mistake("PAR-SWAPBN", instead=_miscounted(biases=lambda cells, ci, co, g: 3 * co)),
    Mistake("GRP-IGNORE", given={"groups": 1}),
    Mistake("GRP-G2", instead=_miscounted(lambda cells, ci, co, g: cells * ci * co // (g * g))),
    Mistake("GRP-TIMES", instead=_miscounted(lambda cells, ci, co, g: cells * ci * co * g)),
    Mistake("GRP-OUTONLY", instead=_miscounted(lambda cells, ci, co, g: cells * ci * co - g)),
    Mistake("GRP-BIAS", instead=_miscounted(biases=lambda cells, ci, co, g: co // g)),
    structural=("bias",),
    symbols=_SYMBOLS,
)
def conv_params(kernel: Sides, in_channels: int, out_channels: int, groups: int = 1, bias: bool = True) -> int:
    """Trainable parameters of a 2-D convolution: k·k·(Cin/groups)·Cout, and Cout biases if ``bias``.

    ``kernel`` is a side or (height, width); the size of the picture does not enter.
    Raises InvalidShape: kernel_not_positive, groups_not_positive, groups_not_dividing. Source: torch.nn.Conv2d.
    """
    high, wide = pair(kernel)
    require_positive(kernel=min(high, wide))
    per_group = channels_per_group(in_channels, out_channels, groups)
    weights = named("weights", high * wide * per_group * out_channels)
    return named("parameters", weights + out_channels) if bias else weights


Work = Callable[[int, int, int, int, int], int]
"""A count over (input cells, output cells, kernel cells, Cin per group, Cout)."""


def _misworked(count: Work, kernel_cells: Callable[[Pair], int] = math.prod) -> Callable[..., int]:
    def wrong(
        size: Sides,
        kernel: Sides,
        in_channels: int,
        out_channels: int,
        stride: Sides = 1,
        padding: Sides = 0,
        groups: int = 1,
        bias: bool = False,
    ) -> int:
        positions = math.prod(_output_sides(size, kernel, stride, padding))
        return count(math.prod(pair(size)), positions, kernel_cells(pair(kernel)), in_channels // groups, out_channels)

    return wrong


def _output_sides(size: Sides, kernel: Sides, stride: Sides, padding: Sides) -> Pair:
    """Height and width of the output; of a square one the same number twice."""
    axes = list(zip(pair(size), pair(kernel), pair(stride), pair(padding), strict=True))
    height = conv_output_size(*axes[0])
    return height, height if axes[0] == axes[1] else conv_output_size(*axes[1])


@calculator(
    Mistake("FL-INSIZE", instead=_misworked(lambda inputs, outputs, cells, ci, co: inputs * cells * ci * co)),
    Mistake("FL-NOCIN", instead=_misworked(lambda inputs, outputs, cells, ci, co: outputs * cells * co)),
    Mistake("FL-NOSPACE", instead=_misworked(lambda inputs, outputs, cells, ci, co: cells * ci * co)),
    Mistake(
        "FL-K1",
        instead=_misworked(lambda inputs, outputs, side, ci, co: outputs * side * ci * co, lambda kernel: kernel[0]),
    ),
    Mistake("MAC-FLOP", instead=_misworked(lambda inputs, outputs, cells, ci, co: 2 * outputs * cells * ci * co)),
    Mistake("MAC-NOGROUP", given={"groups": 1}),
    symbols=_SYMBOLS,
)
def conv_macs(
    size: Sides,
    kernel: Sides,
    in_channels: int,
    out_channels: int,
    stride: Sides = 1,
    padding: Sides = 0,
    groups: int = 1,
) -> int:
    """Multiply-adds of a 2-D convolution: H_out·W_out·K_h·K_w·(Cin/groups)·Cout.

    Sides are of both axes or (height, width); those of the *output* count, rounded down; weights only, batch 1. Raises
    InvalidShape as :func:`~quizzer.calculators.sizes.conv_output_size` and :func:`conv_params`.
    """
    height, width = _output_sides(size, kernel, stride, padding)
    high, wide = pair(kernel)
    per_group = channels_per_group(in_channels, out_channels, groups)
    return named("macs", height * width * high * wide * per_group * out_channels)


@calculator(
    Mistake("FL-MAC", instead=_misworked(lambda inputs, outputs, cells, ci, co: outputs * cells * ci * co)),
    Mistake("FL-4", instead=_misworked(lambda inputs, outputs, cells, ci, co: 4 * outputs * cells * ci * co)),
    Mistake("FL-INSIZE", instead=_misworked(lambda inputs, outputs, cells, ci, co: 2 * inputs * cells * ci * co)),
    Mistake("FL-NOCIN", instead=_misworked(lambda inputs, outputs, cells, ci, co: 2 * outputs * cells * co)),
    Mistake("FL-NOSPACE", instead=_misworked(lambda inputs, outputs, cells, ci, co: 2 * cells * ci * co)),
    Mistake(
        "FL-K1",
        instead=_misworked(
            lambda inputs, outputs, side, ci, co: 2 * outputs * side * ci * co, lambda kernel: kernel[0]
        ),
    ),
    structural=("bias",),
    symbols=_SYMBOLS,
)
def conv_flops(
    size: Sides,
    kernel: Sides,
    in_channels: int,
    out_channels: int,
    stride: Sides = 1,
    padding: Sides = 0,
    groups: int = 1,
    bias: bool = False,
) -> int:
    """FLOPs of a 2-D convolution, 2 for each multiply-add: 2·H_out·W_out·K_h·K_w·(Cin/groups)·Cout.

    With ``bias`` one addition more for each output value: + H_out·W_out·Cout. Batch 1. Raises InvalidShape as
    :func:`conv_macs`.
    """
    flops = named("flops", 2 * conv_macs(size, kernel, in_channels, out_channels, stride, padding, groups))
    if not bias:
        return flops
    height, width = _output_sides(size, kernel, stride, padding)
    return named("flops_with_bias", flops + height * width * out_channels)
