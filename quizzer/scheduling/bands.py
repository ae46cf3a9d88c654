"""Level bands: a card remembers a skill within one band, so that a review keeps its difficulty."""

from __future__ import annotations

_BANDS = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3}


def band_of(level: int) -> int:
    """The band, 1 to 3, of a level, 1 to 5. ValueError for any other level."""
    try:
        return _BANDS[level]
    except KeyError:
        raise ValueError(f"no level {level}") from None
