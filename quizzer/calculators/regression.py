"""Losses and norms of errors: squared, absolute, smooth L1, Huber.

Sources: torch.nn.SmoothL1Loss, torch.nn.HuberLoss; Girshick 2015, "Fast R-CNN", equation 3.
"""

from __future__ import annotations

from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal, require_same_lengths
from quizzer.expressions.tracing import absolute, mean, named, ratio, sqrt, total, value_of

Result = dict[str, Any]
Numbers = list[float]


def _smooth_l1(error: Any, beta: Any) -> Any:
    size = absolute(error)
    return ratio(error * error, 2 * beta) if size < beta else size - ratio(beta, 2)


def _huber(error: Any, beta: Any) -> Any:
    size = absolute(error)
    return ratio(error * error, 2) if size < beta else beta * (size - ratio(beta, 2))


@calculator(
    Mistake(
        "REG-SUM",
        instead=lambda pred, target, beta=1: {"mse": sum((a - b) ** 2 for a, b in zip(pred, target, strict=True))},
    ),
    Mistake("REG-HALF", instead=lambda pred, target, beta=1: {"mse": _losses(pred, target, beta)["mse"] / 2}),
    Mistake("REG-NOROOT", instead=lambda pred, target, beta=1: {"l2_norm": sum(p * p for p in pred)}),
    Mistake(
        "REG-HUBERBETA",
        instead=lambda pred, target, beta=1: {"huber": _losses(pred, target, beta)["smooth_l1"]},
    ),
    symbols={"pred": "p", "target": "t", "beta": "β"},
)
def regression_losses(pred: Numbers, target: Numbers, beta: float = 1) -> Result:
    """Mean squared and absolute error, smooth L1 and Huber with ``beta``, and the norms of ``pred`` itself.

    Smooth L1 is e²/(2β) below β and |e| − β/2 above; Huber is β times that. Source: torch.nn.SmoothL1Loss, HuberLoss.
    """
    return _losses(pred, target, beta)


def _losses(pred: Numbers, target: Numbers, beta: float) -> Result:
    require_same_lengths(pred, target, "target")
    if beta <= 0:
        raise Refusal("bad_argument", argument="beta", problem="below_one", value=value_of(beta))
    errors = [named("error", a - b, number) for number, (a, b) in enumerate(zip(pred, target, strict=True), 1)]
    return {
        "mse": named("mse", mean([error * error for error in errors])),
        "mae": named("mae", mean([absolute(error) for error in errors])),
        "smooth_l1": named("smooth_l1", mean([_smooth_l1(error, beta) for error in errors])),
        "huber": named("huber", mean([_huber(error, beta) for error in errors])),
        "l1_norm": named("l1_norm", total(absolute(p) for p in pred)),
        "l2_norm": named("l2_norm", sqrt(total(p * p for p in pred))),
        "linf_norm": named("linf_norm", max((absolute(p) for p in pred), key=value_of)),
    }


@calculator(
    Mistake("REG-QUADRATIC", instead=lambda error, beta=1: error * error / (2 * beta)),
    Mistake("REG-HUBERBETA", instead=lambda error, beta=1: _huber(error, beta)),
    Mistake("REG-NOHALF", instead=lambda error, beta=1: error * error / beta if abs(error) < beta else abs(error)),
    Mistake("REG-L1", instead=lambda error, beta=1: abs(error)),
    symbols={"error": "e", "beta": "β"},
)
def smooth_l1_value(error: float, beta: float = 1) -> float:
    """Smooth L1 of one error: e²/(2β) below β, |e| − β/2 above. Source: Girshick 2015, equation 3."""
    value: float = named("loss", _smooth_l1(error, beta))
    return value
