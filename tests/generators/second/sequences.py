"""Sequences: windows along time, alignments written out, recurrent cells gate by gate."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from itertools import groupby, product

from tests.generators.second.cost import dense
from tests.generators.second.sizes import places
from tests.generators.second.table import second


@second("text-cnn-feature-length")
def feature_length(T, k):
    return places(T, k)


@second("text-cnn-params")
def text_cnn(D, F, widths, n):
    filters = sum(dense(width * D, F) for width in widths)
    return filters + dense(F * len(widths), n)


@second("ocr-crnn-shapes")
def crnn(level, W, S, N, A, D):
    classes = len([*range(A), "blank"])
    return (N, places(W, S, S), classes) if level == 2 else dense(D, classes)


def collapsed(path):
    return "".join(symbol for symbol, _ in groupby(path) if symbol != "-")


@second("ocr-ctc-alignments")
def alignments(level, word, T):
    if level == 2:
        return sum(1 + (place > 0 and word[place - 1] == symbol) for place, symbol in enumerate(word))
    return sum(collapsed(path) == word for path in product([*sorted(set(word)), "-"], repeat=T))


BLOCKS = {
    "LSTM": ("input", "forget", "output", "candidate"),
    "GRU": ("reset", "update", "candidate"),
    "RNN": ("state",),
}


def recurrent(cell, inputs, hidden, bias_vectors):
    """For each block a layer on the input and one on the hidden state; the second has a bias of its own or not."""
    return sum(dense(inputs, hidden) + dense(hidden, hidden, bias_vectors == 2) for _ in BLOCKS[cell])


@second("rnn-attention-recurrent-params")
def recurrent_params(level, cell, d, h):
    return recurrent(cell, d, h, 1 if level == 2 else 2)


@second("rnn-attention-lstm-formula")
def lstm_formula(level, d, h):
    return recurrent("LSTM", d, h, 1 if level == 3 else 2)


@second("rnn-attention-gru-from-lstm")
def gru(d, h):
    return recurrent("GRU", d, h, 2)
