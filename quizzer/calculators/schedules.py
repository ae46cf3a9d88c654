"""Averages of weights, learning rates over time and with the batch, and the counting of steps.

Sources: Goyal et al. 2017, section 2.1 (linear scaling); Loshchilov & Hutter 2017, "SGDR", equation 5 (cosine);
torch.utils.data.DataLoader (drop_last).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.optimisers import require_not_negative, require_reals, require_share
from quizzer.calculators.refusals import Refusal, require_at_most, require_counts
from quizzer.expressions.tracing import Traced, ceil, ceil_div, lift, log, named, ratio, sqrt, value_of
from quizzer.expressions.tree import Name, Operation

# --- averages of weights ------------------------------------------------------------------------------------------


@calculator(
    Mistake("EMA-SWAP", instead=lambda average, value, decay: (1 - decay) * average + decay * value),
    Mistake("EMA-MEAN", instead=lambda average, value, decay: ratio(average + value, 2)),
    Mistake("EMA-SUM", instead=lambda average, value, decay: decay * average + value),
    symbols={"average": "a", "value": "w", "decay": "d"},
)
def ema_update(average: float, value: float, decay: float) -> float:
    """Exponential moving average after one update: d·a + (1 − d)·w; ``decay`` d weighs the old average.

    Raises Refusal bad_argument: not_finite, no_probability (decay outside [0, 1]). Source: torch.optim.swa_utils
    (get_ema_multi_avg_fn).
    """
    require_reals(average=average, value=value)
    require_share(decay=decay)
    return named("moving_average", decay * average + (1 - decay) * value)


@calculator(
    Mistake("EMA-WINDOW", instead=lambda decay: round(1 / (1 - decay))),
    Mistake("EMA-LINEAR", instead=lambda decay: round(1 / (2 * (1 - decay)))),
    Mistake("EMA-ONCE", instead=lambda decay: 1),
    symbols={"decay": "d"},
)
def ema_half_steps(decay: float) -> int:
    """Updates until a value weighs at most half of its first weight in the average: the least n with dⁿ ≤ 1/2.

    That is ln 2/(−ln d) rounded up. Raises Refusal bad_argument: no_probability (decay outside (0, 1)).
    """
    if not 0 < decay < 1 or not value_of(log(decay)):
        raise Refusal("bad_argument", argument="decay", problem="no_probability", value=value_of(decay))
    two: Any = lift(2) if isinstance(decay, Traced) else 2
    exact: Any = named("half_life", ratio(log(two), -log(decay)))
    steps: int = named("half_steps", ceil(exact))
    return steps


# --- learning rates -----------------------------------------------------------------------------------------------


def _scaled_lr(lr: Any, batch: Any, new_batch: Any, square_root: bool = False) -> Any:
    require_counts(batch=batch, new_batch=new_batch)
    require_not_negative(lr=lr)
    factor = named("batch_ratio", ratio(new_batch, batch))
    return named("learning_rate", lr * sqrt(factor) if square_root else lr * factor)


@calculator(
    Mistake(
        "LR-RULE",
        instead=lambda lr, batch, new_batch, square_root=False: _scaled_lr(lr, batch, new_batch, not square_root),
    ),
    Mistake(
        "LR-BATCH",
        instead=lambda lr, batch, new_batch, square_root=False: _scaled_lr(lr, new_batch, batch, square_root),
    ),
    Mistake("LR-KEEP", instead=lambda lr, batch, new_batch, square_root=False: lr),
    structural=("square_root",),
    symbols={"lr": "η", "batch": "B", "new_batch": "B_new"},
)
def lr_scaling(lr: float, batch: int, new_batch: int, square_root: bool = False) -> float:
    """Learning rate for another batch size: η·k with k = new batch/batch, or η·√k with ``square_root``.

    Raises Refusal bad_argument: below_one (batches, lr below 0). Source: Goyal et al. 2017, section 2.1 (linear);
    Krizhevsky 2014, "One weird trick" (square root).
    """
    value: float = _scaled_lr(lr, batch, new_batch, square_root)
    return value


def _cos_pi(part: Any) -> Any:
    """cos(π·part) for a part from 0 to 1, exact where it is rational."""
    share = Fraction(value_of(part))
    rational: dict[Fraction, Fraction | int] = {
        Fraction(0): 1,
        Fraction(1, 3): Fraction(1, 2),
        Fraction(1, 2): 0,
        Fraction(1): -1,
    }
    rational[Fraction(2, 3)] = Fraction(-1, 2)
    value = rational[share] if share in rational else math.cos(math.pi * share)
    if isinstance(part, Traced):
        return Traced(value, Operation("cos", (Operation("*", (Name("π"), part.node)),)))
    return value


def _halved(progress: Any) -> Any:
    return ratio(1 + named("cosine", _cos_pi(progress)), 2)


def _require_schedule(step: Any, total_steps: Any, warmup_steps: Any, include_last: bool) -> None:
    require_counts(total_steps=total_steps)
    require_not_negative(step=step, warmup_steps=warmup_steps)
    last = int(value_of(total_steps)) - include_last
    require_at_most(step=(step, last), warmup_steps=(warmup_steps, last - 1))


def _cosine_lr(
    step: Any,
    total_steps: Any,
    peak_lr: Any,
    warmup_steps: Any = 0,
    min_lr: Any = 0,
    from_zero: bool = True,
    include_last: bool = False,
    kept: Callable[[Any], Any] = _halved,
) -> Any:
    """The schedule; for the misconceptions ``kept`` says what is left of the way from peak to minimum."""
    _require_schedule(step, total_steps, warmup_steps, include_last)
    require_not_negative(peak_lr=peak_lr, min_lr=min_lr)
    if step < warmup_steps:
        climbed = named("climbed", ratio(step if from_zero else step + 1, warmup_steps))
        return named("learning_rate", peak_lr * climbed)
    span = total_steps - warmup_steps - 1 if include_last else total_steps - warmup_steps
    left = kept(named("decay_progress", ratio(step - warmup_steps, span)))
    return named("learning_rate", min_lr + (peak_lr - min_lr) * left if value_of(min_lr) else peak_lr * left)


def _toggled(flag: str, default: bool) -> Callable[..., Any]:
    return lambda **given: _cosine_lr(**given | {flag: not given.get(flag, default)})


@calculator(
    Mistake("SCHED-NOWARM", given={"warmup_steps": 0}),
    Mistake("SCHED-LINEAR", instead=lambda **given: _cosine_lr(**given, kept=lambda progress: 1 - progress)),
    Mistake("SCHED-QUARTER", instead=lambda **given: _cosine_lr(**given, kept=lambda part: _cos_pi(ratio(part, 2)))),
    Mistake("SCHED-LAST", instead=_toggled("include_last", False)),
    Mistake("SCHED-START", instead=_toggled("from_zero", True)),
    structural=("from_zero", "include_last"),
    symbols={
        "step": "t",
        "total_steps": "T",
        "warmup_steps": "T_w",
        "peak_lr": "η_max",
        "min_lr": "η_min",
    },
)
def cosine_warmup_lr(
    step: int,
    total_steps: int,
    peak_lr: float,
    warmup_steps: int = 0,
    min_lr: float = 0,
    from_zero: bool = True,
    include_last: bool = False,
) -> float:
    """Learning rate of a step, counted from 0: a linear warm-up to the peak, then half a cosine to the minimum.

    Warm-up of T_w steps: η_max·t/T_w, or (t + 1)/T_w without ``from_zero``. Then η_min + (η_max − η_min)(1 + cos πp)/2
    with p = (t − T_w)/(T − T_w), which is 1 at t = T, after the last step; with ``include_last`` p = (t − T_w)/(T −
    T_w − 1), which is 1 at the last step t = T − 1. Raises Refusal bad_argument: below_one, too_large (step,
    warmup_steps). Source: Loshchilov & Hutter 2017, equation 5; get_cosine_schedule_with_warmup of transformers.
    """
    value: float = _cosine_lr(step, total_steps, peak_lr, warmup_steps, min_lr, from_zero, include_last)
    return value


# --- counting steps -----------------------------------------------------------------------------------------------


@calculator(
    Mistake("IT-FLOOR", given={"drop_last": True}),
    Mistake("IT-CEIL", given={"drop_last": False}),
    Mistake("IT-N", instead=lambda samples, batch, epochs=1, drop_last=False: samples * epochs),
    Mistake(
        "IT-STREAM",
        instead=lambda samples, batch, epochs=1, drop_last=False: (
            samples * epochs // batch if drop_last else ceil_div(samples * epochs, batch)
        ),
    ),
    Mistake("IT-EPOCH", given={"epochs": 1}),
    structural=("drop_last",),
    symbols={"samples": "N", "batch": "B", "epochs": "E"},
)
def iterations(samples: int, batch: int, epochs: int = 1, drop_last: bool = False) -> int:
    """Iterations of ``epochs`` epochs: ⌈N/B⌉ each, with ``drop_last`` ⌊N/B⌋; every epoch starts a new batch.

    Raises Refusal bad_argument below_one. Source: torch.utils.data.DataLoader.
    """
    require_counts(samples=samples, batch=batch, epochs=epochs)
    each = named("per_epoch", samples // batch if drop_last else ceil_div(samples, batch))
    return each if epochs == 1 else named("all_iterations", epochs * each)


@calculator(
    Mistake("ACC-NODEVICES", given={"devices": 1}),
    Mistake("ACC-NOSTEPS", given={"accumulation_steps": 1}),
    Mistake(
        "ACC-SUM",
        instead=lambda micro_batch, accumulation_steps, devices=1: micro_batch * (accumulation_steps + devices),
    ),
    Mistake(
        "ACC-DIVIDE",
        instead=lambda micro_batch, accumulation_steps, devices=1: ratio(micro_batch * devices, accumulation_steps),
    ),
    symbols={"micro_batch": "b", "accumulation_steps": "k", "devices": "n"},
)
def effective_batch(micro_batch: int, accumulation_steps: int, devices: int = 1) -> int:
    """Samples behind one update: micro batch per device · accumulation steps · devices (data parallel).

    Raises Refusal bad_argument below_one. Source: Goyal et al. 2017, section 2 (kn over workers).
    """
    require_counts(micro_batch=micro_batch, accumulation_steps=accumulation_steps, devices=devices)
    return named("effective_batch", micro_batch * accumulation_steps * devices)
