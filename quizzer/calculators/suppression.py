"""NMS and soft-NMS on boxes with scores and classes.

Greedy NMS is exact: coordinates and thresholds are compared as integers, so a tie with the threshold is a tie.
Sources: torchvision.ops.batched_nms; Bodla et al. 2017, "Soft-NMS".
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.decimals import decimal
from quizzer.calculators.nms import LAW, by_score
from quizzer.calculators.refusals import InvalidBox, Refusal
from quizzer.expressions.printing import print_number

Boxes = list[tuple[float, float, float, float]]
Classes = list[int] | None
Keep = dict[str, list[int]]


def _on_grid(boxes: Boxes) -> tuple[list[tuple[int, int, int, int]], int]:
    """The corners as whole numbers of a common unit, and how many units make 1."""
    if all(corner.is_integer() if isinstance(corner, float) else True for box in boxes for corner in box):
        return [(int(a), int(b), int(c), int(d)) for a, b, c, d in boxes], 1
    exact = [[decimal(corner) for corner in box] for box in boxes]
    units = math.lcm(*(corner.denominator for box in exact for corner in box))
    scaled = [[int(corner * units) for corner in box] for box in exact]
    return [(a, b, c, d) for a, b, c, d in scaled], units


def _checked(boxes: Boxes, scores: Sequence[float], classes: Classes) -> None:
    if not len(boxes) == len(scores) == len(classes if classes is not None else scores):
        raise Refusal("bad_argument", argument="scores", problem="lengths_differ", value=len(scores))
    for x1, y1, x2, y2 in boxes:
        if x2 < x1 or y2 < y1:
            raise InvalidBox("inverted_box", box=[x1, y1, x2, y2])


class _Overlaps:
    """Which boxes a kept box suppresses, asked only of those whose x ranges can meet.

    An IoU above a threshold of 0 or more needs an overlap, so boxes to the left or right never have to be looked at;
    with ``at_equal`` and a threshold of 0 every box counts.
    """

    def __init__(self, boxes: Boxes, threshold: Fraction, at_equal: bool, offset: int) -> None:
        grid, unit = _on_grid(boxes)
        extra = offset * unit
        self.grid = [(x1, y1, x2 + extra, y2 + extra) for x1, y1, x2, y2 in grid]
        self.areas = [(x2 - x1) * (y2 - y1) for x1, y1, x2, y2 in self.grid]
        self.above, self.below, self.at_equal = threshold.numerator, threshold.denominator, at_equal
        self.order = sorted(range(len(boxes)), key=lambda box: self.grid[box][0])
        self.lefts = [self.grid[box][0] for box in self.order]
        self.widest = max((x2 - x1 for x1, _, x2, _ in self.grid), default=0)
        self.everywhere = threshold < 0 or (at_equal and threshold == 0)

    def suppressed_by(self, kept: int, alive: list[bool]) -> list[int]:
        """The boxes still ``alive`` whose IoU with ``kept`` is over the threshold, in no order."""
        x1, y1, x2, y2 = self.grid[kept]
        first, last = 0, len(self.order)
        if not self.everywhere:
            first, last = bisect_left(self.lefts, x1 - self.widest), bisect_left(self.lefts, x2)
        found = []
        for box in self.order[first:last]:
            if not alive[box]:
                continue
            a1, b1, a2, b2 = self.grid[box]
            width = (x2 if x2 < a2 else a2) - (x1 if x1 > a1 else a1)
            height = (y2 if y2 < b2 else b2) - (y1 if y1 > b1 else b1)
            overlap = width * height if width > 0 and height > 0 else 0
            union = self.areas[kept] + self.areas[box] - overlap
            margin = overlap * self.below - self.above * union
            if union and (margin > 0 or (self.at_equal and margin == 0)):
                found.append(box)
        return found


def _greedy(
    boxes: Boxes,
    order: Sequence[int],
    overlaps: _Overlaps,
    classes: Classes,
    watch: Callable[[int, list[int]], None] = lambda kept, dropped: None,
) -> list[int]:
    """Greedy NMS in ``order``; ``watch`` is told every kept box and what it drops."""
    alive = [False] * len(boxes)
    for box in order:
        alive[box] = True
    kept = []
    for box in order:
        if not alive[box]:
            continue
        alive[box] = False
        kept.append(box)
        dropped = [
            other for other in overlaps.suppressed_by(box, alive) if classes is None or classes[other] == classes[box]
        ]
        for other in dropped:
            alive[other] = False
        watch(box, dropped)
    return kept


def _order(scores: Sequence[float], score_threshold: float | None) -> list[int]:
    return [box for box in by_score(scores) if score_threshold is None or scores[box] > score_threshold]


def _run(
    boxes: Boxes,
    scores: list[float],
    classes: Classes = None,
    iou_threshold: float | str = 0.5,
    score_threshold: float | None = None,
    suppress_at_equal: bool = False,
    pixel_offset: int = 0,
    watch: Callable[[int, list[int]], None] = lambda kept, dropped: None,
) -> list[int]:
    _checked(boxes, scores, classes)
    overlaps = _Overlaps(boxes, decimal(iou_threshold), suppress_at_equal, pixel_offset)
    return _greedy(boxes, _order(scores, score_threshold), overlaps, classes, watch)


def _nms_lines(**given: Any) -> tuple[WorkedLine, ...]:
    scores: list[float] = given["scores"]
    order = _order(scores, given.get("score_threshold"))
    lines = [WorkedLine("nms_order", "", ", ".join(map(str, order)))]

    def watch(kept: int, dropped: list[int]) -> None:
        details = {"dropped": ", ".join(map(str, sorted(dropped))), "spared": ""}
        lines.append(WorkedLine("nms_round", "", str(kept), len(lines), details))

    kept = _run(**given, watch=watch)
    return (*lines, WorkedLine("nms_kept", "", ", ".join(map(str, kept))))


def _unsorted(boxes: Boxes, scores: list[float], **given: Any) -> Keep:
    return {"keep": _run(boxes, [0.0] * len(scores), **{**given, "score_threshold": None})}


def _chained(boxes: Boxes, scores: list[float], **given: Any) -> Keep:
    """Every box acts, dropped or not."""
    order = _order(scores, given.get("score_threshold"))
    threshold = decimal(given.get("iou_threshold", 0.5))
    classes: Classes = given.get("classes")
    overlaps = _Overlaps(boxes, threshold, bool(given.get("suppress_at_equal")), int(given.get("pixel_offset") or 0))
    alive, kept = [True] * len(boxes), []
    gone: set[int] = set()
    for box in order:
        alive[box] = False
        if box not in gone:
            kept.append(box)
        gone |= {o for o in overlaps.suppressed_by(box, alive) if classes is None or classes[o] == classes[box]}
    return {"keep": kept}


def _complement(**given: Any) -> Keep:
    kept = set(_run(**given))
    scores: list[float] = given["scores"]
    return {"keep": [box for box in _order(scores, given.get("score_threshold")) if box not in kept]}


def _kept_changed(change: Callable[[list[int]], list[int]]) -> Callable[..., Keep]:
    return lambda **given: {"keep": change(_run(**given))}


def _scores_above(boxes: Boxes, scores: list[float], iou_threshold: float | str = 0.5, **_: Any) -> Keep:
    return {"keep": [box for box in by_score(scores) if scores[box] > decimal(iou_threshold)]}


@calculator(
    Mistake("NMS-CHAIN", instead=_chained),
    Mistake("NMS-NOSORT", instead=_unsorted),
    Mistake("NMS-GE", given={"suppress_at_equal": True}),
    Mistake("NMS-CLASS", given={"classes": None}),
    Mistake("NMS-SUPPRESSED", instead=_complement),
    Mistake("NMS-SCOREFIRST", instead=_kept_changed(lambda kept: kept[:1])),
    Mistake("NMS-1BASED", instead=_kept_changed(lambda kept: [box + 1 for box in kept])),
    Mistake("NMS-THRSCORE", instead=_scores_above),
    narrate=_nms_lines,
    law=LAW,
)
def nms(
    boxes: Boxes,
    scores: list[float],
    classes: Classes = None,
    iou_threshold: float | str = 0.5,
    score_threshold: float | None = None,
    suppress_at_equal: bool = False,
    pixel_offset: int = 0,
) -> Keep:
    """Numbers of the boxes (x1, y1, x2, y2) that greedy NMS keeps, highest score first; ties: lower number first.

    A box goes when its IoU with a kept box of its class is > ``iou_threshold`` (a number or "2/5"; with
    ``suppress_at_equal`` >=). Only scores > ``score_threshold`` enter. ``pixel_offset`` 1 measures x2 − x1 + 1.
    Boxes whose union is zero suppress nothing. Raises InvalidBox inverted_box.
    """
    return {"keep": _run(boxes, scores, classes, iou_threshold, score_threshold, suppress_at_equal, pixel_offset)}


# --- soft-NMS ---------------------------------------------------------------------------------------------------


def _overlap(a: Sequence[float], b: Sequence[float]) -> float:
    width = max(min(a[2], b[2]) - max(a[0], b[0]), 0)
    height = max(min(a[3], b[3]) - max(a[1], b[1]), 0)
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - width * height
    return width * height / union if union else 0.0


def linear_decay(overlap: float, threshold: float, sigma: float) -> float:
    """Factor of linear soft-NMS: 1 − IoU above the threshold, else 1."""
    return 1 - overlap if overlap > threshold else 1.0


def gaussian_decay(overlap: float, threshold: float, sigma: float) -> float:
    """Factor of Gaussian soft-NMS: exp(−IoU²/σ), whatever the threshold."""
    return math.exp(-overlap * overlap / sigma)


Decay = Callable[[float, float, float], float]
_DECAYS: dict[str, Decay] = {"linear": linear_decay, "gaussian": gaussian_decay}


def soft_rounds(
    overlap: Callable[[int, int], float],
    scores: Sequence[float],
    decay: Decay,
    threshold: float,
    sigma: float,
    floor: float,
) -> list[tuple[int, float]]:
    """(box, score) in the order kept: the best left, the others decayed, those not above ``floor`` pruned."""
    left = {box: float(score) for box, score in enumerate(scores) if score > floor}
    kept = []
    while left:
        best = max(left, key=lambda box: (left[box], -box))
        kept.append((best, left.pop(best)))
        decayed = {box: score * decay(overlap(best, box), threshold, sigma) for box, score in left.items()}
        left = {box: score for box, score in decayed.items() if score > floor}
    return kept


def _soft(decay: Decay | None = None) -> Callable[..., dict[str, object]]:
    def run(
        boxes: Boxes,
        scores: list[float],
        method: str = "linear",
        sigma: float = 0.5,
        iou_threshold: float = 0.3,
        score_threshold: float = 0.001,
    ) -> dict[str, object]:
        _checked(boxes, scores, None)
        if method not in _DECAYS or sigma <= 0:
            raise Refusal("unsupported", method=method)
        kept = soft_rounds(
            lambda a, b: _overlap(boxes[a], boxes[b]),
            scores,
            decay or _DECAYS[method],
            iou_threshold,
            sigma,
            score_threshold,
        )
        return {"keep": [box for box, _ in kept], "kept_scores": [score for _, score in kept]}

    return run


def _soft_lines(**given: Any) -> tuple[WorkedLine, ...]:
    result = soft_nms(**given)
    pairs = zip(result["keep"], result["kept_scores"], strict=True)  # type: ignore[call-overload]
    lines = [
        WorkedLine("soft_round", "", f"{box}: {print_number(score)}", n) for n, (box, score) in enumerate(pairs, 1)
    ]
    return (*lines, WorkedLine("nms_kept", "", ", ".join(map(str, result["keep"]))))  # type: ignore[call-overload]


def _hard(**given: Any) -> dict[str, object]:
    return _soft(lambda overlap, threshold, sigma: 0.0 if overlap > threshold else 1.0)(**given)


@calculator(
    Mistake("SNMS-HARD", instead=_hard),
    Mistake("SNMS-ALWAYS", instead=_soft(lambda overlap, threshold, sigma: 1 - overlap)),
    Mistake("SNMS-SIGMA2", instead=_soft(lambda overlap, threshold, sigma: math.exp(-((overlap / sigma) ** 2)))),
    narrate=_soft_lines,
    law=Law(
        "linear: s·(1 − IoU) if IoU > t;  gaussian: s·exp(−IoU²/σ)",
        r"s \leftarrow s(1-\mathrm{IoU}) \text{ if } \mathrm{IoU} > t;\quad s \leftarrow s e^{-\mathrm{IoU}^2/\sigma}",
    ),
)
def soft_nms(
    boxes: Boxes,
    scores: list[float],
    method: str = "linear",
    sigma: float = 0.5,
    iou_threshold: float = 0.3,
    score_threshold: float = 0.001,
) -> dict[str, object]:
    """Boxes and their final scores in the order in which soft-NMS keeps them.

    ``method`` "linear" multiplies by 1 − IoU above ``iou_threshold``, "gaussian" by exp(−IoU²/sigma) always; after each
    round scores not above ``score_threshold`` are pruned. Raises InvalidBox inverted_box, Refusal unsupported.
    """
    return _soft()(boxes, scores, method, sigma, iou_threshold, score_threshold)
