"""A session asks, grades, records and sums up; nothing that was not recorded counts."""

from __future__ import annotations

from itertools import islice, pairwise
from pathlib import Path

import pytest

from quizzer.practice.choosing import choose_questions
from quizzer.practice.preferences import Preferences, save_preferences, usable_preferences
from quizzer.practice.session import Session
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.scheduling.ratings import Rating


@pytest.fixture
def session(bank, store, clock):
    return Session(bank, choose_questions(bank, sorted(bank.items), 1), store, clock, count=3)


def test_a_right_answer_is_recorded(session, store, clock):
    clock.forward(seconds=12)
    answered = session.answer(session.question.typed_answer)
    assert answered.verdict.outcome is Outcome.CORRECT
    assert answered.due is not None
    (attempt,) = store.attempts
    assert attempt.question_id == str(session.question.id)
    assert (attempt.rating, attempt.elapsed_ms) == (Rating.GOOD, 12_000)


def test_an_invalid_answer_changes_nothing(session, store):
    before = session.question
    answered = session.answer("")
    assert answered.verdict.outcome is Outcome.INVALID
    assert answered.due is None
    assert store.attempts == []
    assert session.question is before
    assert session.number == 1


def test_a_hint_makes_the_rating_hard(bank, store, clock):
    questions = iter([QuestionId("output-size-conv-side", 1, 1, 1)])
    session = Session(bank, questions, store, clock, count=1)
    assert session.hint() is not None
    session.answer(session.question.typed_answer)
    assert store.attempts[0].rating is Rating.HARD
    assert store.attempts[0].hints_used == 1


def test_hints_end(bank, store, clock):
    session = Session(bank, iter([QuestionId("output-size-conv-side", 1, 1, 1)]), store, clock, count=1)
    assert [session.hint() is not None for _ in range(4)] == [True, True, True, False]


def test_giving_up_counts_as_not_right(session, store):
    session.give_up()
    assert store.attempts[0].gave_up
    assert store.attempts[0].outcome is Outcome.INCORRECT


def test_skipping_records_nothing(session, store):
    before = session.question
    session.skip()
    assert session.question != before
    assert store.attempts == []
    assert session.number == 1


def test_undo_asks_again(session, store):
    question = session.question
    session.answer(question.typed_answer)
    session.advance()
    assert session.undo().question is question
    assert session.question is question
    assert store.attempts == []
    assert session.undo() is None


def test_an_answer_that_could_not_be_saved_does_not_count(session, store):
    store.problem = OSError("no space left")
    with pytest.raises(OSError, match="space"):
        session.answer(session.question.typed_answer)
    assert session.answered == []
    assert not session.is_answered
    session.answer(session.question.typed_answer)
    assert len(session.answered) == 1


def test_the_summary_counts_and_ranks(bank, store, clock):
    ids = [QuestionId("output-size-conv-side", 1, 2, seed) for seed in range(6)]
    session = Session(bank, iter(ids), store, clock, count=None)
    for number in range(5):
        slip = next((m for m in session.question.misconceptions if m.id == "OUT-NOPLUS1"), None)
        session.answer(str(slip.answer) if slip and number else session.question.typed_answer)
        session.advance()
    summary = session.finish()
    assert summary.count(Outcome.CORRECT) + len(summary.missed) == 5
    assert summary.slips[0][0] == "OUT-NOPLUS1"
    assert store.ended == []
    assert store.left[session.id]["number"] == 6


def test_the_same_seed_asks_the_same(bank):
    items = sorted(bank.items)
    first = list(islice(choose_questions(bank, items, 7), 200))
    assert first == list(islice(choose_questions(bank, items, 7), 200))
    assert first != list(islice(choose_questions(bank, items, 8), 200))


def test_every_item_comes_once_before_any_comes_again_and_topics_are_mixed(bank):
    items = sorted(bank.items)
    asked = [question.item for question in islice(choose_questions(bank, items, 3), len(items))]
    assert sorted(asked) == items
    topics = [bank.items[item].topic for item in asked]
    repeats = sum(a == b for a, b in pairwise(topics))
    assert repeats <= len(items) // 40


def test_rarely_answered_items_come_first(bank):
    items = sorted(bank.items)
    attempts = dict.fromkeys(items[2:], 5)
    first_two = {question.item for question in islice(choose_questions(bank, items, 1, attempts), 6)}
    assert set(items[:2]) <= first_two


def test_preferences_are_kept_with_what_else_stands_there(tmp_path):
    path = tmp_path / "config.toml"
    assert usable_preferences(path)[0] == Preferences()
    path.write_text('# mine\nlanguage = "en"\nother = 1\n', encoding="utf-8")
    save_preferences(path, Preferences(Language.ZH, "textual-light"))
    assert usable_preferences(path)[0] == Preferences(Language.ZH, "textual-light")
    assert "# mine" in path.read_text(encoding="utf-8")
    assert "other = 1" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"language = 3", b"language = 'fr'", b"not toml", b"\xff"])
def test_a_bad_config_is_refused(tmp_path, content):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    preferences, problems = usable_preferences(path)
    assert (preferences, len(problems)) == (Preferences(), 1)


@pytest.mark.parametrize(
    ("lang", "language"), [("zh_CN.UTF-8", Language.ZH), ("en_US", Language.EN), ("de_DE", Language.EN)]
)
def test_the_language_follows_the_system(monkeypatch, lang, language):
    monkeypatch.setenv("LANG", lang)
    assert Preferences().spoken is language
    assert Preferences(Language.EN).spoken is Language.EN


def test_what_is_on_disk_stays_graded_where_its_consequences_fail(session, store):
    def locked(key):
        raise DatabaseProblem(ProblemReason.LOCKED, Path("/x/progress.db"), "")

    store.card = locked
    store.first_time = False
    answered = session.give_up()
    assert answered.verdict.outcome is Outcome.INCORRECT
    assert len(session.answered) == len(store.attempts) == 1


@pytest.mark.parametrize(("step", "elapsed"), [({"seconds": 40}, 40_000), ({"hours": 9}, 900_000), ({"hours": -2}, 0)])
def test_a_closed_lid_and_an_adjusted_clock_are_no_thinking_time(session, store, clock, step, elapsed):
    clock.forward(**step)
    session.answer(session.question.typed_answer)
    assert store.attempts[0].elapsed_ms == elapsed


def test_a_changed_rating_does_not_put_off_what_was_sure_and_wrong(bank, store, clock):
    session = Session(bank, iter([QuestionId("output-size-conv-side", 1, 2, 4)] * 2), store, clock)
    session.say_confidence(3)
    session.answer("5")
    session.advance()
    session.answer(session.question.typed_answer)
    session.say_easy()
    assert store.at_most_days == [1, 1, 1]


def test_an_answer_of_an_earlier_session_is_asked_on_top_of_the_count(bank, store, clock):
    ids = [QuestionId("output-size-conv-side", 1, 2, seed) for seed in (4, 5)]
    Session(bank, iter(ids[:1]), store, clock, count=1).answer("5")
    session = Session(bank, iter(ids[1:]), store, clock, count=1)
    assert session.undo().question.id == ids[0]
    session.give_up()
    assert not session.finished
    session.advance()
    assert session.question.id == ids[1]
    session.give_up()
    assert session.finished
