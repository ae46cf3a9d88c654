"""``quizzer stats``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.practice.desk import Desk

if TYPE_CHECKING:
    from quizzer.practice.statistics import Statistics
    from quizzer.reports.phrases import Voice

SIGNS = str.maketrans({"─": "-", "–": "-", "…": "...", "·": "*", "“": '"', "”": '"', "✓": "v", "✗": "x", "×": "x"})
"""What stands for a sign on an output that cannot show it."""


@click.command("stats")
@click.option("--days", type=click.IntRange(1, 36_500), default=30, show_default=True, help="The period.")
@click.option("--all", "of_all_time", is_flag=True, help="All time as the period.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object; docs/statistics.md says what the figures mean.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Language of this run.")
@click.pass_context
def command(ctx: click.Context, days: int, of_all_time: bool, as_json: bool, language: str | None) -> int:
    """Show what is due, what sticks, which topics are weak, and which slips come back."""
    options: Options = ctx.find_root().obj
    options.language = language or options.language
    desk = desk_of(options)
    with problems_in_words(desk), closing(desk):
        from quizzer.practice.statistics import statistics_of
        from quizzer.scheduling.learner_day import learner_day

        found = statistics_of(desk.store, learner_day(desk.now()), None if of_all_time else days)
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
    return Voice(desk.language, desk.bank.topics, beliefs, plain=not shows("█░─"))


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


def shows(text: str) -> bool:
    """Whether stdout can show ``text``."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def show_lines(lines: Iterable[str]) -> None:
    """Print ``lines`` in the signs that stdout can show."""
    encoding = sys.stdout.encoding or "ascii"  # click's own stream takes ASCII for a mistake
    for line in lines:
        told = line if shows(line) else line.translate(SIGNS).encode(encoding, "replace").decode(encoding)
        click.echo(told, file=sys.stdout)
