"""``quizzer interview``: begin or go on, ``list``, ``report``, ``drop``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizzer.cli.desk import Options, desk_of, problems_in_words, replay_sentence
from quizzer.cli.exits import INTERRUPTED, UNUSABLE, Stop
from quizzer.cli.lines import in_lines
from quizzer.cli.numbers import Number
from quizzer.cli.output import show, show_lines
from quizzer.cli.speaking import Group, speaks
from quizzer.practice.desk import Desk
from quizzer.practice.interview_desk import USUAL, InterviewWish, UnknownBlueprint
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.interview_report import Report
    from quizzer.practice.interviewing import Interview
    from quizzer.progress.interviews import KeptInterview

WIDTH = 76
_PAGE = click.Path(dir_okay=False, readable=False, path_type=Path)


@click.group("interview", cls=Group, invoke_without_command=True, help="command.interview")
@click.option("--plain", is_flag=True, help="option.plain")
@click.option("--blueprint", default=USUAL, show_default=True, metavar="argument.blueprint", help="option.blueprint")
@click.option("--seed", type=click.IntRange(0, 10**12), help="option.seed.questions")
@click.option("--minutes", type=Number(0, 240, min_open=True), help="option.minutes.interview")
@click.option("--no-schedule", is_flag=True, help="option.no-schedule.interview")
@click.option("--resume", is_flag=True, help="option.resume.interview")
@speaks
@click.pass_context
def command(
    ctx: click.Context,
    plain: bool,
    blueprint: str,
    seed: int | None,
    minutes: float | None,
    no_schedule: bool,
    resume: bool,
) -> int:
    """Run ``quizzer interview``."""
    options: Options = ctx.find_root().obj
    if ctx.invoked_subcommand is not None:
        return 0
    desk = desk_of(options, seed=seed, stays=True)
    if in_lines(plain):
        with closing(desk), _problems(desk):
            interview = _unfinished(desk) if resume else _new(desk, blueprint, minutes, scheduled=not no_schedule)
            _run_in_lines(desk, interview)
        return 0
    from quizzer.cli.full_screen import open_full_screen

    with _problems(desk):
        _check(desk, blueprint, resume=resume)
    wish = InterviewWish(blueprint, seed, minutes, not no_schedule, resume)
    return open_full_screen(desk, interview=wish)


def _check(desk: Desk, blueprint: str, *, resume: bool) -> None:
    """What is wrong with a wish is said before the screen opens. Raises :class:`Stop`, UnknownBlueprint."""
    from quizzer.practice.interview_desk import blueprint_at, interviews_at

    if not resume:
        blueprint_at(desk, blueprint)
    elif interviews_at(desk).unfinished() is None:
        raise Stop(UNUSABLE, say("interview.none_unfinished", desk.language))


def _new(desk: Desk, name: str, minutes: float | None, *, scheduled: bool) -> Interview:
    from quizzer.cli.start import complain
    from quizzer.practice.interview_desk import blueprint_at, blueprints_at, interviews_at, start_interview

    for finding in blueprints_at(desk).findings[:3]:
        complain(say("interview.blueprint_left_out", desk.language, finding=finding))
    blueprint = blueprint_at(desk, name)
    earlier = interviews_at(desk).unfinished()
    interview = start_interview(desk, blueprint, minutes=minutes, scheduled=scheduled)
    if earlier is not None:
        complain(say("interview.unfinished", desk.language, name=earlier.blueprint, left=_left(earlier)))
    return interview


def _unfinished(desk: Desk) -> Interview:
    from quizzer.generators.making import ReplayError
    from quizzer.practice.interview_desk import interviews_at, resume_interview

    numbered = enumerate(interviews_at(desk).all(), 1)
    number, kept = next(((number, one) for number, one in numbered if one.finished_at is None), (0, None))
    if kept is None:
        raise Stop(UNUSABLE, say("interview.none_unfinished", desk.language))
    try:
        return resume_interview(desk, kept)
    except ReplayError as problem:
        values = {"detail": replay_sentence(problem, desk.language), "number": number}
        raise Stop(UNUSABLE, say("interview.drop_it", desk.language, **values)) from problem


def _left(kept: KeptInterview) -> str:
    from quizzer.reports.interview import clock

    return clock(max(0, round(kept.state["paper"]["minutes"] * 60_000) - kept.used_ms))


def _run_in_lines(desk: Desk, interview: Interview) -> None:
    """Interview on stdout and stdin, then the report. Raises :class:`Stop` on Ctrl-C."""
    from quizzer.cli.finishing import finish_backup
    from quizzer.plain.interview import PlainInterview
    from quizzer.plain.ticking import ticking
    from quizzer.reports.interview_desk import blueprint_name

    name = blueprint_name(desk, interview.paper.blueprint)
    plain = PlainInterview(interview, name, desk.language, sys.stdin, sys.stdout)
    plain.ask_confidence = desk.preferences.confidence
    try:
        with ticking(plain):
            report = plain.run()
    except KeyboardInterrupt:
        plain.keep()
        raise Stop(INTERRUPTED, say("problem.interrupted", desk.language)) from None
    if report is not None:
        show("")
        show_lines(report_lines(desk, report))
    finish_backup(desk)


# --- list and report ---


@command.command("list", help="command.interview.list")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@speaks
@click.pass_context
def list_interviews(ctx: click.Context, as_json: bool) -> int:
    """Run ``quizzer interview list``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    with closing(desk), _problems(desk):
        from quizzer.practice.interview_desk import interviews_at
        from quizzer.reports.interview_list import interview_records, interview_rows
        from quizzer.wording.columns import columns

        kept = interviews_at(desk).all()
        if as_json:
            click.echo(json.dumps({"interviews": interview_records(kept)}))
        elif kept:
            show_lines(columns(interview_rows(kept, desk.now().tzinfo, desk.language), right_from=3))
        else:
            show(say("interview.none_finished", desk.language), err=True)
    return 0


@command.command("report", help="command.interview.report")
@click.argument("interview", required=False, metavar="argument.interview")
@click.option("--html", type=_PAGE, help="option.html")
@click.option("--markdown", type=_PAGE, help="option.markdown")
@click.option("--json", "as_json", is_flag=True, help="option.json")
@speaks
@click.pass_context
def report(
    ctx: click.Context,
    interview: str | None,
    html: Path | None,
    markdown: Path | None,
    as_json: bool,
) -> int:
    """Run ``quizzer interview report``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    with closing(desk), _problems(desk):
        from quizzer.practice.interview_report import report_from
        from quizzer.reports.interview_desk import parts_of_report
        from quizzer.reports.interview_list import report_record
        from quizzer.reports.interview_pages import as_html, as_markdown

        found = report_from(_finished(desk, interview))
        if as_json:
            click.echo(json.dumps(report_record(found)))
        elif html or markdown:
            parts = list(parts_of_report(desk, found))
            if html:
                _write(desk, html, "".join(as_html(parts, desk.language)))
            if markdown:
                _write(desk, markdown, "\n".join(as_markdown(parts)))
        else:
            show_lines(report_lines(desk, found))
    return 0


@command.command("drop", help="command.interview.drop")
@click.argument("interview", metavar="argument.interview")
@speaks
@click.pass_context
def drop(ctx: click.Context, interview: str) -> int:
    """Run ``quizzer interview drop``."""
    options: Options = ctx.find_root().obj
    desk = desk_of(options)
    with closing(desk), _problems(desk):
        from quizzer.practice.interview_desk import interviews_at
        from quizzer.reports.interview_desk import blueprint_name

        store = interviews_at(desk)
        numbered = enumerate(store.all(), 1)
        found = next((one for number, one in numbered if interview in (str(number), one.id)), None)
        if found is None:
            raise Stop(UNUSABLE, say("interview.no_interview", desk.language, name=interview))
        if not store.drop(found.id):
            raise Stop(UNUSABLE, say("interview.not_dropped", desk.language, name=interview))
        show(say("interview.dropped", desk.language, name=blueprint_name(desk, found.blueprint)))
    return 0


def _finished(desk: Desk, wanted: str | None) -> dict[str, object]:
    """What is kept of the report that is wanted. Raises :class:`Stop` where there is none."""
    from quizzer.practice.interview_desk import interviews_at

    kept = interviews_at(desk).all()
    reports = [(str(number), one.id, one.report) for number, one in enumerate(kept, 1) if one.report is not None]
    if not reports:
        raise Stop(UNUSABLE, say("interview.none_finished", desk.language))
    for number, name, found in reports:
        if wanted is None or wanted in (number, name):
            return found
    raise Stop(UNUSABLE, say("interview.no_report", desk.language, name=wanted))


def report_lines(desk: Desk, report: Report) -> Iterator[str]:
    """The report in lines that fit 80 columns."""
    from quizzer.reports.interview_desk import parts_of_report
    from quizzer.reports.interview_pages import as_lines

    return as_lines(parts_of_report(desk, report), WIDTH)


def _write(desk: Desk, path: Path, text: str) -> None:
    """Write a new file, never over another one. Raises :class:`Stop`."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as problem:
        raise Stop(UNUSABLE, say("interview.save.there", desk.language, path=path)) from problem
    except OSError as problem:
        values = {"path": path, "detail": problem.strerror}
        raise Stop(UNUSABLE, say("interview.cannot_write", desk.language, **values)) from problem


@contextmanager
def _problems(desk: Desk) -> Iterator[None]:
    """What can go wrong with a blueprint in one sentence, besides what ``problems_in_words`` knows."""
    from quizzer.practice.papers import ShortCell

    with problems_in_words(desk):
        try:
            yield
        except UnknownBlueprint as unknown:
            values = {"name": unknown.given, "known": ", ".join(unknown.known)}
            raise Stop(UNUSABLE, say("interview.unknown_blueprint", desk.language, **values)) from unknown
        except ShortCell as short:
            from quizzer.reports.interview_desk import short_sentence

            raise Stop(UNUSABLE, short_sentence(short, desk.language)) from short
