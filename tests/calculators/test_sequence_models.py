"""TextCNN, CRNN, recurrent cells, HOG and one-hot codes against brute force and the totals of PyTorch and OpenCV."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators import sequence_models
from quizzer.calculators.calculator import Calculator, print_value
from quizzer.calculators.calling import call
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.sequence_models import (
    crnn,
    gru_lstm_compare,
    hog_length,
    onehot_dim_distance,
    recurrent_params,
    textcnn,
)

TEXT = {"tokens": 20, "embedding": 300, "widths": [3, 4, 5], "filters": 100, "classes": 2}
LINE = {"width": 320, "stride": 4, "batch": 16, "features": 512, "characters": 6624}
CELL = {"cell": "LSTM", "input_size": 100, "hidden_size": 128}
PAIR = {"input_size": 100, "hidden_size": 128}
WINDOW = {"height": 128, "width": 64}
CODED = {"categories": [3], "numeric": 4}
EXAMPLES = {
    "textcnn": TEXT,
    "crnn": LINE,
    "recurrent_params": CELL,
    "gru_lstm_compare": PAIR,
    "hog_length": WINDOW,
    "onehot_dim_distance": CODED,
}
MISTAKES = [
    ("textcnn", "TCNN-SQUARE", TEXT, "filter_parameters", 5300),
    ("textcnn", "TCNN-NOPOOL", TEXT, "pooled_features", 5100),
    ("textcnn", "PAR-NOBIAS", TEXT, "params", 360600),
    ("textcnn", "OUT-NOPLUS1", TEXT, "feature_lengths", [17, 16, 15]),
    ("crnn", "CRNN-NOBLANK", LINE, "output_classes", 6624),
    ("crnn", "CRNN-NOBLANK", LINE, "params", 3398112),
    ("crnn", "CRNN-EVERYPIXEL", LINE, "score_shape", [16, 320, 6625]),
    ("crnn", "CRNN-TIMEFIRST", LINE, "score_shape", [80, 16, 6625]),
    ("crnn", "CRNN-PERSTEP", LINE, "params", 271_890_000),
    ("crnn", "FC-NOBIAS", LINE, "params", 3392000),
    ("recurrent_params", "LSTM-GATES", CELL, None, 88320),
    ("recurrent_params", "LSTM-GATES", CELL | {"cell": "GRU"}, None, 58880),
    ("recurrent_params", "RNN-ONEBIAS", CELL, None, 117248),
    ("recurrent_params", "RNN-TWOBIASES", CELL | {"bias_vectors": 1}, None, 117760),
    ("recurrent_params", "RNN-ONEBLOCK", CELL, None, 29440),
    ("recurrent_params", "RNN-NOSTATE", CELL, None, 52224),
    ("gru_lstm_compare", "LSTM-GATES", PAIR, "gru_share", Fraction(2, 3)),
    ("gru_lstm_compare", "RNN-ONEBIAS", PAIR, "gru_parameters", 87936),
    ("gru_lstm_compare", "LSTM-ONESTATE", PAIR, "lstm_state", 128),
    ("hog_length", "HOG-NOOVERLAP", WINDOW, None, 1152),
    ("hog_length", "HOG-ONECELL", WINDOW, None, 945),
    ("hog_length", "HOG-NOPLUS1", WINDOW, None, 3024),
    ("onehot_dim_distance", "OH-KEEPCOLUMN", CODED, "onehot_columns", 8),
    ("onehot_dim_distance", "OH-INTEGER", CODED, "onehot_columns", 5),
    ("onehot_dim_distance", "OH-NONUMERIC", CODED, "onehot_columns", 3),
    ("onehot_dim_distance", "OH-COUNT", CODED, "row_distance", 1),
    ("onehot_dim_distance", "OH-ONECELL", CODED, "row_distance", 1.0),
    ("onehot_dim_distance", "OH-NOROOT", CODED, "row_distance", 2),
]
REFUSED = [
    (textcnn, TEXT | {"widths": []}, "bad_argument", "below_one"),
    (textcnn, TEXT | {"widths": [3, 21]}, "kernel_exceeds_padded_input", None),
    (textcnn, TEXT | {"filters": 0}, "bad_argument", "below_one"),
    (crnn, LINE | {"width": 3}, "output_not_positive", None),
    (crnn, LINE | {"stride": 0}, "bad_argument", "below_one"),
    (recurrent_params, CELL | {"cell": "QRNN"}, "unsupported", None),
    (recurrent_params, CELL | {"bias_vectors": 3}, "bad_argument", "no_number"),
    (gru_lstm_compare, PAIR | {"hidden_size": 0}, "bad_argument", "below_one"),
    (hog_length, WINDOW | {"height": 130}, "bad_argument", "no_number"),
    (hog_length, WINDOW | {"block": 9}, "bad_argument", "too_large"),
    (hog_length, WINDOW | {"stride": 0}, "bad_argument", "below_one"),
    (onehot_dim_distance, {"categories": []}, "bad_argument", "below_one"),
    (onehot_dim_distance, CODED | {"differing": 2}, "bad_argument", "too_large"),
    (onehot_dim_distance, CODED | {"numeric": -1}, "bad_argument", "below_one"),
]


def part_of(result, key):
    return result if key is None else result[key]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_explains_itself(name):
    calculator, arguments = getattr(sequence_models, name), EXAMPLES[name]
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula
    last = list(explained.result.values())[-1] if isinstance(explained.result, dict) else explained.result
    assert explained.lines[-1].result == print_value(last)
    assert call(calculator, arguments) is not None


def test_examples_hold_every_calculator_and_every_mistake():
    found = {
        name: value
        for name, value in vars(sequence_models).items()
        if isinstance(value, Calculator) and value.function.__module__ == sequence_models.__name__
    }
    assert found.keys() == EXAMPLES.keys()
    assert {(row[0], row[1]) for row in MISTAKES} == {(name, slip) for name in found for slip in found[name].mistakes}


@pytest.mark.parametrize(("name", "mistake", "arguments", "key", "wrong"), MISTAKES)
def test_each_mistake_gives_its_own_number(name, mistake, arguments, key, wrong):
    calculator = getattr(sequence_models, name)
    assert part_of(calculator.mistaken(mistake, arguments), key) == wrong
    assert part_of(calculator(**arguments), key) != wrong


@pytest.mark.parametrize(("calculator", "arguments", "reason", "problem"), REFUSED)
def test_refusals(calculator, arguments, reason, problem):
    with pytest.raises(Refusal) as caught:
        calculator(**arguments)
    assert (caught.value.reason, caught.value.details.get("problem")) == (reason, problem)


def test_the_first_mistake_has_no_value_for_a_plain_cell():
    with pytest.raises(Refusal):
        recurrent_params.mistaken("LSTM-GATES", CELL | {"cell": "RNN"})


def test_the_textcnn_of_the_paper():
    result = textcnn(**TEXT)
    assert result["pooled_features"] == 300
    assert result["filter_parameters"] == 90_100 + 120_100 + 150_100
    assert result["params"] == 360_300 + 602


@given(st.integers(1, 12), st.integers(1, 5), st.lists(st.integers(1, 5), min_size=1, max_size=3), st.integers(1, 4))
def test_text_filters_counted_cell_by_cell(tokens, embedding, widths, filters):
    if max(widths) > tokens:
        return
    result = textcnn(tokens, embedding, widths, filters, classes=3)
    words = list(range(tokens))
    assert result["feature_lengths"] == [sum(len(words[i : i + k]) == k for i in words) for k in widths]
    cells = [
        (k, row, column, f) for k in widths for row in range(k) for column in range(embedding) for f in range(filters)
    ]
    assert result["filter_parameters"] == len(cells) + filters * len(widths)


def test_a_line_of_text():
    assert crnn(**LINE) == {
        "time_steps": 80,
        "output_classes": 6625,
        "score_shape": [16, 80, 6625],
        "params": 3_398_625,
    }


def test_totals_of_pytorch():
    # torch.nn.RNN(100, 128) has 29,440 parameters, with a single bias vector it would have 29,312.
    assert recurrent_params("RNN", 100, 128) == 29_440
    assert recurrent_params("RNN", 100, 128, bias_vectors=1) == 29_312
    assert recurrent_params("LSTM", 100, 128, bias_vectors=1) == 117_248


@given(
    st.sampled_from([("RNN", 1), ("GRU", 3), ("LSTM", 4)]), st.integers(1, 50), st.integers(1, 50), st.integers(0, 2)
)
def test_cells_by_the_shapes_of_their_matrices(cell, inputs, hidden, biases):
    name, gates = cell
    matrices = [(gates * hidden, inputs), (gates * hidden, hidden), *[(gates * hidden, 1)] * biases]
    assert recurrent_params(name, inputs, hidden, biases) == sum(rows * columns for rows, columns in matrices)
    both = gru_lstm_compare(inputs, hidden, biases)
    assert both["gru_parameters"] == recurrent_params("GRU", inputs, hidden, biases)
    assert both["gru_share"] == Fraction(3, 4)
    assert both["lstm_state"] == 2 * both["gru_state"] == 2 * hidden


def test_the_window_of_opencv():
    assert hog_length(128, 64) == 3780


@given(st.integers(2, 8), st.integers(2, 8), st.integers(1, 9), st.integers(1, 2), st.integers(1, 3))
def test_blocks_of_hog_placed_one_by_one(rows, columns, cell, block, stride):
    places = [
        (y, x)
        for y in range(0, rows, stride)
        for x in range(0, columns, stride)
        if y + block <= rows and x + block <= columns
    ]
    length = hog_length(rows * cell, columns * cell, cell, block, stride, bins=9)
    assert length == len(places) * block * block * 9


@given(st.lists(st.integers(2, 5), min_size=1, max_size=4), st.integers(0, 3), st.data())
def test_codes_written_out(categories, numeric, data):
    differing = data.draw(st.integers(1, len(categories)))
    rows = [[0] * numeric, [0] * numeric]
    for place, count in enumerate(categories):
        for row, value in zip(rows, (0, 1 if place < differing else 0), strict=True):
            row += [int(n == value) for n in range(count)]
    result = onehot_dim_distance(categories, numeric, differing)
    assert result["onehot_columns"] == len(rows[0])
    assert result["row_distance"] == pytest.approx(math.dist(*rows))
    dropped = onehot_dim_distance(categories, numeric, differing, drop_first=True)
    assert dropped["onehot_columns"] == len(rows[0]) - len(categories)
