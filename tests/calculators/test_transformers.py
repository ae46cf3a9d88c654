"""Cost of attention and of ViT against loops, published totals and mpmath; slips by their wrong numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators.calculator import print_value
from quizzer.calculators.calling import call
from quizzer.calculators.layer_params import layer_params
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.transformers import (
    attention_weights,
    attn_params_flops,
    position_code,
    swin_window_cost,
    transformer_block_params,
    vit_params,
    vit_patches,
)
from quizzer.wording.steps import detectors, naming

COUNT = st.integers(1, 5)


# --- attention --------------------------------------------------------------------------------------------------


def counted_macs(tokens, heads, kv_heads, head_width):
    """Multiplications of attention, one by one."""
    width = heads * head_width
    macs = 0
    for _token, _in in product(range(tokens), range(width)):
        macs += 2 * width + 2 * kv_heads * head_width
    for _head, _query, _key, _dimension in product(range(heads), range(tokens), range(tokens), range(head_width)):
        macs += 2
    return macs


@given(COUNT, COUNT, COUNT, COUNT)
def test_attention_costs_what_its_loops_do(tokens, groups, kv_heads, head_width):
    heads = groups * kv_heads
    cost = attn_params_flops(tokens, heads * head_width, heads, kv_heads)
    assert cost["macs"] == counted_macs(tokens, heads, kv_heads, head_width)
    assert cost["flops"] == 2 * cost["macs"]


@given(COUNT, COUNT, st.booleans())
def test_attention_has_the_parameters_of_the_layer(heads, head_width, bias):
    width = heads * head_width
    layer = layer_params("MultiheadAttention", {"embed_dim": width, "num_heads": heads, "bias": bias})
    assert attn_params_flops(7, width, heads, bias=bias)["params"] == layer["params"]
    assert attn_params_flops(7, width, heads, heads, bias) == attn_params_flops(7, width, heads, bias=bias)


VIT_B = {"tokens": 197, "width": 768, "heads": 12}
GROUPED = {"tokens": 10, "width": 64, "heads": 8, "kv_heads": 2}


def test_attention_of_vit_b_16():
    assert attn_params_flops(**VIT_B) == {"params": 2_362_368, "macs": 524_391_936, "flops": 1_048_783_872}
    assert attn_params_flops(**GROUPED) == {"params": 10_400, "macs": 115_200, "flops": 230_400}


@pytest.mark.parametrize(
    ("slip", "arguments", "wrong"),
    [
        ("ATT-HEADS", VIT_B, {"params": 28_314_624}),
        ("MHA-NOOUT", VIT_B, {"params": 1_771_776, "macs": 408_196_608, "flops": 816_393_216}),
        ("FL-MAC", VIT_B, {"flops": 524_391_936}),
        ("ATT-NOSCORE", VIT_B, {"macs": 464_781_312, "flops": 929_562_624}),
        ("ATT-SCOREHEADS", VIT_B, {"macs": 1_180_108_800, "flops": 2_360_217_600}),
        ("ATT-KVFULL", GROUPED, {"params": 16_640, "macs": 176_640, "flops": 353_280}),
    ],
)
def test_slips_of_attention_cost(slip, arguments, wrong):
    assert attn_params_flops.mistaken(slip, arguments) == wrong


def precise_weights(query, keys):
    with mpmath.workdps(40):
        scores = [mpmath.fdot(query, key) / mpmath.sqrt(len(query)) for key in keys]
        whole = mpmath.fsum(mpmath.exp(score) for score in scores)
        return [float(mpmath.exp(score) / whole) for score in scores]


@given(
    st.integers(1, 4).flatmap(lambda d: st.lists(st.lists(st.integers(-60, 60), min_size=d, max_size=d), min_size=2))
)
def test_attention_weights_are_the_softmax(vectors):
    query, *keys = vectors
    weights = attention_weights(query, keys)
    assert weights == pytest.approx(precise_weights(query, keys), rel=1e-9, abs=1e-300)
    assert sum(weights) == pytest.approx(1)


def test_equal_scores_share_exactly():
    assert attention_weights([3, 1], [[1, 2], [2, -1], [0, 5]]) == [Fraction(1, 3)] * 3


def test_slips_of_attention_weights():
    arguments = {"query": [2, 0, 0, 0], "keys": [[1, 5, 0, 0], [3, 0, 0, 7]]}
    assert attention_weights(**arguments) == pytest.approx([0.119202922, 0.880797078])
    assert attention_weights.mistaken("ATT-NOSCALE", arguments) == pytest.approx([0.017986210, 0.982013790])
    assert attention_weights.mistaken("ATT-DIVD", arguments) == pytest.approx([0.268941421, 0.731058579])
    assert attention_weights.mistaken("SM-LINEAR", arguments) == [Fraction(1, 4), Fraction(3, 4)]


# --- blocks and networks ----------------------------------------------------------------------------------------


@given(COUNT, COUNT, st.booleans())
def test_a_block_has_the_parameters_of_the_encoder_layer(width, inner, bias):
    config = {"d_model": width, "nhead": 1, "dim_feedforward": inner, "bias": bias}
    assert transformer_block_params(width, inner, bias) == layer_params("TransformerEncoderLayer", config)["params"]


def test_slips_of_a_block():
    arguments = {"width": 768, "mlp_width": 3072}
    assert transformer_block_params(**arguments) == 7_087_872
    wrong = {slip: transformer_block_params.mistaken(slip, arguments) for slip in transformer_block_params.mistakes}
    assert wrong == {
        "TR-NOFFN": 2_365_440,
        "MHA-NOOUT": 6_497_280,
        "TRF-ONEFFN": 4_727_808,
        "TRF-ONENORM": 7_086_336,
        "FC-NOBIAS": 7_080_960,
    }


# The totals that torchvision publishes with its weights.
@pytest.mark.parametrize(
    ("image", "patch", "width", "depth", "mlp_width", "params"),
    [
        (224, 16, 768, 12, 3072, 86_567_656),
        (224, 32, 768, 12, 3072, 88_224_232),
        (224, 16, 1024, 24, 4096, 304_326_632),
        (224, 32, 1024, 24, 4096, 306_535_400),
        (518, 14, 1280, 32, 5120, 633_470_440),
    ],
)
def test_published_totals_of_vit(image, patch, width, depth, mlp_width, params):
    assert vit_params(image, patch, width, depth, mlp_width) == params


def test_slips_of_vit():
    arguments = {"image": 224, "patch": 16, "width": 768, "depth": 12, "mlp_width": 3072}
    assert {slip: vit_params.mistaken(slip, arguments) for slip in vit_params.mistakes} == {
        "VIT-NOPOS": 86_416_360,
        "VIT-CLSPOS": 86_566_888,
        "VIT-NOHEAD": 85_798_656,
        "TR-NOFFN": 29_898_472,
    }


@given(COUNT, COUNT, COUNT, st.booleans())
def test_patches_tile_the_picture(rows, columns, patch, class_token):
    corners = list(product(range(0, rows * patch, patch), range(0, columns * patch, patch)))
    found = vit_patches((rows * patch, columns * patch), patch, 8, class_token=class_token)
    assert found["patches"] == len(corners)
    assert found["tokens"] == len(corners) + class_token


def test_slips_of_patches():
    arguments = {"image": 224, "patch": 16, "width": 768}
    assert vit_patches(**arguments) == {"patches": 196, "tokens": 197, "patch_embedding": 590_592}
    assert {slip: vit_patches.mistaken(slip, arguments) for slip in vit_patches.mistakes} == {
        "VIT-NOCLS": {"tokens": 196},
        "VIT-ROW": {"patches": 14, "tokens": 15},
        "VIT-ONESIDE": {"tokens": 3137},
        "VIT-NOPATCH": {"patch_embedding": 37_632},
        "PAR-NOCIN": {"patch_embedding": 197_376},
        "PAR-NOBIAS": {"patch_embedding": 589_824},
    }


@given(COUNT, COUNT, COUNT, COUNT)
def test_windows_pair_only_their_own_tokens(rows, columns, window, channels):
    tokens = list(product(range(rows * window), range(columns * window)))
    pairs = sum((a // window, b // window) == (c // window, d // window) for a, b in tokens for c, d in tokens)
    cost = swin_window_cost(rows * window, columns * window, channels, window)
    projections = sum(4 * channels**2 for _ in tokens)
    assert cost["window_macs"] == projections + 2 * pairs * channels
    assert cost["global_macs"] == projections + 2 * len(tokens) ** 2 * channels


def test_slips_of_windows():
    arguments = {"height": 56, "width": 56, "channels": 96, "window": 7}
    assert swin_window_cost(**arguments) == {"window_macs": 145_108_992, "global_macs": 2_003_828_736}
    assert {slip: swin_window_cost.mistaken(slip, arguments) for slip in swin_window_cost.mistakes} == {
        "SWIN-GLOBAL": {"window_macs": 2_003_828_736},
        "SWIN-SIDE": {"window_macs": 119_820_288},
        "SWIN-ONEWINDOW": {"window_macs": 116_066_496},
        "MAC-FLOP": {"window_macs": 290_217_984, "global_macs": 4_007_657_472},
    }


# --- positions --------------------------------------------------------------------------------------------------


@given(st.integers(0, 5000), st.integers(0, 255), st.sampled_from([256, 512, 768]))
def test_a_position_value_is_the_wave_at_its_frequency(position, index, width):
    with mpmath.workdps(40):
        angle = position / mpmath.power(10_000, mpmath.mpf(2 * (index // 2)) / width)
        expected = mpmath.sin(angle) if index % 2 == 0 else mpmath.cos(angle)
    assert position_code(position, index, width) == pytest.approx(float(expected), abs=1e-10)


def test_slips_of_positions():
    arguments = {"position": 2, "index": 3, "width": 8}
    assert position_code(**arguments) == pytest.approx(0.980066578)
    assert position_code.mistaken("POS-SWAP", arguments) == pytest.approx(0.198669331)
    assert position_code.mistaken("POS-NOPAIR", arguments) == pytest.approx(0.998000667)
    assert position_code.mistaken("POS-TWICE", arguments) == pytest.approx(0.999998000)


# --- refusals and explanations ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calculator", "arguments", "argument", "problem"),
    [
        (attn_params_flops, {"tokens": 4, "width": 10, "heads": 3}, "heads", "not_dividing"),
        (attn_params_flops, {"tokens": 4, "width": 12, "heads": 6, "kv_heads": 4}, "kv_heads", "not_dividing"),
        (attn_params_flops, {"tokens": 4, "width": 12, "heads": 6, "kv_heads": 0}, "kv_heads", "below_one"),
        (attn_params_flops, {"tokens": 0, "width": 12}, "tokens", "below_one"),
        (attention_weights, {"query": [1, 2], "keys": []}, "keys", "lengths_differ"),
        (attention_weights, {"query": [1, 2], "keys": [[1, 2], [1]]}, "keys", "lengths_differ"),
        (attention_weights, {"query": [float("inf")], "keys": [[1]]}, "query", "not_finite"),
        (attention_weights, {"query": [1e200], "keys": [[1e200]]}, "keys", "not_finite"),
        (transformer_block_params, {"width": 8, "mlp_width": 0}, "mlp_width", "below_one"),
        (vit_patches, {"image": 225, "patch": 16, "width": 8}, "patch", "not_dividing"),
        (vit_patches, {"image": 224, "patch": 0, "width": 8}, "patch", "below_one"),
        (vit_params, {"image": 224, "patch": 16, "width": 8, "depth": 0, "mlp_width": 8}, "depth", "below_one"),
        (swin_window_cost, {"height": 56, "width": 60, "channels": 8, "window": 7}, "window", "not_dividing"),
        (position_code, {"position": 1, "index": 8, "width": 8}, "index", "too_large"),
        (position_code, {"position": -1, "index": 0, "width": 8}, "position", "below_one"),
        (position_code, {"position": 10**400, "index": 0, "width": 8}, "position", "too_large"),
    ],
)
def test_refusals(calculator, arguments, argument, problem):
    with pytest.raises(Refusal) as refused:
        calculator(**arguments)
    details = refused.value.details
    assert (refused.value.reason, details["argument"], details["problem"]) == ("bad_argument", argument, problem)


@pytest.mark.parametrize(
    ("calculator", "arguments"),
    [
        (attn_params_flops, VIT_B),
        (attn_params_flops, GROUPED),
        (attention_weights, {"query": [1, 2], "keys": [[1, 0], [0.5, 1]]}),
        (transformer_block_params, {"width": 512, "mlp_width": 2048}),
        (vit_params, {"image": 32, "patch": 4, "width": 64, "depth": 2, "mlp_width": 128, "classes": 10}),
        (vit_patches, {"image": [64, 32], "patch": 16, "width": 8}),
        (swin_window_cost, {"height": 14, "width": 28, "channels": 8, "window": 7}),
        (position_code, {"position": 3, "index": 4, "width": 8}),
    ],
)
def test_explanations_end_in_the_result(calculator, arguments):
    explained = calculator.explain(calculator.introduce(arguments))
    result = explained.result
    assert result == calculator(**arguments)
    assert call(calculator, arguments) == pytest.approx(result)
    last = list(result.values())[-1] if isinstance(result, dict) else result
    assert explained.lines[-1].result == print_value(last)
    assert explained.formula
    assert explained.latex
    words = {**naming.WORDS, **detectors.WORDS}
    assert {line.label for line in explained.lines} <= words.keys()
    assert set(result if isinstance(result, dict) else ()) <= words.keys()
