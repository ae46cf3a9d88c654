"""Steps of optimisers, schedules and counts against PyTorch's own numbers, brute force and closed forms."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators import optimisers, schedules
from quizzer.calculators.calculator import Calculator, print_value
from quizzer.calculators.optimisers import (
    adam_l2_step,
    adam_step,
    adamw_step,
    l1_step,
    l2_step,
    sgd_momentum_step,
    soft_threshold_step,
)
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.schedules import (
    cosine_warmup_lr,
    effective_batch,
    ema_half_steps,
    ema_update,
    iterations,
    lr_scaling,
)

GRADIENTS = (2.0, -1.0, 0.5)
FIRST_MOMENTS = (0.0, 0.2, 0.08)
SECOND_MOMENTS = (0.0, 0.004, 0.004996)
TENTH, HALF = Fraction(1, 10), Fraction(1, 2)
small = st.fractions(-3, 3, max_denominator=20)
positive = st.fractions(Fraction(1, 20), 2, max_denominator=20)

EVERY = {
    name: found
    for module in (optimisers, schedules)
    for name, found in vars(module).items()
    if isinstance(found, Calculator)
}
BETAS = {"beta1": HALF, "beta2": Fraction(15, 16), "eps": 0}
DECAYED = {"weight": 2, "gradient": 1, "lr": TENTH, "weight_decay": HALF, **BETAS}
SCHEDULE = {"step": 30, "total_steps": 100, "peak_lr": 1, "warmup_steps": 10}
EXAMPLES = {
    "l1_step": {"weight": -2, "lr": TENTH, "penalty": HALF, "gradient": 3},
    "soft_threshold_step": {"weight": HALF, "lr": TENTH, "penalty": 2},
    "l2_step": {"weight": -2, "lr": TENTH, "penalty": HALF},
    "sgd_momentum_step": {"weight": 1, "gradient": 2, "velocity": 3, "lr": 0.1, "momentum": 0.9, "nesterov": True},
    "adam_step": {"weight": 1, "gradient": 2, "step": 3},
    "adamw_step": DECAYED,
    "adam_l2_step": DECAYED,
    "ema_update": {"average": 10, "value": 20, "decay": 0.9},
    "ema_half_steps": {"decay": 0.999},
    "lr_scaling": {"lr": 0.1, "batch": 256, "new_batch": 1024},
    "cosine_warmup_lr": SCHEDULE,
    "iterations": {"samples": 1000, "batch": 64, "epochs": 3},
    "effective_batch": {"micro_batch": 8, "accumulation_steps": 4, "devices": 2},
}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_calculator_explains_itself(name):
    explained = EVERY[name].explain(EVERY[name].introduce(EXAMPLES[name]))
    assert explained.result == EVERY[name](**EXAMPLES[name])
    assert explained.formula
    assert explained.lines[-1].result == print_value(explained.result)


# --- against PyTorch 2.13, float64: w = 1, gradients 2, -1, 1/2, lr 0.1 (SGD) or 0.01 (Adam) ----------------------


def test_momentum_is_that_of_pytorch():
    for nesterov, weights in ((False, (0.8, 0.72, 0.598)), (True, (0.62, 0.648, 0.4882))):
        weight, velocity = 1.0, 0.0
        for gradient, expected in zip(GRADIENTS, weights, strict=True):
            weight = sgd_momentum_step(weight, gradient, velocity, 0.1, 0.9, nesterov)
            velocity = 0.9 * velocity + gradient
            assert weight == pytest.approx(expected, rel=1e-12)


def test_adam_is_that_of_pytorch():
    weight = 1.0
    for number, expected in enumerate((0.99000000005, 0.9873366296702432, 0.9839323382138943)):
        moments = FIRST_MOMENTS[number], SECOND_MOMENTS[number]
        weight = adam_step(weight, GRADIENTS[number], *moments, number + 1, 0.01)
        assert weight == pytest.approx(expected, rel=1e-12)


def test_adamw_is_that_of_pytorch():
    weight = 1.0
    for number, expected in enumerate((0.98900000005, 0.9853476296701932, 0.9809579905841741)):
        moments = FIRST_MOMENTS[number], SECOND_MOMENTS[number]
        weight = adamw_step(weight, GRADIENTS[number], 0.01, 0.1, *moments, number + 1)
        assert weight == pytest.approx(expected, rel=1e-12)


def test_weight_decay_of_adam_is_that_of_pytorch():
    first, second = (0.0, 0.21, 0.09890000000047619), (0.0, 0.00441, 0.0052173909999914244)
    weight = 1.0
    for number, expected in enumerate((0.990000000047619, 0.9867780233682979, 0.9827485017786578)):
        moments = first[number], second[number]
        weight = adam_l2_step(weight, GRADIENTS[number], 0.01, 0.1, *moments, number + 1)
        assert weight == pytest.approx(expected, rel=1e-12)


# --- laws ---------------------------------------------------------------------------------------------------------


@given(small, small.filter(bool), positive, st.integers(1, 5))
def test_the_first_step_of_adam_moves_by_the_learning_rate(weight, gradient, lr, factor):
    betas = {"beta1": Fraction(9, 10), "beta2": Fraction(999, 1000), "eps": 0}
    moved = adam_step(weight, gradient, lr=lr, **betas)
    assert moved - weight == (-lr if gradient > 0 else lr)
    assert adam_step(weight, gradient * factor, lr=lr, **betas) == moved


@given(small, positive, positive, small)
def test_soft_thresholding_minimises_its_problem(weight, lr, penalty, gradient):
    start = weight - lr * gradient
    found = soft_threshold_step(weight, lr, penalty, gradient)

    def cost(x):
        return (x - start) ** 2 / 2 + lr * penalty * abs(x)

    assert all(cost(found) <= cost(found + shift * Fraction(1, 50)) for shift in range(-60, 61))


def slope(penalty, at):
    """The derivative of a penalty, from SymPy."""
    w = sympy.Symbol("w", real=True)
    return Fraction(str(sympy.diff(penalty(w), w).subs(w, sympy.Rational(at.numerator, at.denominator))))


@given(small.filter(bool), small, positive)
def test_penalties_pull_with_their_derivative(weight, gradient, lr):
    third = sympy.Rational(1, 3)
    l1 = slope(lambda w: third * sympy.Piecewise((w, w > 0), (-w, True)), weight)
    assert l1_step(weight, lr, Fraction(1, 3), gradient) == weight - lr * (gradient + l1)
    full = slope(lambda w: third * w**2, weight)
    assert l2_step(weight, lr, Fraction(1, 3), gradient=gradient) == weight - lr * (gradient + full)
    half = slope(lambda w: third / 2 * w**2, weight)
    assert l2_step(weight, lr, Fraction(1, 3), True, gradient) == weight - lr * (gradient + half)


def test_a_weight_of_zero_feels_no_penalty():
    assert l1_step(0, TENTH, 5) == l2_step(0, TENTH, 5) == soft_threshold_step(0, TENTH, 5) == 0


@given(small, small, st.fractions(0, 1, max_denominator=20), st.integers(1, 12))
def test_a_moving_average_of_one_value_closes_in_geometrically(average, value, decay, updates):
    current = average
    for _ in range(updates):
        current = ema_update(current, value, decay)
    assert current - value == decay**updates * (average - value)


def test_half_steps_by_multiplying():
    for size in range(1, 150):
        decay, weight, steps = Fraction(size, size + 1), Fraction(1), 0
        while weight > HALF:
            weight, steps = weight * decay, steps + 1
        assert ema_half_steps(decay) == steps
    assert ema_half_steps(0.999) == 693
    assert ema_half_steps(0.9999) == 6932


def test_learning_rates_of_papers():
    assert lr_scaling(Fraction(1, 10), 256, 8192) == Fraction(16, 5)
    assert lr_scaling(0.1, 256, 1024) == 0.4
    assert lr_scaling(0.1, 256, 1024, square_root=True) == 0.2


def test_cosine_is_that_of_pytorch():
    rates = (
        *(0.1, 0.0965745789630079, 0.08681980515339463, 0.07222075445642905, 0.055),
        *(0.03777924554357096, 0.023180194846605363, 0.013425421036992097, 0.01),
    )
    for step, expected in enumerate(rates):
        assert cosine_warmup_lr(step, 8, 0.1, min_lr=0.01) == pytest.approx(expected, rel=1e-12)
        assert cosine_warmup_lr(step, 9, 0.1, min_lr=0.01, include_last=True) == pytest.approx(expected, rel=1e-12)


def test_a_whole_schedule_with_warm_up():
    from_zero = [cosine_warmup_lr(t, 10, 8, 4) for t in range(5)]
    assert from_zero == [0, 2, 4, 6, 8]
    assert [cosine_warmup_lr(t, 10, 8, 4, from_zero=False) for t in range(5)] == [2, 4, 6, 8, 8]
    assert [cosine_warmup_lr(t, 10, 8, 4) for t in (6, 7, 8, 10)] == [6, 4, 2, 0]
    assert cosine_warmup_lr(9, 10, 8, 4, 2, include_last=True) == 2
    assert cosine_warmup_lr(9, 10, 8, 4, 2) > 2


@given(st.integers(1, 400), st.integers(1, 60), st.integers(1, 6))
def test_iterations_by_walking_through_the_samples(samples, batch, epochs):
    starts = range(0, samples, batch)
    assert iterations(samples, batch, epochs) == epochs * len(starts)
    full = sum(start + batch <= samples for start in starts)
    assert iterations(samples, batch, epochs, drop_last=True) == epochs * full


def test_counts_of_imagenet():
    assert iterations(1_281_167, 256) == 5005
    assert iterations(1_281_167, 256, 90, drop_last=True) == 450_360
    assert effective_batch(32, 1, 256) == 8192
    assert effective_batch(4, 8) == 32


# --- misconceptions -----------------------------------------------------------------------------------------------

ADAM = {"weight": 1, "gradient": 2, "lr": TENTH, **BETAS}
LATER = {"first_moment": 2, "second_moment": 4, "step": 2, "beta2": Fraction(3, 4)}
PULLED = DECAYED | {"gradient": -1, "first_moment": 3, "second_moment": 4, "step": 2, "beta2": Fraction(3, 4)}
SLIPS = [
    ("l1_step", "PEN-L2PULL", {"weight": -2, "lr": TENTH, "penalty": HALF}, Fraction(-39, 20), Fraction(-19, 10)),
    ("l1_step", "PEN-NOSIGN", {"weight": -2, "lr": TENTH, "penalty": HALF}, Fraction(-39, 20), Fraction(-41, 20)),
    ("l1_step", "PEN-NOLR", {"weight": -2, "lr": TENTH, "penalty": HALF}, Fraction(-39, 20), Fraction(-3, 2)),
    ("soft_threshold_step", "PEN-CROSS", {"weight": TENTH, "lr": TENTH, "penalty": 2}, 0, Fraction(-1, 10)),
    ("soft_threshold_step", "PEN-HARD", EXAMPLES["soft_threshold_step"], Fraction(3, 10), HALF),
    ("soft_threshold_step", "PEN-L2PULL", EXAMPLES["soft_threshold_step"], Fraction(3, 10), Fraction(2, 5)),
    ("soft_threshold_step", "PEN-NOLR", EXAMPLES["soft_threshold_step"], Fraction(3, 10), 0),
    ("l2_step", "PEN-HALF", EXAMPLES["l2_step"], Fraction(-9, 5), Fraction(-19, 10)),
    ("l2_step", "PEN-L1PULL", EXAMPLES["l2_step"], Fraction(-9, 5), Fraction(-39, 20)),
    ("l2_step", "PEN-NOLR", EXAMPLES["l2_step"], Fraction(-9, 5), 0),
    ("sgd_momentum_step", "SGD-EMA", EXAMPLES["sgd_momentum_step"], 0.377, 0.539),
    ("sgd_momentum_step", "SGD-LRINSIDE", EXAMPLES["sgd_momentum_step"], 0.377, -1.9),
    ("sgd_momentum_step", "SGD-NOVELOCITY", EXAMPLES["sgd_momentum_step"], 0.377, 0.62),
    ("sgd_momentum_step", "SGD-UNDAMPED", EXAMPLES["sgd_momentum_step"], 0.377, 0.35),
    ("adam_step", "ADAM-NOCORR", ADAM, Fraction(9, 10), Fraction(4, 5)),
    ("adam_step", "ADAM-NOROOT", ADAM, Fraction(9, 10), Fraction(19, 20)),
    ("adam_step", "ADAM-SGD", ADAM, Fraction(9, 10), Fraction(4, 5)),
    ("adam_step", "ADAM-EPSIN", ADAM | {"eps": 5}, Fraction(34, 35), Fraction(14, 15)),
    ("adam_step", "ADAM-SWAPBETA", ADAM | LATER, 0.911808290, 0.802051336),
    ("adamw_step", "ADAMW-INGRAD", DECAYED, 1.8, 1.9),
    ("adamw_step", "ADAMW-NOLR", DECAYED, 1.8, 0.9),
    ("adamw_step", "ADAMW-TWICE", DECAYED, 1.8, 1.7),
    ("adamw_step", "ADAM-NOCORR", DECAYED, 1.8, 1.7),
    ("adam_l2_step", "ADAML2-DECOUPLED", DECAYED, 1.9, 1.8),
    ("adam_l2_step", "ADAML2-IGNORED", PULLED, 1.923623738, 1.951080041),
    ("adam_l2_step", "ADAM-NOCORR", DECAYED, 1.9, 1.8),
    ("ema_update", "EMA-SWAP", EXAMPLES["ema_update"], 11, 19),
    ("ema_update", "EMA-MEAN", EXAMPLES["ema_update"], 11, 15),
    ("ema_update", "EMA-SUM", EXAMPLES["ema_update"], 11, 29),
    ("ema_half_steps", "EMA-WINDOW", {"decay": 0.999}, 693, 1000),
    ("ema_half_steps", "EMA-LINEAR", {"decay": 0.999}, 693, 500),
    ("ema_half_steps", "EMA-ONCE", {"decay": 0.999}, 693, 1),
    ("lr_scaling", "LR-RULE", EXAMPLES["lr_scaling"], 0.4, 0.2),
    ("lr_scaling", "LR-BATCH", EXAMPLES["lr_scaling"], 0.4, 0.025),
    ("lr_scaling", "LR-KEEP", EXAMPLES["lr_scaling"], 0.4, 0.1),
    ("cosine_warmup_lr", "SCHED-NOWARM", {**SCHEDULE, "step": 40}, Fraction(3, 4), 0.654508497),
    ("cosine_warmup_lr", "SCHED-LINEAR", {**SCHEDULE, "step": 40}, Fraction(3, 4), Fraction(2, 3)),
    ("cosine_warmup_lr", "SCHED-QUARTER", {**SCHEDULE, "step": 40}, Fraction(3, 4), 0.866025404),
    ("cosine_warmup_lr", "SCHED-LAST", {**SCHEDULE, "step": 40}, Fraction(3, 4), 0.744887870),
    ("cosine_warmup_lr", "SCHED-START", {**SCHEDULE, "step": 4}, Fraction(2, 5), HALF),
    ("iterations", "IT-FLOOR", {"samples": 7866, "batch": 100}, 79, 78),
    ("iterations", "IT-N", {"samples": 35858, "batch": 64}, 561, 35858),
    ("iterations", "IT-CEIL", {"samples": 7866, "batch": 100, "drop_last": True}, 78, 79),
    ("iterations", "IT-STREAM", EXAMPLES["iterations"], 48, 47),
    ("iterations", "IT-EPOCH", EXAMPLES["iterations"], 48, 16),
    ("effective_batch", "ACC-NODEVICES", EXAMPLES["effective_batch"], 64, 32),
    ("effective_batch", "ACC-NOSTEPS", EXAMPLES["effective_batch"], 64, 16),
    ("effective_batch", "ACC-SUM", EXAMPLES["effective_batch"], 64, 48),
    ("effective_batch", "ACC-DIVIDE", EXAMPLES["effective_batch"], 64, 4),
]


@pytest.mark.parametrize(("name", "slip", "arguments", "right", "wrong"), SLIPS, ids=lambda part: str(part)[:20])
def test_each_mistake_gives_its_own_number(name, slip, arguments, right, wrong):
    assert EVERY[name](**arguments) == pytest.approx(right, rel=1e-8)
    assert EVERY[name].mistaken(slip, arguments) == pytest.approx(wrong, rel=1e-8)


def test_every_mistake_has_its_example():
    assert {(name, slip) for name, slip, *_ in SLIPS} == {
        (name, slip) for name, found in EVERY.items() for slip in found.mistakes
    }


@pytest.mark.parametrize(
    ("call", "argument", "problem"),
    [
        (lambda: l1_step(1, -0.1, 1), "lr", "below_one"),
        (lambda: l2_step(float("nan"), 0.1, 1), "weight", "not_finite"),
        (lambda: soft_threshold_step(1, 0.1, -1), "penalty", "below_one"),
        (lambda: sgd_momentum_step(1, 1, 0, 0.1, 1), "momentum", "no_probability"),
        (lambda: sgd_momentum_step(1, float("inf"), 0, 0.1, 0.9), "gradient", "not_finite"),
        (lambda: adam_step(1, 1, step=0), "step", "below_one"),
        (lambda: adam_step(1, 1, step=10**7), "step", "too_large"),
        (lambda: adam_step(1, 1, beta2=1), "beta2", "no_probability"),
        (lambda: adam_step(1, 1, second_moment=-1), "second_moment", "below_one"),
        (lambda: adam_step(1, 0, eps=0), "eps", "no_divisor"),
        (lambda: adamw_step(1, 1, 0.1, -1), "weight_decay", "below_one"),
        (lambda: adam_l2_step(1, -1, 0.1, 1, eps=0), "eps", "no_divisor"),
        (lambda: ema_update(1, 2, 1.5), "decay", "no_probability"),
        (lambda: ema_half_steps(1), "decay", "no_probability"),
        (lambda: ema_half_steps(0), "decay", "no_probability"),
        (lambda: lr_scaling(0.1, 0, 8), "batch", "below_one"),
        (lambda: cosine_warmup_lr(-1, 10, 1), "step", "below_one"),
        (lambda: cosine_warmup_lr(11, 10, 1), "step", "too_large"),
        (lambda: cosine_warmup_lr(10, 10, 1, include_last=True), "step", "too_large"),
        (lambda: cosine_warmup_lr(1, 10, 1, 10), "warmup_steps", "too_large"),
        (lambda: iterations(0, 8), "samples", "below_one"),
        (lambda: effective_batch(8, 0), "accumulation_steps", "below_one"),
    ],
)
def test_refusals(call, argument, problem):
    with pytest.raises(Refusal) as caught:
        call()
    assert (caught.value.details["argument"], caught.value.details["problem"]) == (argument, problem)
