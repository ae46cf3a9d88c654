"""Relatives of the ordinary convolution: shuffled channels, deformable taps, three dimensions, Winograd's algorithm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.refusals import InvalidShape, Refusal, require_at_most, require_counts, require_positive
from quizzer.expressions.tracing import named, ratio

Result = dict[str, Any]
Triple = tuple[int, int, int]
"""(time, height, width)."""

MOST_CHANNELS = 4096


# --- channel shuffle --------------------------------------------------------------------------------------------


def _shuffled(channels: int, groups: int) -> list[int]:
    require_counts(channels=channels)
    require_positive(groups=groups)
    require_at_most(channels=(channels, MOST_CHANNELS))
    if channels % groups:
        raise InvalidShape("groups_not_dividing", groups=groups, channels=[channels])
    return [first + group * (channels // groups) for first in range(channels // groups) for group in range(groups)]


def _shuffle_lines(channels: int, groups: int) -> tuple[WorkedLine, ...]:
    per_group = channels // groups
    rows = [list(range(group * per_group, (group + 1) * per_group)) for group in range(groups)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return (
        WorkedLine("group_rows", "", str(rows)),
        WorkedLine("transposed_rows", "", str(columns)),
        WorkedLine("channel_order", "", str(_shuffled(channels, groups))),
    )


@calculator(
    Mistake("SHUF-AXIS", instead=lambda channels, groups: _shuffled(channels, channels // groups)),
    Mistake("SHUF-NOTRANSPOSE", instead=lambda channels, groups: list(range(channels))),
    Mistake("SHUF-FROM1", instead=lambda channels, groups: [place + 1 for place in _shuffled(channels, groups)]),
    narrate=_shuffle_lines,
    law=Law("output i = input (i mod G)·C/G + ⌊i/G⌋", r"y_i = x_{(i \bmod G) \frac{C}{G} + \lfloor i/G \rfloor}"),
)
def channel_shuffle_order(channels: int, groups: int) -> list[int]:
    """The input channel, counted from 0, at each place of a channel shuffle: as G rows of C/G, transposed, flattened.

    Raises InvalidShape: groups_not_dividing, groups_not_positive; Refusal bad_argument below_one. Source: Zhang et al.
    2018, "ShuffleNet", section 3.1; torch.nn.ChannelShuffle.
    """
    return _shuffled(channels, groups)


# --- deformable taps --------------------------------------------------------------------------------------------


def _offsets(count: Callable[[int], int], modulation: bool = True) -> Callable[..., int]:
    """A wrong number of channels from the offsets as a function of the kernel side."""

    def wrong(kernel: int, offset_groups: int = 1, version: int = 1) -> int:
        return offset_groups * (count(kernel) + (kernel * kernel if modulation and version == 2 else 0))

    return wrong


@calculator(
    Mistake("CV-OFFSCALAR", instead=_offsets(lambda k: k * k)),
    Mistake("CV-OFFSIDE", instead=_offsets(lambda k: 2 * k)),
    Mistake("CV-OFFPERPOS", instead=_offsets(lambda k: 2)),
    Mistake("CV-OFFMODUL", given={"version": 2}),
    Mistake("DEF-NOMODUL", given={"version": 1}),
    Mistake("DEF-ONEGROUP", given={"offset_groups": 1}),
    structural=("version",),
    symbols={"kernel": "K", "offset_groups": "G"},
)
def deformable_offset_channels(kernel: int, offset_groups: int = 1, version: int = 1) -> int:
    """Channels that the side branch of a K×K deformable convolution predicts: 2K²·G, in version 2 3K²·G.

    Two offsets for each tap and offset group, whatever the input channels; version 2 adds a modulation value for each.
    Raises Refusal bad_argument: below_one, unknown for another version. Sources: Dai et al. 2017, "Deformable
    convolutional networks", section 2.1; Zhu et al. 2019, "Deformable ConvNets v2"; torchvision.ops.deform_conv2d.
    """
    require_counts(kernel=kernel, offset_groups=offset_groups)
    if version not in (1, 2):
        raise Refusal("bad_argument", argument="version", problem="unknown", value=version)
    return named("offset_channels", (version + 1) * kernel * kernel * offset_groups)


# --- three dimensions -------------------------------------------------------------------------------------------


def _checked(kernel: Triple, in_channels: int, out_channels: int) -> Triple:
    require_positive(kernel=min(kernel))
    require_counts(in_channels=in_channels, out_channels=out_channels)
    return kernel


_SYMBOLS: dict[str, str | tuple[str, ...]] = {
    "kernel": ("K_t", "K_h", "K_w"),
    "in_channels": "C_in",
    "out_channels": "C_out",
    "middle_channels": "M",
}


def _volume(cells: Callable[[int, int, int], int]) -> Callable[..., int]:
    """A wrong count over the cells of a kernel."""

    def wrong(kernel: Triple, in_channels: int, out_channels: int, bias: bool = True) -> int:
        return cells(*kernel) * in_channels * out_channels + (out_channels if bias else 0)

    return wrong


@calculator(
    Mistake("CONV3-2D", instead=_volume(lambda t, h, w: h * w)),
    Mistake("CONV3-ADD", instead=_volume(lambda t, h, w: t + h * w)),
    Mistake("PAR-NOBIAS", given={"bias": False}),
    Mistake(
        "PAR-NOCIN",
        instead=lambda kernel, in_channels, out_channels, bias=True: _volume(lambda t, h, w: t * h * w)(
            kernel, 1, out_channels, bias
        ),
    ),
    structural=("bias",),
    symbols=_SYMBOLS,
)
def conv3d_params(kernel: tuple[int, int, int], in_channels: int, out_channels: int, bias: bool = True) -> int:
    """Parameters of a 3-D convolution: K_t·K_h·K_w·Cin·Cout, and Cout biases; ``kernel`` is (time, height, width).

    Raises InvalidShape kernel_not_positive, Refusal bad_argument below_one. Source: torch.nn.Conv3d.
    """
    deep, high, wide = _checked(kernel, in_channels, out_channels)
    weights = named("weights", deep * high * wide * in_channels * out_channels)
    return named("parameters", weights + out_channels) if bias else weights


def _factorised(
    kernel: Triple, in_channels: int, out_channels: int, middle_channels: int | None = None, reads: int | None = None
) -> Result:
    """The factorised layer; for the misconceptions with other channels that the temporal part ``reads``."""
    deep, high, wide = _checked(kernel, in_channels, out_channels)
    full = named("full_weights", deep * high * wide * in_channels * out_channels)
    if middle_channels is None:
        between = named("middle_channels", full // (high * wide * in_channels + deep * out_channels))
    else:
        between = middle_channels
    require_counts(middle_channels=between)
    spatial = named("spatial_weights", high * wide * in_channels * between)
    temporal = named("temporal_weights", deep * (reads or between) * out_channels)
    return {"middle_channels": between, "weights": named("weights", spatial + temporal), "full_weights": full}


def _weights_only(change: Callable[..., Result]) -> Callable[..., Result]:
    return lambda **given: {"weights": change(**given)["weights"]}


def _middle_is_out(**given: Any) -> Result:
    result = _factorised(**given | {"middle_channels": given["out_channels"]})
    return {name: result[name] for name in ("middle_channels", "weights")}


def _spatial_only(**given: Any) -> Result:
    high, wide = given["kernel"][1:]
    return {"weights": high * wide * given["in_channels"] * _factorised(**given)["middle_channels"]}


@calculator(
    Mistake("R21D-MIDOUT", instead=_middle_is_out),
    Mistake("R21D-SPATIAL", instead=_spatial_only),
    Mistake("R21D-READSIN", instead=_weights_only(lambda **given: _factorised(**given, reads=given["in_channels"]))),
    symbols=_SYMBOLS,
)
def factorised_conv3d(
    kernel: tuple[int, int, int], in_channels: int, out_channels: int, middle_channels: int | None = None
) -> Result:
    """Weights of a (2+1)D layer, 1×K_h×K_w to M channels, then K_t×1×1, beside those of the 3-D one; no bias.

    K_h·K_w·Cin·M + K_t·M·Cout, with M = ⌊K_t·K_h·K_w·Cin·Cout/(K_h·K_w·Cin + K_t·Cout)⌋ unless ``middle_channels`` is
    given: the most that does not exceed the 3-D layer. Raises as :func:`conv3d_params`. Source: Tran et al. 2018, "A
    closer look at spatiotemporal convolutions", section 3.5.
    """
    return _factorised(kernel, in_channels, out_channels, middle_channels)


# --- Winograd ---------------------------------------------------------------------------------------------------


def _wrong_tile(count: Callable[[int, int], int]) -> Callable[..., Result]:
    """A wrong number of multiplications over (outputs, kernel)."""

    def wrong(outputs: int, kernel: int) -> Result:
        fast = count(outputs, kernel)
        return {"winograd_multiplications": fast, "saving_factor": ratio(outputs**2 * kernel**2, fast)}

    return wrong


def _one_axis(outputs: int, kernel: int) -> Result:
    fast, direct = outputs + kernel - 1, outputs * kernel
    return {
        "winograd_multiplications": fast,
        "direct_multiplications": direct,
        "saving_factor": ratio(direct, fast),
    }


@calculator(
    Mistake("WINO-NOMINUS1", instead=_wrong_tile(lambda m, r: (m + r) ** 2)),
    Mistake("WINO-OUTPUTS", instead=_wrong_tile(lambda m, r: m * m)),
    Mistake("WINO-ONEAXIS", instead=_one_axis),
    symbols={"outputs": "m", "kernel": "r"},
)
def winograd_multiplications(outputs: int, kernel: int) -> Result:
    """Multiplications of Winograd's F(m×m, r×r) for one tile and channel, (m+r−1)², against m²r² directly.

    Only products of transformed values count, not the transforms. Raises Refusal bad_argument below_one. Source: Lavin
    & Gray 2016, "Fast algorithms for convolutional neural networks", section 4.1.
    """
    require_counts(outputs=outputs, kernel=kernel)
    side = named("tile_side", outputs + kernel - 1)
    fast = named("winograd_multiplications", side * side)
    direct = named("direct_multiplications", outputs * outputs * kernel * kernel)
    factor = named("saving_factor", ratio(direct, fast))
    return {"winograd_multiplications": fast, "direct_multiplications": direct, "saving_factor": factor}
