"""The numbers of a question do not come again within the next ten of its item."""

from __future__ import annotations

from itertools import islice

import pytest

from quizzer.bank.conceptual_items import SpotErrorItem
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


@pytest.mark.parametrize("seed", range(3))
def test_a_wrong_statement_is_shown_at_most_once_in_ten_questions(bank, seed):
    few = sorted(bank.items)[:30]
    for items in (sorted(bank.items), few, [name for name in few if name.endswith("error")] + few[:3]):
        asked = list(islice(choose_questions(bank, items, seed), 300))
        shows = [isinstance(bank.items[question.item], SpotErrorItem) for question in asked]
        assert any(shows)
        assert all(sum(shows[start : start + 10]) <= 1 for start in range(290))


def test_only_wrong_statements_are_asked_where_nothing_else_was_chosen(bank):
    items = [name for name, item in bank.items.items() if isinstance(item, SpotErrorItem)][:3]
    assert {question.item for question in islice(choose_questions(bank, items, 1), 3)} == set(items)


def test_the_level_follows_the_answers(bank):
    past = []
    levels = []
    for question in islice(choose_questions(bank, [LARGE], 1, past=lambda item: past), 8):
        levels.append(question.level)
        past.append((question.level, len(past) != 5))
    assert levels == [1, 1, 2, 2, 3, 3, 2, 2]
