"""Weights and multiply-adds of building blocks, each against what it replaces.

Unless said otherwise: no bias, no normalisation, no activation, batch 1; a multiply-add (MAC) is one multiplication
with one addition, weights only; stride 1 and padding that keeps the size. Ratios are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal, require_counts
from quizzer.calculators.sizes import conv_output_size, keeping_padding
from quizzer.expressions.tracing import exact_div, named, plain, ratio, total, value_of

Result = dict[str, Any]
Wrong = Callable[..., Result]


def _without(result: Result, *names: str) -> Result:
    return {name: value for name, value in result.items() if name not in names}


def _divided(channels: int, reduction: int) -> int:
    require_counts(channels=channels, reduction=reduction)
    if channels % reduction:
        raise Refusal("bad_argument", argument="reduction", problem="not_dividing", value=value_of(reduction))
    return named("narrow_channels", exact_div(channels, reduction))


# --- small kernels for a large one ------------------------------------------------------------------------------


def _stack(layers: int, channels: int, side: int, per_layer: int = 9) -> Result:
    stack = named("stack_weights", layers * per_layer * channels * channels)
    kernel = named("kernel_weights", side * side * channels * channels)
    share = named("weight_share", ratio(stack, kernel))
    return {
        "stack_weights": stack,
        "kernel_weights": kernel,
        "weight_share": share,
        "saved_percent": named("saved_percent", 100 - 100 * share),
    }


def _stack_base(layers: int, channels: int) -> Result:
    result = _stack(layers, channels, 2 * layers + 1)
    return {"saved_percent": 100 * (ratio(result["kernel_weights"], result["stack_weights"]) - 1)}


def _inverse_share(layers: int, channels: int) -> Result:
    return {"weight_share": 1 / _stack(layers, channels, 2 * layers + 1)["weight_share"]}


@calculator(
    Mistake("STK-INVERSE", instead=_inverse_share),
    Mistake("STK-STACKBASE", instead=_stack_base),
    Mistake(
        "STK-REMAIN",
        instead=lambda layers, channels: {
            "saved_percent": 100 * _stack(layers, channels, 2 * layers + 1)["weight_share"]
        },
    ),
    Mistake(
        "STK-ONELAYER",
        instead=lambda layers, channels: _without(_stack(1, channels, 2 * layers + 1), "kernel_weights"),
    ),
    Mistake(
        "RF-MULT", instead=lambda layers, channels: _without(_stack(layers, channels, 3 * layers), "stack_weights")
    ),
    symbols={"layers": "n", "channels": "C"},
)
def stack_against_kernel(layers: int, channels: int) -> Result:
    """Weights of n 3×3 layers, 9nC², and of one (2n+1)×(2n+1) layer with the same receptive field, C channels each.

    ``weight_share`` is the first over the second, ``saved_percent`` what that leaves of 100 %. Raises Refusal
    bad_argument below_one. Source: Simonyan & Zisserman 2015, "Very deep convolutional networks", section 2.3.
    """
    require_counts(layers=layers, channels=channels)
    return _stack(layers, channels, named("kernel_side", 2 * layers + 1))


# --- narrow in the middle ---------------------------------------------------------------------------------------


def _bottleneck(channels: int, reduction: int, kernel: int = 3, pointwise: int = 2, plain: int = 2) -> Result:
    """The comparison; for the misconceptions with other numbers of 1×1 and plain layers."""
    require_counts(kernel=kernel)
    narrow = _divided(channels, reduction)
    ends = named("pointwise_weights", pointwise * channels * narrow)
    middle = named("middle_weights", kernel * kernel * narrow * narrow)
    weights = named("bottleneck_weights", ends + middle)
    wide = named("plain_weights", plain * kernel * kernel * channels * channels)
    return {
        "bottleneck_weights": weights,
        "plain_weights": wide,
        "saving_factor": named("saving_factor", ratio(wide, weights)),
    }


def _full_width(channels: int, reduction: int, kernel: int = 3) -> Result:
    weights = 2 * channels * (channels // reduction) + kernel * kernel * channels * channels
    return {
        "bottleneck_weights": weights,
        "saving_factor": ratio(2 * kernel * kernel * channels * channels, weights),
    }


def _middle_reads_one(channels: int, reduction: int, kernel: int = 3) -> Result:
    narrow = channels // reduction
    weights = 2 * channels * narrow + kernel * kernel * narrow
    return {"bottleneck_weights": weights, "saving_factor": ratio(2 * kernel * kernel * channels * channels, weights)}


@calculator(
    Mistake("BTL-MIDSLICE", instead=_middle_reads_one),
    Mistake("BTL-ONEPOINT", instead=lambda **given: _without(_bottleneck(**given, pointwise=1), "plain_weights")),
    Mistake("BTL-FULLWIDTH", instead=_full_width),
    Mistake("BTL-ONEPLAIN", instead=lambda **given: _without(_bottleneck(**given, plain=1), "bottleneck_weights")),
    symbols={"channels": "C", "reduction": "r", "kernel": "K"},
)
def bottleneck_weights(channels: int, reduction: int, kernel: int = 3) -> Result:
    """Weights of 1×1 (C → C/r), K×K, 1×1 (C/r → C), against two K×K layers of C channels, and how many times fewer.

    2C·C/r + K²(C/r)² against 2K²C². Raises Refusal bad_argument not_dividing. Source: He et al. 2016, "Deep residual
    learning", section 4.1, figure 5.
    """
    return _bottleneck(channels, reduction, kernel)


def _inception(
    height: int,
    width: int,
    in_channels: int,
    reduced_channels: int,
    out_channels: int,
    kernel: int = 5,
    reads: int | None = None,
    with_reduction: bool = True,
) -> Result:
    """The comparison; for the misconceptions with other channels ``reads`` by the kernel, or without the 1×1 layer."""
    require_counts(
        height=height,
        width=width,
        in_channels=in_channels,
        reduced_channels=reduced_channels,
        out_channels=out_channels,
        kernel=kernel,
    )
    places = height * width
    direct = named("direct_macs", places * kernel * kernel * in_channels * out_channels)
    first = named("pointwise_macs", places * in_channels * reduced_channels)
    second = named("kernel_macs", places * kernel * kernel * (reads or reduced_channels) * out_channels)
    both = named("reduced_macs", first + second if with_reduction else second)
    return {
        "direct_macs": direct,
        "reduced_macs": both,
        "saving_factor": named("saving_factor", ratio(direct, both)),
    }


def _scaled_inception(factor: Callable[..., int]) -> Wrong:
    def wrong(**given: Any) -> Result:
        result = _without(_inception(**given), "saving_factor")
        return {name: factor(value, given["height"] * given["width"]) for name, value in result.items()}

    return wrong


@calculator(
    Mistake("INC-INVERSE", instead=lambda **given: {"saving_factor": 1 / _inception(**given)["saving_factor"]}),
    Mistake("INC-NOREDUCE", instead=lambda **given: _without(_inception(**given, with_reduction=False), "direct_macs")),
    Mistake(
        "INC-READSALL",
        instead=lambda **given: _without(_inception(**given, reads=given["in_channels"]), "direct_macs"),
    ),
    Mistake("MAC-FLOP", instead=_scaled_inception(lambda macs, places: 2 * macs)),
    Mistake("FL-NOSPACE", instead=_scaled_inception(lambda macs, places: macs // places)),
    symbols={
        "height": "H",
        "width": "W",
        "in_channels": "C_in",
        "reduced_channels": "C_r",
        "out_channels": "C_out",
        "kernel": "K",
    },
)
def inception_reduction(
    height: int, width: int, in_channels: int, reduced_channels: int, out_channels: int, kernel: int = 5
) -> Result:
    """Multiply-adds of a K×K layer alone and behind a 1×1 layer to ``reduced_channels``, and how many times fewer.

    H·W·K²·Cin·Cout against H·W·(Cin·Cr + K²·Cr·Cout). Raises Refusal bad_argument below_one. Source: Szegedy et al.
    2015, "Going deeper with convolutions", section 4.
    """
    return _inception(height, width, in_channels, reduced_channels, out_channels, kernel)


# --- pointwise and depthwise ------------------------------------------------------------------------------------

_MAP_SYMBOLS = {"height": "H", "width": "W", "in_channels": "C_in", "out_channels": "C_out", "kernel": "K"}


def _as_3x3(height: int, width: int, in_channels: int, out_channels: int, bias: bool = True) -> Result:
    weights = 9 * in_channels * out_channels
    return {"parameter_count": weights + out_channels if bias else weights, "macs": height * width * weights}


@calculator(
    Mistake("SHP-NHWC", instead=lambda **given: {"shape": (given["height"], given["width"], given["out_channels"])}),
    Mistake("SHP-ONEMAP", instead=lambda **given: {"shape": (1, given["height"], given["width"])}),
    Mistake("PW-AS3X3", instead=_as_3x3),
    Mistake("PAR-NOBIAS", instead=lambda **given: {"parameter_count": given["in_channels"] * given["out_channels"]}),
    Mistake("SHP-CIN", instead=lambda **given: {"shape": (given["in_channels"], given["height"], given["width"])}),
    Mistake("FL-NOSPACE", instead=lambda **given: {"macs": given["in_channels"] * given["out_channels"]}),
    Mistake("FL-NOCIN", instead=lambda **given: {"macs": given["height"] * given["width"] * given["out_channels"]}),
    structural=("bias",),
    symbols=_MAP_SYMBOLS,
)
def pointwise_cost(height: int, width: int, in_channels: int, out_channels: int, bias: bool = True) -> Result:
    """Output shape (Cout, H, W), parameters Cin·Cout (+ Cout biases) and MACs H·W·Cin·Cout of a 1×1 convolution.

    Raises Refusal bad_argument below_one. Source: Lin et al. 2014, "Network in network", section 3.1.
    """
    require_counts(height=height, width=width, in_channels=in_channels, out_channels=out_channels)
    weights = named("weights" if bias else "parameter_count", in_channels * out_channels)
    return {
        "shape": plain((out_channels, height, width)),
        "parameter_count": weights + out_channels if bias else weights,
        "macs": named("macs", height * width * weights),
    }


def _separable_mistake(weights: Callable[[int, int, int], int]) -> Wrong:
    """Wrong weights over (kernel cells, Cin, Cout) with the multiply-adds that follow."""

    def wrong(height: int, width: int, in_channels: int, out_channels: int, kernel: int = 3) -> Result:
        count = weights(kernel * kernel, in_channels, out_channels)
        return {"weights": count, "macs": height * width * count}

    return wrong


def _ratio_mistake(share: Callable[[int, int], Any]) -> Wrong:
    """A wrong ratio over (kernel, Cout)."""
    return lambda height, width, in_channels, out_channels, kernel=3: {"cost_ratio": share(kernel, out_channels)}


@calculator(
    Mistake("DW-FULL", instead=_separable_mistake(lambda cells, ci, co: cells * ci * co)),
    Mistake("DW-ONLY", instead=_separable_mistake(lambda cells, ci, co: cells * ci)),
    Mistake("DW-PWONLY", instead=_separable_mistake(lambda cells, ci, co: ci * co)),
    Mistake("DW-COUT", instead=_separable_mistake(lambda cells, ci, co: cells * co + ci * co)),
    Mistake("DW-SQUARE", instead=_separable_mistake(lambda cells, ci, co: cells * ci * ci + ci * co)),
    Mistake("DWR-K2", instead=_ratio_mistake(lambda k, co: ratio(1, k * k))),
    Mistake("DWR-K", instead=_ratio_mistake(lambda k, co: ratio(1, co) + ratio(1, k))),
    Mistake("DWR-PROD", instead=_ratio_mistake(lambda k, co: ratio(1, co * k * k))),
    symbols=_MAP_SYMBOLS,
)
def depthwise_separable(height: int, width: int, in_channels: int, out_channels: int, kernel: int = 3) -> Result:
    """Cost of a depthwise K×K and a 1×1 convolution, and its ratio to the full one: 1/Cout + 1/K².

    Weights K²·Cin + Cin·Cout; multiply-adds H·W times that, H and W of the output. Raises Refusal bad_argument
    below_one. Source: Howard et al. 2017, "MobileNets", section 3.1.
    """
    require_counts(height=height, width=width, in_channels=in_channels, out_channels=out_channels, kernel=kernel)
    depthwise = named("depthwise_weights", kernel * kernel * in_channels)
    weights = named("weights", depthwise + named("pointwise_weights", in_channels * out_channels))
    macs = named("macs", height * width * weights)
    full = named("full_macs", height * width * kernel * kernel * in_channels * out_channels)
    return {"weights": weights, "macs": macs, "full_macs": full, "cost_ratio": named("cost_ratio", ratio(macs, full))}


def _inverted(
    size: int,
    in_channels: int,
    out_channels: int,
    expansion: int,
    stride: int = 1,
    kernel: int = 3,
    batch_norm: bool = False,
    base: int | None = None,
    always_expand: bool = False,
    depthwise_reads: int | None = None,
    same_size: bool = False,
) -> Result:
    """The block; misconceptions widen another ``base``, expand at t = 1, mix channels in the middle, keep the size."""
    require_counts(size=size, in_channels=in_channels, out_channels=out_channels, expansion=expansion)
    side = conv_output_size(size, kernel, stride, keeping_padding(int(value_of(kernel))))
    hidden = named("hidden_channels", expansion * (base or in_channels))
    filters = hidden if depthwise_reads is None else depthwise_reads * hidden
    depthwise = named("depthwise_weights", kernel * kernel * filters)
    layers, outputs = [depthwise, named("project_weights", hidden * out_channels)], [hidden, out_channels]
    places = size * size if same_size else side * side
    macs = places * total(layers)
    if expansion != 1 or always_expand:
        expand = named("expand_weights", in_channels * hidden)
        layers, outputs, macs = [expand, *layers], [hidden, *outputs], size * size * expand + macs
    weights = named("weights" if batch_norm else "parameter_count", total(layers))
    norms = named("norm_parameters", 2 * total(outputs))
    return {
        "hidden_channels": hidden,
        "parameter_count": weights + norms if batch_norm else weights,
        "macs": named("macs", macs),
        "shortcut": bool(stride == 1 and in_channels == out_channels),
    }


def _wrong_block(*wrong: str, **change: Any) -> Wrong:
    """The results called ``wrong`` of the block with something changed."""

    def computed(**given: Any) -> Result:
        result = _inverted(**given | change)
        return {name: result[name] for name in wrong}

    return computed


@calculator(
    Mistake(
        "IR-TOUT",
        instead=lambda **given: _without(_inverted(**given, base=given["out_channels"]), "shortcut"),
    ),
    Mistake("IR-EXPAND1", instead=_wrong_block("parameter_count", "macs", always_expand=True)),
    Mistake("IR-SAMESIZE", instead=_wrong_block("macs", same_size=True)),
    Mistake("NET-NOBN", instead=_wrong_block("parameter_count", batch_norm=False)),
    Mistake("IR-STRIDEONLY", instead=lambda **given: {"shortcut": given.get("stride", 1) == 1}),
    Mistake("IR-ALWAYS", instead=lambda **given: {"shortcut": True}),
    Mistake(
        "DW-SQUARE",
        instead=lambda **given: _wrong_block(
            "parameter_count", "macs", depthwise_reads=given["expansion"] * given["in_channels"]
        )(**given),
    ),
    structural=("batch_norm",),
    symbols={
        "size": "W",
        "in_channels": "C_in",
        "out_channels": "C_out",
        "expansion": "t",
        "stride": "S",
        "kernel": "K",
    },
)
def inverted_residual(
    size: int,
    in_channels: int,
    out_channels: int,
    expansion: int,
    stride: int = 1,
    kernel: int = 3,
    batch_norm: bool = False,
) -> Result:
    """Parameters and MACs of 1×1 (Cin → t·Cin), depthwise K×K, 1×1 (→ Cout) on a square map, and if it has a shortcut.

    At t = 1 there is no first 1×1 layer. The expansion works at the input's size, the rest at the output's; odd K,
    padding (K−1)/2, no bias. ``batch_norm`` counts a scale and a shift per channel behind each layer. The shortcut
    needs stride 1 and Cin = Cout. Raises Refusal bad_argument below_one and InvalidShape as conv_output_size.
    Source: Sandler et al. 2018, "MobileNetV2", section 3; torchvision.models.mobilenet_v2.
    """
    return _inverted(size, in_channels, out_channels, expansion, stride, kernel, batch_norm)


# --- squeeze and excitation -------------------------------------------------------------------------------------


@calculator(
    Mistake("SE-ONEFC", instead=lambda channels, reduction, bias=False: channels * channels // reduction),
    Mistake("SE-NOREDUCE", instead=lambda channels, reduction, bias=False: 2 * channels * channels),
    Mistake("SE-R2", instead=lambda channels, reduction, bias=False: 2 * (channels // reduction) ** 2),
    Mistake("FC-NOBIAS", given={"bias": False}),
    structural=("bias",),
    symbols={"channels": "C", "reduction": "r"},
)
def se_params(channels: int, reduction: int, bias: bool = False) -> int:
    """Parameters of a squeeze-and-excitation block: 2C²/r for its two dense layers, with ``bias`` C/r + C more.

    Raises Refusal bad_argument: below_one, not_dividing. Source: Hu et al. 2018, "Squeeze-and-excitation networks".
    """
    narrow = _divided(channels, reduction)
    weights = named("weights", 2 * channels * narrow)
    return named("parameters", weights + narrow + channels) if bias else weights
