"""The numbers of a question do not come again within the next ten of its item."""

from __future__ import annotations

from itertools import islice

import pytest

from quizzer.generators.making import make_question
from quizzer.practice.choosing import FRESH_FOR, choose_questions

LARGE = "output-size-conv-side"
TINY = "gradients-checkpointing-memory"
SINGLE = "metrics-f-one-formula"


def chosen(bank, item, count, seed=5, attempts=None, recent=None):
    return list(islice(choose_questions(bank, [item], seed, attempts, recent), count))


def prompts(bank, questions):
    return [make_question(bank, question).prompt.en for question in questions]


@pytest.mark.parametrize("item", [LARGE, "nms-iou-two-boxes", "cases-vision-transformer", "padding-keep-size"])
def test_ten_questions_of_a_family_in_a_row_all_differ(bank, item):
    asked = prompts(bank, chosen(bank, item, 40))
    for start in range(len(asked) - FRESH_FOR):
        assert len(set(asked[start : start + FRESH_FOR + 1])) == FRESH_FOR + 1


def test_what_the_learner_was_asked_before_does_not_come_again(bank):
    for seed in range(10):
        before = chosen(bank, LARGE, FRESH_FOR, seed)
        history = [str(question) for question in reversed(before)]
        # The same seed would ask the same again.
        follows = chosen(bank, LARGE, 1, seed, recent=lambda item, limit, known=history: known[:limit])
        assert set(prompts(bank, follows)).isdisjoint(prompts(bank, before))


def test_history_is_asked_for_once_and_only_of_the_item(bank):
    calls = []

    def recent(item, limit):
        calls.append((item, limit))
        return []

    chosen(bank, LARGE, 5, recent=recent)
    assert calls == [(LARGE, FRESH_FOR)]


def test_a_small_family_asks_what_was_asked_longest_ago(bank):
    asked = prompts(bank, chosen(bank, TINY, 30))
    period = len(set(asked))
    assert 2 < period < FRESH_FOR
    assert asked[period:] == asked[:-period]


def test_an_item_with_one_question_is_asked_again(bank):
    assert len(set(prompts(bank, chosen(bank, SINGLE, 3)))) == 1


def test_history_that_cannot_be_replayed_is_no_history(bank):
    for text in ("no-such-item@1:1:1", f"{LARGE}@99:1:1", f"{LARGE}@1:5:1", "not an id"):
        assert chosen(bank, LARGE, 3, recent=lambda item, limit, text=text: [text]) == chosen(bank, LARGE, 3)


def test_the_choice_is_a_pure_function_of_its_arguments(bank):
    assert chosen(bank, TINY, 30) == chosen(bank, TINY, 30)


def test_conceptual_items_are_not_looked_up(bank):
    def recent(item, limit):
        raise AssertionError(item)

    assert chosen(bank, "losses-softmax-twice", 3, recent=recent)
