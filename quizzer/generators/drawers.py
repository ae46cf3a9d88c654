"""Draws that data cannot describe: chains of layers, pairs and sets of boxes.

A drawer takes the ranges of a level (from the bank file) and a random generator, and returns named parameters. It
holds no text. A drawer that is removed only breaks the items that name it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import cast

from quizzer.calculators.boxes import Box, box_iou, overlaps_of
from quizzer.generators.chance import between, pick, shuffled

Ranges = Mapping[str, object]


def _choices(ranges: Ranges, name: str) -> list[int]:
    return cast(list[int], ranges[name])


def layer_chain(ranges: Ranges, rng: Random) -> dict[str, object]:
    """``layers``: (kernel, stride, dilation), and ``shown``: the same with 1 for a pooling layer, 0 for a convolution.

    Also ``total_stride``, ``dilated`` (how many layers are) and ``first``, the field after the first layer.
    Ranges: count, kernels, strides, dilations, pools (0 or 1: whether every strided layer is a 2×2 or 3×3 pooling).
    """
    layers, shown = [], []
    for _ in range(pick(rng, _choices(ranges, "count"))):
        stride = pick(rng, _choices(ranges, "strides"))
        pool = int(stride > 1 and pick(rng, _choices(ranges, "pools")) == 1)
        kernel = pick(rng, [2, 3]) if pool else pick(rng, _choices(ranges, "kernels"))
        dilation = 1 if pool else pick(rng, _choices(ranges, "dilations"))
        layers.append((kernel, stride, dilation))
        shown.append((kernel, stride, dilation, pool))
    kernel, _, dilation = layers[0]
    return {
        "layers": layers,
        "shown": shown,
        "total_stride": math.prod(stride for _, stride, _ in layers),
        "dilated": sum(dilation > 1 for _, _, dilation in layers),
        "first": dilation * (kernel - 1) + 1,
    }


_SHOWN = {"conv": 0, "bn": 1, "pool": 2, "gap": 3, "dense": 4}


def small_network(ranges: Ranges, rng: Random) -> dict[str, object]:
    """``side`` and ``channels`` of the input, ``layers`` as the calculator small_network takes them.

    ``shown`` lists (kind as a number, outputs, kernel, stride, padding), ``count`` the layers, ``pools`` how many of
    them pool, ``end`` the side of the last map and ``first_inputs`` what one filter of the first layer reads.
    Ranges: side, channels, convs, width, kernels, strides, growth, pools, norm (0 or 1), heads ("dense", "hidden",
    "gap", "none"), hidden, classes.
    """
    side = end = pick(rng, _choices(ranges, "side"))
    channels, width = pick(rng, _choices(ranges, "channels")), pick(rng, _choices(ranges, "width"))
    norm, kernels = pick(rng, _choices(ranges, "norm")), []
    layers: list[dict[str, object]] = []
    for _ in range(pick(rng, _choices(ranges, "convs"))):
        kernel, stride = pick(rng, _choices(ranges, "kernels")), pick(rng, _choices(ranges, "strides"))
        kernels.append(kernel)
        layers.append({"op": "conv", "c": width, "k": kernel, "s": stride, "p": kernel // 2, "bias": not norm})
        end = (end - 1) // stride + 1
        if norm:
            layers.append({"op": "bn", "c": width})
        if stride == 1 and pick(rng, _choices(ranges, "pools")):
            layers.append({"op": "pool", "c": width, "k": 2, "s": 2})
            end //= 2
        width *= pick(rng, _choices(ranges, "growth"))
    layers += _head(ranges, rng)
    return {
        "side": side,
        "channels": channels,
        "layers": layers,
        "shown": [_shown(layer, before) for before, layer in pairwise([layers[0], *layers])],
        "count": len(layers),
        "pools": sum(layer["op"] == "pool" for layer in layers),
        "end": end,
        "first_inputs": kernels[0] ** 2 * channels,
    }


def _shown(layer: Mapping[str, object], before: Mapping[str, object]) -> tuple[object, ...]:
    """A layer as a prompt prints it; a dense one has kernel 1 if it flattens the map before it."""
    if layer["op"] == "dense":
        return _SHOWN["dense"], layer["c"], int(before["op"] not in ("dense", "gap")), 0, 0
    return _SHOWN[str(layer["op"])], *(layer.get(name, 0) for name in ("c", "k", "s", "p"))


def _head(ranges: Ranges, rng: Random) -> list[dict[str, object]]:
    """The layers behind the last map."""
    head = pick(rng, cast(list[str], ranges["heads"]))
    if head == "none":
        return []
    dense: list[dict[str, object]] = [{"op": "dense", "c": pick(rng, _choices(ranges, "classes"))}]
    if head == "hidden":
        return [{"op": "dense", "c": pick(rng, _choices(ranges, "hidden"))}, *dense]
    return [{"op": "gap"}, *dense] if head == "gap" else dense


_RELATIONS = {"apart": 0, "overlap": 1, "inside": 2}


def box_pair(ranges: Ranges, rng: Random) -> dict[str, object]:
    """``box_a`` and ``box_b`` as corners, ``relation`` 0 apart, 1 overlapping, 2 one inside the other.

    Also ``box_a_sizes`` and ``box_b_sizes`` (x, y, width, height) and ``intersects``. Ranges: sides, relations.
    """
    relation = pick(rng, cast(list[str], ranges["relations"]))
    sides = _choices(ranges, "sides")
    wide_a, high_a = pick(rng, sides), pick(rng, sides)
    if relation == "inside":
        wide_b, high_b = between(rng, 1, wide_a), between(rng, 1, high_a)
        left, top = between(rng, 0, wide_a - wide_b), between(rng, 0, high_a - high_b)
    else:
        wide_b, high_b = pick(rng, sides), pick(rng, sides)
        low = 1 if relation == "overlap" else wide_a
        left = between(rng, low, wide_a - 1 if relation == "overlap" else wide_a + 2)
        top = between(rng, 1, high_a - 1) if relation == "overlap" else between(rng, 0, high_a)
    x, y = between(rng, 0, 4), between(rng, 0, 4)
    box_a = (x, y, x + wide_a, y + high_a)
    box_b = (x + left, y + top, x + left + wide_b, y + top + high_b)
    first, second = shuffled(rng, [box_a, box_b])
    return {
        "box_a": first,
        "box_b": second,
        "box_a_sizes": _as_sizes(first),
        "box_b_sizes": _as_sizes(second),
        "relation": _RELATIONS[relation],
    }


def _as_sizes(box: Box) -> Box:
    x1, y1, x2, y2 = box
    return x1, y1, x2 - x1, y2 - y1


def box_cluster(ranges: Ranges, rng: Random) -> dict[str, object]:
    """Boxes of one size along a row, so that overlaps are easy to see, with scores and a threshold.

    ``boxes``, ``scores`` (tenths, all different), ``overlaps`` (the matrix of IoUs), ``threshold``, ``count``,
    ``listed`` (box, score), ``pairs`` (number, number, IoU) of the boxes that overlap, and ``suppressed``: how many
    boxes go. Ranges: count, width, shifts, thresholds (decimals as text).
    """
    count = pick(rng, _choices(ranges, "count"))
    width = pick(rng, _choices(ranges, "width"))
    left, row = 0, []
    for _ in range(count):
        row.append((left, 0, left + width, width))
        left += pick(rng, _choices(ranges, "shifts"))
    boxes = shuffled(rng, row)
    scores = [Fraction(tenth, 20) for tenth in shuffled(rng, range(8, 20))[:count]]
    overlaps = overlaps_of(boxes)
    threshold = Fraction(pick(rng, cast(list[str], ranges["thresholds"])))
    pairs = [(a, b, overlaps[a][b]) for a in range(count) for b in range(a + 1, count) if box_iou(boxes[a], boxes[b])]
    return {
        "boxes": boxes,
        "scores": scores,
        "overlaps": overlaps,
        "threshold": threshold,
        "count": count,
        "listed": [(box, score) for box, score in zip(boxes, scores, strict=True)],
        "pairs": pairs,
        "over": sum(overlap > threshold for _, _, overlap in pairs),
        "equal": sum(overlap == threshold for _, _, overlap in pairs),
    }


DRAWERS: Mapping[str, Callable[[Ranges, Random], dict[str, object]]] = {
    drawer.__name__: drawer for drawer in (layer_chain, small_network, box_pair, box_cluster)
}
