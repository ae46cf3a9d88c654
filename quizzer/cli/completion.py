"""``quizzer completion``: what a shell needs to complete commands, options, items and selectors."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

VARIABLE = "_QUIZZER_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the completion script of SHELL.

    bash: add “eval "$(quizzer completion bash)"” to ~/.bashrc; zsh: the same with zsh in ~/.zshrc; fish: “quizzer
    completion fish > ~/.config/fish/completions/quizzer.fish”.
    """
    maker = get_completion_class(shell)
    if maker is None:
        raise click.UsageError(shell)
    script = maker(ctx.find_root().command, {}, "quizzer", VARIABLE)
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
    from quizzer.cli.desk import Options, desk_of
    from quizzer.cli.exits import Stop

    try:
        bank = desk_of(ctx.find_root().obj or Options()).bank
    except (BankError, OSError, Stop):
        return [], []
    return sorted(bank.items), sorted(bank.topics)
