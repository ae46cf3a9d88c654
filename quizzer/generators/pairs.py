"""The answers that two slips of a numeric question lead to at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import NumericItem
from quizzer.calculators.calculator import part_of
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.generators.answer_specs import comparable, key_of
from quizzer.generators.drawing import draw_values
from quizzer.generators.numeric import PROBLEMS, arguments_of
from quizzer.questions.answers import Expected
from quizzer.questions.question import Misconception, Question


def pairs_of_slips(bank: Bank, question: Question) -> Iterator[tuple[Misconception, Misconception, Expected]]:
    """Every two slips of ``question`` that can be made together, with the answer that they give."""
    item = bank.items.get(question.id.item)
    if not isinstance(item, NumericItem):
        return
    ask = item.ask_at(question.id.level)
    if ask.formula:
        return
    calculator = CALCULATORS[ask.calculator]
    arguments = arguments_of(ask, draw_values(item, question.id.level, question.id.seed), traced=False)
    for first, second in combinations(question.misconceptions, 2):
        try:
            answer = key_of(ask, part_of(calculator.mistaken_together(first.id, second.id, arguments), str(ask.part)))
        except (*PROBLEMS, TypeError, AttributeError):
            continue
        if comparable(question.spec, answer):
            yield first, second, answer
