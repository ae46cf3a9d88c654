"""Initial weights against published numbers, counted fans and SymPy's integral of the uniform distribution."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators.calculator import print_value
from quizzer.calculators.initialisation import init_limit, init_std, init_variance
from quizzer.calculators.refusals import Refusal

EVERY = {"init_std": init_std, "init_variance": init_variance, "init_limit": init_limit}
LAYER = {"kernel": 3, "in_channels": 128, "out_channels": 16}
SQUARE = {"kernel": 3, "in_channels": 32, "out_channels": 32}
channels = st.integers(1, 6)


@pytest.mark.parametrize("name", sorted(EVERY))
@pytest.mark.parametrize("xavier", [False, True])
def test_every_calculator_explains_itself(name, xavier):
    arguments = LAYER | {"xavier": xavier}
    explained = EVERY[name].explain(EVERY[name].introduce(arguments))
    assert explained.result == EVERY[name](**arguments)
    assert explained.formula
    assert explained.lines[-1].result == print_value(explained.result)


def test_numbers_of_the_notes():
    assert init_std(3, 64, 128) == pytest.approx(0.0589, abs=5e-5)
    assert init_std(3, 64, 128, xavier=True) == pytest.approx(0.0340, abs=5e-5)
    assert [init_std(3, c, 8) for c in (2, 8, 32, 128)] == [Fraction(1, n) for n in (3, 6, 12, 24)]


@given(st.tuples(st.integers(1, 3), st.integers(1, 3)), channels, channels)
def test_fans_count_the_weights_of_one_channel(kernel, in_channels, out_channels):
    cells = list(product(range(kernel[0]), range(kernel[1]), range(in_channels), range(out_channels)))
    into = sum(out == 0 for *_, out in cells)
    out_of = sum(source == 0 for *_, source, _ in cells)
    given_layer = (kernel, in_channels, out_channels)
    assert init_variance(*given_layer) == Fraction(2, into)
    assert init_variance(*given_layer, fan_out=True) == Fraction(2, out_of)
    assert init_variance(*given_layer, xavier=True) == Fraction(2, into + out_of)


@given(channels, channels, st.booleans(), st.booleans())
def test_the_uniform_distribution_has_the_same_variance(in_channels, out_channels, xavier, fan_out):
    arguments = (3, in_channels, out_channels, xavier, fan_out)
    x, a = sympy.symbols("x a", positive=True)
    spread = sympy.integrate(x**2 / (2 * a), (x, -a, a)).subs(a, init_limit(*arguments))
    assert float(spread) == pytest.approx(float(init_variance(*arguments)), rel=1e-12)
    assert float(init_std(*arguments)) ** 2 == pytest.approx(float(init_variance(*arguments)), rel=1e-12)


def test_a_linear_layer_has_kernel_one():
    assert init_limit(1, 300, 100, xavier=True) == pytest.approx(math.sqrt(6 / 400))
    assert init_variance((1, 1), 300, 100) == Fraction(1, 150)


SLIPS = [
    ("init_std", "INIT-VAR", LAYER, 0.0416666667, 0.00173611111),
    ("init_std", "INIT-FANOUT", LAYER, 0.0416666667, 0.117851130),
    ("init_std", "INIT-LIMIT", LAYER, 0.0416666667, 0.0721687836),
    ("init_std", "INIT-FANIN", LAYER | {"fan_out": True}, 0.117851130, 0.0416666667),
    ("init_std", "INIT-NOCELLS", LAYER, 0.0416666667, 0.125),
    ("init_std", "INIT-K1", LAYER, 0.0416666667, 0.0721687836),
    ("init_std", "INIT-SCHEME", SQUARE, 0.0833333333, 0.0589255651),
    ("init_std", "INIT-NO2", SQUARE, 0.0833333333, 0.0589255651),
    ("init_variance", "INIT-STD", SQUARE, 1 / 144, 1 / 12),
    ("init_variance", "INIT-FANOUT", LAYER, 1 / 576, 1 / 72),
    ("init_variance", "INIT-FANIN", LAYER | {"xavier": True}, 1 / 648, 1 / 1152),
    ("init_variance", "INIT-NOCELLS", SQUARE, 1 / 144, 1 / 16),
    ("init_variance", "INIT-K1", SQUARE, 1 / 144, 1 / 48),
    ("init_variance", "INIT-SCHEME", SQUARE, 1 / 144, 1 / 288),
    ("init_variance", "INIT-NO2", SQUARE, 1 / 144, 1 / 288),
    ("init_limit", "INIT-NOROOT3", SQUARE, 0.144337567, 1 / 12),
    ("init_limit", "INIT-WIDTH", SQUARE, 0.144337567, 0.288675135),
    ("init_limit", "INIT-FANOUT", LAYER, 0.0721687836, 0.204124145),
    ("init_limit", "INIT-FANIN", LAYER | {"fan_out": True}, 0.204124145, 0.0721687836),
    ("init_limit", "INIT-NOCELLS", SQUARE, 0.144337567, 0.433012702),
    ("init_limit", "INIT-K1", SQUARE, 0.144337567, 0.25),
    ("init_limit", "INIT-SCHEME", SQUARE, 0.144337567, 0.102062073),
    ("init_limit", "INIT-NO2", SQUARE, 0.144337567, 0.102062073),
]


@pytest.mark.parametrize(("name", "slip", "arguments", "right", "wrong"), SLIPS, ids=lambda part: str(part)[:20])
def test_each_mistake_gives_its_own_number(name, slip, arguments, right, wrong):
    assert float(EVERY[name](**arguments)) == pytest.approx(right, rel=1e-7)
    assert float(EVERY[name].mistaken(slip, arguments)) == pytest.approx(wrong, rel=1e-7)


def test_every_mistake_has_its_example():
    assert {(name, slip) for name, slip, *_ in SLIPS} == {
        (name, slip) for name, found in EVERY.items() for slip in found.mistakes
    }


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [((0, 3, 8), "kernel"), (((3, 0), 3, 8), "kernel"), ((3, 0, 8), "in_channels"), ((3, 3, -1), "out_channels")],
)
def test_refusals(arguments, argument):
    for found in EVERY.values():
        with pytest.raises(Refusal) as caught:
            found(*arguments)
        assert (caught.value.details["argument"], caught.value.details["problem"]) == (argument, "below_one")
