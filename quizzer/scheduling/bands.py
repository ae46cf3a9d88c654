"""Level bands and levels: a review keeps the band of its card, in practice the level follows the answers."""

from __future__ import annotations

from collections.abc import Sequence

_BANDS = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3}

RIGHT_TO_RISE = 4
"""Up after so many right answers in a row, down after each wrong one: this settles where 84 % are right."""
RIGHT_TO_RISE_AT_FIRST = 2
"""Before the first wrong answer the level rises faster, for nobody knows yet where the learner stands."""


def band_of(level: int) -> int:
    """The band, 1 to 3, of a level, 1 to 5. ValueError for any other level."""
    try:
        return _BANDS[level]
    except KeyError:
        raise ValueError(f"no level {level}") from None


def practice_level(levels: Sequence[int], past: Sequence[tuple[int, bool]]) -> int:
    """The level, among the rising ``levels``, at which to ask after ``past``: levels asked and whether right.

    It is the level last asked, one higher after enough right answers in a row there, one lower after a wrong one.
    """
    if not past:
        return levels[0]
    last, right = past[-1]
    place = max((index for index, level in enumerate(levels) if level <= last), default=0)
    if not right:
        return levels[max(place - 1, 0)]
    needed = RIGHT_TO_RISE if any(not was_right for _, was_right in past) else RIGHT_TO_RISE_AT_FIRST
    latest = past[-needed:]
    risen = len(latest) == needed and all(was_right and level == last for level, was_right in latest)
    return levels[min(place + risen, len(levels) - 1)]
