"""Average precision of detections: matching, the VOC rules, COCO's.

Sources: Everingham et al. 2010, section 4.2 (11-point and all-point); Lin et al. 2014 and pycocotools (101 recall
points, IoU 0.50 to 0.95). One truth matches one detection; every further one on it is a false positive.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.boxes import box_iou
from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator, print_value
from quizzer.calculators.decimals import decimal
from quizzer.calculators.refusals import Refusal

Found = dict[str, Any]
"""{"image": id, "box": [x1, y1, x2, y2]}, a detection with "score" too."""
Result = dict[str, Any]
MOST_PER_IMAGE = 100
"""COCO looks at the best 100 detections of an image."""


def _overlap(a: Sequence[float], b: Sequence[float]) -> Fraction:
    return _overlap_of(tuple(a), tuple(b))


@functools.lru_cache(10_000)
def _overlap_of(a: tuple[float, ...], b: tuple[float, ...]) -> Fraction:
    try:
        return box_iou(tuple(map(decimal, a)), tuple(map(decimal, b)))  # type: ignore[arg-type]
    except Refusal as refusal:
        if refusal.reason == "zero_union":
            return Fraction(0)
        raise


def _ranked(detections: Iterable[Found]) -> list[Found]:
    return sorted(detections, key=lambda found: -found["score"])


def best_truth_hits(truths: list[Found], detections: list[Found], threshold: Fraction) -> list[bool]:
    """VOC's matching: each detection, by score, looks at the truth it overlaps most; a hit if >= threshold and free."""
    taken: set[int] = set()
    hits = []
    for found in _ranked(detections):
        places = [place for place, truth in enumerate(truths) if truth["image"] == found["image"]]
        overlaps = {place: _overlap(truths[place]["box"], found["box"]) for place in places}
        best = max(overlaps, key=lambda place: overlaps[place], default=None)
        hit = best is not None and overlaps[best] >= threshold and best not in taken
        if hit and best is not None:
            taken.add(best)
        hits.append(hit)
    return hits


def _free_truth_hits(truths: list[Found], detections: list[Found], threshold: Fraction) -> list[bool]:
    """COCO's matching: each detection takes the free truth that it overlaps most, if >= threshold."""
    taken: set[int] = set()
    hits = []
    for found in _ranked(detections):
        open_overlaps = {
            place: _overlap(truth["box"], found["box"])
            for place, truth in enumerate(truths)
            if truth["image"] == found["image"] and place not in taken
        }
        # Of equal overlaps pycocotools keeps the later truth.
        best = max(open_overlaps, key=lambda place: (open_overlaps[place], place), default=None)
        hit = best is not None and open_overlaps[best] >= threshold
        if hit and best is not None:
            taken.add(best)
        hits.append(hit)
    return hits


def precision_recall(hits: Sequence[bool], truths: int) -> list[tuple[Fraction, Fraction]]:
    """(recall, precision) after each ranked detection."""
    curve, right = [], 0
    for rank, hit in enumerate(hits, 1):
        right += hit
        curve.append((Fraction(right, truths), Fraction(right, rank)))
    return curve


def _envelope(curve: Sequence[tuple[Fraction, Fraction]]) -> list[Fraction]:
    """The best precision at or beyond each place of the curve, 0 beyond its end."""
    best = [Fraction(0)]
    for _, precision in reversed(curve):
        best.append(max(best[-1], precision))
    return best[::-1]


def points_rule(curve: Sequence[tuple[Fraction, Fraction]], points: int) -> Fraction:
    """Mean of the best precision at or beyond ``points`` evenly spaced recalls from 0 to 1."""
    best, recalls = _envelope(curve), [recall for recall, _ in curve]
    places = (bisect.bisect_left(recalls, Fraction(i, points - 1)) for i in range(points))
    return sum((best[place] for place in places), Fraction(0)) / points


def all_point_rule(curve: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Area under the precision envelope: Σ(r_n − r_{n−1})·max precision at or beyond r_n."""
    area, before = Fraction(0), Fraction(0)
    for (recall, _), best in zip(curve, _envelope(curve), strict=False):
        area += (recall - before) * best
        before = recall
    return area


def _step_rule(curve: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    area, before = Fraction(0), Fraction(0)
    for recall, precision in curve:
        area, before = area + (recall - before) * precision, recall
    return area


def _trapezoid_rule(curve: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    area, (before, height) = Fraction(0), (Fraction(0), Fraction(1))
    for recall, precision in curve:
        area += (recall - before) * (precision + height) / 2
        before, height = recall, precision
    return area


# --- AP of a ranked list ----------------------------------------------------------------------------------------


def _of_hits(value: Callable[[list[bool], int], object]) -> Callable[..., object]:
    return lambda hits, truths, rule="all_point": value(list(hits), truths)


_RULES: dict[str, Callable[[Sequence[tuple[Fraction, Fraction]]], Fraction]] = {
    "all_point": all_point_rule,
    "voc11": lambda curve: points_rule(curve, 11),
    "coco101": lambda curve: points_rule(curve, 101),
    "step": _step_rule,
}


def _hit_lines(hits: Sequence[bool], truths: int, rule: str = "all_point") -> tuple[WorkedLine, ...]:
    curve = precision_recall(hits, truths)
    lines = [
        WorkedLine("rank", "", f"P = {print_value(precision)}, R = {print_value(recall)}", rank)
        for rank, (recall, precision) in enumerate(curve, 1)
    ]
    return (*lines, WorkedLine("average_precision", "", print_value(_RULES[rule](curve))))


@calculator(
    Mistake(
        "AP-NGT",
        instead=lambda hits, truths, rule="all_point": _RULES[rule](precision_recall(hits, max(sum(hits), 1))),
    ),
    Mistake(
        "AP-MEANP",
        instead=_of_hits(lambda hits, truths: sum(p for _, p in precision_recall(hits, truths)) / max(len(hits), 1)),
    ),
    Mistake("AP-TRAPZ", instead=_of_hits(lambda hits, truths: _trapezoid_rule(precision_recall(hits, truths)))),
    Mistake("AP-NOINTERP", given={"rule": "step"}),
    Mistake("AP-11FORALL", given={"rule": "voc11"}),
    narrate=_hit_lines,
    law=Law(
        "all_point: Σ (r_n − r_{n−1})·max_{r ≥ r_n} p(r);  voc11, coco101: mean of max_{r ≥ t} p(r) over t;  "
        "step: Σ (r_n − r_{n−1})·p_n",
        r"\sum_n (r_n - r_{n-1}) \max_{\tilde r \ge r_n} p(\tilde r)",
    ),
)
def ranked_average_precision(hits: Sequence[bool], truths: int, rule: str = "all_point") -> Fraction:
    """AP of ranked detections, each a hit or not, against ``truths`` objects.

    ``rule``: "all_point" (envelope), "voc11", "coco101" or "step" (no envelope, as scikit-learn). Raises Refusal
    bad_argument for no truths.
    """
    if truths < 1:
        raise Refusal("bad_argument", argument="truths", problem="below_one", value=truths)
    return _RULES[rule](precision_recall(hits, truths))


# --- from boxes -------------------------------------------------------------------------------------------------


def _summary(hits: list[bool], truths: int) -> Result:
    curve = precision_recall(hits, truths) if truths else []
    return {
        "tp": sum(hits),
        "fp": len(hits) - sum(hits),
        "fn": truths - sum(hits),
        "voc11": points_rule(curve, 11) if truths else None,
        "voc_all_point": all_point_rule(curve) if truths else None,
    }


def _matched(ground_truth: list[Found], detections: list[Found], iou_threshold: float = 0.5) -> list[bool]:
    return best_truth_hits(ground_truth, detections, decimal(iou_threshold))


def _duplicates_count(ground_truth: list[Found], detections: list[Found], iou_threshold: float = 0.5) -> Result:
    threshold = decimal(iou_threshold)
    hits = [
        any(
            truth["image"] == found["image"] and _overlap(truth["box"], found["box"]) >= threshold
            for truth in ground_truth
        )
        for found in _ranked(detections)
    ]
    # Counted twice, truths can be found more often than there are any; the area ends where all are found.
    area = min(all_point_rule(precision_recall(hits, max(len(ground_truth), 1))), Fraction(1))
    return {"tp": sum(hits), "fp": len(hits) - sum(hits), "voc_all_point": area}


def _wrong_area(rule: Callable[[Sequence[tuple[Fraction, Fraction]]], Fraction]) -> Callable[..., Result]:
    def wrong(ground_truth: list[Found], detections: list[Found], iou_threshold: float = 0.5) -> Result:
        hits = _matched(ground_truth, detections, iou_threshold)
        return {"voc_all_point": rule(precision_recall(hits, len(ground_truth)))}

    return wrong


def _over_found(ground_truth: list[Found], detections: list[Found], iou_threshold: float = 0.5) -> Result:
    hits = _matched(ground_truth, detections, iou_threshold)
    return {"voc_all_point": all_point_rule(precision_recall(hits, max(sum(hits), 1)))}


def _ap_lines(ground_truth: list[Found], detections: list[Found], iou_threshold: float = 0.5) -> tuple[WorkedLine, ...]:
    hits = _matched(ground_truth, detections, iou_threshold)
    lines = _hit_lines(hits, len(ground_truth))[:-1] if ground_truth else ()
    summary = _summary(hits, len(ground_truth))
    return (*lines, *(WorkedLine(name, "", print_value(value)) for name, value in summary.items()))


@calculator(
    Mistake("AP-DUP", instead=_duplicates_count),
    Mistake("AP-NGT", instead=_over_found),
    Mistake("AP-NOINTERP", instead=_wrong_area(_step_rule)),
    Mistake("AP-TRAPZ", instead=_wrong_area(_trapezoid_rule)),
    Mistake("AP-11FORALL", instead=_wrong_area(lambda curve: points_rule(curve, 11))),
    narrate=_ap_lines,
    law=Law("AP = Σ (r_n − r_{n−1})·max_{r ≥ r_n} p(r)", r"\sum_n (r_n - r_{n-1}) \max_{\tilde r \ge r_n} p(\tilde r)"),
)
def average_precision(ground_truth: list[Found], detections: list[Found], iou_threshold: float = 0.5) -> Result:
    """Hits, misses and VOC average precision (11-point and all-point) of one class over images.

    Detections are ranked by score over all images; one matches the truth of its image that it overlaps most, if IoU >=
    ``iou_threshold`` and the truth is free. AP is null without truths.
    """
    return _summary(_matched(ground_truth, detections, iou_threshold), len(ground_truth))


def _coco_at(ground_truth: list[Found], detections: list[Found], threshold: Fraction) -> Fraction:
    images = sorted({found["image"] for found in detections}, key=lambda image: (str(type(image)), image))
    best = [f for i in images for f in _ranked(d for d in detections if d["image"] == i)[:MOST_PER_IMAGE]]
    hits = _free_truth_hits(ground_truth, best, threshold)
    return points_rule(precision_recall(hits, len(ground_truth)), 101)


def _coco(ground_truth: list[Found], detections: list[Found]) -> Result:
    if not ground_truth:
        return {"AP": None, "AP50": None, "AP75": None}
    values = {t: _coco_at(ground_truth, detections, Fraction(t, 100)) for t in range(50, 100, 5)}
    return {"AP": sum(values.values()) / len(values), "AP50": values[50], "AP75": values[75]}


def _coco_lines(ground_truth: list[Found], detections: list[Found]) -> tuple[WorkedLine, ...]:
    lines = []
    if ground_truth:
        lines = [
            WorkedLine(
                "ap_at", "", f"{t / 100:.2f}: {print_value(_coco_at(ground_truth, detections, Fraction(t, 100)))}"
            )
            for t in range(50, 100, 5)
        ]
    result = _coco(ground_truth, detections)
    return (*lines, *(WorkedLine(name, "", print_value(result[name])) for name in ("AP50", "AP75", "AP")))


@calculator(
    Mistake("AP-ONLY50", instead=lambda ground_truth, detections: {"AP": _coco(ground_truth, detections)["AP50"]}),
    Mistake(
        "AP-11FORALL",
        instead=lambda ground_truth, detections: {"AP50": average_precision(ground_truth, detections)["voc11"]},
    ),
    Mistake(
        "AP-ALLPOINT",
        instead=lambda ground_truth, detections: {"AP50": average_precision(ground_truth, detections)["voc_all_point"]},
    ),
    narrate=_coco_lines,
    law=Law(
        "AP = mean over IoU 0.50, 0.55 … 0.95 of the mean over recall 0, 0.01 … 1 of max_{r' ≥ r} p(r')",
        r"\frac1{10}\sum_{t} \frac1{101}\sum_{r} \max_{r' \ge r} p_t(r')",
    ),
)
def coco_average_precision(ground_truth: list[Found], detections: list[Found]) -> Result:
    """COCO's AP (mean over IoU 0.50 to 0.95 in steps of 0.05, 101 recall points), AP50 and AP75, of one class.

    A detection takes the free truth that it overlaps most. Areas, crowds and classes are not distinguished. Null
    without truths.
    """
    return _coco(ground_truth, detections)
