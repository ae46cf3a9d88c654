"""``quizzer bank``."""

from __future__ import annotations

import json

import click

from quizzer.cli.desk import desk_of, problems_in_words
from quizzer.cli.exits import FOUND_PROBLEMS


@click.group("bank")
def command() -> None:
    """The question bank."""


@command.command("check")
@click.option("--draws", type=click.IntRange(1, 100_000), default=20, show_default=True, help="Seeds per level.")
@click.pass_context
def check(ctx: click.Context, draws: int) -> int:
    """Check every item: its file, its references, and that its key is graded right and every slip wrong."""
    desk = desk_of(ctx.find_root().obj)
    from quizzer.bank.loading import BankError
    from quizzer.checking.check import check_bank
    from quizzer.checking.networks import check_networks

    try:
        bank = desk.bank
        findings = [*bank.findings, *check_bank(bank, draws), *check_networks(desk.bank_folders)]
    except BankError as problem:
        findings = problem.findings
    for finding in findings:
        click.echo(finding)
    return FOUND_PROBLEMS if findings else 0


@command.command("list")
@click.option("--where", default="", help="Selector, such as “topic:pooling difficulty<=2”.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def list_items(ctx: click.Context, where: str, as_json: bool) -> int:
    """List the items that a selector picks."""
    desk = desk_of(ctx.find_root().obj)
    from quizzer.bank.selectors import select
    from quizzer.plain.records import item_record

    with problems_in_words(desk):
        records = [item_record(desk.bank.items[item]) for item in select(desk.bank, where)]
    if as_json:
        click.echo(json.dumps({"items": records}, ensure_ascii=False))
        return 0
    for record in records:
        levels = ",".join(map(str, record["levels"]))  # type: ignore[call-overload]
        click.echo(f"{record['id']:<52} {record['item_kind']:<13} {levels:<10} {record['topic']}")
    return 0
