"""Detectors: anchors counted one by one, labels by their definition, matchings tried out."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from itertools import permutations

from tests.generators.second.table import second


def grid(high, wide):
    return [(y, x) for y in range(high) for x in range(wide)]


@second("detection-default-box-count")
def default_boxes(maps, boxes):
    return len([box for side, each in zip(maps, boxes, strict=True) for _ in grid(side, side) for box in range(each)])


@second("detection-pyramid-level")
def pyramid_level(w, h):
    """The highest level k of P2 to P5 whose own size, 224·2^(k − 4), is not above √(w·h)."""
    fitting = [k for k in range(2, 6) if (224 * 2**k) ** 2 <= 16**2 * w * h]
    return max(fitting, default=2)


@second("detection-pyramid-shapes")
def pyramid_shape(H, W, k):
    sides = H, W
    for _ in range(k):
        sides = tuple(len(range(0, side, 2)) for side in sides)
    return sides


@second("detection-yolo-tensor")
def yolo_tensor(S, B, C):
    return S, S, len([part for _ in range(B) for part in ("x", "y", "w", "h", "confidence")]) + C


@second("detection-yolo-heads")
def yolo_heads(level, W, A, C):
    if level == 2:
        return sum(4 + 1 + C for _ in range(A))
    return sum(A for stride in (32, 16, 8) for _ in grid(len(range(0, W, stride)), len(range(0, W, stride))))


@second("detection-anchor-count")
def anchors(level, h, w, s, q):
    maps = [(h, w)] if level < 3 else [(h >> step, w >> step) for step in range(5)]
    return sum(s * q for high, wide in maps for _ in grid(high, wide))


@second("detection-anchor-labels")
def anchor_labels(a, b, high, low):
    def label(anchor):
        best = max(a[anchor], b[anchor])
        if best >= high or any(truth[anchor] == max(truth) for truth in (a, b)):
            return 1
        return 0 if best < low else -1

    return tuple(label(anchor) for anchor in range(len(a)))


@second("detection-point-targets")
def point_targets(level, drawn):
    sides = [tuple(drawn[f"{side}{box}"] for side in "ltrb") for box in "abc"]
    if level == 3:
        steps = (64, 128, 256, 512)
        return tuple(3 + sum(max(box) > step for step in steps) for box in sides[:2])
    fitting = [box for box in sides if 64 <= max(box) <= 128]
    return min(fitting, key=lambda box: (box[0] + box[2]) * (box[1] + box[3]))


@second("detection-matching-cost")
def matching_cost(costs):
    rows = range(len(costs))
    return min(sum(costs[row][column] for column, row in enumerate(order)) for order in permutations(rows, 3))
