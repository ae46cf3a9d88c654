"""Today in lines: Home at a glance, and what comes next after a session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from quizzer.practice.today import Today
from quizzer.reports.phrases import Voice
from quizzer.wording.charts import bar, towers
from quizzer.wording.columns import cut
from quizzer.wording.wrapping import cells, wrap

if TYPE_CHECKING:
    from quizzer.practice.queue import Plan

RIGHT_FROM = 37
"""So many cells into the line the second column begins."""
LABEL = 12
TOPIC_CELLS = 24
BAR_CELLS = 10
FEWEST_ROW = 2
"""Days in a row are counted from so many on."""
COME_BACK = "quizzer review"


def date_line(day: date, voice: Voice) -> str:
    """The day in words."""
    weekday, month = (
        voice.say("stats.weekdays").split()[day.weekday()],
        voice.say("stats.months").split()[day.month - 1],
    )
    return voice.say("home.date", weekday=weekday, day=day.day, month=month)


def home_lines(found: Today, plan: Plan | None, voice: Voice) -> list[str]:
    """What is due and how it went, in lines of at most ``voice.width`` cells; nothing where nothing was answered.

    ``plan`` is what the review of today would ask; None while it is not known.
    """
    if not found.attempts:
        return []
    left, right = list(_today(found, plan, voice)), list(_week(found, voice))
    if max(map(cells, right)) + RIGHT_FROM > voice.width:
        return [cut(line, voice.width) for line in (*left, *_week(found, voice, LABEL), *_weak(found, voice))]
    trouble = list(_weak(found, voice))
    beside = [
        f"{one}{' ' * (RIGHT_FROM - cells(one))}{other}".rstrip()
        for one, other in zip_longest((cut(one, RIGHT_FROM - 2) for one in left), right, fillvalue="")
    ]
    return [cut(line, voice.width) for line in (*beside, *([""] if trouble else []), *trouble)]


def _today(found: Today, plan: Plan | None, voice: Voice) -> Iterator[str]:
    asked = () if plan is None else plan.chosen
    new = [one.topic for one in asked if one.band is None]
    minutes = found.minutes(len(asked) - len(new))
    rows = [
        (str(found.due), voice.say("home.due"), "" if minutes is None else voice.say("home.minutes", minutes=minutes))
    ]
    if plan is not None:
        topics = voice.say("home.separator").join(map(voice.topic, dict.fromkeys(new)))
        rows.append((str(len(new)), voice.say("home.new"), topics))
    if found.streak >= FEWEST_ROW:
        rows.append((str(found.streak), voice.say("home.streak"), ""))
    wide = max(3, *(len(number) for number, _, _ in rows))
    labels = max((cells(label) for _, label, more in rows if more), default=0)
    for number, label, more in rows:
        line = f"{number:>{wide}} {_padded(label, labels)}   {more}".rstrip()
        yield cut(line, voice.width)


def _week(found: Today, voice: Voice, label_cells: int = 0) -> Iterator[str]:
    labels = voice.say("home.week"), voice.say("home.forecast")
    wide = label_cells or max(map(cells, labels)) + 2
    padded = [_padded(label, wide) for label in labels]
    answers = [tally.attempts for tally in found.week]
    right = found.this_week.right
    if right is not None:
        drawn = towers([float(number) for number in answers], 1, float(max(answers)), plain=voice.plain)[0]
        yield f"{padded[0]}{drawn}  {voice.say('home.right', right=voice.percent(right))}"
    yield padded[1] + " ".join(f"{number:>2}" for number in found.forecast)


def _weak(found: Today, voice: Voice) -> Iterator[str]:
    label = voice.say("home.weakest")
    names = [cut(voice.topic(topic), TOPIC_CELLS) for topic, _ in found.weakest]
    wide = max(map(cells, names), default=0)
    for name, (_, tally) in zip(names, found.weakest, strict=True):
        drawn = bar(tally.right or 0.0, BAR_CELLS, plain=voice.plain)
        line = f"{_padded(name, wide)}  {voice.percent(tally.right):>5}  {drawn}"
        yield _labelled(label, line)
        label = ""
    if found.slip is not None:
        slip, times = found.slip
        key = "home.slip.once" if times == 1 else "home.slip.times"
        told = voice.say(key, times=times, belief=voice.belief(slip))
        first, *rest = wrap(told, voice.width - LABEL)
        yield _labelled(voice.say("home.slip"), first)
        yield from (" " * LABEL + line for line in rest[:1])


def _labelled(label: str, line: str) -> str:
    return (_padded(label, LABEL) + line).rstrip()


def after_lines(found: Today, voice: Voice) -> list[str]:
    """What is remembered, what is due tomorrow and the days after, the weakest topic, and how to come back."""
    told = [
        ("after.remembered", _remembered(found, voice)),
        *(("after.now", voice.say("after.due_now", due=found.due)) for _ in range(found.due > 0)),
        ("after.tomorrow", _tomorrow(found, voice)),
        *(("home.weakest", _weakest_line(found, voice)) for _ in found.weakest[:1]),
        ("after.come_back", COME_BACK),
    ]
    lines = []
    for key, text in told:
        first, *rest = wrap(text, voice.width - LABEL - 2)
        lines += [_padded(voice.say(key), LABEL + 2) + first, *(" " * (LABEL + 2) + line for line in rest)]
    return lines


def _padded(label: str, width: int) -> str:
    return label + " " * (width - cells(label))


def _remembered(found: Today, voice: Voice) -> str:
    spans = (("after.today", found.answered), ("after.month", found.month))
    told = [
        voice.say(key, retention=voice.percent(tally.retention), reviews=tally.reviews)
        for key, tally in spans
        if tally.reviews
    ]
    return " · ".join(told) if told else voice.say("after.none")


def _tomorrow(found: Today, voice: Voice) -> str:
    tomorrow, *then = found.forecast
    return voice.say("after.due", due=tomorrow, then=" ".join(map(str, then)))


def _weakest_line(found: Today, voice: Voice) -> str:
    topic, tally = found.weakest[0]
    return voice.say("after.weakest", topic=voice.topic(topic), right=voice.percent(tally.right))
