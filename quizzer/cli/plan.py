"""``quizzer plan``."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import date

import click

from quizzer.cli.completion import complete_selector
from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.output import show, show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk
from quizzer.wording.catalogue import say


@click.command("plan", cls=Command, help="command.plan")
@click.option("--by", metavar="argument.day", help="option.by.plan")
@click.option("--minutes", type=click.IntRange(1, 600), help="option.minutes.plan")
@click.option("--where", metavar="argument.selector", help="option.where.plan", shell_complete=complete_selector)
@click.option("--clear", is_flag=True, help="option.clear")
@click.option("--json", "as_json", is_flag=True, help="option.json.plan")
@speaks
@click.pass_context
def command(
    ctx: click.Context,
    by: str | None,
    minutes: int | None,
    where: str | None,
    clear: bool,
    as_json: bool,
) -> int:
    """Run ``quizzer plan``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    with problems_in_words(desk), closing(desk):
        wished = any(one is not None for one in (by, minutes, where))
        if clear and wished:
            raise Stop(UNUSABLE, say("problem.plan.clear", desk.language))
        try:
            if clear:
                desk.prepare_for(None)
                show(say("plan.cleared", desk.language))
                return 0
            if wished:
                desk.prepare_for(_day(desk, by), minutes, where)
        except OSError as problem:
            raise Stop(
                UNUSABLE, say("problem.write", desk.language, path=desk.config, detail=problem.strerror)
            ) from problem
        _show(desk, as_json)
    return 0


def _day(desk: Desk, given: str | None) -> date:
    """The day that is given, else the one that is kept. Raises :class:`Stop`."""
    from quizzer.practice.goal import DayRefused, day_wished
    from quizzer.reports.plan import refusal_line

    if given is None:
        if desk.goal is None:
            raise Stop(UNUSABLE, say("problem.plan.no_day", desk.language))
        return desk.goal.day
    try:
        return day_wished(given, desk.today)
    except DayRefused as refused:
        raise Stop(UNUSABLE, refusal_line(refused, desk.today, desk.language)) from refused


def _show(desk: Desk, as_json: bool) -> None:
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
