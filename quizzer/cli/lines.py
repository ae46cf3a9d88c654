"""Running a session line by line, for pipes, screen readers and terminals without a screen."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from quizzer.cli.exits import INTERRUPTED, Stop
from quizzer.practice.desk import Desk
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.session import Session


def in_lines(plain: bool) -> bool:
    """Whether to go line by line: as wished, or because there is no screen to draw on."""
    return plain or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb"


def run_in_lines(desk: Desk, session: Session) -> None:
    """Ask on stdout, read from stdin, until all is asked or the input ends. Raises :class:`Stop` on Ctrl-C."""
    from quizzer.cli.finishing import finish_backup
    from quizzer.plain.quiz import PlainQuiz

    try:
        summary = PlainQuiz(session, desk.language, sys.stdin, sys.stdout, desk.preferences).run()
    except KeyboardInterrupt:
        raise Stop(INTERRUPTED, say("problem.interrupted", desk.language)) from None
    if summary.answered:
        _say_what_comes_next(desk)
    finish_backup(desk)


def _say_what_comes_next(desk: Desk) -> None:
    from quizzer.cli.output import show_lines
    from quizzer.reports.phrases import Voice
    from quizzer.reports.today import after_lines

    found = desk.glance()
    if found is not None:
        show_lines(["", *after_lines(found, Voice(desk.language, desk.bank.topics))])


def report_findings(desk: Desk) -> None:
    """Say on stderr which entries of the bank were left out."""
    from quizzer.cli.start import complain

    for finding in desk.bank.findings[:3]:
        complain(say("problem.bank_part", desk.language, finding=finding))
