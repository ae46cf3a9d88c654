"""From a numeric item to a question: key and worked lines from the calculator, wrong answers from its mistakes."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import Ask, CasePart, NumericItem
from quizzer.calculators.calculator import Calculator, Explanation, part_of
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.calculators.refusals import Refusal
from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.parser import ParseError
from quizzer.generators.answer_specs import answer_spec, choices_of, comparable, key_of, same_answer, spell_key
from quizzer.generators.arguments import argument
from quizzer.generators.drawing import DrawError, Values, draw_values
from quizzer.generators.phrasing import Filling
from quizzer.generators.references import common_parts
from quizzer.questions.answers import AnswerSpec, Expected
from quizzer.questions.question import Misconception, Question, QuestionId, SolutionLine, Worked

PROBLEMS = (Refusal, ParseError, EvaluationError, ArithmeticError, LookupError)


def numeric_question(bank: Bank, item: NumericItem, level: int, seed: int) -> Question:
    """The question of ``item`` at ``level`` for ``seed``, the same for ever for one version of the item.

    Raises :class:`DrawError`.
    """
    values = draw_values(item, level, seed)
    ask = item.ask_at(level)
    spec = answer_spec(ask, values, seed)
    try:
        arguments = arguments_of(ask, values, traced=False)
        key = _key(ask, arguments)
        wrong = wrong_answers(ask, arguments, spec)
        picture = _picture(ask, values)
    except PROBLEMS as problem:
        raise DrawError(f"{item.id} level {level} seed {seed}: {problem}") from problem
    slips = largest_subset(bank, wrong, spec, key)
    filled = Filling(ask.pieces, values)
    explanation = filled(ask.explanation)
    return Question(
        id=QuestionId(item.id, item.version, level, seed),
        item_kind="numeric",
        difficulty=level,
        prompt=filled(ask.prompt),
        spec=spec,
        expected=key,
        typed_answer=spell_key(key, spec),
        explanation=explanation,
        choices=choices_of(ask, key, explanation, {slip.answer: slip for slip in slips}),
        misconceptions=slips,
        worked=functools.cache(functools.partial(_worked, ask, values)),
        picture=picture,
        hints=tuple([filled(hint) for hint in ask.hints]),
        **common_parts(bank, item),
    )


def _picture(ask: Ask, values: Values) -> dict[str, object] | None:
    """What a drawing of the question shows, for a face or an export to draw."""
    if ask.picture is None:
        return None
    return {"kind": ask.picture.kind, **_plain(argument(ask.picture.args, values, traced=False))}


def _plain(value: Any) -> Any:
    """``value`` as JSON has it: lists for tuples, whole fractions as integers, other fractions as decimals."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value


def _key(ask: Ask, arguments: Mapping[str, Any]) -> Expected:
    if ask.formula:
        return ask.formula.expected
    result = CALCULATORS[ask.calculator](**arguments)
    return key_of(ask, part_of(result, str(ask.part)))


def arguments_of(ask: Ask | CasePart, values: Values, *, traced: bool) -> dict[str, Any]:
    """The arguments of the calculator for these drawn values; ``traced`` they carry their expressions."""
    return {name: argument(source, values, traced=traced) for name, source in ask.args.items()}


def _worked(ask: Ask, values: Values) -> Worked:
    """The formula and the worked lines of the key; a formula that was asked for is its own solution."""
    if ask.formula:
        return Worked(ask.formula.expected)
    return worked_out(ask, values)


LONGEST_FORMULA = 110
"""A longer one is not read; the worked lines say the same in steps."""
_WORD = re.compile(r"[a-z]{3,}")
_MATHEMATICS = frozenset(
    {"params", "out", "new", "exp", "log", "max", "min", "mod", "round", "sign", "tanh", "softmax", "cos", "sin"}
)


def worked_out(ask: Ask | CasePart, values: Values) -> Worked:
    """The lines with the numbers of this draw, under the formula in the letters of the calculator.

    The names of a draw are the author's own, and a formula in words would be in one language only: no formula then.
    """
    calculator = CALCULATORS[ask.calculator]
    explained = calculator.explain(arguments_of(ask, values, traced=True), str(ask.part))
    arguments = arguments_of(ask, values, traced=False)
    named = {name: value for name, value in calculator.introduce(arguments).items() if name in arguments}
    formula = calculator.explain(named, str(ask.part)).formula
    if len(formula) > LONGEST_FORMULA or set(_WORD.findall(formula)) - _MATHEMATICS:
        formula = ""
    # What a choice is between has its words in the options.
    told = [line for line in worked_solution(explained) if line.result not in ask.answer.options]
    return Worked(formula, tuple(told))


def worked_solution(explained: Explanation) -> tuple[SolutionLine, ...]:
    """The worked lines of an explanation as lines of a solution, for the wording to name."""
    return tuple(
        SolutionLine(
            line.label,
            line.work,
            line.result,
            line.index,
            tuple((name, str(value)) for name, value in line.details.items()),
        )
        for line in explained.lines
    )


# --- the misconceptions that these numbers can tell apart ----------------------------------------------------


def wrong_answers(ask: Ask | CasePart, arguments: Mapping[str, Any], spec: AnswerSpec) -> dict[str, Expected]:
    """The answer of every slip that has one for these arguments, in the item's order."""
    if isinstance(ask, Ask) and ask.formula:
        return {slip: ask.formula.slips[slip] for slip in ask.misconceptions if slip in ask.formula.slips}
    calculator = CALCULATORS[ask.calculator]
    found = {slip: _wrong_answer(calculator, slip, arguments, ask) for slip in ask.misconceptions}
    return {slip: answer for slip, answer in found.items() if answer is not None and comparable(spec, answer)}


def _wrong_answer(
    calculator: Calculator[..., object], slip: str, arguments: Mapping[str, object], ask: Ask | CasePart
) -> Expected | None:
    try:
        return key_of(ask, part_of(calculator.mistaken(slip, arguments), str(ask.part)))
    except (*PROBLEMS, TypeError):
        return None


def largest_subset(
    bank: Bank, answers: Mapping[str, Expected], spec: AnswerSpec, key: Expected
) -> tuple[Misconception, ...]:
    """The largest subset, in the item's order, whose answers differ from the key and from each other."""
    chosen: dict[str, Misconception] = {}
    for slip, answer in answers.items():
        if same_answer(spec, answer, key):
            continue
        main = bank.beliefs[slip].alias_of
        twin = next((slip_ for slip_, other in chosen.items() if same_answer(spec, answer, other.answer)), None)
        if twin is None and main not in chosen:
            chosen[slip] = _misconception(bank, slip, answer)
        elif twin is not None and twin == main:
            chosen[main] = _with_alias(chosen[main], _misconception(bank, slip, answer))
    return tuple(chosen.values())


def _misconception(bank: Bank, slip: str, answer: Expected) -> Misconception:
    entry = bank.beliefs[slip]
    return Misconception(slip, answer, entry.belief, entry.repair)


def _with_alias(main: Misconception, alias: Misconception) -> Misconception:
    return Misconception(main.id, main.answer, main.belief, main.repair, (*main.also, alias))
