"""``quizzer config``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from quizzer.cli.desk import preferences_of
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.practice.editor import note_file
from quizzer.practice.preferences import MOST_PER_DAY, Preferences, save_preferences
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

FIRST_NOTE = "000"
SWITCHES = {"heat-map": "heat_map", "confidence": "confidence"}
LIMITS = {"new-per-day": "new_per_day", "reviews-per-day": "reviews_per_day"}
NAMES = ["language", "theme", "notes", *LIMITS, *SWITCHES, "path"]


@click.command("config")
@click.argument("name", type=click.Choice(NAMES), required=False)
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
    shown = {
        "language": preferences.language or "auto",
        "theme": preferences.theme or "auto",
        "notes": preferences.notes or "none",
        **{name: getattr(preferences, field) for name, field in LIMITS.items()},
        **{name: "on" if getattr(preferences, field) else "off" for name, field in SWITCHES.items()},
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
    if name in SWITCHES:
        if value not in ("on", "off"):
            raise Stop(UNUSABLE, f"{name}: on, off")
        return replace(preferences, **{SWITCHES[name]: value == "on"})  # type: ignore[arg-type]
    if name in LIMITS:
        if not (value.isascii() and value.isdecimal() and int(value[:6]) <= MOST_PER_DAY):
            raise Stop(UNUSABLE, f"{name}: 0 – {MOST_PER_DAY}")
        return replace(preferences, **{LIMITS[name]: int(value)})  # type: ignore[arg-type]
    if value not in ("auto", *Language):
        raise Stop(UNUSABLE, f"language: auto, {', '.join(Language)}")
    return replace(preferences, language=None if value == "auto" else Language(value))


def _folder_of_notes(preferences: Preferences, value: str) -> Path:
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir() or note_file(folder, FIRST_NOTE) is None:
        raise Stop(UNUSABLE, say("problem.no_notes", preferences.spoken, path=folder))
    return folder
