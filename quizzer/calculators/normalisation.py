"""Normalisation layers on values: batch, layer, group and RMS norm, running statistics, folding into a convolution.

Sources: Ioffe & Szegedy 2015 (algorithm 1), Ba et al. 2016, Wu & He 2018, Zhang & Sennrich 2019; torch.nn.BatchNorm2d
(biased variance to normalise, unbiased one stored; momentum weighs the new batch).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal, require_counts
from quizzer.expressions.tracing import mean, named, ratio, sqrt, total, value_of

Result = dict[str, Any]
Numbers = list[float]
Maps = list[list[list[list[float]]]]
"""[sample][channel][row][column]."""


def _variance(values: Sequence[Any], centre: Any, less: int = 0) -> Any:
    """Mean squared distance from ``centre``; ``less`` 1 makes it the unbiased one."""
    return ratio(total((v - centre) * (v - centre) for v in values), len(values) - less)


def _normalised(values: Sequence[Any], eps: Any, less: int = 0) -> list[Any]:
    centre = named("mean", mean(values))
    spread = named("variance", _variance(values, centre, less))
    if not value_of(spread + eps):
        raise Refusal("bad_argument", argument="x", problem="all_equal", value="")
    root = named("deviation", sqrt(spread + eps))
    return [ratio(v - centre, root) for v in values]


# --- batch norm -------------------------------------------------------------------------------------------------


def _channel_values(x: Maps, channel: int) -> list[Any]:
    return [value for sample in x for row in sample[channel] for value in row]


def _checked_maps(x: Maps) -> int:
    if not x or not x[0] or any(len(sample) != len(x[0]) for sample in x) or not _channel_values(x, 0):
        raise Refusal("bad_argument", argument="x_nchw", problem="no_maps", value="")
    return len(x[0])


def _mapped(x: Maps, change: Callable[[Any, int], Any]) -> Maps:
    return [[[[change(v, c) for v in row] for row in rows] for c, rows in enumerate(sample)] for sample in x]


def _batch_norm(
    x_nchw: Maps,
    gamma: Numbers,
    beta: Numbers,
    eps: float = 1e-5,
    momentum: float = 0.1,
    running_mean0: Numbers | None = None,
    running_var0: Numbers | None = None,
    less: int = 0,
    stored_less: int = 1,
    old_weight: float | None = None,
) -> Result:
    """Batch norm; for the misconceptions another divisor (n − less, n − stored_less) or weight of the old value."""
    channels = _checked_maps(x_nchw)
    old_mean = running_mean0 or [0.0] * channels
    old_var = running_var0 or [1.0] * channels
    if any(len(given) != channels for given in (gamma, beta, old_mean, old_var)):
        raise Refusal("bad_argument", argument="gamma", problem="lengths_differ", value=len(gamma))
    values = [_channel_values(x_nchw, channel) for channel in range(channels)]
    count = len(values[0])
    if count < 2:
        raise Refusal("bad_argument", argument="x_nchw", problem="one_value", value=count)
    means = [named("batch_mean", mean(v), c) for c, v in enumerate(values)]
    variances = [
        named("batch_variance", _variance(v, m, less), c) for c, (v, m) in enumerate(zip(values, means, strict=True))
    ]
    roots = [named("deviation", sqrt(v + eps), c) for c, v in enumerate(variances)]
    keep = 1 - momentum if old_weight is None else old_weight
    new_mean = [
        named("running_mean", keep * old + (1 - keep) * m, c)
        for c, (old, m) in enumerate(zip(old_mean, means, strict=True))
    ]
    stored = [
        named("stored_variance", ratio(v * (count - less), count - stored_less), c) for c, v in enumerate(variances)
    ]
    new_var = [
        named("running_variance", keep * old + (1 - keep) * v, c)
        for c, (old, v) in enumerate(zip(old_var, stored, strict=True))
    ]
    return {
        "batch_mean": means,
        "batch_var_biased": variances,
        "train_output": _mapped(x_nchw, lambda v, c: gamma[c] * ratio(v - means[c], roots[c]) + beta[c]),
        "running_mean1": new_mean,
        "running_var1_unbiased": new_var,
        "eval_output_after": _mapped(
            x_nchw, lambda v, c: gamma[c] * ratio(v - new_mean[c], sqrt(new_var[c] + eps)) + beta[c]
        ),
    }


def _only(key: str, **change: Any) -> Callable[..., Result]:
    return lambda **given: {key: _batch_norm(**given | change)[key]}


def _without_affine(**given: Any) -> Result:
    plain = {"gamma": [1] * len(given["gamma"]), "beta": [0] * len(given["beta"])}
    return {"train_output": _batch_norm(**given | plain)["train_output"]}


@calculator(
    Mistake("BN-UNBIASED", instead=_only("train_output", less=1)),
    Mistake("BN-BIASEDRUN", instead=_only("running_var1_unbiased", stored_less=0)),
    Mistake(
        "BN-MOM",
        instead=lambda **given: {
            "running_mean1": _batch_norm(**given, old_weight=given.get("momentum", 0.1))["running_mean1"]
        },
    ),
    Mistake("BN-EVAL", instead=lambda **given: {"eval_output_after": _batch_norm(**given)["train_output"]}),
    Mistake("BN-NOAFFINE", instead=_without_affine),
    symbols={
        "x_nchw": "x",
        "gamma": "γ",
        "beta": "β",
        "eps": "ε",
        "momentum": "m",
        "running_mean0": "μ",
        "running_var0": "σ²",
    },
)
def batch_norm(
    x_nchw: Maps,
    gamma: Numbers,
    beta: Numbers,
    eps: float = 1e-5,
    momentum: float = 0.1,
    running_mean0: Numbers | None = None,
    running_var0: Numbers | None = None,
) -> Result:
    """PyTorch's batch norm: γ(x − μ)/√(σ² + ε) + β per channel over N, H, W, and the running statistics after it.

    The biased variance normalises, the unbiased one is stored; new = (1 − momentum)·old + momentum·batch. Raises
    Refusal bad_argument for fewer than two values a channel or lists of other lengths than the channels.
    """
    return _batch_norm(x_nchw, gamma, beta, eps, momentum, running_mean0, running_var0)


@calculator(
    Mistake("BN-MOM", instead=lambda old, batch, momentum: momentum * old + (1 - momentum) * batch),
    Mistake("BN-NOOLD", instead=lambda old, batch, momentum: batch),
    Mistake("BN-AVERAGE", instead=lambda old, batch, momentum: ratio(old + batch, 2)),
    symbols={"old": "r", "batch": "b", "momentum": "m"},
)
def running_average(old: float, batch: float, momentum: float) -> float:
    """Running statistic after a batch, PyTorch's momentum: (1 − m)·old + m·batch."""
    value: float = named("running", (1 - momentum) * old + momentum * batch)
    return value


@calculator(
    Mistake("BN-EPS", instead=lambda x, centre, variance, eps=0: ratio(x - centre, sqrt(variance) + eps)),
    Mistake("BN-VARDIV", instead=lambda x, centre, variance, eps=0: ratio(x - centre, variance + eps)),
    Mistake("BN-NOMEAN", instead=lambda x, centre, variance, eps=0: ratio(x, sqrt(variance + eps))),
    symbols={"centre": "μ", "variance": "σ²", "eps": "ε"},
)
def normalised_value(x: float, centre: float, variance: float, eps: float = 0) -> float:
    """(x − μ)/√(σ² + ε)."""
    value: float = named("normalised", ratio(x - centre, sqrt(variance + eps)))
    return value


@calculator(
    Mistake("BN-UNBIASED", instead=lambda values, gamma=1, beta=0: _affine(_normalised(values, 0, 1), gamma, beta)),
    Mistake("BN-NOAFFINE", instead=lambda values, gamma=1, beta=0: _normalised(values, 0)),
    Mistake("BN-VARDIV", instead=lambda values, gamma=1, beta=0: _affine(_over_variance(values), gamma, beta)),
    symbols={"values": "x", "gamma": "γ", "beta": "β"},
)
def normalised_values(values: Numbers, gamma: float = 1, beta: float = 0) -> list[float]:
    """Values of one channel (or of one sample, in layer norm) normalised with the biased variance, eps 0: γ·x̂ + β."""
    return _affine(_normalised(values, 0), gamma, beta)


def _affine(values: Sequence[Any], gamma: Any, beta: Any) -> list[Any]:
    return [gamma * value + beta for value in values]


def _over_variance(values: Sequence[Any]) -> list[Any]:
    centre = mean(values)
    return [ratio(v - centre, _variance(values, centre)) for v in values]


@calculator(
    Mistake(
        "FOLD-SIGN",
        instead=lambda w, b, mu, variance, gamma, beta: (
            ratio(gamma * w, sqrt(variance)),
            beta + ratio(gamma * (b + mu), sqrt(variance)),
        ),
    ),
    Mistake(
        "FOLD-NOB",
        instead=lambda w, b, mu, variance, gamma, beta: (
            ratio(gamma * w, sqrt(variance)),
            beta - ratio(gamma * mu, sqrt(variance)),
        ),
    ),
    Mistake(
        "FOLD-VAR",
        instead=lambda w, b, mu, variance, gamma, beta: (
            ratio(gamma * w, variance),
            beta + ratio(gamma * (b - mu), variance),
        ),
    ),
    symbols={"mu": "μ", "variance": "σ²", "gamma": "γ", "beta": "β"},
)
def folded_batch_norm(w: float, b: float, mu: float, variance: float, gamma: float, beta: float) -> tuple[float, float]:
    """(weight, bias) of a convolution that does the batch norm behind it too, eps 0: γw/σ and β + γ(b − μ)/σ."""
    scale = named("scale", ratio(gamma, sqrt(variance)))
    return named("folded_weight", scale * w), named("folded_bias", beta + scale * (b - mu))


@calculator(
    Mistake("BN-AXES", instead=lambda batch, channels, height, width: channels * height * width),
    Mistake("BN-ONEIMAGE", instead=lambda batch, channels, height, width: height * width),
    Mistake("BN-ALL", instead=lambda batch, channels, height, width: batch * channels * height * width),
    symbols={"batch": "N", "channels": "C", "height": "H", "width": "W"},
)
def batch_norm_count(batch: int, channels: int, height: int, width: int) -> int:
    """Values behind one mean of batch norm in training: N·H·W, for each channel."""
    return named("count", batch * height * width)


# --- other axes -------------------------------------------------------------------------------------------------


@calculator(
    Mistake("LN-BATCH", instead=lambda batch, channels, groups: channels),
    Mistake("GN-WHOLE", instead=lambda batch, channels, groups: batch),
    Mistake("GN-PERCHANNEL", instead=lambda batch, channels, groups: batch * channels),
    Mistake("GN-NOBATCH", instead=lambda batch, channels, groups: groups),
    symbols={"batch": "N", "channels": "C", "groups": "G"},
)
def group_norm_means(batch: int, channels: int, groups: int) -> int:
    """Means that group norm takes: N·G; layer norm is G 1, instance norm G C. Raises Refusal groups_not_dividing."""
    require_counts(batch=batch, channels=channels, groups=groups)
    if channels % groups:
        raise Refusal("groups_not_dividing", groups=groups, channels=[channels])
    return named("means", batch * groups)


def _rms(values: Sequence[Any], eps: Any) -> list[Any]:
    square = mean([v * v for v in values]) + eps
    if not value_of(square):
        raise Refusal("bad_argument", argument="x", problem="all_zero", value="")
    root = named("root_mean_square", sqrt(square))
    return [ratio(v, root) for v in values]


def _grouped(row: Sequence[Any], eps: Any, groups: int) -> list[Any]:
    if len(row) % groups:
        raise Refusal("groups_not_dividing", groups=groups, channels=[len(row)])
    size = len(row) // groups
    return [v for g in range(groups) for v in _normalised(row[g * size : (g + 1) * size], eps)]


def _over_batch(x: list[Numbers], eps: float) -> list[list[float]]:
    columns = [_normalised(column, eps) for column in zip(*x, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


@calculator(
    Mistake("BN-VARDIV", instead=lambda x, eps=1e-5: {"layer_norm": [_over_variance(row) for row in x]}),
    Mistake("LN-BATCH", instead=lambda x, eps=1e-5: {"layer_norm": _over_batch(x, eps)}),
    Mistake("LN-UNBIASED", instead=lambda x, eps=1e-5: {"layer_norm": [_normalised(row, eps, 1) for row in x]}),
    Mistake("RMS-MEAN", instead=lambda x, eps=1e-5: {"rms_norm_eps1e6": [_normalised(row, 1e-6) for row in x]}),
    Mistake("GN-WHOLE", instead=lambda x, eps=1e-5: {"group_norm_2": [_normalised(row, eps) for row in x]}),
    symbols={"eps": "ε"},
)
def layer_norm(x: list[Numbers], eps: float = 1e-5) -> Result:
    """Rows normalised without scale and shift: layer norm, group norm with two groups, RMS norm (eps 1e-6).

    Layer norm takes mean and biased variance of the features of one sample; group norm of each half of them (null where
    their number is odd); RMS norm divides by the root of the mean square.
    """
    if not x or not all(x):
        raise Refusal("bad_argument", argument="x", problem="no_maps", value="")
    return {
        "layer_norm": [_normalised(row, eps) for row in x],
        "group_norm_2": None if len(x[0]) % 2 else [_grouped(row, eps, 2) for row in x],
        "rms_norm_eps1e6": [_rms(row, 1e-6) for row in x],
    }


@calculator(
    Mistake("RMS-NORM", instead=lambda values: [ratio(v, sqrt(total(u * u for u in values))) for v in values]),
    Mistake("RMS-MEAN", instead=lambda values: _normalised(values, 0)),
    Mistake("RMS-NOROOT", instead=lambda values: [ratio(v, mean([u * u for u in values])) for v in values]),
    symbols={"values": "x"},
)
def rms_normalised(values: Numbers) -> list[float]:
    """x/√(mean of x²), eps 0: RMS norm without scale."""
    return _rms(values, 0)


@calculator(
    Mistake("DO-KEPTALL", instead=lambda p, n, x: {"expected_kept": n}),
    Mistake("DO-KEPTVAR", instead=lambda p, n, x: {"expected_kept": n * p * (1 - p)}),
    Mistake("DO-EVALUP", instead=lambda p, n, x: {"eval_output": ratio(x, 1 - p)}),
    Mistake("DO-EVALDROP", instead=lambda p, n, x: {"eval_output": x * p}),
    Mistake("DO-SHRINK", instead=lambda p, n, x: {"survivor_value": x * (1 - p)}),
    Mistake(
        "DO-KEEP",
        instead=lambda p, n, x: {
            "expected_kept": n * p,
            "scale_of_survivors_inverted": ratio(1, p) if p else None,
            "survivor_value": ratio(x, p) if p else None,
        },
    ),
    Mistake("DO-SCALE", instead=lambda p, n, x: {"scale_of_survivors_inverted": ratio(1, p) if p else None}),
    Mistake("DO-TESTSCALE", instead=lambda p, n, x: {"eval_output": x * (1 - p)}),
    Mistake("DO-NOSCALE", instead=lambda p, n, x: {"survivor_value": x}),
)
def dropout(p: float, n: int, x: float) -> Result:
    """Inverted dropout with *drop* probability p on n units of value x: kept, scale 1/(1 − p), mean and variance.

    In evaluation nothing is dropped or scaled. Raises Refusal bad_argument outside 0 <= p < 1.
    Source: Srivastava et al. 2014, section 10; torch.nn.Dropout.
    """
    if not 0 <= p < 1:
        raise Refusal("bad_argument", argument="p", problem="no_probability", value=p)
    scale = named("scale_of_survivors_inverted", ratio(1, 1 - p))
    return {
        "expected_kept": named("expected_kept", n * (1 - p)),
        "scale_of_survivors_inverted": scale,
        "survivor_value": named("survivor_value", x * scale),
        "expected_output_inverted": named("expected_output_inverted", (1 - p) * (x * scale)),
        "output_variance": named("output_variance", ratio(x * x * p, 1 - p)),
        "eval_output": x,
    }
