"""Known architectures, walked through layer by layer."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from tests.generators.second.sizes import field, places
from tests.generators.second.table import second


def stage(size):
    """Two 3×3 convolutions without padding."""
    return places(places(size, 3), 3)


def unet(size, depth):
    """The side of the output; every skip can be cropped evenly to the map that it joins."""
    skips = []
    for _ in range(depth):
        size = stage(size)
        skips.append(size)
        size = places(size, 2, 2)
    size = stage(size)
    for skip in reversed(skips):
        assert skip >= 2 * size
        assert skip % 2 == 0
        size = stage(2 * size)
    return size


@second("segmentation-unet-output")
def unet_output(W, depth):
    return unet(W, depth)


def dense_block(channels, growth, layers):
    """Channels after the block, and connections: each layer reads everything that is there and adds its own."""
    sources, connections = [channels], 0
    for _ in range(layers):
        connections += len(sources)
        sources.append(growth)
    return sum(sources), connections


@second("classic-architectures-dense-block")
def dense_block_counts(level, c, k, L):
    return dense_block(c, k, L)[0 if level == 2 else 1]


@second("classic-architectures-dense-block-formula")
def dense_block_formula(level, L, point):
    return dense_block(point.get("c", 0), point.get("k", 0), L)[0 if level == 3 else 1]


@second("classic-architectures-merge-shape")
def merged_shape(level, N, C, C2, H, W, ADD, drawn):
    if level == 3:
        return N, H, W, C + C2 + drawn["C3"] + drawn["C4"]
    return N, C if ADD else C + (C2 if level == 1 else C), H, W


@second("light-architectures-compound-scaling")
def compound_scaling(drawn):
    """Each step of φ multiplies depth, width and resolution; width and resolution count twice."""
    cost = 1
    for _ in range(drawn["φ"]):
        cost *= drawn["a"] * drawn["b"] * drawn["b"] * drawn["c"] * drawn["c"]
    return cost


@second("cases-stem-of-a-classifier")
def stem_of_a_classifier(W, K, S, C):
    """Every part of the case: both sides, the field, parameters and multiply-adds."""
    side = places(W, K, S, K // 2)
    weights = sum(3 * K * K for _ in range(C))
    return side, places(side, 2, 2), field([(K, S, 1), (2, 2, 1)]), weights + C, side * side * weights


@second("segmentation-aspp-channels")
def aspp_channels(C, rates, POOL):
    branches = ["1×1", *rates] + ["pooled"] * POOL
    return sum(C for _ in branches)


@second("transposed-conv-pixel-shuffle")
def pixel_shuffle(C, H, W, r):
    """Every value keeps its place in the count: r·H rows and r·W columns leave so many channels."""
    high, wide = r * H, r * W
    return C * H * W // (high * wide), high, wide
