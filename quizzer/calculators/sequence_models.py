"""Lengths and parameters of models over sequences, TextCNN, CRNN and recurrent cells, and of hand-made features.

A count of parameters includes biases unless an argument leaves them out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.layer_params import GATES
from quizzer.calculators.refusals import InvalidShape, Refusal, require_at_most, require_counts
from quizzer.calculators.sizes import at_least_one
from quizzer.expressions.tracing import exact_div, named, noted, ratio, sqrt, total, value_of

Result = dict[str, Any]


# --- text and lines of text -------------------------------------------------------------------------------------


def _text_cnn(
    tokens: int,
    embedding: int,
    widths: Sequence[int],
    filters: int,
    classes: int,
    bias: bool = True,
    reach: Callable[[int, int], int] = lambda width, embedding: embedding,
    pooled: bool = True,
) -> Result:
    """TextCNN with, for the misconceptions, another extent of a filter across the embedding or no pooling over time."""
    require_counts(tokens=tokens, embedding=embedding, filters=filters, classes=classes, widths=min(widths, default=0))
    lengths, parts = [], []
    for place, width in enumerate(widths, 1):
        if width > tokens:
            details = {"size": value_of(tokens), "kernel": value_of(width), "padding": 0}
            raise InvalidShape("kernel_exceeds_padded_input", **details)
        lengths.append(named("feature_length", tokens - width + 1, place))
        weights = width * reach(width, embedding) * filters
        parts.append(named("width_parameters", weights + filters if bias else weights, place))
    features = filters * (noted("branches", len(widths), tokens) if pooled else total(lengths))
    features = named("pooled_features", features)
    filter_params = named("filter_parameters", total(parts))
    classifier = named("classifier_parameters", features * classes + classes if bias else features * classes)
    return {
        "feature_lengths": lengths,
        "pooled_features": features,
        "filter_parameters": filter_params,
        "params": named("params", filter_params + classifier),
    }


def _wrong_text(*keys: str, **change: Any) -> Callable[..., Result]:
    def wrong(**given: Any) -> Result:
        result = _text_cnn(**given, **change)
        return {key: result[key] for key in keys}

    return wrong


@calculator(
    Mistake("TCNN-SQUARE", instead=_wrong_text("filter_parameters", "params", reach=lambda width, embedding: width)),
    Mistake("TCNN-NOPOOL", instead=_wrong_text("pooled_features", "params", pooled=False)),
    Mistake(
        "PAR-NOBIAS", instead=lambda **given: _wrong_text("filter_parameters", "params")(**given | {"bias": False})
    ),
    Mistake(
        "OUT-NOPLUS1", instead=lambda tokens, widths, **_: {"feature_lengths": [tokens - width for width in widths]}
    ),
    structural=("bias",),
    symbols={"tokens": "T", "embedding": "D", "widths": "k", "filters": "F", "classes": "n"},
)
def textcnn(tokens: int, embedding: int, widths: list[int], filters: int, classes: int, bias: bool = True) -> Result:
    """TextCNN on T×D word vectors: lengths T − k + 1, features F a width after the maximum over time, parameters.

    A filter spans k tokens and all D dimensions: k·D·F + F a width, no padding, stride 1; the dense layer behind adds
    features·n + n. The embedding table does not count. Raises Refusal bad_argument, InvalidShape
    kernel_exceeds_padded_input. Source: Kim 2014 (arXiv 1408.5882), section 2.
    """
    return _text_cnn(tokens, embedding, widths, filters, classes, bias)


def _crnn(width: int, stride: int, batch: int, features: int, characters: int, blank: int = 1) -> Result:
    require_counts(width=width, stride=stride, batch=batch, features=features, characters=characters)
    steps = at_least_one(named("time_steps", width // stride))
    classes = named("output_classes", characters + blank)
    return {
        "time_steps": steps,
        "output_classes": classes,
        "score_shape": [value_of(side) for side in (batch, steps, classes)],
        "params": named("params", features * classes + classes),
    }


def _without_blank(**given: Any) -> Result:
    result = _crnn(**given, blank=0)
    return {key: result[key] for key in ("output_classes", "score_shape", "params")}


def _step_a_pixel(**given: Any) -> Result:
    result = _crnn(**given | {"stride": 1})
    return {key: result[key] for key in ("time_steps", "score_shape")}


def _time_first(**given: Any) -> Result:
    batch, steps, classes = _crnn(**given)["score_shape"]
    return {"score_shape": [steps, batch, classes]}


def _weights_a_step(**given: Any) -> Result:
    result = _crnn(**given)
    return {"params": result["params"] * result["time_steps"]}


@calculator(
    Mistake("CRNN-TIMEFIRST", instead=_time_first),
    Mistake("CRNN-PERSTEP", instead=_weights_a_step),
    Mistake("CRNN-NOBLANK", instead=_without_blank),
    Mistake("CRNN-EVERYPIXEL", instead=_step_a_pixel),
    Mistake("FC-NOBIAS", instead=lambda features, characters, **_: {"params": features * (characters + 1)}),
    symbols={"width": "W", "stride": "S", "batch": "N", "features": "D", "characters": "A"},
)
def crnn(width: int, stride: int, batch: int, features: int, characters: int) -> Result:
    """CRNN on a line of text W pixels wide: time steps T = ⌊W/S⌋, classes A + 1, scores [N, T, classes], parameters.

    ``stride`` is the whole network's along the width, ``features`` D what one time step holds, ``characters`` the
    alphabet with the space; the CTC blank comes on top. ``params`` are those of the last dense layer, D·classes +
    classes. Raises Refusal bad_argument, InvalidShape output_not_positive. Source: Shi et al. 2015 (arXiv 1507.05717),
    section 2.
    """
    return _crnn(width, stride, batch, features, characters)


# --- recurrent cells --------------------------------------------------------------------------------------------


def _recurrent(
    gates: int,
    input_size: int,
    hidden_size: int,
    bias_vectors: int,
    seen: Callable[[int, int], int] = lambda d, h: d + h,
) -> Any:
    if gates < 1:
        raise Refusal("unsupported", gates=gates)
    weights = hidden_size * seen(input_size, hidden_size)
    block = weights + bias_vectors * hidden_size if bias_vectors else weights
    return gates * named("block_parameters", block)


def _checked_cell(cell: str, input_size: int, hidden_size: int, bias_vectors: int) -> int:
    if cell not in GATES:
        raise Refusal("unsupported", cell=cell)
    require_counts(input_size=input_size, hidden_size=hidden_size)
    if not 0 <= bias_vectors <= 2:
        raise Refusal("bad_argument", argument="bias_vectors", problem="no_number", value=bias_vectors)
    return GATES[cell]


def _wrong_cell(gates: Callable[[int], int] = lambda right: right, **change: Any) -> Callable[..., Any]:
    def wrong(cell: str, input_size: int, hidden_size: int, bias_vectors: int = 2) -> Any:
        return _recurrent(gates(GATES[cell]), input_size, hidden_size, bias_vectors, **change)

    return wrong


@calculator(
    Mistake("LSTM-GATES", instead=_wrong_cell(lambda right: right - 1)),
    Mistake("RNN-ONEBIAS", given={"bias_vectors": 1}),
    Mistake("RNN-TWOBIASES", given={"bias_vectors": 2}),
    Mistake("RNN-ONEBLOCK", instead=_wrong_cell(lambda right: 1)),
    Mistake("RNN-NOSTATE", instead=_wrong_cell(seen=lambda d, h: d)),
    structural=("cell", "bias_vectors"),
    symbols={"input_size": "d", "hidden_size": "h"},
)
def recurrent_params(cell: str, input_size: int, hidden_size: int, bias_vectors: int = 2) -> int:
    """Parameters of one layer of a recurrent ``cell``, one direction: g·(h·(d + h) + b·h), g = 1 RNN, 3 GRU, 4 LSTM.

    ``bias_vectors`` b a block: 2 in PyTorch, 1 in the textbook and in Keras' LSTM, 0 without. Raises Refusal
    unsupported for another cell, bad_argument. Source: torch.nn.RNN, torch.nn.GRU, torch.nn.LSTM.
    """
    gates = _checked_cell(cell, input_size, hidden_size, bias_vectors)
    params: int = named("params", _recurrent(gates, input_size, hidden_size, bias_vectors))
    return params


def _gru_lstm(input_size: int, hidden_size: int, bias_vectors: int = 2, less: int = 0) -> Result:
    _checked_cell("LSTM", input_size, hidden_size, bias_vectors)
    gru, lstm = (
        named(label, _recurrent(gates - less, input_size, hidden_size, bias_vectors))
        for label, gates in (("gru_parameters", GATES["GRU"]), ("lstm_parameters", GATES["LSTM"]))
    )
    return {
        "gru_parameters": gru,
        "lstm_parameters": lstm,
        "gru_share": named("gru_share", ratio(gru, lstm)),
        "gru_state": hidden_size,
        "lstm_state": named("lstm_state", 2 * hidden_size),
    }


def _without_candidate(**given: Any) -> Result:
    result = _gru_lstm(**given, less=1)
    return {key: result[key] for key in ("gru_parameters", "lstm_parameters", "gru_share")}


def _one_bias(**given: Any) -> Result:
    result = _gru_lstm(**given | {"bias_vectors": 1})
    return {key: result[key] for key in ("gru_parameters", "lstm_parameters")}


@calculator(
    Mistake("LSTM-GATES", instead=_without_candidate),
    Mistake("RNN-ONEBIAS", instead=_one_bias),
    Mistake("LSTM-ONESTATE", instead=lambda hidden_size, **_: {"lstm_state": hidden_size}),
    structural=("bias_vectors",),
    symbols={"input_size": "d", "hidden_size": "h"},
)
def gru_lstm_compare(input_size: int, hidden_size: int, bias_vectors: int = 2) -> Result:
    """GRU against LSTM of one layer: parameters 3·(h(d + h) + b·h) and 4·(…), values of state a sequence h and 2h.

    ``bias_vectors`` b a block as in :func:`recurrent_params`; the LSTM keeps a hidden and a cell state. Raises Refusal
    bad_argument. Source: torch.nn.GRU, torch.nn.LSTM.
    """
    return _gru_lstm(input_size, hidden_size, bias_vectors)


# --- hand-made features -----------------------------------------------------------------------------------------


def _hog(
    height: int,
    width: int,
    cell: int = 8,
    block: int = 2,
    stride: int = 1,
    bins: int = 9,
    plus: int = 1,
    held: Callable[[int], int] = lambda block: block * block,
) -> int:
    require_counts(height=height, width=width, cell=cell, block=block, stride=stride, bins=bins)
    blocks = []
    for label, name, side in (("block_rows", "height", height), ("block_columns", "width", width)):
        if value_of(side) % value_of(cell):
            raise Refusal("bad_argument", argument=name, problem="no_number", value=value_of(side))
        room = exact_div(side, cell) - block
        if room < 0:
            raise Refusal("bad_argument", argument="block", problem="too_large", value=value_of(room + block))
        blocks.append(named(label, room // stride + plus))
    return named("length", blocks[0] * blocks[1] * held(block) * bins)


@calculator(
    Mistake("HOG-NOOVERLAP", instead=lambda **given: _hog(**given | {"stride": given.get("block", 2)})),
    Mistake("HOG-ONECELL", instead=lambda **given: _hog(**given, held=lambda block: 1)),
    Mistake("HOG-NOPLUS1", instead=lambda **given: _hog(**given, plus=0)),
    symbols={"height": "H", "width": "W", "cell": "c", "block": "b", "stride": "S", "bins": "n"},
)
def hog_length(height: int, width: int, cell: int = 8, block: int = 2, stride: int = 1, bins: int = 9) -> int:
    """Length of a HOG vector: blocks·b²·n for blocks of b×b cells with n bins each; a 64×128 window gives 3780.

    Blocks along a side: ⌊(side/cell − b)/S⌋ + 1; side and ``cell`` in pixels, ``block`` and ``stride`` in cells. Raises
    Refusal bad_argument where cells do not divide a side. Source: Dalal & Triggs 2005; cv::HOGDescriptor.
    """
    return _hog(height, width, cell, block, stride, bins)


def _columns(categories: Sequence[int], numeric: int, each: Callable[[int], int]) -> Any:
    return numeric + total([each(count) for count in categories])


def _without_numeric(categories: list[int], drop_first: bool = False, **_: Any) -> Result:
    return {"onehot_columns": _columns(categories, 0, lambda k: k - drop_first)}


@calculator(
    Mistake("OH-NONUMERIC", instead=_without_numeric),
    Mistake("OH-COUNT", instead=lambda differing=1, **_: {"row_distance": differing}),
    Mistake(
        "OH-KEEPCOLUMN",
        instead=lambda categories, numeric=0, drop_first=False, **_: {
            "onehot_columns": _columns(categories, numeric, lambda k: k + 1 - drop_first)
        },
    ),
    Mistake(
        "OH-INTEGER",
        instead=lambda categories, numeric=0, **_: {"onehot_columns": _columns(categories, numeric, lambda k: 1)},
    ),
    Mistake("OH-ONECELL", instead=lambda differing=1, **_: {"row_distance": math.sqrt(differing)}),
    Mistake("OH-NOROOT", instead=lambda differing=1, **_: {"row_distance": 2 * differing}),
    structural=("drop_first",),
    symbols={"categories": "k", "numeric": "n", "differing": "m"},
)
def onehot_dim_distance(
    categories: list[int], numeric: int = 0, differing: int = 1, drop_first: bool = False
) -> Result:
    """Columns after one-hot coding, n + Σk, and the Euclidean distance √(2m) of rows that differ in m coded features.

    ``categories`` are the values of each coded feature, ``numeric`` the columns left alone; ``drop_first`` saves a
    column a feature. The distance is that of full codes. Raises Refusal bad_argument: below_one, too_large. Source:
    sklearn.preprocessing.OneHotEncoder.
    """
    require_counts(categories=min(categories, default=0))
    if numeric < 0:
        raise Refusal("bad_argument", argument="numeric", problem="below_one", value=value_of(numeric))
    require_counts(differing=differing)
    require_at_most(differing=(differing, len(categories)))
    return {
        "onehot_columns": named("onehot_columns", _columns(categories, numeric, lambda k: k - 1 if drop_first else k)),
        "row_distance": named("row_distance", sqrt(2 * differing)),
    }
