"""Activations, gradients through depth, weight norms and penalties, dropout and initial spreads."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

import math
from fractions import Fraction

from tests.generators.second.table import second


@second("activations-tanh-from-sigmoid")
def tanh(K, H):
    x = float(H) * math.log(K)
    return math.sinh(x) / math.cosh(x)


@second("activations-piecewise-value")
def piecewise(N, X):
    median = {"relu": sorted([0, X])[1], "relu6": sorted([0, X, 6])[1], "hard_swish": sorted([0, X + 3, 6])[1]}
    return Fraction(X * median[N]) / 6 if N == "hard_swish" else median[N]


@second("activations-elu-value")
def elu(K, S):
    return math.log(K) if S > 0 else Fraction(1, K) - 1


@second("activations-sigmoid-slope")
def sigmoid_slope(K, S):
    grown = Fraction(K) ** S
    return 1 / (2 + grown + 1 / grown)


@second("activations-sigmoid-slope-formula")
def sigmoid_slope_formula(s):
    x = math.log(s) - math.log(1 - s)
    return 1 / (2 * math.cosh(x / 2)) ** 2


@second("gradients-chain-product")
def chain_product(level, F, D, W, S):
    gradient = Fraction(1)
    for _ in range(D):
        gradient = gradient * F if level == 2 else gradient * W * S
    return gradient


# --- initial spreads ---------------------------------------------------------------------------------------------


def fan(kernel, channels):
    return len([(c, y, x) for c in range(channels) for y in range(kernel) for x in range(kernel)])


@second("initialisation-he-std")
def he_std(level, K, CI, CO):
    return (2 / fan(K, CI if level == 2 else CO)) ** 0.5


@second("initialisation-he-std-formula")
def he_std_formula(K, C):
    return (2 / fan(K, C)) ** 0.5


@second("initialisation-xavier-spread")
def xavier_spread(level, K, CH):
    mean_fan = Fraction(sum(fan(K, channels) for channels in CH), 2)
    return 1 / mean_fan if level == 2 else float(1 / mean_fan) ** 0.5


@second("initialisation-xavier-bound")
def xavier_bound(CH):
    """Evenly from −a to a has the variance a²/3, which is to be 1 over the mean of both fans."""
    return (3 / (sum(CH) / 2)) ** 0.5


# --- penalties and dropout ---------------------------------------------------------------------------------------


@second("regularisation-lp-norm")
def lp_norm(level, V, S, Q):
    sizes = [abs(value * sign) for value, sign in zip(V, S, strict=True)]
    if level == 1:
        return sum(sizes)
    return sum(size * size for size in sizes) if Q else math.dist(sizes, [0] * len(sizes))


@second("regularisation-max-norm")
def max_norm(V):
    return max(max(V), -min(V))


@second("regularisation-ridge-step")
def ridge_step(w, r, l, g, F):  # noqa: E741
    penalty_slope = l * w if F else l * w + l * w
    return w - r * g - r * penalty_slope


@second("regularisation-lasso-step")
def lasso_step(w, r, l, g):  # noqa: E741
    return w - r * g + (r * l if w < 0 else -r * l)


@second("regularisation-soft-threshold")
def soft_threshold(w, r, l, g):  # noqa: E741
    """The weight v that makes (v − u)²/2 + ηλ|v| least: one of the two stationary points, or 0."""
    there = w - r * g
    places = [0, *(v for v in (there - r * l,) if v > 0), *(v for v in (there + r * l,) if v < 0)]
    return min(places, key=lambda v: (v - there) ** 2 / 2 + r * l * abs(v))


@second("regularisation-dropout-kept")
def dropout_kept(p, n):
    return n - n * p


@second("regularisation-dropout-survivor")
def dropout_survivor(level, p, x):
    """What stays is scaled so that the mean over dropping and staying is the value itself."""
    if level == 2:
        return x
    scaled = x / Fraction(1 - p)
    assert p * 0 + (1 - p) * scaled == x
    return scaled


@second("regularisation-dropout-scale-formula")
def dropout_scale(p):
    return dropout_survivor(3, p, 1)
