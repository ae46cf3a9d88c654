"""Output tensors, anchors and boxes of detectors, soft-NMS from a table of IoUs, and mean average precision.

Sources: Redmon et al. 2016 (YOLO), section 2, 2017 (YOLOv2), section 2, and 2018 (YOLOv3), sections 2.1 and 2.3; Ren et
al. 2015, section 3.1.1; Lin et al. 2017 (RetinaNet), section 4; Bodla et al. 2017 (Soft-NMS); pycocotools (mean AP).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from quizzer.calculators.activations import sigmoid
from quizzer.calculators.calculator import Mistake, WorkedLine, calculator, print_value
from quizzer.calculators.decimals import decimal
from quizzer.calculators.label_assignment import exact_rows
from quizzer.calculators.nms import by_score
from quizzer.calculators.refusals import Refusal, require_at_most, require_counts, require_finite, require_same_lengths
from quizzer.calculators.suppression import Decay, gaussian_decay, linear_decay, soft_nms, soft_rounds
from quizzer.expressions.printing import print_number
from quizzer.expressions.tracing import exact_div, exp, mean, named, ratio, total, value_of

Result = dict[str, Any]
LARGEST_EXPONENT = 100


# --- sizes of the output ----------------------------------------------------------------------------------------


def _depth_slip(depth: Callable[[int, int], int]) -> Callable[..., tuple[int, int, int]]:
    return lambda grid, boxes=2, classes=20: (grid, grid, depth(boxes, classes))


@calculator(
    Mistake("YOLO-OWNCLASS", instead=_depth_slip(lambda boxes, classes: boxes * (5 + classes))),
    Mistake("YOLO-NOCONF", instead=_depth_slip(lambda boxes, classes: 4 * boxes + classes)),
    Mistake("YOLO-BACKGROUND", instead=_depth_slip(lambda boxes, classes: 5 * boxes + classes + 1)),
    symbols={"grid": "S", "boxes": "B", "classes": "C"},
)
def yolo_tensor(grid: int, boxes: int = 2, classes: int = 20) -> tuple[int, int, int]:
    """Output of YOLO v1, (S, S, 5B + C): B boxes of x, y, w, h, confidence a cell, and classes once a cell.

    Raises Refusal bad_argument below_one.
    """
    require_counts(grid=grid, boxes=boxes, classes=classes)
    return grid, grid, named("cell_depth", 5 * boxes + classes)


def _scales_slip(change: Callable[[list[int], int, int], Result]) -> Callable[..., Result]:
    """A wrong result over (grid sides, anchors, classes)."""

    def wrong(image: int, anchors: int = 3, classes: int = 80, strides: tuple[int, ...] = (32, 16, 8)) -> Result:
        return change([image // stride for stride in strides], anchors, classes)

    return wrong


@calculator(
    Mistake("YOLO-ONEANCHOR", instead=_scales_slip(lambda sides, a, c: {"head_channels": 5 + c})),
    Mistake("YOLO-SIDES", instead=_scales_slip(lambda sides, a, c: {"predicted_boxes": a * sum(sides)})),
    Mistake("YOLO-SHARED", instead=_scales_slip(lambda sides, a, c: {"head_channels": 5 * a + c})),
    Mistake("YOLO-NOCONF", instead=_scales_slip(lambda sides, a, c: {"head_channels": a * (4 + c)})),
    Mistake("YOLO-ONESCALE", instead=_scales_slip(lambda sides, a, c: {"predicted_boxes": a * sides[0] ** 2})),
    Mistake(
        "YOLO-ONEBOX", instead=_scales_slip(lambda sides, a, c: {"predicted_boxes": sum(side**2 for side in sides)})
    ),
    symbols={"image": "W", "anchors": "A", "classes": "C", "strides": "s"},
)
def yolo_scales(image: int, anchors: int = 3, classes: int = 80, strides: tuple[int, ...] = (32, 16, 8)) -> Result:
    """Heads of YOLOv3 on a square picture: channels A(5 + C), the side of each grid and the boxes of all grids.

    Each of the A anchors of a cell has its own classes. At 416: 255 channels, grids 13, 26 and 52, 10,647 boxes.
    Raises Refusal bad_argument: below_one, not_dividing for a stride that does not divide the picture.
    """
    require_counts(image=image, anchors=anchors, classes=classes, strides=min(strides, default=0))
    for stride in strides:
        if image % stride:
            raise Refusal("bad_argument", argument="strides", problem="not_dividing", value=value_of(stride))
    sides = [named("grid_side", exact_div(image, stride), place) for place, stride in enumerate(strides, 1)]
    return {
        "head_channels": named("head_channels", anchors * (5 + classes)),
        "grid_sides": sides,
        "predicted_boxes": named("predicted_boxes", anchors * total(side * side for side in sides)),
    }


Maps = list[tuple[int, int]]


def _cells(maps: Maps) -> int:
    return sum(height * width for height, width in maps)


@calculator(
    Mistake("ANC-ADD", instead=lambda maps, scales=3, ratios=3: _cells(maps) * (scales + ratios)),
    Mistake("ANC-CELLS", instead=lambda maps, scales=3, ratios=3: _cells(maps)),
    Mistake("ANC-RATIOS", instead=lambda maps, scales=3, ratios=3: _cells(maps) * ratios),
    Mistake("ANC-ONEMAP", instead=lambda maps, scales=3, ratios=3: _cells(maps[:1]) * scales * ratios),
    symbols={"maps": "M", "scales": "n_s", "ratios": "n_r"},
)
def anchor_count(maps: Maps, scales: int = 3, ratios: int = 3) -> int:
    """Anchors over all ``maps`` (height, width): a cell holds one for each pair of a scale and a ratio.

    One map of 60×40 with 3×3 has 21,600; RetinaNet has 9 a cell on each of P3 to P7. Anchors that leave the picture
    count too. Raises Refusal bad_argument below_one.
    """
    require_counts(scales=scales, ratios=ratios, maps=min((side for sides in maps for side in sides), default=0))
    cells = named("map_cells", total(height * width for height, width in maps))
    per_cell = named("anchors_per_cell", scales * ratios)
    return named("anchors", cells * per_cell)


Four = tuple[float, float, float, float]


def _yolo_slip(change: Callable[..., Result]) -> Callable[..., Result]:
    """A wrong result over tx, ty, tw, th, the cell's column and row, the prior's sides and the stride."""
    return lambda outputs, cell, prior, stride: change(*outputs, *cell, *prior, stride)


@calculator(
    Mistake(
        "YOLO-NOSIGMOID",
        instead=_yolo_slip(
            lambda tx, ty, tw, th, column, row, pw, ph, stride: {
                "centre_x": (tx + column) * stride,
                "centre_y": (ty + row) * stride,
            }
        ),
    ),
    Mistake(
        "YOLO-NOSTRIDE",
        instead=_yolo_slip(
            lambda tx, ty, tw, th, column, row, pw, ph, stride: {
                "centre_x": sigmoid(tx) + column,
                "centre_y": sigmoid(ty) + row,
            }
        ),
    ),
    Mistake(
        "YOLO-NOEXP",
        instead=_yolo_slip(
            lambda tx, ty, tw, th, column, row, pw, ph, stride: {"box_width": pw * tw, "box_height": ph * th}
        ),
    ),
    symbols={
        "outputs": ("tx", "ty", "tw", "th"),
        "cell": ("c_x", "c_y"),
        "prior": ("p_w", "p_h"),
        "stride": "s",
    },
)
def yolo_box(outputs: Four, cell: tuple[int, int], prior: tuple[float, float], stride: int) -> Result:
    """Box that YOLOv2 and v3 read from (tx, ty, tw, th): centre (σ(t) + cell)·stride, sides prior·e^t, in pixels.

    ``cell`` is (column, row) from 0, ``prior`` (width, height) in pixels. Raises Refusal bad_argument: not_finite,
    below_one (negative), too_large (e^t beyond any picture).
    """
    require_finite([*outputs, *prior], "outputs")
    tx, ty, tw, th = outputs
    require_at_most(outputs=(max(tw, th), LARGEST_EXPONENT))
    require_counts(stride=stride)
    for name, lowest in (("cell", min(cell)), ("prior", min(prior))):
        if lowest < 0:
            raise Refusal("bad_argument", argument=name, problem="below_one", value=value_of(lowest))
    return {
        "centre_x": named("centre_x", (sigmoid(tx) + cell[0]) * stride),
        "centre_y": named("centre_y", (sigmoid(ty) + cell[1]) * stride),
        "box_width": named("box_width", prior[0] * exp(tw)),
        "box_height": named("box_height", prior[1] * exp(th)),
    }


# --- soft-NMS ---------------------------------------------------------------------------------------------------

Table = list[list[float]]
_DECAYS: dict[str, Decay] = {"linear": linear_decay, "gaussian": gaussian_decay}


def _rounds(
    overlaps: Table,
    scores: list[float],
    method: str = "linear",
    iou_threshold: float = 0.3,
    sigma: float = 0.5,
    score_threshold: float = 0,
    decay: Decay | None = None,
) -> list[tuple[int, float]]:
    """(box, score) in the order kept."""
    shares = exact_rows(overlaps, "overlaps", share=True)
    exact_rows([scores], "scores", share=True)
    require_same_lengths(shares, shares[0], "overlaps")
    require_same_lengths(scores, shares, "overlaps")
    if shares != [list(column) for column in zip(*shares, strict=True)]:
        raise Refusal("bad_argument", argument="overlaps", problem="not_symmetric", value="")
    if method not in _DECAYS:
        raise Refusal("unsupported", method=method)
    if sigma <= 0:
        raise Refusal("bad_argument", argument="sigma", problem="below_one", value=sigma)
    way = decay or _DECAYS[method]
    return soft_rounds(lambda a, b: overlaps[a][b], scores, way, iou_threshold, sigma, score_threshold)


def _by_number(pairs: list[tuple[int, float]], count: int) -> list[float]:
    found = dict(pairs)
    return [found.get(box, 0) for box in range(count)]


def _soft_slip(decay: Decay, *methods: str) -> Callable[..., list[float]]:
    """The scores by another decay, for some methods only."""

    def wrong(**given: Any) -> list[float]:
        method = given.get("method", "linear")
        if method not in methods:
            raise Refusal("unsupported", method=method)
        return _by_number(_rounds(**given, decay=decay), len(given["scores"]))

    return wrong


def _dropped(overlap: float, threshold: float, sigma: float) -> float:
    return 0.0 if overlap > threshold else 1.0


def _always(overlap: float, threshold: float, sigma: float) -> float:
    return 1 - overlap


def _by_square(overlap: float, threshold: float, sigma: float) -> float:
    return gaussian_decay(overlap, threshold, sigma * sigma)


def _one_round(**given: Any) -> list[float]:
    """Only the best box lowers the others."""
    best = by_score(given["scores"])[0]
    table = [
        [value if best in (row, column) else 0 for column, value in enumerate(line)]
        for row, line in enumerate(given["overlaps"])
    ]
    return _by_number(_rounds(**{**given, "overlaps": table}), len(given["scores"]))


def _soft_lines(**given: Any) -> tuple[WorkedLine, ...]:
    pairs = _rounds(**given)
    lines = [
        WorkedLine("soft_round", "", f"{box}: {print_number(score)}", n) for n, (box, score) in enumerate(pairs, 1)
    ]
    return (*lines, WorkedLine("final_scores", "", print_value(_by_number(pairs, len(given["scores"])))))


@calculator(
    Mistake("SNMS-HARD", instead=_soft_slip(_dropped, *_DECAYS)),
    Mistake("SNMS-ALWAYS", instead=_soft_slip(_always, "linear")),
    Mistake("SNMS-SIGMA2", instead=_soft_slip(_by_square, "gaussian")),
    Mistake("SNMS-ONEROUND", instead=_one_round),
    narrate=_soft_lines,
    law=soft_nms.law,
)
def soft_nms_scores(
    overlaps: Table,
    scores: list[float],
    method: str = "linear",
    iou_threshold: float = 0.3,
    sigma: float = 0.5,
    score_threshold: float = 0,
) -> list[float]:
    """Final score of each box after soft-NMS on a symmetric table of IoUs; 0 for a box that was pruned; one class.

    "linear" multiplies by 1 − IoU where IoU > ``iou_threshold``, "gaussian" by exp(−IoU²/sigma) always; after each
    round scores not above ``score_threshold`` are pruned. Of equal scores the lower number acts first. Raises Refusal:
    lengths_differ, not_symmetric, no_probability, below_one (sigma), unsupported (method).
    """
    return _by_number(
        _rounds(overlaps, scores, method, iou_threshold, sigma, score_threshold),
        len(scores),
    )


# --- mean average precision -------------------------------------------------------------------------------------


def _present(precisions: list[list[Fraction | int]]) -> list[list[Any]]:
    """The rows that are not empty, checked."""
    rows = [row for row in precisions if row]
    exact_rows([[value_of(value) for value in row] for row in rows], "precisions", share=True)
    return rows


@calculator(
    Mistake("MAP-BESTCLASS", instead=lambda precisions: max(map(mean, _present(precisions)))),
    Mistake("MAP-WORSTCLASS", instead=lambda precisions: min(map(mean, _present(precisions)))),
    Mistake(
        "MAP-ABSENT",
        instead=lambda precisions: ratio(
            total(mean([decimal(value) for value in row]) for row in precisions if row), len(precisions)
        ),
    ),
    Mistake("MAP-FIRSTIOU", instead=lambda precisions: mean([decimal(row[0]) for row in _present(precisions)])),
    Mistake("MAP-LASTIOU", instead=lambda precisions: mean([decimal(row[-1]) for row in _present(precisions)])),
    symbols={"precisions": "AP"},
)
def mean_average_precision(precisions: list[list[Fraction | int]]) -> Fraction:
    """mAP: the mean over classes of each class's mean AP over the IoU thresholds.

    A row per class, a column per threshold (one column: mAP at one IoU, as VOC). An empty row is a class without
    truths, which is left out. Raises Refusal bad_argument: lengths_differ (also without any AP), no_probability.
    """
    rows = _present(precisions)
    by_class = [named("class_ap", mean(row), place) for place, row in enumerate(rows, 1)]
    value: Fraction = named("map", mean(by_class))
    return value
