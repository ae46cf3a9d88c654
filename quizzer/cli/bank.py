"""``quizzer bank``: check, list, coverage and schema; what concerns one item is in ``bank_items``."""

from __future__ import annotations

import json

import click

from quizzer.cli.bank_items import edit_item, new_item, show_item
from quizzer.cli.completion import complete_selector
from quizzer.cli.desk import desk_of, problems_in_words
from quizzer.cli.exits import FOUND_PROBLEMS
from quizzer.cli.output import show
from quizzer.cli.speaking import Group
from quizzer.wording.catalogue import say

SCHEMAS = ("items", "misconceptions", "networks", "topics", "sections", "errata", "blueprint")
"""The files that have a schema, named here so that help need not load them."""


@click.group("bank", cls=Group, help="command.bank")
def command() -> None:
    """Run ``quizzer bank``."""


command.add_command(show_item)
command.add_command(new_item)
command.add_command(edit_item)


@command.command("check", help="command.bank.check")
@click.option("--draws", type=click.IntRange(1, 100_000), default=20, show_default=True, help="option.draws")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@click.pass_context
def check(ctx: click.Context, draws: int, as_json: bool) -> int:
    """Run ``quizzer bank check``."""
    desk = desk_of(ctx.find_root().obj)
    from quizzer.bank.loading import BankError
    from quizzer.checking.blueprints import check_blueprints
    from quizzer.checking.check import check_bank
    from quizzer.checking.networks import check_networks

    try:
        bank = desk.bank
        findings = [*bank.findings, *check_bank(bank, draws), *check_networks(desk.bank_folders)]
        findings += check_blueprints(bank, desk.bank_folders)
        items = len(bank.items)
    except BankError as problem:
        findings, items = problem.findings, 0
    if as_json:
        records = [
            {"file": str(found.file), "line": found.line, "column": found.column, "message": found.message}
            for found in findings
        ]
        click.echo(json.dumps({"items": items, "findings": records}, ensure_ascii=False))
    else:
        for finding in findings:
            show(finding)
        if not findings:
            show(say("bank.clean", desk.language, items=items), err=True)
    return FOUND_PROBLEMS if findings else 0


@command.command("list", help="command.bank.list")
@click.option("--where", default="", metavar="argument.selector", help="option.where", shell_complete=complete_selector)
@click.option("--json", "as_json", is_flag=True, help="option.json")
@click.pass_context
def list_items(ctx: click.Context, where: str, as_json: bool) -> int:
    """Run ``quizzer bank list``."""
    desk = desk_of(ctx.find_root().obj)
    from quizzer.plain.records import item_record

    with problems_in_words(desk):
        records = [item_record(desk.bank.items[item]) for item in desk.select(where)]
    if as_json:
        click.echo(json.dumps({"items": records}, ensure_ascii=False))
        return 0
    for record in records:
        levels = ",".join(map(str, record["levels"]))  # type: ignore[call-overload]
        click.echo(f"{record['id']:<52} {record['item_kind']:<13} {levels:<10} {record['topic']}")
    return 0


@command.command("coverage", help="command.bank.coverage")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@click.pass_context
def show_coverage(ctx: click.Context, as_json: bool) -> int:
    """Run ``quizzer bank coverage``."""
    desk = desk_of(ctx.find_root().obj)
    from quizzer.bank.coverage import coverage

    with problems_in_words(desk):
        found = coverage(desk.bank)
    if as_json:
        record = {
            "sections": found.sections,
            "covered": found.covered,
            "waived": found.waived,
            "uncovered": found.uncovered,
            "errata": found.errata,
            "errata_unused": found.unused,
            "topics": {
                topic.topic: {
                    "sections": topic.sections,
                    "covered": topic.covered,
                    "waived": topic.waived,
                    "conceptual": topic.conceptual,
                    "numeric": topic.numeric,
                }
                for topic in found.topics
            },
        }
        click.echo(json.dumps(record))
        return 0
    for topic in found.topics:
        sections = f"{topic.covered}/{topic.sections - topic.waived}"
        values = {"topic": f"{topic.topic:<22}", "sections": f"{sections:>7}"}
        values |= {"conceptual": f"{topic.conceptual:>4}", "numeric": f"{topic.numeric:>4}"}
        show(say("bank.coverage.topic", desk.language, **values))
    asked = found.sections - found.waived
    show(say("bank.coverage.sections", desk.language, covered=found.covered, asked=asked, waived=found.waived))
    show(say("bank.coverage.errata", desk.language, used=found.errata - len(found.unused), errata=found.errata))
    for missing in (*found.uncovered, *found.unused):
        show(say("bank.coverage.missing", desk.language, missing=missing))
    return 0


@command.command("schema", help="command.bank.schema")
@click.argument("name", type=click.Choice(SCHEMAS), default="items", metavar="argument.name")
def show_schema(name: str) -> int:
    """Run ``quizzer bank schema``."""
    from quizzer.bank.schema import json_schema

    click.echo(json.dumps(json_schema(name), ensure_ascii=False, indent=1))
    return 0
