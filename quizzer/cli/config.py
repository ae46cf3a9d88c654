"""``quizzer config``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from quizzer.cli.desk import preferences_of
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.practice.editor import note_file
from quizzer.practice.preferences import Preferences, save_preferences
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

FIRST_NOTE = "000"


@click.command("config")
@click.argument("name", type=click.Choice(["language", "theme", "notes", "heat-map", "path"]), required=False)
@click.argument("value", required=False)
@click.pass_context
def command(ctx: click.Context, name: str | None, value: str | None) -> int:
    """Show the preferences, one of them, or set it.

    “quizzer config language zh”; “quizzer config notes FOLDER” says where your copy of the study notes is, so that
    feedback can open the line; “quizzer config heat-map off” hides the map of the year in the statistics.
    """
    preferences, path = preferences_of(ctx.find_root().obj)
    shown = {
        "language": preferences.language or "auto",
        "theme": preferences.theme or "auto",
        "notes": preferences.notes or "none",
        "heat-map": "on" if preferences.heat_map else "off",
        "path": path,
    }
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
        return replace(preferences, theme="" if value == "auto" else value)
    if name == "notes":
        return replace(preferences, notes=None if value == "none" else _folder_of_notes(preferences, value))
    if name == "heat-map":
        if value not in ("on", "off"):
            raise Stop(UNUSABLE, "heat-map: on, off")
        return replace(preferences, heat_map=value == "on")
    if value not in ("auto", *Language):
        raise Stop(UNUSABLE, f"language: auto, {', '.join(Language)}")
    return replace(preferences, language=None if value == "auto" else Language(value))


def _folder_of_notes(preferences: Preferences, value: str) -> Path:
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir() or note_file(folder, FIRST_NOTE) is None:
        raise Stop(UNUSABLE, say("problem.no_notes", preferences.spoken, path=folder))
    return folder
