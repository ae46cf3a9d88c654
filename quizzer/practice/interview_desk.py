"""Interviews at a desk: which blueprints there are, beginning one, taking one up again, and those that are over."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizzer.practice.desk import Desk

if TYPE_CHECKING:
    from quizzer.bank.blueprints import Blueprint, Blueprints
    from quizzer.practice.interviewing import Interview
    from quizzer.practice.stopwatch import Monotonic
    from quizzer.progress.interviews import InterviewStore, KeptInterview

USUAL = "cv-45"


@dataclass(frozen=True, slots=True)
class InterviewWish:
    """The interview that is wished: of which blueprint, with which seed (None: by chance), in how many minutes.

    ``scheduled`` False leaves the schedule alone; ``resume`` goes on with the one that is not finished instead.
    """

    blueprint: str = USUAL
    seed: int | None = None
    minutes: float | None = None
    scheduled: bool = True
    resume: bool = False


class UnknownBlueprint(LookupError):
    """There is no blueprint called ``given``; ``known`` are those that there are."""

    def __init__(self, given: str, known: list[str]) -> None:
        super().__init__(given)
        self.given = given
        self.known = known


def blueprints_at(desk: Desk) -> Blueprints:
    """The blueprints of the bank and the learner's own."""
    from quizzer.bank.blueprints import load_blueprints

    return load_blueprints(*desk.bank_folders)


def blueprint_at(desk: Desk, name: str) -> Blueprint:
    """The blueprint ``name``. Raises :class:`UnknownBlueprint`."""
    found = blueprints_at(desk).by_id
    if name not in found:
        raise UnknownBlueprint(name, list(found))
    return found[name]


def interviews_at(desk: Desk) -> InterviewStore:
    """Where the interviews are kept. Raises DatabaseProblem."""
    from quizzer.practice.interview_report import is_readable
    from quizzer.progress.interviews import InterviewStore

    return InterviewStore(desk.store, is_readable)


def start_interview(
    desk: Desk,
    blueprint: Blueprint,
    *,
    seed: int | None = None,
    minutes: float | None = None,
    scheduled: bool = True,
    monotonic: Monotonic = time.monotonic,
) -> Interview:
    """Begin an interview with ``seed``, else with the seed of the desk, else with one by chance.

    Raises ShortCell, SelectorError, BankError, DatabaseProblem.
    """
    from quizzer.practice.interviewing import begin_interview
    from quizzer.practice.papers import draw_paper

    seeds = (seed, desk.seed, time.time_ns() % 1_000_000)
    paper = draw_paper(desk.bank, blueprint, next(one for one in seeds if one is not None), minutes)
    return begin_interview(desk.bank, interviews_at(desk), desk.now, monotonic, paper, scheduled=scheduled)


def resume_interview(desk: Desk, kept: KeptInterview, monotonic: Monotonic = time.monotonic) -> Interview:
    """Take an interview up again. Raises ReplayError where its questions are no longer in the bank, BankError."""
    from quizzer.practice.interviewing import Interview

    return Interview(desk.bank, interviews_at(desk), desk.now, monotonic, kept)
