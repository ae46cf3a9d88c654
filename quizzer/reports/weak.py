"""What would cost most in an interview, in lines and as a record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from quizzer.practice.weak import Weak, WeakPoint
from quizzer.reports.phrases import Voice, day
from quizzer.wording.wrapping import wrap

WAYS = ("cost", "slips", "topics")
MOST = {"cost": 10, "slips": 20, "topics": 20}
"""So many of a kind are shown."""
LEAST_COST = 0.05
"""Less does not show in tenths."""


def shown_points(found: Weak, by: str) -> list[WeakPoint]:
    """What is shown, in its order: its numbers are those to drill by."""
    points = found.points(by)
    return [one for _, group in groupby(points, lambda one: one.kind) for one in list(group)[: MOST[by]]]


def weak_lines(found: Weak, by: str, voice: Voice) -> list[str]:
    """The points with their numbers, misconceptions and topics under a head of their own."""
    if not found.attempts:
        return wrap(voice.say("weak.nothing"), voice.width)
    lines = list(_lines(found, by, voice))
    return [*lines, "", *wrap(voice.say("weak.foot"), voice.width), *wrap(voice.say("weak.drill.how"), voice.width)]


def _lines(found: Weak, by: str, voice: Voice) -> Iterator[str]:
    points, number = shown_points(found, by), 0
    if by != "topics" and not found.slips:
        yield voice.say("weak.slips.none")
    for kind, group in groupby(points, lambda one: one.kind):
        if number or not found.slips:
            yield ""
        yield f"── {voice.say(f'weak.{kind}s')}"
        for point in group:
            number += 1
            yield from point_lines(point, number, voice)
        more = sum(one.kind == kind for one in found.points(by)) - MOST[by]
        if more > 0:
            yield f"    {voice.say('weak.more', more=more)}"


def point_lines(point: WeakPoint, number: int, voice: Voice) -> list[str]:
    """One point: what it is, and below that what it costs."""
    name = voice.belief(point.name) if point.kind == "slip" else voice.topic(point.name)
    first, *rest = wrap(name, voice.width - 4)
    told = wrap(_cost(point, voice), voice.width - 4)
    return [f"{number:>2}  {first}", *(f"    {line}" for line in [*rest, *told])]


def _cost(point: WeakPoint, voice: Voice) -> str:
    cost = f"{point.cost:.1f}" if point.cost >= LEAST_COST else "<0.1"
    if point.kind == "topic":
        return voice.say("weak.topic.cost", cost=cost, lost=voice.percent(point.chance), times=point.times)
    key = "weak.slip.once" if point.times == 1 else "weak.slip.cost"
    return voice.say(key, cost=cost, times=point.times, day=day(point.last_day))


def weak_record(found: Weak, by: str) -> dict[str, object]:
    """All points for JSON, by the numbers of the list; shares lie between 0 and 1."""
    return {"attempts": found.attempts, "by": by, "points": [_record(one) for one in found.points(by)]}


def _record(point: WeakPoint) -> dict[str, object]:
    return {
        "kind": point.kind,
        "id": point.name,
        "cost": round(point.cost, 4),
        "chance": round(point.chance, 4),
        "times": point.times,
        "last_day": point.last_day and point.last_day.isoformat(),
        "items": list(point.items),
    }
