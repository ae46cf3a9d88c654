"""Which truth an anchor, a point or a prediction learns: IoU thresholds, FCOS's size ranges, DETR's matching.

Sources: Ren et al. 2015, section 3.1.2, and torchvision's Matcher; Tian et al. 2019 (FCOS), sections 3.1 and 3.2;
Carion et al. 2020 (DETR), section 3.1.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator, print_value
from quizzer.calculators.decimals import decimal
from quizzer.calculators.refusals import InvalidBox, Refusal, require_at_most, require_same_lengths
from quizzer.expressions.functions import whole
from quizzer.expressions.printing import print_number
from quizzer.expressions.tracing import sqrt

Result = dict[str, Any]
Exact = Fraction | int
Matrix = list[list[Fraction | int]]
MOST_MATCHED = 8
POSITIVE, NEGATIVE = Fraction(7, 10), Fraction(3, 10)
MOST_BOXES = 100


def exact_rows(rows: Sequence[Sequence[Any]], argument: str, share: bool = False) -> list[list[Fraction]]:
    """Numbers as written, in rows of equal length; a ``share`` is from 0 to 1. Raises Refusal bad_argument."""
    for row in rows or [[]]:
        require_same_lengths(rows[0] if rows else [], row, argument)
    require_at_most(**{argument: (max(len(rows), len(rows[0])), MOST_BOXES)})
    values = [[decimal(value, argument) for value in row] for row in rows]
    for value in (value for row in values for value in row if share and not 0 <= value <= 1):
        raise Refusal("bad_argument", argument=argument, problem="no_probability", value=shown(value))
    return values


def shown(value: Exact) -> str:
    """An exact number as a decimal."""
    return print_number(value.numerator if value.denominator == 1 else float(value))


def _closing(result: Result) -> list[WorkedLine]:
    return [WorkedLine(name, "", print_value(value)) for name, value in result.items()]


# --- labels of anchors ------------------------------------------------------------------------------------------


def _labels(
    ious: Matrix,
    positive: Exact = POSITIVE,
    negative: Exact = NEGATIVE,
    best_anchor: bool = True,
    only_best: bool = False,
) -> list[tuple[int, int, Fraction]]:
    """(label, best truth, its IoU) of each anchor."""
    overlaps = exact_rows(ious, "ious", share=True)
    high, low = decimal(positive, "positive"), decimal(negative, "negative")
    require_at_most(positive=(high, 1))
    if low > high:
        raise Refusal("bad_argument", argument="negative", problem="too_large", value=shown(high))
    tops = [max(row) for row in overlaps]
    found = []
    for column in zip(*overlaps, strict=True):
        top = max(column)
        is_best = any(value == best and best for value, best in zip(column, tops, strict=True))
        label = 0 if top < low or only_best else -1
        if (top >= high and not only_best) or (is_best and best_anchor):
            label = 1
        found.append((label, column.index(top), top))
    return found


def _assigned(found: Sequence[tuple[int, int, Fraction]]) -> Result:
    return {
        "anchor_labels": [label for label, _, _ in found],
        "anchor_truths": [truth if label == 1 else None for label, truth, _ in found],
    }


def _of_best(label: int, top: Fraction, high: Fraction) -> str:
    return " (max)" if label == 1 and top < high else ""


def _assign_lines(**given: Any) -> tuple[WorkedLine, ...]:
    found, high = _labels(**given), decimal(given.get("positive", POSITIVE))
    lines = [
        WorkedLine("anchor_label", f"IoU {shown(top)}{_of_best(label, top, high)}", print_number(label), anchor)
        for anchor, (label, _, top) in enumerate(found)
    ]
    return (*lines, *_closing(_assigned(found)))


@calculator(
    Mistake("ASG-NOBEST", given={"best_anchor": False}),
    Mistake("ASG-NOIGNORE", instead=lambda **given: _assigned([(max(a, 0), b, c) for a, b, c in _labels(**given)])),
    Mistake("ASG-ONLYBEST", instead=lambda **given: _assigned(_labels(**given, only_best=True))),
    narrate=_assign_lines,
    law=Law("1 if IoU ≥ t₊ or best of a truth, 0 if IoU < t₋, else −1", r"\mathrm{IoU} \ge t_+ ;\ \mathrm{IoU} < t_-"),
)
def anchor_assign(
    ious: Matrix, positive: Exact = POSITIVE, negative: Exact = NEGATIVE, best_anchor: bool = True
) -> Result:
    """Label of each anchor, 1 positive, 0 negative, −1 ignored, and the truth of each positive one; both from 0.

    ``ious`` has a row per truth and a column per anchor. Of its largest IoU: ≥ ``positive`` positive, < ``negative``
    negative, between them ignored. With ``best_anchor`` each anchor that no other beats on some truth (all of equal
    ones, IoU above 0) is positive as well. An anchor learns the truth that it overlaps most, of equal ones the first,
    as in torchvision's Matcher. Raises Refusal bad_argument: lengths_differ, no_probability, too_large.
    """
    return _assigned(_labels(ious, positive, negative, best_anchor))


# --- labels of points -------------------------------------------------------------------------------------------

Point = tuple[Fraction | int, Fraction | int]
Corners = tuple[Fraction | int, Fraction | int, Fraction | int, Fraction | int]
FIRST_LEVEL = 3
LIMITS = (64, 128, 256, 512)
"""The largest distances that FCOS learns on P3 to P6; P7 learns all beyond."""


def _distances(point: Point, boxes: list[Corners]) -> list[list[Fraction]]:
    """Left, top, right and bottom distance of the point from the sides of each box."""
    x, y = exact_rows([point], "point")[0]
    found = []
    for x1, y1, x2, y2 in exact_rows(boxes, "boxes"):
        if x2 < x1 or y2 < y1:
            raise InvalidBox("inverted_box", box=[shown(side) for side in (x1, y1, x2, y2)])
        found.append([x - x1, y - y1, x2 - x, y2 - y])
    return found


def _area(sides: Sequence[Fraction]) -> Fraction:
    left, top, right, bottom = sides
    return (left + right) * (top + bottom)


def _bounds(limits: Sequence[Exact]) -> list[Fraction]:
    bounds = [decimal(limit, "limits") for limit in limits]
    for below, above in pairwise(bounds):
        if below > above:
            raise Refusal("bad_argument", argument="limits", problem="too_large", value=shown(above))
    return bounds


def _range(level: int, bounds: list[Fraction]) -> tuple[Fraction, Fraction | None]:
    place = level - FIRST_LEVEL
    if not 0 <= place <= len(bounds):
        raise Refusal("unsupported", level=level)
    return bounds[place - 1] if place else Fraction(0), bounds[place] if place < len(bounds) else None


def _assign_point(
    point: Point,
    boxes: list[Corners],
    level: int = FIRST_LEVEL,
    limits: tuple[Exact, ...] = LIMITS,
    any_level: bool = False,
    pick: Callable[..., int | None] = min,
    reach: Callable[[Sequence[Fraction]], Exact] = max,
) -> Result:
    distances, bounds = _distances(point, boxes), _bounds(limits)
    low, high = _range(level, bounds)
    reaches = {box: reach(sides) for box, sides in enumerate(distances) if min(sides) > 0}
    fitting = [box for box, far in reaches.items() if any_level or (low <= far and (high is None or far <= high))]
    box = pick(fitting, key=lambda box: _area(distances[box]), default=None)
    return {
        "box_levels": [
            FIRST_LEVEL + sum(reaches[place] > limit for limit in bounds) if place in reaches else None
            for place in range(len(boxes))
        ],
        "assigned_box": box,
        "point_targets": None if box is None else [whole(side) for side in distances[box]],
    }


def _point_slip(*wrong: str, **change: Any) -> Callable[..., Result]:
    return lambda **given: {name: _assign_point(**given, **change)[name] for name in wrong}


def _signed(**given: Any) -> Result:
    right = _assign_point(**given)["point_targets"]
    return {"point_targets": right and [-right[0], -right[1], *right[2:]]}


def _point_lines(**given: Any) -> tuple[WorkedLine, ...]:
    lines = [
        WorkedLine("box_distances", "", print_value([whole(side) for side in sides]), box)
        for box, sides in enumerate(_distances(given["point"], given["boxes"]))
    ]
    return (*lines, *_closing(_assign_point(**given)))


def _longer_side(sides: Sequence[Fraction]) -> Fraction:
    left, top, right, bottom = sides
    return max(left + right, top + bottom)


@calculator(
    Mistake("PT-NEARSIDE", instead=_point_slip("box_levels", reach=min)),
    Mistake("PT-BOXSIDE", instead=_point_slip("box_levels", reach=_longer_side)),
    Mistake("PT-LARGEST", instead=_point_slip("assigned_box", "point_targets", pick=max)),
    Mistake("PT-NORANGE", instead=_point_slip("assigned_box", "point_targets", any_level=True)),
    Mistake("PT-AREALEVEL", instead=_point_slip("box_levels", reach=lambda sides: sqrt(_area(sides)))),
    Mistake("PT-SIGNED", instead=_signed),
    narrate=_point_lines,
    law=Law(
        "l = x − x₁, t = y − y₁, r = x₂ − x, b = y₂ − y;  all > 0, m_{i−1} ≤ max(l, t, r, b) ≤ m_i, smallest area",
        r"l = x - x_1,\ t = y - y_1,\ r = x_2 - x,\ b = y_2 - y;\quad m_{i-1} \le \max(l, t, r, b) \le m_i",
    ),
)
def point_assign(
    point: Point, boxes: list[Corners], level: int = FIRST_LEVEL, limits: tuple[Exact, ...] = LIMITS
) -> Result:
    """What FCOS learns at ``point`` (x, y) of P``level`` from boxes (x1, y1, x2, y2): number of the box, (l, t, r, b).

    A box counts if the point lies inside it (all four distances > 0) and the largest distance is in the range of the
    level, ends included: up to limits[0] on P3, from limits[0] to limits[1] on P4 …, no end on the last. Of several the
    smallest area wins, of equal ones the first; null if none. ``box_levels`` is the level of each box around the
    point, at a limit the finer one. No centre sampling. Raises InvalidBox inverted_box, Refusal unsupported (level).
    """
    return _assign_point(point, boxes, level, limits)


# --- one-to-one matching ----------------------------------------------------------------------------------------

Pairs = tuple[tuple[int, int], ...]


def _costs(costs: Matrix) -> list[list[Fraction]]:
    require_at_most(costs=(max(len(costs), *map(len, costs), 0), MOST_MATCHED))
    return exact_rows(costs, "costs")


def _best_pairs(costs: list[list[Fraction]]) -> Pairs:
    """The cheapest matching, by dynamic programming over the rows and the set of columns taken."""
    rows, columns = len(costs), len(costs[0])

    @functools.cache
    def best(row: int, taken: int, idle: int) -> tuple[Fraction, Pairs]:
        if row == rows:
            return Fraction(0), ()
        ways = []
        for column in range(columns):
            if not taken >> column & 1:
                price, pairs = best(row + 1, taken | 1 << column, idle)
                ways.append((price + costs[row][column], ((row, column), *pairs)))
        if idle:
            ways.append(best(row + 1, taken, idle - 1))
        return min(ways)

    return best(0, 0, max(rows - columns, 0))[1]


def _greedy_pairs(costs: list[list[Fraction]]) -> Pairs:
    cells = sorted((price, row, column) for row, line in enumerate(costs) for column, price in enumerate(line))
    return _free((row, column) for _, row, column in cells)


def _free(cells: Iterable[tuple[int, int]]) -> Pairs:
    """The pairs whose row and column are free when their turn comes."""
    pairs: list[tuple[int, int]] = []
    for row, column in cells:
        if all(row != a and column != b for a, b in pairs):
            pairs.append((row, column))
    return tuple(sorted(pairs))


def _in_turn(costs: list[list[Fraction]]) -> Pairs:
    """Each column in turn takes the cheapest row that is free."""
    rows = range(len(costs))
    return _free(
        (row, column) for column in range(len(costs[0])) for row in sorted(rows, key=lambda row: costs[row][column])
    )


def _each_cheapest(costs: list[list[Fraction]]) -> Pairs:
    rows = range(len(costs))
    return tuple(sorted((min(rows, key=lambda row: costs[row][column]), column) for column in range(len(costs[0]))))


def _dearest(costs: list[list[Fraction]]) -> Pairs:
    return _best_pairs([[-price for price in row] for row in costs])


def _matched(find: Callable[[list[list[Fraction]]], Pairs]) -> Callable[..., Result]:
    def run(costs: Matrix) -> Result:
        table = _costs(costs)
        pairs = find(table)
        price = sum((table[row][column] for row, column in pairs), Fraction(0))
        return {"pairs": [list(pair) for pair in pairs], "total_cost": whole(price)}

    return run


def _match_lines(costs: Matrix) -> tuple[WorkedLine, ...]:
    result = _matched(_best_pairs)(costs)
    prices = [shown(_costs(costs)[row][column]) for row, column in result["pairs"]]
    return (
        WorkedLine("pairs", "", print_value(result["pairs"])),
        WorkedLine("total_cost", " + ".join(prices), print_value(result["total_cost"])),
    )


@calculator(
    Mistake("HUN-GREEDY", instead=_matched(_greedy_pairs)),
    Mistake("HUN-INTURN", instead=_matched(_in_turn)),
    Mistake("HUN-SHARED", instead=_matched(_each_cheapest)),
    Mistake("HUN-MAX", instead=_matched(_dearest)),
    narrate=_match_lines,
    law=Law("min over σ of Σ cost(σ(j), j)", r"\min_\sigma \sum_j c_{\sigma(j), j}"),
)
def hungarian_match(costs: Matrix) -> Result:
    """Pairs [prediction, truth], from 0, of the one-to-one matching with the least total cost, and that cost.

    ``costs`` has a row per prediction and a column per truth, at most 8 of each; of unequal numbers the rest stays
    without partner (DETR: "no object"). Of equally cheap matchings the first in the order of their pairs. Exact.
    Raises Refusal bad_argument: lengths_differ, too_large.
    """
    return _matched(_best_pairs)(costs)
