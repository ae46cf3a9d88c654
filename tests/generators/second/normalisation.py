"""Normalisation by its definition, and graph convolutions node by node."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

import math
from fractions import Fraction
from statistics import fmean, pstdev, variance

from tests.generators.second.table import second


def standardised(values):
    return (values[0] - fmean(values)) / pstdev(values)


@second("normalisation-batch-values")
def batch_values(D, M, S, G, B):
    return float(B) + float(G) * standardised([M + S * d for d in D])


@second("normalisation-layer-norm")
def layer_norm(D, M):
    return standardised([M + d for d in D])


@second("normalisation-rms-norm")
def rms_norm(V, S):
    values = [S * v for v in V]
    return values[0] / math.sqrt(fmean(v * v for v in values))


@second("normalisation-batch-count")
def batch_count(N, H, W):
    return len([(n, y, x) for n in range(N) for y in range(H) for x in range(W)])


@second("normalisation-fold-bias")
def folded_bias(b, mu, var, gamma, beta):
    """What the pair of layers puts out for an input of 0."""
    before = Fraction(b) - mu
    return Fraction(gamma) * before / math.isqrt(var) + beta


@second("normalisation-running-statistics")
def running(level, R, B, m, n):
    new = Fraction(B)
    if level == 4:  # the unbiased variance of n values whose biased one is B
        sample = [1] * (n // 2) + [-1] * (n // 2) + [0] * (n % 2)
        biased = Fraction(sum(v * v for v in sample), n)
        new = B / biased * Fraction(variance(map(Fraction, sample)))
    return R + m * (new - R)


@second("normalisation-running-mean-formula")
def running_formula(m, r, b):
    return r + m * (b - r)


@second("normalisation-group-means")
def group_means(level, N, C, G, L):
    groups = G if level == 2 else (C if L else 1)
    return len({(sample, channel * groups // C) for sample in range(N) for channel in range(C)})


def neighbourhood(A, node):
    """The node itself and those beside it."""
    return [other for other, edge in enumerate(A[node]) if edge or other == node]


@second("graph-conv-mean-step")
def mean_step(A, H):
    near = neighbourhood(A, 0)
    return Fraction(sum(H[node] for node in near), len(near))


@second("graph-conv-symmetric-step")
def symmetric_step(A, H):
    degrees = [len(neighbourhood(A, node)) for node in range(len(A))]
    return sum(H[node] / math.sqrt(degrees[0] * degrees[node]) for node in neighbourhood(A, 0))
