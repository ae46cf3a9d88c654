"""What is wrong with a command line that click cannot parse, in one sentence of the language spoken."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

from quizzer.cli.parameters import choices_of, parameter_name, refusal
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

LONGEST = 60


def usage_sentence(problem: click.ClickException, language: Language) -> str:
    """What is wrong, and what would work."""
    if isinstance(problem, click.FileError):
        return say("problem.write", language, path=_harmless(problem.ui_filename), detail=problem.message)
    ctx = problem.ctx if isinstance(problem, click.UsageError) else None
    if ctx is None:
        return problem.format_message()
    command = ctx.command_path
    if isinstance(problem, click.MissingParameter) and problem.param is not None:
        return _missing(problem.param, command, language)
    if isinstance(problem, click.BadParameter) and problem.param is not None:
        return refusal(problem.param, language)
    if isinstance(problem, click.NoSuchOption):
        options = [name for one in ctx.command.get_params(ctx) for name in one.opts if name.startswith("-")]
        return _unknown("option", problem.option_name, options, command, language)
    if isinstance(problem, click.BadOptionUsage):
        return _half(problem.option_name, ctx, language)
    if not isinstance(ctx.command, click.Group):
        return say("usage.surplus", language, command=command)
    commands = ctx.command.list_commands(ctx)
    if isinstance(problem, click.NoSuchCommand):
        return _unknown("command", problem.command_name, commands, command, language)
    return say("usage.command.missing", language, command=command, choices=", ".join(commands))


def _missing(parameter: click.Parameter, command: str, language: Language) -> str:
    name, choices = parameter_name(parameter, language), choices_of(parameter.type)
    if choices:
        return say("usage.missing.choice", language, name=name, choices=", ".join(choices))
    return say("usage.missing", language, name=name, command=command)


def _unknown(kind: str, given: str, known: Iterable[str], command: str, language: Language) -> str:
    """There is no ``given`` of this ``kind``, option or command."""
    shown = _harmless(given)[:LONGEST]
    bare = {name.lstrip("-"): name for name in known}
    nearest = get_close_matches(given.lstrip("-"), bare, 1)
    if nearest:
        return say(f"usage.{kind}.nearest", language, given=shown, nearest=bare[nearest[0]])
    return say(f"usage.{kind}.unknown", language, given=shown, command=command)


def _half(name: str, ctx: click.Context, language: Language) -> str:
    """An option without the value that it needs, or with one that it cannot have."""
    flags = [one for one in ctx.command.get_params(ctx) if isinstance(one, click.Option) and one.is_flag]
    key = "usage.option.flag" if any(name in one.opts for one in flags) else "usage.option.valueless"
    return say(key, language, name=name, command=ctx.command_path)


def _harmless(typed: str) -> str:
    """What was typed, without anything that could steer a terminal."""
    return typed if typed.isprintable() else ascii(typed)[1:-1]
