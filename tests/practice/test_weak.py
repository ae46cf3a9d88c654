"""What would cost most in an interview: slips that show often, where much is asked, and that did not fade."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizzer.bank.blueprints import load_blueprints
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import is_draft
from quizzer.bank.slips import slips_of
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import Preferences
from quizzer.practice.weak import Weak, shares_asked, weak_points
from quizzer.progress.attempts import Attempt
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating

ITEM = "output-size-conv-side"


@pytest.fixture
def desk(bank, clock, tmp_path):
    places = ((bundled_bank(),), tmp_path / "progress.db", tmp_path / "config.toml", tmp_path / "cache")
    found = Desk(*places, clock, Preferences(Language.EN))
    found.__dict__["bank"] = bank
    yield found
    found.close()


def answer(desk, item=ITEM, slip=None, days_ago=0):
    """Log an answer: right, or with a slip."""
    right = slip is None
    desk.store.record(
        Attempt(
            question_id=f"{item}@1:1:1",
            item=item,
            version=1,
            level=1,
            topic=desk.bank.items[item].topic,
            outcome=Outcome.CORRECT if right else Outcome.INCORRECT,
            score=float(right),
            rating=Rating.GOOD if right else Rating.AGAIN,
            given="1",
            read_as="1",
            misconception=slip,
            hints_used=0,
            elapsed_ms=9000,
            gave_up=False,
            answer_kind="number",
            confidence=None,
        ),
        None,
        desk.now() - timedelta(days=days_ago),
    )


@pytest.fixture
def slips(bank):
    """The slips of an item that are no other's name."""
    return [slip for slip in dict.fromkeys(slips_of(bank.items[ITEM])) if not bank.beliefs[slip].alias_of]


def test_before_the_first_answer_nothing_is_known(desk):
    assert desk.weak() == Weak(0)
    assert desk.weak().points("cost") == ()


def test_what_interviews_ask_adds_up_to_one(bank):
    blueprints = list(load_blueprints(bundled_bank()).by_id.values())
    for found in (shares_asked(bank, blueprints), shares_asked(bank, [])):
        assert sum(found.values()) == pytest.approx(1)
        assert min(found.values()) > 0
        assert not any(is_draft(bank.items[name]) for name in found)


def test_a_slip_costs_more_the_oftener_it_shows(desk, slips):
    often, once = slips[:2]
    for slip in (often, once, often, None):
        answer(desk, slip=slip)
    found = {one.name: one for one in desk.weak().slips}
    assert set(found) == {often, once}
    assert found[often].chance > found[once].chance
    assert found[often].times == 2
    assert found[often].last_day == desk.today
    assert desk.weak().points("slips")[0].name == often


def test_a_slip_fades_with_time_and_with_right_answers(desk, clock, slips):
    answer(desk, slip=slips[0])
    [fresh] = desk.weak().slips
    clock.forward(days=30)
    [later] = desk.weak().slips
    answer(desk)
    [mended] = desk.weak().slips
    assert fresh.cost > later.cost > mended.cost > 0


def test_a_drill_asks_what_can_show_the_slip(desk, bank, slips):
    answer(desk, slip=slips[0])
    [point] = desk.weak().slips
    assert ITEM in point.items
    assert all(slips[0] in slips_of(bank.items[name]) for name in point.items)
    session = desk.begin_quiz(point.items, 3)
    assert session.question.id.item in point.items


def test_topics_cost_what_is_not_recalled_of_them(desk, bank):
    """What was answered right costs less than before; a topic never asked costs what is not known beforehand."""
    answer(desk, "pooling-average-values")
    before = {one.name: one for one in desk.weak().topics}
    for name, item in bank.items.items():
        if item.topic == ITEM.rpartition("-conv")[0]:
            answer(desk, name)
    after = {one.name: one for one in desk.weak().topics}
    assert set(after) == {item.topic for item in bank.items.values()}
    assert after["output-size"].cost < before["output-size"].cost
    assert after["output-size"].times > before["output-size"].times == 0
    assert [one.cost for one in desk.weak().topics] == sorted((one.cost for one in after.values()), reverse=True)


def test_what_the_bank_no_longer_knows_is_left_out(desk):
    answer(desk, slip="GONE-SLIP")
    found = desk.weak()
    assert found.slips == ()
    assert found.attempts == 1


def test_a_clock_that_went_back_makes_nothing_heavier(desk, slips):
    answer(desk, slip=slips[0], days_ago=-5)
    [later] = weak_points(desk.bank, desk.store, desk.today, []).slips
    assert later.chance == pytest.approx(1 / 6)
