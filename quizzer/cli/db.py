"""``quizzer db``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from quizzer.cli.desk import Options, database_of, desk_of, preferences_of, problems_in_words
from quizzer.cli.exits import DONE, FOUND_PROBLEMS, UNUSABLE, Stop
from quizzer.cli.numbers import Number
from quizzer.cli.output import show
from quizzer.cli.speaking import Group
from quizzer.practice.preferences import LEAST_RETENTION, MOST_RETENTION, save_preferences
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.desk import Desk
    from quizzer.progress.checking import Finding
    from quizzer.progress.database import Database

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("db", cls=Group, help="command.db")
def command() -> None:
    """Run ``quizzer db``."""


@command.command("path", help="command.db.path")
@click.pass_context
def path(ctx: click.Context) -> int:
    """Run ``quizzer db path``."""
    options: Options = ctx.obj
    click.echo(database_of(options, preferences_of(options).spoken).absolute())
    return DONE


@command.command("check", help="command.db.check")
@click.option("--repair", is_flag=True, help="option.repair")
@click.pass_context
def check_database(ctx: click.Context, repair: bool) -> int:
    """Run ``quizzer db check``."""
    desk = desk_of(ctx.find_root().obj)
    with _opened(desk) as database:
        from quizzer.progress import checking

        found = checking.check(database)
        for finding in found:
            click.echo(_line(database.path, finding, desk))
        if repair and found and all(finding.repairable for finding in found):
            checking.repair(database)
            show(say("db.check.repaired", desk.language), err=True)
            found = checking.check(database)
        if not found:
            events = checking.number_of_events(database)
            show(say("db.check.fine", desk.language, events=events), err=True)
            return DONE
    advice = "repairable" if all(finding.repairable for finding in found) else "restore"
    show(say(f"db.check.{advice}", desk.language), err=True)
    return FOUND_PROBLEMS


@command.command("backup", help="command.db.backup")
@click.argument("target", type=_FILE, required=False, metavar="argument.target")
@click.pass_context
def back_up(ctx: click.Context, target: Path | None) -> int:
    """Run ``quizzer db backup``."""
    desk = desk_of(ctx.find_root().obj)
    with _opened(desk) as database:
        from quizzer.progress import backups

        stamp = f"{desk.now():%Y%m%dT%H%M%S}"
        folder = database.path.parent / backups.FOLDER
        made = backups.back_up(database.path, target or folder / f"{database.path.name}-{stamp}")
    show(say("db.backup", desk.language, path=made))
    return DONE


@command.command("restore", help="command.db.restore")
@click.argument("backup", required=False, metavar="argument.backup")
@click.pass_context
def restore(ctx: click.Context, backup: str | None) -> int:
    """Run ``quizzer db restore``."""
    desk = desk_of(ctx.find_root().obj)
    from quizzer.progress import backups

    with problems_in_words(desk):
        known = backups.backups_of(desk.database)
        if backup is None:
            for file in known:
                click.echo(file.name)
            if not known:
                show(say("db.no_backups", desk.language), err=True)
            return DONE
        chosen = next((file for file in (*known, Path(backup)) if backup in (file.name, str(file))), None)
        if chosen is None or not chosen.is_file():
            raise Stop(UNUSABLE, say("problem.no_backup", desk.language, name=backup))
        replaced = backups.restore(desk.database, chosen, desk.now())
    with _opened(desk):  # an older one is brought up to date
        show(say("db.restored", desk.language, path=chosen))
    if replaced is not None:
        show(say("db.replaced", desk.language, path=replaced), err=True)
    return DONE


@command.command("upgrade", help="command.db.upgrade")
@click.pass_context
def upgrade(ctx: click.Context) -> int:
    """Run ``quizzer db upgrade``."""
    desk = desk_of(ctx.find_root().obj)
    with _opened(desk):
        from quizzer.progress.schema import SCHEMA_REVISION

        show(say("db.upgraded", desk.language, revision=SCHEMA_REVISION))
    return DONE


@command.command("merge", help="command.db.merge")
@click.argument("other", type=_FILE, metavar="argument.database")
@click.pass_context
def merge(ctx: click.Context, other: Path) -> int:
    """Run ``quizzer db merge``."""
    desk = desk_of(ctx.find_root().obj)
    if not other.is_file():
        raise Stop(UNUSABLE, say("problem.no_file", desk.language, path=other))
    with _opened(desk) as database:
        from quizzer.progress import merging

        merged = merging.merge(database, other, desk.now())
    counts = {"events": merged.events, "sessions": merged.sessions, "interviews": merged.interviews}
    show(say("db.merged", desk.language, **counts))
    return DONE


@command.command("export", help="command.db.export")
@click.argument("target", type=click.File("w", encoding="utf-8", lazy=True), default="-", metavar="argument.target")
@click.pass_context
def export(ctx: click.Context, target: IO[str]) -> int:
    """Run ``quizzer db export``."""
    desk = desk_of(ctx.find_root().obj)
    with _opened(desk) as database:
        from quizzer.progress.exporting import exported

        for line in exported(database):
            target.write(f"{line}\n")
    return DONE


@command.command("fit", help="command.db.fit")
@click.option("--retention", type=Number(LEAST_RETENTION, MOST_RETENTION), help="option.retention")
@click.pass_context
def fit(ctx: click.Context, retention: float | None) -> int:
    """Run ``quizzer db fit``."""
    desk = desk_of(ctx.find_root().obj)
    with problems_in_words(desk), closing(desk):
        from quizzer.progress import fitting

        if retention is not None:
            desk.use(replace(desk.preferences, retention=retention))
            save_preferences(desk.config, desk.preferences, ["retention"])
            fitting.want_retention(desk.store, retention, desk.now())
            show(say("db.retention", desk.language, percent=round(100 * retention, 1)))
            return DONE
        fitted = fitting.fit_to_log(desk.store, desk.now())
    if fitted.fit is None:
        show(say("db.fit.missing", desk.language, missing=fitted.missing, reviews=fitted.reviews))
        return DONE
    losses = {"before": f"{fitted.fit.loss_before:.4f}", "after": f"{fitted.fit.loss_after:.4f}"}
    key = "db.fit.kept" if fitted.kept else "db.fit.not_better"
    show(say(key, desk.language, reviews=fitted.reviews, **losses))
    return DONE


@contextmanager
def _opened(desk: Desk) -> Iterator[Database]:
    """The database, open; what goes wrong with it becomes one sentence."""
    from quizzer.progress.database import open_database

    with (
        problems_in_words(desk),
        closing(open_database(desk.database, desk.now(), migrating=desk.migrating)) as database,
    ):
        yield database


def _line(database: Path, finding: Finding, desk: Desk) -> str:
    sentence = say(f"db.check.{finding.code}", desk.language, subject=finding.subject, detail=finding.detail)
    return f"{database}:1:1: {sentence}"
