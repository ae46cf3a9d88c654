"""The command ``quizzer``: options that every command shares, commands imported only when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from quizzer.cli.desk import Options, desk_of
from quizzer.cli.exits import DONE, INTERRUPTED, UNUSABLE, Stop
from quizzer.cli.speaking import Group, language_named, speaks, spoken

COMMANDS = (
    *("quiz", "review", "interview", "plan", "weak", "ask", "answer", "calc", "stats", "why", "item", "grade"),
    *("export", "config", "bank", "db", "doctor", "serve", "completion"),
)


class LazyGroup(Group):
    """A group whose commands live in modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"quizzer.cli.{cmd_name}").command
        return command

    def summaries(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        """The commands and the keys of their texts, without importing any of them."""
        return ((name, f"command.{name}") for name in COMMANDS)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="command.quizzer",
)
@click.option("--database", type=click.Path(dir_okay=False, path_type=Path), help="option.database")
@click.option("--bank", type=click.Path(file_okay=False, path_type=Path), help="option.bank")
@speaks
@click.version_option(
    package_name="quizzer-interview", prog_name="quizzer", message="%(prog)s %(version)s", help="option.version"
)
@click.pass_context
def cli(ctx: click.Context, database: Path | None, bank: Path | None) -> None:
    """Run ``quizzer``."""
    options: Options = ctx.obj
    options.database, options.bank = database, bank
    if ctx.invoked_subcommand is None:
        from quizzer.cli.full_screen import open_full_screen

        ctx.exit(open_full_screen(desk_of(options, stays=True)))


def run(arguments: Sequence[str]) -> int:
    """Parse ``arguments`` and run their command. Raises Stop where they cannot be used."""
    options = Options(language=language_named(arguments))
    try:
        result = cli.main(list(arguments), prog_name="quizzer", standalone_mode=False, obj=options)
    except click.ClickException as problem:
        from quizzer.cli.wrong_usage import usage_sentence

        raise Stop(UNUSABLE, usage_sentence(problem, spoken(options))) from problem
    except click.Abort:
        return INTERRUPTED
    return result if isinstance(result, int) else DONE
