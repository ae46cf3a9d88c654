"""Softmax, cross-entropy and entropy, stable for large logits; natural logarithm.

Sources: torch.nn.functional.cross_entropy; Szegedy et al. 2016, section 7 (label smoothing).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from quizzer.calculators.activations import sigmoid
from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal, require_finite, require_same_lengths
from quizzer.expressions.tracing import exp, log, named, ratio, total, value_of

Result = dict[str, Any]
Numbers = list[float]


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
    require_same_lengths(logits, logits, "logits")
    require_finite(logits)
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
    require_same_lengths(logits, targets, "targets")
    for row in logits:
        require_same_lengths(row, class_weight or row, "class_weight")
        require_finite(row)
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


def _only_true_class(logits: Numbers, target: int) -> list[float]:
    return [g if place == target else 0 for place, g in enumerate(_logit_gradient(logits, target))]


@calculator(
    Mistake("CE-GRADALL", instead=lambda logits, target: [p - 1 for p in _softmax(logits)]),
    Mistake("CE-GRADTRUE", instead=_only_true_class),
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


def _share_taken_off(classes: int, smoothing: float) -> tuple[float, float]:
    return 1 - ratio(smoothing, classes), ratio(smoothing, classes)


@calculator(
    Mistake("CE-SMOOTHFULL", instead=lambda classes, smoothing: (1 - smoothing, smoothing)),
    Mistake("CE-SMOOTHSHARE", instead=_share_taken_off),
    Mistake("CE-SMOOTHNONE", instead=lambda classes, smoothing: (1, 0)),
    Mistake("CE-SMOOTHREST", instead=lambda classes, smoothing: (1 - smoothing, ratio(smoothing, classes - 1))),
    Mistake("CE-SMOOTHALL", instead=lambda classes, smoothing: (1 - smoothing, ratio(smoothing, classes))),
    symbols={"classes": "K", "smoothing": "ε"},
)
def smoothed_targets(classes: int, smoothing: float) -> tuple[float, float]:
    """(target of the true class, of every other) with ε shared over all K classes: 1 − ε + ε/K and ε/K."""
    other = named("other_target", ratio(smoothing, classes))
    return named("true_target", 1 - smoothing + other), other


def _plogs(p: Sequence[Any], q: Sequence[Any]) -> list[Any]:
    """p·ln q of each pair; 0·ln 0 is 0. Raises Refusal where q is 0 and p is not."""
    terms = []
    for share, other in zip(p, q, strict=True):
        if value_of(share) < 0 or value_of(other) < 0 or (value_of(share) > 0 and not value_of(other)):
            raise Refusal("bad_argument", argument="p", problem="no_probability", value=value_of(share))
        terms.append(share * log(other) if value_of(share) else 0)
    return terms


@calculator(
    Mistake("ENT-UNIFORM", instead=lambda p, q: {"entropy_p_nats": math.log(len(p))}),
    Mistake("ENT-CROSS", instead=lambda p, q: {"kl_pq": _entropy(p, q)["cross_entropy_pq"]}),
    Mistake("ENT-KLSIGN", instead=lambda p, q: {"kl_pq": -_entropy(p, q)["kl_pq"]}),
    Mistake("ENT-LOG2", instead=lambda p, q: {"entropy_p_nats": _entropy(p, q)["entropy_p_nats"] / math.log(2)}),
    Mistake("ENT-SWAP", instead=lambda p, q: {"kl_pq": _entropy(q, p)["kl_pq"]}),
    Mistake("ENT-NOSIGN", instead=lambda p, q: {"entropy_p_nats": -_entropy(p, q)["entropy_p_nats"]}),
)
def entropy(p: Numbers, q: Numbers) -> Result:
    """Entropy of p, cross-entropy of p with q and KL(p‖q) in nats: H = −Σp·ln p, CE = −Σp·ln q, KL = CE − H."""
    return _entropy(p, q)


def _entropy(p: Numbers, q: Numbers) -> Result:
    require_same_lengths(p, q, "q")
    own = named("entropy_p_nats", -total(_plogs(p, p)))
    cross = named("cross_entropy_pq", -total(_plogs(p, q)))
    return {"entropy_p_nats": own, "cross_entropy_pq": cross, "kl_pq": named("kl_pq", cross - own)}
