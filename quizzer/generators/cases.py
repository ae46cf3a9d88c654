"""From a case to a question in parts, whose later parts go on from the earlier ones."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, CasePart
from quizzer.calculators.calculator import part_of
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.generators.answer_specs import answer_spec, key_of, spell_key
from quizzer.generators.drawing import DrawError, Values, draw_values
from quizzer.generators.numeric import PROBLEMS, arguments_of, largest_subset, worked_out, wrong_answers
from quizzer.generators.phrasing import Filling, fill_text
from quizzer.generators.references import common_parts
from quizzer.questions.answers import Expected, PartsSpec, Value
from quizzer.questions.question import Question, QuestionId, QuestionPart
from quizzer.questions.text import Text


def case_question(bank: Bank, item: CaseItem, level: int, seed: int) -> Question:
    """The question of the case ``item`` at ``level`` for ``seed``, a pure function of these. Raises DrawError."""
    values = draw_values(item, level, seed)
    parts = []
    try:
        for part in item.parts:
            parts.append(_part(bank, part, values))
            values = {**values, part.id: parts[-1].expected}
    except PROBLEMS as problem:
        raise DrawError(f"{item.id} level {level} seed {seed}: {problem}") from problem
    filled = Filling(item.pieces, values)
    return Question(
        id=QuestionId(item.id, item.version, level, seed),
        item_kind="case",
        difficulty=level,
        prompt=_prompt(filled(item.prompt), parts),
        spec=PartsSpec(tuple(part.name for part in parts), tuple(part.spec for part in parts)),
        expected=tuple(part.expected for part in parts),
        typed_answer=" | ".join(spell_key(part.expected, part.spec) for part in parts),
        explanation=filled(item.explanation),
        parts=tuple(parts),
        hints=tuple(map(filled, item.hints)),
        **common_parts(bank, item),
    )


def _prompt(given: Text, parts: list[QuestionPart]) -> Text:
    """The situation, and under it the parts with their letters."""
    lines = [(f"({part.name}) {part.prompt.en}", f"({part.name}) {part.prompt.zh}") for part in parts]
    return Text(en="\n".join([given.en, *(en for en, _ in lines)]), zh="\n".join([given.zh, *(zh for _, zh in lines)]))


def _part(bank: Bank, part: CasePart, values: Values) -> QuestionPart:
    spec = answer_spec(part, values, 0)
    arguments = arguments_of(part, values, traced=False)
    key = key_of(part, part_of(CALCULATORS[part.calculator](**arguments), str(part.part)))
    return QuestionPart(
        name=part.id,
        spec=spec,
        expected=key,
        prompt=fill_text(part.prompt, {}, values),
        misconceptions=largest_subset(bank, wrong_answers(part, arguments, spec), spec, key),
        carried=functools.partial(_carried, part, values),
        worked=functools.cache(functools.partial(worked_out, part, values)),
    )


def _carried(part: CasePart, values: Values, given: Mapping[str, Value]) -> Expected | None:
    """The key for other answers to earlier parts; None where the calculator refuses them."""
    try:
        arguments = arguments_of(part, {**values, **given}, traced=False)
        return key_of(part, part_of(CALCULATORS[part.calculator](**arguments), str(part.part)))
    except (*PROBLEMS, TypeError):
        return None
