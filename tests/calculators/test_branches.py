"""Dense blocks, merges, ASPP and pixel shuffle against small tensors of nested lists and published networks."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators import branches
from quizzer.calculators.branches import aspp_output, concat_or_add_shape, densenet_channels, pixel_shuffle
from quizzer.calculators.calculator import Calculator, print_value
from quizzer.calculators.calling import call
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.sizes import conv_output_size

BLOCK = {"channels": 64, "growth": 32, "layers": 6}
JOINED = {"shapes": [[2, 64, 28, 20], [2, 128, 28, 20]]}
SUMMED = {"shapes": [[2, 64, 28, 20], [2, 64, 28, 20]], "add": True}
ATROUS = {"channels": 256, "rates": [6, 12, 18]}
SHUFFLED = {"channels": 36, "height": 5, "width": 7, "factor": 3}
EXAMPLES = {
    "densenet_channels": BLOCK,
    "concat_or_add_shape": JOINED,
    "aspp_output": ATROUS,
    "pixel_shuffle": SHUFFLED,
}
MISTAKES = [
    ("densenet_channels", "DENSE-ADD", BLOCK, "block_channels", 64),
    ("densenet_channels", "DENSE-LASTINPUT", BLOCK, "block_channels", 224),
    ("densenet_channels", "DENSE-PAIRS", BLOCK, "connections", 15),
    ("densenet_channels", "DENSE-CHAIN", BLOCK, "connections", 6),
    ("densenet_channels", "DENSE-NOINPUT", BLOCK, "block_channels", 192),
    ("densenet_channels", "DENSE-SQUARE", BLOCK, "connections", 36),
    ("aspp_output", "ASPP-NOPOOL", ATROUS, "concatenated_channels", 1024),
    ("concat_or_add_shape", "CAT-ADDCHANNELS", SUMMED, None, [2, 128, 28, 20]),
    ("concat_or_add_shape", "CAT-KEEPCHANNELS", JOINED, None, [2, 64, 28, 20]),
    ("concat_or_add_shape", "CAT-ALLAXES", JOINED, None, [4, 192, 56, 40]),
    ("concat_or_add_shape", "CAT-NEXTAXIS", JOINED, None, [2, 64, 56, 20]),
    ("aspp_output", "ASPP-RATESONLY", ATROUS, "concatenated_channels", 768),
    ("aspp_output", "ASPP-SUM", ATROUS, "concatenated_channels", 256),
    ("aspp_output", "PAD-NODIL", ATROUS, "paddings", [1, 1, 1]),
    ("pixel_shuffle", "PS-DIVIDER", SHUFFLED, None, (12, 15, 21)),
    ("pixel_shuffle", "PS-KEEPC", SHUFFLED, None, (36, 15, 21)),
    ("pixel_shuffle", "PS-SIDESQUARE", SHUFFLED, None, (4, 45, 63)),
]
REFUSED = [
    (densenet_channels, BLOCK | {"layers": 0}, "bad_argument", "below_one"),
    (concat_or_add_shape, {"shapes": [[1, 2]]}, "bad_argument", "lengths_differ"),
    (concat_or_add_shape, {"shapes": [[], []]}, "bad_argument", "lengths_differ"),
    (concat_or_add_shape, JOINED | {"axis": 4}, "bad_argument", "no_number"),
    (concat_or_add_shape, JOINED | {"axis": 2}, "shapes_differ", None),
    (concat_or_add_shape, JOINED | {"add": True}, "shapes_differ", None),
    (concat_or_add_shape, {"shapes": [[2, 3], [2, 3, 4]]}, "shapes_differ", None),
    (concat_or_add_shape, {"shapes": [[2, 3], [2, 0]]}, "bad_argument", "below_one"),
    (aspp_output, ATROUS | {"rates": [6, 0]}, "dilation_not_positive", None),
    (aspp_output, ATROUS | {"rates": []}, "dilation_not_positive", None),
    (aspp_output, ATROUS | {"kernel": 4}, "no_even_padding", None),
    (pixel_shuffle, SHUFFLED | {"channels": 35}, "groups_not_dividing", None),
    (pixel_shuffle, SHUFFLED | {"factor": 0}, "bad_argument", "below_one"),
]


def part_of(result, key):
    return result if key is None else result[key]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_explains_itself(name):
    calculator, arguments = getattr(branches, name), EXAMPLES[name]
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula
    last = list(explained.result.values())[-1] if isinstance(explained.result, dict) else explained.result
    shown = explained.lines[-1].result
    assert shown in (print_value(last), print_value(last[1] if name == "concat_or_add_shape" else 21))
    assert call(calculator, arguments) is not None


def test_examples_hold_every_calculator_and_every_mistake():
    found = {
        name: value
        for name, value in vars(branches).items()
        if isinstance(value, Calculator) and value.function.__module__ == branches.__name__
    }
    assert found.keys() == EXAMPLES.keys()
    assert {(row[0], row[1]) for row in MISTAKES} == {(name, slip) for name in found for slip in found[name].mistakes}


@pytest.mark.parametrize(("name", "mistake", "arguments", "key", "wrong"), MISTAKES)
def test_each_mistake_gives_its_own_number(name, mistake, arguments, key, wrong):
    calculator = getattr(branches, name)
    assert part_of(calculator.mistaken(mistake, arguments), key) == wrong
    assert part_of(calculator(**arguments), key) != wrong


@pytest.mark.parametrize(("calculator", "arguments", "reason", "problem"), REFUSED)
def test_refusals(calculator, arguments, reason, problem):
    with pytest.raises(Refusal) as caught:
        calculator(**arguments)
    assert (caught.value.reason, caught.value.details.get("problem")) == (reason, problem)


def test_the_blocks_of_densenet_121():
    widths = [(64, 6, 256), (128, 12, 512), (256, 24, 1024), (512, 16, 1024)]
    assert [densenet_channels(k0, 32, n)["block_channels"] for k0, n, _ in widths] == [out for _, _, out in widths]


@given(st.integers(1, 64), st.integers(1, 32), st.integers(1, 12))
def test_a_dense_block_layer_by_layer(channels, growth, layers):
    maps = [channels]
    for _ in range(layers):
        maps.append(growth)
    result = densenet_channels(channels, growth, layers)
    assert result["block_channels"] == sum(maps)
    assert result["connections"] == len(list(combinations(maps, 2)))


def nested(shape):
    return [nested(shape[1:]) for _ in range(shape[0])] if shape else 0


def shape_of(tensor):
    return [len(tensor), *shape_of(tensor[0])] if isinstance(tensor, list) else []


def joined(a, b, axis):
    return a + b if axis == 0 else [joined(x, y, axis - 1) for x, y in zip(a, b, strict=True)]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(1, 4), st.data())
def test_joined_tensors_have_the_shape(shape, side, data):
    axis = data.draw(st.integers(0, len(shape) - 1))
    other = [side if n == axis else length for n, length in enumerate(shape)]
    tensor = joined(nested(shape), nested(other), axis)
    assert concat_or_add_shape([shape, other], axis=axis) == shape_of(tensor)
    assert concat_or_add_shape([shape, shape], add=True) == shape


def test_three_branches_join():
    assert concat_or_add_shape([[1, 64, 7, 7], [1, 128, 7, 7], [1, 32, 7, 7]]) == [1, 224, 7, 7]


def test_deeplab_v3():
    assert aspp_output(**ATROUS) == {"paddings": [6, 12, 18], "concatenated_channels": 1280}
    assert aspp_output(**ATROUS, pooled=False)["concatenated_channels"] == 1024


@given(st.lists(st.integers(1, 24), min_size=1, max_size=4), st.sampled_from([3, 5, 7]), st.integers(1, 80))
def test_paddings_of_aspp_keep_the_size(rates, kernel, size):
    for rate, padding in zip(rates, aspp_output(8, rates, kernel)["paddings"], strict=True):
        assert conv_output_size(size, kernel, 1, padding, rate) == size


@given(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4), st.integers(1, 3))
def test_pixel_shuffle_moves_every_value_to_a_place_of_its_own(outputs, height, width, r):
    channels = outputs * r * r
    places = {
        (c // (r * r), y * r + c % (r * r) // r, x * r + c % r)
        for c, y, x in product(range(channels), range(height), range(width))
    }
    shape = pixel_shuffle(channels, height, width, r)
    assert places == set(product(*map(range, shape)))
    assert len(places) == channels * height * width
