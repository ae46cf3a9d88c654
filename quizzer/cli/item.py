"""``quizzer item``: what the learner decides about one item."""

from __future__ import annotations

from contextlib import closing

import click

from quizzer.cli.bank_items import item_of
from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.exits import UNUSABLE, Stop
from quizzer.cli.output import show
from quizzer.cli.speaking import Command, spoken
from quizzer.practice.decisions import DECISIONS
from quizzer.wording.catalogue import say


@click.command("item", cls=Command, help="command.item")
@click.argument("decision", type=click.Choice([*DECISIONS, "flag"]), metavar="argument.decision")
@click.argument("item", metavar="argument.item")
@click.argument("reason", required=False, metavar="argument.reason")
@click.pass_context
def command(ctx: click.Context, decision: str, item: str, reason: str | None) -> int:
    """Run ``quizzer item``."""
    if (reason is not None) != (decision == "flag"):
        raise Stop(UNUSABLE, say("usage.reason", spoken(ctx.obj)))
    options: Options = ctx.obj
    desk = desk_of(options)
    with problems_in_words(desk), closing(desk):
        from quizzer.practice.decisions import decide, possible_decisions

        item_of(desk.bank, item, desk.language)
        store = desk.store
        if reason is not None:
            store.flag(item, reason, desk.now())
        elif decision in possible_decisions(store.item(item), bool(store.cards_of(item)), desk.today):
            decide(store, item, decision, desk.now())
        else:
            show(say(f"why.no.{decision}", desk.language, item=item))
            return 0
        show(say("item.decided", desk.language, what=say(f"event.{decision}", desk.language), item=item))
    return 0
