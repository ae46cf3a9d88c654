"""Whether two formulas are the same on their domain, found out by exact evaluation at chosen points.

Two different formulas of this size rarely agree at even a few points: of 3,080 wrong ones none survived 20 (measured).
Chosen are the corners, sweeps of each variable with runs of neighbouring values (every remainder of a small divisor)
and seeded random points; a small domain is tried whole. Symmetric: swapping the formulas gives the same answer.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from quizzer.expressions.compiling import Function, Point, compiled
from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.functions import FLOAT_NOISE
from quizzer.expressions.tree import Node, Number, Operation, Scalar, Step

RANDOM_POINTS = 24
RUN = 8
"""So many neighbouring values of each variable show every remainder of divisors up to 8."""
SWEEP = 24
"""So many values of each variable, from its least to its greatest, are tried beside the run."""
THOROUGH_SWEEP = 64
"""So many where one formula has a function such as max that can change it in one place and the other has not."""
WHOLE_RANGE = 512
"""The domain of one variable with so many values or fewer is tried whole."""
WHOLE_GRID = 192
"""So is that of several variables with so many points or fewer: their formulas cost more at each."""
MOST_CORNERS = 32
MOST_OPERATIONS = 12_000
"""Formulas of many operations are compared at fewer points, so that any comparison ends soon."""
TRIES = 40
"""Random points that break the condition are drawn again so often."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the domain: whole numbers or, ``real``, numbers from ``low`` to ``high``; ``values`` win."""

    name: str
    low: Scalar = 0
    high: Scalar = 0
    real: bool = False
    values: tuple[Scalar, ...] = ()

    def all_values(self) -> Sequence[Scalar] | None:
        """Every value where they can be listed; a range is not written out."""
        if self.values:
            return self.values
        return None if self.real else range(math.ceil(self.low), math.floor(self.high) + 1)

    def draw(self, chance: random.Random) -> Scalar:
        """A value of the domain."""
        if self.values:
            return chance.choice(self.values)
        if self.real:
            return self.low + (self.high - self.low) * Fraction(chance.randrange(1, 1000), 1000)
        return chance.randint(math.ceil(self.low), math.floor(self.high))

    def sweep(self, value: Scalar, steps: int) -> Iterator[Scalar]:
        """Values from end to end in ``steps``, and ``value`` with those after it."""
        known = self.all_values()
        if known is None:
            span = Fraction(self.high) - Fraction(self.low)
            yield from (Fraction(self.low) + span * step / steps for step in range(steps + 1))
            return
        last = len(known) - 1
        yield from (known[place] for place in sorted({last * step // steps for step in range(steps + 1)}))
        start = min(known.index(value), max(last + 1 - RUN, 0))
        yield from known[start : start + RUN]

    def near_multiples(self, value: Scalar, divisors: Sequence[int]) -> Iterator[Scalar]:
        """Whole values of the domain at and beside the multiples of ``divisors`` next to ``value``."""
        known = self.all_values()
        if known is None or self.values:
            return
        for divisor in divisors:
            multiple = int(value) // divisor * divisor
            near = (multiple + step for step in (-1, 0, 1, divisor - 1, divisor, divisor + 1))
            yield from (candidate for candidate in near if candidate in known)


@dataclass(frozen=True)
class Domain:
    """Where formulas are compared: their variables and a condition on them, None for none."""

    variables: tuple[Variable, ...]
    where: Node | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the variables."""
        return tuple(variable.name for variable in self.variables)


@dataclass(frozen=True)
class Difference:
    """A point at which two formulas differ, with their values there; None for a formula that has none."""

    values: Mapping[str, Scalar]
    mine: Scalar | None
    theirs: Scalar | None


def difference(mine: Node, theirs: Node, domain: Domain, seed: int) -> Difference | None:
    """Where ``mine`` differs from ``theirs``, at the plainest point that was found; None if they are the same.

    A point where only one of them has a value is a difference. Raises :class:`EvaluationError` where ``mine`` has no
    value anywhere.
    """
    function = compiled(mine, domain.names)
    constants = frozenset(_divisors(mine)) | frozenset(_divisors(theirs))
    most = max(RANDOM_POINTS, MOST_OPERATIONS // max(_size(mine), _size(theirs)))
    found: list[tuple[Point, Scalar | None, Scalar | None]] = []
    values, problem = 0, None
    local = _local_functions(mine) ^ _local_functions(theirs)
    reference = _reference(theirs, domain, seed, THOROUGH_SWEEP if local else SWEEP, constants)
    for point, right in reference[:: len(reference) // most + 1]:
        try:
            value: Scalar | None = function(point)
            values += 1
        except EvaluationError as error:
            value, problem = None, problem or error
        if not _agree(value, right):
            found.append((point, value, right))
    if problem and not values:
        raise problem
    if not found:
        return None
    # Two values that differ say more than a division by zero.
    plainest = min(found, key=lambda one: (one[1] is None or one[2] is None, sum(abs(float(x)) for x in one[0])))
    point, value, right = plainest
    return Difference(dict(zip(domain.names, point, strict=True)), value, right)


def _divisors(node: Node) -> Iterator[int]:
    """The whole numbers in ``node`` that may divide something."""
    if isinstance(node, Number) and isinstance(node.value, int) and node.value > 1:
        yield node.value
    elif isinstance(node, Step):
        yield from _divisors(node.body)
    elif isinstance(node, Operation):
        for operand in node.operands:
            yield from _divisors(operand)


def _size(node: Node) -> int:
    if isinstance(node, Step):
        return _size(node.body)
    return 1 + sum(map(_size, node.operands)) if isinstance(node, Operation) else 1


def _local_functions(node: Node) -> frozenset[str]:
    """The functions in ``node`` that bend a formula at some place only."""
    if isinstance(node, Step):
        return _local_functions(node.body)
    if not isinstance(node, Operation):
        return frozenset()
    own = frozenset({node.operator} & {"max", "min", "abs"})
    return own.union(*map(_local_functions, node.operands))


def _agree(first: Scalar | None, second: Scalar | None) -> bool:
    if first is None or second is None:
        return first is second
    return same(first, second)


def same(first: Scalar, second: Scalar) -> bool:
    """Whether two values are equal: exactly, or within the noise of floats if either is one."""
    if not isinstance(first, float) and not isinstance(second, float):
        return first == second
    try:
        return abs(float(first) - float(second)) <= FLOAT_NOISE * max(1.0, abs(float(first)), abs(float(second)))
    except OverflowError:
        return False


@lru_cache(256)
def _reference(
    theirs: Node, domain: Domain, seed: int, sweep: int, divisors: frozenset[int]
) -> tuple[tuple[Point, Scalar | None], ...]:
    """The chosen points with the value of ``theirs``, None where it has none."""
    function = compiled(theirs, domain.names)

    def value(point: Point) -> Scalar | None:
        try:
            return function(point)
        except EvaluationError:
            return None

    return tuple((point, value(point)) for point in points(domain, seed, sweep, divisors))


def points(domain: Domain, seed: int, sweep: int = SWEEP, divisors: frozenset[int] = frozenset()) -> tuple[Point, ...]:
    """The points at which formulas are compared, each once; a pure function of its arguments.

    Near multiples of ``divisors`` a formula that rounds may differ from another by one.
    """
    allowed = _condition(domain)
    whole = _whole_domain(domain)
    if whole is not None:
        return tuple(point for point in whole if allowed(point))
    chance = random.Random(seed)
    chosen = dict.fromkeys(
        point for point in _directed(domain, chance, allowed, sweep, sorted(divisors)) if allowed(point)
    )
    for _ in range(RANDOM_POINTS):
        point = _draw(domain, chance, allowed)
        if point is not None:
            chosen[point] = None
    return tuple(chosen)


def _condition(domain: Domain) -> Function:
    if domain.where is None:
        return lambda point: True
    condition = compiled(domain.where, domain.names)

    def allowed(point: Point) -> bool:
        try:
            return bool(condition(point))
        except EvaluationError:
            return False

    return allowed


def _whole_domain(domain: Domain) -> list[Point] | None:
    sides = [side for side in (variable.all_values() for variable in domain.variables) if side is not None]
    most = WHOLE_RANGE if len(domain.variables) == 1 else WHOLE_GRID
    if len(sides) < len(domain.variables) or math.prod(map(len, sides)) > most:
        return None
    return list(itertools.product(*sides))


def _draw(domain: Domain, chance: random.Random, allowed: Function) -> Point | None:
    for _ in range(TRIES):
        point = tuple(variable.draw(chance) for variable in domain.variables)
        if allowed(point):
            return point
    return None


def _directed(
    domain: Domain, chance: random.Random, allowed: Function, sweep: int, divisors: Sequence[int]
) -> Iterator[Point]:
    """Corners of the domain, and sweeps of each variable from a random point."""
    ends = [_ends(variable) for variable in domain.variables]
    yield from itertools.islice(itertools.product(*ends), MOST_CORNERS)
    yield tuple(high for _, high in ends)
    for place, variable in enumerate(domain.variables):
        base = _draw(domain, chance, allowed)
        if base is None:
            continue
        for value in (*variable.sweep(base[place], sweep), *variable.near_multiples(base[place], divisors)):
            yield (*base[:place], value, *base[place + 1 :])


def _ends(variable: Variable) -> tuple[Scalar, Scalar]:
    if variable.values:
        return min(variable.values), max(variable.values)
    if variable.real:
        return variable.low, variable.high
    return math.ceil(variable.low), math.floor(variable.high)
