"""Losses on logits of labels that are there or not, stable for large logits; natural logarithm.

Sources: torch.nn.functional.binary_cross_entropy_with_logits, torchvision.ops.sigmoid_focal_loss; Lin et al. 2017,
"Focal loss", equation 5; Su et al. 2022, "ZLPR".
"""

from __future__ import annotations

import math
from typing import Any

from quizzer.calculators.activations import sigmoid, softplus
from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.losses import Numbers, Result, log_sum_exp
from quizzer.calculators.refusals import require_finite, require_same_lengths
from quizzer.expressions.tracing import exp, log, mean, named, total


def _bce(logits: Numbers, targets: Numbers, pos_weight: Any = None) -> Result:
    require_same_lengths(logits, targets, "targets")
    require_finite(logits)
    weights = pos_weight if isinstance(pos_weight, list) else [pos_weight] * len(logits)
    require_same_lengths(logits, weights, "pos_weight")
    losses = []
    for number, (x, y, w) in enumerate(zip(logits, targets, weights, strict=True), 1):
        positive = softplus(-x) if w is None else w * softplus(-x)
        losses.append(named("loss", y * positive + (1 - y) * softplus(x), number))
    return {
        "probabilities": [named("probability", sigmoid(x), number) for number, x in enumerate(logits, 1)],
        "none": losses,
        "mean": named("mean", mean(losses)),
    }


def _clipped_log(p: float) -> float:
    return -math.log(min(max(p, 1e-12), 1.0))


def _without_sigmoid(logits: Numbers, targets: Numbers, pos_weight: Any = None) -> Result:
    losses = [y * _clipped_log(x) + (1 - y) * _clipped_log(1 - x) for x, y in zip(logits, targets, strict=True)]
    return {"mean": sum(losses) / len(losses)}


def _positive_only(logits: Numbers, targets: Numbers, pos_weight: Any = None) -> Result:
    losses = [y * softplus(-x) for x, y in zip(logits, targets, strict=True)]
    return {"mean": sum(losses) / len(losses)}


def _weighed_everywhere(logits: Numbers, targets: Numbers, pos_weight: Any = None) -> Result:
    plain = _bce(logits, targets)["none"]
    weights = pos_weight if isinstance(pos_weight, list) else [1 if pos_weight is None else pos_weight] * len(plain)
    return {"mean": sum(w * loss for w, loss in zip(weights, plain, strict=True)) / len(plain)}


@calculator(
    Mistake("BCE-NOSIG", instead=_without_sigmoid),
    Mistake("BCE-POSONLY", instead=_positive_only),
    Mistake("BCE-POSWALL", instead=_weighed_everywhere),
    Mistake("REG-SUM", instead=lambda **given: {"mean": sum(_bce(**given)["none"])}),
    symbols={"logits": "x", "targets": "y", "pos_weight": "w"},
)
def bce_with_logits(logits: Numbers, targets: Numbers, pos_weight: float | Numbers | None = None) -> Result:
    """Binary cross-entropy of logits: y·w·ln(1 + e^−x) + (1 − y)·ln(1 + e^x); per element, mean, probabilities.

    ``pos_weight`` w weighs the positive term only.
    """
    return _bce(logits, targets, pos_weight)


def _focal(logits: Numbers, targets: Numbers, gamma: float = 2, alpha: float = 0.25, **change: Any) -> Result:
    """Focal loss with, for the misconceptions, another idea of p_t, alpha_t or the base of gamma."""
    require_same_lengths(logits, targets, "targets")
    require_finite(logits)
    losses = []
    for number, (x, y) in enumerate(zip(logits, targets, strict=True), 1):
        positive = bool(y) or bool(change.get("always_p"))
        p_t = named("p_t", sigmoid(x if positive else -x), number)
        base = p_t if change.get("power_p") else sigmoid(-x if positive else x)
        loss = base**gamma * softplus(-x if positive else x)
        if alpha >= 0:
            loss = (alpha if y or change.get("always_alpha") else 1 - alpha) * loss
        losses.append(named("loss", loss, number))
    return {"none": losses, "sum": named("sum", total(losses)), "mean": named("mean", mean(losses))}


@calculator(
    Mistake("FOC-PT", instead=lambda **given: _focal(**given, always_p=True)),
    Mistake("FOC-ALPHA", instead=lambda **given: _focal(**given, always_alpha=True)),
    Mistake("FOC-GAMMA", instead=lambda **given: _focal(**given, power_p=True)),
    Mistake("FOC-NOMOD", given={"gamma": 0}),
    structural=("targets",),
    symbols={"logits": "x", "gamma": "γ", "alpha": "α"},
)
def focal_loss(logits: Numbers, targets: Numbers, gamma: float = 2, alpha: float = 0.25) -> Result:
    """Sigmoid focal loss −α_t·(1 − p_t)^γ·ln p_t; α weighs class 1 and 1 − α class 0, a negative α switches it off."""
    return _focal(logits, targets, gamma, alpha)


@calculator(
    Mistake("FOC-GAMMA", instead=lambda p_t, gamma, alpha=1: alpha * p_t**gamma * -math.log(p_t)),
    Mistake("FOC-LINEAR", instead=lambda p_t, gamma, alpha=1: alpha * gamma * (1 - p_t) * -math.log(p_t)),
    Mistake("FOC-NOMOD", given={"gamma": 0}),
    symbols={"p_t": "p_t", "gamma": "γ", "alpha": "α"},
)
def focal_value(p_t: float, gamma: float, alpha: float = 1) -> float:
    """Focal loss of the probability of the true label: −α·(1 − p_t)^γ·ln p_t. Source: Lin et al. 2017, equation 5."""
    value: float = named("loss", -(alpha * (1 - p_t) ** gamma * log(p_t)))
    return value


@calculator(
    Mistake(
        "MLL-SIGN",
        instead=lambda positive, negative: log_sum_exp([0, *negative]) + log_sum_exp([0, *positive]),
    ),
    Mistake("MLL-SOFTMAX", instead=lambda positive, negative: log_sum_exp([*positive, *negative]) - max(positive)),
    Mistake(
        "MLL-NOONE", instead=lambda positive, negative: log_sum_exp(negative) + log_sum_exp([-s for s in positive])
    ),
    symbols={"positive": "p", "negative": "n"},
)
def multilabel_log_loss(positive: Numbers, negative: Numbers) -> float:
    """Multi-label loss ln(1 + Σe^n) + ln(1 + Σe^−p) of the scores of absent and of present labels.

    Source: Su et al. 2022, "ZLPR", equation 5.
    """
    absent = named("absent_term", log(1 + total(exp(score) for score in negative)))
    present = named("present_term", log(1 + total(exp(-score) for score in positive)))
    value: float = named("loss", absent + present)
    return value
