"""``quizzer grade``."""

from __future__ import annotations

import sys

import click

from quizzer.cli.exits import UNUSABLE, Stop


@click.command("grade")
@click.option("--jsonl", is_flag=True, help="Read records from stdin, one a line, and write their verdicts.")
@click.option("--list", "listing", is_flag=True, help="The answer kinds with their specification.")
def command(jsonl: bool, listing: bool) -> int:
    """Grade answers that come from elsewhere; nothing is recorded."""
    if listing:
        return _list()
    if not jsonl:
        raise Stop(UNUSABLE, "Say “quizzer grade --jsonl” for records on stdin, or “quizzer grade --list”.")
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
