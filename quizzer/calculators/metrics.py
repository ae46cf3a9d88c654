"""Metrics of classification and segmentation from counts; undefined quotients are 0 where scikit-learn says so.

Source: sklearn.metrics (precision, recall, F-beta with zero_division=0, Matthews correlation, ROC AUC, step-wise
average precision); Everingham et al. 2010 (IoU of pixels). Counts and quotients are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal, require_at_most, require_counts
from quizzer.expressions.tracing import mean, named, noted, ratio, sqrt, total, value_of

Result = dict[str, Any]
Counts = tuple[Any, Any, Any, Any]
"""TP, FP, FN, TN."""


def _or_zero(above: Any, below: Any) -> Any:
    return ratio(above, below) if value_of(below) else 0 * above


def _precision(tp: Any, fp: Any, fn: Any, tn: Any) -> Any:
    return _or_zero(tp, tp + fp)


def _recall(tp: Any, fp: Any, fn: Any, tn: Any) -> Any:
    return _or_zero(tp, tp + fn)


def _accuracy(tp: Any, fp: Any, fn: Any, tn: Any) -> Any:
    return ratio(tp + tn, tp + fp + fn + tn)


def _specificity(tp: Any, fp: Any, fn: Any, tn: Any) -> Any:
    return _or_zero(tn, tn + fp)


def _f_beta(tp: Any, fp: Any, fn: Any, tn: Any, beta: Any = 1) -> Any:
    squared = beta * beta
    return _or_zero((1 + squared) * tp, (1 + squared) * tp + squared * fn + fp)


def _of_counts(value: Callable[..., Any]) -> Callable[..., Any]:
    """A wrong metric over the same four counts."""
    return lambda tp, fp, fn, tn, **_: value(tp, fp, fn, tn)


_COUNTS = {"tp": "TP", "fp": "FP", "fn": "FN", "tn": "TN"}


@calculator(
    Mistake("PRC-RECALL", instead=_of_counts(_recall)),
    Mistake("PRC-ACC", instead=_of_counts(_accuracy)),
    Mistake("PRC-ALL", instead=_of_counts(lambda tp, fp, fn, tn: ratio(tp, tp + fp + fn + tn))),
    symbols=_COUNTS,
)
def precision(tp: int, fp: int, fn: int, tn: int) -> Fraction:
    """TP/(TP + FP); 0 where nothing was flagged."""
    value: Fraction = named("precision", _precision(tp, fp, fn, tn))
    return value


@calculator(
    Mistake("REC-ALL", instead=_of_counts(lambda tp, fp, fn, tn: ratio(tp, tp + fp + fn + tn))),
    Mistake("REC-SPEC", instead=_of_counts(_specificity)),
    Mistake("REC-PREC", instead=_of_counts(_precision)),
    symbols=_COUNTS,
)
def recall(tp: int, fp: int, fn: int, tn: int) -> Fraction:
    """TP/(TP + FN); 0 where nothing was positive."""
    value: Fraction = named("recall", _recall(tp, fp, fn, tn))
    return value


@calculator(
    Mistake("ACC-TPONLY", instead=_of_counts(lambda tp, fp, fn, tn: ratio(tp, tp + fp + fn + tn))),
    Mistake("ACC-PREC", instead=_of_counts(_precision)),
    Mistake("ACC-ERROR", instead=_of_counts(lambda *counts: 1 - _accuracy(*counts))),
    Mistake("MET-BALACC", instead=_of_counts(lambda *c: ratio(_recall(*c) + _specificity(*c), 2))),
    symbols=_COUNTS,
)
def accuracy(tp: int, fp: int, fn: int, tn: int) -> Fraction:
    """(TP + TN)/(TP + FP + FN + TN)."""
    value: Fraction = named("accuracy", _accuracy(tp, fp, fn, tn))
    return value


def _beta_on_false_alarms(tp: int, fp: int, fn: int, tn: int, beta: Any = 1) -> Any:
    return _f_beta(tp, fn, fp, tn, beta)


@calculator(
    Mistake("F1-BETASWAP", instead=_beta_on_false_alarms),
    Mistake("F1-MEAN", instead=_of_counts(lambda *c: ratio(_precision(*c) + _recall(*c), 2))),
    Mistake("F1-JACC", instead=_of_counts(lambda tp, fp, fn, tn: ratio(tp, tp + fp + fn))),
    Mistake("F1-HALF", instead=_of_counts(lambda tp, fp, fn, tn: ratio(tp, 2 * tp + fp + fn))),
    Mistake("F1-TN", instead=_of_counts(lambda tp, fp, fn, tn: ratio(2 * (tp + tn), 2 * (tp + tn) + fp + fn))),
    Mistake("F1-BETA1", given={"beta": 1}),
    symbols=_COUNTS | {"beta": "β"},
)
def f_score(tp: int, fp: int, fn: int, tn: int, beta: Fraction | int = 1) -> Fraction:
    """F-beta (1 + β²)TP/((1 + β²)TP + β²FN + FP); β 1 is the harmonic mean of precision and recall."""
    value: Fraction = named("f_score", _f_beta(tp, fp, fn, tn, beta))
    return value


@calculator(
    Mistake("ROC-FPALL", instead=_of_counts(lambda tp, fp, fn, tn: ratio(fp, tp + fp + fn + tn))),
    Mistake("ROC-FPRPREC", instead=_of_counts(lambda *c: 1 - _precision(*c))),
    Mistake("ROC-SPEC", instead=_of_counts(_specificity)),
    symbols=_COUNTS,
)
def false_positive_rate(tp: int, fp: int, fn: int, tn: int) -> Fraction:
    """FP/(FP + TN), the x axis of the ROC curve; 0 without negatives."""
    value: Fraction = named("false_positive_rate", _or_zero(fp, fp + tn))
    return value


def _pair_counts(positive: Sequence[Any], negative: Sequence[Any]) -> tuple[int, int, int]:
    """Pairs won, tied and lost by the positive."""
    won = sum(value_of(p) > value_of(n) for p in positive for n in negative)
    tied = sum(value_of(p) == value_of(n) for p in positive for n in negative)
    return won, tied, len(positive) * len(negative) - won - tied


@calculator(
    Mistake(
        "AUC-TIE",
        instead=lambda positive, negative: Fraction(_pair_counts(positive, negative)[0], len(positive) * len(negative)),
    ),
    Mistake(
        "AUC-TIEFULL",
        instead=lambda positive, negative: (
            1 - Fraction(_pair_counts(positive, negative)[2], len(positive) * len(negative))
        ),
    ),
    Mistake("AUC-LOST", instead=lambda positive, negative: 1 - _auc(positive, negative)),
)
def roc_auc(positive: Sequence[float], negative: Sequence[float]) -> Fraction:
    """Share of (positive, negative) pairs that the positive wins, ties half. Raises Refusal bad_argument for none."""
    return _auc(positive, negative)


def _auc(positive: Sequence[float], negative: Sequence[float]) -> Fraction:
    if not positive or not negative:
        raise Refusal("bad_argument", argument="positive", problem="below_one", value=0)
    counts = _pair_counts(positive, negative)
    won, tied, lost = (noted(name, n, *positive) for name, n in zip(("won", "tied", "lost"), counts, strict=True))
    share: Any = named("roc_auc", ratio(2 * won + tied, 2 * (won + tied + lost)))
    return share  # type: ignore[no-any-return]


# --- from labels and scores -------------------------------------------------------------------------------------


def _counted(y_true: list[int], scores: list[float], threshold: float) -> Counts:
    if not y_true or len(y_true) != len(scores):
        raise Refusal("bad_argument", argument="scores", problem="lengths_differ", value=len(scores))
    flagged = [value_of(score) >= value_of(threshold) for score in scores]
    kinds = [(bool(truth), flag) for truth, flag in zip(y_true, flagged, strict=True)]
    tp, fp, fn, tn = (kinds.count(kind) for kind in ((True, True), (False, True), (True, False), (False, False)))
    return noted("TP", tp, *scores), noted("FP", fp, *scores), noted("FN", fn, *scores), noted("TN", tn, *scores)


def _matthews(tp: Any, fp: Any, fn: Any, tn: Any) -> Any:
    product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return ratio(tp * tn - fp * fn, sqrt(product)) if value_of(product) else 0 * tp


def _step_average_precision(y_true: list[int], scores: list[float]) -> Fraction | None:
    """Σ(R_n − R_{n−1})·P_n over the distinct scores from the highest down."""
    positives = sum(map(bool, y_true))
    if not positives:
        return None
    area, found, seen = Fraction(0), 0, 0
    for score in sorted(set(scores), reverse=True):
        group = [truth for truth, given in zip(y_true, scores, strict=True) if given == score]
        new = sum(map(bool, group))
        found, seen = found + new, seen + len(group)
        area += Fraction(new, positives) * Fraction(found, seen)
    return area


def _wrong_metric(**wrong: Callable[..., Any]) -> Callable[..., Result]:
    def computed(y_true: list[int], scores: list[float], threshold: float = 0.5, beta: float = 1) -> Result:
        counts = _counted(y_true, scores, threshold)
        return {name: metric(*counts) for name, metric in wrong.items()}

    return computed


@calculator(
    Mistake("MET-SWAPPR", instead=_wrong_metric(precision=_recall, recall=_precision)),
    Mistake("PRC-ACC", instead=_wrong_metric(precision=_accuracy)),
    Mistake("F1-MEAN", instead=_wrong_metric(f1=lambda *c: ratio(_precision(*c) + _recall(*c), 2))),
    Mistake("F1-JACC", instead=_wrong_metric(f1=lambda tp, fp, fn, tn: _or_zero(tp, tp + fp + fn))),
    Mistake("F1-TN", instead=_wrong_metric(f1=lambda tp, fp, fn, tn: _or_zero(2 * (tp + tn), 2 * (tp + tn) + fp + fn))),
    Mistake("MET-ACCBAL", instead=_wrong_metric(balanced_accuracy=_accuracy)),
    structural=("y_true",),
    symbols={"scores": "s", "threshold": "t", "beta": "β"},
)
def binary_metrics(y_true: list[int], scores: list[float], threshold: float = 0.5, beta: float = 1) -> Result:
    """Counts and metrics of scores (flagged when >= ``threshold``) against labels 0 and 1.

    Precision, recall, F and Matthews correlation are 0 where undefined; balanced accuracy and ROC AUC are null with
    one class only, average precision (step sum, no interpolation) without positives.
    """
    tp, fp, fn, tn = counts = _counted(y_true, scores, threshold)
    values = [float(value_of(score)) for score in scores]
    positive = [s for s, truth in zip(values, y_true, strict=True) if truth]
    negative = [s for s, truth in zip(values, y_true, strict=True) if not truth]
    both = bool(positive and negative)
    return {
        "tn_fp_fn_tp": [tn, fp, fn, tp],
        "accuracy": named("accuracy", _accuracy(*counts)),
        "precision": named("precision", _precision(*counts)),
        "recall": named("recall", _recall(*counts)),
        "f1": named("f1", _f_beta(*counts)),
        "fbeta": named("fbeta", _f_beta(*counts, beta)),
        "mcc": named("mcc", _matthews(*counts)),
        "balanced_accuracy": named("balanced_accuracy", ratio(_recall(*counts) + _specificity(*counts), 2))
        if both
        else None,
        "roc_auc": _auc(positive, negative) if both else None,
        "average_precision": _step_average_precision(y_true, values),
    }


def _confusion(classes: int, y_true: list[int], y_pred: list[int]) -> list[list[int]]:
    require_counts(classes=classes)
    require_at_most(classes=(classes, 1000))
    if not y_true or len(y_true) != len(y_pred):
        raise Refusal("bad_argument", argument="y_pred", problem="lengths_differ", value=len(y_pred))
    rows = [[0] * classes for _ in range(classes)]
    for truth, guess in zip(y_true, y_pred, strict=True):
        if not (0 <= truth < classes and 0 <= guess < classes):
            raise Refusal("bad_argument", argument="y_true", problem="no_class", value=max(truth, guess))
        rows[truth][guess] += 1
    return rows


def _per_class(rows: list[list[int]]) -> list[Counts]:
    everything = sum(map(sum, rows))
    counts = []
    for c, row in enumerate(rows):
        flagged = sum(other[c] for other in rows)
        counts.append((row[c], flagged - row[c], sum(row) - row[c], everything - flagged - sum(row) + row[c]))
    return counts


_SCORES: dict[str, Callable[..., Any]] = {"precision": _precision, "recall": _recall, "f1": _f_beta}


def _traced_counts(rows: list[list[int]], near: Any) -> list[Counts]:
    """The counts of each class, by name where ``near`` is traced."""
    return [
        tuple(noted(f"{name}_{c}", value, near) for name, value in zip(("TP", "FP", "FN", "TN"), counts, strict=True))
        for c, counts in enumerate(_per_class(rows))
    ]


def _multiclass(classes: int, y_true: list[int], y_pred: list[int]) -> Result:
    rows = _confusion(value_of(classes), y_true, y_pred)  # type: ignore[arg-type]
    counts = _traced_counts(rows, classes)
    support = [tp + fn for tp, _, fn, _ in counts]
    hits, false_alarms = (total(column) for column in list(zip(*counts, strict=True))[:2])
    micro = named("micro", _or_zero(hits, hits + false_alarms))
    per_class = {name: [score(*c) for c in counts] for name, score in _SCORES.items()}
    return {
        "confusion_rows_true": rows,
        "accuracy": named("accuracy", ratio(hits, total(support))),
        "macro": {name: named(name, mean(values)) for name, values in per_class.items()},
        "micro": dict.fromkeys(_SCORES, micro),
        "weighted": {
            name: named(name, ratio(total(w * value for w, value in zip(support, values, strict=True)), total(support)))
            for name, values in per_class.items()
        },
    }


def _f1_of_means(**given: Any) -> Result:
    macro = _multiclass(**given)["macro"]
    p, r = macro["precision"], macro["recall"]
    return {"macro": {"f1": _or_zero(2 * p * r, p + r)}}


@calculator(
    Mistake("MET-MACROMICRO", instead=lambda **given: {"macro": _multiclass(**given)["micro"]}),
    Mistake("MET-WEIGHTED", instead=lambda **given: {"macro": _multiclass(**given)["weighted"]}),
    Mistake("F1-MACROPR", instead=_f1_of_means),
    structural=("y_true", "y_pred"),
    symbols={"classes": "C"},
)
def multiclass_metrics(classes: int, y_true: list[int], y_pred: list[int]) -> Result:
    """Confusion matrix (rows are truths), accuracy, and precision, recall, F1 as macro, micro and weighted means.

    Macro-F1 is the mean of the classes' F1, every class counted; an undefined quotient is 0.
    """
    return _multiclass(classes, y_true, y_pred)


# --- segmentation -----------------------------------------------------------------------------------------------


def _defined(above: Any, below: Any) -> Any:
    return ratio(above, below) if value_of(below) else None


def _segmentation(classes: int, truth: list[int], pred: list[int]) -> Result:
    rows = _confusion(value_of(classes), truth, pred)  # type: ignore[arg-type]
    counts = _traced_counts(rows, classes)
    ious = [named("iou", _defined(tp, tp + fp + fn), c) for c, (tp, fp, fn, _) in enumerate(counts)]
    dices = [named("dice", _defined(2 * tp, 2 * tp + fp + fn), c) for c, (tp, fp, fn, _) in enumerate(counts)]
    hits = total(tp for tp, _, _, _ in counts)
    return {
        "iou_per_class": ious,
        "mean_iou": named("mean_iou", mean([iou for iou in ious if iou is not None])),
        "dice_per_class": dices,
        "pixel_accuracy": named("pixel_accuracy", ratio(hits, len(truth))),
    }


def _over_one_region(size: Callable[[Any, Any, Any], Any]) -> Callable[..., Result]:
    """The overlap over the true or over the predicted region of each class, and the mean of these."""

    def wrong(classes: int, truth: list[int], pred: list[int]) -> Result:
        counts = _traced_counts(_confusion(classes, truth, pred), classes)
        shares = [_defined(tp, size(tp, fp, fn)) for tp, fp, fn, _ in counts]
        return {"iou_per_class": shares, "mean_iou": mean([share for share in shares if share is not None])}

    return wrong


def _dice_for_iou(**given: Any) -> Result:
    dices = _segmentation(**given)["dice_per_class"]
    return {"iou_per_class": dices, "mean_iou": mean([dice for dice in dices if dice is not None])}


@calculator(
    Mistake("SEG-RECALL", instead=_over_one_region(lambda tp, fp, fn: tp + fn)),
    Mistake("SEG-PREC", instead=_over_one_region(lambda tp, fp, fn: tp + fp)),
    Mistake("SEG-ACC", instead=lambda **given: {"mean_iou": _segmentation(**given)["pixel_accuracy"]}),
    Mistake("SEG-DICE", instead=_dice_for_iou),
    structural=("truth", "pred"),
    symbols={"classes": "C"},
)
def segmentation_metrics(classes: int, truth: list[int], pred: list[int]) -> Result:
    """IoU and Dice of each class over pixels, their mean IoU and the pixel accuracy.

    A class that neither list holds is null and left out of the mean.
    """
    return _segmentation(classes, truth, pred)
