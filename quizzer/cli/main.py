"""The command ``quizzer``: options that every command shares, commands imported only when they are called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from quizzer.cli.exits import DONE, INTERRUPTED, UNUSABLE, Stop

COMMANDS = {
    "quiz": "Ask questions, in the full-screen program or line by line (--plain).",
    "ask": "Print one question.",
    "answer": "Grade and record the answer to a question.",
    "config": "Show or change preferences.",
    "bank": "Check or list the question bank.",
    "db": "Show where the database is.",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"quizzer.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--database", type=click.Path(dir_okay=False, path_type=Path), help="SQLite file with your progress.")
@click.option("--bank", type=click.Path(file_okay=False, path_type=Path), help="Folder with items of your own.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Language of this run.")
@click.version_option(package_name="quizzer-interview", prog_name="quizzer")
@click.pass_context
def cli(ctx: click.Context, database: Path | None, bank: Path | None, language: str | None) -> None:
    """Practise what computer-vision and deep-learning interviewers ask.

    Without a command the full-screen program opens.
    """
    ctx.obj = {"database": database, "bank": bank, "language": language}
    if ctx.invoked_subcommand is None:
        from quizzer.cli.desk import desk_of
        from quizzer.cli.full_screen import open_full_screen

        ctx.exit(open_full_screen(desk_of(ctx)))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; every problem is one line on stderr."""
    try:
        result = cli.main(list(arguments), standalone_mode=False)
        code = result if isinstance(result, int) else DONE
    except click.ClickException as problem:
        complain(problem.format_message())
        code = UNUSABLE
    except Stop as stop:
        complain(stop.message)
        code = stop.code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    return code


def complain(message: str) -> None:
    """One line on stderr."""
    click.echo(f"quizzer: {message}", err=True)
