"""``quizzer review``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.lines import in_lines, report_findings, run_in_lines
from quizzer.cli.minutes import Minutes
from quizzer.cli.output import show, show_lines
from quizzer.practice.desk import Desk

if TYPE_CHECKING:
    from quizzer.practice.reviewing import Wish


@click.command("review")
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
@click.option("--count", type=click.IntRange(1, 1000), help="Graded questions; else all of today.")
@click.option("--minutes", type=Minutes(1440), help="A time box.")
@click.option("--where", default="", help="Selector, such as “topic:pooling difficulty<=2”.")
@click.option("--ahead", is_flag=True, help="Go on with what is due later.")
@click.option("--no-schedule", is_flag=True, help="Cram: nothing moves in the schedule.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Language of this run.")
@click.pass_context
def command(
    ctx: click.Context,
    plain: bool,
    count: int | None,
    minutes: float | None,
    where: str,
    ahead: bool,
    no_schedule: bool,
    language: str | None,
) -> int:
    """Ask what is due today, and a few new items."""
    options: Options = ctx.find_root().obj
    options.language = language or options.language
    desk = desk_of(options)
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
