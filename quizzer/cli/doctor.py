"""``quizzer doctor``: whether terminal, bank, database and program are as they should be."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from platform import python_version

import click

from quizzer.cli.desk import Options, desk_with, usable_preferences_of
from quizzer.cli.exits import DONE, FOUND_PROBLEMS
from quizzer.cli.output import SIGNS, show_lines, shows
from quizzer.cli.speaking import Command, speaks
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import ConfigProblem
from quizzer.progress.problems import ProblemReason
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

LEAST_COLUMNS, LEAST_LINES = 60, 20
SAMPLES = ("中文", "×─")


@dataclass(frozen=True, slots=True)
class Examined:
    """What was looked at and how it stands; ``fine`` is false where something has to be done."""

    name: str
    state: str
    fine: bool = True
    values: dict[str, object] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        if self.state.startswith("problem."):
            return say(self.state, language, **self.values)
        return say(f"doctor.{self.name}.{self.state}", language, **self.values)

    def line(self, language: Language) -> str:
        return say(
            "doctor.line", language, name=say(f"doctor.name.{self.name}", language), text=self.sentence(language)
        )


@click.command("doctor", cls=Command, help="command.doctor")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@speaks
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Run ``quizzer doctor``."""
    options: Options = ctx.find_root().obj
    preferences, problems = usable_preferences_of(options)
    desk = desk_with(preferences, options)
    examined = list(examine(desk, problems))
    if as_json:
        checks = [asdict(one) | {"text": one.sentence(desk.language)} for one in examined]
        click.echo(json.dumps({"fine": all(one.fine for one in examined), "checks": checks}, default=str))
    else:
        show_lines(f"{'✓' if one.fine else '✗'} {one.line(desk.language)}" for one in examined)
    return DONE if all(one.fine for one in examined) else FOUND_PROBLEMS


def examine(desk: Desk, problems: Sequence[ConfigProblem]) -> Iterator[Examined]:
    """Everything that is looked at, in the order in which it is told; ``problems`` are those of the preferences."""
    yield _versions()
    yield _terminal()
    yield _encoding()
    yield _width()
    yield _colour()
    yield _preferences(desk, problems)
    yield _bank(desk)
    yield _database(desk)
    yield _backups(desk)
    installed = find_spec("textual_serve") is not None
    yield Examined("browser", "ok" if installed else "none", values={"python": shlex.quote(sys.executable)})


def _versions() -> Examined:
    values: dict[str, object] = {"python": python_version(), "sqlite": sqlite3.sqlite_version}
    for name, package in (("quizzer", "quizzer-interview"), ("textual", "textual")):
        try:
            values[name] = version(package)
        except PackageNotFoundError:
            values[name] = "?"
    return Examined("versions", "ok", "?" not in values.values(), values)


def _terminal() -> Examined:
    term = os.environ.get("TERM", "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Examined("terminal", "none")
    size = shutil.get_terminal_size()
    values: dict[str, object] = {"term": ascii(term)[1:-1], "columns": size.columns, "lines": size.lines}
    if term in ("", "dumb"):
        return Examined("terminal", "dumb", False, values)
    small = size.columns < LEAST_COLUMNS or size.lines < LEAST_LINES
    return Examined("terminal", "small" if small else "ok", not small, values)


def _encoding() -> Examined:
    fine = shows(SIGNS + "中")
    return Examined("encoding", "ok" if fine else "bad", fine, {"encoding": sys.stdout.encoding or "ascii"})


def _width() -> Examined:
    from quizzer.cli.terminal import drawn_cells

    drawn = drawn_cells(SAMPLES)
    if drawn is None:
        return Examined("width", "unknown")
    wide, narrow = (cells / 2 for cells in drawn)
    fine = (wide, narrow) == (2, 1)
    return Examined("width", "ok" if fine else "bad", fine, {"wide": f"{wide:g}", "narrow": f"{narrow:g}"})


def _colour() -> Examined:
    if os.environ.get("NO_COLOR"):
        return Examined("colour", "off")
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Examined("colour", "full")
    return Examined("colour", "some", True, {"count": 256 if "256" in os.environ.get("TERM", "") else 16})


def _preferences(desk: Desk, problems: Sequence[ConfigProblem]) -> Examined:
    """What cannot be used is left at its default here; other commands refuse to run."""
    values: dict[str, object] = {"path": desk.config.absolute()}
    if problems:
        return Examined(
            "config", "problem.config", False, values | {"detail": "; ".join(one.detail for one in problems)}
        )
    return Examined("config", "ok" if desk.config.exists() else "none", True, values)


def _bank(desk: Desk) -> Examined:
    from quizzer.bank.loading import BankError

    try:
        bank = desk.bank
    except BankError as problem:
        return Examined("bank", "bad", False, {"finding": str(problem.findings[0])})
    if bank.findings:
        return Examined("bank", "bad", False, {"finding": str(bank.findings[0])})
    return Examined("bank", "ok", True, {"items": len(bank.items), "topics": len(bank.topics)})


def _database(desk: Desk) -> Examined:
    """The database is not made if there is none."""
    values: dict[str, object] = {"path": desk.database.absolute()}
    if not desk.database.exists():
        return Examined("database", "new", True, values)
    from quizzer.progress import checking
    from quizzer.progress.database import open_database
    from quizzer.progress.problems import DatabaseProblem

    try:
        with closing(open_database(desk.database, desk.now())) as database:
            found = checking.check(database)
            events = checking.number_of_events(database)
    except DatabaseProblem as problem:
        return Examined("database", f"problem.database.{problem.reason}", False, values)
    if found:
        return Examined("database", "bad", False, values | {"count": len(found)})
    return Examined("database", "ok", True, values | {"events": events})


def _backups(desk: Desk) -> Examined:
    """What there is, and what would keep the next one from being made."""
    from quizzer.progress import daily
    from quizzer.progress.backups import FOLDER

    folder = (desk.database.parent / FOLDER).absolute()
    try:
        reason, needed = daily.hindrance(desk.database), daily.room_needed(desk.database)
        newest = daily.newest_day(desk.database)
    except OSError:  # there is no database
        return Examined("backups", "none")
    if reason is not None:
        state = "full" if reason is ProblemReason.FULL else "denied"
        return Examined("backups", state, False, {"folder": folder, "megabytes": needed // 1_000_000 + 1})
    return Examined("backups", "none") if newest is None else Examined("backups", "ok", True, {"day": newest})
