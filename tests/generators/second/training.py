"""Optimisers and schedules, step by step in plain numbers."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

import math
from fractions import Fraction

from tests.generators.second.table import second


@second("optimisation-lr-scaling")
def scaled_rate(B, M, lr, ROOT):
    return lr * math.sqrt(M) if ROOT else lr * M


@second("optimisation-lr-scaling-formula")
def scaling_formula(level, r, B, N):
    times = Fraction(N, B)
    return r * times if level == 3 else r * math.sqrt(times)


@second("optimisation-iterations")
def iterations(N, B, E, DROP):
    batches = [range(N)[start : start + B] for start in range(0, N, B)]
    return E * len([batch for batch in batches if len(batch) == B or not DROP])


@second("optimisation-sgd-momentum")
def momentum_step(level, w, g, v, lr, mu):
    moved = mu * v + g
    return w - lr * (g + mu * moved if level == 3 else moved)


def adam(weight, gradients, lr, beta1, beta2, first=0.0, second_=0.0, start=1):
    """Adam as its sums: a moment is the decayed sum of what came, and is divided by the sum of the weights."""
    for step, gradient in enumerate(gradients, start):
        first = beta1 * first + (1 - beta1) * gradient
        second_ = beta2 * second_ + (1 - beta2) * gradient**2
        mean = first / sum((1 - beta1) * beta1**age for age in range(step))
        spread = second_ / sum((1 - beta2) * beta2**age for age in range(step))
        weight -= lr * mean / math.sqrt(spread)
    return weight


@second("optimisation-adam-step")
def adam_step(level, w, lr, pair):
    before, gradient = map(float, pair)
    if level == 3:
        return adam(float(w), [gradient], float(lr), 0.9, 0.999)
    return adam(float(w), [gradient], float(lr), 0.5, 0.75, before * 0.5, before**2 * 0.25, start=2)


@second("optimisation-weight-decay")
def decayed_step(level, w, g, lr, lam):
    if level == 3:  # the first step of Adam is as long as the learning rate, against the sign
        return w - lr * lam * w - lr * (1 if g > 0 else -1)
    return w - lr * (1 if g + lam * w > 0 else -1)


@second("optimisation-cosine-schedule")
def cosine_rate(level, plan, peak, low):
    step, warm_up, total = plan
    if step < warm_up:
        return peak * Fraction(step, warm_up)
    last = total - 1 if level == 4 else total
    turn = math.pi * (step - warm_up) / (last - warm_up)
    return float(low) + float(peak - low) * math.cos(turn / 2) ** 2


@second("optimisation-weight-average")
def weight_average(level, a, w, d):
    if level < 3:
        return w + (a - w) * d
    share, steps = Fraction(1), 0
    while share > Fraction(1, 2):
        share, steps = share * d, steps + 1
    return steps


@second("optimisation-effective-batch")
def effective_batch(b, k, n):
    return len([(device, run, sample) for device in range(n) for run in range(k) for sample in range(b)])
