"""Losses and probabilities, in plain floats or by their definition."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

import math
from fractions import Fraction

from tests.generators.second.table import second


def shares(logits):
    """Softmax by the odds against the others."""
    return [1 / sum(math.exp(other - logit) for other in logits) for logit in logits]


@second("losses-softmax-share")
def softmax_share(B, T):
    # The logits are T·ln b, so that dividing by T leaves ln b.
    odds = [Fraction(b) ** (math.ceil(T) / T) for b in B]
    return odds[0] / sum(odds)


@second("losses-log-loss")
def log_loss(P):
    return math.log(P.denominator) - math.log(P.numerator)


@second("losses-smooth-absolute-error")
def smooth_absolute_error(e, beta):
    """The area under its slope, which rises to 1 at β."""
    size, rise = abs(e), min(abs(e), beta)
    return Fraction(rise) ** 2 / (2 * Fraction(beta)) + (size - rise)


@second("losses-cross-entropy-logits")
def cross_entropy(level, B, Y, W):
    if level == 3:
        return -math.log(shares([math.log(b) for b in B])[Y])
    # Two samples of two classes, both of class 0; the weights of the true classes make the mean.
    samples = [(math.log(B[0]), 0.0), (0.0, math.log(B[1]))]
    return sum(W[0] * -math.log(shares(logits)[0]) for logits in samples) / (2 * W[0])
