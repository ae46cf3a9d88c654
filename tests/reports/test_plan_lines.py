"""The sentences of a plan, case by case, and the countdown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quizzer.practice.goal import Goal
from quizzer.practice.plan_to_date import More, Outlook, TopicOutlook
from quizzer.questions.text import Language
from quizzer.reports.phrases import Voice
from quizzer.reports.plan import countdown_line, plan_lines, plan_record
from quizzer.scheduling.planning import PlannedDay
from quizzer.wording.wrapping import cells

TODAY = date(2026, 12, 1)
NOTHING = PlannedDay(0, 0, 0.0)
BUSY = PlannedDay(12, 3, 9.6)
FOUND = Outlook(
    Goal(date(2026, 12, 3), 10),
    TODAY,
    spent=0.0,
    days=((TODAY, BUSY), (date(2026, 12, 2), BUSY)),
    asked_today=BUSY,
    new=("c", "d", "e"),
    early=(),
    waiting=(),
    now=0.5,
    without=0.4,
    then=0.8,
    topics=(TopicOutlook("pooling", 30, 20, 0.5, 0.8), TopicOutlook("a-topic-with-a-long-name" * 2, 3, 2, 0.5, 0.8)),
    unreached=(),
    more=None,
)
EMPTY = ((TODAY, NOTHING), (date(2026, 12, 2), NOTHING))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Today: 12 reviews and 3 new, about 10 minutes"),
        ({}, "Recalled today: 50 %. On the day: 80 % with the plan, 40 % without practice."),
        ({}, "New items up to the eve."),
        ({"days": ((TODAY, BUSY), (date(2026, 12, 2), PlannedDay(9, 0, 5)))}, "New items until 2026-12-01;"),
        ({"early": ("a",) * 4}, "4 of the reviews come before their day"),
        ({"waiting": ("b",) * 7}, "7 due ones wait"),
        ({"spent": 6.2}, "Practised today: 6 minutes"),
        ({"spent": 9.8, "asked_today": NOTHING}, "Today's minutes are used"),
        ({"spent": 9.8, "asked_today": NOTHING, "days": EMPTY}, "Today's minutes are used"),
        ({"asked_today": NOTHING}, "Nothing that gains anything is left for today"),
        ({"asked_today": NOTHING, "days": EMPTY}, "Not one question fits into 10 min a day"),
        ({"unreached": ("a", "b")}, "Not begun by then: 2 items."),
        ({"unreached": ("a", "b")}, "would take more than 240 minutes a day"),
        ({"unreached": ("a", "b"), "more": More(5, 0.9, 0)}, "With 5 minutes more a day everything is begun, and 90 %"),
        ({"unreached": ("a", "b"), "more": More(5, 0.85, 1)}, "With 5 minutes more a day 1 are left, and 85 %"),
        ({"unreached": ("a", "b"), "more": More(5, 0.8, 1)}, "More minutes a day would bring no more"),
        ({"more": More(5, 0.85, 0)}, "With 5 minutes more a day 85 % is recalled."),
        ({"goal": Goal(TODAY, 10), "days": ()}, "The interview is today. Good luck!"),
        ({"goal": Goal(TODAY, 10), "days": ()}, "To warm up: 12 questions"),
        ({"topics": ()}, "There is nothing to ask"),
    ],
)
def test_every_case_has_its_sentence(changes, said):
    found = replace(FOUND, **changes)
    lines = plan_lines(found, Voice(Language.EN))
    assert said in " ".join(line.strip() for line in lines)
    for language, width in ((Language.EN, 56), (Language.ZH, 56), (Language.ZH, 76)):
        assert all(cells(line) <= width for line in plan_lines(found, Voice(language, width=width)))
    assert plan_record(found)["days_left"] == found.days_left


@pytest.mark.parametrize(
    ("days", "seconds", "said"),
    [
        (3, 0, "Interview in 3 days (2026-12-04); 10 of today's 10 minutes are left."),
        (3, 420, "Interview in 3 days (2026-12-04); 3 of today's 10 minutes are left."),
        (3, 620, "Interview in 3 days (2026-12-04); today's 10 minutes are used."),
        (1, 0, "The interview is tomorrow; 10 of today's 10 minutes are left."),
        (0, 0, "The interview is today. Good luck!"),
        (-2, 0, "The interview was on 2026-11-29;"),
        (80, 0, "Interview on 2027-02-19, in 80 days: the plan begins 60 days before;"),
    ],
)
def test_the_countdown_says_how_long_it_is(days, seconds, said):
    goal = Goal(TODAY + timedelta(days=days), 10)
    assert countdown_line(goal, TODAY, seconds, Language.EN).startswith(said)
    assert countdown_line(goal, TODAY, seconds, Language.ZH)
    assert "\n" not in countdown_line(goal, TODAY, seconds, Language.ZH)


def test_without_an_interview_nothing_is_counted():
    assert countdown_line(None, TODAY, 0, Language.EN) == ""
