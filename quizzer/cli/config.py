"""``quizzer config``."""

from __future__ import annotations

import click

from quizzer.cli.desk import preferences_of
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.practice.changing import NAMES, ValueRefused, value_of, with_value
from quizzer.practice.preferences import Preferences, save_preferences
from quizzer.wording.catalogue import say


@click.command("config")
@click.argument("name", type=click.Choice([*NAMES, "path"]), required=False)
@click.argument("value", required=False)
@click.pass_context
def command(ctx: click.Context, name: str | None, value: str | None) -> int:
    """Show the preferences, one of them, or set it.

    “quizzer config language zh”; “quizzer config notes FOLDER” says where your copy of the study notes is, so that
    feedback can open the line; “quizzer config heat-map off” hides the map of the year in the statistics;
    “quizzer config new-per-day 20” sets how many new items a day brings; “quizzer config confidence on” asks how sure
    you are before each answer.
    """
    preferences, path = preferences_of(ctx.find_root().obj)
    shown = {**{key: value_of(preferences, key) for key in NAMES}, "path": str(path)}
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
    try:
        return with_value(preferences, name, value)
    except ValueRefused as refused:
        if refused.folder is not None:
            raise Stop(UNUSABLE, say("problem.no_notes", preferences.spoken, path=refused.folder)) from refused
        raise Stop(UNUSABLE, str(refused)) from refused
