"""Activation functions and their slopes, stable for any float.

Sources: torch.nn's documentation of each function; Hendrycks & Gimpel 2016 (GELU), Howard et al. 2019 (hard-swish),
Klambauer et al. 2017 (SELU's constants).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import MOST_REPEATS, Refusal, require_at_most
from quizzer.expressions.tracing import erf, exp, log, named, ratio, tanh

SELU_ALPHA = 1.6732632423543772
SELU_SCALE = 1.0507009873554805
LEAKY_SLOPE = 0.01
_GELU_TANH = math.sqrt(2 / math.pi)
_GELU_CUBIC = 0.044715


def sigmoid(x: Any) -> Any:
    """1/(1 + e^−x), written so that neither end overflows."""
    if x >= 0:
        return ratio(1, 1 + exp(-x))
    grown = exp(x)
    return ratio(grown, 1 + grown)


def softplus(x: Any) -> Any:
    """ln(1 + e^x), written so that neither end overflows or cancels."""
    if x > 30:
        return x + exp(-x)
    if x < -30:
        return exp(x)
    return log(1 + exp(x))


def _normal_share(x: Any) -> Any:
    """Φ(x), the standard normal distribution function."""
    return ratio(1 + erf(ratio(x, math.sqrt(2))), 2)


def _gelu_inner(x: Any) -> Any:
    return _GELU_TANH * (x + _GELU_CUBIC * x * x * x)


def _gelu_tanh_slope(x: Any) -> Any:
    bent = tanh(_gelu_inner(x))
    return ratio(1 + bent, 2) + ratio(x * (1 - bent * bent) * (_GELU_TANH * (1 + 3 * _GELU_CUBIC * x * x)), 2)


def _mish_slope(x: Any) -> Any:
    bent = tanh(softplus(x))
    return bent + x * (1 - bent * bent) * sigmoid(x)


def _silu_slope(x: Any) -> Any:
    share = sigmoid(x)
    return share * (1 + x * (1 - share))


def _clamped(x: Any) -> Any:
    """0 below −3, 1 above 3, x/6 + 1/2 between."""
    if x <= -3:
        return 0
    return 1 if x >= 3 else ratio(x + 3, 6)


Function = Callable[[Any], Any]

FUNCTIONS: dict[str, tuple[Function, Function]] = {
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))),
    "tanh": (tanh, lambda x: 1 - tanh(x) * tanh(x)),
    "relu": (lambda x: x if x > 0 else 0, lambda x: 1 if x > 0 else 0),
    "relu6": (lambda x: x if 0 < x < 6 else (0 if x <= 0 else 6), lambda x: 1 if 0 < x < 6 else 0),
    "leaky_relu_001": (lambda x: x if x > 0 else LEAKY_SLOPE * x, lambda x: 1 if x > 0 else LEAKY_SLOPE),
    "elu": (lambda x: x if x > 0 else exp(x) - 1, lambda x: 1 if x > 0 else exp(x)),
    "selu": (
        lambda x: SELU_SCALE * x if x > 0 else SELU_SCALE * SELU_ALPHA * (exp(x) - 1),
        lambda x: SELU_SCALE if x > 0 else SELU_SCALE * SELU_ALPHA * exp(x),
    ),
    "gelu": (
        lambda x: x * _normal_share(x),
        lambda x: _normal_share(x) + x * exp(ratio(-x * x, 2)) * (1 / math.sqrt(2 * math.pi)),
    ),
    "gelu_tanh": (lambda x: ratio(x * (1 + tanh(_gelu_inner(x))), 2), _gelu_tanh_slope),
    "silu": (lambda x: x * sigmoid(x), _silu_slope),
    "mish": (lambda x: x * tanh(softplus(x)), _mish_slope),
    "hard_swish": (lambda x: x * _clamped(x), lambda x: ratio(2 * x + 3, 6) if -3 < x < 3 else (0 if x <= -3 else 1)),
    "hard_sigmoid": (_clamped, lambda x: ratio(1, 6) if -3 < x < 3 else 0),
    "softplus": (softplus, sigmoid),
}
"""Value and slope of each function; slopes at kinks as PyTorch takes them."""


def _replaced(**wrong: tuple[Function, Function]) -> Callable[..., dict[str, Any]]:
    return lambda x: {name: {"value": value(x), "grad": slope(x)} for name, (value, slope) in wrong.items()}


@calculator(
    Mistake("ACT-NOBRANCH", instead=_replaced(relu=(lambda x: x, lambda x: 1), elu=(lambda x: x, lambda x: 1))),
    Mistake("ACT-SIGTANH", instead=_replaced(tanh=(sigmoid, FUNCTIONS["sigmoid"][1]))),
    Mistake("ACT-SIGPRIME", instead=_replaced(sigmoid=(sigmoid, sigmoid))),
    Mistake("ACT-GRAD1", instead=lambda x: {name: {"grad": 1} for name in FUNCTIONS}),
)
def activation(x: float) -> dict[str, dict[str, float]]:
    """Value and slope of the common activations at ``x``; leaky ReLU with slope 0.01 below zero.

    Slopes at kinks are PyTorch's: 0 for ReLU at 0 and for ReLU6 at 0 and 6. GELU is the exact one, gelu_tanh the
    approximation. Raises Refusal bad_argument unless x is finite.
    """
    return {name: activation_at(name, x) for name in FUNCTIONS}


def activation_at(name: str, x: float) -> dict[str, float]:
    """Value and slope of one function."""
    if not math.isfinite(float(x.value if hasattr(x, "value") else x)):
        raise Refusal("bad_argument", argument="x", problem="not_finite", value=x)
    value, slope = FUNCTIONS[name]
    return {"value": named(name, value(x)), "grad": named(f"{name}_slope", slope(x))}


def _other_value(**rules: Function) -> Callable[..., Any]:
    """The value of another rule for some of the functions."""

    def wrong(x: float, name: str = "relu") -> Any:
        if name not in rules:
            raise Refusal("unsupported", name=name)
        return rules[name](x)

    return wrong


@calculator(
    Mistake("ACT-EXPONLY", instead=_other_value(elu=exp, selu=lambda x: SELU_SCALE * SELU_ALPHA * exp(x))),
    Mistake("ACT-GATEONLY", instead=_other_value(hard_swish=_clamped, silu=sigmoid, gelu=_normal_share)),
    Mistake("ACT-CAP1", instead=_other_value(relu6=lambda x: min(max(x, 0), 1))),
    Mistake("ACT-ABS", instead=lambda x, name="relu": abs(x)),
    Mistake("ACT-NOBRANCH", instead=lambda x, name="relu": x),
    Mistake("ACT-SIGTANH", instead=lambda x, name="relu": sigmoid(x)),
    Mistake("ACT-ZERO", instead=lambda x, name="relu": 0),
    structural=("name",),
)
def activation_value(x: float, name: str = "relu") -> float:
    """Value of one activation at ``x``. Raises Refusal unsupported for an unknown name."""
    if name not in FUNCTIONS:
        raise Refusal("unsupported", name=name)
    value: float = named("value", FUNCTIONS[name][0](x))
    return value


@calculator(
    Mistake("ACT-TANHSLOPE", instead=lambda x, name="relu": 1 - FUNCTIONS[name][0](x) ** 2),
    Mistake("ACT-SLOPEAT0", instead=lambda x, name="relu": FUNCTIONS[name][1](0)),
    Mistake("ACT-GRAD1", instead=lambda x, name="relu": 1),
    Mistake("ACT-SIGPRIME", instead=lambda x, name="relu": FUNCTIONS[name][0](x)),
    structural=("name",),
)
def activation_slope(x: float, name: str = "relu") -> float:
    """Slope of one activation at ``x``. Raises Refusal unsupported for an unknown name."""
    if name not in FUNCTIONS:
        raise Refusal("unsupported", name=name)
    slope: float = named("slope", FUNCTIONS[name][1](x))
    return slope


@calculator(
    Mistake("ACT-SIGTANH", instead=lambda x: sigmoid(x)),
    Mistake("ACT-NO2X", instead=lambda x: 2 * sigmoid(x) - 1),
    Mistake("ACT-NOMINUS1", instead=lambda x: 2 * sigmoid(2 * x)),
)
def tanh_from_sigmoid(x: float) -> float:
    """tanh x = 2·σ(2x) − 1."""
    share = named("sigmoid", sigmoid(2 * x))
    value: float = named("tanh", 2 * share - 1)
    return value


@calculator(
    Mistake("GRAD-SUM", instead=lambda factor, depth: factor * depth),
    Mistake("GRAD-SQUARE", instead=lambda factor, depth: factor * factor),
    Mistake("GRAD-OFFBYONE", instead=lambda factor, depth: factor ** (depth - 1)),
    symbols={"factor": "f", "depth": "n"},
)
def gradient_product(factor: float, depth: int) -> float:
    """Factor by which ``depth`` equal layers scale a gradient: f^n. Source: Glorot & Bengio 2010, section 4.2."""
    require_at_most(depth=(depth, MOST_REPEATS))
    value: float = named("scale", factor**depth)
    return value
