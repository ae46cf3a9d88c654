"""Signs that not every terminal shows, or shows in one cell, and what stands for them in ASCII.

Which signs are used is chosen once for the whole program, as its locale is: everything is measured (:func:`cells`) and
drawn by that choice, so that columns stay aligned. Chinese characters and their punctuation stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_chosen = False
_as_written: ContextVar[bool] = ContextVar("as_written", default=False)

ONE_CELL = str.maketrans(
    {
        **dict.fromkeys(map(chr, range(0x2500, 0x2580)), "+"),
        **dict.fromkeys("─╴╶╌┄‐‑‒–—―−▔", "-"),
        **dict.fromkeys("│╵╷┃║▏▎▍▕▌▊▋▐", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰", "+"),
        **dict.fromkeys("━═╸╺", "="),
        **dict.fromkeys("█▓▉▇▆▅■", "#"),
        **dict.fromkeys("▄▃▂▁", "_"),
        **dict.fromkeys("⭘□○", "o"),
        **dict.fromkeys("·⋅∙•∗●", "*"),
        **dict.fromkeys("×✗✘✕✖⨯", "x"),
        **dict.fromkeys("✓✔▼", "v"),
        **dict.fromkeys("›▸▶→", ">"),
        **dict.fromkeys("◂◀←", "<"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’′", "'"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("░⋮∶", ":"),
        "▒": "+",
        "…": ".",
        "≈": "~",
        "↑": "^",
        "↓": "v",
        "∂": "d",
        "ℓ": "l",
        "∩": "&",
        "∪": "U",
        "�": "?",
    }
)
"""What takes the room of the sign itself: frames, marks, bars."""

_LONGER = {
    "…": "...",
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "⇔": "<=>",
    "⇒": "=>",
    "↑": "Up",
    "↓": "Down",
    "↕": "Up/Down",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "⏎": "enter",
    "⌫": "backspace",
    "±": "+-",
    "∞": "inf",
    "½": "1/2",
    "°": " deg",
    "‖": "||",
    "§": "section ",
    "⌊": "floor(",
    "⌋": ")",
    "⌈": "ceil(",
    "⌉": ")",
    "∅": "{}",
    "∈": " in ",
    "⊙": "(*)",
    "\u0302": "_hat",
    "Â": "A_hat",
    "ŷ": "y_hat",
    "∇": "grad ",
    "Σ": "sum",
    "∑": "sum",
    "Π": "prod",
    "∏": "prod",
}
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀᴸ", "0123456789+-()niTL", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₖₙₜ", "0123456789+-()ijknt", strict=True))
_SIMPLE = {**ONE_CELL, **str.maketrans(_LONGER)}
_RUNS = re.compile(rf"√(?P<root>[\w.]*)|(?P<up>[{''.join(_RAISED)}]+)|(?P<down>[{''.join(_LOWERED)}]+)|[α-ωΓΔΘΛΞΦΨΩ]")


def use_ascii(chosen: bool) -> None:
    """From now on draw with ASCII, or with all signs."""
    global _chosen
    _chosen = chosen


def in_ascii() -> bool:
    """Whether ASCII stands for other signs here and now."""
    return _chosen and not _as_written.get()


@contextmanager
def as_written() -> Iterator[None]:
    """Within this every sign stays, whatever was chosen for the terminal: for files that others read."""
    token = _as_written.set(True)
    try:
        yield
    finally:
        _as_written.reset(token)


def drawn(text: str) -> str:
    """``text`` in the signs that were chosen."""
    return text if text.isascii() or not in_ascii() else ascii_for(text)


def ascii_for(text: str) -> str:
    """``text`` with ASCII for every sign that has a stand-in; the meaning stays: ⌊x⌋ is floor(x), 10⁻⁶ is 10^-6."""
    return _RUNS.sub(_run_in_ascii, text).translate(_SIMPLE)


def _run_in_ascii(found: re.Match[str]) -> str:
    run = found[0]
    if found["up"]:
        return "^" + "".join(_RAISED[sign] for sign in run)
    if found["down"]:
        return "_" + "".join(_LOWERED[sign] for sign in run)
    if found["root"] is not None:
        return f"sqrt({ascii_for(found['root'])})" if found["root"] else "sqrt"
    before, behind = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return " " * _is_letter(before) + _greek_name(run) + " " * _is_letter(behind)


def _greek_name(letter: str) -> str:
    name = unicodedata.name(letter).split()[-1].lower().replace("lamda", "lambda")
    return name.capitalize() if letter.isupper() else name


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
