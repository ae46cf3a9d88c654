"""Blocks of layers: every layer with its kernel, channels and places."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from fractions import Fraction

from tests.generators.second.cost import branch, dense, weights
from tests.generators.second.sizes import places
from tests.generators.second.table import second


def depthwise(kernel, channels):
    """One kernel for each channel."""
    return weights(kernel * kernel, channels, channels, groups=channels)


@second("pointwise-conv-shape-and-cost")
def pointwise(level, H, W, CI, CO):
    return (CO, places(H, 1), places(W, 1)) if level == 1 else H * W * weights(1, CI, CO)


def bottleneck(channels, narrow, kernel):
    layers = [(1, channels, narrow), (kernel, narrow, narrow), (1, narrow, channels)]
    return branch(1, *layers)


@second("pointwise-conv-bottleneck-weights")
def bottleneck_weights(C, r, K):
    return bottleneck(C, len(range(0, C, r)), K)


@second("pointwise-conv-bottleneck-factor")
def bottleneck_factor(C, r, K):
    return Fraction(branch(1, (K, C, C), (K, C, C)), bottleneck(C, len(range(0, C, r)), K))


@second("pooling-bilinear-descriptor")
def bilinear_descriptor(level, A, B, H):
    outer = sum(B for _ in range(A))
    return outer if level == 2 else sum(outer for _ in range(H) for _ in range(H))


@second("conv-variants-depthwise-separable-cost")
def separable(level, K, CI, CO):
    both = depthwise(K, CI) + weights(1, CI, CO)
    return both if level == 2 else Fraction(both, weights(K * K, CI, CO))


@second("conv-variants-depthwise-separable-formula")
def separable_formula(level, K, C_in, C_out):
    return separable(level, K, C_in, C_out)


def inverted_layers(channels, outputs, expansion):
    """(weights, outputs) of the expansion, depthwise and projecting layers."""
    middle = expansion * channels
    first = [(weights(1, channels, middle), middle)] if expansion > 1 else []
    return [*first, (depthwise(3, middle), middle), (weights(1, middle, outputs), outputs)]


@second("light-architectures-inverted-residual-cost")
def inverted_cost(level, W, CI, CO, t, S, B):
    layers = inverted_layers(CI, CO, t)
    if level == 3:
        return sum(count + 2 * B * outputs for count, outputs in layers)
    after = places(W, 3, S, 1)
    sides = [W, after, after][-len(layers) :]
    return sum(side * side * count for side, (count, _) in zip(sides, layers, strict=True))


@second("light-architectures-inverted-residual-shortcut")
def has_shortcut(W, CI, CO, S):
    return places(W, 3, S, 1) == W and CI == CO


@second("light-architectures-channel-order")
def shuffled(C, G):
    """The first channel of each group, then the second of each, and so on."""
    each = C // G
    return tuple(sorted(range(C), key=lambda channel: (channel % each, channel // each)))


@second("conv-variants-offset-channels")
def offset_channels(K, G, V):
    per_tap = ["down", "across", "strength"][: V + 1]
    return len([(group, y, x, one) for group in range(G) for y in range(K) for x in range(K) for one in per_tap])


@second("conv-variants-three-dimensional-params")
def three_dimensional(level, T, K, CI, CO, M):
    if level == 2:
        return weights(T * K * K, CI, CO, bias=True)
    return weights(K * K, CI, M) + weights(T, M, CO)


@second("light-architectures-squeeze-params")
def squeeze(level, C, r):
    narrow = len(range(0, C, r))
    return dense(C, narrow, level == 3) + dense(narrow, C, level == 3)
