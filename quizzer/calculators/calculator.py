"""A formula written once, shown many ways: plain call, traced call, and the wrong numbers of its misconceptions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, ParamSpec, TypeVar, cast

from quizzer.expressions.evaluation import evaluate
from quizzer.expressions.printing import print_formula, print_number, print_with_numbers
from quizzer.expressions.tracing import Traced, lift, plain
from quizzer.expressions.tree import Node, names_in, steps_of

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Mistake:
    """The wrong formula of a misconception, in one of three forms.

    ``given`` overrides arguments (``{"padding": 0}``); ``rewrite`` changes the tree of the right formula; ``instead``
    is a function over the same arguments. ``id`` is an entry of the bank's register of misconceptions.
    """

    id: str
    given: Mapping[str, object] = field(default_factory=dict)
    rewrite: Callable[[Node], Node] | None = None
    instead: Callable[..., object] | None = None


@dataclass(frozen=True)
class WorkedLine:
    """One line of a worked solution: ``label`` (a code) = ``work`` = ``result``; ``index`` counts repeats of a loop.

    Steps of a procedure have no formula; they put what happened into ``details``.
    """

    label: str
    work: str
    result: str
    index: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Explanation:
    """A result with the worked lines that lead to it, and its formula in symbols.

    The formula is "" for a procedure and where no argument has a name.
    """

    result: object
    formula: str
    lines: tuple[WorkedLine, ...]


class Calculator(Generic[P, R]):
    """A formula as a function, with its mistakes. Calling it costs what calling the function costs."""

    def __init__(
        self,
        function: Callable[P, R],
        mistakes: tuple[Mistake, ...],
        structural: frozenset[str],
        narrate: Callable[..., tuple[WorkedLine, ...]] | None,
    ) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.mistakes = {mistake.id: mistake for mistake in mistakes}
        self.structural = structural
        self.narrate = narrate

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)

    def explain(self, arguments: Mapping[str, object]) -> Explanation:
        """Result, formula and worked lines for ``arguments``, whose numbers may be named (traced) already.

        Raises :class:`~quizzer.calculators.refusals.Refusal`.
        """
        if self.narrate is not None:
            values = {name: plain(value) for name, value in arguments.items()}
            return Explanation(self._run(values), "", self.narrate(**values))
        result = self._run(self._lifted(arguments))
        parts = [part for part in _flat(result) if isinstance(part, Traced)]
        lines = [
            WorkedLine(step.label, print_with_numbers(step.body), print_number(step.value), step.index)
            for part in parts
            for step in steps_of(part.node)
        ]
        # Numbers alone are no formula; the worked lines say the same more clearly.
        formula = ", ".join(print_formula(part.node) for part in parts if any(names_in(part.node)))
        return Explanation(plain(result), formula, tuple(lines))

    def mistaken(self, mistake_id: str, arguments: Mapping[str, object]) -> object:
        """What the misconception gives for ``arguments``.

        Raises :class:`Refusal` or ArithmeticError where the wrong formula has no value for them.
        """
        mistake = self.mistakes[mistake_id]
        if mistake.rewrite is not None:
            result = cast(Traced, self._run(self._lifted(arguments)))
            return evaluate(mistake.rewrite(result.node))
        values = {name: plain(value) for name, value in arguments.items()} | dict(mistake.given)
        if mistake.instead is not None:
            return mistake.instead(**values)
        return self._run(values)

    def _run(self, arguments: Mapping[str, object]) -> object:
        return cast(Callable[..., object], self.function)(**arguments)

    def _lifted(self, arguments: Mapping[str, object]) -> dict[str, object]:
        return {name: plain(value) if name in self.structural else lift(value) for name, value in arguments.items()}


def calculator(
    *mistakes: Mistake,
    structural: tuple[str, ...] = (),
    narrate: Callable[..., tuple[WorkedLine, ...]] | None = None,
) -> Callable[[Callable[P, R]], Calculator[P, R]]:
    """Make a function a :class:`Calculator`.

    ``structural`` names arguments that steer the path (flags, counts of loops) and are never traced. ``narrate``
    tells the steps of a procedure, such as NMS, from the same arguments.
    """

    def wrap(function: Callable[P, R]) -> Calculator[P, R]:
        return Calculator(function, mistakes, frozenset(structural), narrate)

    return wrap


def _flat(result: object) -> list[object]:
    if isinstance(result, tuple | list):
        return [part for element in result for part in _flat(element)]
    return [result]
