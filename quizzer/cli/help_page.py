"""The page of ``--help``: usage, text, arguments, options, commands, in columns that hold for wide characters."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import click

from quizzer.cli.parameters import argument_name, choices_of, range_of
from quizzer.cli.speaking import Group, summary
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say
from quizzer.wording.columns import definitions
from quizzer.wording.signs import drawn
from quizzer.wording.wrapping import cells, wrap

LEAST, MOST = 40, 80
"""Cells of a line, whatever the terminal has."""
MARGIN = "  "


def page_lines(ctx: click.Context, language: Language) -> Iterator[str]:
    """The page of the command of ``ctx``."""
    width = max(LEAST, min(MOST, shutil.get_terminal_size().columns))
    for line in _lines(ctx, language, width):
        yield drawn(line)


def _lines(ctx: click.Context, language: Language, width: int) -> Iterator[str]:
    command = ctx.command
    head = say("usage.line", language, words=ctx.command_path)
    yield from wrap(" ".join([head, *_usage(command, language)]), width, cells(head) + 1)
    yield ""
    for line in wrap(say(command.help or "", language), width - len(MARGIN)):
        yield f"{MARGIN}{line}".rstrip()
    arguments = [one for one in command.params if isinstance(one, click.Argument) and choices_of(one.type)]
    options = [one for one in command.get_params(ctx) if isinstance(one, click.Option)]
    sections = {
        "usage.arguments": [(argument_name(one, language), _choices_text(one, language)) for one in arguments],
        "usage.options": [(_option_name(one, language), _option_text(one, language)) for one in options],
        "usage.commands": [],
    }
    if isinstance(command, Group):
        sections["usage.commands"] = [(name, summary(key, language)) for name, key in command.summaries(ctx)]
    for title, rows in sections.items():
        if rows:
            yield ""
            yield say(title, language)
            for line in definitions(rows, width - len(MARGIN)):
                yield MARGIN + line


def _usage(command: click.Command, language: Language) -> Iterator[str]:
    """What stands behind the command, in order."""
    yield say("argument.options", language)
    for one in command.params:
        if isinstance(one, click.Argument):
            name = argument_name(one, language)
            yield (name if one.required else f"[{name}]") + (" …" if one.nargs < 0 else "")
    if isinstance(command, Group):
        words = say("argument.command", language)
        yield f"[{words}]" if command.invoke_without_command else words


def _choices_text(argument: click.Argument, language: Language) -> str:
    return say("usage.one_of", language, choices=", ".join(choices_of(argument.type)))


def _option_name(option: click.Option, language: Language) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {argument_name(option, language)}"


def _option_text(option: click.Option, language: Language) -> str:
    notes = []
    if option.show_default:
        notes.append(say("usage.default", language, value=option.default))
    if range_of(option.type, language):
        notes.append(range_of(option.type, language))
    text = say(option.help or "", language)
    if not notes:
        return text
    return say("usage.notes", language, text=text, notes=say("usage.notes.and", language).join(notes))
