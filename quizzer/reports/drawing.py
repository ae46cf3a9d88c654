"""The figures of a report as drawings in lines: days along an axis, tables with bars, a year as a map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from quizzer.reports.phrases import Voice
from quizzer.wording.charts import bar, shade_signs, shades, towers
from quizzer.wording.columns import columns
from quizzer.wording.wrapping import cells

CHART_LINES = 4
INDENT = "  "
APART = 3
"""So many empty columns set a column apart from the days."""
FEWEST_BAR_CELLS, MOST_BAR_CELLS = 6, 16


def chart(
    values: Sequence[float | None],
    first: date,
    top: float,
    top_label: str,
    voice: Voice,
    before: tuple[str, float] | None = None,
) -> Iterator[str]:
    """A column a day from ``first`` on, with the top at its left and the days of the month below.

    ``before`` is the name and value of a column of its own that stands before the first day.
    """
    apart: list[float | None] = [] if before is None else [before[1], *[None] * APART]
    shown = [*apart, *values]
    gap = " " if voice.width >= 2 * len(shown) + 9 else ""
    wide = max(cells(top_label), 5)
    for number, line in enumerate(towers(shown, CHART_LINES, top, plain=voice.plain)):
        label = top_label if number == 0 else "0" if number == CHART_LINES - 1 else ""
        yield f"{' ' * (wide - cells(label))}{label}  {gap.join(line)}".rstrip()
    axis = "" if before is None else before[0]
    for place in range(0, len(values), 7):
        start = (len(apart) + place) * (1 + len(gap))
        if start == 0 or start > cells(axis):
            axis += " " * (start - cells(axis)) + str((first + timedelta(days=place)).day)
    yield " " * (wide + 2) + axis


def with_bars(rows: Sequence[Sequence[str]], shares: Sequence[float | None], voice: Voice) -> Iterator[str]:
    """A table under its first row, with a bar for the share of every other row where there is room."""
    wide = sum(max(map(cells, column)) for column in zip(*rows, strict=True)) + 2 * (len(rows[0]) - 1)
    room = min(voice.width - wide - 2 * len(INDENT), MOST_BAR_CELLS)
    for number, line in enumerate(columns(rows, 1)):
        if number < 2:  # the heads and the rule below them
            yield INDENT + (line.replace("─", "-") if voice.plain else line)
            continue
        drawn = bar(shares[number - 2] or 0.0, room, plain=voice.plain) if room >= FEWEST_BAR_CELLS else ""
        yield f"{INDENT}{line}{' ' * (wide - cells(line))}{INDENT}{drawn}".rstrip()


def heat_rows(year: Sequence[tuple[date, int]], voice: Voice) -> Iterator[str]:
    """A map of the year: a column a week, a row a weekday from Monday on; then what the signs mean."""
    weeks = [year[start : start + 7] for start in range(0, len(year), 7)]
    names = voice.say("stats.weekdays").split()
    wide = max(map(cells, names)) + 2
    room = voice.width - wide - len(INDENT)
    weeks = weeks[-room:]
    top = max((number for _, number in year), default=0)
    yield INDENT + " " * wide + _months([week[0][0] for week in weeks], room, voice)
    for weekday, name in enumerate(names):
        numbers = [week[weekday][1] for week in weeks if weekday < len(week)]
        yield INDENT + name + " " * (wide - cells(name)) + shades(numbers, top, plain=voice.plain)
    signs = " ".join(shade_signs(plain=voice.plain))
    yield ""
    yield INDENT + " " * wide + f"{voice.say('stats.year.less')}  {signs}  {voice.say('stats.year.more')}"


def _months(mondays: Sequence[date], room: int, voice: Voice) -> str:
    """The names of the months above the weeks in which they begin, in at most ``room`` cells."""
    names = voice.say("stats.months").split()
    line = ""
    for place, monday in enumerate(mondays):
        sunday = monday + timedelta(days=6)
        name = names[sunday.month - 1]
        if sunday.day <= 7 and cells(line) <= place <= room - cells(name):
            line += " " * (place - cells(line)) + name
    return line
