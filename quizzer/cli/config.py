"""``quizzer config``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from quizzer.cli.desk import Options, config_file, config_sentence, usable_preferences_of
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.output import show
from quizzer.cli.speaking import Command
from quizzer.practice.changing import ValueRefused, value_of, with_value
from quizzer.practice.preferences import NAMES, PLAN, Preferences, save_preferences
from quizzer.wording.catalogue import say

KEYS = "keys."
NOT_SET = ("keys", "path")
"""What is shown by its name but takes no value."""


class Name(click.Choice[str]):
    """The name of a preference, or of an action whose key is meant."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value if value.startswith(KEYS) else super().convert(value, param, ctx)


@click.command("config", cls=Command, help="command.config")
@click.argument("name", type=Name([*NAMES, *PLAN, *NOT_SET]), required=False, metavar="argument.name")
@click.argument("value", required=False, metavar="argument.value")
@click.pass_context
def command(ctx: click.Context, name: str | None, value: str | None) -> int:
    """Run ``quizzer config``."""
    options: Options = ctx.find_root().obj
    path = config_file()
    preferences = _usable(options)
    if value is not None and name in NOT_SET:
        raise Stop(UNUSABLE, say(f"usage.config.{name}", preferences.spoken))
    if name is None:
        for key in NAMES:
            show(f"{key} = {value_of(preferences, key)}")
        for action, keys in preferences.keys.items():
            show(f"{KEYS}{action} = {keys}")
        click.echo(f"path = {path}")
        _complain_about_keys(preferences)
    elif name == "path":
        click.echo(path)
    elif name == "keys":
        _list_keys(preferences)
    elif value is None:
        show(_keys_of(preferences, name) if name.startswith(KEYS) else value_of(preferences, name))
    else:
        _set(path, preferences, name, value)
    return 0


def _usable(options: Options) -> Preferences:
    """The preferences as far as they can be used; what is wrong with the rest is said, for it can be mended here."""
    from quizzer.cli.start import complain

    preferences, problems = usable_preferences_of(options)
    for problem in problems:
        complain(config_sentence(problem, preferences.spoken))
    return preferences


def _set(path: Path, preferences: Preferences, name: str, value: str) -> None:
    changed = _with_key(preferences, name, value) if name.startswith(KEYS) else _changed(preferences, name, value)
    try:
        save_preferences(path, changed, ["keys" if name.startswith(KEYS) else name])
    except OSError as problem:
        sentence = say("problem.write", preferences.spoken, path=path, detail=problem.strerror)
        raise Stop(UNUSABLE, sentence) from problem


def _changed(preferences: Preferences, name: str, value: str) -> Preferences:
    try:
        if name == "theme":
            _check_theme(value)
        return with_value(preferences, name, value)
    except ValueRefused as refused:
        if refused.folder is not None:
            raise Stop(UNUSABLE, say("problem.no_notes", preferences.spoken, path=refused.folder)) from refused
        sentence = say("config.refused", preferences.spoken, name=refused.name, allowed=refused.allowed)
        raise Stop(UNUSABLE, sentence) from refused


def _check_theme(value: str) -> None:
    """Raises :class:`ValueRefused` for a theme that there is not."""
    from quizzer.tui.themes import THEMES

    if value not in THEMES:
        raise ValueRefused("theme", ", ".join(THEMES))


def _complain_about_keys(preferences: Preferences) -> None:
    """Say which keys of a file that was edited by hand cannot be."""
    if not preferences.keys:
        return
    from quizzer.cli.start import complain
    from quizzer.tui.keys import wrong_keys
    from quizzer.wording.settings_words import key_refused

    for refused in wrong_keys(preferences.keys):
        complain(key_refused(refused.reason, refused.key, refused.other, preferences.spoken))


# --- keys; Textual, which knows them, is imported only here -------------------------------------------------------


def _list_keys(preferences: Preferences) -> None:
    from quizzer.tui.keys import REMAPPABLE, keys_of

    for action in REMAPPABLE:
        told = say(f"keys.{action}", preferences.spoken)
        show(f"{KEYS}{action:<14} {keys_of(action, preferences.keys):<24} {told}")


def _keys_of(preferences: Preferences, name: str) -> str:
    from quizzer.tui.keys import keys_of

    return keys_of(_known(name, preferences), preferences.keys)


def _with_key(preferences: Preferences, name: str, value: str) -> Preferences:
    from quizzer.tui.keys import KeyRefused, with_key
    from quizzer.wording.settings_words import key_refused

    try:
        return replace(preferences, keys=with_key(preferences.keys, _known(name, preferences), value))
    except KeyRefused as refused:
        sentence = key_refused(refused.reason, refused.key, refused.other, preferences.spoken)
        raise Stop(UNUSABLE, sentence) from refused


def _known(name: str, preferences: Preferences) -> str:
    """The action behind ``name``. Raises :class:`Stop` for one that there is not."""
    from quizzer.tui.keys import REMAPPABLE

    action = name.removeprefix(KEYS)
    if action not in REMAPPABLE:
        raise Stop(UNUSABLE, say("keys.unknown", preferences.spoken, action=ascii(action)[1:-1][:40]))
    return action
