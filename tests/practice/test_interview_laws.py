"""Whatever a candidate does, in whatever order: a killed interview is taken up as it was, and the end adds up."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.bank.blueprints import Blueprint, Cell
from quizzer.practice.interviewing import Closed, Interview, begin_interview
from quizzer.practice.judging import Standing
from quizzer.practice.papers import draw_paper
from quizzer.progress.interviews import InterviewStore
from quizzer.progress.store import open_store
from quizzer.questions.text import Text
from tests.practice.interview_tools import Watch, right, wait, wrong

PANEL = Blueprint(
    id="panel",
    name=Text("Panel", "小组"),
    minutes=3,
    cells=[
        Cell(kind="numeric", topics=["receptive-field"], where="kind:number", levels=[1, 2], count=2, followups=2),
        Cell(kind="open", topics=["pooling"]),
    ],
)
STEPS = ("right", "right", "wrong", "skip", "wait", "pause", "resume", "speak", "tick", "kill", "sure", "unsure")
steps = st.lists(st.sampled_from(STEPS) | st.integers(0, 6), max_size=25)


@pytest.fixture
def disk(tmp_path, clock):
    with open_store(tmp_path / "progress.db", clock()) as store:
        yield InterviewStore(store)


def step(interview, watch, what):
    """Do one thing that a candidate may do."""
    if isinstance(what, int):
        interview.go_to(what)
    elif what == "wait":
        wait(interview, watch, 20)
    elif what in ("skip", "pause", "resume"):
        getattr(interview, what)()
    elif what == "speak":
        interview.begin_speaking()
    elif what == "tick":
        interview.tick_points("1")
    elif what in ("sure", "unsure"):
        interview.say_confidence(3 if what == "sure" else 1)
    elif interview.number is not None:
        answer = right(interview) if what == "right" else wrong(interview)
        interview.answer(answer or "said")


def standing(interview):
    """What a candidate sees of where the interview stands."""
    typed = [reply.typed for reply in interview.state.replies]
    return interview.number, interview.over, interview.to_compare, interview.skipped, typed


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=steps)
def test_a_kill_at_any_moment_changes_nothing(bank, disk, clock, taken):
    watch = Watch()
    interview = begin_interview(bank, disk, clock, watch, draw_paper(bank, PANEL, 1))
    for what in taken:
        before = interview.used_ms
        if what == "kill":
            later = Interview(bank, disk, clock, watch, disk.get(interview.id))
            assert 0 <= interview.used_ms - later.used_ms < 1_000
            assert standing(later) == standing(interview)
            interview = later
            continue
        with suppress(Closed):
            step(interview, watch, what)
        assert before <= interview.used_ms <= interview.limit_ms
        assert interview.total == 5
        for lead, follow_up in ((0, 1), (2, 3)):
            replies = interview.state.replies
            assert bool(replies[follow_up].question) == replies[lead].answered
    report = interview.finish()
    assert len(report.lines) == 5
    assert sum(report.count(one) for one in Standing) == 5
    assert report.used_ms == disk.get(interview.id).used_ms
    said = sum(line.standing not in (Standing.UNREACHED, Standing.UNTICKED) for line in report.lines)
    session = disk.get(interview.id).session_id
    assert len(disk.recorded_in(session)) == said
