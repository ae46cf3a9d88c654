"""Formulas in sentences: what is proved to be one becomes LaTeX, everything else stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.exporting.anki_notes import balanced
from quizzer.exporting.mathematics import latex_of, latex_of_key, pieces


def _marked(text, *, printed=False):
    return "".join(f"<{latex}>" if latex else words for words, latex in pieces(text, printed=printed))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("K²·A·B becomes K²·A + A·B.", r"<K^{2} \cdot A \cdot B> becomes <K^{2} \cdot A + A \cdot B>."),
        ("因此每边是⌈W/S⌉。", r"因此每边是<\left\lceil \frac{W}{S} \right\rceil>。"),
        ("y = (x1+x2)/4 is a mean", r"<y> = <\frac{x_{1} + x_{2}}{4}> is a mean"),
        ("K×K×C_in values", r"<K \times K \times C_{in}> values"),
        ("adds (K - 1), starting", "adds (<K - 1>), starting"),
    ],
)
def test_a_formula_in_a_sentence(text, marked):
    assert _marked(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "a 3×3 convolution on 224×224",
        "conv 3/1, pool 3/2",
        "I/O of R-50 in 2-D",
        "2n+1 and 9(N−2)²",
        "(kernel - 1) times",
        "s(1-s) and f(x + 1)",
        "K^2*C_in+C_in*C_out",
        "x_{i+1} = y[i, j+1]",
        "version 1.5 - 2.0, page 12-14",
        r"\(x + y \[z",
        "labels a a - a b - b b",
    ],
)
def test_what_may_be_something_else_stays_text(text):
    assert _marked(text) == text


def test_lines_that_the_program_prints_may_be_of_numbers_alone():
    line = "multiply-adds of the 1×1 layer = 28·28·32 = 25,088"
    assert _marked(line) == line
    assert _marked(line, printed=True) == r"multiply-adds of the 1×1 layer = <28 \cdot 28 \cdot 32> = 25,088"


def test_a_key_of_several_values_is_a_formula_for_each():
    assert latex_of_key("⌈H/2⌉, ⌈W/2⌉").count(r"\lceil") == 2
    assert latex_of_key("max(a, b)") == r"\max\left(a, b\right)"
    assert latex_of_key("params = Σ K") == ""


@given(st.text(alphabet="abKx12 0+-−·×/^²()⌊⌋⌈⌉√=≈,._[]{}\\<&因", max_size=40), st.booleans())
def test_nothing_is_lost_and_every_formula_is_closed(text, printed):
    shown = pieces(text, printed=printed)
    assert "".join(words for words, _ in shown) == text
    assert all(balanced(rf"\({latex}\)") and not set(latex) & set("<&") for _, latex in shown)
    assert all(latex == "" or latex_of(words) == latex for words, latex in shown)
