"""Commands whose help is in the language of the run: where click has a text, they have its key in the wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, usable_preferences_of
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Command(click.Command):
    """A command. ``help``, that of its options, and ``metavar`` are keys of the wording."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; what is wrong always says of which command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as problem:
            problem.ctx = problem.ctx or ctx
            raise

    def get_help(self, ctx: click.Context) -> str:
        """The page of ``--help``."""
        from quizzer.cli.help_page import page_lines

        return "\n".join(page_lines(ctx, spoken(ctx.obj)))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """click's own, with the key of its text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "option.help"
        return option

    def get_short_help_str(self, limit: int = 0) -> str:
        """The key of its text, of which :func:`summary` is the first paragraph."""
        return self.help or ""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What click offers, explained in the language of the run."""
        offered = super().shell_complete(ctx, incomplete)
        language = spoken(ctx.obj)
        for one in offered:
            one.help = summary(one.help, language) if one.help else None
        return offered


class Group(Command, click.Group):
    """A command with commands of its own."""

    command_class = Command

    def summaries(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        """The names of its commands, and the keys of their texts."""
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                yield name, command.get_short_help_str()


def summary(key: str, language: Language) -> str:
    """The first paragraph of a text."""
    return say(key, language).partition("\n")[0]


def spoken(options: Options) -> Language:
    """The language of this run; preferences that cannot be used are no hindrance."""
    return usable_preferences_of(options)[0].spoken


def language_named(arguments: Sequence[str]) -> Language | None:
    """What ``--language`` says among ``arguments``: known before they are parsed, for that may go wrong."""
    found = None
    for word, following in pairwise((*arguments, "")):
        name, _, value = word.partition("=")
        if name == "--language" and (value or following) in [*Language]:
            found = Language(value or following)
    return found


def _speak(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        ctx.obj.language = Language(value)


speaks = click.option(
    "--language", type=click.Choice([*map(str, Language)]), expose_value=False, callback=_speak, help="option.language"
)
"""The option ``--language`` of a command, which changes the :class:`Options` of the run."""
