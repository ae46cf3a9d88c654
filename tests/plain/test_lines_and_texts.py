"""Answers that are ordered, paired, marked or written, line by line."""

from __future__ import annotations

import io
import json

import pytest

from quizzer.generators.making import make_question
from quizzer.plain.quiz import PlainQuiz
from quizzer.plain.records import question_record
from quizzer.practice.session import Session
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome

ORDER = QuestionId("kinds-ordering", 1, 2, 1)
MATCH = QuestionId("kinds-matching", 1, 2, 1)
SPOT = QuestionId("kinds-spot", 1, 2, 1)
FREE = QuestionId("kinds-free", 1, 3, 1)


@pytest.fixture
def play(small_bank, store, clock):
    def run(typed, question_id, language=Language.EN):
        session = Session(small_bank, iter([question_id]), store, clock, 1)
        out = io.StringIO()
        PlainQuiz(session, language, io.StringIO(typed), out).run()
        return out.getvalue()

    return run


@pytest.mark.parametrize("question_id", [ORDER, MATCH, SPOT], ids=str)
@pytest.mark.parametrize("language", Language)
def test_what_the_lines_show_can_be_answered(play, store, small_bank, question_id, language):
    question = make_question(small_bank, question_id)
    shown = play(question.typed_answer + "\n", question_id, language)
    assert store.attempts[0].outcome is Outcome.CORRECT
    for line in question.lines:
        assert f"  {line.key}) {line.text[language]}" in shown


def test_a_wrong_pair_is_named(play, store, small_bank):
    question = make_question(small_bank, MATCH)
    mean = next(target.key for target in question.targets if target.text.en == "the mean of the window")
    rest = [target.key for target in question.targets if target.key != mean]
    shown = play(f"1={mean}, 2={rest[0]}, 3={rest[1]}\n", MATCH)
    assert store.attempts[0].misconception == "KIND-SWAP"
    assert "The mean belongs to the other pooling." in shown


def test_a_text_ends_with_a_full_stop_and_is_ticked(play, store):
    shown = play("It shrinks maps.\nAnd so on.\n.\n9\n1,2,3\n", FREE)
    assert "1) it shrinks the map" in shown
    assert "-1) says that pooling learns weights" in shown
    assert shown.count("\n?") == 1, "a tick that is no key point is asked again, the text stays"
    assert store.attempts[0].outcome is Outcome.CORRECT
    assert store.attempts[0].given == "It shrinks maps.\nAnd so on.\n.\n1,2,3"


def test_an_empty_text_is_asked_again(play, store):
    shown = play(".\nSmaller maps.\n.\n1 -1\n", FREE)
    assert "\n?" in shown
    assert store.attempts[0].outcome is Outcome.INCORRECT


@pytest.mark.parametrize("question_id", [ORDER, MATCH, SPOT, FREE], ids=str)
def test_records_hold_the_lines_and_the_key(small_bank, question_id):
    question = make_question(small_bank, question_id)
    record = json.loads(json.dumps(question_record(question, Language.EN, with_answer=True)))
    assert [choice["key"] for choice in record["choices"]] == [line.key for line in question.lines]
    assert record["kind"] == question.spec.kind
    assert (record["expected"] is None) == (question_id is FREE)
