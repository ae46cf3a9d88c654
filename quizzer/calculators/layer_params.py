"""Trainable parameters and buffers of torch.nn layers, from the keywords of their constructors.

Source: the documentation of each class in torch.nn (PyTorch 2.13): recurrent layers keep two bias vectors a gate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import (
    MOST_REPEATS,
    InvalidShape,
    Refusal,
    require_at_most,
    require_counts,
    require_positive,
)
from quizzer.expressions.tracing import exact_div, named, product, total, value_of

Config = dict[str, Any]
Count = Callable[[Config], Any]
GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


def _linear(config: Config) -> Any:
    weights = named("weights", config["in_features"] * config["out_features"])
    return weights + config["out_features"] if config.get("bias", True) else weights


def _embedding(config: Config) -> Any:
    return config["num_embeddings"] * config["embedding_dim"]


def _convolution(axes: int) -> Count:
    def count(config: Config) -> Any:
        size = config["kernel_size"]
        sides = list(size) if isinstance(size, list | tuple) else [size] * axes
        channels, outputs, groups = config["in_channels"], config["out_channels"], config.get("groups", 1)
        require_positive(kernel=min(sides), groups=groups)
        if channels % groups or outputs % groups:
            raise InvalidShape("groups_not_dividing", groups=groups, channels=[channels, outputs])
        per_group = channels if groups == 1 else exact_div(channels, groups)
        weights = named("weights", product(sides) * per_group * outputs)
        return weights + outputs if config.get("bias", True) else weights

    return count


def _batch_norm(config: Config) -> Any:
    return (2 if config.get("affine", True) else 0) * config["num_features"]


def _layer_norm(config: Config) -> Any:
    shape = config["normalized_shape"]
    size = product(shape) if isinstance(shape, list | tuple) else shape
    if not config.get("elementwise_affine", True):
        return 0 * size
    return 2 * size if config.get("bias", True) else size


def _group_norm(config: Config) -> Any:
    if config["num_channels"] % config["num_groups"]:
        raise InvalidShape("groups_not_dividing", groups=config["num_groups"], channels=[config["num_channels"]])
    return (2 if config.get("affine", True) else 0) * config["num_channels"]


def _recurrent(gates: int, biases: int = 2) -> Count:
    def count(config: Config) -> Any:
        hidden, directions = config["hidden_size"], 2 if config.get("bidirectional") else 1
        projection = config.get("proj_size", 0)
        state = projection or hidden
        layers = []
        require_at_most(num_layers=(config.get("num_layers", 1), MOST_REPEATS))
        for layer in range(int(value_of(config.get("num_layers", 1)))):
            width = config["input_size"] if layer == 0 else state * directions
            one = gates * hidden * (width + state)
            if config.get("bias", True):
                one = one + gates * hidden * biases
            if projection:
                one = one + projection * hidden
            layers.append(named("layer_parameters", directions * one, layer + 1))
        return total(layers)

    return count


def _attention(config: Config) -> Any:
    width = config["embed_dim"]
    if width % config["num_heads"]:
        raise InvalidShape("groups_not_dividing", groups=config["num_heads"], channels=[width])
    inner = width * width + config.get("kdim", width) * width + config.get("vdim", width) * width
    weights = named("projections", inner + width * width)
    return weights + 4 * width if config.get("bias", True) else weights


def _feed_forward(config: Config) -> Any:
    width, inner = config["d_model"], config.get("dim_feedforward", 2048)
    biases = inner + width if config.get("bias", True) else 0
    return named("feed_forward", 2 * width * inner + biases)


def _transformer(attentions: int) -> Count:
    def count(config: Config) -> Any:
        width, bias = config["d_model"], config.get("bias", True)
        attention = _attention({"embed_dim": width, "num_heads": config["nhead"], "bias": bias})
        norms = named("norms", (attentions + 1) * (2 if bias else 1) * width)
        return attentions * named("attention", attention) + _feed_forward(config) + norms

    return count


COUNTS: Mapping[str, Count] = {
    "Linear": _linear,
    "Embedding": _embedding,
    "Conv1d": _convolution(1),
    "Conv2d": _convolution(2),
    "Conv3d": _convolution(3),
    "BatchNorm2d": _batch_norm,
    "LayerNorm": _layer_norm,
    "GroupNorm": _group_norm,
    **{name: _recurrent(gates) for name, gates in GATES.items()},
    "MultiheadAttention": _attention,
    "TransformerEncoderLayer": _transformer(1),
    "TransformerDecoderLayer": _transformer(2),
}
_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "Linear": ("in_features", "out_features"),
    "Embedding": ("num_embeddings", "embedding_dim"),
    **dict.fromkeys(("Conv1d", "Conv2d", "Conv3d"), ("in_channels", "out_channels", "kernel_size")),
    "BatchNorm2d": ("num_features",),
    "LayerNorm": ("normalized_shape",),
    "GroupNorm": ("num_groups", "num_channels"),
    **dict.fromkeys(GATES, ("input_size", "hidden_size")),
    "MultiheadAttention": ("embed_dim", "num_heads"),
    **dict.fromkeys(("TransformerEncoderLayer", "TransformerDecoderLayer"), ("d_model", "nhead")),
}
"""The keywords that a class cannot do without."""


def _only(*layers: str) -> Callable[[str], None]:
    def check(layer: str) -> None:
        if layer not in layers:
            raise Refusal("unsupported", layer=layer)

    return check


def _with(change: Mapping[str, Any], *layers: str) -> Callable[..., dict[str, Any]]:
    """The count with keywords replaced, for some classes only."""

    def wrong(layer: str, config: Config) -> dict[str, Any]:
        _only(*layers)(layer)
        return {"params": COUNTS[layer]({**config, **change})}

    return wrong


def _counting(count: Callable[[str, Config], Any], *layers: str) -> Callable[..., dict[str, Any]]:
    def wrong(layer: str, config: Config) -> dict[str, Any]:
        _only(*layers)(layer)
        return {"params": count(layer, config)}

    return wrong


def _flat_kernel(layer: str, config: Config) -> Any:
    size = config["kernel_size"]
    return COUNTS["Conv2d"]({**config, "kernel_size": size[0] if isinstance(size, list | tuple) else size})


def _first_width(layer: str, config: Config) -> Any:
    one = COUNTS[layer]({**config, "num_layers": 1})
    return one * config.get("num_layers", 1)


_BIASED = (
    "Linear",
    "Conv1d",
    "Conv2d",
    "Conv3d",
    *GATES,
    "MultiheadAttention",
    "TransformerEncoderLayer",
    "TransformerDecoderLayer",
)
_NORMS = ("BatchNorm2d", "LayerNorm", "GroupNorm")


@calculator(
    Mistake("FC-NOBIAS", instead=_with({"bias": False}, *_BIASED)),
    Mistake("FC-SUM", instead=_counting(lambda layer, c: c["in_features"] + c["out_features"], "Linear")),
    Mistake(
        "EMB-BIAS", instead=_counting(lambda layer, c: (c["num_embeddings"] + 1) * c["embedding_dim"], "Embedding")
    ),
    Mistake("CONV3-2D", instead=_counting(_flat_kernel, "Conv3d")),
    Mistake("CONV1-2D", instead=_counting(_flat_kernel, "Conv1d")),
    Mistake("BN-1C", instead=_counting(lambda layer, c: c["num_features"], "BatchNorm2d")),
    Mistake("BN-2", instead=_counting(lambda layer, c: 2, "BatchNorm2d")),
    Mistake("BN-4C", instead=_counting(lambda layer, c: 4 * c["num_features"], "BatchNorm2d")),
    Mistake(
        "NORM-NOSHIFT",
        instead=_counting(
            lambda layer, c: COUNTS[layer]({**c, "affine": True, "elementwise_affine": True}) // 2, *_NORMS
        ),
    ),
    Mistake("RNN-ONEBIAS", instead=_counting(lambda layer, c: _recurrent(GATES[layer], 1)(c), *GATES)),
    Mistake("RNN-ONEDIR", instead=_with({"bidirectional": False}, *GATES)),
    Mistake("RNN-LAYER1", instead=_counting(_first_width, *GATES)),
    Mistake("LSTM-GATES", instead=_counting(lambda layer, c: _recurrent(3)(c), "LSTM")),
    Mistake(
        "MHA-NOOUT",
        instead=_counting(lambda layer, c: _attention(c) - c["embed_dim"] ** 2 - c["embed_dim"], "MultiheadAttention"),
    ),
    Mistake(
        "ATT-HEADS", instead=_counting(lambda layer, c: 4 * c["embed_dim"] ** 2 * c["num_heads"], "MultiheadAttention")
    ),
    Mistake(
        "TR-NOFFN",
        instead=_counting(
            lambda layer, c: COUNTS[layer](c) - _feed_forward(c), "TransformerEncoderLayer", "TransformerDecoderLayer"
        ),
    ),
    structural=("layer",),
    symbols={"config": "config"},
)
def layer_params(layer: str, config: Config) -> dict[str, Any]:
    """Parameters and buffers of a torch.nn ``layer`` built with the keywords ``config``.

    Linear i·o + o; ConvNd K^N·(Cin/G)·Cout + Cout; norms 2C; RNN, GRU, LSTM with g = 1, 3, 4 gates g·h·(in + h + 2) per
    layer and direction; MultiheadAttention 4d² + 4d. Buffers are running mean and variance and a step count. Raises
    Refusal unsupported for another class, bad_argument for a keyword that is missing, InvalidShape groups_not_dividing.
    """
    if layer not in COUNTS:
        raise Refusal("unsupported", layer=layer)
    missing = [name for name in _KEYWORDS[layer] if name not in config]
    if missing:
        raise Refusal("bad_argument", argument=missing[0], problem="missing", value="")
    _check_counts(config)
    tracked = layer == "BatchNorm2d" and config.get("track_running_stats", True)
    return {
        "params": named("params", COUNTS[layer](config)),
        "buffers": named("buffers", 2 * config["num_features"] + 1) if tracked else 0,
    }


def _check_counts(config: Config) -> None:
    for name, value in config.items():
        numbers = value if isinstance(value, list | tuple) else [value]
        if all(isinstance(number, bool | str) or number is None for number in numbers) or name in ("eps", "momentum"):
            continue
        if name in ("proj_size", "padding", "dropout"):
            continue
        require_counts(**{name: min(numbers)})
