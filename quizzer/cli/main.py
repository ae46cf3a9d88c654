"""The command ``quizzer``: options that every command shares, commands imported only when they are called."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path

import click

from quizzer.cli.desk import Options, desk_of
from quizzer.cli.exits import DONE, INTERRUPTED, UNUSABLE, Stop

COMMANDS = {
    "quiz": "Ask questions, in the full-screen program or line by line (--plain).",
    "review": "Ask what is due today, and a few new items.",
    "interview": "Sit a mock interview against the clock; list and report.",
    "plan": "Plan the days up to an interview, and show what will be recalled on it.",
    "weak": "Show which misconceptions and topics would cost most in an interview, and drill them.",
    "ask": "Print one question.",
    "answer": "Grade and record the answer to a question.",
    "calc": "Compute with formula, worked steps and common slips.",
    "stats": "Show what sticks, what is due, and which slips come back.",
    "why": "Show what is known of an item, and why it is due when it is.",
    "item": "Suspend an item, ask it again, flag it or begin it anew.",
    "grade": "Grade answers that come from elsewhere (JSON Lines).",
    "export": "Write the bank for Anki, Moodle, a spreadsheet, print or other programs.",
    "config": "Show or change preferences.",
    "bank": "Check or list the question bank.",
    "db": "Check, back up, restore, merge or export your progress.",
    "doctor": "Look at terminal, bank, database and versions.",
    "serve": "Serve the full-screen program to a browser on this machine.",
    "completion": "Print the completion script of a shell.",
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
    ctx.obj = Options(database, bank, language)
    if ctx.invoked_subcommand is None:
        from quizzer.cli.full_screen import open_full_screen

        ctx.exit(open_full_screen(desk_of(ctx.obj)))


def run(arguments: Sequence[str]) -> int:
    """Parse ``arguments`` and run their command. Raises Stop where they cannot be used."""
    try:
        result = cli.main(list(arguments), prog_name="quizzer", standalone_mode=False)
    except click.ClickException as problem:
        raise Stop(UNUSABLE, problem.format_message()) from problem
    except click.Abort:
        return INTERRUPTED
    return result if isinstance(result, int) else DONE
