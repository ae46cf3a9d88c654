"""Alignments of connectionist temporal classification: how many frames a label needs, how many paths write it.

Source: Graves et al. 2006, "Connectionist temporal classification", sections 3.1 and 4.1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.refusals import Refusal, require_at_most, require_counts
from quizzer.expressions.printing import print_number

MOST_FRAMES = 200
MOST_ROWS = 12
"""A longer recursion shows its first and last two rows."""


def _repeats(label: Sequence[object]) -> int:
    """Neighbours in ``label`` that are equal."""
    return sum(a == b for a, b in pairwise(label))


def _require_label(label: Sequence[object]) -> None:
    if not label:
        raise Refusal("bad_argument", argument="label", problem="below_one", value=0)
    require_at_most(label=(len(label), MOST_FRAMES))


def _min_step_lines(label: str | list[int]) -> tuple[WorkedLine, ...]:
    length, repeats = len(label), _repeats(label)
    return (
        WorkedLine("label_length", "", str(length)),
        WorkedLine("adjacent_repeats", "", str(repeats)),
        WorkedLine("least_frames", f"{length} + {repeats}", str(length + repeats)),
    )


@calculator(
    Mistake("CTC-LENGTH", instead=lambda label: len(label)),
    Mistake("CTC-ALLREPEATS", instead=lambda label: 2 * len(label) - len(set(label))),
    Mistake("CTC-ALLBLANKS", instead=lambda label: 2 * len(label) + 1),
    Mistake("CTC-BETWEEN", instead=lambda label: 2 * len(label) - 1),
    structural=("label",),
    narrate=_min_step_lines,
    law=Law("T_min = L + r", r"T_{\min} = L + r"),
)
def ctc_least_frames(label: str | list[int]) -> int:
    """Least number of frames in which CTC can write ``label``: its length and one blank for each adjacent repeat.

    ``label`` is a word or a list of class numbers. Raises Refusal bad_argument: below_one (empty), too_large.
    Source: Graves et al. 2006, section 3.1.
    """
    _require_label(label)
    return len(label) + _repeats(label)


def _forward_rows(label: Sequence[object], frames: int) -> list[list[int]]:
    """Ways to be at each place of the label with blanks around and between its symbols, a row a frame."""
    extended = [None, *(part for symbol in label for part in (symbol, None))]
    row = [1, 1] + [0] * (len(extended) - 2)
    rows = [row]
    for _ in range(frames - 1):
        row = [
            row[s]
            + (row[s - 1] if s else 0)
            + (row[s - 2] if s > 1 and extended[s] is not None and extended[s] != extended[s - 2] else 0)
            for s in range(len(extended))
        ]
        rows.append(row)
    return rows


def _forward_lines(label: str | list[int], frames: int) -> tuple[WorkedLine, ...]:
    rows = list(enumerate(_forward_rows(label, frames), 1))
    shown = rows if len(rows) <= MOST_ROWS else [*rows[:2], *rows[-2:]]
    lines = [WorkedLine("forward_counts", "", str(row), frame) for frame, row in shown]
    blank, symbol = rows[-1][1][-1], rows[-1][1][-2]
    return (
        *lines,
        WorkedLine("alignments", f"{print_number(symbol)} + {print_number(blank)}", print_number(symbol + blank)),
    )


@calculator(
    Mistake("CTC-REPEATFREE", instead=lambda label, frames: math.comb(frames + len(label), 2 * len(label))),
    Mistake("CTC-NOBLANK", instead=lambda label, frames: math.comb(frames - 1, len(label) - 1)),
    Mistake("CTC-PLACES", instead=lambda label, frames: math.comb(frames, len(label))),
    structural=("label", "frames"),
    narrate=_forward_lines,
    law=Law(
        "α_t(s) = α_{t−1}(s) + α_{t−1}(s − 1) + [l_s ≠ l_{s−2}]·α_{t−1}(s − 2)",
        r"\alpha_t(s) = \alpha_{t-1}(s) + \alpha_{t-1}(s-1) + [l_s \ne l_{s-2}]\,\alpha_{t-1}(s-2)",
    ),
)
def ctc_alignments(label: str | list[int], frames: int) -> int:
    """Paths of ``frames`` symbols, blanks included, that CTC collapses to ``label``; 0 below its least frames.

    Repeats merge first, then blanks go. Counted exactly by the forward recursion. Raises Refusal bad_argument:
    below_one, too_large (over 200). Source: Graves et al. 2006, equations 6 and 7, with every probability 1.
    """
    _require_label(label)
    require_counts(frames=frames)
    require_at_most(frames=(frames, MOST_FRAMES))
    *_, symbol, blank = _forward_rows(label, frames)[-1]
    return symbol + blank
