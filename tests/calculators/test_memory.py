"""Memory of weights, activations, training, caches and compressed networks against arrays and published figures."""

from __future__ import annotations

from array import array
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.calculators import memory
from quizzer.calculators.calculator import Calculator, print_value
from quizzer.calculators.calling import call
from quizzer.calculators.memory import (
    activation_memory,
    checkpointing,
    codebook_size,
    kv_cache_memory,
    parameter_memory,
    pruned_quantised_size,
    train_memory,
    zero_memory,
)
from quizzer.calculators.refusals import Refusal

WEIGHTS = {"parameters": 25_600_000, "bits": 16}
MAPS = {"maps": [(64, 112, 110), (128, 56, 56)], "batch": 32}
MIXED = {"parameters": 10**9, "mixed": True, "activations": 10**9}
FP32 = {"parameters": 25_600_000}
SHARDED = {"parameters": 7_500_000_000, "devices": 64, "stage": 1}
CACHE = {"layers": 32, "heads": 32, "head_dim": 128, "tokens": 4096, "kv_heads": 8, "batch": 2}
PRUNED = {"weights": 10**6, "bits": 8, "sparsity": Fraction(9, 10), "index_bits": 5}
SHARED = {"weights": 10**6, "clusters": 16, "sparsity": Fraction(1, 2), "index_bits": 4}
EXAMPLES = {
    "parameter_memory": WEIGHTS,
    "activation_memory": MAPS,
    "train_memory": MIXED,
    "zero_memory": SHARDED,
    "checkpointing": {"layers": 64},
    "kv_cache_memory": CACHE,
    "pruned_quantised_size": PRUNED,
    "codebook_size": SHARED,
}
MISTAKES = [
    ("parameter_memory", "MEM-BITS", WEIGHTS, "bytes", 409_600_000),
    ("parameter_memory", "MEM-FP32", WEIGHTS, "bytes", 102_400_000),
    ("parameter_memory", "MEM-COUNT", WEIGHTS, "bytes", 25_600_000),
    ("parameter_memory", "MEM-MB", {"parameters": 25_600_000}, "mib", Fraction("102.4")),
    ("parameter_memory", "MEM-1000K", {"parameters": 25_600_000}, "mib", 100),
    ("activation_memory", "ACT-NOBATCH", MAPS, "bytes", 4_759_552),
    ("activation_memory", "ACT-NOH2", {"maps": [(128, 28, 28)], "batch": 8}, "bytes", 114_688),
    ("activation_memory", "ACT-NOBYTE", {"maps": [(64, 28, 28)], "batch": 8}, "bytes", 401_408),
    ("activation_memory", "MEM-BITS", {"maps": [(64, 28, 28)], "batch": 8}, "bytes", 12_845_056),
    ("activation_memory", "MEM-MB", {"maps": [(64, 28, 28)], "batch": 8}, "mib", Fraction("1.605632")),
    ("train_memory", "ADAM-1X", FP32, "bytes", 102_400_000),
    ("train_memory", "ADAM-2X", FP32, "bytes", 204_800_000),
    ("train_memory", "ADAM-3X", FP32, "bytes", 307_200_000),
    ("train_memory", "MIX-NOMASTER", MIXED, "gb", 13),
    ("train_memory", "MIX-ALLHALF", MIXED, "gb", 9),
    ("train_memory", "TRAIN-NOACT", MIXED, "gb", 16),
    ("zero_memory", "ZERO-NOSHARD", SHARDED, "gb", 120),
    ("zero_memory", "ZERO-ALLSHARD", SHARDED, "gb", Fraction("1.875")),
    ("zero_memory", "ZERO-NOMASTER", SHARDED, "gb", Fraction("30.9375")),
    ("zero_memory", "ZERO-NEXTSTAGE", SHARDED, "gb", Fraction("16.640625")),
    ("checkpointing", "CKPT-ONLYKEPT", {"layers": 64}, "peak_maps", 8),
    ("checkpointing", "CKPT-HALF", {"layers": 64}, "checkpoints", 32),
    ("checkpointing", "CKPT-LOG", {"layers": 64}, "checkpoints", 6),
    ("checkpointing", "CKPT-DOUBLE", {"layers": 64}, "cost_factor", 2),
    ("kv_cache_memory", "KV-NO2", CACHE, "mib", 512),
    ("kv_cache_memory", "KV-ALLHEADS", CACHE, "mib", 4096),
    ("kv_cache_memory", "KV-ONEHEAD", CACHE, "mib", 128),
    ("kv_cache_memory", "KV-ONELAYER", CACHE, "mib", 32),
    ("kv_cache_memory", "KV-NOBATCH", CACHE, "mib", 512),
    ("kv_cache_memory", "MEM-BITS", CACHE, "mib", 8192),
    ("pruned_quantised_size", "COMP-NOINDEX", PRUNED, "bytes", 100_000),
    ("pruned_quantised_size", "COMP-SPARSEKEPT", PRUNED, "bytes", 1_462_500),
    ("pruned_quantised_size", "COMP-NOPRUNE", PRUNED, "bytes", 1_625_000),
    ("pruned_quantised_size", "MEM-BITS", PRUNED, "bytes", 1_300_000),
    ("pruned_quantised_size", "Q-8X", {"weights": 10**6}, "compression", 8),
    ("pruned_quantised_size", "Q-24", {"weights": 10**6}, "compression", 24),
    ("codebook_size", "COMP-NOCODEBOOK", {"weights": 1000, "clusters": 16}, "bytes", 500),
    ("codebook_size", "COMP-CLUSTERBITS", {"weights": 1000, "clusters": 16}, "bytes", 2064),
    ("codebook_size", "COMP-INVERSE", {"weights": 1000, "clusters": 16}, "compression", Fraction(141, 1000)),
    ("codebook_size", "COMP-NOINDEX", SHARED, "bytes", 250_064),
    ("codebook_size", "COMP-NOPRUNE", SHARED, "bytes", 1_000_064),
]
REFUSED = [
    (parameter_memory, {"parameters": 0}, "bad_argument", "below_one"),
    (parameter_memory, {"parameters": 10, "bits": 0}, "bad_argument", "below_one"),
    (activation_memory, {"maps": []}, "bad_argument", "no_maps"),
    (activation_memory, {"maps": [(64, 28)]}, "bad_argument", "no_maps"),
    (activation_memory, {"maps": [(64, 28, 0)]}, "bad_argument", "below_one"),
    (train_memory, {"parameters": -1}, "bad_argument", "below_one"),
    (train_memory, FP32 | {"activations": -1}, "bad_argument", "below_one"),
    (zero_memory, SHARDED | {"stage": 4}, "bad_argument", "no_number"),
    (zero_memory, SHARDED | {"devices": 0}, "bad_argument", "below_one"),
    (checkpointing, {"layers": 50}, "bad_argument", "no_number"),
    (checkpointing, {"layers": 0}, "bad_argument", "below_one"),
    (kv_cache_memory, CACHE | {"kv_heads": 5}, "groups_not_dividing", None),
    (kv_cache_memory, CACHE | {"kv_heads": 0}, "bad_argument", "below_one"),
    (pruned_quantised_size, PRUNED | {"sparsity": 1}, "bad_argument", "no_probability"),
    (pruned_quantised_size, PRUNED | {"index_bits": -1}, "bad_argument", "below_one"),
    (codebook_size, SHARED | {"clusters": 1}, "bad_argument", "no_number"),
    (codebook_size, SHARED | {"clusters": 10**400}, "bad_argument", "no_number"),
]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_explains_itself(name):
    calculator, arguments = getattr(memory, name), EXAMPLES[name]
    explained = calculator.explain(calculator.introduce(arguments))
    assert explained.result == calculator(**arguments)
    assert explained.formula
    assert explained.lines[-1].result == print_value(list(explained.result.values())[-1])
    given_as_json = {key: str(value) if isinstance(value, Fraction) else value for key, value in arguments.items()}
    assert call(calculator, given_as_json)


def test_examples_hold_every_calculator_and_every_mistake():
    found = {
        name: value
        for name, value in vars(memory).items()
        if isinstance(value, Calculator) and value.function.__module__ == memory.__name__
    }
    assert found.keys() == EXAMPLES.keys()
    assert {(row[0], row[1]) for row in MISTAKES} == {(name, slip) for name in found for slip in found[name].mistakes}


@pytest.mark.parametrize(("name", "mistake", "arguments", "key", "wrong"), MISTAKES)
def test_each_mistake_gives_its_own_number(name, mistake, arguments, key, wrong):
    calculator = getattr(memory, name)
    assert calculator.mistaken(mistake, arguments)[key] == wrong
    assert calculator(**arguments)[key] != wrong


@pytest.mark.parametrize(("calculator", "arguments", "reason", "problem"), REFUSED)
def test_refusals(calculator, arguments, reason, problem):
    with pytest.raises(Refusal) as caught:
        calculator(**arguments)
    assert (caught.value.reason, caught.value.details.get("problem")) == (reason, problem)


@given(st.integers(1, 500), st.sampled_from("fdhb"))
def test_weights_take_what_an_array_of_them_takes(parameters, code):
    values = array(code, [0] * parameters)
    result = parameter_memory(parameters, 8 * values.itemsize)
    assert result["bytes"] == memoryview(values).nbytes
    assert result["mib"] * 1024 * 1024 == result["bytes"]


def test_resnet_50_in_three_precisions():
    sizes = [parameter_memory(25_557_032, bits)["bytes"] for bits in (32, 16, 8)]
    assert sizes == [102_228_128, 51_114_064, 25_557_032]


@given(
    st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1, max_size=4),
    st.integers(1, 4),
)
def test_activations_take_what_arrays_of_them_take(maps, batch):
    held = sum(
        memoryview(array("f", [0.0 for _ in range(c) for _ in range(h) for _ in range(w)])).nbytes
        for c, h, w in maps
        for _ in range(batch)
    )
    assert activation_memory(maps, batch)["bytes"] == held


def test_bytes_per_weight_of_training():
    assert train_memory(1)["bytes_per_weight"] == 16
    assert train_memory(1, float32_gradients=True)["bytes_per_weight"] == 16
    assert train_memory(1, mixed=True)["bytes_per_weight"] == 16
    assert train_memory(1, mixed=True, float32_gradients=True)["bytes_per_weight"] == 18
    assert train_memory(1000, activations=24)["bytes"] == 16_024


def test_mixed_mistakes_are_none_in_full_precision():
    for mistake in ("MIX-NOMASTER", "MIX-ALLHALF"):
        assert train_memory.mistaken(mistake, FP32) == train_memory(**FP32)


def test_the_figure_of_the_zero_paper():
    sizes = [zero_memory(7_500_000_000, 64, stage)["gb"] for stage in range(4)]
    assert [round(float(size), 1) for size in sizes] == [120, 31.4, 16.6, 1.9]


@given(st.integers(1, 10**9), st.integers(1, 100))
def test_the_last_stage_shares_everything(parameters, devices):
    whole, sharded = (zero_memory(parameters, devices, stage)["bytes"] for stage in (0, 3))
    assert sharded * devices == whole == train_memory(parameters, mixed=True)["bytes"]


@given(st.integers(1, 30))
def test_the_root_is_the_best_number_of_segments(root):
    layers = root * root
    peaks = [k + Fraction(layers, k) for k in range(1, layers + 1)]
    result = checkpointing(layers)
    assert result["peak_maps"] == min(peaks)
    assert peaks[result["checkpoints"] - 1] == min(peaks)
    assert result["cost_factor"] == Fraction(1 + 1 + 2, 1 + 2)


def test_caches_of_known_models():
    # Llama 2: 7B keeps all 32 heads, 70B 8 of 64; 16 bits, 4096 tokens.
    assert kv_cache_memory(32, 32, 128, 4096)["mib"] == 2048
    assert kv_cache_memory(80, 64, 128, 4096, kv_heads=8)["mib"] == 1280


@given(*[st.integers(1, 3)] * 5)
def test_a_cache_value_by_value(layers, kv_heads, head_dim, tokens, batch):
    kept = [
        (kind, layer, head, place, token, sample)
        for kind in ("key", "value")
        for layer in range(layers)
        for head in range(kv_heads)
        for place in range(head_dim)
        for token in range(tokens)
        for sample in range(batch)
    ]
    result = kv_cache_memory(layers, 2 * kv_heads, head_dim, tokens, batch, kv_heads)
    assert result["bytes"] == 2 * len(kept)


@given(st.integers(1, 200), st.integers(1, 16), st.integers(0, 6), st.integers(0, 3))
def test_pruned_weights_written_as_bits(hundreds, bits, index_bits, quarters):
    weights, sparsity = 4 * hundreds, Fraction(quarters, 4)
    written = "".join("0" * bits + "1" * index_bits for n in range(weights) if n % 4 >= quarters)
    result = pruned_quantised_size(weights, bits, sparsity, index_bits)
    assert result["bytes"] * 8 == len(written)
    assert result["compression"] * len(written) == 32 * weights


def test_the_example_of_the_deep_compression_paper():
    # 16 weights in 4 clusters: 16·32/(4·32 + 2·16) = 3.2.
    assert codebook_size(16, 4)["compression"] == Fraction("3.2")


@given(st.integers(2, 300), st.integers(1, 500))
def test_codes_are_long_enough_and_no_longer(clusters, weights):
    bits = next(n for n in range(20) if 2**n >= clusters)
    assert codebook_size(weights, clusters)["bytes"] * 8 == weights * bits + clusters * 32
