"""What a face needs to begin a session.

Bank and database are imported and opened at first use, so that a face can paint before it waits for them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.practice.preferences import PLAN, Preferences, save_preferences, with_language
from quizzer.questions.text import Language

if TYPE_CHECKING:
    from quizzer.bank.loading import Bank
    from quizzer.practice.goal import Goal
    from quizzer.practice.plan_to_date import PlannerToDate
    from quizzer.practice.queue import Plan, PracticeQueue
    from quizzer.practice.resuming import Left
    from quizzer.practice.reviewing import Drawer, NothingDue, Wish
    from quizzer.practice.session import Now, Session
    from quizzer.practice.today import Today
    from quizzer.practice.weak import Weak
    from quizzer.progress.daily import DailyBackup
    from quizzer.progress.store import Store


@dataclass
class Desk:
    """Places, clock and preferences of one run; ``seed`` switches history off and makes a quiz repeatable.

    ``own_bank`` is the folder of the learner's own bank, which need not exist yet; None where nothing is kept.
    ``wide_signs`` tells a terminal that gives × and ─ two columns. A program that ``stays`` has time for the ``backup``
    of a big database. ``migrating`` is called before a migration that takes long, with the megabytes of the database.
    """

    bank_folders: tuple[Path, ...]
    database: Path
    config: Path
    cache: Path
    now: Now
    preferences: Preferences
    seed: int | None = None
    own_bank: Path | None = None
    wide_signs: bool = False
    stays: bool = False
    migrating: Callable[[int], object] | None = None
    backup: DailyBackup | None = field(default=None, init=False)

    @property
    def language(self) -> Language:
        """The language in which the faces speak."""
        return self.preferences.spoken

    def use(self, preferences: Preferences) -> None:
        """Follow ``preferences`` from now on; what is logged stays as it is."""
        self.preferences = preferences
        if "store" in self.__dict__:
            self.store.rollover_hours, self.store.retention = preferences.day_rollover, preferences.retention

    def speak(self, language: Language) -> None:
        """Use ``language`` from now on and remember it. Raises OSError when it cannot be remembered."""
        self.preferences = with_language(self.preferences, language)
        save_preferences(self.config, self.preferences)

    @cached_property
    def bank(self) -> Bank:
        """The bank. Raises BankError."""
        from quizzer.bank.index import indexed_bank

        return indexed_bank(self.bank_folders, self.cache)

    @cached_property
    def store(self) -> Store:
        """The learner's progress, created or brought up to date if need be. Raises DatabaseProblem.

        The backup of the day begins beside what comes.
        """
        # SQLAlchemy takes longer to import than the first screen to paint.
        from quizzer.progress.daily import begin_daily_backup
        from quizzer.progress.store import open_store

        now = self.now()
        store = open_store(self.database, now, self.migrating)
        self.backup = begin_daily_backup(self.database, now, big=self.stays)
        store.rollover_hours, store.retention = self.preferences.day_rollover, self.preferences.retention
        return store

    def select(self, where: str) -> list[str]:
        """Ids of the items that a selector picks. Raises SelectorError, BankError, DatabaseProblem.

        The database is opened only for flags that need it.
        """
        from quizzer.bank.selectors import select

        return select(self.bank, where, self._flagged)

    def askable(self, where: str) -> list[str]:
        """As :meth:`select`, but drafts only where ids are named."""
        from quizzer.bank.selectors import is_draft

        return [name for name in self.select(where) if "id:" in where or not is_draft(self.bank.items[name])]

    def _flagged(self, flag: str) -> set[str]:
        from quizzer.practice.lookup import flagged_items

        return flagged_items(self.store, flag, self.today, self.bank.items)

    def begin_quiz(self, items: Sequence[str] = (), count: int | None = 10) -> Session:
        """A quiz over ``items`` (none: the whole bank). Raises BankError, DatabaseProblem."""
        from quizzer.practice.choosing import choose_questions
        from quizzer.practice.session import Session

        chosen = items or self.askable("")
        if self.seed is not None:
            asked, seeded = choose_questions(self.bank, chosen, self.seed), {"items": [*items], "seed": self.seed}
            return Session(self.bank, asked, self.store, self.now, count, details=seeded)
        queue = self.practice(chosen)
        # Everything need not be written down, and may be more when the quiz is taken up again.
        some = [*items] if len(items) < len(self.askable("")) else []
        return Session(self.bank, queue, self.store, self.now, count, listener=queue, details={"items": some})

    def left(self) -> Left | None:
        """The last quiz or review, where it was left in the middle. Raises DatabaseProblem."""
        from quizzer.practice.resuming import left_of

        return left_of(self.store, self.today)

    def take_up(self, left: Left) -> Session | None:
        """Go on with what was left in the middle; None where nothing of it is left. Raises as ``begin_quiz`` does."""
        from quizzer.practice.resuming import take_up

        return take_up(self, left)

    def practice(self, items: Sequence[str], asked: Collection[str] = ()) -> PracticeQueue:
        """Questions that follow from what was answered before; the items ``asked`` already come after others."""
        from quizzer.generators.chance import seeded
        from quizzer.practice.choosing import Freshly, choose_questions
        from quizzer.practice.lookup import StoreLookup, past_of
        from quizzer.practice.queue import PracticeQueue
        from quizzer.practice.reviewing import Planner

        store, draw = self.store, self._draw()
        lookup, recent = StoreLookup(store), store.recent_question_ids
        askable = Planner(self.bank, lookup, self.today).askable(items)
        attempts = Counter({name: state.attempts for name, state in lookup.states(askable).items()})
        attempts.update(asked)
        questions = choose_questions(self.bank, askable, draw, attempts, recent, lambda item: past_of(store, item))
        freshly, rng = Freshly(self.bank, recent), seeded("again", draw)
        return PracticeQueue(questions, lambda asked: freshly.chosen(asked.item, asked.level, rng))

    def warm_up(self) -> None:
        """Have ready what the first question and the first answer would wait for. Raises as ``begin_quiz`` does."""
        import fsrs_rs_python  # noqa: F401

        from quizzer.progress.prepared import compose_all

        compose_all()
        self.practice(self.askable(""))

    def begin_tour(self) -> Session:
        """The questions of the tour, as a quiz whose answers count. Raises as ``begin_quiz`` does."""
        from quizzer.bank.selectors import levels
        from quizzer.generators.chance import seeded
        from quizzer.practice.choosing import Freshly
        from quizzer.practice.session import Session
        from quizzer.practice.tour import tour_stops

        freshly, rng = Freshly(self.bank, self.store.recent_question_ids), seeded("tour", self._draw())
        questions = [freshly.chosen(item, levels(self.bank.items[item])[0], rng) for item in tour_stops(self.bank)]
        return Session(self.bank, iter(questions), self.store, self.now, len(questions))

    def begin_review(self, wish: Wish | None = None) -> Session | NothingDue:
        """A review of what is due and new today, or word of when there will be one. Raises as ``begin_quiz`` does."""
        from quizzer.practice.lookup import next_due_day
        from quizzer.practice.queue import ReviewQueue
        from quizzer.practice.reviewing import NothingDue, Wish
        from quizzer.practice.session import Session

        wish = wish or Wish()
        plan = self.plan(wish)
        if not plan.chosen:
            begun, planned = self.store.counts(self.today).attempts > 0, self._heeds_plan(wish)
            return NothingDue(next_due_day(self.store, self.today), plan.waiting, begun, planned)
        queue = ReviewQueue(plan.chosen, self.drawer())
        return Session(
            self.bank,
            queue,
            self.store,
            self.now,
            wish.count,
            "review",
            scheduled=wish.scheduled,
            minutes=wish.minutes,
            listener=queue,
            waiting=plan.waiting,
            details={"wish": asdict(wish)},
        )

    def drawer(self) -> Drawer:
        """Makes questions of what a review plans."""
        from quizzer.generators.chance import seeded
        from quizzer.practice.choosing import Freshly
        from quizzer.practice.reviewing import Drawer

        freshly = Freshly(self.bank, self.store.recent_question_ids)
        return Drawer(self.bank, freshly, seeded("review", self._draw()))

    def plan(self, wish: Wish) -> Plan:
        """What a review would ask now: with an interview before the learner, what the plan to that day says.

        Raises as ``begin_quiz`` does.
        """
        goal = self.goal
        if goal is not None and self._heeds_plan(wish):
            return self.planner_to_date(goal, wish.items).plan_today()
        from quizzer.practice.lookup import StoreLookup, room_today
        from quizzer.practice.reviewing import Planner

        today, wanted = self.today, self.preferences
        room = room_today(self.store, today, wanted.reviews_per_day, wanted.new_per_day)
        return Planner(self.bank, StoreLookup(self.store), today).plan(wish, room)

    def _heeds_plan(self, wish: Wish) -> bool:
        goal = self.goal
        return goal is not None and goal.reached_from(self.today) and wish.scheduled and not wish.ahead

    @property
    def goal(self) -> Goal | None:
        """The interview that is prepared for, also one that has passed; None where there is none."""
        from quizzer.practice.goal import goal_of

        return goal_of(self.preferences)

    def prepare_for(self, day: date | None, minutes: int | None = None, where: str | None = None) -> None:
        """Plan towards an interview on ``day`` (None: towards none) from now on; what is not said stays as it was.

        Raises OSError when it cannot be remembered; SelectorError, BankError, DatabaseProblem for a wrong ``where``.
        """
        if where:
            self.askable(where)
        kept = self.preferences
        self.preferences = replace(
            kept,
            interview_on=day,
            minutes_per_day=minutes or kept.minutes_per_day,
            plan_where=kept.plan_where if where is None else " ".join(where.split()),
        )
        save_preferences(self.config, self.preferences, PLAN)

    def planner_to_date(self, goal: Goal, items: Sequence[str] | None = None) -> PlannerToDate:
        """Plans towards ``goal``, which must be within reach; of ``items``, or of all that the goal selects.

        Raises as ``begin_quiz`` does.
        """
        from quizzer.practice.plan_to_date import PlannerToDate

        chosen = self._selected(goal.where) if items is None else items
        return PlannerToDate(self.bank, self.store, self.today, goal, chosen)

    def _selected(self, where: str) -> list[str]:
        """As :meth:`askable`, for a selector that was right once: everything where it names what is no more."""
        from quizzer.bank.selectors import SelectorError

        try:
            return self.askable(where)
        except SelectorError as problem:
            return [] if problem.reason == "empty" else self.askable("")

    def weak(self) -> Weak:
        """What would cost most in an interview today. Raises BankError, DatabaseProblem."""
        from quizzer.bank.blueprints import load_blueprints, mistakes
        from quizzer.practice.weak import weak_points

        found = load_blueprints(*self.bank_folders).by_id.values()
        sound = [blueprint for blueprint in found if not any(mistakes(self.bank, blueprint))]
        return weak_points(self.bank, self.store, self.today, sound)

    def glance(self) -> Today | None:
        """What Home shows of today, read without waiting for the store; None where only that can tell what is wrong."""
        from quizzer.practice.today import today_in

        return today_in(self.database, self.today)

    @property
    def today(self) -> date:
        """The learner-day that it is now."""
        from quizzer.scheduling.learner_day import learner_day

        return learner_day(self.now(), self.preferences.day_rollover)

    def _draw(self) -> int:
        return self.seed if self.seed is not None else time.time_ns() % 1_000_000

    def close(self) -> None:
        """Close the database if it was opened, after the backup: a small one is finished, a big one given up."""
        if self.backup is not None:
            self.backup.end()
        if "store" in self.__dict__:
            self.store.close()
