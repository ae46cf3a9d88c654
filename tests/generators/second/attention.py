"""Attention and transformers: every matrix with its shape, every product of matrices with its three sides."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

import math

from tests.generators.second.cost import dense
from tests.generators.second.table import second


def attention_macs(tokens, width, heads, kv_heads):
    """Multiply-adds of the projections and of each head's two products."""
    head = width // heads
    projections = [(tokens, width, heads * head), (tokens, width, kv_heads * head), (tokens, width, kv_heads * head)]
    outputs = [(tokens, heads * head, width)]
    products = [(tokens, head, tokens), (tokens, tokens, head)] * heads
    return sum(rows * inner * columns for rows, inner, columns in projections + outputs + products)


def attention_params(width, bias):
    return 4 * dense(width, width, bias)


def block_params(width, inner, bias=True):
    norms = 2 * (width + width * bias)
    return attention_params(width, bias) + dense(width, inner, bias) + dense(inner, width, bias) + norms


@second("rnn-attention-projection-cost")
def projection_cost(level, D, H, R, T):
    if level <= 2:
        return attention_params(D, level == 2)
    return attention_macs(T, D, H, H // R) * (2 if level == 4 else 1)


@second("rnn-attention-params-formula")
def params_formula(d):
    return attention_params(d, True)


@second("rnn-attention-score-matrix")
def score_matrix(level, T, H, S, P):
    tokens = len([(y, x) for y in range(0, S, P) for x in range(0, S, P)]) + 1 if level == 3 else T
    return sum(tokens for _ in range(H) for _ in range(tokens))


@second("rnn-attention-scores-formula")
def scores_formula(T, point):
    return sum(T for _ in range(point.get("h", 1)) for _ in range(T))


@second("rnn-attention-query-weights")
def query_weights(level, q, a, b, c):
    keys = [a, b] if level == 2 else [a, b, c]
    scores = [sum(x * y for x, y in zip(q, key, strict=True)) / math.sqrt(len(q)) for key in keys]
    asked = scores[0 if level == 2 else 1]
    return 1 / sum(math.exp(score - asked) for score in scores)


@second("rnn-attention-block-params")
def one_block(level, D, R):
    return block_params(D, R * D, bias=level == 3)


@second("rnn-attention-vit-tokens")
def vit_tokens(level, H, W, P, C, D):
    if level == 3:
        return dense(P * P * C, D)
    return 1 + len([(y, x) for y in range(0, H, P) for x in range(0, W if level == 2 else H, P)])


@second("rnn-attention-vit-total")
def vit_total(S, P, D, L, R, K):
    tokens = 1 + len(range(0, S, P)) ** 2
    ends = dense(3 * P * P, D) + D + tokens * D + 2 * D + dense(D, K)
    return ends + sum(block_params(D, R * D) for _ in range(L))


@second("rnn-attention-kv-cache")
def kv_cache(level, L, H, HD, R, T, B, bits):
    kv_heads = len(range(0, H, R))
    vectors = sum(2 for _ in range(L) for _ in range(kv_heads)) * B * T
    return vectors * HD * (bits if level == 4 else 16) // 8


@second("rnn-attention-kv-formula")
def kv_formula(L, T, d, b):
    return sum(T * d * b for _ in range(L) for _ in ("key", "value"))


@second("rnn-attention-window-cost")
def window_cost(H, W, C, M):
    windows = [(y, x) for y in range(0, H, M) for x in range(0, W, M)]
    return sum(attention_macs(M * M, C, 1, 1) for _ in windows)


@second("rnn-attention-position-code")
def position_code(pos, I, D):  # noqa: E741
    turn = complex(math.cos(1), math.sin(1)) ** (pos * 10_000 ** (-(I // 2) * 2 / D))
    return turn.real if I % 2 else turn.imag
