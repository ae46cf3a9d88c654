"""Options that wait until they are asked for: which do, over the whole bank."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from quizzer.bank.conceptual_items import MultiItem, SingleItem, SpotErrorItem, TruthReasonItem
from quizzer.bank.selectors import levels
from quizzer.generators.making import make_question
from quizzer.practice.preferences import Preferences
from quizzer.practice.recalling import can_recall, hides_options
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Text

KINDS = (SingleItem, MultiItem, SpotErrorItem, TruthReasonItem)


@pytest.fixture(scope="module")
def asked(bank):
    """Every question of the bank that is asked with options."""
    items = [item for item in bank.items.values() if isinstance(item, KINDS)]
    return [make_question(bank, QuestionId(item.id, item.version, levels(item)[0], 1)) for item in items]


def test_the_bank_has_both(asked):
    count = Counter((question.item_kind, can_recall(question)) for question in asked)
    assert {kind for kind, hidden in count if hidden} == {"single", "truth_reason"}
    assert {kind for kind, hidden in count if not hidden} == {"single", "multi", "spot_error"}
    assert count["single", True] > 2 * count["single", False]


def test_nothing_hides_what_its_prompt_speaks_of(asked):
    for question in asked:
        if can_recall(question) and question.item_kind == "single":
            assert not any(words in question.prompt.zh for words in ("下列", "以下哪", "哪一", "哪个选项", "哪种说法"))
            english = question.prompt.en.lower()
            assert not any(
                words in english for words in ("of these", "of the following", "which one", "which statement")
            )


@pytest.mark.parametrize(
    ("english", "chinese", "hidden"),
    [
        ("Why is it needed?", "为什么需要它？", True),
        ("Which explanation fits?", "怎样解释？", True),
        ("Which of these layers is it?", "是什么层？", False),
        ("What layer is it?", "下列哪种层符合？", False),
        ("Which statement holds?", "怎样？", False),
        ("What happens below 0.5?", "0.5 以下会怎样？", True),
    ],
)
def test_either_language_can_point_at_the_options(asked, english, chinese, hidden):
    single = next(question for question in asked if question.item_kind == "single")
    question = replace(single, prompt=Text(english, chinese))
    assert can_recall(question) is hidden
    assert hides_options(Preferences(), question) is hidden
    assert not hides_options(Preferences(options="shown"), question)


def test_a_question_without_options_hides_none(bank):
    item = bank.items["output-size-conv-side"]
    assert not can_recall(make_question(bank, QuestionId(item.id, item.version, 2, 1)))
