"""``quizzer bank show|new|edit``: one item, as the learner sees it and as its author does."""

from __future__ import annotations

import difflib
import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzer.bank.stubs import STUB_KINDS, stub
from quizzer.cli.completion import complete_items
from quizzer.cli.desk import data_folder, desk_of, problems_in_words
from quizzer.cli.exits import FOUND_PROBLEMS, UNUSABLE, Stop
from quizzer.cli.output import show, show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk
from quizzer.practice.editor import editor_command
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.bank.items import Item
    from quizzer.bank.loading import Bank


@click.command("show", cls=Command, help="command.bank.show")
@click.argument("item", metavar="argument.item", shell_complete=complete_items)
@click.option("--level", type=click.IntRange(1, 5), help="option.level")
@click.option("--seed", type=click.IntRange(0, 10**12), default=1, show_default=True, help="option.seed.show")
@speaks
@click.option("--json", "as_json", is_flag=True, help="option.json.item")
@click.pass_context
def show_item(ctx: click.Context, item: str, level: int | None, seed: int, as_json: bool) -> int:
    """Run ``quizzer bank show``."""
    options = ctx.find_root().obj
    desk = desk_of(options)
    from quizzer.bank.loading import place_of_id
    from quizzer.bank.selectors import levels
    from quizzer.generators.making import make_question
    from quizzer.plain.records import question_record
    from quizzer.questions.question import QuestionId
    from quizzer.reports.display import question_lines

    with problems_in_words(desk):
        found = item_of(desk.bank, item, desk.language)
        question_id = QuestionId(found.id, found.version, level or levels(found)[0], seed)
        question = make_question(desk.bank, question_id)
        place = desk.bank.places[found.id]
        line, _ = place_of_id(place, found.id)
    if as_json:
        click.echo(json.dumps(question_record(question, desk.language, with_answer=True), ensure_ascii=False))
        return 0
    show_lines(question_lines(question, desk.language))
    if found.reference:
        show(say("bank.reference", desk.language, text=found.reference))
    click.echo(f"{place}:{line}")
    return 0


def item_of(bank: Bank, name: str, language: Language) -> Item:
    """The item called ``name``. Raises :class:`Stop` with the nearest name."""
    if name in bank.items:
        return bank.items[name]
    nearest = next(iter(difflib.get_close_matches(name, bank.items, 1, 0)), "")
    raise Stop(UNUSABLE, say("problem.no_item", language, given=ascii(name)[1:-1][:60], nearest=nearest))


@click.command("new", cls=Command, help="command.bank.new")
@click.argument("kind", type=click.Choice(STUB_KINDS), metavar="argument.kind")
@click.argument("topic", metavar="argument.topic")
@click.argument("name", metavar="argument.name")
@click.pass_context
def new_item(ctx: click.Context, kind: str, topic: str, name: str) -> int:
    """Run ``quizzer bank new``."""
    options = ctx.find_root().obj
    folder = options.bank or data_folder() / "bank"
    if options.bank and not folder.exists():
        options.bank = None  # the folder begins with this item
    desk = desk_of(options)
    with problems_in_words(desk):
        _require_free(desk, topic, name)
    file = folder / ("numeric" if kind == "numeric" else "items") / f"{topic}.yaml"
    text = stub(kind, topic, name, desk.now().date().isoformat())
    line = _append(file, text, desk.language)
    click.echo(f"{file}:{line}")
    return 0


def _require_free(desk: Desk, topic: str, name: str) -> None:
    """Raise :class:`Stop` where ``topic`` is unknown, or ``topic-name`` is taken or no id."""
    bank, item = desk.bank, f"{topic}-{name}"
    if topic not in bank.topics:
        nearest = next(iter(difflib.get_close_matches(topic, bank.topics, 1, 0)), "")
        raise Stop(UNUSABLE, say("problem.no_topic", desk.language, given=ascii(topic)[1:-1][:60], nearest=nearest))
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        raise Stop(UNUSABLE, say("problem.item_id", desk.language, given=ascii(item)[1:-1][:60]))
    if item in bank.items:
        raise Stop(UNUSABLE, say("problem.item_exists", desk.language, given=item, place=bank.places[item]))


def _append(file: Path, text: str, language: Language) -> int:
    """Put ``text`` at the end of ``file``, which need not exist; the line it begins at."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        gap = "\n" if before.endswith("\n") else "\n\n" if before else ""
        with file.open("a", encoding="utf-8") as stream:
            stream.write(gap + text)
    except (OSError, UnicodeDecodeError) as problem:
        raise Stop(UNUSABLE, say("problem.write", language, path=file, detail=problem)) from problem
    return (before + gap).count("\n") + 1


@click.command("edit", cls=Command, help="command.bank.edit")
@click.argument("item", metavar="argument.item")
@click.pass_context
def edit_item(ctx: click.Context, item: str) -> int:
    """Run ``quizzer bank edit``."""
    desk = desk_of(ctx.find_root().obj)
    from quizzer.bank.loading import place_of_id

    with problems_in_words(desk):
        found = item_of(desk.bank, item, desk.language)
    file = desk.bank.places[found.id]
    line, _ = place_of_id(file, found.id)
    open_in_editor(file, line, desk.language)
    return _check_file(desk, file)


def open_in_editor(file: Path, line: int, language: Language) -> None:
    """Open ``file`` at ``line`` and wait. Raises :class:`Stop` where no editor is set or it does not start."""
    place = f"{file}:{line}"
    command = editor_command(os.environ, file, line)
    if command is None:
        raise Stop(UNUSABLE, say("problem.no_editor", language, place=place))
    try:
        subprocess.run(command, check=False)  # noqa: S603 - the learner's own editor
    except OSError as problem:
        raise Stop(UNUSABLE, say("problem.editor", language, command=command[0], place=place)) from problem


def _check_file(desk: Desk, file: Path) -> int:
    from quizzer.bank.index import indexed_bank
    from quizzer.bank.loading import BankError
    from quizzer.checking.check import check_bank

    try:
        bank = indexed_bank(desk.bank_folders, desk.cache)
        findings = [found for found in [*bank.findings, *check_bank(bank, 20)] if found.file == file]
    except BankError as problem:
        findings = problem.findings
    for finding in findings:
        show(finding)
    return FOUND_PROBLEMS if findings else 0
