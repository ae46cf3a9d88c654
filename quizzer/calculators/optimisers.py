"""Single steps of optimisers for one weight: penalties, momentum, Adam and its two kinds of weight decay.

Sources: torch.optim (SGD, Adam, AdamW); Kingma & Ba 2015, algorithm 1; Loshchilov & Hutter 2019, "Decoupled weight
decay regularization", algorithm 2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal, require_at_most, require_counts, require_finite
from quizzer.expressions.tracing import absolute, maximum, named, ratio, sign, sqrt, value_of

MOST_STEPS = 1_000_000

_SYMBOLS = {
    "weight": "w",
    "lr": "η",
    "penalty": "λ",
    "gradient": "g",
    "velocity": "v",
    "momentum": "μ",
    "first_moment": "m",
    "second_moment": "v",
    "beta1": "β_1",
    "beta2": "β_2",
    "eps": "ε",
    "weight_decay": "λ",
}


def require_reals(**values: Any) -> None:
    """Raise :class:`Refusal` ``not_finite`` for the first of ``values`` that is infinite or none."""
    for name, value in values.items():
        if isinstance(value_of(value), float):
            require_finite([value], name)


def require_not_negative(**values: Any) -> None:
    """Raise :class:`Refusal` ``not_finite`` or ``below_one`` for the first of ``values`` below 0."""
    require_reals(**values)
    for name, value in values.items():
        if value < 0:
            raise Refusal("bad_argument", argument=name, problem="below_one", value=value_of(value))


def require_share(below_one: bool = False, **values: Any) -> None:
    """Raise :class:`Refusal` ``no_probability`` outside 0 to 1, with ``below_one`` for 1 too."""
    for name, value in values.items():
        if not 0 <= value <= 1 or (below_one and value == 1):
            raise Refusal("bad_argument", argument=name, problem="no_probability", value=value_of(value))


# --- penalties ----------------------------------------------------------------------------------------------------


def _checked_step(weight: Any, lr: Any, penalty: Any, gradient: Any) -> None:
    require_reals(weight=weight, gradient=gradient)
    require_not_negative(lr=lr, penalty=penalty)


def _with_gradient(gradient: Any, pull: Any) -> Any:
    """The slope of loss and penalty; a loss without slope leaves no term behind."""
    return gradient + pull if value_of(gradient) else pull


@calculator(
    Mistake("PEN-L2PULL", instead=lambda weight, lr, penalty, gradient=0: weight - lr * (gradient + penalty * weight)),
    Mistake("PEN-NOSIGN", instead=lambda weight, lr, penalty, gradient=0: weight - lr * (gradient + penalty)),
    Mistake(
        "PEN-NOLR", instead=lambda weight, lr, penalty, gradient=0: weight - lr * gradient - penalty * sign(weight)
    ),
    symbols=_SYMBOLS,
)
def l1_step(weight: float, lr: float, penalty: float, gradient: float = 0) -> float:
    """Weight after one step of gradient descent on loss + λ·|w|, by the subgradient: w − η(g + λ·sign w).

    ``gradient`` is that of the loss alone; sign 0 is 0, and the step may carry the weight past 0. Raises Refusal
    bad_argument: not_finite, below_one (lr or penalty below 0).
    """
    _checked_step(weight, lr, penalty, gradient)
    pull = named("pull", penalty * sign(weight))
    value: float = named("new_weight", weight - lr * _with_gradient(gradient, pull))
    return value


def _soft_threshold(weight: Any, lr: Any, penalty: Any, gradient: Any = 0) -> Any:
    _checked_step(weight, lr, penalty, gradient)
    moved = named("gradient_step", weight - lr * gradient) if value_of(gradient) else weight
    threshold = named("shrinkage", lr * penalty)
    left = named("left_over", maximum(absolute(moved) - threshold, 0))
    return named("new_weight", sign(moved) * left)


def _thresholded(shrunk: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """A wrong proximal step over the weight after the gradient step and the threshold."""
    return lambda weight, lr, penalty, gradient=0: shrunk(weight - lr * gradient, lr * penalty)


@calculator(
    Mistake("PEN-CROSS", instead=_thresholded(lambda moved, threshold: moved - threshold * sign(moved))),
    Mistake("PEN-HARD", instead=_thresholded(lambda moved, threshold: moved if abs(moved) > threshold else 0)),
    Mistake("PEN-L2PULL", instead=_thresholded(lambda moved, threshold: moved - threshold * moved)),
    Mistake(
        "PEN-NOLR",
        instead=lambda weight, lr, penalty, gradient=0: _soft_threshold(weight - lr * gradient, 1, penalty),
    ),
    symbols=_SYMBOLS,
)
def soft_threshold_step(weight: float, lr: float, penalty: float, gradient: float = 0) -> float:
    """Weight after one proximal step on loss + λ·|w|: u = w − ηg, then sign(u)·max(|u| − ηλ, 0).

    A weight within ηλ of 0 becomes exactly 0. Raises Refusal as :func:`l1_step`. Source: Beck & Teboulle 2009,
    "FISTA", section 1 (ISTA).
    """
    value: float = _soft_threshold(weight, lr, penalty, gradient)
    return value


def _l2(weight: Any, lr: Any, penalty: Any, halved: bool = False, gradient: Any = 0) -> Any:
    _checked_step(weight, lr, penalty, gradient)
    pull = named("pull", penalty * weight if halved else 2 * penalty * weight)
    return named("new_weight", weight - lr * _with_gradient(gradient, pull))


@calculator(
    Mistake(
        "PEN-HALF",
        instead=lambda weight, lr, penalty, halved=False, gradient=0: _l2(weight, lr, penalty, not halved, gradient),
    ),
    Mistake(
        "PEN-L1PULL",
        instead=lambda weight, lr, penalty, halved=False, gradient=0: weight - lr * (gradient + penalty * sign(weight)),
    ),
    Mistake(
        "PEN-NOLR",
        instead=lambda weight, lr, penalty, halved=False, gradient=0: (
            weight - lr * gradient - (1 if halved else 2) * penalty * weight
        ),
    ),
    structural=("halved",),
    symbols=_SYMBOLS,
)
def l2_step(weight: float, lr: float, penalty: float, halved: bool = False, gradient: float = 0) -> float:
    """Weight after one step of gradient descent on loss + λ·w²: w − η(g + 2λw); ``halved`` is (λ/2)·w², pull λw.

    Raises Refusal as :func:`l1_step`.
    """
    value: float = _l2(weight, lr, penalty, halved, gradient)
    return value


# --- momentum and Adam --------------------------------------------------------------------------------------------


def _with_velocity(velocity: Callable[..., Any]) -> Callable[..., Any]:
    """A wrong step; ``velocity`` over (gradient, velocity, momentum)."""

    def wrong(weight: Any, gradient: Any, velocity_: Any, lr: Any, momentum: Any, nesterov: bool) -> Any:
        moved = velocity(gradient, velocity_, momentum)
        return weight - lr * (gradient + momentum * moved if nesterov else moved)

    return lambda weight, gradient, velocity, lr, momentum, nesterov=False: wrong(
        weight, gradient, velocity, lr, momentum, nesterov
    )


@calculator(
    Mistake("SGD-EMA", instead=_with_velocity(lambda g, v, momentum: momentum * v + (1 - momentum) * g)),
    Mistake(
        "SGD-LRINSIDE",
        instead=lambda weight, gradient, velocity, lr, momentum, nesterov=False: (
            weight - (momentum * velocity + lr * gradient)
        ),
    ),
    Mistake("SGD-NOVELOCITY", instead=_with_velocity(lambda g, v, momentum: g)),
    Mistake("SGD-UNDAMPED", instead=_with_velocity(lambda g, v, momentum: v + g)),
    structural=("nesterov",),
    symbols=_SYMBOLS,
)
def sgd_momentum_step(
    weight: float, gradient: float, velocity: float, lr: float, momentum: float, nesterov: bool = False
) -> float:
    """Weight after one step of SGD with momentum in PyTorch's form: v ← μv + g, w ← w − ηv, dampening 0.

    ``velocity`` is the buffer before the step, 0 at the first; with ``nesterov`` the step is η(g + μv). Raises
    Refusal bad_argument: not_finite, below_one (lr below 0), no_probability (momentum outside [0, 1)).
    Source: torch.optim.SGD.
    """
    require_reals(weight=weight, gradient=gradient, velocity=velocity)
    require_not_negative(lr=lr)
    require_share(below_one=True, momentum=momentum)
    moved = named("velocity", momentum * velocity + gradient)
    direction = named("update_direction", gradient + momentum * moved) if nesterov else moved
    return named("new_weight", weight - lr * direction)


def _power(beta: Any, step: int) -> Any:
    return beta if step == 1 else beta**step


def _root_and_eps(second: Any, eps: Any) -> Any:
    return sqrt(second) + eps if value_of(eps) else sqrt(second)


def _adam_direction(
    gradient: Any,
    first_moment: Any,
    second_moment: Any,
    step: int,
    betas: tuple[Any, Any],
    eps: Any,
    corrected: bool,
    divisor: Callable[[Any, Any], Any],
) -> Any:
    """m̂/(√v̂ + ε), or what the misconceptions make of it."""
    beta1, beta2 = betas
    first = named("first_moment", beta1 * first_moment + (1 - beta1) * gradient)
    second = named("second_moment", beta2 * second_moment + (1 - beta2) * gradient**2)
    if corrected:
        first = named("corrected_first_moment", ratio(first, 1 - _power(beta1, step)))
        second = named("corrected_second_moment", ratio(second, 1 - _power(beta2, step)))
    below = divisor(second, eps)
    if not value_of(below):
        raise Refusal("bad_argument", argument="eps", problem="no_divisor", value=value_of(eps))
    return named("update_direction", ratio(first, below))


def _adam(
    weight: Any,
    gradient: Any,
    first_moment: Any = 0,
    second_moment: Any = 0,
    step: int = 1,
    lr: Any = 0.001,
    beta1: Any = 0.9,
    beta2: Any = 0.999,
    eps: Any = 1e-8,
    corrected: bool = True,
    divisor: Callable[[Any, Any], Any] = _root_and_eps,
) -> Any:
    require_reals(weight=weight, gradient=gradient, first_moment=first_moment)
    require_not_negative(second_moment=second_moment, lr=lr, eps=eps)
    require_counts(step=step)
    require_at_most(step=(step, MOST_STEPS))
    require_share(below_one=True, beta1=beta1, beta2=beta2)
    direction = _adam_direction(gradient, first_moment, second_moment, step, (beta1, beta2), eps, corrected, divisor)
    return named("new_weight", weight - lr * direction)


def _betas_swapped(**given: Any) -> Any:
    return _adam(**given | {"beta1": given.get("beta2", 0.999), "beta2": given.get("beta1", 0.9)})


@calculator(
    Mistake("ADAM-NOCORR", instead=lambda **given: _adam(**given, corrected=False)),
    Mistake("ADAM-NOROOT", instead=lambda **given: _adam(**given, divisor=lambda second, eps: second + eps)),
    Mistake("ADAM-SWAPBETA", instead=_betas_swapped),
    Mistake("ADAM-EPSIN", instead=lambda **given: _adam(**given, divisor=lambda second, eps: sqrt(second + eps))),
    Mistake("ADAM-SGD", instead=lambda weight, gradient, lr=0.001, **_: weight - lr * gradient),
    structural=("step",),
    symbols=_SYMBOLS,
)
def adam_step(
    weight: float,
    gradient: float,
    first_moment: float = 0,
    second_moment: float = 0,
    step: int = 1,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> float:
    """Weight after one step of Adam: w − η·m̂/(√v̂ + ε), bias-corrected with the number of the step, from 1.

    The moments are those before the step. Raises Refusal bad_argument: below_one and too_large (step),
    no_probability (β outside [0, 1)), not_finite, no_divisor for 0/0 (eps 0). Source: Kingma & Ba 2015.
    """
    value: float = _adam(weight, gradient, first_moment, second_moment, step, lr, beta1, beta2, eps)
    return value


def _decayed(decay: Callable[[Any, Any, Any], Any]) -> Callable[..., Any]:
    """Adam's step without decay, starting from another weight; ``decay`` over (weight, lr, weight_decay)."""
    return lambda weight, gradient, lr, weight_decay, **given: _adam(
        decay(weight, lr, weight_decay), gradient, lr=lr, **given
    )


def _decay_in_gradient(weight: Any, gradient: Any, lr: Any, weight_decay: Any, **given: Any) -> Any:
    return _adam(weight, named("penalised_gradient", gradient + weight_decay * weight), lr=lr, **given)


@calculator(
    Mistake("ADAMW-INGRAD", instead=_decay_in_gradient),
    Mistake("ADAMW-NOLR", instead=_decayed(lambda weight, lr, decay: (1 - decay) * weight)),
    Mistake("ADAMW-TWICE", instead=_decayed(lambda weight, lr, decay: (1 - 2 * lr * decay) * weight)),
    Mistake("ADAM-NOCORR", instead=lambda **given: _decayed(_shrunk)(**given, corrected=False)),
    structural=("step",),
    symbols=_SYMBOLS,
)
def adamw_step(
    weight: float,
    gradient: float,
    lr: float,
    weight_decay: float,
    first_moment: float = 0,
    second_moment: float = 0,
    step: int = 1,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> float:
    """Weight after one step of AdamW: (1 − ηλ)·w − η·m̂/(√v̂ + ε); the decay enters neither moment.

    As in PyTorch the decay is weighed with the learning rate. Raises Refusal as :func:`adam_step`.
    Source: torch.optim.AdamW; Loshchilov & Hutter 2019, algorithm 2 (there without the factor η).
    """
    require_not_negative(lr=lr, weight_decay=weight_decay)
    kept = named("decayed_weight", _shrunk(weight, lr, weight_decay))
    value: float = _adam(kept, gradient, first_moment, second_moment, step, lr, beta1, beta2, eps)
    return value


def _shrunk(weight: Any, lr: Any, weight_decay: Any) -> Any:
    return (1 - lr * weight_decay) * weight


@calculator(
    Mistake("ADAML2-DECOUPLED", instead=_decayed(_shrunk)),
    Mistake("ADAML2-IGNORED", instead=_decayed(lambda weight, lr, decay: weight)),
    Mistake("ADAM-NOCORR", instead=lambda **given: _decay_in_gradient(**given, corrected=False)),
    structural=("step",),
    symbols=_SYMBOLS,
)
def adam_l2_step(
    weight: float,
    gradient: float,
    lr: float,
    weight_decay: float,
    first_moment: float = 0,
    second_moment: float = 0,
    step: int = 1,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> float:
    """Weight after one step of Adam with the penalty (λ/2)·w²: its slope λw joins the gradient before the moments.

    Raises Refusal as :func:`adam_step`. Source: torch.optim.Adam (weight_decay).
    """
    require_not_negative(weight_decay=weight_decay)
    value: float = _decay_in_gradient(
        weight,
        gradient,
        lr,
        weight_decay,
        first_moment=first_moment,
        second_moment=second_moment,
        step=step,
        beta1=beta1,
        beta2=beta2,
        eps=eps,
    )
    return value
