"""Norms, cosine similarity and one aggregation of a graph convolution, exact wherever the roots are.

Sources: torch.linalg.vector_norm; Kipf & Welling 2017, "Semi-supervised classification with GCNs", equation 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import (
    Refusal,
    require_at_most,
    require_counts,
    require_finite,
    require_same_lengths,
)
from quizzer.expressions.tracing import Traced, absolute, maximum, named, noted, ratio, sqrt, total, value_of
from quizzer.expressions.tree import Number, Operation

Numbers = list[float]
Matrix = list[list[float]]
MOST_POWER = 64

# --- norms --------------------------------------------------------------------------------------------------------


def _require_vector(vector: Sequence[Any], what: str = "vector") -> None:
    require_same_lengths(vector, vector, what)
    require_finite(vector, what)


def _exact_root(value: Any, degree: int) -> Any:
    """The root of a number that is not negative, exact for powers of whole numbers and fractions."""
    rough = float(value) ** (1 / degree)
    if isinstance(value, float):
        return rough
    nearest = Fraction(rough).limit_denominator(10_000)
    return nearest if nearest**degree == value else rough


def _root(number: Any, degree: int) -> Any:
    if degree <= 2:
        return sqrt(number) if degree == 2 else number
    value = _exact_root(value_of(number), degree)
    if isinstance(number, Traced):
        return Traced(value, Operation("**", (number.node, Number(Fraction(1, degree)))))
    return value


def _power_sum(vector: Sequence[Any], p: int) -> Any:
    if p == 1:
        return total(absolute(x) for x in vector)
    return total(x**p if p % 2 == 0 else absolute(x) ** p for x in vector)


def _over_powers(answer: Callable[[Any, int, int], Any]) -> Callable[..., Any]:
    """A wrong norm over (sum of powers, p, length), squared where the square is asked."""

    def wrong(vector: Sequence[Any], p: int = 2, squared: bool = False) -> Any:
        value = answer(_power_sum(vector, p), p, len(vector))
        return value * value if squared else value

    return wrong


@calculator(
    Mistake("LP-NOROOT", instead=lambda vector, p=2, squared=False: _power_sum(vector, p)),
    Mistake("LP-ROOT", given={"squared": False}),
    Mistake("LP-SQRT", instead=_over_powers(lambda whole, p, length: sqrt(whole))),
    Mistake("LP-SIGNED", instead=lambda vector, p=2, squared=False: sum(vector) ** (2 if squared else 1)),
    Mistake("LP-MEAN", instead=_over_powers(lambda whole, p, length: _root(ratio(whole, length), p))),
    structural=("p", "squared"),
    symbols={"vector": "x"},
)
def lp_norm(vector: Numbers, p: int = 2, squared: bool = False) -> float:
    """Lp norm (Σ|xᵢ|^p)^(1/p) of a vector for whole p from 1, or with ``squared`` its square.

    Raises Refusal bad_argument: lengths_differ (empty), not_finite, below_one and too_large (p).
    Source: torch.linalg.vector_norm.
    """
    _require_vector(vector)
    require_counts(p=p)
    require_at_most(p=(p, MOST_POWER))
    powers = _power_sum(vector, p)
    if p > 1 and not (squared and p == 2):
        powers = named("power_sum", powers)
    value: float
    if squared and p == 2:
        value = named("squared_norm", powers)
    else:
        norm = named("vector_norm", _root(powers, p))
        value = named("squared_norm", norm * norm) if squared else norm
    return value


@calculator(
    Mistake("LP-SIGNEDMAX", instead=lambda vector: max(vector)),
    Mistake("LP-L1FORMAX", instead=lambda vector: sum(abs(x) for x in vector)),
    Mistake("LP-RANGE", instead=lambda vector: max(vector) - min(vector)),
    symbols={"vector": "x"},
)
def max_norm(vector: Numbers) -> float:
    """L∞ norm: the largest absolute value.

    Raises Refusal bad_argument: lengths_differ (empty), not_finite. Source: torch.linalg.vector_norm (ord inf).
    """
    _require_vector(vector)
    sizes = [absolute(x) for x in vector]
    return named("vector_norm", maximum(*sizes) if len(sizes) > 1 else sizes[0])


def _products(a: Sequence[Any], b: Sequence[Any]) -> tuple[Any, Any, Any]:
    """a·b, a·a and b·b."""
    dot = named("dot_product", total(x * y for x, y in zip(a, b, strict=True)))
    return dot, named("squared_length_a", total(x * x for x in a)), named("squared_length_b", total(y * y for y in b))


def _cosine(a: Sequence[Any], b: Sequence[Any]) -> Any:
    dot, long_a, long_b = _products(a, b)
    for name, long in (("a", long_a), ("b", long_b)):
        if not value_of(long):
            raise Refusal("bad_argument", argument=name, problem="no_divisor", value=0)
    lengths = named("product_of_lengths", sqrt(long_a * long_b))
    return named("cosine_similarity", ratio(dot, lengths))


@calculator(
    Mistake("COS-DOT", instead=lambda a, b: _products(a, b)[0]),
    Mistake("COS-NOROOT", instead=lambda a, b: ratio(_products(a, b)[0], _products(a, b)[1] * _products(a, b)[2])),
    Mistake("COS-L1", instead=lambda a, b: ratio(_products(a, b)[0], _power_sum(a, 1) * _power_sum(b, 1))),
    Mistake("COS-DISTANCE", instead=lambda a, b: 1 - _cosine(a, b)),
)
def cosine_similarity(a: Numbers, b: Numbers) -> float:
    """a·b/(‖a‖·‖b‖), exact where √(a·a·b·b) is.

    Raises Refusal bad_argument: lengths_differ, not_finite, no_divisor for a vector of zeros
    (torch.nn.functional.cosine_similarity has an eps instead).
    """
    require_same_lengths(a, b, "b")
    require_finite(a, "a")
    require_finite(b, "b")
    value: float = _cosine(a, b)
    return value


# --- graphs -------------------------------------------------------------------------------------------------------


def _require_graph(adjacency: list[list[int]], features: Sequence[Sequence[Any]]) -> None:
    """Raises Refusal: an undirected graph without self loops is a symmetric 0-1 matrix with a zero diagonal."""
    nodes = range(len(adjacency))
    require_same_lengths(features, adjacency, "adjacency")
    for row, values in zip(adjacency, features, strict=True):
        require_same_lengths(adjacency, row, "adjacency")
        require_same_lengths(features[0], values, "features")
        require_finite(values, "features")
    for i in nodes:
        for j in nodes:
            if adjacency[i][j] not in (0, 1) or adjacency[i][j] != adjacency[j][i] or adjacency[i][i]:
                raise Refusal("bad_argument", argument="adjacency", problem="no_graph", value=adjacency[i][j])


def _gcn(
    adjacency: list[list[int]],
    features: Sequence[Sequence[Any]],
    self_loops: bool = True,
    symmetric: bool = True,
    less: int = 0,
    normalised: bool = True,
) -> list[list[Any]]:
    """One aggregation; for the misconceptions with degrees that are smaller by ``less``, or without normalisation."""
    _require_graph(adjacency, features)
    nodes = range(len(adjacency))
    near = [[j for j in nodes if adjacency[i][j] or (self_loops and i == j)] for i in nodes]
    degrees = [noted(f"d_{i + 1}", len(near[i]) - less, *features[i]) for i in nodes]
    if not all(value_of(degree) > 0 for degree in degrees):
        lonely = next(i for i in nodes if value_of(degrees[i]) <= 0)
        raise Refusal("bad_argument", argument="adjacency", problem="no_neighbour", value=lonely)

    def state(i: int, column: int) -> Any:
        values = {j: features[j][column] for j in near[i]}
        if not normalised:
            return total(values.values())
        if symmetric:
            return total(ratio(value, sqrt(degrees[i] * degrees[j])) for j, value in values.items())
        return ratio(total(values.values()), degrees[i])

    return [[named("node_state", state(i, column), i + 1) for column in range(len(features[0]))] for i in nodes]


@calculator(
    Mistake("GCN-NOSELF", given={"self_loops": False}),
    Mistake("GCN-SELF", given={"self_loops": True}),
    Mistake("GCN-SUM", instead=lambda **given: _gcn(**given, normalised=False)),
    Mistake("GCN-MEAN", given={"symmetric": False}),
    Mistake("GCN-SYMMETRIC", given={"symmetric": True}),
    Mistake("GCN-DEGREE", instead=lambda **given: _gcn(**given, less=int(given.get("self_loops", True)))),
    structural=("adjacency", "self_loops", "symmetric"),
    symbols={"features": "h"},
)
def gcn_step(adjacency: list[list[int]], features: Matrix, self_loops: bool = True, symmetric: bool = True) -> Matrix:
    """States after one aggregation of a graph convolution, a row a node, without weights and activation.

    Symmetric: Σ h_j/√(d_i·d_j), that is D^(−1/2)(A + I)D^(−1/2)H; otherwise the mean of the neighbourhood, D^(−1)(A +
    I)H. Without ``self_loops`` A stands for A + I, also in the degrees. ``adjacency`` is an undirected 0-1 matrix with
    a zero diagonal. Raises Refusal bad_argument: lengths_differ, not_finite, no_graph, no_neighbour (degree 0).
    Source: Kipf & Welling 2017, equation 2.
    """
    return _gcn(adjacency, features, self_loops, symmetric)
