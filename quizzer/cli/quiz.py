"""``quizzer quiz``."""

from __future__ import annotations

import os
import sys

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.exits import INTERRUPTED, Stop
from quizzer.practice.desk import Desk
from quizzer.wording.catalogue import say


@click.command("quiz")
@click.option("--plain", is_flag=True, help="Line by line, for pipes and screen readers.")
@click.option("--count", type=click.IntRange(1, 1000), default=10, show_default=True, help="Graded questions.")
@click.option("--seed", type=click.IntRange(0, 10**12), help="Repeatable: the same seed asks the same questions.")
@click.option("--where", default="", help="Selector, such as “topic:pooling difficulty<=2”.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Language of this run.")
@click.pass_context
def command(ctx: click.Context, plain: bool, count: int, seed: int | None, where: str, language: str | None) -> int:
    """Ask questions, in the full-screen program or line by line."""
    options: Options = ctx.find_root().obj
    options.language = language or options.language
    desk = desk_of(options, seed=seed)

    with problems_in_words(desk):
        items = desk.select(where)
        if plain or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
            from quizzer.plain.quiz import PlainQuiz

            _report_findings(desk)
            try:
                PlainQuiz(desk.begin_quiz(items, count), desk.language, sys.stdin, sys.stdout).run()
            except KeyboardInterrupt:
                raise Stop(INTERRUPTED, say("problem.interrupted", desk.language)) from None
            finally:
                desk.close()
            return 0
    from quizzer.cli.full_screen import open_full_screen

    return open_full_screen(desk, items, count)


def _report_findings(desk: Desk) -> None:
    from quizzer.cli.start import complain

    for finding in desk.bank.findings[:3]:
        complain(say("problem.bank_part", desk.language, finding=finding))
