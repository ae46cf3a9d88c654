"""``quizzer quiz``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from quizzer.cli.completion import complete_selector
from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.lines import in_lines, report_findings, run_in_lines
from quizzer.cli.output import show
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.session import Session


@click.command("quiz", cls=Command, help="command.quiz")
@click.option("--plain", is_flag=True, help="option.plain")
@click.option("--count", type=click.IntRange(1, 1000), default=10, show_default=True, help="option.count")
@click.option("--seed", type=click.IntRange(0, 10**12), help="option.seed.questions")
@click.option("--where", default="", metavar="argument.selector", help="option.where", shell_complete=complete_selector)
@click.option("--resume", is_flag=True, help="option.resume.quiz")
@speaks
@click.pass_context
def command(ctx: click.Context, plain: bool, count: int, seed: int | None, where: str, resume: bool) -> int:
    """Run ``quizzer quiz``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options, seed=seed, stays=True)
    with problems_in_words(desk):
        items = None if resume else desk.askable(where)
        if in_lines(plain):
            with closing(desk):
                report_findings(desk)
                session = _left_in_the_middle(desk) if resume else desk.begin_quiz(items or (), count)
                if session is None:
                    show(say("plain.nothing_left", desk.language))
                else:
                    run_in_lines(desk, session)
            return 0
    from quizzer.cli.full_screen import open_full_screen

    return open_full_screen(desk, items, count, resume=resume)


def _left_in_the_middle(desk: Desk) -> Session | None:
    left = desk.left()
    return None if left is None else desk.take_up(left)
