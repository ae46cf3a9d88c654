"""The tree of topics and items: in which order topics stand."""

from __future__ import annotations

from quizzer.questions.text import Language
from quizzer.tui.item_tree import ItemTree, States


def topics(bank, language):
    tree = ItemTree(lambda: language)
    tree.show(bank, sorted(bank.items), States())
    return list(tree.found)


def test_topics_stand_by_name_whatever_is_a_capital(bank):
    names = [bank.topics[topic].en.casefold() for topic in topics(bank, Language.EN)]
    assert names == sorted(names)
    assert names.index("categorical encoding") < names.index("cnns for text")


def test_in_chinese_topics_stand_as_in_the_bank(bank):
    found = topics(bank, Language.ZH)
    assert found == [topic for topic in bank.topics if topic in found]
