"""From a numeric item to a question: key and worked lines from the calculator, wrong answers from its mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from quizzer.bank.items import Ask, NumberRule, NumericAnswer, NumericItem
from quizzer.bank.loading import Bank
from quizzer.calculators.calculator import Calculator, Explanation
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.calculators.refusals import Refusal
from quizzer.expressions.evaluation import EvaluationError, evaluate
from quizzer.expressions.parser import ParseError
from quizzer.expressions.tracing import Traced
from quizzer.expressions.tree import Name, Node, Operation
from quizzer.generators.drawing import DrawError, Values, compute, draw_values, numbers_in, parsed
from quizzer.generators.phrasing import fill_text
from quizzer.generators.references import common_parts
from quizzer.questions.answers import AnswerSpec, Expected, MembersSpec, NumberSpec, ShapeSpec, tolerance
from quizzer.questions.question import Misconception, Question, QuestionId, SolutionLine


def numeric_question(bank: Bank, item: NumericItem, level: int, seed: int) -> Question:
    """The question of ``item`` at ``level`` for ``seed``, the same for ever for one version of the item.

    Raises :class:`DrawError`.
    """
    values = draw_values(item, level, seed)
    ask = item.ask_at(level)
    calculator = CALCULATORS[ask.calculator]
    try:
        arguments = {name: _argument(source, values) for name, source in ask.args.items()}
        explained = calculator.explain(arguments)
    except (Refusal, ParseError, EvaluationError) as problem:
        raise DrawError(f"{item.id} level {level} seed {seed}: {problem}") from problem
    spec = answer_spec(ask.answer, values)
    key = cast(Expected, explained.result)
    return Question(
        id=QuestionId(item.id, item.version, level, seed),
        item_kind="numeric",
        difficulty=level,
        prompt=fill_text(ask.prompt, ask.pieces, values),
        spec=spec,
        expected=key,
        typed_answer=spell(key),
        explanation=fill_text(ask.explanation, ask.pieces, values),
        misconceptions=_largest_subset(bank, ask, calculator, arguments, spec, key),
        formula=explained.formula,
        solution=worked_solution(explained),
        hints=tuple(fill_text(hint, ask.pieces, values) for hint in ask.hints),
        **common_parts(bank, item),
    )


def spell(key: Expected) -> str:
    """The key as a text that, typed back, is correct."""
    if isinstance(key, tuple):
        return ", ".join(spell(part) for part in key) or "[]"
    return str(key)


def _argument(source: int | bool | str, values: Values) -> object:
    """A calculator's argument: a literal, a drawn list or box, or an expression traced under its drawn names."""
    if not isinstance(source, str):
        return source
    drawn = values.get(source)
    if isinstance(drawn, list | tuple):
        return drawn
    if source.startswith("["):
        return tuple(_argument(part.strip(), values) for part in source.strip("[]").split(","))
    numbers = numbers_in(values)
    node = _with_values(parsed(source, frozenset(numbers)), numbers)
    return Traced(evaluate(node), node)


def _with_values(node: Node, numbers: Mapping[str, int | float | Fraction]) -> Node:
    if isinstance(node, Name):
        return Name(node.name, numbers[node.name])
    if isinstance(node, Operation):
        return Operation(node.operator, tuple(_with_values(operand, numbers) for operand in node.operands))
    return node


def answer_spec(answer: NumericAnswer, values: Values) -> AnswerSpec:
    """How the answer to these drawn values is read."""
    if answer.kind == "number":
        return number_spec(answer.rule)
    if answer.kind == "shape":
        return ShapeSpec(answer.axes)
    count = int(compute(answer.universe, values))
    return MembersSpec(tuple(range(count)), ordered=answer.kind == "list")


def number_spec(rule: NumberRule) -> NumberSpec:
    """A rule of a bank file as a specification; its decimals become exact."""

    def exact(value: float | None) -> Fraction | None:
        return None if value is None else Fraction(str(value))

    return NumberSpec(
        integer=rule.integer,
        absolute=exact(rule.abs),
        relative=exact(rule.rel),
        sigfigs=rule.sigfigs,
        decimals=rule.decimals,
        unit=rule.unit,
        percent_ok=rule.percent_ok,
    )


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


def _largest_subset(
    bank: Bank,
    ask: Ask,
    calculator: Calculator[..., object],
    arguments: Mapping[str, object],
    spec: AnswerSpec,
    key: Expected,
) -> tuple[Misconception, ...]:
    """The largest subset, in the item's order, whose answers differ from the key and from each other."""
    answers = {slip: _wrong_answer(calculator, slip, arguments, spec) for slip in ask.misconceptions}
    chosen: dict[str, Misconception] = {}
    for slip, answer in answers.items():
        if answer is None or _same(spec, answer, key):
            continue
        main = bank.beliefs[slip].alias_of
        twin = next((slip_ for slip_, other in chosen.items() if _same(spec, answer, other.answer)), None)
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


def _wrong_answer(
    calculator: Calculator[..., object], slip: str, arguments: Mapping[str, object], spec: AnswerSpec
) -> Expected | None:
    try:
        answer = cast(Expected, calculator.mistaken(slip, arguments))
    except (Refusal, ArithmeticError, EvaluationError):
        return None
    if isinstance(spec, MembersSpec) and not set(cast(tuple[int, ...], answer)) <= set(spec.universe):
        return None
    if isinstance(answer, Fraction) and answer.denominator == 1:
        return answer.numerator
    return answer


def _same(spec: AnswerSpec, answer: Expected, other: Expected) -> bool:
    """Whether the grader could take one for the other: they differ by at most twice the tolerance."""
    if isinstance(spec, NumberSpec):
        wrong, right = cast(Fraction, answer), cast(Fraction, other)
        return abs(wrong - right) <= 2 * tolerance(spec, right)
    if isinstance(spec, MembersSpec) and not spec.ordered:
        return set(cast(tuple[int, ...], answer)) == set(cast(tuple[int, ...], other))
    return answer == other
