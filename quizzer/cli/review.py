"""``quizzer review``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.lines import in_lines, report_findings, run_in_lines
from quizzer.cli.numbers import Number
from quizzer.cli.output import show, show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk

if TYPE_CHECKING:
    from quizzer.practice.reviewing import Wish


@click.command("review", cls=Command, help="command.review")
@click.option("--plain", is_flag=True, help="option.plain")
@click.option("--count", type=click.IntRange(1, 1000), help="option.count.review")
@click.option("--minutes", type=Number(0, 1440, min_open=True), help="option.minutes.review")
@click.option("--where", default="", metavar="argument.selector", help="option.where")
@click.option("--ahead", is_flag=True, help="option.ahead")
@click.option("--no-schedule", is_flag=True, help="option.no-schedule.review")
@speaks
@click.pass_context
def command(
    ctx: click.Context,
    plain: bool,
    count: int | None,
    minutes: float | None,
    where: str,
    ahead: bool,
    no_schedule: bool,
) -> int:
    """Run ``quizzer review``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options, stays=True)
    from quizzer.practice.reviewing import Wish

    with problems_in_words(desk):
        items = tuple(desk.askable(where)) if where else None
        wish = Wish(items, count, minutes, ahead, not no_schedule)
        if in_lines(plain):
            with closing(desk):
                report_findings(desk)
                _review(desk, wish)
            return 0
    from quizzer.cli.full_screen import open_full_screen

    return open_full_screen(desk, wish=wish)


def _review(desk: Desk, wish: Wish) -> None:
    from quizzer.practice.goal import seconds_spent
    from quizzer.practice.reviewing import NothingDue
    from quizzer.reports.plan import countdown_line
    from quizzer.wording.reviewing import nothing_due_lines

    if desk.goal is not None:
        show_lines([countdown_line(desk.goal, desk.today, seconds_spent(desk.store, desk.today), desk.language)])
    session = desk.begin_review(wish)
    if not isinstance(session, NothingDue):
        run_in_lines(desk, session)
        return
    for line in nothing_due_lines(
        session.next_day, session.waiting, desk.today, desk.language, planned=session.planned
    ):
        show(line)
