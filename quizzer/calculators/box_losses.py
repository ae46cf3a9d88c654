"""IoU and its generalisations for a pair of boxes, and box regression targets.

Sources: Rezatofighi et al. 2019 (GIoU), Zheng et al. 2020 (DIoU, CIoU; no small constant is added as torchvision
does), Ren et al. 2015, section 3.1.2 (box encoding).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, cast

from quizzer.calculators.boxes import Box, box_iou, sides_of
from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidBox, Refusal
from quizzer.expressions.tracing import arctan, exp, log, maximum, minimum, named, ratio

Result = dict[str, Any]
Number = Any
"""A Fraction or float, traced or not."""


def _whole(box: Box) -> Box:
    """The box with whole floats as ints, so that its overlap stays exact."""
    x1, y1, x2, y2 = (int(side) if isinstance(side, float) and float(side).is_integer() else side for side in box)
    return x1, y1, x2, y2


def _if_defined(value: Callable[[], object]) -> object:
    try:
        return value()
    except (Refusal, ZeroDivisionError) as problem:
        if isinstance(problem, InvalidBox):
            raise
        return None


def _enclosing(box_a: Box, box_b: Box) -> tuple[Any, Any]:
    width = named("enclosing_width", maximum(box_a[2], box_b[2]) - minimum(box_a[0], box_b[0]))
    height = named("enclosing_height", maximum(box_a[3], box_b[3]) - minimum(box_a[1], box_b[1]))
    return width, height


def _areas(box_a: Box, box_b: Box) -> tuple[Any, Any]:
    """Overlap and union."""
    width = maximum(minimum(box_a[2], box_b[2]) - maximum(box_a[0], box_b[0]), 0)
    height = maximum(minimum(box_a[3], box_b[3]) - maximum(box_a[1], box_b[1]), 0)
    (wide_a, high_a), (wide_b, high_b) = sides_of(box_a), sides_of(box_b)
    overlap = named("overlap", width * height)
    return overlap, named("union", wide_a * high_a + wide_b * high_b - overlap)


def _empty_over_union(box_a: Box, box_b: Box) -> Number:
    """GIoU with its penalty over the union instead of the enclosing box."""
    overlap, union = _areas(box_a, box_b)
    width, height = _enclosing(box_a, box_b)
    return ratio(overlap, union) - ratio(width * height - union, union)


@calculator(
    Mistake("GIOU-BYUNION", instead=_empty_over_union),
    Mistake("GIOU-NOPEN", instead=lambda box_a, box_b: box_iou(box_a, box_b)),
    Mistake("GIOU-UNION", instead=lambda box_a, box_b: _giou_with(box_a, box_b, lambda hull, union: union)),
    Mistake("IOU-SUM", instead=lambda box_a, box_b: box_iou.mistaken("IOU-SUM", {"box_a": box_a, "box_b": box_b})),
)
def generalised_iou(box_a: Box, box_b: Box) -> Number:
    """GIoU = IoU − (C − U)/C with the enclosing box's area C and the union U; from −1 to 1."""
    return _giou_with(box_a, box_b, lambda hull, union: hull - union)


def _giou_with(box_a: Box, box_b: Box, empty: Callable[[Any, Any], Any]) -> Number:
    overlap, union = _areas(box_a, box_b)
    if not union:
        raise Refusal("zero_union")
    width, height = _enclosing(box_a, box_b)
    hull = named("enclosing_area", width * height)
    value: Number = named("giou", ratio(overlap, union) - ratio(empty(hull, union), hull))
    return value


def _distances(box_a: Box, box_b: Box) -> tuple[Number, Number]:
    """Squared distance of the centres and squared diagonal of the enclosing box."""
    dx = ratio(box_a[0] + box_a[2] - box_b[0] - box_b[2], 2)
    dy = ratio(box_a[1] + box_a[3] - box_b[1] - box_b[3], 2)
    width, height = _enclosing(box_a, box_b)
    centres: Number = named("centre_distance_squared", dx * dx + dy * dy)
    return centres, named("diagonal_squared", width * width + height * height)


def _root_ratio(box_a: Box, box_b: Box) -> object:
    centres, diagonal = _distances(box_a, box_b)
    return float(box_iou(box_a, box_b)) - math.sqrt(centres / diagonal)


def _over_width(box_a: Box, box_b: Box) -> object:
    centres, _ = _distances(box_a, box_b)
    width, _ = _enclosing(box_a, box_b)
    return box_iou(box_a, box_b) - ratio(centres, width * width)


@calculator(
    Mistake("GIOU-NOPEN", instead=lambda box_a, box_b: box_iou(box_a, box_b)),
    Mistake("DIOU-NOSQ", instead=_root_ratio),
    Mistake("DIOU-SIDE", instead=_over_width),
)
def distance_iou(box_a: Box, box_b: Box) -> Number:
    """DIoU = IoU − ρ²/c²: squared distance of the centres over the squared diagonal of the enclosing box."""
    overlap, union = _areas(box_a, box_b)
    if not union:
        raise Refusal("zero_union")
    centres, diagonal = _distances(box_a, box_b)
    value: Number = named("diou", ratio(overlap, union) - ratio(centres, diagonal))
    return value


def _aspect(box_a: Box, box_b: Box) -> Number:
    (wide_a, high_a), (wide_b, high_b) = sides_of(box_a), sides_of(box_b)
    difference = arctan(ratio(wide_a, high_a)) - arctan(ratio(wide_b, high_b))
    term: Number = named("aspect_term", difference * difference * (4 / math.pi**2))
    return term


@calculator(
    Mistake("CIOU-NOASPECT", instead=lambda box_a, box_b: distance_iou(box_a, box_b)),
    Mistake("CIOU-NOALPHA", instead=lambda box_a, box_b: distance_iou(box_a, box_b) - _aspect(box_a, box_b)),
    Mistake("GIOU-NOPEN", instead=lambda box_a, box_b: box_iou(box_a, box_b)),
)
def complete_iou(box_a: Box, box_b: Box) -> Number:
    """CIoU = DIoU − α·v, v = (4/π²)(arctan w_a/h_a − arctan w_b/h_b)², α = v/(1 − IoU + v)."""
    overlap, union = _areas(box_a, box_b)
    if not union:
        raise Refusal("zero_union")
    centres, diagonal = _distances(box_a, box_b)
    share = named("iou", ratio(overlap, union))
    aspect = _aspect(box_a, box_b)
    slack = 1 - share + aspect
    alpha = named("alpha", ratio(aspect, slack) if slack else 0 * aspect)
    value: Number = named("ciou", share - ratio(centres, diagonal) - alpha * aspect)
    return value


def _wrong_iou(slip: str) -> Callable[..., Result]:
    return lambda box_a, box_b: {"iou": box_iou.mistaken(slip, {"box_a": _whole(box_a), "box_b": _whole(box_b)})}


def _lift_slip(key: str, slip: str, of: Any) -> Mistake:
    return Mistake(slip, instead=lambda box_a, box_b: {key: of.mistaken(slip, {"box_a": box_a, "box_b": box_b})})


@calculator(
    *(Mistake(slip, instead=_wrong_iou(slip)) for slip in box_iou.mistakes),
    _lift_slip("giou", "GIOU-NOPEN", generalised_iou),
    _lift_slip("giou", "GIOU-UNION", generalised_iou),
    _lift_slip("diou", "DIOU-NOSQ", distance_iou),
    _lift_slip("diou", "DIOU-SIDE", distance_iou),
    _lift_slip("ciou", "CIOU-NOALPHA", complete_iou),
    symbols=box_iou.symbols,
)
def iou(box_a: Box, box_b: Box) -> Result:
    """Two boxes (x1, y1, x2, y2): IoU, IoU of inclusive pixel boxes (iou_plus1), GIoU, DIoU and CIoU.

    What is undefined is null: all but iou_plus1 of a zero union, CIoU of a box without height. Raises InvalidBox
    inverted_box.
    """
    box_a, box_b = _whole(box_a), _whole(box_b)
    return {
        "iou": _if_defined(lambda: box_iou(box_a, box_b)),
        "iou_plus1": _if_defined(lambda: box_iou(box_a, box_b, 1)),
        "giou": _if_defined(lambda: generalised_iou(box_a, box_b)),
        "diou": _if_defined(lambda: distance_iou(box_a, box_b)),
        "ciou": _if_defined(lambda: complete_iou(box_a, box_b)),
    }


# --- regression targets -----------------------------------------------------------------------------------------


def _centred(box: Box) -> tuple[Number, Number, Number, Number]:
    width, height = sides_of(box)
    return ratio(box[0] + box[2], 2), ratio(box[1] + box[3], 2), width, height


def _differences(anchor: Box, box: Box) -> Result:
    (x_a, y_a, w_a, h_a), (x, y, w, h) = _centred(anchor), _centred(box)
    return {"tx": x - x_a, "ty": y - y_a, "tw": w - w_a, "th": h - h_a}


@calculator(
    Mistake("ENC-PIXELS", instead=_differences),
    Mistake("ENC-RELDIFF", instead=lambda anchor, box: _encode(anchor, box, scale=lambda quotient: quotient - 1)),
    Mistake("ENC-INVERSE", instead=lambda anchor, box: _encode(anchor, box, scale=lambda quotient: -log(quotient))),
    Mistake("ENC-BYTRUTH", instead=lambda anchor, box: _encode(anchor, box, by=box)),
    Mistake("ENC-NOLOG", instead=lambda anchor, box: _encode(anchor, box, scale=lambda quotient: quotient)),
    Mistake("ENC-CORNER", instead=lambda anchor, box: _encode_corners(anchor, box)),
    symbols={"anchor": ("x1_a", "y1_a", "x2_a", "y2_a"), "box": ("x1", "y1", "x2", "y2")},
)
def box_targets(anchor: Box, box: Box) -> Result:
    """Regression targets of a box against an anchor: tx = (x − x_a)/w_a, ty, tw = ln(w/w_a), th; centres and sides.

    Raises InvalidBox for a box without area.
    """
    return _encode(anchor, box)


def _encode(anchor: Box, box: Box, by: Box | None = None, scale: Callable[[Number], Number] = log) -> Result:
    x_a, y_a, w_a, h_a = _centred(anchor)
    x, y, w, h = _centred(box)
    if not (w and h and w_a and h_a):
        raise InvalidBox("inverted_box", box=list(box))
    _, _, unit_w, unit_h = _centred(by or anchor)
    return {
        "tx": named("tx", ratio(x - x_a, unit_w)),
        "ty": named("ty", ratio(y - y_a, unit_h)),
        "tw": named("tw", scale(ratio(w, w_a))),
        "th": named("th", scale(ratio(h, h_a))),
    }


def _encode_corners(anchor: Box, box: Box) -> Result:
    _, _, width, height = _centred(anchor)
    return {"tx": ratio(box[0] - anchor[0], width), "ty": ratio(box[1] - anchor[1], height)}


def _centre_as_corner(anchor: Box, targets: tuple[float, float, float, float]) -> list[object]:
    """The decoded centre taken for the first corner."""
    x1, y1, x2, y2 = map(float, cast(list[float], _decode(anchor, targets)))
    width, height = x2 - x1, y2 - y1
    return [x1 + width / 2, y1 + height / 2, x2 + width / 2, y2 + height / 2]


@calculator(
    Mistake("ENC-CENTRE", instead=_centre_as_corner),
    Mistake("ENC-KEEPSIDES", instead=lambda anchor, targets: _decode(anchor, targets, grow=lambda t: 1)),
    Mistake("ENC-NOLOG", instead=lambda anchor, targets: _decode(anchor, targets, grow=lambda t: 1 + t)),
    Mistake("ENC-PIXELS", instead=lambda anchor, targets: _decode(anchor, targets, by_size=False)),
    symbols={"anchor": ("x1_a", "y1_a", "x2_a", "y2_a"), "targets": ("tx", "ty", "tw", "th")},
)
def decoded_box(anchor: Box, targets: tuple[float, float, float, float]) -> list[object]:
    """(x1, y1, x2, y2) that ``targets`` (tx, ty, tw, th) make of an anchor: the inverse of :func:`box_targets`."""
    return _decode(anchor, targets)


def _decode(
    anchor: Box,
    targets: tuple[float, float, float, float],
    grow: Callable[[float], float] = exp,
    by_size: bool = True,
) -> list[object]:
    x_a, y_a, w_a, h_a = _centred(anchor)
    tx, ty, tw, th = targets
    x = named("centre_x", x_a + tx * (w_a if by_size else 1))
    y = named("centre_y", y_a + ty * (h_a if by_size else 1))
    width, height = named("box_width", grow(tw) * w_a), named("box_height", grow(th) * h_a)
    return [x - ratio(width, 2), y - ratio(height, 2), x + ratio(width, 2), y + ratio(height, 2)]
