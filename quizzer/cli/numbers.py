"""How numbers that need not be whole are read."""

from __future__ import annotations

from math import isnan

import click


class Number(click.FloatRange):
    """A number within limits. ``nan``, which no comparison finds outside of a range, is none of them."""

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number in ``value``. Raises click.BadParameter."""
        number = float(super().convert(value, param, ctx))
        if isnan(number):
            self.fail(f"{value!r}", param, ctx)
        return number
