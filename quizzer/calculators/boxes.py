"""Overlap of boxes.

Boxes are corners (x1, y1, x2, y2). ``pixel_offset`` 0 measures a side as x2 − x1 (continuous corners); 1 as
x2 − x1 + 1 (corners are pixels that belong to the box, as in the original Fast R-CNN code).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidBox, Refusal
from quizzer.expressions.tracing import maximum, minimum, named, ratio

Box = tuple[float, float, float, float]

_CORNERS_A = ("x1_a", "y1_a", "x2_a", "y2_a")
_CORNERS_B = ("x1_b", "y1_b", "x2_b", "y2_b")


def sides_of(box: Box, pixel_offset: int = 0) -> tuple[Any, Any]:
    """Width and height of a box. Raises InvalidBox inverted_box."""
    x1, y1, x2, y2 = box
    if x2 < x1 or y2 < y1:
        raise InvalidBox("inverted_box", box=[x1, y1, x2, y2])
    if pixel_offset:
        return x2 - x1 + 1, y2 - y1 + 1
    return x2 - x1, y2 - y1


def _overlap_sides(box_a: Box, box_b: Box, pixel_offset: int) -> tuple[Any, Any]:
    """Width and height of the overlap before they are cut off at 0."""
    width = minimum(box_a[2], box_b[2]) - maximum(box_a[0], box_b[0])
    height = minimum(box_a[3], box_b[3]) - maximum(box_a[1], box_b[1])
    if pixel_offset:
        return width + 1, height + 1
    return width, height


def _clamped(label: str, side: Any) -> Any:
    side = named(label, side)
    return side if side >= 0 else named(f"{label}_clamped", maximum(side, 0))


def _from_areas(quotient: Callable[[Any, Any, Any], tuple[Any, Any]]) -> Callable[..., Any]:
    """A wrong IoU: numerator and denominator over (overlap, area of a, area of b)."""

    def wrong(box_a: Box, box_b: Box, pixel_offset: int = 0) -> Any:
        width, height = (max(side, 0) for side in _overlap_sides(box_a, box_b, pixel_offset))
        (wide_a, high_a), (wide_b, high_b) = sides_of(box_a, pixel_offset), sides_of(box_b, pixel_offset)
        return ratio(*quotient(width * height, wide_a * high_a, wide_b * high_b))

    return wrong


def _from_sides(box_a: Box, box_b: Box, pixel_offset: int = 0) -> Any:
    width, height = (max(side, 0) for side in _overlap_sides(box_a, box_b, pixel_offset))
    sides = sum(sides_of(box_a, pixel_offset)) + sum(sides_of(box_b, pixel_offset))
    overlap = width + height if width and height else 0
    return ratio(overlap, sides - overlap)


def _over_enclosing(box_a: Box, box_b: Box, pixel_offset: int = 0) -> Any:
    width, height = (max(side, 0) for side in _overlap_sides(box_a, box_b, pixel_offset))
    enclosing_width = max(box_a[2], box_b[2]) - min(box_a[0], box_b[0]) + pixel_offset
    enclosing_height = max(box_a[3], box_b[3]) - min(box_a[1], box_b[1]) + pixel_offset
    return ratio(width * height, enclosing_width * enclosing_height)


def _unclamped(box_a: Box, box_b: Box, pixel_offset: int = 0) -> Any:
    width, height = _overlap_sides(box_a, box_b, pixel_offset)
    (wide_a, high_a), (wide_b, high_b) = sides_of(box_a, pixel_offset), sides_of(box_b, pixel_offset)
    return ratio(width * height, wide_a * high_a + wide_b * high_b - width * height)


def _corners_as_sizes(box_a: Box, box_b: Box, pixel_offset: int = 0) -> Fraction:
    (ax, ay, aw, ah), (bx, by, bw, bh) = box_a, box_b
    return box_iou((ax, ay, ax + aw, ay + ah), (bx, by, bx + bw, by + bh), pixel_offset)


@calculator(
    Mistake("IOU-SUM", instead=_from_areas(lambda overlap, a, b: (overlap, a + b))),
    Mistake("IOU-DICE", instead=_from_areas(lambda overlap, a, b: (2 * overlap, a + b))),
    Mistake("IOU-SUB2", instead=_from_areas(lambda overlap, a, b: (overlap, a + b - 2 * overlap))),
    Mistake("IOU-MIN", instead=_from_areas(lambda overlap, a, b: (overlap, min(a, b)))),
    Mistake("IOU-PLUS1", given={"pixel_offset": 1}),
    Mistake("IOU-SIDES", instead=_from_sides),
    Mistake("IOU-ENCLOSE", instead=_over_enclosing),
    Mistake("IOU-NEG", instead=_unclamped),
    Mistake("IOU-XYWH", instead=_corners_as_sizes),
    structural=("pixel_offset",),
    symbols={"box_a": _CORNERS_A, "box_b": _CORNERS_B},
)
def box_iou(box_a: Box, box_b: Box, pixel_offset: int = 0) -> Fraction:
    """Intersection over union of two boxes, exact: overlap / (area a + area b − overlap).

    Raises InvalidBox (inverted_box) and, where the union has no area, Refusal (zero_union). Source: Everingham et
    al. 2010, "The PASCAL VOC challenge", section 4.2.
    """
    width, height = _overlap_sides(box_a, box_b, pixel_offset)
    overlap = named("overlap", _clamped("overlap_width", width) * _clamped("overlap_height", height))
    areas = []
    for label, box in (("area_a", box_a), ("area_b", box_b)):
        wide, high = sides_of(box, pixel_offset)
        areas.append(named(label, wide * high))
    union = named("union", areas[0] + areas[1] - overlap)
    if not union:
        raise Refusal("zero_union")
    quotient: Fraction = named("iou", ratio(overlap, union))
    return quotient


def overlaps_of(boxes: Sequence[Box], pixel_offset: int = 0) -> list[list[Fraction]]:
    """The matrix of the IoU of every pair of ``boxes``. Raises as :func:`box_iou`."""
    return [[box_iou(a, b, pixel_offset) for b in boxes] for a in boxes]
