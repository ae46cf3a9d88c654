"""Formulas against SymPy as an oracle, and trees that are printed and read again."""

from __future__ import annotations

import itertools
from fractions import Fraction

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.expressions.equality import Domain, Variable, difference
from quizzer.expressions.formula import parse_formula
from quizzer.expressions.printing import print_definitions, print_formula
from quizzer.expressions.tree import Name, Number, Operation
from quizzer.grading.grade import grade_value
from quizzer.grading.reading import read
from quizzer.grading.records import read_kind
from quizzer.questions.verdict import Outcome
from tests.grading.test_formula import verdict

# --- SymPy as oracle --------------------------------------------------------------------------------------------


X, Y = sympy.symbols("x y")
GRID = list(itertools.product(range(1, 6), range(1, 6)))
"""The whole domain, which is small enough to be tried whole."""
WIDE = {name: {"min": 1, "max": 400} for name in "xy"}
FAR = [(1, 1), (400, 400), (1, 400), (37, 11), (112, 3), (399, 256), (5, 8), (64, 17)]


def pairs(fraction):
    """Random formulas as learners' text and as a SymPy expression; ``fraction`` allows division and rounding."""
    leaves = st.one_of(
        st.sampled_from([("x", X), ("y", Y)]),
        st.integers(1, 9).map(lambda number: (str(number), sympy.Integer(number))),
    )

    def grow(smaller):
        two = st.tuples(smaller, smaller)
        growing = [
            two.map(lambda p: (f"({p[0][0]}+{p[1][0]})", p[0][1] + p[1][1])),
            two.map(lambda p: (f"({p[0][0]}-{p[1][0]})", p[0][1] - p[1][1])),
            two.map(lambda p: (f"{p[0][0]}*{p[1][0]}", p[0][1] * p[1][1])),
            smaller.map(lambda p: (f"({p[0]})^2", p[1] ** 2)),
            smaller.map(lambda p: (f"(-({p[0]}))", -p[1])),
        ]
        if fraction:
            below = st.integers(1, 4)
            growing += [
                st.tuples(smaller, below).map(lambda p: (f"(({p[0][0]})/(x+{p[1]}))", p[0][1] / (X + p[1]))),
                st.tuples(smaller, below).map(lambda p: (f"⌊({p[0][0]})/{p[1]}⌋", sympy.floor(p[0][1] / p[1]))),
                st.tuples(smaller, below).map(lambda p: (f"ceil(({p[0][0]})/{p[1]})", sympy.ceiling(p[0][1] / p[1]))),
            ]
        return st.one_of(growing)

    return st.recursive(leaves, grow, max_leaves=6)


def alike(formula):
    """Other forms of a formula, most of them equal to it."""
    text, value = formula
    return st.sampled_from(
        [
            (f"0+{text}", value),
            (f"(({text})*2)/2", value),
            (f"({text})+x-x", value),
            (f"({text})(y+1)-({text})*y", value),
            (str(sympy.expand(value)).replace("ceiling", "ceil"), value),
            (f"({text})+1", value + 1),
            (f"({text})*x", value * X),
            (f"⌊{text}⌋", sympy.floor(value)),
            (f"max({text}, 0)", sympy.Max(value, 0)),
        ]
    )


def at_every_point(expression, points):
    function = sympy.lambdify((X, Y), expression, "sympy")
    return [function(sympy.Integer(x), sympy.Integer(y)) for x, y in points]


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_correct_means_equal_by_sympy_on_the_whole_domain(data):
    first = data.draw(pairs(fraction=True))
    second = data.draw(st.one_of(alike(first), alike(first), pairs(fraction=True)))
    equal = at_every_point(first[1], GRID) == at_every_point(second[1], GRID)
    sides = {name: {"min": 1, "max": 5} for name in "xy"}
    for mine, theirs in ((first[0], second[0]), (second[0], first[0])):
        found = verdict(theirs, mine, "x y", **sides)
        assert found.outcome is (Outcome.CORRECT if equal else Outcome.INCORRECT), (mine, theirs, found)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_polynomials_on_a_wide_domain(data):
    first = data.draw(pairs(fraction=False))
    second = data.draw(st.one_of(alike(first).filter(lambda pair: "⌊" not in pair[0]), pairs(fraction=False)))
    equal = at_every_point(first[1], GRID + FAR) == at_every_point(second[1], GRID + FAR)
    assert (verdict(first[0], second[0], "x y", **WIDE).outcome is Outcome.CORRECT) == equal


# --- trees ------------------------------------------------------------------------------------------------------


def trees():
    numbers = st.one_of(st.integers(0, 9999), st.fractions(0, 50, max_denominator=60)).map(
        lambda value: Number(value if isinstance(value, int) or value.denominator > 1 else value.numerator)
    )
    leaves = st.one_of(st.sampled_from([Name("x"), Name("y"), Name("C_in")]), numbers)

    def grow(smaller):
        one, two = st.tuples(smaller), st.tuples(smaller, smaller)
        return st.one_of(
            st.builds(Operation, st.sampled_from(["+", "-", "*", "/", "//"]), two),
            st.builds(Operation, st.just("**"), st.tuples(smaller, st.integers(0, 4).map(Number))),
            st.builds(
                Operation, st.sampled_from(["floor", "ceil", "abs", "sqrt", "exp", "ln", "log2", "tanh", "neg"]), one
            ),
            st.builds(Operation, st.sampled_from(["max", "min"]), st.tuples(smaller, smaller, smaller)),
        )

    return st.recursive(leaves, grow, max_leaves=8)


NAMED = Domain((Variable("x", 1, 40), Variable("y", -3, 3, real=True), Variable("C_in", 1, 64)))


def differ(mine, theirs):
    """Whether the formulas differ; None where ``mine`` has no value anywhere."""
    try:
        return difference(mine, theirs, NAMED, 0) is not None
    except ValueError:
        return None


@given(trees())
@settings(max_examples=50, deadline=None)
def test_a_printed_tree_is_read_back_as_equal(tree):
    for text in (print_formula(tree), print_definitions(tree, latex=True)):
        back = parse_formula(read(text).text, NAMED.names)
        assert not differ(back, tree), text


@given(trees(), trees())
@settings(max_examples=50, deadline=None)
def test_equality_is_symmetric(first, second):
    one_way, other_way = differ(first, second), differ(second, first)
    assert one_way == other_way or None in (one_way, other_way)
    assert not differ(first, first)


@given(st.fractions(1, 20, max_denominator=30))
@settings(max_examples=20)
def test_the_same_formulas_get_the_same_counter_example(low):
    spec, expected = read_kind(
        "formula", {"vars": ["x"], "domain": {"x": {"min": str(low), "max": 99, "real": True}}}, "x^2"
    )
    verdicts = [grade_value(spec, expected, "x^2+x").reason for _ in range(2)]
    assert verdicts[0] == verdicts[1]
    assert Fraction(verdicts[0].values["at"].removeprefix("x=")) >= 1
