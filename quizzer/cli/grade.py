"""``quizzer grade``."""

from __future__ import annotations

import sys

import click

from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.speaking import Command, spoken
from quizzer.wording.catalogue import say


@click.command("grade", cls=Command, help="command.grade")
@click.option("--jsonl", is_flag=True, help="option.grade.jsonl")
@click.option("--list", "listing", is_flag=True, help="option.grade.list")
@click.pass_context
def command(ctx: click.Context, jsonl: bool, listing: bool) -> int:
    """Run ``quizzer grade``."""
    if listing:
        return _list()
    if not jsonl:
        raise Stop(UNUSABLE, say("usage.grade", spoken(ctx.obj)))
    from quizzer.plain.grade_records import answer_line

    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.write(answer_line(line) + "\n")
            sys.stdout.flush()
    return 0


def _list() -> int:
    from quizzer.plain.answer_kinds import ANSWER_KINDS

    for kind in ANSWER_KINDS:
        click.echo(
            f"{kind.name}\n    spec      {kind.spec}\n    expected  {kind.expected}\n    typed     {kind.typed}\n"
        )
    return 0
