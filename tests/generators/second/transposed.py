"""Transposed convolutions, by stamping the kernel where each input cell says."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from tests.generators.second.sizes import places
from tests.generators.second.table import second


def stamped(size, kernel, stride, padding, more=0, dilation=1):
    """Side of the output: the cells that stamps reach, without the crop on both sides, with ``more`` at the end."""
    reached = {cell * stride + tap * dilation for cell in range(size) for tap in range(kernel)}
    return max(reached) + 1 - 2 * padding + more


@second("transposed-conv-side")
def transposed_side(level, W, K, S, P, O, D):  # noqa: E741
    return stamped(W, K, S, P, O if level > 2 else 0, D if level > 3 else 1)


@second("transposed-conv-side-formula")
def transposed_formula(W, K, S, P, point):
    return stamped(W, K, S, P, point.get("O", 0), point.get("D", 1))


@second("transposed-conv-keras-side")
def keras_side(W, K, S, mode):
    """'same' undoes a forward layer that keeps ⌈n/s⌉; 'valid' stamps, and each stride's gap belongs to the output."""
    return len(range(W * S)) if mode == "same" else W * S + len(range(S, K))


@second("transposed-conv-output-padding")
def output_padding(W, K, S, P):
    small = places(W, K, S, P)
    return next(more for more in range(S) if stamped(small, K, S, P, more) == W)


@second("transposed-conv-values")
def transposed_row(X, M, S):
    side = stamped(len(X), len(M), S, 0)
    output = [[0] * side for _ in range(side)]
    for y, row in enumerate(X):
        for x, value in enumerate(row):
            for dy, line in enumerate(M):
                for dx, weight in enumerate(line):
                    output[y * S + dy][x * S + dx] += value * weight
    return tuple(output[2])
