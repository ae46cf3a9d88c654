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


def listed(side, channels, layers):
    """(number, parameters, multiply-adds, whether dense) of every layer, by walking along the table."""
    found, flat = [], False
    for number, layer in enumerate(layers, 1):
        kind, params, macs = layer["op"], 0, 0
        if kind == "conv":
            one = [(c, y, x) for c in range(channels) for y in range(layer["k"]) for x in range(layer["k"])]
            side, channels = places(side, layer["k"], layer["s"], layer["p"]), layer["c"]
            params = (len(one) + layer["bias"]) * channels
            macs = len(one) * channels * side * side
        elif kind == "bn":
            params = channels + channels
        elif kind == "pool":
            side = places(side, layer["k"], layer["s"], 0)
        elif kind == "gap":
            side = 1
        else:
            inputs = channels if flat else channels * side * side
            channels, flat = layer["c"], True
            params, macs = dense(inputs, channels), inputs * channels
        found.append((number, params, macs, kind == "dense"))
    return found


@second("params-net-total")
def net_params(side, channels, layers):
    return sum(params for _, params, _, _ in listed(side, channels, layers))


@second("params-net-dense-share")
def net_dense_share(side, channels, layers):
    rows = listed(side, channels, layers)
    return Fraction(sum(100 * row[1] for row in rows if row[3]), sum(row[1] for row in rows))


@second("flops-net-total")
def net_macs(side, channels, layers):
    return sum(macs for _, _, macs, _ in listed(side, channels, layers))


@second("flops-net-heaviest-layer")
def net_heaviest(side, channels, layers):
    rows = listed(side, channels, layers)
    most = max(row[2] for row in rows)
    return next(row[0] for row in rows if row[2] == most)
