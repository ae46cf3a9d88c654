"""``quizzer serve``."""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec

import click

from quizzer.cli.desk import Options, preferences_of
from quizzer.cli.exits import DONE, UNUSABLE, Stop
from quizzer.cli.output import show
from quizzer.cli.speaking import Command
from quizzer.wording.catalogue import say


@click.command("serve", cls=Command, help="command.serve")
@click.option("--host", default="127.0.0.1", metavar="argument.address", show_default=True, help="option.host")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="option.port")
@click.option("--anyone", is_flag=True, help="option.anyone")
@click.pass_context
def command(ctx: click.Context, host: str, port: int, anyone: bool) -> int:
    """Run ``quizzer serve``."""
    options: Options = ctx.find_root().obj
    language = preferences_of(options).spoken
    if find_spec("textual_serve") is None:
        raise Stop(UNUSABLE, say("serve.not_installed", language, python=shlex.quote(sys.executable)))
    from quizzer.cli.browser import BrowserServer, is_loopback

    if not is_loopback(host):
        if not anyone:
            raise Stop(UNUSABLE, say("serve.not_loopback", language, address=host))
        show(say("serve.warning", language, address=host), err=True)
    words = {key: say(f"serve.page.{name}", language) for key, name in (("opening", "start"), ("ended", "ended"))}
    words |= {"again": say("serve.page.again", language), "language": language.value}
    server = BrowserServer(
        _command_line(options), host, port, words, lambda url: show(say("serve.ready", language, url=url))
    )
    try:
        server.serve()
    except OSError as problem:
        sentence = say("serve.port_taken", language, address=host, port=port, problem=problem.strerror or problem)
        raise Stop(UNUSABLE, sentence) from problem
    return DONE


def _command_line(options: Options) -> str:
    """The command of one window; textual-serve hands it to a shell."""
    words = [sys.executable, "-m", "quizzer"]
    for name, value in (("database", options.database), ("bank", options.bank), ("language", options.language)):
        if value is not None:
            words += [f"--{name}", str(value)]
    return shlex.join(words)
