"""The parser reads what people type and nothing else; evaluation is exact and bounded; traces keep the order."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.expressions.evaluation import EvaluationError, evaluate
from quizzer.expressions.parser import ParseError, parse, parse_leading
from quizzer.expressions.printing import print_formula, print_with_numbers
from quizzer.expressions.tracing import Traced, ceil_div, exact_div, lift, maximum, minimum, plain, ratio
from quizzer.expressions.tree import Name, Number, drop_last_term, names_in, steps_of, swap_operator


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7*16", 112),
        ("(3*3*128+1)*128", 147584),
        ("1.12e2", 112),
        ("73,856", 73856),
        ("1'000'000", 10**6),
        ("1_000", 1000),
        ("2^-3", Fraction(1, 8)),
        ("-2^2", -4),
        ("2^3^2", 512),
        ("-(-3)", 3),
        ("(224-7+2*3)//2+1", 112),
        ("1/3+1/6", Fraction(1, 2)),
        ("sqrt(16/9)", Fraction(4, 3)),
        ("sqrt 9", 3),
        ("max(1,200)", 200),
        ("floor(7/2)+ceil(7/2)", 7),
        ("ln 1", 0),
        ("log2(8)", 3),
        (".5", Fraction(1, 2)),
        ("1180591620717411303424", 2**70),
    ],
)
def test_values(text, value):
    assert evaluate(parse(text)) == value


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("", "empty", 0),
        ("(1+2", "unclosed", 4),
        ("1+", "missing_operand", 2),
        ("1+*2", "missing_operand", 2),
        ("2 3", "trailing", 2),
        ("0,1429", "decimal_comma", 0),
        ("1,5", "decimal_comma", 0),
        ("147,584,0", "bad_grouping", 0),
        ("1__0", "bad_grouping", 0),
        ("os", "unknown_name", 0),
        ("1 + x", "unknown_name", 4),
        ("__import__('os')", "unexpected_character", 0),
        ("a.b", "unexpected_character", 1),
        ("max()", "missing_operand", 4),
        ("sqrt(1,2)", "decimal_comma", 5),
        ("1e99999", "too_large", 0),
        ("(" * 61 + "1" + ")" * 61, "too_deep", 61),
        ("1+" * 300 + "1", "too_many_signs", 400),
        ("1" * 101, "too_many_digits", 0),
        ("1" * 2001, "too_long", 2000),
    ],
)
def test_refusals_with_their_place(text, reason, position):
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert (caught.value.reason, caught.value.position) == (reason, position)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1/0", "division_by_zero"),
        ("2^1000000000", "too_large"),
        ("9**9**9**9", "too_large"),
        ("ln(-1)", "undefined"),
        ("sqrt(-1)", "undefined"),
        ("(-8)^(1/3)", "undefined"),
        ("exp(99999)", "too_large"),
        ("0^-1", "division_by_zero"),
    ],
)
def test_what_has_no_value(text, reason):
    with pytest.raises(EvaluationError) as caught:
        evaluate(parse(text))
    assert caught.value.reason == reason


@given(st.one_of(st.text(max_size=100), st.text("0123456789+-*/^().,eE maxsqrtln", max_size=80)))
def test_any_text_gives_a_value_or_a_reason(text):
    with contextlib.suppress(ParseError, EvaluationError):
        evaluate(parse_leading(text)[0])


def test_conditions_of_bank_files():
    values = {"W": 7, "P": 1, "K": 3}
    for condition, truth in [
        ("K <= W + 2*P and W % 2 == 1", True),
        ("0 <= P < K", True),
        ("not (W > 5) or P == 0", False),
        ("W != 7", False),
    ]:
        assert bool(evaluate(parse(condition, values, conditions=True), values)) is truth
    assert list(names_in(parse("W + 2*P - W", values))) == ["W", "P", "W"]


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 9))
def test_a_traced_number_behaves_like_its_value(a, b, c):
    x, y, z = (Traced(value, Name(name, value)) for name, value in zip("xyz", (a, b, c), strict=True))

    def formula(a, b, c):
        return (2 * a - b) // c + ceil_div(a, c) - (b % c) * maximum(a, b, 0) + minimum(a, 3)

    traced = formula(x, y, z)
    assert traced.value == formula(a, b, c) == evaluate(traced.node)
    assert (x < y, x == y, bool(x)) == (a < b, a == b, bool(a))
    assert ratio(x, z).value == ratio(a, c) == Fraction(a, c)


def test_what_would_lose_the_trace_raises():
    x = Traced(4, Number(4))
    for lossy in (lambda: x / 2, lambda: range(x), lambda: [0] * x, lambda: int(x)):
        with pytest.raises(TypeError):
            lossy()
    with pytest.raises(ArithmeticError):
        exact_div(7, 2)
    assert plain(lift([1, (2, 3)])) == [1, (2, 3)]


def test_rewrites_and_printing():
    node = parse("(W - K + 2*P)//S + 1", ["W", "K", "P", "S"])
    assert print_formula(node) == "⌊(W − K + 2·P)/S⌋ + 1"
    assert print_formula(drop_last_term(node)) == "⌊(W − K + 2·P)/S⌋"
    assert print_formula(swap_operator("//", "ceil/")(node)) == "⌈(W − K + 2·P)/S⌉ + 1"
    assert print_formula(parse("a - (b - c) - d", "abcd")) == "a − (b − c) − d"
    assert print_formula(parse("(a + b)*c/(d*e)", "abcde")) == "(a + b)·c/(d·e)"
    assert print_formula(parse("(-a)^2 + 2^(n+1)", "an")) == "(−a)^2 + 2^(n + 1)"
    assert print_with_numbers(Number(Fraction(-1, 3))) == "−1/3"
    assert steps_of(node) == []
