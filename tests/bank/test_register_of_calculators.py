"""Every misconception that a calculator computes is in the register, so that feedback can name it."""

from __future__ import annotations

import re

import pytest

from quizzer.bank.network_table import network_calculator
from quizzer.bank.places import bundled_bank
from quizzer.calculators.catalogue import CALCULATORS

EVERY = {**CALCULATORS, "network": network_calculator((bundled_bank(),))}


@pytest.mark.parametrize("name", sorted(EVERY))
def test_every_mistake_of_a_calculator_is_in_the_register(bank, name):
    mistakes = EVERY[name].mistakes
    assert mistakes
    assert mistakes.keys() - bank.beliefs.keys() == set()


def test_every_calculator_is_looked_at():
    assert {"conv2d", "network", "dropout", "roc_auc"} <= EVERY.keys()
    assert sum(len(calculator.mistakes) for calculator in EVERY.values()) > 300


def test_entries_complete_their_sentence_in_both_languages(bank):
    for slip in {slip for calculator in EVERY.values() for slip in calculator.mistakes}:
        entry = bank.beliefs[slip]
        assert re.match(r"[a-z]", entry.belief.en), slip
        assert not entry.belief.en.endswith("."), slip
        assert not entry.belief.zh.endswith("。"), slip
        assert entry.repair.en.endswith("."), slip
        assert entry.repair.zh.endswith("。"), slip
        for text in (entry.belief, entry.repair):
            assert not re.search(r"[\u3400-\u9fff]", text.en), slip
            assert re.search(r"[\u3400-\u9fff]", text.zh), slip
            assert not re.search(r"[\u3400-\u9fff][,;:?!(]", text.zh), slip


def test_an_alias_names_an_entry(bank):
    mains = {entry.alias_of for entry in bank.beliefs.values() if entry.alias_of}
    assert "DO-KEEP" in mains
    assert mains <= bank.beliefs.keys()


def test_the_belief_about_dropout_is_what_its_wrong_formula_does(bank):
    """With drop probability 0.2, reading it as keep probability keeps 20 of 100 units."""
    wrong = EVERY["dropout"].mistaken("DO-KEEP", {"p": 0.2, "n": 100, "x": 1})
    assert wrong["expected_kept"] == pytest.approx(20)
    assert bank.beliefs["DO-KEEP"].belief.en == "read the drop probability as the keep probability"
