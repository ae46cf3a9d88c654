"""Lines to order, pair and mark: mixed by the seed, keys that follow them, wrong answers under their names."""

from __future__ import annotations

from itertools import permutations

import pytest

from quizzer.generators.making import make_question
from quizzer.grading.grade import grade
from quizzer.questions.question import QuestionId
from quizzer.questions.verdict import Outcome

SEEDS = range(40)


def question_of(bank, name, seed):
    return make_question(bank, QuestionId(name, 1, 2, seed))


def test_lines_are_never_shown_in_their_order(small_bank):
    for seed in SEEDS:
        question = question_of(small_bank, "kinds-ordering", seed)
        shown = tuple(entry.key for entry in question.entries)
        assert shown == ("A", "B", "C", "D")
        assert question.expected != shown


def test_the_seed_mixes(small_bank):
    for name in ("kinds-ordering", "kinds-matching"):
        assert len({question_of(small_bank, name, seed).expected for seed in SEEDS}) > 10


def test_every_order_but_one_is_not_right(small_bank):
    question = question_of(small_bank, "kinds-ordering", 1)
    late, clip = (
        next(entry.key for entry in question.entries if entry.text.en == text)
        for text in ("optimiser step", "clip the gradients")
    )
    for order in permutations("ABCD"):
        verdict = grade(question, " ".join(order))
        assert (verdict.outcome is Outcome.CORRECT) == (order == question.expected)
        named = verdict.slip_id == "KIND-LATE"
        assert named == (order.index(late) < order.index(clip))


@pytest.mark.parametrize("seed", range(5))
def test_every_pairing_but_one_is_not_right(small_bank, seed):
    question = question_of(small_bank, "kinds-matching", seed)
    mean = next(target.key for target in question.targets if target.text.en == "the mean of the window")
    for pairing in permutations("ABCD", 3):
        verdict = grade(question, ", ".join(f"{left}={right}" for left, right in zip("123", pairing, strict=True)))
        assert (verdict.outcome is Outcome.CORRECT) == (pairing == question.expected)
        assert (verdict.slip_id == "KIND-SWAP") == (pairing[0] == mean)


def test_every_mark_but_one_is_not_right(small_bank):
    question = question_of(small_bank, "kinds-spot", 1)
    for segment in "ABC":
        for correction in "123":
            verdict = grade(question, f"{segment} {correction}")
            assert (verdict.outcome is Outcome.CORRECT) == ((segment, correction) == ("B", "2"))


def test_ticks_decide_a_free_answer(small_bank):
    question = make_question(small_bank, QuestionId("kinds-free", 1, 3, 1))
    outcomes = {
        ticks: grade(question, f"text\n.\n{ticks}").outcome for ticks in ("1,2,3", "1", "0", "1,2,3,-1", "1,-1")
    }
    assert outcomes == {
        "1,2,3": Outcome.CORRECT,
        "1": Outcome.PARTIAL,
        "0": Outcome.INCORRECT,
        "1,2,3,-1": Outcome.PARTIAL,
        "1,-1": Outcome.INCORRECT,
    }
    assert grade(question, "text").outcome is Outcome.INVALID
    assert grade(question, "text\n.\n4").outcome is Outcome.INVALID
    assert grade(question, "text\n.\n-2").outcome is Outcome.INVALID
