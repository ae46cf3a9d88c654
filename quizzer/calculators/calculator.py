"""A formula written once, shown many ways: plain call, traced call, and the wrong numbers of its misconceptions."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Generic, ParamSpec, TypeVar, cast

from quizzer.calculators.refusals import Refusal
from quizzer.expressions.evaluation import evaluate
from quizzer.expressions.printing import print_definitions, print_number, print_result, print_with_numbers
from quizzer.expressions.tracing import Traced, lift, named, plain
from quizzer.expressions.tree import Node, Scalar, Step, names_in, steps_of

P = ParamSpec("P")
R = TypeVar("R")

MOST_ELEMENTS = 8
"""A result of more numbers works out its first two in full."""


@dataclass(frozen=True)
class Mistake:
    """The wrong formula of a misconception, in one of three forms.

    ``given`` overrides arguments (``{"padding": 0}``); ``rewrite`` changes the tree of the right formula; ``instead``
    is a function over the same arguments. Of a calculator with several results ``instead`` gives those that come out
    wrong, by name. ``id`` is an entry of the bank's register of misconceptions.
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
class Law:
    """The rule of a procedure that is no single expression, in Unicode and in LaTeX."""

    text: str
    latex: str


@dataclass(frozen=True)
class Explanation:
    """A result with the worked lines that lead to it, and its formulas in symbols by the name of the result.

    A calculator with one result calls it "". ``trees`` lacks what no argument with a name leads to; a procedure has
    none, and perhaps a ``law``.
    """

    result: object
    lines: tuple[WorkedLine, ...]
    trees: tuple[tuple[str, Node], ...] = ()
    law: Law | None = None

    @property
    def formula(self) -> str:
        """The formulas in Unicode; "" where there is none."""
        if self.law:
            return self.law.text
        shown = (f"{name} = {text}" if name else text for name, text in self._printed(latex=False))
        return ("\n" if any(name for name, _ in self.trees) else ", ").join(shown)

    @property
    def latex(self) -> str:
        """The formulas in LaTeX."""
        if self.law:
            return self.law.latex
        names = {name: name.replace("_", r"\_") for name, _ in self.trees}
        shown = (rf"\mathrm{{{names[name]}}} = {text}" if name else text for name, text in self._printed(latex=True))
        return r" \\ ".join(shown)

    def _printed(self, *, latex: bool) -> Iterator[tuple[str, str]]:
        for name, tree in self.trees:
            yield name, print_definitions(tree, latex=latex)


class Calculator(Generic[P, R]):
    """A formula as a function, with its mistakes. Calling it costs what calling the function costs.

    ``symbols`` are the letters of its arguments in a formula; an argument without one goes by its name.
    """

    def __init__(
        self,
        function: Callable[P, R],
        mistakes: tuple[Mistake, ...],
        structural: frozenset[str],
        narrate: Callable[..., tuple[WorkedLine, ...]] | None,
        symbols: Mapping[str, str | Sequence[str]],
        law: Law | None,
    ) -> None:
        functools.update_wrapper(self, function)
        self.function = function
        self.mistakes = {mistake.id: mistake for mistake in mistakes}
        self.structural = structural
        self.narrate = narrate
        self.symbols = symbols
        self.law = law

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)

    @functools.cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The arguments by name."""
        return inspect.signature(self.function).parameters

    def completed(self, arguments: Mapping[str, object]) -> dict[str, object]:
        """``arguments``, and the defaults of those left out."""
        return {
            name: arguments.get(name, parameter.default)
            for name, parameter in self.parameters.items()
            if name in arguments or parameter.default is not parameter.empty
        }

    def introduce(self, arguments: Mapping[str, object]) -> dict[str, object]:
        """``arguments``, and the defaults of those left out, with their numbers traced under their symbols."""
        return {
            name: value if name in self.structural else lift(value, self.symbols.get(name, name))
            for name, value in self.completed(arguments).items()
        }

    def explain(self, arguments: Mapping[str, object], part: str = "") -> Explanation:
        """Result, formulas and worked lines for ``arguments``, whose numbers may be named (traced) already.

        ``part`` is as in :func:`part_of`. Raises :class:`~quizzer.calculators.refusals.Refusal`.
        """
        if self.narrate is not None:
            values = {name: plain(value) for name, value in arguments.items()}
            return Explanation(part_of(self._run(values), part), self.narrate(**values), law=self.law)
        result = part_of(self._run(self._lifted(arguments)), part)
        several = isinstance(result, dict)
        trees: list[tuple[str, Node]] = []
        lines: list[WorkedLine] = []
        for name, inner in _parts("", result):
            tree, worked = _worked(name, inner)
            lines += (line for line in worked if line not in lines)
            # Numbers alone are no formula; the worked lines say the same more clearly.
            trees += [(label if several else "", node) for label, node in tree if any(names_in(node))]
        return Explanation(plain(result), tuple(lines), tuple(trees), self.law)

    def mistaken(self, mistake_id: str, arguments: Mapping[str, object]) -> object:
        """What the misconception gives for ``arguments``.

        Raises Refusal or ArithmeticError where the wrong formula has no value for them.
        """
        mistake = self.mistakes[mistake_id]
        if mistake.rewrite is not None:
            result = cast(Traced, self._run(self._lifted(arguments)))
            return evaluate(mistake.rewrite(result.node))
        values = {name: plain(value) for name, value in arguments.items()} | dict(mistake.given)
        try:
            return mistake.instead(**values) if mistake.instead is not None else self._run(values)
        except Refusal:
            raise
        except (ValueError, LookupError) as problem:
            # A logarithm of 0, a kernel turned on its side: the wrong rule leads nowhere for these arguments.
            raise Refusal("bad_argument", argument=mistake_id, problem="no_value", value=str(problem)) from problem

    def mistaken_together(self, first_id: str, second_id: str, arguments: Mapping[str, object]) -> object:
        """What two misconceptions at once give: overridden arguments first, then the other's formula or its rewrite.

        Raises Refusal where they cannot be made together, and as :meth:`mistaken`.
        """
        first, second = self.mistakes[first_id], self.mistakes[second_id]
        if not first.given:
            first, second = second, first
        values = {name: plain(value) for name, value in arguments.items()}
        if first.given:
            return self.mistaken(second.id, values | dict(first.given))
        if first.rewrite is not None:
            first, second = second, first
        if second.rewrite is None:
            raise Refusal("unsupported", together=f"{first_id} {second_id}")
        run = first.instead or self._run_named
        tree = cast(Traced, run(**self._lifted(values))).node
        return evaluate(second.rewrite(first.rewrite(tree) if first.rewrite else tree))

    def _run_named(self, **arguments: object) -> object:
        return self._run(arguments)

    def _run(self, arguments: Mapping[str, object]) -> object:
        return cast(Callable[..., object], self.function)(**arguments)

    def _lifted(self, arguments: Mapping[str, object]) -> dict[str, object]:
        return {name: plain(value) if name in self.structural else lift(value) for name, value in arguments.items()}


def calculator(
    *mistakes: Mistake,
    structural: tuple[str, ...] = (),
    narrate: Callable[..., tuple[WorkedLine, ...]] | None = None,
    symbols: Mapping[str, str | Sequence[str]] | None = None,
    law: Law | None = None,
) -> Callable[[Callable[P, R]], Calculator[P, R]]:
    """Make a function a :class:`Calculator`.

    ``structural`` names arguments that steer the path (flags, counts of loops) and are never traced. ``narrate``
    tells the steps of a procedure, such as NMS, from the same arguments; its rule is the ``law``.
    """

    def wrap(function: Callable[P, R]) -> Calculator[P, R]:
        return Calculator(function, mistakes, frozenset(structural), narrate, symbols or {}, law)

    return wrap


def part_of(result: object, part: str) -> object:
    """One of several results: by its name, dotted inside groups, or its place in a list. LookupError for none."""
    for step in part.split(".") if part else ():
        result = result[int(step)] if isinstance(result, list | tuple) else cast(dict[str, object], result)[step]
    return result


def _parts(name: str, result: object) -> Iterator[tuple[str, object]]:
    """The named results, those inside a group as ``group.name``."""
    if not isinstance(result, dict):
        yield name, result
        return
    for key, part in result.items():
        yield from _parts(f"{name}.{key}" if name else str(key), part)


def _worked(name: str, part: object) -> tuple[list[tuple[str, Node]], list[WorkedLine]]:
    """The trees that are shown as formulas of one result, with their names, and its worked lines."""
    if isinstance(part, Traced):
        return [(name, part.node)], _lines_of(_named(name, part))
    elements = [element for element in _flat(part) if isinstance(element, Traced)]
    shown = elements if len(elements) <= MOST_ELEMENTS else elements[:2]
    lines = [line for element in shown for line in _lines_of(element)]
    lines.append(WorkedLine(name, "", print_value(plain(part))))
    if not name:
        return [("", element.node) for element in shown], lines
    steps = [element.node for element in shown if isinstance(element.node, Step)]
    return [(_label(step), step) for step in steps[:2]] or [(name, element.node) for element in shown[:1]], lines


def _label(step: Step) -> str:
    return step.label if step.index is None else f"{step.label}_{step.index}"


def _named(name: str, part: Traced) -> Traced:
    if isinstance(part.node, Step) and (not name or part.node.label == name):
        return part
    if isinstance(part.node, Step) and part.node.label == name.rpartition(".")[2]:
        return Traced(part.value, replace(part.node, label=name))
    return named(name, part)


def _lines_of(part: Traced) -> list[WorkedLine]:
    return [
        WorkedLine(step.label, print_with_numbers(step.body), print_result(step.value), step.index)
        for step in steps_of(part.node)
    ]


def print_value(value: object) -> str:
    """A result as people write it: numbers as :func:`print_result`, lists in square brackets, "–" for none."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(_print_element(element) for element in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_print_element(part)}' for name, part in value.items())}}}"
    if value is None:
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    return print_result(cast(Scalar, value))


def _print_element(element: object) -> str:
    return print_number(element) if isinstance(element, Fraction) else print_value(element)


def _flat(result: object) -> list[object]:
    if isinstance(result, tuple | list):
        return [part for element in result for part in _flat(element)]
    return [result]
