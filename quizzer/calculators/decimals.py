"""Numbers as they are written, exactly."""

from __future__ import annotations

import re
from fractions import Fraction

from quizzer.calculators.refusals import Refusal

# No exponent: 1e999999999 would take the memory of the machine.
_WRITTEN = re.compile(r"[+-]?\d{1,30}(\.\d{1,30}|/\d{1,30})?", re.ASCII)


def decimal(value: float | str | Fraction, argument: str = "threshold") -> Fraction:
    """0.3 is 3/10 and "2/5" is 2/5. Raises Refusal bad_argument for other texts and for what is not finite."""
    try:
        if not isinstance(value, str) or _WRITTEN.fullmatch(value):
            return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        pass
    raise Refusal("bad_argument", argument=argument, problem="no_number", value=value)
