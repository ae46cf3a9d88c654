"""``quizzer export FORMAT``: the bank in the programs that people already use."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.output import show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say
from quizzer.wording.wrapping import wrap

if TYPE_CHECKING:
    from quizzer.exporting.cards import Card, Selection
    from quizzer.exporting.formats import Sorted
    from quizzer.exporting.schedules import Learner

FORMATS = ("anki", "text", "csv", "markdown", "hashcards", "html", "gift", "json")
WIDTH, HANG = 76, 11


@click.command("export", cls=Command, help="command.export")
@click.argument("form", metavar="argument.format", type=click.Choice(FORMATS), required=False)
@click.option("-o", "--output", type=click.Path(readable=False, path_type=Path), help="option.output")
@click.option("--where", default="", metavar="argument.selector", help="option.where")
@click.option("--seed", type=click.IntRange(1, 10**9), default=1, show_default=True, help="option.seed.export")
@click.option("--variants", type=click.IntRange(1, 100), default=1, show_default=True, help="option.variants")
@click.option("--languages", type=click.Choice(["en", "zh", "both"]), help="option.languages")
@click.option("--with-spot-error", is_flag=True, help="option.with-spot-error")
@click.option("--with-progress", is_flag=True, help="option.with-progress")
@click.option("--bom", is_flag=True, help="option.bom")
@click.option("--force", is_flag=True, help="option.force")
@click.option("--list", "as_list", is_flag=True, help="option.export.list")
@click.option("--schema", is_flag=True, help="option.export.schema")
@speaks
@click.pass_context
def command(
    ctx: click.Context,
    form: str | None,
    output: Path | None,
    where: str,
    seed: int,
    variants: int,
    languages: str | None,
    with_spot_error: bool,
    with_progress: bool,
    bom: bool,
    force: bool,
    as_list: bool,
    schema: bool,
) -> int:
    """Run ``quizzer export``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    if schema:
        from quizzer.exporting.structured import schema as json_schema

        click.echo(json.dumps(json_schema(), indent=1))
        return 0
    if as_list or form is None:
        for name in FORMATS:
            show_lines(wrap(f"{name:<10} {say(f'export.format.{name}', desk.language)}", WIDTH, HANG))
        return 0
    if with_progress and form != "anki":
        raise Stop(UNUSABLE, say("export.no_progress", desk.language))
    path = _target(output, desk.language, force=force)
    from quizzer.exporting.cards import Selection, cards
    from quizzer.exporting.formats import Sorted

    with problems_in_words(desk):
        spoken = _languages(languages, desk.language)
        selection = Selection(desk.askable(where), spoken, seed, variants)
        chosen = Sorted(_watched(cards(desk.bank, selection), selection), form, with_spot_error)
        _write(chosen, path, desk.language, bom=bom, learner=_learner(desk) if with_progress else None)
    _report(chosen, path, desk.language)
    return 0


def _target(output: Path | None, language: Language, *, force: bool) -> Path | None:
    """The file to write, None for stdout. Raises :class:`Stop` where there is none or it is there already."""
    if output is None:
        raise Stop(UNUSABLE, say("export.nowhere", language))
    if str(output) == "-":
        return None
    if output.is_dir():
        raise Stop(UNUSABLE, say("problem.write", language, path=output, detail=os.strerror(errno.EISDIR)))
    if output.exists() and not force:
        raise Stop(UNUSABLE, say("export.exists", language, path=output))
    return output


def _languages(given: str | None, own: Language) -> tuple[Language, ...]:
    if given == "both":
        return (own, Language.ZH if own is Language.EN else Language.EN)
    return (Language(given) if given else own,)


def _learner(desk: Desk) -> Learner:
    from quizzer.exporting.schedules import Calendar, Learner, schedules_of

    zone = desk.now().tzinfo or UTC
    return Learner(schedules_of(desk.store), Calendar(zone, desk.preferences.day_rollover))


def _watched(made: Iterable[Card], selection: Selection) -> Iterator[Card]:
    """``made`` behind a bar on stderr that moves with the items, where somebody looks at it."""
    if not sys.stderr.isatty():
        yield from made
        return
    with click.progressbar(length=len(selection.items), file=sys.stderr) as bar:
        item = ""
        for card in made:
            bar.update(int(card.question.id.item != item))
            item = card.question.id.item
            yield card


def _write(chosen: Sorted, path: Path | None, language: Language, *, bom: bool, learner: Learner | None) -> None:
    from quizzer.exporting.anki_notes import Refused
    from quizzer.exporting.formats import whole_file, write_cards

    try:
        if path is None:
            write_cards(chosen, sys.stdout.buffer, byte_order_mark=bom, learner=learner)
            return
        with whole_file(path) as stream:
            write_cards(chosen, stream, byte_order_mark=bom, learner=learner)
    except Refused as problem:
        raise Stop(UNUSABLE, say(f"export.refused.{problem.reason}", language, card=problem.card)) from problem
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise Stop(UNUSABLE, say("problem.write", language, path=path or "-", detail=problem.strerror)) from problem


def _report(chosen: Sorted, path: Path | None, language: Language) -> None:
    """What was left out and why, then what was written; on stderr, for stdout may be the file."""
    from quizzer.exporting.formats import first

    for reason, keys in chosen.left_out.items():
        click.echo(say(f"export.left.{reason}", language, count=len(keys), some=first(keys)), err=True)
    if path is not None:
        click.echo(say("export.done", language, cards=chosen.kept, path=path), err=True)
