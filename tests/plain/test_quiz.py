"""The line-oriented face: its lines are a public contract."""

from __future__ import annotations

import io
import re

import pytest

from quizzer.generators.making import make_question
from quizzer.plain.quiz import PlainQuiz
from quizzer.practice.choosing import choose_questions
from quizzer.practice.preferences import Preferences
from quizzer.practice.session import Session
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language

CONV = QuestionId("output-size-conv-side", 1, 2, 4)


@pytest.fixture
def play(bank, store, clock):
    def run(typed, questions=None, count=3, language=Language.EN, encoding="utf-8"):
        session = Session(
            bank, iter(questions) if questions else choose_questions(bank, sorted(bank.items), 1), store, clock, count
        )
        raw = io.BytesIO()
        out = io.TextIOWrapper(raw, encoding=encoding)
        PlainQuiz(session, language, io.StringIO(typed), out).run()
        return raw.getvalue().decode(encoding)

    return run


def right(bank, question_id):
    return make_question(bank, question_id).typed_answer


def marks(text):
    return re.findall(r"^[✓~✗?]", text, re.MULTILINE)


def test_right_wrong_and_unreadable(play, bank, store):
    text = play(f"abc\n{right(bank, CONV)}\n", [CONV], 1)
    assert marks(text) == ["?", "✓"]
    assert len(store.attempts) == 1
    assert f"[1/1] {CONV}" in text.splitlines()
    assert "Done: 1 of 1 right" in text


def test_a_slip_is_named_with_the_worked_solution(play, bank):
    wrong = str(int(right(bank, CONV)) - 1)
    text = play(f"{wrong}\n", [CONV], 1)
    assert "This is what you get if you count the steps" in text
    assert "side = ⌊" in text
    assert "To look at again:" in text


def test_the_end_of_the_input_ends_cleanly(play, store):
    assert "No question was answered." in play("")
    assert store.attempts == []


def test_commands(play, bank, store):
    text = play(
        f":hint\n:hint\n:hint\n:hint\n:nonsense\n:skip\n{right(bank, CONV)}\n:undo\n:dontknow\n:quit\n", [CONV] * 5, 3
    )
    assert text.count("Hint: ") == 3
    assert "There is no further hint." in text
    assert ":nonsense is no command" in text
    assert "Skipped" in text
    assert "Taken back" in text
    assert marks(text) == ["✓", "✗"]
    assert [attempt.gave_up for attempt in store.attempts] == [True]


def test_no_escape_code_and_no_typed_control_character_comes_out(play):
    text = play("\x1b]0;owned\x07\n\x1b[2J\n[red]x[/]\n:\x1b[31m\n", [CONV] * 3)
    assert "\x1b" not in text
    assert "\x07" not in text


def test_a_narrow_encoding_gets_ascii_marks(play, bank):
    text = play(f"{right(bank, CONV)}\n1\n", [CONV] * 2, 2, encoding="ascii")
    assert re.findall(r"^[v~x?] ", text, re.MULTILINE) == ["v ", "x "]


def test_a_caret_under_the_place(play):
    lines = play("3*(4+5\n", [CONV]).splitlines()
    place = lines.index("  3*(4+5")
    assert lines[place + 1] == "        ^"


def test_chinese(play, bank):
    text = play(f"{right(bank, CONV)}\n", [CONV], 1, Language.ZH)
    assert "✓ 正确" in text
    assert "完成：1 题中 1 题正确" in text


def test_every_kind_is_answered_with_its_own_answer(play, bank, store):
    ids = [
        QuestionId(i.id, i.version, getattr(i, "difficulty", 0) or min(i.draw.levels), 5) for i in bank.items.values()
    ]
    answers = "".join(f"{right(bank, question_id)}\n" for question_id in ids)
    text = play(answers, ids, len(ids))
    assert set(marks(text)) == {"✓"}
    assert len(store.attempts) == len(ids)


RECALLED = QuestionId("activations-no-nonlinearity", 1, 1, 1)
"""A choice that makes sense without its options."""


class Keyboard(io.StringIO):
    """Lines that a person types."""

    def isatty(self):
        return True


def asked(bank, store, clock, lines, options="hidden"):
    """What is printed before the options, the options in lines, and what comes after them."""
    out = io.StringIO()
    session = Session(bank, iter([RECALLED]), store, clock, 1)
    PlainQuiz(session, Language.EN, lines, out, Preferences(options=options)).run()
    question = make_question(bank, RECALLED)
    shown = "".join(f"  {choice.key}) {choice.text.en}\n" for choice in question.choices)
    return out.getvalue().partition(shown)


@pytest.mark.parametrize("typed", [":options\n1\n", "\n1\n", "b\n1\n", "something of my own\n1\n"])
def test_options_stay_hidden_until_asked_for(bank, store, clock, typed):
    before, options, after = asked(bank, store, clock, Keyboard(typed))
    assert options
    assert "Enter or :options shows the 4 options" in before
    assert marks(before) == []
    assert len(marks(after)) == 1
    assert [attempt.given for attempt in store.attempts] == ["1"]


def test_an_option_in_words_is_an_answer(bank, store, clock):
    text = make_question(bank, RECALLED).choices[0].text.en
    before, options, _ = asked(bank, store, clock, Keyboard(f"{text}\n"))
    assert not options
    assert len(marks(before)) == 1


def test_a_pipe_gets_the_options_at_once(bank, store, clock):
    before, options, after = asked(bank, store, clock, io.StringIO("1\n"))
    assert options
    assert marks(before) == []
    assert len(marks(after)) == 1


def test_options_are_there_at_once_for_those_who_want_that(bank, store, clock):
    before, options, after = asked(bank, store, clock, Keyboard("1\n"), options="shown")
    assert options
    assert "shows the" not in before
    assert len(marks(after)) == 1


def test_a_closed_lid_is_said_once(bank, store, clock):
    class Lid(io.StringIO):
        """Lines of which the first comes hours after its question."""

        def readline(self):
            clock.forward(hours=0 if store.attempts else 7)
            return super().readline()

    out = io.StringIO()
    typed = right(bank, CONV)
    PlainQuiz(Session(bank, iter([CONV, CONV]), store, clock, 2), Language.EN, Lid(f"{typed}\n{typed}\n"), out).run()
    assert [attempt.elapsed_ms for attempt in store.attempts] == [900_000, 0]
    assert out.getvalue().count("the computer slept: 15 minutes are counted") == 1


def test_hints_can_be_switched_off(bank, store, clock):
    out = io.StringIO()
    session = Session(bank, iter([CONV]), store, clock, 1)
    PlainQuiz(session, Language.EN, io.StringIO(":hint\n"), out, Preferences(hints=False)).run()
    assert "Hints are switched off" in out.getvalue()
    assert session.hints_shown == 0
