"""Norms against PyTorch and laws, cosine and graph steps against SymPy's matrices."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators.calculator import print_value
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.vectors import cosine_similarity, gcn_step, lp_norm, max_norm

EVERY = {
    "lp_norm": lp_norm,
    "max_norm": max_norm,
    "cosine_similarity": cosine_similarity,
    "gcn_step": gcn_step,
}
PATH = [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
RING = [[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]]
STAR = [[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]
EXAMPLES = [
    ("lp_norm", {"vector": [1, -1, 3]}),
    ("lp_norm", {"vector": [3, -4], "squared": True}),
    ("lp_norm", {"vector": [3, -4], "p": 1}),
    ("lp_norm", {"vector": [3, 4, -5], "p": 3, "squared": True}),
    ("max_norm", {"vector": [1, -4, 3]}),
    ("cosine_similarity", {"a": [3, 4], "b": [4, 3]}),
    ("gcn_step", {"adjacency": PATH, "features": [[1], [2], [3]]}),
    ("gcn_step", {"adjacency": RING, "features": [[1, 0, 2]] * 4, "symmetric": False}),
]
vectors = st.lists(st.integers(-6, 6), min_size=1, max_size=5)


@pytest.mark.parametrize(("name", "arguments"), EXAMPLES)
def test_every_calculator_explains_itself(name, arguments):
    explained = EVERY[name].explain(EVERY[name].introduce(arguments))
    assert explained.result == EVERY[name](**arguments)
    assert explained.formula
    last = explained.result[-1][0] if name == "gcn_step" else explained.result
    assert explained.lines[-1].result in (print_value(last), print_value(explained.result))


def test_norms_of_the_notes_and_of_pytorch():
    assert lp_norm([1, -1, 3], 1) == 5
    assert lp_norm([1, -1, 3]) == pytest.approx(3.3166, abs=5e-5)
    assert max_norm([1, -1, 3]) == 3
    assert lp_norm([1, -2, 2.5], 3) == pytest.approx(2.9093239337484804, rel=1e-12)
    assert lp_norm([1, -2, 2.5], 5) == pytest.approx(2.649878965904172, rel=1e-12)


def test_norms_are_exact_where_the_root_is():
    assert (lp_norm([3, 4, -5], 3), lp_norm([3, -4]), lp_norm([Fraction(3, 2), 2])) == (6, 5, Fraction(5, 2))
    assert lp_norm([3, 4, -5], 3, squared=True) == 36
    assert lp_norm([2, -3], squared=True) == 13
    assert lp_norm([1, -2], 1, squared=True) == 9


@given(vectors, st.integers(1, 7), st.integers(-4, 4))
def test_norms_scale_and_fall_with_p(vector, p, factor):
    norm = lp_norm(vector, p)
    assert float(lp_norm([factor * x for x in vector], p)) == pytest.approx(abs(factor) * float(norm), rel=1e-12)
    assert float(lp_norm(vector, p + 1)) <= float(norm) * (1 + 1e-12)
    assert max_norm(vector) <= float(norm) * (1 + 1e-12)
    assert float(norm) <= len(vector) ** (1 / p) * max_norm(vector) * (1 + 1e-12)


@given(st.lists(st.tuples(*[st.integers(-5, 5)] * 2), min_size=1, max_size=4), st.integers(1, 5))
def test_cosine_is_that_of_sympy_and_ignores_lengths(pairs, factor):
    a, b = ([pair[side] for pair in pairs] for side in (0, 1))
    if not any(a) or not any(b):
        with pytest.raises(Refusal, match="no_divisor"):
            cosine_similarity(a, b)
        return
    left, right = sympy.Matrix(a), sympy.Matrix(b)
    expected = left.dot(right) / (left.norm() * right.norm())
    assert float(cosine_similarity(a, b)) == pytest.approx(float(expected), abs=1e-12)
    assert float(cosine_similarity([factor * x for x in a], b)) == pytest.approx(float(expected), abs=1e-12)
    assert cosine_similarity(a, a) == 1


@st.composite
def graphs(draw):
    nodes = draw(st.integers(2, 4))
    edges = {(i, j): draw(st.booleans()) for i in range(nodes) for j in range(i)}
    adjacency = [[int(edges.get((max(i, j), min(i, j)), False)) for j in range(nodes)] for i in range(nodes)]
    return adjacency, [[draw(st.integers(-4, 4)) for _ in range(2)] for _ in range(nodes)]


@given(graphs(), st.booleans(), st.booleans())
def test_a_graph_step_is_the_matrix_product(graph, self_loops, symmetric):
    adjacency, features = graph
    linked = sympy.Matrix(adjacency) + (sympy.eye(len(adjacency)) if self_loops else sympy.zeros(len(adjacency)))
    degrees = [sum(linked.row(i)) for i in range(len(adjacency))]
    if 0 in degrees:
        with pytest.raises(Refusal, match="no_neighbour"):
            gcn_step(adjacency, features, self_loops, symmetric)
        return
    left = sympy.diag(*[1 / sympy.sqrt(d) if symmetric else sympy.Rational(1, d) for d in degrees])
    right = left if symmetric else sympy.eye(len(degrees))
    expected = left * linked * right * sympy.Matrix(features)
    found = gcn_step(adjacency, features, self_loops, symmetric)
    assert [[float(v) for v in row] for row in found] == [
        [pytest.approx(float(v), abs=1e-12) for v in expected.row(i)] for i in range(len(degrees))
    ]


def test_graph_steps_are_exact_where_the_roots_are():
    third = Fraction(1, 3)
    assert gcn_step(RING, [[1], [2], [3], [6]]) == [[9 * third], [6 * third], [11 * third], [10 * third]]
    assert gcn_step(PATH, [[1], [2], [3]], symmetric=False) == [[Fraction(3, 2)], [2], [Fraction(5, 2)]]
    assert all(isinstance(v, Fraction) for row in gcn_step(RING, [[1]] * 4) for v in row)


ROOT2 = math.sqrt(2)
SIGNED = {"vector": [1, -4, 3]}
ACUTE = {"a": [3, 4], "b": [4, 3]}
HUB = {"adjacency": STAR, "features": [[4], [0], [0], [0]]}
BARE = HUB | {"self_loops": False}
SLIPS = [
    ("lp_norm", "LP-NOROOT", {"vector": [3, -4]}, 5, 25),
    ("lp_norm", "LP-ROOT", {"vector": [3, -4], "squared": True}, 25, 5),
    ("lp_norm", "LP-SQRT", {"vector": [3, -6], "p": 1}, 9, 3),
    ("lp_norm", "LP-SIGNED", {"vector": [3, -4], "p": 1}, 7, -1),
    ("lp_norm", "LP-MEAN", {"vector": [1, -1, 1, 1]}, 2, 1),
    ("max_norm", "LP-SIGNEDMAX", SIGNED, 4, 3),
    ("max_norm", "LP-L1FORMAX", SIGNED, 4, 8),
    ("max_norm", "LP-RANGE", SIGNED, 4, 7),
    ("cosine_similarity", "COS-DOT", ACUTE, 0.96, 24),
    ("cosine_similarity", "COS-NOROOT", ACUTE, 0.96, 0.0384),
    ("cosine_similarity", "COS-L1", ACUTE, 0.96, 24 / 49),
    ("cosine_similarity", "COS-DISTANCE", ACUTE, 0.96, 0.04),
    ("gcn_step", "GCN-NOSELF", HUB, [1, ROOT2, ROOT2, ROOT2], [0, 4 / 3**0.5, 4 / 3**0.5, 4 / 3**0.5]),
    ("gcn_step", "GCN-SELF", BARE, [0, 4 / 3**0.5, 4 / 3**0.5, 4 / 3**0.5], [1, ROOT2, ROOT2, ROOT2]),
    ("gcn_step", "GCN-SUM", HUB, [1, ROOT2, ROOT2, ROOT2], [4, 4, 4, 4]),
    ("gcn_step", "GCN-MEAN", HUB, [1, ROOT2, ROOT2, ROOT2], [1, 2, 2, 2]),
    ("gcn_step", "GCN-SYMMETRIC", HUB | {"symmetric": False}, [1, 2, 2, 2], [1, ROOT2, ROOT2, ROOT2]),
    (
        "gcn_step",
        "GCN-DEGREE",
        HUB,
        [1, ROOT2, ROOT2, ROOT2],
        [4 / 3, 4 / 3**0.5, 4 / 3**0.5, 4 / 3**0.5],
    ),
]


def floats(value):
    return [float(v) for row in value for v in row] if isinstance(value, list) else float(value)


@pytest.mark.parametrize(("name", "slip", "arguments", "right", "wrong"), SLIPS, ids=lambda part: str(part)[:20])
def test_each_mistake_gives_its_own_answer(name, slip, arguments, right, wrong):
    assert floats(EVERY[name](**arguments)) == pytest.approx(right, rel=1e-12)
    assert floats(EVERY[name].mistaken(slip, arguments)) == pytest.approx(wrong, rel=1e-12)


def test_every_mistake_has_its_example():
    assert {(name, slip) for name, slip, *_ in SLIPS} == {
        (name, slip) for name, found in EVERY.items() for slip in found.mistakes
    }


@pytest.mark.parametrize(
    ("call", "argument", "problem"),
    [
        (lambda: lp_norm([]), "vector", "lengths_differ"),
        (lambda: lp_norm([1, float("inf")]), "vector", "not_finite"),
        (lambda: lp_norm([1], 0), "p", "below_one"),
        (lambda: lp_norm([1], 10**9), "p", "too_large"),
        (lambda: max_norm([]), "vector", "lengths_differ"),
        (lambda: cosine_similarity([1], [1, 2]), "b", "lengths_differ"),
        (lambda: cosine_similarity([0, 0], [1, 2]), "a", "no_divisor"),
        (lambda: gcn_step([[0, 1], [1, 0]], [[1]]), "adjacency", "lengths_differ"),
        (lambda: gcn_step([[0, 1], [1]], [[1], [1]]), "adjacency", "lengths_differ"),
        (lambda: gcn_step([[0, 1], [1, 0]], [[1], [1, 2]]), "features", "lengths_differ"),
        (lambda: gcn_step([[0, 1], [0, 0]], [[1], [1]]), "adjacency", "no_graph"),
        (lambda: gcn_step([[1, 1], [1, 0]], [[1], [1]]), "adjacency", "no_graph"),
        (lambda: gcn_step([[0, 2], [2, 0]], [[1], [1]]), "adjacency", "no_graph"),
        (lambda: gcn_step([[0]], [[1]], self_loops=False), "adjacency", "no_neighbour"),
    ],
)
def test_refusals(call, argument, problem):
    with pytest.raises(Refusal) as caught:
        call()
    assert (caught.value.details["argument"], caught.value.details["problem"]) == (argument, problem)
