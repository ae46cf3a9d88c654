"""Shapes where branches of a network meet or maps are rearranged: dense blocks, concatenation, ASPP, pixel shuffle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidShape, Refusal, require_counts, require_positive
from quizzer.expressions.tracing import exact_div, named, noted, total, value_of

Result = dict[str, Any]


@calculator(
    Mistake("DENSE-NOINPUT", instead=lambda channels, growth, layers: {"block_channels": layers * growth}),
    Mistake("DENSE-SQUARE", instead=lambda channels, growth, layers: {"connections": layers * layers}),
    Mistake("DENSE-ADD", instead=lambda channels, growth, layers: {"block_channels": channels}),
    Mistake(
        "DENSE-LASTINPUT",
        instead=lambda channels, growth, layers: {"block_channels": channels + (layers - 1) * growth},
    ),
    Mistake("DENSE-PAIRS", instead=lambda channels, growth, layers: {"connections": layers * (layers - 1) // 2}),
    Mistake("DENSE-CHAIN", instead=lambda channels, growth, layers: {"connections": layers}),
    symbols={"channels": "k_0", "growth": "k", "layers": "L"},
)
def densenet_channels(channels: int, growth: int, layers: int) -> Result:
    """Channels behind a dense block, k0 + L·k, and its connections, L(L+1)/2.

    L counts the layers that each add ``growth`` maps; the connections include those from the block's input. Raises
    Refusal bad_argument below 1. Source: Huang et al. 2017, "Densely connected convolutional networks", sections 1, 3.
    """
    require_counts(channels=channels, growth=growth, layers=layers)
    return {
        "block_channels": named("block_channels", channels + layers * growth),
        "connections": named("connections", exact_div(layers * (layers + 1), 2)),
    }


def _merged(shapes: Sequence[Sequence[int]], axes: Sequence[int]) -> list[int]:
    """The first shape with the sides along ``axes`` added up."""
    return [
        named("merged_side", total([shape[axis] for shape in shapes]), axis) if axis in axes else side
        for axis, side in enumerate(shapes[0])
    ]


@calculator(
    Mistake("CAT-ADDCHANNELS", instead=lambda shapes, add=False, axis=1: _merged(shapes, [axis])),
    Mistake("CAT-KEEPCHANNELS", instead=lambda shapes, add=False, axis=1: _merged(shapes, [])),
    Mistake("CAT-ALLAXES", instead=lambda shapes, add=False, axis=1: _merged(shapes, range(len(shapes[0])))),
    Mistake("CAT-NEXTAXIS", instead=lambda shapes, add=False, axis=1: _merged(shapes, [(axis + 1) % len(shapes[0])])),
    structural=("add", "axis"),
    symbols={"shapes": ("a", "b", "c", "d")},
)
def concat_or_add_shape(shapes: list[list[int]], add: bool = False, axis: int = 1) -> list[int]:
    """Shape of maps concatenated along ``axis`` (1 is the channels in NCHW), or of their element-wise sum (``add``).

    Concatenation adds the sides along the axis, all others must agree; for a sum all sides agree, none is broadcast.
    Raises Refusal shapes_differ, bad_argument for fewer than two shapes or no such axis. Source: torch.cat.
    """
    if len(shapes) < 2 or not all(shapes):
        raise Refusal("bad_argument", argument="shapes", problem="lengths_differ", value=len(shapes))
    if not add and not 0 <= axis < len(shapes[0]):
        raise Refusal("bad_argument", argument="axis", problem="no_number", value=axis)
    require_counts(shapes=min(side for shape in shapes for side in shape))
    first = shapes[0]
    for other in shapes[1:]:
        pairs = list(zip(first, other, strict=False))
        if len(other) != len(first) or any(a != b for n, (a, b) in enumerate(pairs) if add or n != axis):
            raise InvalidShape("shapes_differ", first=list(map(value_of, first)), second=list(map(value_of, other)))
    return _merged(shapes, [] if add else [axis])


def _aspp(channels: int, rates: Sequence[int], kernel: int, spared: int) -> Result:
    require_counts(channels=channels)
    require_positive(kernel=kernel, dilation=min(rates, default=0))
    if value_of(kernel) % 2 == 0:
        raise InvalidShape("no_even_padding", kernel=value_of(kernel))
    branches = noted("branches", len(rates) + spared, channels)
    return {
        "paddings": [named("padding", exact_div(r * (kernel - 1), 2), n) for n, r in enumerate(rates, 1)],
        "concatenated_channels": named("concatenated_channels", channels * branches),
    }


@calculator(
    Mistake(
        "ASPP-NOPOOL",
        instead=lambda channels, rates, kernel=3, pooled=True: {"concatenated_channels": channels * (len(rates) + 1)},
    ),
    Mistake(
        "ASPP-RATESONLY",
        instead=lambda channels, rates, kernel=3, pooled=True: {"concatenated_channels": channels * len(rates)},
    ),
    Mistake("ASPP-SUM", instead=lambda channels, rates, kernel=3, pooled=True: {"concatenated_channels": channels}),
    Mistake(
        "PAD-NODIL",
        instead=lambda channels, rates, kernel=3, pooled=True: {"paddings": [(kernel - 1) // 2] * len(rates)},
    ),
    structural=("pooled",),
    symbols={"channels": "C", "rates": "r", "kernel": "K"},
)
def aspp_output(channels: int, rates: list[int], kernel: int = 3, pooled: bool = True) -> Result:
    """ASPP: padding r(K−1)/2 per side of each dilated branch, and the channels of all branches concatenated.

    Every branch gives ``channels``: one 1×1 convolution, one dilated one a rate and, if ``pooled``, image pooling with
    a 1×1 convolution. Raises Refusal bad_argument, InvalidShape dilation_not_positive, kernel_not_positive,
    no_even_padding. Source: Chen et al. 2017, "Rethinking atrous convolution", section 3.3.
    """
    return _aspp(channels, rates, kernel, 2 if pooled else 1)


@calculator(
    Mistake(
        "PS-DIVIDER", instead=lambda channels, height, width, factor: _shuffled(channels, height, width, factor, 1)
    ),
    Mistake("PS-KEEPC", instead=lambda channels, height, width, factor: (channels, factor * height, factor * width)),
    Mistake(
        "PS-SIDESQUARE",
        instead=lambda channels, height, width, factor: (
            channels // factor**2,
            factor**2 * height,
            factor**2 * width,
        ),
    ),
    symbols={"channels": "C", "height": "H", "width": "W", "factor": "r"},
)
def pixel_shuffle(channels: int, height: int, width: int, factor: int) -> tuple[int, int, int]:
    """(channels, height, width) after pixel shuffle by r: (C/r², H·r, W·r); it moves values and has no parameters.

    Raises Refusal bad_argument below 1, InvalidShape groups_not_dividing where r² does not divide C. Source: Shi et al.
    2016, "Real-time single image and video super-resolution", equation 4; torch.nn.PixelShuffle.
    """
    require_counts(channels=channels, height=height, width=width, factor=factor)
    return _shuffled(channels, height, width, factor, 2)


def _shuffled(channels: int, height: int, width: int, factor: int, power: int) -> tuple[int, int, int]:
    cells = factor**power
    if value_of(channels) % value_of(cells):
        raise InvalidShape("groups_not_dividing", groups=value_of(cells), channels=[value_of(channels)])
    return (
        named("shuffled_channels", exact_div(channels, cells)),
        named("height", height * factor),
        named("width", width * factor),
    )
