"""``quizzer weak``."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.lines import in_lines, report_findings, run_in_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.weak import Weak


@click.command("weak", cls=Command, help="command.weak")
@click.option(
    "--by", type=click.Choice(["cost", "slips", "topics"]), default="cost", show_default=True, help="option.by.weak"
)
@click.option("--drill", type=click.IntRange(1), help="option.drill")
@click.option("--count", type=click.IntRange(1, 1000), default=10, show_default=True, help="option.count.drill")
@click.option("--plain", is_flag=True, help="option.plain.drill")
@click.option("--json", "as_json", is_flag=True, help="option.json.plan")
@speaks
@click.pass_context
def command(ctx: click.Context, by: str, drill: int | None, count: int, plain: bool, as_json: bool) -> int:
    """Run ``quizzer weak``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options, stays=drill is not None)
    with problems_in_words(desk):
        found = desk.weak()
        if drill is None:
            with closing(desk):
                _show(desk, found, by, as_json)
            return 0
        items = _items(desk, found, by, drill)
        if in_lines(plain):
            with closing(desk):
                report_findings(desk)
                run_in_lines(desk, desk.begin_quiz(items, count))
            return 0
    from quizzer.cli.full_screen import open_full_screen

    return open_full_screen(desk, items, count)


def _show(desk: Desk, found: Weak, by: str, as_json: bool) -> None:
    from quizzer.cli.output import show_lines
    from quizzer.cli.stats import voice_of
    from quizzer.reports.weak import weak_lines, weak_record

    if as_json:
        click.echo(json.dumps(weak_record(found, by)))
    else:
        show_lines(weak_lines(found, by, voice_of(desk)))


def _items(desk: Desk, found: Weak, by: str, drill: int) -> tuple[str, ...]:
    """What is behind the number ``drill`` of the list. Raises :class:`Stop`."""
    from quizzer.reports.weak import shown_points

    points = shown_points(found, by)
    if not points:
        raise Stop(UNUSABLE, say("problem.weak.nothing", desk.language))
    if drill > len(points):
        raise Stop(UNUSABLE, say("problem.weak.drill", desk.language, number=drill, last=len(points)))
    return points[drill - 1].items
