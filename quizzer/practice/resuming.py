"""A quiz or review that was left in the middle: what is kept of it, and how it is taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from quizzer.bank.loading import Bank
from quizzer.generators.drawing import DrawError
from quizzer.generators.making import ReplayError, make_question
from quizzer.grading.grade import grade
from quizzer.practice.answers import Answered
from quizzer.practice.choosing import choose_questions
from quizzer.practice.evidence import SURE
from quizzer.practice.queue import ReviewQueue
from quizzer.practice.reviewing import Wish, candidate_of
from quizzer.practice.two_slips import name_two_slips
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.scheduling.bands import band_of
from quizzer.scheduling.learner_day import learner_day
from quizzer.scheduling.ratings import Rating

if TYPE_CHECKING:
    from quizzer.practice.desk import Desk
    from quizzer.practice.session import Session
    from quizzer.progress.reading import LoggedAttempt
    from quizzer.progress.store import Store


@dataclass(frozen=True, slots=True)
class Left:
    """A sitting that was left in the middle, at question ``number`` of ``total`` (None: without end).

    ``asked`` is the question that was to be answered, ``waiting`` those that it displaced, ``again`` those that come
    back after others. ``handed`` questions were drawn. ``details`` are what it was begun with.
    """

    session_id: str
    kind: str
    number: int
    total: int | None
    asked: str
    waiting: Sequence[str] = ()
    again: Sequence[str] = ()
    handed: int = 0
    details: Mapping[str, Any] = field(default_factory=dict)


def left_of(store: Store, today: date) -> Left | None:
    """The last quiz or review, where it was left in the middle; a review only on its own day, for it is of that day."""
    kept = store.last_sitting()
    if kept is None or kept.ended or not isinstance(kept.details.get("left"), dict):
        return None
    left: dict[str, Any] = kept.details["left"]
    if left["number"] < 2 or (kept.kind == "review" and learner_day(kept.started, store.rollover_hours) != today):
        return None
    return Left(kept.id, kept.kind, details=kept.details, **left)


def take_up(desk: Desk, left: Left) -> Session | None:
    """Go on with what was left; None where nothing is, and then it is over. Raises as ``begin_quiz`` does."""
    logged = desk.store.attempts_in(left.session_id)
    answered = answered_again(desk.bank, logged)
    ids = [left.asked, *left.waiting]
    again = [*left.again]
    if len(logged) >= left.number:  # a kill came between verdict and next question
        missed = ids.pop(0)
        again += [missed] if logged[-1].rating <= Rating.HARD else []
    asked, back = _known(desk.bank, ids), _known(desk.bank, again)
    try:
        return (_review if left.kind == "review" else _quiz)(desk, left, answered, asked, back)
    except StopIteration:
        desk.store.end_session(left.session_id, desk.now())
        return None


def _known(bank: Bank, ids: Iterable[str]) -> list[QuestionId]:
    questions = (replayed(bank, question_id) for question_id in ids)
    return [question.id for question in questions if question is not None]


def _quiz(
    desk: Desk, left: Left, answered: list[Answered], asked: list[QuestionId], again: list[QuestionId]
) -> Session:
    from quizzer.practice.session import Session

    count = left.total
    if count is not None and len(answered) >= count:
        raise StopIteration
    items = [name for name in left.details.get("items", ()) if name in desk.bank.items] or desk.askable("")
    seed = left.details.get("seed")
    rest: Iterator[QuestionId]
    if seed is not None:
        queue, rest = None, islice(choose_questions(desk.bank, items, seed), left.handed, None)
    else:
        rest = queue = desk.practice(items, {one.item for one in asked})
        queue.take_up(asked, again)
    questions = chain(asked, rest)
    return Session(
        desk.bank, questions, desk.store, desk.now, count, listener=queue, id=left.session_id, answered=answered
    )


def _review(
    desk: Desk, left: Left, answered: list[Answered], asked: list[QuestionId], again: list[QuestionId]
) -> Session:
    """What is due now of what was wished, without what is asked already; that and what comes back is known to it."""
    from quizzer.practice.session import Session

    wished = left.details["wish"]
    wish = Wish(**{**wished, "items": wished["items"] and tuple(wished["items"])})
    known = [candidate_of(desk.bank.items[one.item], band_of(one.level)) for one in (*asked, *again)]
    names = {one.item for one in known}
    plan = desk.plan(wish)
    queue = ReviewQueue([one for one in plan.chosen if one.item not in names], desk.drawer(), known)
    queue.take_up(asked, again)
    return Session(
        desk.bank,
        chain(asked, queue),
        desk.store,
        desk.now,
        wish.count,
        "review",
        scheduled=wish.scheduled,
        minutes=wish.minutes,
        listener=queue,
        waiting=plan.waiting,
        id=left.session_id,
        answered=answered,
    )


def answered_again(bank: Bank, logged: Iterable[LoggedAttempt]) -> list[Answered]:
    """What was answered before, judged again as it was; without what a bank that has changed cannot ask any more."""
    return [one for one in (_answered(bank, attempt) for attempt in logged) if one is not None]


def _answered(bank: Bank, logged: LoggedAttempt) -> Answered | None:
    attempt = logged.attempt
    question = replayed(bank, attempt.question_id)
    if question is None:
        return None
    if attempt.gave_up:
        verdict = Verdict(Outcome.INCORRECT, 0.0, "")
    else:
        verdict = name_two_slips(bank, question, grade(question, attempt.given), attempt.given)
    sure_and_wrong = attempt.outcome is Outcome.INCORRECT and attempt.confidence == SURE
    return Answered(
        question,
        attempt.given,
        verdict,
        logged.due,
        attempt.gave_up,
        logged.event_id,
        attempt,
        sure_and_wrong,
        rating=logged.rating,
    )


def replayed(bank: Bank, question_id: str) -> Question | None:
    """A question that was asked before; None where the bank has changed too much."""
    try:
        return make_question(bank, QuestionId.parse(question_id))
    except (ReplayError, DrawError, ValueError):
        return None
