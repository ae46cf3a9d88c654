"""``quizzer completion``: what a shell needs to complete commands, options, items and selectors."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

from quizzer.cli.speaking import Command

VARIABLE = "_QUIZZER_COMPLETE"
SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command("completion", cls=Command, help="command.completion")
@click.argument("shell", type=click.Choice([*SHELLS]), metavar="argument.shell")
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Run ``quizzer completion``."""
    script = SHELLS[shell](ctx.find_root().command, {}, "quizzer", VARIABLE)
    click.echo(script.source_template % script.source_vars())
    return 0


def complete_items(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Items of the bank whose id begins so; nothing where the bank cannot be read."""
    return [CompletionItem(item) for item in _bank_names(ctx)[0] if item.startswith(incomplete)]


def complete_selector(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The last word of a selector: a topic or an item."""
    before, space, last = incomplete.rpartition(" ")
    items, topics = _bank_names(ctx)
    words = [*(f"topic:{topic}" for topic in topics), *(f"id:{item}" for item in items if last.startswith("id:"))]
    return [CompletionItem(f"{before}{space}{word}") for word in words if word.startswith(last)]


def _bank_names(ctx: click.Context) -> tuple[list[str], list[str]]:
    from quizzer.bank.loading import BankError
    from quizzer.cli.desk import desk_of
    from quizzer.cli.exits import Stop

    try:
        bank = desk_of(ctx.obj).bank
    except (BankError, OSError, Stop):
        return [], []
    return sorted(bank.items), sorted(bank.topics)
