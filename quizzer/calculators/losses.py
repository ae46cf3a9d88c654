"""Losses on probabilities and logits, stable for large logits; natural logarithm.

Sources: torch.nn.functional (cross_entropy, binary_cross_entropy_with_logits), torchvision.ops.sigmoid_focal_loss;
Lin et al. 2017, "Focal loss", equation 5; Szegedy et al. 2016, section 7 (label smoothing).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from quizzer.calculators.activations import sigmoid, softplus
from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal
from quizzer.expressions.tracing import absolute, exp, log, mean, named, ratio, sqrt, total, value_of

Result = dict[str, Any]
Numbers = list[float]


def _same_lengths(a: Sequence[object], b: Sequence[object], what: str) -> None:
    if not a or len(a) != len(b):
        raise Refusal("bad_argument", argument=what, problem="lengths_differ", value=len(b))


def _finite(numbers: Sequence[Any]) -> None:
    for number in numbers:
        if not math.isfinite(value_of(number)):
            raise Refusal("bad_argument", argument="logits", problem="not_finite", value=value_of(number))


def log_sum_exp(logits: Sequence[Any]) -> Any:
    """ln Σe^z with the largest logit taken out, so that nothing overflows."""
    highest = max(logits, key=value_of)
    return highest + log(total(exp(z - highest) for z in logits))


# --- softmax ----------------------------------------------------------------------------------------------------


def _softmax(logits: Sequence[Any]) -> list[Any]:
    highest = max(logits, key=value_of)
    grown = [exp(z - highest) for z in logits]
    whole = named("sum_of_exponentials", total(grown))
    return [named("share", ratio(part, whole), place) for place, part in enumerate(grown, 1)]


def _shares(shares: Callable[[Sequence[float]], list[float]]) -> Callable[..., Result]:
    return lambda logits, temperature=1: {"softmax": shares([z / temperature for z in logits])}


def _at_most(largest: float, values: list[float]) -> list[float]:
    return [1.0 if value == largest else 0.0 for value in values]


@calculator(
    Mistake("SM-TEMP", instead=lambda logits, temperature=1: {"softmax": _softmax([z * temperature for z in logits])}),
    Mistake("SM-LINEAR", instead=_shares(lambda zs: [z / sum(zs) for z in zs])),
    Mistake("SM-SIGMOID", instead=_shares(lambda zs: [sigmoid(z) for z in zs])),
    Mistake("SM-MAX", instead=_shares(lambda zs: _at_most(max(zs), list(zs)))),
    Mistake("SM-NOSELF", instead=_shares(lambda zs: [p / (1 - p) for p in _softmax(zs)])),
    symbols={"logits": "z", "temperature": "T"},
)
def softmax(logits: Numbers, temperature: float = 1) -> Result:
    """Probabilities e^(z/T)/Σe^(z/T), their logarithms and the number of the largest (first of equals, from 0).

    Raises Refusal bad_argument without logits or for a temperature of 0 and below.
    """
    _same_lengths(logits, logits, "logits")
    _finite(logits)
    if temperature <= 0:
        raise Refusal("bad_argument", argument="temperature", problem="below_one", value=value_of(temperature))
    scaled = [ratio(z, temperature) for z in logits] if temperature != 1 else list(logits)
    whole = named("log_sum", log_sum_exp(scaled))
    return {
        "softmax": _softmax(scaled),
        "log_softmax": [named("log_share", z - whole, place) for place, z in enumerate(scaled, 1)],
        "argmax": max(range(len(logits)), key=lambda place: value_of(logits[place])),
    }


# --- cross-entropy ----------------------------------------------------------------------------------------------


def _sample_loss(logits: Sequence[Any], target: int, weights: Sequence[Any] | None, smoothing: Any) -> Any:
    """Loss of one sample before averaging: the smoothed target's weighted −Σ q·w·ln p."""
    if not 0 <= target < len(logits):
        raise Refusal("bad_argument", argument="targets", problem="no_class", value=target)
    whole = log_sum_exp(logits)
    weight = weights[target] if weights else 1
    loss = weight * (whole - logits[target]) if weights else whole - logits[target]
    if not smoothing:
        return loss
    every = total((weights[c] if weights else 1) * (whole - z) for c, z in enumerate(logits))
    return (1 - smoothing) * loss + ratio(smoothing, len(logits)) * every


def _cross_entropy(
    logits: list[Numbers],
    targets: list[int],
    label_smoothing: float = 0,
    class_weight: Numbers | None = None,
    ignore_index: int = -100,
) -> Result:
    _same_lengths(logits, targets, "targets")
    for row in logits:
        _same_lengths(row, class_weight or row, "class_weight")
        _finite(row)
    counted = [target != ignore_index for target in targets]
    losses = [
        named("loss", _sample_loss(row, target, class_weight, label_smoothing), number) if used else 0
        for number, (row, target, used) in enumerate(zip(logits, targets, counted, strict=True), 1)
    ]
    whole = named("sum", total(losses))
    used_targets = [target for target, used in zip(targets, counted, strict=True) if used]
    divisor = total(class_weight[target] for target in used_targets) if class_weight else len(used_targets)
    average = named("mean", ratio(whole, divisor)) if value_of(divisor) else None
    return {"none": losses, "sum": whole, "mean": average}


def _changed_losses(change: Callable[[list[float]], float]) -> Callable[..., Result]:
    """The mean of losses that come from the probability of the true class of each row in a wrong way."""

    def wrong(logits: list[Numbers], targets: list[int], **given: Any) -> Result:
        used = [(row, t) for row, t in zip(logits, targets, strict=True) if t != given.get("ignore_index", -100)]
        shares = [_softmax(row)[target] for row, target in used]
        return {"mean": sum(change([p]) for p in shares) / len(shares)}

    return wrong


def _twice(logits: list[Numbers], targets: list[int], **given: Any) -> Result:
    return {"mean": _cross_entropy([_softmax(row) for row in logits], targets, **given)["mean"]}


def _over_all(logits: list[Numbers], targets: list[int], **given: Any) -> Result:
    return {"mean": _cross_entropy(logits, targets, **given)["sum"] / len(targets)}


def _smoothed_over_rest(logits: list[Numbers], targets: list[int], label_smoothing: float = 0, **given: Any) -> Result:
    classes = len(logits[0])
    return {"mean": _cross_entropy(logits, targets, label_smoothing * classes / (classes - 1), **given)["mean"]}


@calculator(
    Mistake("CE-LOG2", instead=_changed_losses(lambda p: -math.log2(p[0]))),
    Mistake("CE-SIGN", instead=_changed_losses(lambda p: math.log(p[0]))),
    Mistake("CE-1MP", instead=_changed_losses(lambda p: 1 - p[0])),
    Mistake("CE-ENTROPY", instead=_changed_losses(lambda p: -p[0] * math.log(p[0]))),
    Mistake("CE-WRONGCLASS", instead=_changed_losses(lambda p: -math.log1p(-p[0]))),
    Mistake("CE-DOUBLE", instead=_twice),
    Mistake("CE-MEANN", instead=_over_all),
    Mistake("CE-SMOOTHREST", instead=_smoothed_over_rest),
    structural=("targets", "ignore_index"),
    symbols={"logits": "z", "class_weight": "w", "label_smoothing": "ε"},
)
def cross_entropy(
    logits: list[Numbers],
    targets: list[int],
    label_smoothing: float = 0,
    class_weight: Numbers | None = None,
    ignore_index: int = -100,
) -> Result:
    """Cross-entropy of rows of logits against class numbers: per sample, sum and mean; ln Σe^z − z_y.

    Smoothing shares ε over all classes, the true one included. With class weights the mean divides by the sum of the
    targets' weights. Samples with target ``ignore_index`` count nothing; the mean of none is null.
    """
    return _cross_entropy(logits, targets, label_smoothing, class_weight, ignore_index)


@calculator(
    Mistake("CE-LOG2", instead=lambda p: -math.log2(p)),
    Mistake("CE-SIGN", instead=lambda p: math.log(p)),
    Mistake("CE-1MP", instead=lambda p: 1 - p),
    Mistake("CE-ENTROPY", instead=lambda p: -p * math.log(p)),
    Mistake("CE-WRONGCLASS", instead=lambda p: -math.log(1 - p)),
)
def log_loss(p: float) -> float:
    """−ln p of the probability of the true class. Raises Refusal bad_argument outside (0, 1]."""
    if not 0 < p <= 1:
        raise Refusal("bad_argument", argument="p", problem="no_probability", value=value_of(p))
    value: float = named("loss", -log(p))
    return value


@calculator(
    Mistake("CE-GRADSIGN", instead=lambda logits, target: [-g for g in _logit_gradient(logits, target)]),
    Mistake("CE-GRADP", instead=lambda logits, target: _softmax(logits)),
    structural=("target",),
    symbols={"logits": "z"},
)
def cross_entropy_gradient(logits: Numbers, target: int) -> list[float]:
    """Gradient of the loss of one sample by its logits: softmax minus the one-hot target."""
    return _logit_gradient(logits, target)


def _logit_gradient(logits: Sequence[Any], target: int) -> list[Any]:
    shares = _softmax(logits)
    return [share - 1 if place == target else share for place, share in enumerate(shares)]


@calculator(
    Mistake("CE-INITC", instead=lambda classes: 1 / classes),
    Mistake("CE-INIT0", instead=lambda classes: 0),
    Mistake("CE-INITLOG2", instead=lambda classes: math.log2(classes)),
    symbols={"classes": "C"},
)
def initial_loss(classes: int) -> float:
    """Cross-entropy of a classifier that has learned nothing: ln C."""
    value: float = named("loss", log(classes))
    return value


@calculator(
    Mistake("CE-SMOOTHREST", instead=lambda classes, smoothing: (1 - smoothing, ratio(smoothing, classes - 1))),
    Mistake("CE-SMOOTHALL", instead=lambda classes, smoothing: (1 - smoothing, ratio(smoothing, classes))),
    symbols={"classes": "K", "smoothing": "ε"},
)
def smoothed_targets(classes: int, smoothing: float) -> tuple[float, float]:
    """(target of the true class, of every other) with ε shared over all K classes: 1 − ε + ε/K and ε/K."""
    other = named("other_target", ratio(smoothing, classes))
    return named("true_target", 1 - smoothing + other), other


# --- binary -----------------------------------------------------------------------------------------------------


def _bce(logits: Numbers, targets: Numbers, pos_weight: Any = None) -> Result:
    _same_lengths(logits, targets, "targets")
    _finite(logits)
    weights = pos_weight if isinstance(pos_weight, list) else [pos_weight] * len(logits)
    _same_lengths(logits, weights, "pos_weight")
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
    _same_lengths(logits, targets, "targets")
    _finite(logits)
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


# --- several labels, distances, entropies -----------------------------------------------------------------------


@calculator(
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
    Mistake("REG-HALF", instead=lambda pred, target, beta=1: {"mse": regression_losses(pred, target, beta)["mse"] / 2}),
    Mistake("REG-NOROOT", instead=lambda pred, target, beta=1: {"l2_norm": sum(p * p for p in pred)}),
    Mistake(
        "REG-HUBERBETA",
        instead=lambda pred, target, beta=1: {"huber": regression_losses(pred, target, beta)["smooth_l1"]},
    ),
    symbols={"pred": "p", "target": "t", "beta": "β"},
)
def regression_losses(pred: Numbers, target: Numbers, beta: float = 1) -> Result:
    """Mean squared and absolute error, smooth L1 and Huber with ``beta``, and the norms of ``pred`` itself.

    Smooth L1 is e²/(2β) below β and |e| − β/2 above; Huber is β times that. Source: torch.nn.SmoothL1Loss, HuberLoss.
    """
    _same_lengths(pred, target, "target")
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
    Mistake("REG-HUBERBETA", instead=lambda error, beta=1: _huber(error, beta)),
    Mistake("REG-NOHALF", instead=lambda error, beta=1: error * error / beta if abs(error) < beta else abs(error)),
    Mistake("REG-L1", instead=lambda error, beta=1: abs(error)),
    symbols={"error": "e", "beta": "β"},
)
def smooth_l1_value(error: float, beta: float = 1) -> float:
    """Smooth L1 of one error: e²/(2β) below β, |e| − β/2 above. Source: Girshick 2015, equation 3."""
    value: float = named("loss", _smooth_l1(error, beta))
    return value


def _plogs(p: Sequence[Any], q: Sequence[Any]) -> list[Any]:
    """p·ln q of each pair; 0·ln 0 is 0. Raises Refusal where q is 0 and p is not."""
    terms = []
    for share, other in zip(p, q, strict=True):
        if value_of(share) < 0 or value_of(other) < 0 or (value_of(share) > 0 and not value_of(other)):
            raise Refusal("bad_argument", argument="p", problem="no_probability", value=value_of(share))
        terms.append(share * log(other) if value_of(share) else 0)
    return terms


@calculator(
    Mistake("ENT-LOG2", instead=lambda p, q: {"entropy_p_nats": entropy(p, q)["entropy_p_nats"] / math.log(2)}),
    Mistake("ENT-SWAP", instead=lambda p, q: {"kl_pq": entropy(q, p)["kl_pq"]}),
    Mistake("ENT-NOSIGN", instead=lambda p, q: {"entropy_p_nats": -entropy(p, q)["entropy_p_nats"]}),
)
def entropy(p: Numbers, q: Numbers) -> Result:
    """Entropy of p, cross-entropy of p with q and KL(p‖q) in nats: H = −Σp·ln p, CE = −Σp·ln q, KL = CE − H."""
    _same_lengths(p, q, "q")
    own = named("entropy_p_nats", -total(_plogs(p, p)))
    cross = named("cross_entropy_pq", -total(_plogs(p, q)))
    return {"entropy_p_nats": own, "cross_entropy_pq": cross, "kl_pq": named("kl_pq", cross - own)}
