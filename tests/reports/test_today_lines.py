"""Today in lines: what Home and the end of a session say fits any width, in both languages."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quizzer.practice.queue import Candidate, Plan
from quizzer.practice.tallies import Tally
from quizzer.practice.today import Today
from quizzer.questions.text import Language
from quizzer.reports.phrases import Voice
from quizzer.reports.today import after_lines, date_line, home_lines
from quizzer.wording.wrapping import cells

DAY = date(2026, 12, 1)
COUNTS = st.integers(0, 1_000_000)
TALLIES = st.builds(lambda right, wrong: Tally(right + wrong, right, reviews=right, remembered=right), COUNTS, COUNTS)
NAMES = st.text("abcdefgh-", min_size=1, max_size=60)
DAYS = st.builds(
    Today,
    day=st.just(DAY),
    attempts=st.integers(1, 1_000_000),
    due=COUNTS,
    forecast=st.tuples(*[COUNTS] * 7),
    seconds=st.none() | st.floats(0, 3_000),
    streak=st.integers(0, 5_000),
    week=st.tuples(*[TALLIES] * 7),
    month=TALLIES,
    weakest=st.lists(st.tuples(NAMES, TALLIES), max_size=2).map(tuple),
    slip=st.none() | st.tuples(NAMES, st.integers(1, 999)),
)
PLANS = st.none() | st.lists(
    st.builds(lambda topic, band: Candidate("item", topic, frozenset(), band), NAMES, st.none() | st.just(1)),
    max_size=9,
).map(lambda chosen: Plan(tuple(chosen)))


@given(DAYS, PLANS, st.sampled_from(Language), st.integers(50, 120), st.booleans())
def test_every_line_fits(found, plan, language, width, plain):
    voice = Voice(language, width=width, plain=plain)
    for line in [*home_lines(found, plan, voice), *after_lines(found, voice)]:
        assert cells(line) <= width


def test_what_comes_next_is_all_there():
    found = Today(
        DAY,
        attempts=30,
        due=4,
        forecast=(14, 9, 11, 6, 20, 3, 8),
        week=(*(Tally(),) * 6, Tally(10, 9, reviews=8, remembered=6)),
        month=Tally(30, 25, reviews=20, remembered=18),
        weakest=(("roi", Tally(10, 6)), ("padding", Tally(9, 7))),
    )
    assert after_lines(found, Voice(Language.EN)) == [
        "Remembered    today 75 % of 8 · 30 days 90 % of 20",
        "Today         4 still due",
        "Tomorrow      14 due, then day by day 9 11 6 20 3 8",
        "Weakest       roi, 60 % right in 30 days",
        "Come back     quizzer review",
    ]
    assert after_lines(found, Voice(Language.ZH))[2] == "明天          到期 14 题，之后每天 9 11 6 20 3 8"


def test_before_the_first_review_nothing_is_called_remembered():
    first, *_ = after_lines(Today(DAY, attempts=3), Voice(Language.EN))
    assert first == "Remembered    reviews begin tomorrow"


def test_a_newcomer_has_no_figures():
    assert home_lines(Today(DAY), None, Voice(Language.EN)) == []


def test_the_day_in_words():
    assert date_line(DAY, Voice(Language.EN)) == "Tue 1 Dec"
    assert date_line(DAY, Voice(Language.ZH)) == "12月1日 星期二"
