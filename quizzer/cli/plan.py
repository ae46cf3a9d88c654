"""``quizzer plan``."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date

import click

from quizzer.cli.completion import complete_selector
from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.practice.desk import Desk
from quizzer.wording.catalogue import say


@click.command("plan")
@click.option("--by", help="The day of the interview, such as 2026-12-01.")
@click.option("--minutes", type=click.IntRange(1, 600), help="Minutes a day until then; 20 at first.")
@click.option("--where", help="Selector of what it is about; “” is everything.", shell_complete=complete_selector)
@click.option("--clear", is_flag=True, help="Forget the interview.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object; docs/plan.md says what the figures mean.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Language of this run.")
@click.pass_context
def command(
    ctx: click.Context,
    by: str | None,
    minutes: int | None,
    where: str | None,
    clear: bool,
    as_json: bool,
    language: str | None,
) -> int:
    """Plan the days up to an interview, and show what will be recalled on it.

    Until then quizzer review asks what the plan says. Without options the plan is shown as it stands today.
    """
    options: Options = ctx.find_root().obj
    options.language = language or options.language
    desk = desk_of(options)
    with problems_in_words(desk), closing(desk):
        if clear:
            if any(one is not None for one in (by, minutes, where)):
                raise Stop(UNUSABLE, say("problem.plan.clear", desk.language))
            _keep(desk, None)
            click.echo(say("plan.cleared", desk.language))
            return 0
        if any(one is not None for one in (by, minutes, where)):
            _set(desk, by, minutes, where)
        _show(desk, as_json)
    return 0


def _set(desk: Desk, by: str | None, minutes: int | None, where: str | None) -> None:
    """Keep what is wished; what is not said stays. Raises :class:`Stop`, SelectorError."""
    wanted = desk.preferences
    day = wanted.interview_on if by is None else _day(by, desk)
    if day is None:
        raise Stop(UNUSABLE, say("problem.plan.no_day", desk.language))
    if where:
        desk.askable(where)  # which says what is wrong with it
    desk.preferences = replace(
        wanted,
        minutes_per_day=minutes or wanted.minutes_per_day,
        plan_where=wanted.plan_where if where is None else " ".join(where.split()),
    )
    _keep(desk, day)


def _day(given: str, desk: Desk) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        from quizzer.grading.reading import shown

        raise Stop(UNUSABLE, say("problem.plan.date", desk.language, value=shown(given))) from None
    if day < desk.today:
        raise Stop(UNUSABLE, say("problem.plan.past", desk.language, day=day, today=desk.today))
    return day


def _keep(desk: Desk, day: date | None) -> None:
    from quizzer.practice.preferences import PLAN, save_preferences

    desk.preferences = replace(desk.preferences, interview_on=day)
    try:
        save_preferences(desk.config, desk.preferences, PLAN)
    except OSError as problem:
        raise Stop(UNUSABLE, f"{desk.config}: {problem.strerror}") from problem


def _show(desk: Desk, as_json: bool) -> None:
    from quizzer.cli.output import show_lines
    from quizzer.cli.stats import voice_of
    from quizzer.reports.plan import elsewhere_lines, plan_lines, plan_record

    goal, today = desk.goal, desk.today
    reached = goal is not None and goal.reached_from(today)
    found = desk.planner_to_date(goal).outlook() if goal is not None and reached else None
    if as_json:
        day = goal and goal.day.isoformat()
        click.echo(json.dumps(plan_record(found) if found else {"interview_on": day, "today": today.isoformat()}))
        return
    voice = voice_of(desk)
    show_lines(plan_lines(found, voice) if found else elsewhere_lines(goal, today, voice))
