"""A calculation with formula, worked steps and common slips: as a JSON record and as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizzer.bank.registers import Belief
from quizzer.calculators.calculator import Calculator, Explanation, print_value
from quizzer.calculators.calling import checked_arguments, guarded, to_json
from quizzer.calculators.refusals import Refusal
from quizzer.expressions.printing import DEFINITION_BREAK
from quizzer.expressions.tree import Node
from quizzer.generators.numeric import worked_solution
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say
from quizzer.wording.conventions.rules import rule_in
from quizzer.wording.steps.naming import quantity, solution_line

AnyCalculator = Calculator[..., Any]


@dataclass(frozen=True)
class Slip:
    """A misconception with what it gives here; of several results only those that it changes."""

    id: str
    answer: object
    differs: bool
    belief: Belief | None


@dataclass(frozen=True)
class Calculation:
    """A calculator run on arguments, all of them, with its explanation and the slips that have a value here."""

    name: str
    arguments: Mapping[str, object]
    result: object
    explained: Explanation
    slips: tuple[Slip, ...]


def calculate(
    name: str, calculator: AnyCalculator, given: Mapping[str, object], beliefs: Mapping[str, Belief]
) -> Calculation:
    """Run ``calculator`` on JSON arguments. Raises Refusal."""
    arguments = checked_arguments(calculator, given)
    result = guarded(lambda: calculator(**arguments))
    explained: Explanation = guarded(lambda: calculator.explain(calculator.introduce(arguments)))
    slips = tuple(_slips(calculator, arguments, result, beliefs))
    return Calculation(name, calculator.completed(arguments), result, explained, slips)


def _slips(
    calculator: AnyCalculator, arguments: Mapping[str, object], result: object, beliefs: Mapping[str, Belief]
) -> Iterator[Slip]:
    for slip in calculator.mistakes:
        try:
            answer = guarded(lambda slip=slip: calculator.mistaken(slip, arguments))
        except Refusal:
            continue
        yield Slip(slip, answer, not _agrees(to_json(answer), to_json(result)), beliefs.get(slip))


def _agrees(wrong: Any, right: Any) -> bool:
    """Whether the slip changes nothing: of named results those that it gives are compared."""
    if isinstance(wrong, dict) and isinstance(right, dict):
        return all(name in right and _agrees(part, right[name]) for name, part in wrong.items())
    return bool(wrong == right)


# --- as a record ------------------------------------------------------------------------------------------------


def calculation_record(calculation: Calculation, language: Language, *, simplify: bool = False) -> dict[str, object]:
    """What ``quizzer calc NAME --json`` prints."""
    record: dict[str, object] = {
        "calculator": calculation.name,
        "arguments": to_json(calculation.arguments),
        "result": _named(to_json(calculation.result)),
        "formula": calculation.explained.formula,
        "latex": calculation.explained.latex,
        "steps": list(step_lines(calculation, language)),
        "misconceptions": [_slip_record(slip, language) for slip in calculation.slips],
    }
    if simplify:
        record["simplified"] = [
            {"name": name, "formula": text, "latex": latex} for name, text, latex in _simplified(calculation)
        ]
    return record


def _named(result: object) -> object:
    return result if isinstance(result, dict) else {"value": result}


def _slip_record(slip: Slip, language: Language) -> dict[str, object]:
    return {
        "id": slip.id,
        "answer": to_json(slip.answer),
        "differs": slip.differs,
        "belief": slip.belief.belief[language] if slip.belief else "",
        "repair": slip.belief.repair[language] if slip.belief else "",
    }


def step_lines(calculation: Calculation, language: Language) -> Iterator[str]:
    """The worked steps in words; the last ends in the result."""
    for line in worked_solution(calculation.explained):
        yield solution_line(line, language)


# --- as text ----------------------------------------------------------------------------------------------------

MOST_SLIPS = 8


def calculation_lines(calculation: Calculation, language: Language, *, simplify: bool = False) -> Iterator[str]:
    """What ``quizzer calc NAME`` prints."""
    shown = ", ".join(f"{name}={print_value(value)}" for name, value in calculation.arguments.items())
    yield f"{calculation.name}({shown})"
    for line in rule_in(language, calculation.explained.formula).splitlines():
        first, *definitions = line.split(DEFINITION_BREAK)
        yield f"  {say('calc.line', language, name=quantity('formula', language), value=first)}"
        yield from (f"    {definition}" for definition in definitions)
    if simplify:
        for name, text, _ in _simplified(calculation):
            shorter = f"{name} = {text}" if name else text
            yield f"  {say('calc.line', language, name=say('calc.simplified', language), value=shorter)}"
    yield from (f"  {line}" for line in step_lines(calculation, language))
    yield from result_lines(calculation.result, language)
    slips = [(slip.answer, slip.belief.belief) for slip in calculation.slips if slip.differs and slip.belief]
    if slips:
        yield say("calc.slips", language)
    for answer, belief in slips[:MOST_SLIPS]:
        yield f"  {say('calc.line', language, name=_short(answer, language), value=belief[language])}"


def result_lines(result: object, language: Language) -> Iterator[str]:
    """The results, one a line, each by its name."""
    for label, value in _parts("", result):
        yield f"{quantity(label, language) if label else ''} = {print_value(value)}".strip()


def _short(answer: object, language: Language) -> str:
    return say("calc.also", language).join(
        f"{quantity(label, language) if label else ''} {print_value(value)}".strip()
        for label, value in _parts("", answer)
    )


def _parts(label: str, result: object) -> Iterator[tuple[str, object]]:
    """The results by their names, those inside a group as ``group.name``."""
    if not isinstance(result, dict):
        yield label, result
        return
    for name, part in result.items():
        yield from _parts(f"{label}.{name}" if label else str(name), part)


def _simplified(calculation: Calculation) -> Iterator[tuple[str, str, str]]:
    """Name, text and LaTeX of each formula that gets shorter."""
    # SymPy takes a third of a second to import; only here it is worth it.
    from quizzer.expressions.simplifying import simplified

    trees: tuple[tuple[str, Node], ...] = calculation.explained.trees
    for name, tree in trees:
        found = simplified(tree)
        if found:
            yield name, found.text, found.latex
