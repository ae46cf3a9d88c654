"""Parameters, multiply-adds and memory, by listing what is counted."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from fractions import Fraction

from tests.generators.second.sizes import field, places
from tests.generators.second.table import second


def weights(kernel_cells, channels, outputs, groups=1, bias=False):
    """Weights of a convolution: each output reads the cells of its kernel in every channel of its group."""
    return sum(kernel_cells * len(range(0, channels, groups)) + bias for _ in range(outputs))


def dense(inputs, outputs, bias=True):
    """Parameters of a linear layer."""
    return sum(inputs + bias for _ in range(outputs))


@second("params-conv-layer")
def conv_params(level, K, CI, CO, G):
    return weights(K * K, CI, CO, G, bias=level > 1)


@second("flops-conv-macs")
def conv_macs(W, K, CI, CO, S, G):
    side = places(W, K, S, K // 2)
    return side * side * weights(K * K, CI, CO, G)


@second("params-conv-formula")
def params_formula(level, K, C_in, C_out, point):
    return weights(K * K, C_in, C_out, bias=level > 1) if level < 3 else grouped(K, C_in, C_out, point["G"])


def grouped(kernel, channels, outputs, groups):
    """Weights and biases, group by group."""
    return groups * (kernel * kernel * Fraction(channels, groups) * Fraction(outputs, groups)) + outputs


@second("params-head-dense-or-pooled")
def head(level, C, H, N, I):  # noqa: E741
    if level == 1:
        return dense(I, N)
    flat = dense(len([(c, y, x) for c in range(C) for y in range(H) for x in range(H)]), N)
    return flat if level == 2 else Fraction(flat, dense(C, N))


@second("params-net-dense-part")
def dense_part(level, W, K, P, B, U, N):
    side = W
    for _ in range(2):
        side = places(places(side, K, 1, int(P)), 2, 2)
    return dense(B * side * side, U) + (dense(U, N) if level == 4 else 0)


@second("params-stack-against-large-kernel")
def stack(level, n, C):
    side = next(k for k in range(1, 99) if field([(k, 1, 1)]) == field([(3, 1, 1)] * n))
    part = Fraction(sum(weights(9, C, C) for _ in range(n)), weights(side * side, C, C))
    return part if level == 2 else 100 - 100 * part


@second("flops-conv-by-convention")
def conv_flops(level, W, K, CI, CO, S):
    values = places(W, K, S, K // 2) ** 2 * CO
    products = values * K * K * CI
    # Each value takes as many additions as products: the first one is added to 0.
    return products + products + (values if level == 4 else 0)


def branch(side, *layers):
    """Multiply-adds of (kernel, inputs, outputs) after each other, the size kept."""
    return sum(side * side * weights(kernel * kernel, inputs, outputs) for kernel, inputs, outputs in layers)


@second("flops-inception-reduced-branch")
def reduced_branch(H, CI, R, CO, K):
    return branch(H, (1, CI, R), (K, R, CO))


@second("flops-inception-saving-factor")
def saving_factor(H, CI, R, CO, K):
    return Fraction(branch(H, (K, CI, CO)), branch(H, (1, CI, R), (K, R, CO)))


@second("flops-winograd-tile")
def winograd(level, m, r):
    patch = {(y + dy, x + dx) for y in range(m) for x in range(m) for dy in range(r) for dx in range(r)}
    return len(patch) if level == 2 else Fraction(m * m * r * r, len(patch))
