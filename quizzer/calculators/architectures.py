"""Numbers of well-known networks: heads, detection maps, feature pyramids, U-Net, compound scaling.

Sides are in cells; a count of parameters includes biases unless an argument leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import (
    Refusal,
    require_at_most,
    require_counts,
    require_same_lengths,
)
from quizzer.calculators.sizes import at_least_one
from quizzer.expressions.tracing import (
    ceil,
    ceil_div,
    exact_div,
    floor,
    log2,
    maximum,
    minimum,
    named,
    ratio,
    sqrt,
    total,
    value_of,
)

Result = dict[str, Any]
_MAP = {"channels": "C", "height": "H", "width": "W"}
_DEEPEST = 16
_LOST = 4
"""Cells that two valid 3×3 convolutions take from a side."""


# --- classifier heads -------------------------------------------------------------------------------------------


@calculator(
    Mistake("FC-NOBIAS", given={"bias": False}),
    Mistake("FC-BIASIN", instead=lambda in_features, out_features, bias=True: in_features * (out_features + bias)),
    Mistake("FC-SUM", instead=lambda in_features, out_features, bias=True: in_features + out_features),
    structural=("bias",),
    symbols={"in_features": "I", "out_features": "O"},
)
def dense_params(in_features: int, out_features: int, bias: bool = True) -> int:
    """Trainable parameters of a dense layer: I·O, and O biases if ``bias``.

    Raises Refusal bad_argument below 1. Source: torch.nn.Linear.
    """
    require_counts(in_features=in_features, out_features=out_features)
    weights = named("weights", in_features * out_features)
    return named("parameters", weights + out_features) if bias else weights


def _dense(inputs: Any, outputs: Any, bias: bool) -> Any:
    return inputs * outputs + outputs if bias else inputs * outputs


def _heads(
    channels: int,
    height: int,
    width: int,
    classes: int,
    hidden: int | None = None,
    bias: bool = True,
    flat: Callable[[int, int, int], int] = lambda c, h, w: c * h * w,
    pooled: Callable[[int, int, int], int] = lambda c, h, w: c,
) -> Result:
    """Both heads with, for the misconceptions, other ideas of the features that flattening or pooling leaves."""
    require_counts(channels=channels, height=height, width=width, classes=classes)
    features = named("flattened_features", flat(channels, height, width))
    if hidden is None:
        flat_head = named("flat_head", _dense(features, classes, bias))
    else:
        require_counts(hidden=hidden)
        first = named("hidden_layer", _dense(features, hidden, bias))
        flat_head = named("flat_head", first + _dense(hidden, classes, bias))
    pooled_head = named("pooled_head", _dense(pooled(channels, height, width), classes, bias))
    return {
        "flat_head": flat_head,
        "pooled_head": pooled_head,
        "heads_ratio": named("heads_ratio", ratio(flat_head, pooled_head)),
    }


def _wrong_head(key: str, **change: Any) -> Callable[..., Result]:
    def wrong(**given: Any) -> Result:
        result = _heads(**given, **change)
        return {name: result[name] for name in (key, "heads_ratio")}

    return wrong


@calculator(
    Mistake("GAP-FLATTEN", instead=_wrong_head("pooled_head", pooled=lambda c, h, w: c * h * w)),
    Mistake("FC-CHANONLY", instead=_wrong_head("flat_head", flat=lambda c, h, w: c)),
    Mistake("FC-HONLY", instead=_wrong_head("flat_head", flat=lambda c, h, w: c * h)),
    Mistake("FC-NOBIAS", given={"bias": False}),
    structural=("bias",),
    symbols=_MAP | {"classes": "n", "hidden": "h"},
)
def gap_against_dense(
    channels: int, height: int, width: int, classes: int, hidden: int | None = None, bias: bool = True
) -> Result:
    """Parameters of two heads on a C×H×W map: flatten and dense, C·H·W·n + n, against global average pooling, C·n + n.

    ``hidden`` puts one hidden dense layer into the flatten head only; pooling has no parameters. Raises Refusal
    bad_argument below 1. Source: Lin et al. 2013, "Network in network", section 3.2.
    """
    return _heads(channels, height, width, classes, hidden, bias)


# --- detection maps ---------------------------------------------------------------------------------------------


@calculator(
    Mistake("SSD-SAMEBOXES", instead=lambda maps, boxes: sum(side * side for side in maps) * max(boxes)),
    Mistake("SSD-ONESIDE", instead=lambda maps, boxes: sum(f * b for f, b in zip(maps, boxes, strict=True))),
    Mistake("SSD-CELLS", instead=lambda maps, boxes: sum(side * side for side in maps)),
    symbols={"maps": "f", "boxes": "b"},
)
def ssd_boxes(maps: list[int], boxes: list[int]) -> int:
    """Default boxes of an SSD detector: Σ f²·b over square maps of side f with b boxes a cell, all classes together.

    SSD300 has maps 38, 19, 10, 5, 3, 1 with 4, 6, 6, 6, 4, 4 boxes. Raises Refusal bad_argument: lengths_differ,
    below_one. Source: Liu et al. 2016, "SSD: Single shot multibox detector", figure 2.
    """
    require_same_lengths(maps, boxes, "boxes")
    require_counts(maps=min(maps), boxes=min(boxes))
    pairs = enumerate(zip(maps, boxes, strict=True), 1)
    return named("default_boxes", total([named("map_boxes", f * f * b, place) for place, (f, b) in pairs]))


def _level_of(
    width: float,
    height: float,
    k0: int = 4,
    canonical: int = 224,
    lowest: int = 2,
    highest: int = 5,
    shift: Callable[[Any, Any, Any], Any] = lambda w, h, c: log2(ratio(sqrt(w * h), c)),
    whole: Callable[[Any], Any] = floor,
    clamp: bool = True,
) -> Any:
    for name, side in (("width", width), ("height", height)):
        if not 1 <= side <= 10**9:
            raise Refusal("bad_argument", argument=name, problem="no_number", value=value_of(side))
    require_counts(canonical=canonical)
    require_at_most(lowest=(lowest, highest))
    level = named("unclamped_level", whole(k0 + shift(width, height, canonical)))
    return named("pyramid_level", minimum(maximum(level, lowest), highest)) if clamp else level


@calculator(
    Mistake("FPN-NOROOT", instead=lambda **box: _level_of(**box, shift=lambda w, h, c: log2(ratio(w * h, c)))),
    Mistake("FPN-NOCLAMP", instead=lambda **box: _level_of(**box, clamp=False)),
    Mistake("FPN-CEIL", instead=lambda **box: _level_of(**box, whole=ceil)),
    Mistake("FPN-LONGSIDE", instead=lambda **box: _level_of(**box, shift=lambda w, h, c: log2(ratio(max(w, h), c)))),
    symbols={"width": "w", "height": "h", "k0": "k_0", "canonical": "s"},
)
def fpn_level(width: float, height: float, k0: int = 4, canonical: int = 224, lowest: int = 2, highest: int = 5) -> int:
    """Pyramid level that serves a RoI of width×height image pixels: ⌊k0 + log₂(√(wh)/224)⌋, clamped to P2 … P5.

    Raises Refusal bad_argument: no_number for a side below 1, too_large for a lowest level above the highest.
    Source: Lin et al. 2017, "Feature pyramid networks for object detection", equation 1.
    """
    level: int = _level_of(width, height, k0, canonical, lowest, highest)
    return level


def _pyramid(
    height: int,
    width: int,
    lowest: int = 2,
    highest: int = 7,
    divide: Callable[[int, int], int] = ceil_div,
    stride: Callable[[int], int] = lambda level: 2**level,
) -> list[list[int]]:
    require_counts(height=height, width=width, lowest=lowest)
    require_at_most(highest=(highest, _DEEPEST), lowest=(lowest, highest))
    return [
        [
            named("level_height", divide(height, stride(level)), level),
            named("level_width", divide(width, stride(level)), level),
        ]
        for level in range(lowest, highest + 1)
    ]


@calculator(
    Mistake("FPN-BYLEVEL", instead=lambda **image: _pyramid(**image, stride=lambda level: level)),
    Mistake("FPN-FLOOR", instead=lambda **image: _pyramid(**image, divide=lambda side, s: side // s)),
    Mistake("FPN-STRIDESHIFT", instead=lambda **image: _pyramid(**image, stride=lambda level: 2 ** (level - 1))),
    Mistake("FPN-STRIDELINEAR", instead=lambda **image: _pyramid(**image, stride=lambda level: 2 * level)),
    structural=("lowest", "highest"),
    symbols={"height": "H", "width": "W"},
)
def fpn_levels_shapes(height: int, width: int, lowest: int = 2, highest: int = 7) -> list[list[int]]:
    """[height, width] of the pyramid levels P_lowest … P_highest: P_l has stride 2^l, sides ⌈H/2^l⌉ and ⌈W/2^l⌉.

    Rounded up, as ResNet's padded stride-2 layers do one after the other. P6 and P7 are those of RetinaNet. Raises
    Refusal bad_argument. Source: Lin et al. 2017, "Focal loss for dense object detection", section 4.
    """
    return _pyramid(height, width, lowest, highest)


# --- U-Net ------------------------------------------------------------------------------------------------------


def _unet(size: int, depth: int = 4, same: bool = False, decoder: bool = True) -> Result:
    """Sides in a U-Net; for a misconception the convolutions of the decoder take nothing."""
    require_counts(size=size, depth=depth)
    require_at_most(depth=(depth, _DEEPEST))
    sides: list[int] = []
    crops: list[int] = []

    def stage(side: int, lost: int) -> int:
        sides.append(named("stage_side", at_least_one(side - lost) if lost else side, len(sides) + 1))
        return sides[-1]

    lost = 0 if same else _LOST
    side = stage(size, lost)
    for _ in range(depth):
        if value_of(side) % 2:
            raise Refusal("bad_argument", argument="size", problem="no_number", value=value_of(size))
        side = stage(exact_div(side, 2), lost)
    for skip in sides[depth - 1 :: -1]:
        crops.append(named("crop", exact_div(skip - 2 * side, 2), len(crops) + 1))
        side = stage(2 * side, lost if decoder else 0)
    return {"sides": sides, "crops": crops, "output": named("output", side)}


def _losing(cells: Callable[[int], int]) -> Callable[..., Result]:
    """A wrong number of cells, from the depth, that valid convolutions take from the output."""
    return lambda size, depth=4, same=False: {"output": size if same else size - cells(depth)}


@calculator(
    Mistake("UNET-SAME", instead=lambda size, depth=4, same=False: {"output": size, "crops": [0] * depth}),
    Mistake("UNET-VALID", given={"same": False}),
    Mistake("UNET-ONECONV", instead=_losing(lambda depth: _LOST // 2 * (3 * 2**depth - 2))),
    Mistake("UNET-NOSCALE", instead=_losing(lambda depth: _LOST * (2 * depth + 1))),
    Mistake("UNET-NODECODER", instead=lambda **given: _unet(**given, decoder=False)),
    structural=("depth", "same"),
    symbols={"size": "W"},
)
def unet_sizes(size: int, depth: int = 4, same: bool = False) -> Result:
    """Sides of a U-Net after each stage of two 3×3 convolutions, with ``depth`` 2×2 poolings and as many doublings.

    Valid convolutions (the original, 572 → 388) take 4 cells a stage, ``same`` none. ``crops`` are the cells cut from
    each side of the encoder maps, deepest first. Raises Refusal bad_argument where a pooling does not divide,
    InvalidShape output_not_positive. Source: Ronneberger et al. 2015, figure 1.
    """
    return _unet(size, depth, same)


# --- compound scaling -------------------------------------------------------------------------------------------


def _scaled(phi: float, depth: float = 1.2, width: float = 1.1, resolution: float = 1.15) -> Result:
    for name, value, low, high in (
        ("phi", phi, 0, 20),
        ("depth", depth, 1, 10),
        ("width", width, 1, 10),
        ("resolution", resolution, 1, 10),
    ):
        if not low <= value <= high:
            raise Refusal("bad_argument", argument=name, problem="no_number", value=value_of(value))
    deep, wide = named("depth_factor", depth**phi), named("width_factor", width**phi)
    fine = named("resolution_factor", resolution**phi)
    cost = named("cost_factor", deep * wide * wide * fine * fine)
    return {"depth_factor": deep, "width_factor": wide, "resolution_factor": fine, "cost_factor": cost}


def _scaled_by_product(phi: float, depth: float = 1.2, width: float = 1.1, resolution: float = 1.15) -> Result:
    deep, wide, fine = depth * phi, width * phi, resolution * phi
    return {
        "depth_factor": deep,
        "width_factor": wide,
        "resolution_factor": fine,
        "cost_factor": deep * wide * wide * fine * fine,
    }


@calculator(
    Mistake("EFF-TIMESPHI", instead=_scaled_by_product),
    Mistake(
        "EFF-NOSQUARE",
        instead=lambda phi, depth=1.2, width=1.1, resolution=1.15: {"cost_factor": (depth * width * resolution) ** phi},
    ),
    Mistake("EFF-ONCE", given={"phi": 1}),
    symbols={"phi": "φ", "depth": "α", "width": "β", "resolution": "γ"},
)
def efficientnet_scaling(phi: float, depth: float = 1.2, width: float = 1.1, resolution: float = 1.15) -> Result:
    """Factors of depth α^φ, width β^φ, resolution γ^φ and FLOPs (α·β²·γ²)^φ, about 2^φ, over the base network.

    Not rounded to whole layers, channels or pixels. Raises Refusal bad_argument outside 0 <= φ <= 20 and
    1 <= α, β, γ <= 10. Source: Tan & Le 2019, "EfficientNet", equation 3.
    """
    return _scaled(phi, depth, width, resolution)
