"""Metrics, by going through the samples one by one."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from tests.generators.second.table import second


def outcomes(TP, FP, FN, TN):
    """(truth, prediction) of every sample."""
    return [(1, 1)] * TP + [(0, 1)] * FP + [(1, 0)] * FN + [(0, 0)] * TN


def share(samples, condition, given):
    """Of the samples with ``given`` the share with ``condition``."""
    chosen = [pair for pair in samples if given(*pair)]
    return Fraction(sum(condition(*pair) for pair in chosen), len(chosen))


def is_true(truth, guess):
    return truth == 1


def is_flagged(truth, guess):
    return guess == 1


@second("metrics-precision-by-hand")
def precision(TP, FP, FN, TN):
    return share(outcomes(TP, FP, FN, TN), is_true, is_flagged)


@second("metrics-recall-by-hand")
def recall(TP, FP, FN, TN):
    return share(outcomes(TP, FP, FN, TN), is_flagged, is_true)


@second("metrics-false-positive-rate")
def false_positive_rate(TP, FP, FN, TN):
    return share(outcomes(TP, FP, FN, TN), is_flagged, lambda truth, guess: truth == 0)


def f_beta(p, r, weight=1):
    """The weighted harmonic mean of precision and recall, recall weighing ``weight`` squared."""
    return (1 + weight**2) / (1 / Fraction(p) + weight**2 / Fraction(r))


@second("metrics-f-one-by-hand", "metrics-f-one-formula")
def f_one(TP, FP, FN, TN):
    samples = outcomes(TP, FP, FN, TN)
    return f_beta(share(samples, is_true, is_flagged), share(samples, is_flagged, is_true))


@second("metrics-f-beta-by-hand")
def f_weighted(TP, FP, FN, TN, beta):
    samples = outcomes(TP, FP, FN, TN)
    return f_beta(share(samples, is_true, is_flagged), share(samples, is_flagged, is_true), beta)


@second("metrics-macro-f-one")
def macro_f_one(a, b, c):
    pairs = [(0, guess) for guess in a] + [(1, guess) for guess in b] + [(2, guess) for guess in c]
    each = []
    for label in range(3):
        own = [(truth == label, guess == label) for truth, guess in pairs]
        found, wrong = own.count((True, True)), own.count((True, False)) + own.count((False, True))
        each.append(Fraction(2 * found, 2 * found + wrong))
    return sum(each) / 3


@second("metrics-auc-pair-count")
def pair_count(positive, negative):
    """The area under the ROC points, trapezium by trapezium."""
    points = [(0, 0)]
    for limit in sorted({*positive, *negative}, reverse=True):
        points.append(tuple(sum(score >= limit for score in group) for group in (negative, positive)))
    areas = [Fraction((x2 - x1) * (y1 + y2), 2) for (x1, y1), (x2, y2) in pairwise(points)]
    return sum(areas) / (len(positive) * len(negative))


def curve(hits, T):
    """(recall, precision) after each prediction."""
    return [(Fraction(sum(hits[:n]), T), Fraction(sum(hits[:n]), n)) for n in range(1, len(hits) + 1)]


@second("metrics-average-precision-voc")
def voc_precision(level, hits, T):
    def best_from(recall):
        return max((p for r, p in curve(hits, T) if r >= recall), default=0)

    if level == 4:
        return sum(best_from(Fraction(tenth, 10)) for tenth in range(11)) / Fraction(11)
    return sum(best_from(Fraction(found, T)) for found in range(1, T + 1)) / Fraction(T)


@second("metrics-mean-average-precision")
def mean_precision(level, a, b, c, d, e, f):
    found = [a, b, c] if level == 2 else [a, b, c, d, e, f]
    return Fraction(sum(found)) / len(found)


@second("metrics-calibration-error")
def calibration_error(n, u, v, w, p, q, r):
    bins = zip(n, (u, v, w), (p, q, r), strict=True)
    gaps = [abs(accuracy - confidence) for count, accuracy, confidence in bins for _ in range(count)]
    return sum(gaps) / len(gaps)


@second("segmentation-dice-by-hand")
def dice(sa, sb, shared):
    truth, mask = set(range(sa)), set(range(sa - shared, sa - shared + sb))
    return Fraction(2 * len(truth & mask), len(truth) + len(mask))


@second("segmentation-mask-iou")
def mask_iou(level, a, b, c, p, q, r):
    truth, guess = [*a, *b, *c], [*p, *q, *r]
    each = []
    for label in [1] if level == 2 else range(4):
        mine = {place for place, value in enumerate(truth) if value == label}
        theirs = {place for place, value in enumerate(guess) if value == label}
        if mine | theirs:
            each.append(Fraction(len(mine & theirs), len(mine | theirs)))
    return sum(each) / len(each)


@second("metrics-accuracy-by-hand")
def accuracy(TP, FP, FN, TN):
    right = [True] * (TP + TN) + [False] * (FP + FN)
    return Fraction(sum(right), len(right))


@second("metrics-average-precision-step")
def step_precision(hits, T):
    found, area = 0, Fraction(0)
    for rank, hit in enumerate(hits, 1):
        found += hit
        area += Fraction(hit, T) * Fraction(found, rank)
    return area
