"""Memory of networks: weights, activations, training states and their sharding, caches, compression.

1 byte = 8 bits, 1 MiB = 2^20 bytes, 1 GB = 10^9 bytes. Results are exact fractions, not rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidShape, Refusal, require_counts
from quizzer.expressions.tracing import ceil, exact_div, log2, named, noted, ratio, sqrt, total, value_of

Result = dict[str, Any]
Maps = list[tuple[int, int, int]]
"""(channels, height, width) of each map."""
MIB = 2**20
GB = 10**9


def _in_mib(size: Any) -> Result:
    size = named("bytes", size)
    return {"bytes": size, "mib": named("mib", ratio(size, MIB))}


def _in_gb(size: Any) -> Result:
    size = named("bytes", size)
    return {"bytes": size, "gb": named("gb", ratio(size, GB))}


def _counted(size: Callable[..., Any]) -> Callable[..., Result]:
    """A wrong number of bytes, with its MiB."""
    return lambda **given: _in_mib(size(**given))


# --- weights and activations ------------------------------------------------------------------------------------


@calculator(
    Mistake("MEM-BITS", instead=_counted(lambda parameters, bits=32: parameters * bits)),
    Mistake("MEM-FP32", given={"bits": 32}),
    Mistake("MEM-COUNT", instead=_counted(lambda parameters, bits=32: parameters)),
    Mistake("MEM-MB", instead=lambda parameters, bits=32: {"mib": ratio(parameters * bits, 8 * 10**6)}),
    Mistake("MEM-1000K", instead=lambda parameters, bits=32: {"mib": ratio(parameters * bits, 8 * 1000 * 1024)}),
    symbols={"parameters": "n", "bits": "b"},
)
def parameter_memory(parameters: int, bits: int = 32) -> Result:
    """Bytes and MiB of n weights of b bits each: n·b/8; 32 bits for float32, 16 for float16 and bfloat16, 8 for int8.

    Weights only: no buffers, scales or optimiser states. Raises Refusal bad_argument below 1. Source:
    torch.Tensor.nbytes.
    """
    require_counts(parameters=parameters, bits=bits)
    return _in_mib(ratio(parameters * bits, 8))


def _elements(
    maps: Sequence[Sequence[int]], area: Callable[[int, int], int] = lambda height, width: height * width
) -> Any:
    if not maps or any(len(shape) != 3 for shape in maps):
        raise Refusal("bad_argument", argument="maps", problem="no_maps", value="")
    require_counts(maps=min(side for shape in maps for side in shape))
    return total([named("map_values", c * area(h, w), place) for place, (c, h, w) in enumerate(maps, 1)])


@calculator(
    Mistake("ACT-NOBATCH", given={"batch": 1}),
    Mistake(
        "ACT-NOH2",
        instead=_counted(
            lambda maps, batch=1, bits=32: ratio(batch * _elements(maps, lambda height, width: height) * bits, 8)
        ),
    ),
    Mistake("ACT-NOBYTE", instead=_counted(lambda maps, batch=1, bits=32: batch * _elements(maps))),
    Mistake("MEM-BITS", instead=_counted(lambda maps, batch=1, bits=32: batch * _elements(maps) * bits)),
    Mistake(
        "MEM-MB",
        instead=lambda maps, batch=1, bits=32: {"mib": ratio(batch * _elements(maps) * bits, 8 * 10**6)},
    ),
    symbols={"maps": "m", "batch": "N", "bits": "b"},
)
def activation_memory(maps: Maps, batch: int = 1, bits: int = 32) -> Result:
    """Bytes and MiB of the kept feature maps: N·Σ(C·H·W)·b/8.

    ``maps`` are (channels, height, width) of exactly the maps that stay in memory; in-place activations add none.
    Raises Refusal bad_argument: no_maps, below_one. Source: torch.Tensor.nbytes.
    """
    require_counts(batch=batch, bits=bits)
    elements = named("map_values_in_all", _elements(maps))
    return _in_mib(ratio(batch * elements * bits, 8))


# --- training ---------------------------------------------------------------------------------------------------

States = Mapping[str, int]


def _states(mixed: bool, float32_gradients: bool) -> dict[str, int]:
    """Bytes of each value that training with Adam keeps for a weight."""
    return {
        "weight_bytes": 2 if mixed else 4,
        "gradient_bytes": 4 if float32_gradients or not mixed else 2,
        "master_bytes": 4 if mixed else 0,
        "first_moment_bytes": 4,
        "second_moment_bytes": 4,
    }


def _training(parameters: int, states: States, activations: int) -> Result:
    require_counts(parameters=parameters)
    if activations < 0:
        raise Refusal("bad_argument", argument="activations", problem="below_one", value=value_of(activations))
    kept = [noted(label, size, parameters) for label, size in states.items() if size]
    each = named("bytes_per_weight", total(kept))
    size = parameters * each
    return {"bytes_per_weight": each, **_in_gb(size + activations if activations else size)}


def _keeping(change: Callable[[dict[str, int]], States]) -> Callable[..., Result]:
    def wrong(parameters: int, mixed: bool = False, float32_gradients: bool = False, activations: int = 0) -> Result:
        return _training(parameters, change(_states(mixed, float32_gradients)), activations)

    return wrong


def _all_half(states: States) -> States:
    """Mixed precision without a master copy and with moments of 16 bits; FP32 as it is."""
    return {name: 2 for name in states if name != "master_bytes"} if states["master_bytes"] else states


def _first(count: int) -> Callable[[dict[str, int]], States]:
    return lambda states: dict(list(states.items())[:count])


@calculator(
    Mistake("ADAM-1X", instead=_keeping(_first(1))),
    Mistake("ADAM-2X", instead=_keeping(_first(2))),
    Mistake("ADAM-3X", instead=_keeping(_first(4))),
    Mistake("MIX-NOMASTER", instead=_keeping(lambda states: states | {"master_bytes": 0})),
    Mistake("MIX-ALLHALF", instead=_keeping(_all_half)),
    Mistake("TRAIN-NOACT", given={"activations": 0}),
    structural=("mixed", "float32_gradients"),
    symbols={"parameters": "n", "activations": "A"},
)
def train_memory(parameters: int, mixed: bool = False, float32_gradients: bool = False, activations: int = 0) -> Result:
    """Bytes and GB of training with Adam: n times the bytes per weight, plus ``activations`` bytes.

    FP32: weight 4, gradient 4, two moments 4 + 4 = 16. Mixed precision: 16-bit weight 2 and gradient 2, FP32 master
    copy 4 and moments 4 + 4 = 16; with ``float32_gradients`` 18. Raises Refusal bad_argument. Sources: Micikevicius et
    al. 2018, section 3.1; Rajbhandari et al. 2020 (ZeRO), section 3.1.
    """
    return _training(parameters, _states(mixed, float32_gradients), activations)


def _sharded(parameters: int, devices: int, stage: int, optimiser: int = 12) -> Result:
    require_counts(parameters=parameters, devices=devices)
    if stage not in range(4):
        raise Refusal("bad_argument", argument="stage", problem="no_number", value=stage)
    parts = []
    for label, each, first_stage in (("weights_kept", 2, 3), ("gradients_kept", 2, 2), ("states_kept", optimiser, 1)):
        whole = each * parameters
        parts.append(named(label, ratio(whole, devices) if stage >= first_stage else whole))
    return _in_gb(total(parts))


@calculator(
    Mistake("ZERO-NOSHARD", given={"stage": 0}),
    Mistake("ZERO-ALLSHARD", given={"stage": 3}),
    Mistake("ZERO-NOMASTER", instead=lambda **given: _sharded(**given, optimiser=8)),
    Mistake("ZERO-NEXTSTAGE", instead=lambda **given: _sharded(**given | {"stage": given["stage"] + 1})),
    structural=("stage",),
    symbols={"parameters": "Ψ", "devices": "N_d"},
)
def zero_memory(parameters: int, devices: int, stage: int) -> Result:
    """Bytes and GB of model states on each GPU under ZeRO, mixed precision with Adam: 2Ψ + 2Ψ + 12Ψ bytes in all.

    Stage 1 splits the 12Ψ of the optimiser over the devices, 2 the gradients as well, 3 the weights too; 0 is plain
    data parallelism. No activations or buffers. Raises Refusal bad_argument. Source: Rajbhandari et al. 2020 (ZeRO),
    section 5.
    """
    return _sharded(parameters, devices, stage)


def _checkpointed(layers: int) -> Any:
    require_counts(layers=layers)
    segments = sqrt(layers)
    if not isinstance(value_of(segments), int):
        raise Refusal("bad_argument", argument="layers", problem="no_number", value=value_of(layers))
    return segments


@calculator(
    Mistake("CKPT-ONLYKEPT", instead=lambda layers: {"peak_maps": _checkpointed(layers)}),
    Mistake(
        "CKPT-HALF",
        instead=lambda layers: {"checkpoints": exact_div(layers, 2), "peak_maps": exact_div(layers, 2) + 2},
    ),
    Mistake("CKPT-LOG", instead=lambda layers: {"checkpoints": log2(layers), "peak_maps": 2 * log2(layers)}),
    Mistake("CKPT-DOUBLE", instead=lambda layers: {"cost_factor": 2}),
    symbols={"layers": "L"},
)
def checkpointing(layers: int) -> Result:
    """Gradient checkpointing of L equal layers in √L segments: kept maps √L, at most √L + √L at once, cost factor 4/3.

    The peak is the checkpoints plus one segment that is computed again; the step costs one more forward pass, with a
    backward pass counted as two. Raises Refusal bad_argument where L is no square. Source: Chen et al. 2016, "Training
    deep nets with sublinear memory cost", section 4.
    """
    segments = named("checkpoints", _checkpointed(layers))
    in_segment = named("segment_maps", exact_div(layers, segments))
    return {
        "checkpoints": segments,
        "peak_maps": named("peak_maps", segments + in_segment),
        "cost_factor": Fraction(4, 3),
    }


# --- inference --------------------------------------------------------------------------------------------------


def _cache(
    layers: int,
    heads: int,
    head_dim: int,
    tokens: int,
    batch: int = 1,
    kv_heads: int | None = None,
    bits: int = 16,
    kinds: int = 2,
) -> Result:
    stored = heads if kv_heads is None else kv_heads
    require_counts(
        layers=layers, heads=heads, head_dim=head_dim, tokens=tokens, batch=batch, kv_heads=stored, bits=bits
    )
    if value_of(heads) % value_of(stored):
        raise InvalidShape("groups_not_dividing", groups=value_of(stored), channels=[value_of(heads)])
    a_token = named("values_per_token", kinds * layers * stored * head_dim)
    return _in_mib(ratio(a_token * tokens * batch * bits, 8))


@calculator(
    Mistake("KV-NO2", instead=lambda **given: _cache(**given, kinds=1)),
    Mistake("KV-ALLHEADS", given={"kv_heads": None}),
    Mistake("KV-ONEHEAD", given={"kv_heads": 1}),
    Mistake("KV-ONELAYER", given={"layers": 1}),
    Mistake("KV-NOBATCH", given={"batch": 1}),
    Mistake("MEM-BITS", instead=lambda **given: _cache(**given | {"bits": 8 * given.get("bits", 16)})),
    symbols={
        "layers": "L",
        "heads": "h",
        "head_dim": "d",
        "tokens": "T",
        "batch": "B",
        "kv_heads": "h_kv",
        "bits": "b",
    },
)
def kv_cache_memory(
    layers: int, heads: int, head_dim: int, tokens: int, batch: int = 1, kv_heads: int | None = None, bits: int = 16
) -> Result:
    """Bytes and MiB of the key and value cache: 2·L·h_kv·d·T·B·b/8.

    ``kv_heads`` is ``heads`` (the default) in multi-head, 1 in multi-query attention, a divisor of ``heads`` in grouped
    queries. Raises Refusal bad_argument, InvalidShape groups_not_dividing. Sources: Shazeer 2019; Ainslie et al. 2023.
    """
    return _cache(layers, heads, head_dim, tokens, batch, kv_heads, bits)


# --- compression ------------------------------------------------------------------------------------------------


def _compressed(
    weights: int,
    code_bits: Any,
    sparsity: Fraction | int,
    index_bits: int,
    original_bits: int,
    codebook_bits: Any = 0,
) -> Result:
    require_counts(weights=weights, code_bits=code_bits, original_bits=original_bits)
    if index_bits < 0:
        raise Refusal("bad_argument", argument="index_bits", problem="below_one", value=value_of(index_bits))
    if not 0 <= sparsity < 1:
        raise Refusal("bad_argument", argument="sparsity", problem="no_probability", value=value_of(sparsity))
    kept = named("kept_weights", weights * (1 - sparsity)) if sparsity else weights
    each = named("bits_per_weight", code_bits + index_bits) if index_bits else code_bits
    bits = named("compressed_bits", kept * each + codebook_bits if codebook_bits else kept * each)
    original = named("original_bits", weights * original_bits)
    return {"bytes": named("bytes", ratio(bits, 8)), "compression": named("compression", ratio(original, bits))}


def _reduced(
    weights: int, bits: int = 8, sparsity: Fraction | int = 0, index_bits: int = 0, original_bits: int = 32
) -> Result:
    return _compressed(weights, bits, sparsity, index_bits, original_bits)


def _keeps_the_rest(**given: Any) -> Result:
    return _reduced(**given | {"sparsity": 1 - given.get("sparsity", 0)})


@calculator(
    Mistake("COMP-NOINDEX", given={"index_bits": 0}),
    Mistake("COMP-SPARSEKEPT", instead=_keeps_the_rest),
    Mistake("COMP-NOPRUNE", given={"sparsity": 0}),
    Mistake("MEM-BITS", instead=lambda **given: {"bytes": 8 * _reduced(**given)["bytes"]}),
    Mistake("Q-8X", instead=lambda bits=8, **_: {"compression": bits}),
    Mistake("Q-24", instead=lambda bits=8, original_bits=32, **_: {"compression": original_bits - bits}),
    symbols={"weights": "n", "bits": "b", "sparsity": "s", "index_bits": "i", "original_bits": "b_0"},
)
def pruned_quantised_size(
    weights: int, bits: int = 8, sparsity: Fraction | int = 0, index_bits: int = 0, original_bits: int = 32
) -> Result:
    """Bytes of n weights of b bits of which the share ``sparsity`` is pruned, and how many times smaller that is.

    n(1−s)·(b + i)/8 with i bits of index a kept weight; structured pruning or a dense layout has none. Scales and zero
    points do not count. Raises Refusal bad_argument. Source: Han et al. 2016, "Deep compression", section 2.
    """
    return _reduced(weights, bits, sparsity, index_bits, original_bits)


def _shared(
    weights: int,
    clusters: int,
    sparsity: Fraction | int = 0,
    index_bits: int = 0,
    original_bits: int = 32,
    code: Callable[[int], Any] = lambda clusters: ceil(log2(clusters)),
    codebook: bool = True,
) -> Result:
    if not 2 <= clusters <= MIB:
        raise Refusal("bad_argument", argument="clusters", problem="no_number", value=value_of(clusters))
    table = named("codebook_bits", clusters * original_bits) if codebook else 0
    return _compressed(weights, named("code_bits", code(clusters)), sparsity, index_bits, original_bits, table)


@calculator(
    Mistake("COMP-INVERSE", instead=lambda **given: {"compression": 1 / _shared(**given)["compression"]}),
    Mistake("COMP-NOCODEBOOK", instead=lambda **given: _shared(**given, codebook=False)),
    Mistake("COMP-CLUSTERBITS", instead=lambda **given: _shared(**given, code=lambda clusters: clusters)),
    Mistake("COMP-NOINDEX", given={"index_bits": 0}),
    Mistake("COMP-NOPRUNE", given={"sparsity": 0}),
    symbols={"weights": "n", "clusters": "k", "sparsity": "s", "index_bits": "i", "original_bits": "b"},
)
def codebook_size(
    weights: int, clusters: int, sparsity: Fraction | int = 0, index_bits: int = 0, original_bits: int = 32
) -> Result:
    """Bytes of n weights that share k values, and the compression n·b/(n(1−s)·(⌈log₂k⌉ + i) + k·b).

    Each kept weight is a code of ⌈log₂k⌉ bits (with i bits of index if pruned), the codebook holds k values of b bits.
    Raises Refusal bad_argument, for k outside 2 … 2^20 too. Source: Han et al. 2016, "Deep compression", equation 1.
    """
    return _shared(weights, clusters, sparsity, index_bits, original_bits)
