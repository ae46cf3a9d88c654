"""Whole layers on NCHW input, as PyTorch defines them: output shape, parameters and multiply-adds.

Multiply-adds (MACs) count products with weights over the whole batch; no bias. Sources: torch.nn.Conv2d,
torch.nn.ConvTranspose2d, torch.nn.MaxPool2d; the counting rule is that of torch.utils.flop_counter, halved.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.cost import channels_per_group, conv_params
from quizzer.calculators.pooling import pool_output_size
from quizzer.calculators.refusals import InvalidShape, Refusal, require_counts, require_positive
from quizzer.calculators.sizes import Pair, Sides, conv_output_size, pair
from quizzer.calculators.transposed import transposed_output_size
from quizzer.expressions.tracing import named

Shape = tuple[int, int, int, int]
"""(batch, channels, height, width)."""
Result = dict[str, Any]

_INPUT = ("N", "C", "H", "W")


def _letters(letter: str) -> tuple[str, str]:
    return f"{letter}_h", f"{letter}_w"


_SYMBOLS: dict[str, str | tuple[str, ...]] = {
    "in_channels": "C_in",
    "out_channels": "C_out",
    "groups": "G",
    "input": _INPUT,
}


def _checked_input(input: Shape, in_channels: int) -> Shape:
    batch, channels, height, width = input
    require_counts(batch=batch, in_channels=in_channels, height=height, width=width)
    if channels != in_channels:
        raise InvalidShape("channel_mismatch", input=channels, layer=in_channels)
    return input


def _weights(kernel: Pair, in_channels: int, out_channels: int, groups: int) -> int:
    per_group = channels_per_group(in_channels, out_channels, groups)
    return named("weights", kernel[0] * kernel[1] * per_group * out_channels)


# --- convolution ------------------------------------------------------------------------------------------------

_SIZE_SLIPS = (
    "OUT-NOPLUS1",
    "OUT-PAD1",
    "OUT-NOPAD",
    "OUT-CEIL",
    "OUT-HALVE",
    "OUT-KHALF",
    "DIL-IGNORE",
    "DIL-KTIMESD",
)
_WEIGHT_SLIPS = ("PAR-NOBIAS", "PAR-BIASIN", "PAR-NOCIN", "PAR-K1", "GRP-IGNORE", "GRP-G2")


def _wrong_conv_size(slip: str) -> Callable[..., Result]:
    def wrong(input: Shape, out_channels: int, kernel_size: Sides, **rest: object) -> Result:
        padding = rest.get("padding", 0)
        if isinstance(padding, str):
            raise Refusal("unsupported")
        sides = zip(
            input[2:],
            pair(kernel_size),
            pair(rest.get("stride", 1)),  # type: ignore[arg-type]
            pair(padding),  # type: ignore[arg-type]
            pair(rest.get("dilation", 1)),  # type: ignore[arg-type]
            strict=True,
        )
        wrong_sides = [
            conv_output_size.mistaken(
                slip, dict(zip(("size", "kernel", "stride", "padding", "dilation"), s, strict=True))
            )
            for s in sides
        ]
        return {"output": [input[0], out_channels, *wrong_sides]}

    return wrong


def _wrong_params(slip: str) -> Callable[..., Result]:
    def wrong(
        in_channels: int, out_channels: int, kernel_size: Sides, groups: int = 1, bias: bool = True, **_: Any
    ) -> Result:
        given = {"kernel": kernel_size, "in_channels": in_channels, "out_channels": out_channels}
        return {"params": conv_params.mistaken(slip, {**given, "groups": groups, "bias": bias})}

    return wrong


def _wrong_macs(factor: Callable[[list[int], Shape], int]) -> Callable[..., Result]:
    """Multiply-adds as weights times a wrong count of uses of each, from the output and the input shape."""

    def wrong(**given: Any) -> Result:
        right = conv2d(**given)
        output, input = right["output"], given["input"]
        positions = output[0] * output[2] * output[3]
        return {"macs": right["macs"] // positions * factor(output, input)}

    return wrong


def _weights_everywhere(**given: Any) -> Result:
    right = conv2d(**given)
    return {"params": right["params"] * right["output"][2] * right["output"][3]}


def _reordered(order: Callable[[list[int]], object]) -> Callable[..., Result]:
    return lambda **given: {"output": order(conv2d(**given)["output"])}


def _input_channels_kept(**given: Any) -> Result:
    output = conv2d(**given)["output"]
    return {"output": [output[0], given["in_channels"], *output[2:]]}


_SHAPE_SLIPS: dict[str, Callable[[list[int]], object]] = {
    "SHP-NHWC": lambda output: [output[0], *output[2:], output[1]],
    "SHP-NOBATCH": lambda output: output[1:],
    "SHP-HWSWAP": lambda output: [*output[:2], output[3], output[2]],
    "SHP-FLAT": math.prod,
}


@calculator(
    *(Mistake(slip, instead=_wrong_conv_size(slip)) for slip in _SIZE_SLIPS),
    *(Mistake(slip, instead=_wrong_params(slip)) for slip in _WEIGHT_SLIPS),
    Mistake("PAR-SPATIAL", instead=_weights_everywhere),
    *(Mistake(slip, instead=_reordered(order)) for slip, order in _SHAPE_SLIPS.items()),
    Mistake("SHP-CIN", instead=_input_channels_kept),
    Mistake("FL-INSIZE", instead=_wrong_macs(lambda output, input: input[0] * input[2] * input[3])),
    Mistake("FL-NOSPACE", instead=_wrong_macs(lambda output, input: 1)),
    Mistake("MAC-FLOP", instead=_wrong_macs(lambda output, input: 2 * output[0] * output[2] * output[3])),
    structural=("bias",),
    symbols=_SYMBOLS
    | {
        "kernel_size": _letters("K"),
        "stride": _letters("S"),
        "padding": _letters("P"),
        "dilation": _letters("D"),
    },
)
def conv2d(
    in_channels: int,
    out_channels: int,
    kernel_size: Sides,
    input: Shape,
    stride: Sides = 1,
    padding: Sides | str = 0,
    dilation: Sides = 1,
    groups: int = 1,
    bias: bool = True,
) -> Result:
    """torch.nn.Conv2d: output ⌊(H + 2P − D(K−1) − 1)/S⌋ + 1 per axis, params K_h·K_w·(C_in/G)·C_out (+ C_out), MACs.

    ``padding`` is per side, or "valid" (none) or "same" (stride 1 only; D(K−1) in total, an odd cell after). MACs =
    N·H_out·W_out·weights. Raises InvalidShape: channel_mismatch, groups_not_dividing, bad_padding_name,
    same_with_stride, kernel_exceeds_padded_input, negative_padding, …_not_positive.
    """
    batch, _, height, width = _checked_input(input, in_channels)
    require_counts(out_channels=out_channels)
    kernel, strides, dilations = pair(kernel_size), pair(stride), pair(dilation)
    weights = _weights(kernel, in_channels, out_channels, groups)
    if padding == "same":
        require_positive(kernel=min(kernel), stride=min(strides), dilation=min(dilations))
        if strides != (1, 1) and list(strides) != [1, 1]:
            raise InvalidShape("same_with_stride", stride=list(strides))
        sides = [height, width]
    else:
        sides = [
            conv_output_size(*axis)
            for axis in zip((height, width), kernel, strides, _explicit(padding), dilations, strict=True)
        ]
    out_height, out_width = named("height", sides[0]), named("width", sides[1])
    return {
        "output": [batch, out_channels, out_height, out_width],
        "params": named("params", weights + out_channels) if bias else named("params", weights),
        "macs": named("macs", batch * out_height * out_width * weights),
    }


def _explicit(padding: Sides | str) -> Pair:
    if isinstance(padding, str):
        if padding != "valid":
            raise InvalidShape("bad_padding_name", padding=padding)
        return 0, 0
    return pair(padding)


# --- transposed convolution -------------------------------------------------------------------------------------


def _wrong_transposed_size(slip: str) -> Callable[..., Result]:
    def wrong(input: Shape, out_channels: int, kernel_size: Sides, **rest: object) -> Result:
        names = ("stride", "padding", "output_padding", "dilation")
        defaults = (1, 0, 0, 1)
        pairs = [pair(rest.get(name, default)) for name, default in zip(names, defaults, strict=True)]  # type: ignore[arg-type]
        axes = zip(input[2:], pair(kernel_size), *pairs, strict=True)
        sides = [
            transposed_output_size.mistaken(slip, dict(zip(("size", "kernel", *names), axis, strict=True)))
            for axis in axes
        ]
        return {"output": [input[0], out_channels, *sides]}

    return wrong


def _output_positions(**given: Any) -> Result:
    right = conv_transpose2d(**given)
    output, input = right["output"], given["input"]
    weights = right["macs"] // (input[0] * input[2] * input[3])
    return {"macs": weights * output[0] * output[2] * output[3]}


@calculator(
    *(Mistake(slip, instead=_wrong_transposed_size(slip)) for slip in transposed_output_size.mistakes),
    Mistake("TRMAC-OUT", instead=_output_positions),
    *(Mistake(slip, instead=_wrong_params(slip)) for slip in _WEIGHT_SLIPS),
    structural=("bias",),
    symbols=_SYMBOLS
    | {
        "kernel_size": _letters("K"),
        "stride": _letters("S"),
        "padding": _letters("P"),
        "output_padding": _letters("O"),
        "dilation": _letters("D"),
    },
)
def conv_transpose2d(
    in_channels: int,
    out_channels: int,
    kernel_size: Sides,
    input: Shape,
    stride: Sides = 1,
    padding: Sides = 0,
    output_padding: Sides = 0,
    groups: int = 1,
    bias: bool = True,
    dilation: Sides = 1,
) -> Result:
    """torch.nn.ConvTranspose2d: output (H−1)·S − 2P + D(K−1) + O + 1 per axis, params, MACs.

    MACs = N·H·W·weights with the *input's* H and W: every input cell meets every weight once. Raises InvalidShape as
    :func:`~quizzer.calculators.transposed.transposed_output_size`, channel_mismatch, groups_not_dividing.
    """
    batch, _, height, width = _checked_input(input, in_channels)
    require_counts(out_channels=out_channels)
    weights = _weights(pair(kernel_size), in_channels, out_channels, groups)
    sides = [
        transposed_output_size(*axis)
        for axis in zip(
            (height, width), *map(pair, (kernel_size, stride, padding, output_padding, dilation)), strict=True
        )
    ]
    return {
        "output": [batch, out_channels, named("height", sides[0]), named("width", sides[1])],
        "params": named("params", weights + out_channels) if bias else named("params", weights),
        "macs": named("macs", batch * height * width * weights),
    }


# --- pooling ----------------------------------------------------------------------------------------------------


def _wrong_pool_size(slip: str) -> Callable[..., Result]:
    def wrong(
        kernel_size: Sides,
        input: Shape,
        stride: Sides | None = None,
        padding: Sides = 0,
        ceil_mode: bool = False,
        dilation: Sides = 1,
        pool: str = "max",
    ) -> Result:
        kernel = pair(kernel_size)
        axes = zip(
            input[2:], kernel, kernel if stride is None else pair(stride), pair(padding), pair(dilation), strict=True
        )
        sides = [
            pool_output_size.mistaken(
                slip,
                {"size": n, "kernel": k, "stride": s, "padding": p, "dilation": d, "ceil_mode": ceil_mode},
            )
            for n, k, s, p, d in axes
        ]
        return {"output": [*input[:2], *sides]}

    return wrong


@calculator(
    *(Mistake(slip, instead=_wrong_pool_size(slip)) for slip in pool_output_size.mistakes),
    Mistake(
        "POOL-PARAMS",
        instead=lambda kernel_size, input, **rest: {"params": math.prod(pair(kernel_size)) * input[1]},
    ),
    structural=("ceil_mode",),
    symbols={
        "input": _INPUT,
        "kernel_size": _letters("K"),
        "stride": _letters("S"),
        "padding": _letters("P"),
        "dilation": _letters("D"),
    },
)
def pool2d(
    kernel_size: Sides,
    input: Shape,
    stride: Sides | None = None,
    padding: Sides = 0,
    ceil_mode: bool = False,
    dilation: Sides = 1,
    pool: str = "max",
) -> Result:
    """torch.nn.MaxPool2d (``pool`` "max") and AvgPool2d ("avg"): the output shape, and no parameters.

    Per axis as :func:`~quizzer.calculators.pooling.pool_output_size`; average pooling has no dilation. Raises what
    that raises, and unsupported for a dilated average.
    """
    batch, channels, height, width = input
    require_counts(batch=batch, channels=channels, height=height, width=width)
    kernel, dilations = pair(kernel_size), pair(dilation)
    if pool not in ("max", "avg") or (pool == "avg" and tuple(dilations) != (1, 1)):
        raise Refusal("unsupported", pool=pool)
    strides = kernel if stride is None else pair(stride)
    sides = [
        pool_output_size(n, k, s, p, ceil_mode, d)
        for n, k, s, p, d in zip((height, width), kernel, strides, pair(padding), dilations, strict=True)
    ]
    return {"output": [batch, channels, named("height", sides[0]), named("width", sides[1])], "params": 0}
