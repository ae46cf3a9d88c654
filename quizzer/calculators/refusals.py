"""Why a calculator refuses its arguments: a reason code and the values, for others to put into words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

MOST_REPEATS = 10_000
"""So many bins, layers, classes or steps a calculator runs through at most: more is a slip of the keyboard."""


class Refusal(ValueError):
    """The arguments describe nothing that exists. ``reason`` is one of the codes of the public contract."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(f"{reason} {details or ''}".rstrip())
        self.reason = reason
        self.details = details


class InvalidShape(Refusal):
    """A layer that cannot be applied: kernel_exceeds_padded_input, groups_not_dividing, stride_not_positive …"""


class InvalidBox(Refusal):
    """A box whose second corner lies before its first: inverted_box."""


def require_counts(**values: Any) -> None:
    """Raise :class:`Refusal` ``bad_argument`` for the first of ``values`` that is below 1."""
    for name, value in values.items():
        if value < 1:
            raise Refusal("bad_argument", argument=name, problem="below_one", value=value)


def require_at_most(**values: tuple[Any, int]) -> None:
    """Raise :class:`Refusal` ``bad_argument`` for the first (value, limit) that is over its limit."""
    for name, (value, limit) in values.items():
        if value > limit:
            raise Refusal("bad_argument", argument=name, problem="too_large", value=limit)


def require_positive(**values: int) -> None:
    """Raise :class:`InvalidShape` ``NAME_not_positive`` for the first of ``values`` that is below 1."""
    for name, value in values.items():
        if value < 1:
            raise InvalidShape(f"{name}_not_positive", **{name: value})


def require_same_lengths(a: Sequence[object], b: Sequence[object], what: str) -> None:
    """Raises Refusal bad_argument unless both lists have the same number of elements, at least one."""
    if not a or len(a) != len(b):
        raise Refusal("bad_argument", argument=what, problem="lengths_differ", value=len(b))


def require_finite(numbers: Sequence[Any], what: str = "logits") -> None:
    """Raises Refusal bad_argument for a number that is infinite or none."""
    for number in numbers:
        value = getattr(number, "value", number)
        if not math.isfinite(value):
            raise Refusal("bad_argument", argument=what, problem="not_finite", value=value)
