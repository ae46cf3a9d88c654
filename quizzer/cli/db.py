"""``quizzer db``."""

from __future__ import annotations

import click

from quizzer.cli.desk import database_of, preferences_of


@click.group("db")
def command() -> None:
    """The database with your progress."""


@command.command("path")
@click.pass_context
def path(ctx: click.Context) -> int:
    """Print where the database is."""
    preferences, _ = preferences_of(ctx.find_root().obj)
    click.echo(database_of(ctx.find_root().obj, preferences.spoken).absolute())
    return 0
