"""Small charts in characters. No colour carries a meaning; ``plain`` draws with ASCII alone."""

from __future__ import annotations

from collections.abc import Sequence

_LEVELS = " ▁▂▃▄▅▆▇█"
_PLAIN_LEVELS = " .:-=+*#@"
_PARTS = " ▏▎▍▌▋▊▉█"
_SHADES = "·░▒▓█"
_PLAIN_SHADES = ".-+*#"


def bar(share: float, width: int, *, plain: bool = False) -> str:
    """A bar of at most ``width`` cells for a share of 0 to 1, filled up with blanks. What is not nothing shows."""
    share = min(max(share, 0.0), 1.0)
    if plain:
        whole = max(round(share * width), int(share > 0))
        return "#" * whole + " " * (width - whole)
    eighths = max(round(share * width * 8), int(share > 0))
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_PARTS[rest] if rest else "")).ljust(width)


def layers(counts: Sequence[int], width: int) -> str:
    """A bar of ``width`` cells in up to three shades, the darkest first, shared by ``counts``; what there is shows."""
    shown = [count for count in counts if count]
    if not shown:
        return " " * width
    room, total = width - len(shown), sum(shown)
    ends = [round(room * sum(shown[: place + 1]) / total) for place in range(len(shown))]
    lengths = iter(1 + end - start for start, end in zip([0, *ends], ends, strict=False))
    return "".join(sign * (next(lengths) if count else 0) for sign, count in zip("█▒░", counts, strict=True))


def towers(values: Sequence[float | None], height: int, top: float, *, plain: bool = False) -> list[str]:
    """A chart of one column a value, ``height`` lines high, the highest line first; ``top`` fills it.

    Nothing stands for None; a value of 0 is a line at the bottom where others stand, so that it is not taken for None.
    """
    signs = _PLAIN_LEVELS if plain else _LEVELS
    zero = "_"
    eighths = [None if value is None else _eighths(value, height, top) for value in values]
    lines = []
    for level in range(height - 1, -1, -1):
        line = ""
        for filled in eighths:
            if filled == 0 and level == 0:
                line += zero
            else:
                line += signs[min(max((filled or 0) - 8 * level, 0), 8)]
        lines.append(line)
    return lines


def _eighths(value: float, height: int, top: float) -> int:
    if value <= 0 or top <= 0:
        return 0
    return max(round(min(value / top, 1.0) * height * 8), 1)


def shades(values: Sequence[int], top: int, *, plain: bool = False) -> str:
    """One sign a value: a dot for 0, then four that grow darker by quarters of ``top``."""
    signs = _PLAIN_SHADES if plain else _SHADES
    return "".join(signs[0 if value <= 0 else min(-(-4 * value // max(top, 1)), 4)] for value in values)


def shade_signs(*, plain: bool = False) -> str:
    """The signs of ``shades``, the lightest first."""
    return _PLAIN_SHADES if plain else _SHADES
