"""Waiting, at the end of a session, for a backup that somebody has been without for days."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizzer.cli.output import show
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.desk import Desk
    from quizzer.progress.daily import DailyBackup

LOOK_SECONDS = 0.2


def finish_backup(desk: Desk) -> None:
    """Finish an overdue backup that goes on, and say so; Ctrl-C leaves it for the next time.

    Any other is left to the closing of the desk. Who practises a minute a day gets a backup in this way.
    """
    backup = desk.backup
    if backup is None or backup.small or not backup.overdue or backup.wait(0):
        return
    try:
        show(say("backup.finishing", desk.language, megabytes=backup.megabytes), err=True)
        _watch(backup)
    except KeyboardInterrupt:
        backup.give_up()
        show(say("backup.left", desk.language), err=True)
    else:
        show(say("backup.done" if backup.made else "backup.failed", desk.language), err=True)


def _watch(backup: DailyBackup) -> None:
    """Wait; a terminal shows how much is done."""
    on_terminal = sys.stderr.isatty()
    try:
        while not backup.wait(LOOK_SECONDS):
            if on_terminal:
                sys.stderr.write(f"\r{backup.share:4.0%}")
                sys.stderr.flush()
    finally:
        if on_terminal:
            sys.stderr.write("\r")
