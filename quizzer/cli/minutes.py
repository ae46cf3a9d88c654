"""How ``--minutes`` is read."""

from __future__ import annotations

from math import isnan

import click


class Minutes(click.FloatRange):
    """Minutes above 0 and at most ``most``. ``nan``, which no comparison finds outside of a range, is none of them."""

    def __init__(self, most: float) -> None:
        super().__init__(0, most, min_open=True)

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The minutes in ``value``. Raises click.BadParameter."""
        minutes = float(super().convert(value, param, ctx))
        if isnan(minutes):
            self.fail(f"{value!r} is not in the range {self._describe_range()}.", param, ctx)
        return minutes
