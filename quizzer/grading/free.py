"""Free text, which no program judges: the learner compares it with the key points and ticks those that it holds."""

from __future__ import annotations

import re

from quizzer.grading.reading import MAX_CHARACTERS, shown
from quizzer.questions.answers import FreeSpec
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

MAX_TEXT = 20_000
_TICKS = re.compile(r"\n\.[ \t]*\r?\n(?P<ticks>[^\n]*)\s*$")


def grade_free(spec: FreeSpec, typed: str) -> Verdict:
    """The verdict on a text, a line with a full stop, and the numbers of the key points in it: 0 for none."""
    if len(typed) > MAX_TEXT:
        return invalid("too_long", subject=str(MAX_TEXT))
    found = _TICKS.search(typed)
    if found is None:
        return invalid("tick_key_points", subject=str(spec.key_points))
    if not typed[: found.start()].strip():
        return invalid("empty")
    ticked = _numbers(found["ticks"][:MAX_CHARACTERS], spec.key_points)
    if ticked is None:
        return invalid("tick_key_points", subject=str(spec.key_points))
    read_as = shown(", ".join(map(str, sorted(ticked))) or "0")
    score = len(ticked) / spec.key_points
    if score == 1:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    reason = Reason("key_points", {"hits": str(len(ticked)), "all": str(spec.key_points)})
    return Verdict(Outcome.PARTIAL if ticked else Outcome.INCORRECT, score, read_as, reason)


def _numbers(text: str, most: int) -> set[int] | None:
    """The ticked numbers; None where a piece is no number of a key point."""
    pieces = re.split(r"[\s,;、，]+", text.strip())
    if not all(re.fullmatch(r"\d{1,3}", piece, re.ASCII) for piece in pieces):
        return None
    numbers = {int(piece) for piece in pieces}
    return numbers - {0} if max(numbers) <= most else None
