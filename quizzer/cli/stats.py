"""``quizzer stats``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.output import show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk

if TYPE_CHECKING:
    from quizzer.practice.statistics import Statistics
    from quizzer.reports.phrases import Voice


@click.command("stats", cls=Command, help="command.stats")
@click.option("--days", type=click.IntRange(1, 36_500), default=30, show_default=True, help="option.days")
@click.option("--all", "of_all_time", is_flag=True, help="option.all")
@click.option("--json", "as_json", is_flag=True, help="option.json.stats")
@speaks
@click.pass_context
def command(ctx: click.Context, days: int, of_all_time: bool, as_json: bool) -> int:
    """Run ``quizzer stats``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    with problems_in_words(desk), closing(desk):
        from quizzer.practice.statistics import statistics_of

        found = statistics_of(desk.store, desk.today, None if of_all_time else days)
        if as_json:
            from quizzer.reports.records import statistics_record

            click.echo(json.dumps(statistics_record(found)))
            return 0
        show_lines(page_lines(found, desk, voice_of(desk)))
    return 0


def voice_of(desk: Desk) -> Voice:
    """The language of this run, with the names that the bank has for topics and beliefs. Raises BankError."""
    from quizzer.reports.phrases import Voice

    beliefs = {slip: belief.belief for slip, belief in desk.bank.beliefs.items()}
    return Voice(desk.language, desk.bank.topics, beliefs)


def page_lines(found: Statistics, desk: Desk, voice: Voice) -> Iterator[str]:
    """All parts of the statistics, one below the other."""
    from quizzer.reports.statistics import PARTS, part_lines, period_name

    yield f"{voice.say('stats.title')} · {found.today.isoformat()} · {period_name(found.days, voice)}"
    if not found.attempts:
        yield from part_lines(PARTS[0], found, voice)
        return
    for part in PARTS:
        yield ""
        yield f"── {voice.say(f'stats.part.{part}')}"
        yield from part_lines(part, found, voice, heat_map=desk.preferences.heat_map)
