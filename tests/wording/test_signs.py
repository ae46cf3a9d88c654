"""ASCII stands for signs: nothing is lost in meaning, columns stay aligned, Chinese stays, files stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.expressions.parser import parse
from quizzer.wording.catalogue import TEXTS
from quizzer.wording.columns import columns
from quizzer.wording.signs import ONE_CELL, as_written, ascii_for, drawn, in_ascii, use_ascii
from quizzer.wording.wrapping import cells, wrap


@pytest.fixture
def ascii_signs():
    use_ascii(True)
    yield
    use_ascii(False)


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ("⌊(112 − 3 + 2·1)/1⌋ + 1 = 112", "floor((112 - 3 + 2*1)/1) + 1 = 112"),
        ("⌈n/S⌉ ≤ 7×7", "ceil(n/S) <= 7x7"),
        ("10⁻⁶ m² x₁₂", "10^-6 m^2 x_12"),
        ("√d_k √(σ²+ε)", "sqrt(d_k) sqrt(sigma^2+epsilon)"),
        ("Δx βγ 2λw", "Delta x betagamma 2lambda w"),
        ("✓ ✗ → … “核”，", 'v x -> ... "核"，'),
        ("┌─┐│█░└─┘", "+-+|#:+-+"),
    ],
)
def test_the_meaning_stays(signs, told):
    assert ascii_for(signs) == told


def test_every_sentence_can_be_told_in_ascii():
    for key, text in TEXTS.items():
        for told in (ascii_for(text.en), ascii_for(text.zh)):
            assert all(sign.isascii() or cells(sign) == 2 for sign in told), key


def test_every_prompt_of_the_bank_can_be_told_in_ascii(bank):
    texts = (getattr(item, "prompt", None) for item in bank.items.values())
    for text in texts:
        assert text is None or ascii_for(text.en).isascii(), text.en


def test_a_sign_of_a_frame_takes_one_cell():
    assert all(isinstance(sign, str) and len(sign) == 1 and sign.isascii() for sign in ONE_CELL.values())


@given(st.text(alphabet="abc ×→≤⌊⌋²σ√…·─中文，", max_size=60))
def test_ascii_is_told_once(text):
    assert ascii_for(ascii_for(text)) == ascii_for(text)


@given(st.lists(st.text(alphabet="ab ×→≤⌊⌋²…中", min_size=1, max_size=8), min_size=1, max_size=5))
def test_columns_stay_aligned(texts):
    use_ascii(True)
    try:
        lines = [drawn(line) for line in columns([["head", "n"], *([text, "7"] for text in texts)], 1)]
        assert {cells(line) for line in lines} == {cells(lines[1])}
        assert all(cells(line) <= 10 for line in wrap(drawn(" ".join(texts)), 10))
    finally:
        use_ascii(False)


def test_nothing_changes_unless_it_was_chosen(ascii_signs):
    assert drawn("×") == "x"
    with as_written():
        assert (drawn("→"), cells("→"), in_ascii()) == ("→", 1, False)
    assert cells("→") == 2
    use_ascii(False)
    assert drawn("×") == "×"


def test_a_formula_in_ascii_can_be_typed_back():
    assert parse(ascii_for("⌊(n−k+2·p)/s⌋ + 1"), "nkps") == parse("floor((n-k+2*p)/s) + 1", "nkps")
