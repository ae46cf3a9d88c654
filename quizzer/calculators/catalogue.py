"""Every calculator by the name that bank files use."""

from __future__ import annotations

from collections.abc import Mapping

from quizzer.calculators import boxes, cost, nms, receptive_field, sizes
from quizzer.calculators.calculator import Calculator

CALCULATORS: Mapping[str, Calculator[..., object]] = {
    found.function.__name__: found
    for module in (sizes, receptive_field, cost, boxes, nms)
    for found in vars(module).values()
    if isinstance(found, Calculator)
}
