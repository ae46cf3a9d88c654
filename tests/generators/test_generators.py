"""Questions are a pure function of their id, and every wish of a draw is honoured."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from quizzer.bank.numeric_items import NumericItem
from quizzer.bank.selectors import levels
from quizzer.generators.chance import between, pick, seeded, shuffled
from quizzer.generators.drawing import draw_values, holds
from quizzer.generators.making import ReplayError, make_question
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language

FAMILIES = {
    "conv_out_size",
    "conv_out_dilated",
    "pool_out_floor_ceil",
    "rf_chain",
    "params_conv",
    "macs_conv",
    "iou",
    "nms_trace",
}

GOLDEN_CHANCE = [89, 45, 47, 97, 28, 75]
"""Written down once; another Python or machine must give the same."""


def numeric_items(bank):
    return [item for item in bank.items.values() if isinstance(item, NumericItem)]


def test_chance_is_the_same_everywhere():
    rng = seeded("item", 1, 2, 3)
    assert [between(rng, 0, 99) for _ in range(6)] == GOLDEN_CHANCE
    assert sorted(shuffled(Random(1), range(10))) == list(range(10))
    assert pick(Random(1), "abc") in "abc"


def test_the_families_of_this_release_have_three_levels_each(bank):
    for family in FAMILIES:
        asked = {level for item in numeric_items(bank) if family in item.tags for level in levels(item)}
        assert len(asked) >= 3, family


def test_a_question_is_a_pure_function_of_its_id(bank):
    for item in bank.items.values():
        for level in levels(item):
            question_id = QuestionId(item.id, item.version, level, 12345)
            assert make_question(bank, question_id) == make_question(bank, question_id)
            assert QuestionId.parse(str(question_id)) == question_id


@pytest.mark.parametrize("text", ["", "x", "a-b@1:2", "a-b@1:2:-3", "a-b@1:2:3\n", "A-b@1:2:3", "a-b@١:2:3"])
def test_what_is_no_question_id(text):
    with pytest.raises(ValueError, match=r".*"):
        QuestionId.parse(text)


def test_replay_of_what_is_not_there(bank):
    for question_id, reason in [
        (QuestionId("no-such-item", 1, 1, 1), "unknown_item"),
        (QuestionId("output-size-conv-side", 99, 1, 1), "other_version"),
        (QuestionId("output-size-conv-side", 1, 5, 1), "unknown_level"),
    ]:
        with pytest.raises(ReplayError) as caught:
            make_question(bank, question_id)
        assert caught.value.reason == reason


def test_draws_meet_conditions_and_wishes(bank):
    item = bank.items["output-size-conv-side"]
    for level in levels(item):
        draws = [draw_values(item, level, seed) for seed in range(200)]
        assert all(holds(condition, values) for values in draws for condition in item.draw.where)
        assert len({tuple(sorted((k, str(v)) for k, v in values.items())) for values in draws}) > 10
    remainders = Counter(draw_values(item, 2, seed)["rest"] > 0 for seed in range(200))
    assert min(remainders.values()) > 60


def test_numeric_prompts_are_complete_in_both_languages(bank):
    for item in numeric_items(bank):
        for level in levels(item):
            for seed in range(6):
                question = make_question(bank, QuestionId(item.id, item.version, level, seed))
                for language in Language:
                    assert "{" not in question.prompt[language]
                    assert all("{" not in hint[language] for hint in question.hints)
                assert question.spec.kind in ("formula", "choice") or shown_in_the_solution(question), question.id


def shown_in_the_solution(question):
    """Whether every number of the key stands among the results of the worked lines, to six digits."""
    results = [number for line in question.solution for number in numbers(line.result)]
    return all(any(key == pytest.approx(result, rel=1e-5) for result in results) for key in leaves(question.expected))


def leaves(expected):
    """The numbers of an expected value, one after the other."""
    if isinstance(expected, tuple):
        return [leaf for part in expected for leaf in leaves(part)]
    return [float(expected)]


def numbers(text):
    """The numbers of a text, fractions worked out; a comma without a blank separates thousands."""
    plain = re.sub(r",(?=\d)", "", text).replace("−", "-")
    return [float(Fraction(number)) for number in re.findall(r"-?\d+(?:/\d+|\.\d+)?(?:e[+-]?\d+)?", plain)]


def test_the_order_of_options_is_part_of_the_id(bank):
    orders = set()
    for seed in range(30):
        item = bank.items["losses-softmax-twice"]
        question = make_question(bank, QuestionId(item.id, item.version, item.difficulty, seed))
        assert [choice.key for choice in question.choices] == list("ABCD")
        orders.add(tuple(choice.text.en for choice in question.choices))
    assert len(orders) > 5
