"""``quizzer ask``."""

from __future__ import annotations

import json
import time

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.output import show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say


@click.command("ask", cls=Command, help="command.ask")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@click.option("--where", default="", metavar="argument.selector", help="option.where")
@click.option("--seed", type=click.IntRange(0, 10**12), help="option.seed.question")
@click.option("--question", metavar="argument.question", help="option.question")
@speaks
@click.option("--with-answer", is_flag=True, help="option.with-answer")
@click.pass_context
def command(
    ctx: click.Context,
    as_json: bool,
    where: str,
    seed: int | None,
    question: str | None,
    with_answer: bool,
) -> int:
    """Run ``quizzer ask``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options, seed=seed)
    from quizzer.generators.making import make_question
    from quizzer.plain.records import question_record
    from quizzer.practice.choosing import choose_questions

    with problems_in_words(desk):
        if question:
            question_id = read_question_id(question, desk.language)
        else:
            draw = seed if seed is not None else time.time_ns() % 1_000_000
            question_id = next(choose_questions(desk.bank, desk.askable(where), draw))
        record = question_record(make_question(desk.bank, question_id), desk.language, with_answer=with_answer)
    if as_json:
        click.echo(json.dumps(record, ensure_ascii=False))
    else:
        show_lines(_as_text(record))
    return 0


def read_question_id(text: str, language: Language) -> QuestionId:
    """The question id that ``text`` spells. Raises :class:`Stop`."""
    try:
        return QuestionId.parse(text)
    except ValueError as problem:
        shown = text if text.isascii() and text.isprintable() else ascii(text)
        raise Stop(UNUSABLE, say("problem.question_id", language, given=shown[:60])) from problem


def _as_text(record: dict[str, object]) -> list[str]:
    lines = [str(record["question_id"]), str(record["prompt"])]
    lines += [f"  {choice['key']}) {choice['text']}" for choice in record["choices"]]  # type: ignore[attr-defined]
    if "answer" in record:
        lines += ["", str(record["answer"]), *record["steps"], str(record["explanation"])]  # type: ignore[misc]
    return lines
