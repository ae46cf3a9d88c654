"""The statistics in lines, part by part: the same in the terminal and on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from quizzer.grading.reading import shown
from quizzer.practice.learning import Mastery
from quizzer.practice.statistics import Statistics
from quizzer.practice.tallies import Tally
from quizzer.reports.drawing import chart, heat_rows, with_bars
from quizzer.reports.phrases import Voice, day, share_of
from quizzer.wording.catalogue import TEXTS
from quizzer.wording.charts import bar
from quizzer.wording.columns import cut
from quizzer.wording.wrapping import cells, wrap

PARTS = ("overview", "retention", "topics", "slips", "year")
MOST_SLIPS = 20
SLIP_BAR_CELLS = 8


def part_lines(part: str, found: Statistics, voice: Voice, *, heat_map: bool = True) -> list[str]:
    """One of the PARTS. ``heat_map`` False leaves the year's map out."""
    if not found.attempts:
        return wrap(voice.say("stats.nothing"), voice.width)
    lines = _year(found, voice, heat_map) if part == "year" else _TELL[part](found, voice)
    return [line for text in lines for line in ([text] if cells(text) <= voice.width else wrap(text, voice.width, 2))]


def period_name(days: int | None, voice: Voice) -> str:
    """The period in words."""
    return voice.say("stats.period.all") if days is None else voice.say("stats.period.days", days=days)


# --- overview ---


def _overview(found: Statistics, voice: Voice) -> Iterator[str]:
    period = found.period
    if period.attempts:
        values = {"attempts": period.attempts, "right": voice.percent(period.right)}
        yield voice.say("stats.answers", **values, seconds=voice.time(period.seconds))
    else:
        yield voice.say("stats.nothing_here")
    today = found.answered_today
    yield (
        voice.say("stats.answers.today", attempts=today.attempts, right=voice.percent(today.right))
        if today.attempts
        else voice.say("stats.answers.none_today")
    )
    yield voice.say("stats.streak", current=found.streak.current, longest=found.streak.longest)
    yield from _mastery(found, voice)
    yield ""
    yield from _forecast(found, voice)
    yield ""
    yield voice.say("stats.mended")
    if not found.mended:
        yield "  " + voice.say("stats.mended.none")
    for one in found.mended[:MOST_SLIPS]:
        belief, shown, mended = voice.belief(one.misconception), day(one.shown), day(one.mended)
        yield "  " + voice.say("stats.mended.one", belief=belief, shown=shown, mended=mended)
    yield from _more(len(found.mended), voice)


def _mastery(found: Statistics, voice: Voice) -> Iterator[str]:
    mastered = found.mastered
    yield voice.say("stats.mastery", mastered=mastered.mastered, items=mastered.items)
    if mastered.three_days > mastered.mastered:
        yield voice.say("stats.mastery.untyped", items=mastered.three_days - mastered.mastered)


def _forecast(found: Statistics, voice: Voice) -> Iterator[str]:
    load = found.load
    if load.overdue:
        yield voice.say("stats.due", due=load.due, overdue=load.overdue)
    else:
        yield voice.say("stats.due.only", due=load.due)
    counts = [number for _, number in load.days]
    mean = sum(counts) / len(counts)
    title = voice.say("stats.forecast", days=len(counts))
    yield f"{title} · {voice.say('stats.forecast.mean', mean=f'{mean:.1f}')}"
    before = (voice.say("stats.overdue"), float(load.overdue)) if load.overdue else None
    top = max([*counts, load.overdue, 1])
    yield from chart([float(number) for number in counts], load.days[0][0], top, str(top), voice, before)


# --- retention ---


def _retention(found: Statistics, voice: Voice) -> Iterator[str]:
    kept = found.retention
    both = kept.young + kept.mature
    if not both.reviews:
        yield voice.say("stats.no_reviews" if not found.ever.reviews else "stats.nothing_here")
    else:
        values = {"reviews": both.reviews, "predicted": voice.percent(both.expected)}
        values |= {"retention": voice.percent(both.retention), "target": voice.percent(kept.target)}
        yield voice.say("stats.retention", **values)
        young, mature = kept.young, kept.mature
        told = (
            voice.say("stats.young", retention=voice.percent(young.retention), reviews=young.reviews),
            voice.say("stats.mature", retention=voice.percent(mature.retention), reviews=mature.reviews),
        )
        yield " · ".join(told)
    if not found.ever.reviews:
        return
    yield ""
    yield voice.say("stats.by_day")
    shares = [tally.retention for _, tally in kept.days]
    yield from chart(shares, kept.days[0][0], 1.0, voice.percent(1.0), voice)
    for name, spans in (("week", kept.weeks), ("month", kept.months)):
        yield ""
        yield voice.say(f"stats.by_{name}")
        yield from _spans(spans, voice)
    yield from _calibration(found, voice)


def _spans(spans: Sequence[tuple[date, Tally]], voice: Voice) -> Iterator[str]:
    head = [voice.say(f"stats.head.{name}") for name in ("span", "reviews", "real", "predicted")]
    rows = [
        [day(first), str(one.reviews), voice.percent(one.retention), voice.percent(one.expected)]
        for first, one in spans
        if one.reviews
    ]
    yield from with_bars([head, *rows], [one.retention for _, one in spans if one.reviews], voice)


def _calibration(found: Statistics, voice: Voice) -> Iterator[str]:
    told = found.calibration
    if told.brier is None or told.log_loss is None or told.constant_brier is None or told.constant_log_loss is None:
        return
    yield ""
    yield voice.say("stats.calibration")
    rows = [[voice.say(f"stats.head.{name}") for name in ("bin", "reviews", "predicted", "real")]]
    for one in told.bins:
        tally = one.tally
        span = f"{round(100 * one.low)}–{voice.percent(one.high)}"
        rows.append([span, str(tally.reviews), voice.percent(tally.expected), voice.percent(tally.retention)])
    yield from with_bars(rows, [one.tally.retention for one in told.bins], voice)
    share = (found.retention.young + found.retention.mature).retention
    yield voice.say(
        "stats.brier",
        model=share_of(told.brier),
        loss=share_of(told.log_loss),
        share=voice.percent(share),
        constant=share_of(told.constant_brier),
        constant_loss=share_of(told.constant_log_loss),
    )
    yield voice.say("stats.better" if told.log_loss < told.constant_log_loss else "stats.not_better")


# --- topics, kinds, levels, confidence ---


def _topics(found: Statistics, voice: Voice) -> Iterator[str]:
    if not found.period.attempts:
        yield voice.say("stats.nothing_here")
        return
    usual = found.period.right or 0.0
    weakest_first = sorted(found.topics.items(), key=lambda pair: (pair[1].careful(usual), pair[0]))
    yield voice.say("stats.by_topic")
    yield from _groups(weakest_first, voice.topic, voice)
    yield ""
    yield from _mastery_by_topic(found.mastery, voice)
    if found.kinds:  # the first version of the log did not note them
        yield ""
        yield voice.say("stats.by_kind")
        yield from _groups(sorted(found.kinds.items()), lambda kind: _kind_name(kind, voice), voice)
    yield ""
    yield voice.say("stats.by_level")
    levels = [(str(level), tally) for level, tally in sorted(found.levels.items())]
    yield from _groups(levels, lambda level: voice.say("stats.level", level=level), voice)
    if found.confidence:
        yield ""
        yield from _confidence(found.confidence, voice)


def _mastery_by_topic(found: Mapping[str, Mastery], voice: Voice) -> Iterator[str]:
    yield voice.say("stats.mastery.by_topic")
    shares = {topic: one.mastered / max(one.items, 1) for topic, one in found.items()}
    best_first = sorted(found, key=lambda topic: (-shares[topic], topic))
    rows = [[voice.say("stats.head.group"), voice.say("stats.head.mastered"), voice.say("stats.head.share")]]
    for topic in best_first:
        one = found[topic]
        rows.append([cut(voice.topic(topic), 26), f"{one.mastered}/{one.items}", voice.percent(shares[topic])])
    yield from with_bars(rows, [shares[topic] for topic in best_first], voice)


def _kind_name(kind: str, voice: Voice) -> str:
    key = f"stats.kind.{kind}"
    return voice.say(key) if key in TEXTS else shown(kind)


def _confidence(found: Mapping[int, Tally], voice: Voice) -> Iterator[str]:
    yield voice.say("stats.confidence")
    groups = [(str(said), tally) for said, tally in sorted(found.items())]
    yield from _groups(groups, lambda said: voice.say(f"stats.confidence.{said}"), voice)
    sure = found.get(3, Tally())
    if sure.attempts > sure.correct:
        yield voice.say("stats.sure_and_wrong", times=sure.attempts - sure.correct)


def _groups(groups: Sequence[tuple[str, Tally]], name: Callable[[str], str], voice: Voice) -> Iterator[str]:
    rows = [[voice.say(f"stats.head.{head}") for head in ("group", "answers", "right", "time")]]
    for value, tally in groups:
        rows.append([cut(name(value), 26), str(tally.attempts), voice.percent(tally.right), voice.time(tally.seconds)])
    yield from with_bars(rows, [tally.right for _, tally in groups], voice)


# --- slips and the year ---


def _slips(found: Statistics, voice: Voice) -> Iterator[str]:
    if not found.slips:
        yield voice.say("stats.slips.none")
        return
    yield voice.say("stats.slips")
    heads = [voice.say("stats.head.times"), voice.say("stats.head.last")]
    wide = max(cells(heads[0]), *(len(str(slip.times)) for slip in found.slips))
    last = " " * (SLIP_BAR_CELLS + 2) + heads[1]
    yield f"  {' ' * (wide - cells(heads[0]))}{heads[0]}  {last}"
    indent = 2 + wide + 2 + SLIP_BAR_CELLS + 2 + len(day(found.today)) + 2
    most = max(slip.times for slip in found.slips)
    for slip in found.slips[:MOST_SLIPS]:
        told, *rest = wrap(voice.belief(slip.misconception), voice.width - indent)
        drawn = bar(slip.times / most, SLIP_BAR_CELLS, plain=voice.plain)
        yield f"  {slip.times:>{wide}}  {drawn}  {day(slip.last_day)}  {told}"
        yield from (" " * indent + line for line in rest)
    yield from _more(len(found.slips), voice)


def _more(number: int, voice: Voice) -> Iterator[str]:
    if number > MOST_SLIPS:
        yield "  " + voice.say("stats.more", more=number - MOST_SLIPS)


def _year(found: Statistics, voice: Voice, heat_map: bool) -> Iterator[str]:
    answers = sum(number for _, number in found.year)
    yield voice.say("stats.year", answers=answers, days=sum(number > 0 for _, number in found.year))
    yield voice.say("stats.streak", current=found.streak.current, longest=found.streak.longest)
    yield ""
    if not heat_map:
        yield voice.say("stats.year.hidden")
        return
    yield from heat_rows(found.year, voice)


_TELL: dict[str, Callable[[Statistics, Voice], Iterator[str]]] = {
    "overview": _overview,
    "retention": _retention,
    "topics": _topics,
    "slips": _slips,
}
