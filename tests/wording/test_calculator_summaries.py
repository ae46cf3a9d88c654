"""What calculators compute, in Chinese: one sentence for each, and none for what there is not."""

from __future__ import annotations

import re

import pytest

from quizzer.bank.network_table import calculators_of
from quizzer.bank.places import bundled_bank
from quizzer.questions.text import Language
from quizzer.wording.calculator_summaries import CHINESE, kind_in, summary_in


def test_every_calculator_has_a_sentence_in_chinese():
    assert CHINESE.keys() == calculators_of((bundled_bank(),)).keys()
    assert list(CHINESE) == sorted(CHINESE)


@pytest.mark.parametrize("name", CHINESE)
def test_a_sentence_is_one_line_without_a_stop(name):
    text = CHINESE[name]
    assert text.strip() == text
    assert not text.endswith("。")
    assert not re.search(r"[\u3400-\u9fff][,;:?!]", text)


def test_each_language_has_its_own():
    assert summary_in(Language.ZH, "accuracy", "") == CHINESE["accuracy"]
    assert summary_in(Language.EN, "accuracy", "(TP + TN)/N") == "(TP + TN)/N"
    assert summary_in(Language.ZH, "of one's own", "Mine") == "Mine"


@pytest.mark.parametrize(
    ("spelled", "english", "chinese"),
    [
        ("int | [int, int] | null", "integer or [integer, integer] or nothing", "整数 或 [整数, 整数] 或 空"),
        ("true | false", "true or false", "true 或 false"),
        ("[number, …]", "[number, …]", "[数, …]"),
    ],
)
def test_kinds_in_words(spelled, english, chinese):
    assert kind_in(Language.EN, spelled) == english
    assert kind_in(Language.ZH, spelled) == chinese
