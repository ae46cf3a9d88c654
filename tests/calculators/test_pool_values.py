"""Pooling on values against windows cut from a padded map, exact differences and counted products."""

from __future__ import annotations

import math
import statistics
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzer.calculators.calling import call
from quizzer.calculators.pool_values import bilinear_pool, max_unpool, pool_backward, pool_values
from quizzer.calculators.refusals import InvalidShape, Refusal

MAP = [[1, 3, 2, 0], [4, -2, 5, 1], [0, 6, 7, 2], [1, 1, 3, 9]]
NEGATIVE = [[-1, -2], [-3, -4]]


@st.composite
def pools(draw):
    """A map of distinct numbers with a kernel, stride and padding that fit it."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    kernel, stride = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    padding = draw(st.integers(0, kernel // 2))
    assume(min(height, width) + 2 * padding >= kernel)
    numbers = draw(st.permutations(range(-height * width, height * width)))
    rows = [numbers[y * width : (y + 1) * width] for y in range(height)]
    return {"input": rows, "kernel": kernel, "stride": stride, "padding": padding}


def padded_windows(rows, kernel, stride, padding):
    """The windows cut from the map with a border of None."""
    width = len(rows[0]) + 2 * padding
    border = [[None] * width for _ in range(padding)]
    rows = [*border, *([None] * padding + list(row) + [None] * padding for row in rows), *border]
    return [
        [
            [rows[y + i][x + j] for i in range(kernel) for j in range(kernel)]
            for x in range(0, width - kernel + 1, stride)
        ]
        for y in range(0, len(rows) - kernel + 1, stride)
    ]


def windows_of(pool):
    return padded_windows(pool["input"], pool["kernel"], pool["stride"], pool["padding"])


@given(pools(), st.booleans())
def test_each_kind_reduces_the_windows_of_the_padded_map(given_pool, counted):
    def average(cells, of=lambda cell: cell):
        real = [of(cell) for cell in cells if cell is not None]
        return Fraction(sum(real), len(cells) if counted else len(real))

    expected = {
        "max": lambda cells: max(cell for cell in cells if cell is not None),
        "average": average,
        "l2": lambda cells: math.hypot(*(cell or 0 for cell in cells)),
        "rms": lambda cells: math.sqrt(average(cells, lambda cell: cell * cell)),
        "median": lambda cells: statistics.median(Fraction(cell) for cell in cells if cell is not None),
    }
    windows = windows_of(given_pool)
    for mode, reduce in expected.items():
        found = pool_values(**given_pool, mode=mode, count_include_pad=counted)
        assert [len(row) for row in found] == [len(row) for row in windows]
        for row, cut in zip(found, windows, strict=True):
            assert row == pytest.approx([reduce(cells) for cells in cut], rel=1e-12), mode


@given(pools(), st.booleans(), st.sampled_from(["max", "average"]), st.data())
def test_the_gradient_is_the_exact_slope_of_the_pooled_map(given_pool, counted, mode, data):
    settings = {**given_pool, "mode": mode, "count_include_pad": counted}
    shape = windows_of(given_pool)
    upstream = [[data.draw(st.integers(-3, 3)) for _ in row] for row in shape]

    def loss(rows):
        pooled = pool_values(**{**settings, "input": rows})
        return sum(g * v for gs, vs in zip(upstream, pooled, strict=True) for g, v in zip(gs, vs, strict=True))

    step = Fraction(1, 4)  # distinct whole numbers keep their order
    found = pool_backward(**settings, gradient=upstream)
    for y, x in product(range(len(found)), range(len(found[0]))):
        moved = [list(row) for row in given_pool["input"]]
        moved[y][x] += step
        assert found[y][x] == (loss(moved) - loss(given_pool["input"])) / step


@given(pools())
def test_unpooling_puts_the_maxima_back_where_they_were(given_pool):
    rows = given_pool["input"]
    places = {value: y * len(rows[0]) + x for y, row in enumerate(rows) for x, value in enumerate(row)}
    values = pool_values(**given_pool)
    indices = [[places[value] for value in row] for row in values]
    kept = {value for row in values for value in row}
    expected = [[value if value in kept else 0 for value in row] for row in rows]
    assert max_unpool(values, indices, (len(rows), len(rows[0]))) == expected


def test_textbook_values():
    assert pool_values([[1, 2], [2, 4]], 2, mode="l2") == [[5]]
    assert pool_values([[1, 9], [2, 3]], 2, mode="median") == [[Fraction(5, 2)]]
    assert pool_values(MAP, 2) == [[4, 5], [6, 9]]
    assert pool_backward([[1, 3], [2, 0]], [[5]], 2) == [[0, 5], [0, 0]]
    assert pool_backward([[1, 3], [2, 0]], [[5]], 2, mode="average") == [[Fraction(5, 4)] * 2] * 2
    assert max_unpool([[4, 5], [6, 9]], [[4, 6], [9, 15]], (4, 4)) == [
        [0, 0, 0, 0],
        [4, 0, 5, 0],
        [0, 6, 0, 0],
        [0, 0, 0, 9],
    ]
    # Among equal cells the first in row order gets the gradient.
    assert pool_backward([[7, 7], [7, 7]], [[1]], 2) == [[1, 0], [0, 0]]


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))
def test_bilinear_pooling_counts_its_products(first, second, height, width):
    products = list(product(range(first), range(second), range(height), range(width)))
    found = bilinear_pool(first, second, height, width)
    assert found == {"dimension": len({(a, b) for a, b, _, _ in products}), "macs": len(products)}


def test_bilinear_pooling_of_two_vgg_maps():
    assert bilinear_pool(512, 512, 28, 28) == {"dimension": 262_144, "macs": 205_520_896}


BACK = {"input": MAP, "gradient": [[1, 2], [3, 4]], "kernel": 3, "stride": 1}
PADDED = {"input": [[1, 2], [3, 6]], "kernel": 2, "stride": 2, "padding": 1, "mode": "average"}
UNPOOL = {"values": [[4, 5], [6, 9]], "indices": [[4, 6], [9, 15]], "output": (4, 4)}
MISTAKES = [
    (pool_values, "POOL-TAKEMEAN", {"input": MAP, "kernel": 4}, [[Fraction(43, 16)]]),
    (pool_values, "POOL-TAKESUM", {"input": MAP, "kernel": 4}, [[43]]),
    (pool_values, "POOL-TAKEMAX", {"input": MAP, "kernel": 4, "mode": "average"}, [[9]]),
    (pool_values, "POOL-NODIV", {"input": MAP, "kernel": 4, "mode": "average"}, [[43]]),
    (pool_values, "POOL-COLUMN", {"input": MAP, "kernel": 2}, [[4, 6], [5, 9]]),
    (pool_backward, "POOL-GRADALL", {"input": [[1, 3], [2, 0]], "gradient": [[5]], "kernel": 2}, [[5, 5], [5, 5]]),
    (pool_backward, "POOL-GRADFIRST", {"input": [[1, 3], [2, 0]], "gradient": [[5]], "kernel": 2}, [[5, 0], [0, 0]]),
    (pool_values, "POOL-STRIDE1", {"input": MAP, "kernel": 2}, [[4, 5, 5], [6, 7, 7], [6, 7, 9]]),
    (
        pool_values,
        "POOL-COUNTPAD",
        {**PADDED, "count_include_pad": False},
        [[Fraction(1, 4), Fraction(1, 2)], [Fraction(3, 4), Fraction(3, 2)]],
    ),
    (pool_values, "POOL-SKIPPAD", PADDED, [[1, 2], [3, 6]]),
    (pool_values, "PAD-MAXZERO", {"input": NEGATIVE, "kernel": 2, "padding": 1}, [[0, 0], [0, 0]]),
    (pool_values, "REG-NOROOT", {"input": [[1, 2], [2, 4]], "kernel": 2, "mode": "l2"}, [[25]]),
    (pool_values, "POOL-L2MEAN", {"input": [[1, 2], [2, 4]], "kernel": 2, "mode": "l2"}, [[Fraction(5, 2)]]),
    (pool_values, "POOL-L2MEAN", {"input": [[1, 2], [2, 4]], "kernel": 2, "mode": "rms"}, [[5]]),
    (pool_values, "POOL-MEDLOW", {"input": [[1, 9], [2, 3]], "kernel": 2, "mode": "median"}, [[2]]),
    (
        pool_backward,
        "POOL-GRADSPREAD",
        {"input": [[1, 3], [2, 0]], "gradient": [[5]], "kernel": 2},
        [[Fraction(5, 4), Fraction(5, 4)], [Fraction(5, 4), Fraction(5, 4)]],
    ),
    (
        pool_backward,
        "POOL-GRADROUTE",
        {"input": [[1, 3], [2, 0]], "gradient": [[5]], "kernel": 2, "mode": "average"},
        [[0, 5], [0, 0]],
    ),
    (
        pool_backward,
        "POOL-GRADFULL",
        {"input": [[1, 3], [2, 0]], "gradient": [[5]], "kernel": 2, "mode": "average"},
        [[5, 5], [5, 5]],
    ),
    (pool_backward, "POOL-GRADLAST", BACK, [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 3, 0], [0, 0, 0, 4]]),
    (
        pool_backward,
        "POOL-COUNTPAD",
        {
            "input": [[1, 2], [3, 6]],
            "gradient": [[4, 4], [4, 4]],
            "kernel": 2,
            "padding": 1,
            "mode": "average",
            "count_include_pad": False,
        },
        [[1, 1], [1, 1]],
    ),
    (
        pool_backward,
        "POOL-SKIPPAD",
        {"input": [[1, 2], [3, 6]], "gradient": [[4, 4], [4, 4]], "kernel": 2, "padding": 1, "mode": "average"},
        [[4, 4], [4, 4]],
    ),
    (max_unpool, "UNPOOL-REPEAT", UNPOOL, [[4, 4, 5, 5], [4, 4, 5, 5], [6, 6, 9, 9], [6, 6, 9, 9]]),
    (max_unpool, "UNPOOL-CORNER", UNPOOL, [[4, 0, 5, 0], [0, 0, 0, 0], [6, 0, 9, 0], [0, 0, 0, 0]]),
    (max_unpool, "UNPOOL-COLUMNS", UNPOOL, [[0, 4, 0, 0], [0, 0, 6, 0], [0, 5, 0, 0], [0, 0, 0, 9]]),
    (max_unpool, "UNPOOL-FROM1", UNPOOL, [[0, 0, 0, 4], [0, 5, 0, 0], [6, 0, 0, 0], [0, 0, 9, 0]]),
]
BILINEAR = {"channels_a": 512, "channels_b": 256, "height": 7, "width": 7}
BILINEAR_MISTAKES = [
    ("BPOOL-SUM", {"dimension": 768, "macs": 37_632}),
    ("BPOOL-MATCHED", {"dimension": 256}),
    ("BPOOL-KEEPPLACES", {"dimension": 6_422_528}),
    ("BPOOL-ONEPLACE", {"macs": 131_072}),
    ("MAC-FLOP", {"macs": 12_845_056}),
]


@pytest.mark.parametrize(("calculator", "slip", "arguments", "wrong"), MISTAKES)
def test_each_mistake_gives_its_own_values(calculator, slip, arguments, wrong):
    assert calculator.mistaken(slip, arguments) == wrong != calculator(**arguments)


@pytest.mark.parametrize(("slip", "wrong"), BILINEAR_MISTAKES)
def test_each_mistake_about_bilinear_pooling_gives_its_own_number(slip, wrong):
    assert bilinear_pool.mistaken(slip, BILINEAR) == wrong
    assert all(bilinear_pool(**BILINEAR)[name] != value for name, value in wrong.items())


def test_no_mistake_is_left_out_here():
    tested = {(calculator, slip) for calculator, slip, _, _ in MISTAKES}
    tested |= {(bilinear_pool, slip) for slip, _ in BILINEAR_MISTAKES}
    every = (pool_values, pool_backward, max_unpool, bilinear_pool)
    assert tested == {(calculator, slip) for calculator in every for slip in calculator.mistakes}


EXPLAINED = [
    (pool_values, {"input": MAP, "kernel": 2}, ("pooled_window", "max(1, 3, 4, −2)", "4"), "[[4, 5], [6, 9]]"),
    (
        pool_values,
        {"input": MAP, "kernel": 2, "mode": "median"},
        ("pooled_window", "median(−2, 1, 3, 4)", "2"),
        "[[2, 3/2], [1, 5]]",
    ),
    (
        pool_values,
        {"input": [[3, 0], [4, 0]], "kernel": 2, "mode": "l2"},
        ("pooled_window", "√(3·3 + 0·0 + 4·4 + 0·0)", "5"),
        "[[5]]",
    ),
    (
        pool_backward,
        {"input": [[1, 3], [2, 0]], "gradient": [[5]], "kernel": 2},
        ("winner", "argmax(1, 3, 2, 0)", "[0, 1]"),
        "[[0, 5], [0, 0]]",
    ),
    (
        pool_backward,
        {"input": [[1, 3], [2, 0]], "gradient": [[6]], "kernel": 2, "mode": "average"},
        ("gradient_share", "6/4", "3/2"),
        "[[3/2, 3/2], [3/2, 3/2]]",
    ),
    (
        max_unpool,
        {"values": [[5]], "indices": [[2]], "output": (2, 2)},
        ("switch", "2 = 1·2 + 0", "[1, 0]"),
        "[[0, 0], [5, 0]]",
    ),
    (bilinear_pool, BILINEAR, ("dimension", "512·256", "131,072"), "6,422,528"),
]


@pytest.mark.parametrize(("calculator", "arguments", "first", "last"), EXPLAINED)
def test_worked_lines_lead_to_the_result(calculator, arguments, first, last):
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula
    assert explained.latex
    assert (explained.lines[0].label, explained.lines[0].work, explained.lines[0].result) == first
    assert explained.lines[-1].result == last


def test_a_large_map_is_not_written_out_window_by_window():
    explained = pool_values.explain({"input": [[1] * 28] * 28, "kernel": 1})
    assert len(explained.lines) == 3


REFUSED = [
    (pool_values, {"input": MAP, "kernel": 5}, InvalidShape, "kernel_exceeds|output_not_positive"),
    (pool_values, {"input": MAP, "kernel": 2, "padding": 2}, InvalidShape, "pad_over_half_kernel"),
    (pool_values, {"input": MAP, "kernel": 2, "stride": 0}, InvalidShape, "stride_not_positive"),
    (pool_values, {"input": MAP, "kernel": 2, "mode": "mode"}, Refusal, "no_choice"),
    (pool_values, {"input": [], "kernel": 2}, Refusal, "below_one"),
    (pool_values, {"input": [[1, 2], [3]], "kernel": 1}, Refusal, "lengths_differ"),
    (pool_values, {"input": [[1.0, math.inf]], "kernel": 1}, Refusal, "not_finite"),
    (pool_values, {"input": [[1] * 29], "kernel": 1}, Refusal, "too_large"),
    (pool_values, {"input": [[1]], "kernel": 10**9, "padding": 5 * 10**8}, Refusal, "too_large"),
    (pool_backward, {"input": MAP, "gradient": [[1]], "kernel": 2}, Refusal, "lengths_differ"),
    (pool_backward, {"input": MAP, "gradient": [[1]], "kernel": 4, "mode": "l2"}, Refusal, "no_choice"),
    (max_unpool, {**UNPOOL, "indices": [[4, 6], [9, 16]]}, Refusal, "no_cell"),
    (max_unpool, {**UNPOOL, "indices": [[4, 6], [9, 9]]}, Refusal, "index_twice"),
    (max_unpool, {**UNPOOL, "indices": [[4, 6]]}, Refusal, "lengths_differ"),
    (max_unpool, {**UNPOOL, "output": (10**9, 10**9)}, Refusal, "too_large"),
    (bilinear_pool, {**BILINEAR, "height": 0}, Refusal, "below_one"),
]


@pytest.mark.parametrize(("calculator", "arguments", "kind", "reason"), REFUSED)
def test_what_is_no_pooling_is_refused(calculator, arguments, kind, reason):
    with pytest.raises(kind, match=reason):
        calculator(**arguments)


def test_json_arguments_and_results():
    assert call(pool_values, {"input": [[1, 2], [3, 5]], "kernel": 2, "mode": "average"}) == [[2.75]]
    assert call(max_unpool, {"values": [[2.5]], "indices": [[1]], "output": [1, 2]}) == [[0, 2.5]]
