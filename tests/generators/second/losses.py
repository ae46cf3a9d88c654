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
    # Two samples of two classes, the first of class 0, the second of class 1; the mean weighs by the true class.
    losses = [-math.log(shares([math.log(b), 0])[true]) for true, b in enumerate(B[:2])]
    return sum(weight * loss for weight, loss in zip(W, losses, strict=True)) / sum(W)


@second("losses-initial-loss")
def initial_loss(C):
    return -math.log(shares([0] * C)[0])


@second("losses-cross-entropy-formula")
def cross_entropy_formula(p):
    return math.log1p(float((1 - p) / p))


@second("losses-logit-gradient")
def logit_gradient(B, Y):
    """The difference quotient of the loss, with a small step on either side."""
    logits, step = [math.log(b) for b in B], 1e-5
    ahead, behind = (-math.log(shares([logits[0] + by, *logits[1:]])[Y]) for by in (step, -step))
    slope = (ahead - behind) / (2 * step)
    near = Fraction(slope).limit_denominator(sum(B))
    assert math.isclose(near, slope, abs_tol=1e-8)
    return near


@second("losses-smoothed-target")
def smoothed_target(level, K, E):
    """A share E of the mass is taken off and spread evenly over all K classes."""
    mass = [1 - E] + [Fraction(0)] * (K - 1)
    return [one + Fraction(E, K) for one in mass][0 if level == 2 else 1]


@second("losses-smoothing-floor")
def smoothing_floor(KE):
    classes, smoothing = KE
    targets = [1 - smoothing + Fraction(smoothing, classes)] + [Fraction(smoothing, classes)] * (classes - 1)
    return entropy(targets)


def entropy(p):
    return -sum(float(one) * math.log(one) for one in p)


@second("losses-entropy-nats")
def entropy_or_divergence(level, P, Q):
    if level == 2:
        return entropy(P)
    return -sum(float(p) * math.log(q) for p, q in zip(P, Q, strict=True)) - entropy(P)


@second("class-imbalance-focal-loss")
def focal_loss(level, P, G, AL):
    true, weight = (1 - P, 1 - AL) if level == 4 else (P, 1 if level == 2 else AL)
    return float(weight * (1 - true) ** G) * -math.log(true)


@second("multi-label-log-sum-exp")
def multi_label(P, N):
    return math.log(1 + sum(N)) + math.log(1 + sum(1 / Fraction(one) for one in P))


@second("compression-distillation-loss")
def distillation(B, T):
    teacher, student = (shares([math.log(b), 0]) for b in B)  # the logits are T·ln b and 0
    return T * T * sum(p * (math.log(p) - math.log(q)) for p, q in zip(teacher, student, strict=True))


@second("losses-infonce")
def infonce(level, P, N, T):
    others = N[: 2 if level == 3 else 3]
    return -math.log(shares([math.log(one) / T for one in (P, *others)])[0])


@second("losses-triplet")
def triplet(P, N, M):
    return P - N + M if P + M > N else 0


# --- mixed labels ------------------------------------------------------------------------------------------------


@second("augmentation-mixup-target")
def mixup_target(a, b, t):
    return b[0] + t * (a[0] - b[0])


@second("augmentation-cutmix-weight")
def cutmix_weight(H, W, X, Y, A, B):
    """The part of the picture that lies in the patch, in eighths of its sides."""
    across = [cell for cell in range(8) if X <= Fraction(cell, 8) < X + A]
    down = [cell for cell in range(8) if Y <= Fraction(cell, 8) < Y + B]
    return Fraction(len(across) * len(down), 64)


@second("augmentation-cutmix-box")
def cutmix_box(H, W, l):  # noqa: E741
    """The largest whole sides whose squares do not exceed 1 − λ of the squared sides."""
    return tuple(max(side for side in range(whole) if side * side <= (1 - l) * whole * whole) for whole in (H, W))
