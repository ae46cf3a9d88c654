"""Rules of procedures in Chinese: every rule with words has one, with the numbers and letters of the English one."""

from __future__ import annotations

import re

import pytest

from quizzer.bank.network_table import calculators_of
from quizzer.bank.places import bundled_bank
from quizzer.questions.text import Language
from quizzer.wording.conventions.rules import CHINESE, rule_in

RULES = {one.law.text for one in calculators_of((bundled_bank(),)).values() if one.law}
FUNCTIONS = {"max", "min", "mod", "sin", "cos", "exp", "softmax", "round", "cost"}
NAMES = {"params", "out", "pos"}
SIGN = re.compile(r"\d+(?:\.\d+)?|[α-ωΣ√⌊⌈⇔≥≤<>·−+^/]|(?<![A-Za-z])[A-Zb-z](?![A-Za-z])")
"""A number, a sign or a letter of a formula; not the article."""


def words(rule):
    return set(re.findall(r"[a-z]{3,}", rule)) - FUNCTIONS - NAMES


def test_every_rule_with_words_is_there_in_chinese():
    assert CHINESE.keys() == {rule for rule in RULES if words(rule) or rule.startswith("min over")}


@pytest.mark.parametrize("english", CHINESE)
def test_no_number_or_letter_is_lost(english):
    assert sorted(SIGN.findall(CHINESE[english])) == sorted(SIGN.findall(english))
    assert re.search(r"[\u3400-\u9fff]", CHINESE[english])


def test_signs_alone_are_the_same_in_both():
    assert rule_in(Language.ZH, "k·C + C") == "k·C + C"
    rule = "y[S·i + u] = Σ x[i]·k[u], overlaps added"
    assert rule_in(Language.EN, rule) == rule
    assert rule_in(Language.ZH, rule) == "y[S·i + u] = Σ x[i]·k[u]，重叠处相加"
