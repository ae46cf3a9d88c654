"""``quizzer why ITEM``."""

from __future__ import annotations

import json
from contextlib import closing

import click

from quizzer.cli.bank_items import item_of
from quizzer.cli.desk import Options, desk_of, problems_in_words
from quizzer.cli.output import show_lines
from quizzer.cli.speaking import Command, speaks
from quizzer.cli.stats import voice_of


@click.command("why", cls=Command, help="command.why")
@click.argument("item", metavar="argument.item")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@speaks
@click.pass_context
def command(ctx: click.Context, item: str, as_json: bool) -> int:
    """Run ``quizzer why``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    with problems_in_words(desk), closing(desk):
        from quizzer.practice.explaining import story_of
        from quizzer.reports.history import history_lines, history_record

        story = story_of(desk.store, item, desk.today)
        if story.state is None:  # what the log knows may have left the bank
            item_of(desk.bank, item, desk.language)
        voice = voice_of(desk)
        if as_json:
            click.echo(json.dumps(history_record(story, voice), ensure_ascii=False))
        else:
            show_lines(history_lines(story, voice))
    return 0
