"""Bytes of weights, maps and training states, and what limits a chip."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from fractions import Fraction

from tests.generators.second.sizes import places
from tests.generators.second.table import second

GIGA = 10**9


@second("params-weight-memory")
def weight_memory(level, M, bits):
    count = M * 10**6 if level == 1 else M
    return Fraction(count * bits, 8) if level == 1 else Fraction(count * bits, 8 * 2**20)


@second("downsampling-activation-memory")
def activation_memory(level, N, C, H, bits):
    maps = [C * H * H] + [2 * C * (H // 2) ** 2] * 2 * (level == 3)
    return Fraction(sum(bits * N * values for values in maps), 8 * 1024 * 1024)


@second("optimisation-train-memory")
def train_memory(level, B, A, GRAD):
    """Bytes of weight, gradient, master copy and the two moments of one parameter, in thousand millions."""
    states = [4, 4, 0, 4, 4] if level == 2 else [2, 4 if GRAD else 2, 4, 4, 4]
    return B * sum(states) + (A if level == 4 else 0)


@second("optimisation-zero-memory")
def zero_memory(B, D, S):
    bytes_and_stage = [(12, 1), (2, 2), (2, 3)]  # optimiser, gradients, weights: split from this stage on
    return sum(B * size / Fraction(D if S in range(stage, 4) else 1) for size, stage in bytes_and_stage)


@second("gradients-checkpointing-memory")
def checkpointing(L):
    side = next(n for n in range(L) if n * n == L)
    return max(side + kept for kept in range(side + 1))


@second("compression-pruned-size")
def pruned_size(level, M, bits, keep, I):  # noqa: E741
    kept = M * 10**6 * Fraction(keep)
    after = kept * (bits + (I if level == 3 else 0))
    return M * 10**6 * 32 / after if level == 2 else after / 8


@second("compression-codebook-ratio")
def codebook(level, n, k, keep, I):  # noqa: E741
    code = next(length for length in range(32) if 2**length >= k)
    each = code if level == 3 else Fraction(keep) * (code + I)
    return Fraction(32 * n) / (n * each + 32 * k)


@second("compression-affine-codes")
def affine_codes(level, SC, Z, low, high, x, y):
    """The scale is SC and the zero point Z by construction; the code is the level that lies nearest."""
    assert Fraction(high - low, 255) == SC
    assert -Fraction(low) / SC == Z
    least = -128 if level == 4 else 0
    codes = range(least, least + 256)
    return tuple(min(codes, key=lambda code: abs((code - least - Z) * SC - value)) for value in (x, y))


@second("deployment-roofline-bound")
def roofline_bound(F, B, P, W):
    computing, moving = Fraction(F, 10**6 * P), Fraction(B, 10**3 * W)  # seconds
    return "memory" if moving > computing else "compute"


@second("deployment-roofline-attainable")
def roofline_attainable(level, F, B, P, W, C, H, DW):
    operations, moved = F * 10**6, B * 10**6
    if level == 4:
        weights = C * (9 if DW else C)
        operations, moved = 2 * H * H * weights, 4 * (C * H * H + C * H * H + weights)
    seconds = max(Fraction(operations, P * 10**12), Fraction(moved, W * 10**9))
    return operations / seconds / 10**12


@second("deployment-int-throughput")
def throughput(G, V, P, W):
    computing, moving = 2 * Fraction(G) * GIGA / (P * 1000 * GIGA), Fraction(V * 10**6, W * GIGA)
    return min(1 / computing, 1 / moving)


@second("deployment-im-col-gemm")
def gemm(level, W, CI, k, S, P, B):
    """The values copied: for every window its k×k cells in each channel."""
    copied = B * CI * places(W, k, S, P) ** 2 * k * k
    return Fraction(copied, B * CI * W * W) if level == 2 else 4 * copied
