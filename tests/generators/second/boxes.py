"""Boxes as sets of unit cells, suppression round by round, RoIs bin by bin."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

import math
from fractions import Fraction

from tests.generators.second.table import second


def cells(box, inclusive=0):
    """The unit cells of a box with whole corners; ``inclusive`` counts the last row and column too."""
    x1, y1, x2, y2 = box
    return {(x, y) for x in range(x1, x2 + inclusive) for y in range(y1, y2 + inclusive)}


def overlap(box_a, box_b, inclusive=0):
    a, b = cells(box_a, inclusive), cells(box_b, inclusive)
    return Fraction(len(a & b), len(a | b))


def hull(box_a, box_b):
    x1s, y1s, x2s, y2s = zip(box_a, box_b, strict=True)
    return min(x1s), min(y1s), max(x2s), max(y2s)


@second("nms-iou-two-boxes")
def iou(level, box_a, box_b):
    return overlap(box_a, box_b, inclusive=level == 3)


@second("nms-iou-formula")
def iou_formula(A, B, I):  # noqa: E741
    first, other = set(range(A)), set(range(A - I, A - I + B))
    return Fraction(len(first & other), len(first | other))


@second("detection-giou-two-boxes")
def generalised_iou(box_a, box_b):
    union, around = cells(box_a) | cells(box_b), cells(hull(box_a, box_b))
    return overlap(box_a, box_b) - Fraction(len(around - union), len(around))


def centre_penalty(box_a, box_b):
    x1, y1, x2, y2 = hull(box_a, box_b)
    apart = [Fraction(a + c, 2) - Fraction(b + d, 2) for a, b, c, d in zip(box_a, box_b, box_a[2:], box_b[2:])]  # noqa: B905
    return Fraction(sum(one * one for one in apart)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)


@second("detection-diou-two-boxes")
def distance_iou(box_a, box_b):
    return overlap(box_a, box_b) - centre_penalty(box_a, box_b)


@second("detection-ciou-two-boxes")
def complete_iou(ha, hb, ra, rb, dx, dy):
    # Twice the size makes every corner whole; nothing here depends on the unit.
    sides = [2 * part for part in (ra * ha, ha, rb * hb, hb, dx, dy)]
    wide_a, high_a, wide_b, high_b, left, up = map(int, sides)
    box_a, box_b = (0, 0, wide_a, high_a), (left, up, left + wide_b, up + high_b)
    shared = overlap(box_a, box_b)
    turned = math.atan2(wide_a, high_a) - math.atan2(wide_b, high_b)
    unlike = (2 * turned / math.pi) ** 2
    return float(shared - centre_penalty(box_a, box_b)) - unlike * unlike / (1 - shared + unlike)


@second("detection-encode-box")
def box_targets(level, wa, k, sx):
    return sx if level == 2 else math.log(Fraction(k * wa) / wa)


@second("detection-decode-box")
def decoded_right(left, wa, k, sx):
    return left + Fraction(wa, 2) + sx * wa + k * wa / Fraction(2)


# --- suppression -------------------------------------------------------------------------------------------------


@second("nms-iou-greedy-trace")
def greedy(boxes, scores, threshold):
    """A box stays unless one that stays, scores higher and overlaps it by more than the threshold."""
    order = sorted(range(len(boxes)), key=lambda box: -scores[box])
    stays = {}
    for place, box in enumerate(order):
        rivals = [other for other in order[:place] if stays[other]]
        stays[box] = all(overlap(boxes[box], boxes[other]) <= threshold for other in rivals)
    return tuple(box for box in order if stays[box])


@second("nms-iou-comparison-count")
def comparisons(n):
    return sum(len(range(kept + 1, n)) for kept in range(n))


def softened(scores, p, q, r, decay):
    """The final score of box 2 of three."""
    overlaps = {frozenset((0, 1)): p, frozenset((0, 2)): q, frozenset((1, 2)): r}
    now, left = dict(enumerate(scores)), {0, 1, 2}
    while left:
        best = max(sorted(left), key=lambda box: now[box])
        left.remove(best)
        for box in left:
            now[box] *= decay(overlaps[frozenset((best, box))])
    return now[2]


@second("nms-iou-soft-linear")
def soft_linear(scores, p, q, r, t):
    return softened(scores, p, q, r, lambda iou: 1 - iou if iou > t else 1)


@second("nms-iou-soft-gaussian")
def soft_gaussian(scores, p, q, r):
    return softened(scores, p, q, r, lambda iou: math.exp(-2 * float(iou) ** 2))


# --- RoIs --------------------------------------------------------------------------------------------------------


@second("roi-bilinear-sample")
def bilinear(a, b, c, d, x, y):
    corners = {(0, 0): a, (1, 0): b, (0, 1): c, (1, 1): d}
    return sum((1 - abs(x - cx)) * (1 - abs(y - cy)) * value for (cx, cy), value in corners.items())


def caffe_bins(start, end, bins):
    """The cells of each bin along one axis; the last cell belongs to the RoI."""
    members = range(math.floor(start + Fraction(1, 2)), math.floor(end + Fraction(1, 2)) + 1)
    share = Fraction(len(members), bins)
    return [members[math.floor(i * share) : math.ceil((i + 1) * share)] for i in range(bins)]


@second("roi-quantised-pooling")
def roi_pooling(level, S, n, side, left, high, up):
    if level == 2:
        kept = max(cells for cells in range(side) if cells * S <= side)
        in_bins = max(cells for cells in range(kept + 1) if cells % n == 0)
        return side - in_bins * S
    rows = caffe_bins(Fraction(up, S), Fraction(up + high, S), n)[0 if level == 3 else 1]
    columns = caffe_bins(Fraction(left, S), Fraction(left + side, S), n)
    return tuple(max(100 * y + x for y in rows for x in group) for group in columns)


@second("roi-align-bin-value")
def roi_align(level, S, x1, y1, wide, high):
    """The map is linear, so a sample inside it has the value of the plane there."""
    samples = 1 if level == 3 else 2
    shift = Fraction(0) if level == 3 else Fraction(1, 2)

    def taken(start, length):
        step = Fraction(length, S) / 2 / samples
        return [Fraction(start, S) - shift + (i + Fraction(1, 2)) * step for i in range(samples)]

    values = [100 * y + x for y in taken(y1, high) for x in taken(x1, wide)]
    return sum(values) / len(values)
