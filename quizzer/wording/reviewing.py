"""Lines about a review that every face shows."""

from __future__ import annotations

from datetime import date

from quizzer.questions.text import Language
from quizzer.wording.catalogue import say


def when(day: date, today: date, language: Language) -> str:
    """A day as seen from ``today``."""
    days = (day - today).days
    if days < 2:
        return say("due.today" if days < 1 else "due.tomorrow", language)
    return say("due.days", language, days=days)


def nothing_due_lines(
    next_day: date | None, waiting: int, today: date, language: Language, *, planned: bool = False
) -> list[str]:
    """That nothing is due, when something will be, and how to go on all the same; ``planned``: what a plan says."""
    if planned:
        return [say("review.nothing_planned", language), say("review.go_on", language)]
    first = (
        say("review.nothing", language, when=when(next_day, today, language), day=next_day.isoformat())
        if next_day
        else say("review.nothing_at_all", language)
    )
    more = [say("review.waiting", language, waiting=waiting)] if waiting else []
    return [first, *more, say("review.go_on", language)]


def consequences(language: Language, *, sure_and_wrong: bool, leech: bool, minutes: int) -> list[str]:
    """What else follows from an answer: what was sure and wrong comes back at once, a leech rests.

    ``minutes``, unless 0, are all that count of a longer time, for instance with the lid closed.
    """
    told = {"review.sure_and_wrong": sure_and_wrong, "review.leech": leech, "review.away": minutes > 0}
    return [say(key, language, minutes=minutes) for key, is_so in told.items() if is_so]


def undone_line(kind: str, item: str | None, language: Language) -> str:
    """What was taken back, where no question is asked again."""
    return say("review.undone", language, what=say(f"event.{kind}", language), item=item or "–")
