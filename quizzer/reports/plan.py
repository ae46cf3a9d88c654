"""The plan to the day of an interview in lines, as a record, and in one line for Home."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from quizzer.grading.reading import shown
from quizzer.practice.goal import MOST_MINUTES, DayRefused, Goal
from quizzer.questions.text import Language
from quizzer.reports.phrases import Voice
from quizzer.scheduling.planning import FARTHEST_DAYS
from quizzer.wording.catalogue import say
from quizzer.wording.columns import columns, cut
from quizzer.wording.wrapping import wrap

if TYPE_CHECKING:
    from quizzer.practice.plan_to_date import Outlook

TOPIC_CELLS = 26
FIGURES_CELLS = 42
"""The columns behind a topic take so many cells."""
WORTH_SAYING = 0.005
"""A smaller gain does not show in whole percent."""


def plan_lines(found: Outlook, voice: Voice) -> list[str]:
    """The plan: what today brings, what is recalled on the day, every day, every topic."""
    if not found.topics:
        return wrap(voice.say("plan.nothing"), voice.width)
    lines = [line for text in _summary(found, voice) for line in wrap(text, voice.width, 2)]
    if found.days:
        lines += ["", voice.say("plan.by_day"), *_days(found, voice)]
    lines += ["", voice.say("plan.by_topic"), *_topics(found, voice)]
    return [*lines, "", *wrap(voice.say("plan.foot"), voice.width)]


def elsewhere_lines(goal: Goal | None, today: date, voice: Voice) -> list[str]:
    """Why there is no plan ``today``: no interview, one that has passed, or one that is too far."""
    if goal is None:
        return wrap(voice.say("plan.none"), voice.width)
    day, days = goal.day.isoformat(), (goal.day - today).days
    key = "plan.passed" if days < 0 else "plan.far"
    return wrap(voice.say(key, day=day, days=days, reach=FARTHEST_DAYS), voice.width)


def countdown_line(goal: Goal | None, today: date, seconds: float, language: Language) -> str:
    """How long it is to the interview, and what is left of today's minutes after ``seconds``; "" without one."""
    voice = Voice(language)
    if goal is None:
        return ""
    if not goal.reached_from(today):
        return " ".join(elsewhere_lines(goal, today, replace(voice, width=sys.maxsize)))
    days, left = (goal.day - today).days, round(goal.minutes - seconds / 60)
    if days == 0:
        return voice.say("plan.head.today")
    rest = voice.say("plan.countdown.left" if left > 0 else "plan.countdown.done", left=left, minutes=goal.minutes)
    key = "plan.countdown" if days > 1 else "plan.countdown.tomorrow"
    return voice.say(key, days=days, day=goal.day.isoformat(), left=rest)


def refusal_line(refused: DayRefused, today: date, language: Language) -> str:
    """Why a day cannot be planned to."""
    if refused.reason == "past":
        return say("problem.plan.past", language, day=refused.given, today=today.isoformat())
    return say("problem.plan.date", language, value=shown(refused.given))


def _summary(found: Outlook, voice: Voice) -> Iterator[str]:
    goal = found.goal
    key = "plan.head.today" if not found.days else "plan.head.tomorrow" if found.days_left == 1 else "plan.head"
    yield voice.say(key, day=goal.day.isoformat(), days=found.days_left, minutes=goal.minutes)
    if goal.where:
        yield voice.say("plan.where", where=shown(goal.where))
    yield from _today(found, voice)
    shares = {"now": found.now, "then": found.then, "without": found.without}
    if found.days:
        yield voice.say("plan.recall", **{name: voice.percent(share) for name, share in shares.items()})
        yield from _reach(found, voice)


def _today(found: Outlook, voice: Voice) -> Iterator[str]:
    today = found.asked_today
    if found.spent >= 1:
        yield voice.say("plan.today.spent", spent=round(found.spent))
    if today.reviews + today.new == 0:
        if found.days:
            yield voice.say(_why_nothing(found), minutes=found.goal.minutes)
        return
    key = "plan.today" if found.days else "plan.warm_up"
    yield voice.say(key, reviews=today.reviews, new=today.new, minutes=round(today.minutes))
    if found.early and found.days:
        yield voice.say("plan.early", early=len(found.early))
    if found.waiting:
        yield voice.say("plan.waiting", waiting=len(found.waiting))


def _why_nothing(found: Outlook) -> str:
    """The key of the sentence why nothing is asked today."""
    if found.spent > found.goal.minutes - 1:
        return "plan.today.done"
    return "plan.today.nothing" if any(day.reviews + day.new for _, day in found.days) else "plan.too_little"


def _reach(found: Outlook, voice: Voice) -> Iterator[str]:
    """Until when something new is begun, what is not, and what it would cost."""
    last = found.last_new_day
    if last is not None and last == found.days[-1][0]:
        yield voice.say("plan.new_throughout")
    elif last is not None:
        yield voice.say("plan.last_new", day=last.isoformat())
    lacking, more = len(found.unreached), found.more
    if lacking:
        yield voice.say("plan.unreached", items=lacking)
    if more is None:
        if lacking:
            yield voice.say("plan.out_of_reach", most=MOST_MINUTES)
        return
    key = "plan.more.some" if more.unreached else "plan.more.all" if lacking else "plan.more.recall"
    if more.then < found.then + WORTH_SAYING:
        key = "plan.more.nothing"
    yield voice.say(key, more=more.minutes, then=voice.percent(more.then), left=more.unreached)


def _days(found: Outlook, voice: Voice) -> Iterator[str]:
    rows = [[voice.say(f"plan.col.{name}") for name in ("day", "reviews", "new", "minutes")]]
    rows += [[day.isoformat(), str(one.reviews), str(one.new), str(round(one.minutes))] for day, one in found.days]
    return columns(rows, 1)


def _topics(found: Outlook, voice: Voice) -> Iterator[str]:
    """The weakest on the day first."""
    rows = [[voice.say(f"plan.col.{name}") for name in ("topic", "items", "begun", "now", "then")]]
    for one in sorted(found.topics, key=lambda one: (one.then, one.topic)):
        name = cut(voice.topic(one.topic), min(TOPIC_CELLS, voice.width - FIGURES_CELLS))
        rows.append([name, str(one.items), str(one.begun), voice.percent(one.now), voice.percent(one.then)])
    return columns(rows, 1)


def plan_record(found: Outlook) -> dict[str, object]:
    """The plan for JSON: days are ISO 8601, shares lie between 0 and 1."""
    today, more = found.asked_today, found.more
    return {
        "interview_on": found.goal.day.isoformat(),
        "today": found.today.isoformat(),
        "days_left": found.days_left,
        "minutes_per_day": found.goal.minutes,
        "where": found.goal.where,
        "practised_today_minutes": round(found.spent, 1),
        "now": {
            "reviews": today.reviews,
            "new": today.new,
            "minutes": round(today.minutes, 1),
            "new_items": list(found.new),
            "early_items": list(found.early),
            "due_and_waiting": list(found.waiting),
        },
        "days": [
            {"day": day.isoformat(), "reviews": one.reviews, "new": one.new, "minutes": round(one.minutes, 1)}
            for day, one in found.days
        ],
        "recall": {"today": found.now, "on_the_day": found.then, "without_practice": found.without},
        "last_new_day": found.last_new_day and found.last_new_day.isoformat(),
        "topics": [
            {"topic": one.topic, "items": one.items, "begun": one.begun, "today": one.now, "on_the_day": one.then}
            for one in found.topics
        ],
        "unreached": list(found.unreached),
        "more": more and {"minutes": more.minutes, "on_the_day": more.then, "unreached": more.unreached},
    }
