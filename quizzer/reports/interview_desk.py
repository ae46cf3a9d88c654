"""Interviews at a desk in words: a blueprint's name, a report with those before it, why no paper can be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizzer.practice.desk import Desk
from quizzer.practice.interview_desk import UnknownBlueprint, blueprint_at, interviews_at
from quizzer.practice.interview_report import report_from
from quizzer.questions.text import Language
from quizzer.reports.interview import Part, report_parts
from quizzer.reports.phrases import Voice
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.practice.interview_report import Report
    from quizzer.practice.papers import ShortCell


def blueprint_name(desk: Desk, blueprint: str) -> str:
    """The name of a blueprint; its id where there is none of that id any more."""
    try:
        return blueprint_at(desk, blueprint).name[desk.language]
    except UnknownBlueprint:
        return blueprint


def parts_of_report(desk: Desk, report: Report) -> Iterator[Part]:
    """The parts of ``report``, compared with the earlier ones. Raises BankError, DatabaseProblem."""
    beliefs = {slip: belief.belief for slip, belief in desk.bank.beliefs.items()}
    earlier = [
        report_from(one.report)
        for one in interviews_at(desk).all()
        if one.report is not None and one.started_at < report.started_at
    ]
    voice = Voice(desk.language, desk.bank.topics, beliefs)
    return report_parts(report, desk.bank, voice, blueprint_name(desk, report.blueprint), earlier)


def short_sentence(short: ShortCell, language: Language) -> str:
    """Which cell of a blueprint the bank cannot fill."""
    cell = short.what
    what = [say(f"interview.kind.{cell.kind}", language), *cell.topics, cell.where]
    return say(
        "interview.short",
        language,
        blueprint=short.blueprint.id,
        cell=short.cell,
        wanted=short.wanted,
        found=short.found,
        what=", ".join(filter(None, what)),
    )
