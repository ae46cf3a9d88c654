"""Closed forms, identities and derivatives behind the calculators, proved by SymPy rather than tried on numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from sympy import Integer, Rational, Symbol, ceiling, diff, exp, floor, log, simplify, symbols, tanh

from quizzer.calculators.activations import activation_slope, activation_value, tanh_from_sigmoid
from quizzer.calculators.boxes import box_iou
from quizzer.calculators.cost import conv_params
from quizzer.calculators.metrics import f_score
from quizzer.calculators.receptive_field import chain_receptive_field
from quizzer.expressions.simplifying import simplified, to_sympy

x = Symbol("x", real=True)


def expression(calculator, **arguments):
    """What the calculator computes, as SymPy's expression in the symbols of its arguments."""
    explained = calculator.explain(calculator.introduce(arguments))
    (tree,) = [tree for _, tree in explained.trees]
    return to_sympy(tree)


def put(formula, **values):
    """``formula`` with values or other symbols in place of its variables."""
    return formula.subs({symbol: values[symbol.name] for symbol in formula.free_symbols if symbol.name in values})


def same(first, second):
    return simplify((first - second).rewrite(exp)) == 0


def sigmoid(value):
    return 1 / (1 + exp(-value))


def test_tanh_is_a_stretched_sigmoid():
    assert same(2 * sigmoid(2 * x) - 1, tanh(x))
    assert same(expression(tanh_from_sigmoid, x=Fraction(1, 2)), tanh(x))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "silu", "softplus"])
def test_each_slope_is_the_derivative_of_its_function(name):
    value = expression(activation_value, name=name, x=Fraction(1, 2))
    slope = expression(activation_slope, name=name, x=Fraction(1, 2))
    assert same(diff(value, x), slope)


def test_sigmoid_slope_is_s_times_one_minus_s():
    assert same(diff(sigmoid(x), x), sigmoid(x) * (1 - sigmoid(x)))


def test_the_gradient_of_cross_entropy_is_softmax_minus_one_hot():
    logits = symbols("a b c", real=True)
    loss = log(sum(map(exp, logits))) - logits[0]
    shares = [exp(z) / sum(map(exp, logits)) for z in logits]
    for place, z in enumerate(logits):
        assert same(diff(loss, z), shares[place] - Integer(place == 0))


def test_three_small_kernels_against_one_large():
    channels = Symbol("C", positive=True, integer=True)
    small = expression(conv_params, kernel=3, in_channels=64, out_channels=64, bias=False)
    large = expression(conv_params, kernel=7, in_channels=64, out_channels=64, bias=False)
    equal = {"C_in": channels, "C_out": channels}
    assert simplify(put(large, K=7, **equal) / (3 * put(small, K=3, **equal))) == Rational(49, 27)
    assert chain_receptive_field([(3, 1, 1)] * 3) == 7


def test_the_saving_of_a_depthwise_separable_layer():
    kernel, inputs, outputs, cells = symbols("k i o n", positive=True)
    separable = cells * kernel**2 * inputs + cells * inputs * outputs
    assert same(separable / (cells * kernel**2 * inputs * outputs), 1 / outputs + 1 / kernel**2)


def test_floors_nest():
    """A chain of layers that round down may round once at the end: only a mixture of floor and ceil tells."""
    for size in range(5, 60):
        for kernel, stride in ((3, 2), (5, 3), (2, 2)):
            inner = Rational(size - 3, 2) + 1
            assert floor((floor(inner) - kernel) / Integer(stride)) == floor((inner - kernel) / Integer(stride))
            assert ceiling(Integer(size) / stride) == floor(Integer(size + stride - 1) / stride)


def test_f1_is_the_harmonic_mean():
    tp, fp, fn = symbols("TP FP FN", positive=True)
    value = put(expression(f_score, tp=3, fp=2, fn=1, tn=4), TP=tp, FP=fp, FN=fn, β=1)
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    assert same(value, 2 * precision * recall / (precision + recall))


def test_iou_and_dice_order_alike():
    overlap, union = symbols("o u", positive=True)
    iou, dice = overlap / union, 2 * overlap / (union + overlap)
    assert same(dice, 2 * iou / (1 + iou))


def test_iou_as_traced_is_overlap_over_union():
    inside = expression(box_iou, box_a=(0, 0, 4, 4), box_b=(1, 1, 3, 3))
    names = {"x1_a": 0, "y1_a": 0, "x2_a": 4, "y2_a": 4, "x1_b": 1, "y1_b": 1, "x2_b": 3, "y2_b": 3}
    assert put(inside, **names) == Rational(4, 16)


def test_smooth_l1_joins_without_a_kink():
    error, beta = symbols("e b", positive=True)
    square, line = error**2 / (2 * beta), error - beta / 2
    assert same(square.subs(error, beta), line.subs(error, beta))
    assert same(diff(square, error).subs(error, beta), diff(line, error))


def test_gelu_is_x_times_the_normal_distribution():
    value = expression(activation_value, name="gelu", x=Fraction(1, 2))
    normal = x * sympy.erfc(-x / sympy.sqrt(2)) / 2
    assert all(abs(put(value - normal, x=at).evalf()) < 1e-12 for at in (-2, 0.3, 1))


def test_a_folded_batch_norm_is_the_same_line():
    w, b, mean, spread, gamma, beta = symbols("w b m s g be", positive=True)
    apart = gamma * (w * x + b - mean) / spread + beta
    folded = gamma * w / spread * x + gamma * (b - mean) / spread + beta
    assert same(apart, folded)


def test_entropy_is_least_loss():
    share = Symbol("q", positive=True)
    target = Rational(3, 10)
    loss = -target * log(share) - (1 - target) * log(1 - share)
    assert sympy.solve(diff(loss, share), share) == [target]


def test_a_formula_is_made_simpler():
    explained = tanh_from_sigmoid.explain(tanh_from_sigmoid.introduce({"x": Fraction(1, 2)}))
    found = simplified(explained.trees[0][1])
    assert found is not None
    assert (found.text, found.latex) == ("tanh(x)", r"\tanh{\left(x \right)}")


def test_a_formula_that_is_simple_stays():
    explained = box_iou.explain(box_iou.introduce({"box_a": (0, 0, 4, 4), "box_b": (1, 1, 3, 3)}))
    assert simplified(explained.trees[0][1]) is None
