"""``quizzer answer``."""

from __future__ import annotations

import json
import sys

import click

from quizzer.cli.ask import read_question_id
from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.output import show
from quizzer.cli.speaking import Command, speaks


@click.command(
    "answer",
    cls=Command,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    help="command.answer",
)
@click.option("--json", "as_json", is_flag=True, help="option.json")
@speaks
@click.argument("question_id", metavar="argument.question")
@click.argument("text", type=click.UNPROCESSED, metavar="argument.text")
@click.pass_context
def command(ctx: click.Context, as_json: bool, question_id: str, text: str) -> int:
    """Run ``quizzer answer``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    from quizzer.plain.records import answered_record
    from quizzer.practice.session import Session
    from quizzer.wording.feedback import due_line, headline, reason_line, repair_lines

    with problems_in_words(desk):
        asked = read_question_id(question_id, desk.language)
        typed = sys.stdin.read().rstrip("\r\n") if text == "-" else text
        session = Session(desk.bank, iter([asked]), desk.store, desk.now, count=1, kind="single")
        answered = session.answer(typed)
        session.finish()
        desk.close()
    if as_json:
        click.echo(json.dumps(answered_record(answered, desk.language), ensure_ascii=False))
        return 0
    show(headline(answered.question, answered.verdict, desk.language))
    lines = repair_lines(answered.verdict, desk.language)
    for line in lines if answered.verdict.is_attempt else (reason_line(answered.verdict, desk.language),):
        show(f"  {line}")
    if answered.due:
        show(f"  {due_line(answered.due, session.today, desk.language)}")
    return 0
