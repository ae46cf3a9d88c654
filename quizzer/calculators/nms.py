"""Greedy non-maximum suppression.

It works on the matrix of overlaps (:func:`quizzer.calculators.boxes.overlaps_of`), so it is the same for every
convention of measuring boxes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.refusals import require_counts
from quizzer.expressions.printing import print_number
from quizzer.expressions.tracing import named

Overlaps = Sequence[Sequence[Fraction]]
LAW = Law(
    "keep i if no kept j with s_j ≥ s_i has IoU(i, j) > t",
    r"\{i : \nexists\, j \text{ kept}, s_j \ge s_i, \mathrm{IoU}(i,j) > t\}",
)


@dataclass(frozen=True)
class Round:
    """One round of greedy NMS: the box kept, and the later boxes with their overlap, dropped or not."""

    kept: int
    dropped: tuple[tuple[int, Fraction], ...]
    spared: tuple[tuple[int, Fraction], ...]


def by_score(scores: Sequence[float]) -> list[int]:
    """Box numbers from the highest score down; of equal scores the lower number comes first."""
    return sorted(range(len(scores)), key=lambda box: -scores[box])


def nms_rounds(
    order: Sequence[int], overlap: Callable[[int, int], Fraction], suppresses: Callable[[Fraction], bool]
) -> Iterator[Round]:
    """Greedy NMS over ``order``: keep the first box left, drop what ``suppresses`` with it, and so on."""
    left = list(order)
    while left:
        kept, *others = left
        measured = [(other, overlap(kept, other)) for other in others]
        dropped = tuple(pair for pair in measured if suppresses(pair[1]))
        spared = tuple(pair for pair in measured if not suppresses(pair[1]))
        yield Round(kept, dropped, spared)
        left = [other for other, _ in spared]


def _rounds(overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, at_equal: bool) -> list[Round]:
    def suppresses(value: Fraction) -> bool:
        return value >= threshold if at_equal else value > threshold

    return list(nms_rounds(by_score(scores), lambda a, b: overlaps[a][b], suppresses))


def _kept(overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool) -> tuple[int, ...]:
    return tuple(step.kept for step in _rounds(overlaps, scores, threshold, suppress_at_equal))


def _narrate(
    overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool = False
) -> tuple[WorkedLine, ...]:
    lines = [WorkedLine("nms_order", "", ", ".join(map(str, by_score(scores))))]
    for number, step in enumerate(_rounds(overlaps, scores, threshold, suppress_at_equal), 1):
        pairs = {
            "dropped": ", ".join(f"{box} ({print_number(value)})" for box, value in step.dropped),
            "spared": ", ".join(f"{box} ({print_number(value)})" for box, value in step.spared),
        }
        lines.append(WorkedLine("nms_round", "", str(step.kept), number, pairs))
    kept = _kept(overlaps, scores, threshold, suppress_at_equal)
    return (*lines, WorkedLine("nms_kept", "", ", ".join(map(str, kept))))


def _suppressed_still_act(
    overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool = False
) -> tuple[int, ...]:
    order = by_score(scores)
    return tuple(
        box
        for place, box in enumerate(order)
        if not any(
            overlaps[earlier][box] > threshold or (suppress_at_equal and overlaps[earlier][box] == threshold)
            for earlier in order[:place]
        )
    )


def _keep_overlapping(
    overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool = False
) -> tuple[int, ...]:
    rounds = nms_rounds(by_score(scores), lambda a, b: overlaps[a][b], lambda value: value < threshold)
    return tuple(step.kept for step in rounds)


def _in_given_order(
    overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool = False
) -> tuple[int, ...]:
    return _kept(overlaps, [0] * len(scores), threshold, suppress_at_equal)


def _complement(
    overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool = False
) -> tuple[int, ...]:
    kept = _kept(overlaps, scores, threshold, suppress_at_equal)
    return tuple(box for box in by_score(scores) if box not in kept)


def _score_above_threshold(
    overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool = False
) -> tuple[int, ...]:
    return tuple(box for box in by_score(scores) if scores[box] > threshold)


@calculator(
    Mistake("NMS-CHAIN", instead=_suppressed_still_act),
    Mistake("NMS-GE", given={"suppress_at_equal": True}),
    Mistake("NMS-NOSORT", instead=_in_given_order),
    Mistake("NMS-LT", instead=_keep_overlapping),
    Mistake("NMS-SUPPRESSED", instead=_complement),
    Mistake(
        "NMS-SCOREFIRST",
        instead=lambda overlaps, scores, threshold, suppress_at_equal=False: tuple(by_score(scores)[:1]),
    ),
    Mistake(
        "NMS-1BASED",
        instead=lambda overlaps, scores, threshold, suppress_at_equal=False: tuple(
            box + 1 for box in _kept(overlaps, scores, threshold, suppress_at_equal)
        ),
    ),
    Mistake("NMS-THRSCORE", instead=_score_above_threshold),
    narrate=_narrate,
    law=LAW,
)
def greedy_nms(
    overlaps: Overlaps, scores: Sequence[float], threshold: Fraction, suppress_at_equal: bool = False
) -> tuple[int, ...]:
    """Numbers of the boxes that greedy non-maximum suppression keeps, highest score first.

    ``overlaps`` is the matrix of IoUs (:func:`overlaps_of`). A box goes when its IoU with a kept one exceeds
    ``threshold`` (with ``suppress_at_equal``: reaches it); of equal scores the lower number comes first. One class.
    Source: Felzenszwalb et al. 2010, section 4.2; torchvision.ops.nms for the comparison.
    """
    return _kept(overlaps, scores, threshold, suppress_at_equal)


@calculator(
    Mistake("NMS-ORDERED", instead=lambda boxes: boxes * (boxes - 1)),
    Mistake("NMS-N2", instead=lambda boxes: boxes * boxes),
    Mistake("NMS-N", instead=lambda boxes: boxes),
    symbols={"boxes": "n"},
)
def nms_comparisons(boxes: int) -> int:
    """IoUs that greedy NMS computes over n boxes of one class when none is suppressed: n(n − 1)/2.

    Raises Refusal bad_argument below 1. Source: each kept box is compared with the boxes left after it.
    """
    require_counts(boxes=boxes)
    return named("comparisons", boxes * (boxes - 1) // 2)
