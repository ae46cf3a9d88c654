"""From what was typed to plain characters: a length cap, refusal of invisible characters, look-alikes mapped.

Unicode NFKC (UAX #15) folds full-width forms; superscripts become powers and vulgar fractions quotients, where NFKC
alone would turn 10⁵ into 105.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_CHARACTERS = 2000
SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Reading:
    """Readable text. ``places[i]`` is the place in the typed text that character i came from."""

    text: str
    places: Sequence[int]

    def place(self, position: int) -> int:
        """The place in the typed text of ``position`` in this text, for a caret."""
        if position < len(self.places):
            return self.places[position]
        return self.places[-1] + 1 if self.places else 0


class Unreadable(ValueError):
    """The text cannot be an answer: ``reason`` is empty, too_long or invisible_character."""

    def __init__(self, reason: str, position: int | None = None, subject: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position
        self.subject = subject


_LOOKALIKES = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("×✕✖⨯·⋅∙•＊∗", "*"),
    **dict.fromkeys("÷∕⁄／", "/"),
    **dict.fromkeys("、，﹐", ","),
    **dict.fromkeys("「『“”」』", '"'),
    **dict.fromkeys("‘’", "'"),
    "。": ".",
    "٫": ".",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
}


def read(typed: str) -> Reading:
    """``typed`` as plain characters, with surrounding white space removed. Raises :class:`Unreadable`."""
    if len(typed) > MAX_CHARACTERS:
        raise Unreadable("too_long", subject=str(MAX_CHARACTERS))
    if typed.isascii() and typed.isprintable():
        # Nothing to map or refuse, as nearly always.
        text, start = typed.strip(" "), len(typed) - len(typed.lstrip(" "))
        if not text:
            raise Unreadable("empty")
        return Reading(text, range(start, start + len(text)))
    characters: list[str] = []
    places: list[int] = []
    for script, group in itertools.groupby(enumerate(typed), lambda one: _script(one[1])):
        pieces = [(plain, place) for place, character in group for plain in _plain(character, typed[:place])]
        if script == "<super>":
            pieces = [*_exponent(pieces, typed, characters), (" ", pieces[-1][1])]
        elif script == "<sub>":
            # A subscript is part of the name; what comes after it is not.
            pieces = [("_", pieces[0][1]), *pieces, (" ", pieces[-1][1])]
        characters += [plain for plain, _ in pieces]
        places += [place for _, place in pieces]
    text = "".join(characters)
    start = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    if start >= stop:
        raise Unreadable("empty")
    return Reading(text[start:stop], tuple(places[start:stop]))


def _script(character: str) -> str:
    """``<super>`` or ``<sub>`` for a raised or lowered character, "" for the rest."""
    kind = unicodedata.decomposition(character).partition(" ")[0]
    return kind if kind in ("<super>", "<sub>") else ""


def _exponent(pieces: list[tuple[str, int]], typed: str, before: list[str]) -> list[tuple[str, int]]:
    """Raised characters as a power of what stands before them: 10⁵ is 10^5, Sᴸ⁻¹ is S^(L-1)."""
    first, last = pieces[0][1], pieces[-1][1]
    if not "".join(before).strip():
        raise Unreadable("unexpected_character", first, typed[first])
    simple = re.fullmatch(r"[+-]?(\d+|[^\W\d_])", "".join(plain for plain, _ in pieces))
    return [("^", first), *pieces] if simple else [("^", first), ("(", first), *pieces, (")", last)]


def _plain(character: str, before: str) -> str:
    """``character`` as plain text; ``before`` is what was typed before it."""
    place = len(before)
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    if character in "\t\r\n" or unicodedata.category(character) == "Zs":
        return " "
    if is_invisible(character):
        raise Unreadable("invisible_character", place, f"U+{ord(character):04X}")
    if unicodedata.decomposition(character).startswith("<fraction>"):
        if before.rstrip()[-1:].isdigit():
            raise Unreadable("mixed_fraction", place, f"{before.rstrip()[-1]}{character}")
        above, below = unicodedata.normalize("NFKC", character).split("⁄")
        return f"({above}/{below})"
    return _LOOKALIKES.get(unicodedata.normalize("NFKC", character), unicodedata.normalize("NFKC", character))


def is_invisible(character: str) -> bool:
    """Whether a character draws nothing or steers the terminal: controls, formats (bidi, zero width), surrogates …"""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def shown(typed: str) -> str:
    """``typed`` so that it is safe and short enough to show: invisible characters replaced, the rest cut off."""
    text = "".join(_shown_character(character) for character in typed[:SHOWN_CHARACTERS])
    return text + ("…" if len(typed) > SHOWN_CHARACTERS else "")


def _shown_character(character: str) -> str:
    if unicodedata.category(character) == "Zs":
        return " "
    return "�" if is_invisible(character) else character
