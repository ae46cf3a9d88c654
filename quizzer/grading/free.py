"""Free text, which no program judges: the learner compares it with the key points and ticks those that it holds."""

from __future__ import annotations

import re

from quizzer.grading.reading import MAX_CHARACTERS, shown
from quizzer.questions.answers import FreeSpec
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

MAX_TEXT = 20_000
_TICKS = re.compile(r"\n\.[ \t]*\r?\n(?P<ticks>[^\n]*)\s*$")


def grade_free(spec: FreeSpec, typed: str) -> Verdict:
    """The verdict on a text, a line with a full stop, and the numbers of the key points in it: 0 for none.

    A minus marks a false claim that is in it too: ``1,3,-2`` holds the points 1 and 3 and the false claim 2.
    """
    if len(typed) > MAX_TEXT:
        return invalid("too_long", subject=str(MAX_TEXT))
    found = _TICKS.search(typed)
    if found is None:
        return invalid("tick_key_points", subject=str(spec.key_points))
    if not typed[: found.start()].strip():
        return invalid("empty")
    ticked = _numbers(found["ticks"][:MAX_CHARACTERS], spec)
    if ticked is None:
        return invalid("tick_key_points", subject=str(spec.key_points))
    points = sorted(number for number in ticked if number > 0)
    claims = sorted((number for number in ticked if number < 0), reverse=True)
    read_as = shown(", ".join(map(str, [*points, *claims])) or "0")
    score = max(0, len(points) - len(claims)) / spec.key_points
    if score == 1:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    values = {"hits": str(len(points)), "all": str(spec.key_points), "claims": str(len(claims))}
    reason = Reason("key_points_and_claims" if claims else "key_points", values)
    return Verdict(Outcome.PARTIAL if score else Outcome.INCORRECT, score, read_as, reason)


def _numbers(text: str, spec: FreeSpec) -> set[int] | None:
    """The ticked numbers; None where a piece is no number of a key point or of a false claim."""
    pieces = re.split(r"[\s,;、，]+", text.strip())
    if not all(re.fullmatch(r"[-−]?\d{1,3}", piece, re.ASCII) for piece in pieces):
        return None
    numbers = {int(piece.replace("−", "-")) for piece in pieces}
    return numbers - {0} if -spec.false_claims <= min(numbers) and max(numbers) <= spec.key_points else None
