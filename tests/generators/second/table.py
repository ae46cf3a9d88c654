"""The table of second computations: the item, and a function of its drawn values, which it takes by their names.

What stands in these files counts, sums or follows the definition in the prompt. It is written apart from the program
and uses nothing of it: only so can it find a mistake there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping

SECOND: dict[str, Callable[..., object]] = {}
"""By the id of the item; the level is among the drawn values."""


def second(*items: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Enter a function for these items. For a formula it takes the variables, and drawn values too if it likes."""

    def enter(function: Callable[..., object]) -> Callable[..., object]:
        for item in items:
            assert item not in SECOND, f"{item} stands in the table twice"
            SECOND[item] = function
        return function

    return enter


def computed(item: str, values: Mapping[str, object]) -> object:
    """What the second computation of ``item`` gives for ``values``."""
    function = SECOND[item]
    return function(**{name: values[name] for name in inspect.signature(function).parameters})
