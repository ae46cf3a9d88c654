"""``quizzer config``."""

from __future__ import annotations

import click

from quizzer.cli.desk import preferences_of
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.practice.preferences import Preferences, save_preferences
from quizzer.questions.text import Language


@click.command("config")
@click.argument("name", type=click.Choice(["language", "theme", "path"]), required=False)
@click.argument("value", required=False)
@click.pass_context
def command(ctx: click.Context, name: str | None, value: str | None) -> int:
    """Show the preferences, one of them, or set it: “quizzer config language zh”."""
    preferences, path = preferences_of(ctx.find_root().obj)
    shown = {"language": preferences.language or "auto", "theme": preferences.theme or "auto", "path": path}
    if name is None:
        for key, current in shown.items():
            click.echo(f"{key} = {current}")
    elif value is None or name == "path":
        click.echo(shown[name])
    else:
        try:
            save_preferences(path, _changed(preferences, name, value))
        except OSError as problem:
            raise Stop(UNUSABLE, f"{path}: {problem.strerror}") from problem
    return 0


def _changed(preferences: Preferences, name: str, value: str) -> Preferences:
    if name == "theme":
        return Preferences(preferences.language, "" if value == "auto" else value)
    if value not in ("auto", *Language):
        raise Stop(UNUSABLE, f"language: auto, {', '.join(Language)}")
    return Preferences(None if value == "auto" else Language(value), preferences.theme)
