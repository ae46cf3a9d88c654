"""Every layer of a network: output shape, parameters, multiply-adds, receptive field and effective stride.

Multiply-adds count products with weights (convolutions, linear layers, the projections of attention); bias, norms,
pooling and activations count nothing, and the products of queries, keys and values are counted by themselves. The
convention is that of torch.utils.flop_counter, halved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizzer.calculators.field_graph import WHOLE, Field, joined, through_window
from quizzer.calculators.pooling import caffe_pool_output_size, pool_output_size
from quizzer.calculators.refusals import InvalidShape, Refusal
from quizzer.calculators.sizes import Pair, conv_output_size, pair
from quizzer.calculators.transposed import transposed_output_size

INPUT = "input"
Shape = tuple[int, ...]
"""(channels, height, width) of a map, (tokens, width) of a sequence, (features,) of a vector; the batch is apart."""
Fields = tuple[Field, Field] | None
"""Receptive field along height and width; None where it is not the same window at every position."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A node of a network: a kind (torch.nn's name where it has one), the layers it reads and its attributes."""

    name: str
    kind: str
    inputs: tuple[str, ...]
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the layer table. ``rf`` and ``stride`` hold both axes, None where the field has no one size."""

    name: str
    kind: str
    output: Shape
    params: int
    macs: int
    attention_macs: int
    fields: Fields


class LayerTable:
    """The rows of a network as its layers are added, for one sample of shape ``input``."""

    def __init__(self, input: Shape) -> None:
        self._start = Row(INPUT, "Input", input, 0, 0, 0, (WHOLE, WHOLE))
        self.rows: dict[str, Row] = {}

    def row(self, name: str) -> Row:
        """The row of a layer, or of the input."""
        return self._start if name == INPUT else self.rows[name]

    def add(self, layer: Layer) -> Row:
        """Lay ``layer`` out behind those it reads. Raises Refusal as the rules of its kind, unsupported for others."""
        if layer.kind not in _RULES:
            raise Refusal("unsupported", kind=layer.kind)
        self.rows[layer.name] = _RULES[layer.kind](layer, [self.row(name) for name in layer.inputs])
        return self.rows[layer.name]


def table(layers: Sequence[Layer], input: Shape) -> list[Row]:
    """One row a layer, in the order given. Raises Refusal as :meth:`LayerTable.add`."""
    laid_out = LayerTable(input)
    for layer in layers:
        laid_out.add(layer)
    return list(laid_out.rows.values())


Rule = Callable[[Layer, list[Row]], Row]


def _row(layer: Layer, output: Shape, fields: Fields, params: int = 0, macs: int = 0, attention_macs: int = 0) -> Row:
    return Row(layer.name, layer.kind, output, params, macs, attention_macs, fields)


def _map_of(row: Row) -> tuple[int, int, int]:
    if len(row.output) != 3:
        raise InvalidShape("channel_mismatch", input=list(row.output), layer="map")
    channels, height, width = row.output
    return channels, height, width


def _windowed(fields: Fields, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair = (1, 1)) -> Fields:
    if fields is None:
        return None
    high, wide = (through_window(*axis) for axis in zip(fields, kernel, stride, padding, dilation, strict=True))
    return high, wide


# --- layers with weights ----------------------------------------------------------------------------------------


def _conv(layer: Layer, inputs: list[Row]) -> Row:
    channels, height, width = _map_of(inputs[0])
    given = layer.given
    outputs, groups = given["out"], given.get("groups", 1)
    kernel, stride = pair(given["kernel"]), pair(given.get("stride", 1))
    padding, dilation = pair(given.get("padding", 0)), pair(given.get("dilation", 1))
    if channels % groups or outputs % groups:
        raise InvalidShape("groups_not_dividing", groups=groups, channels=[channels, outputs])
    high, wide = (
        conv_output_size.function(*axis)
        for axis in zip((height, width), kernel, stride, padding, dilation, strict=True)
    )
    weights = kernel[0] * kernel[1] * (channels // groups) * outputs
    params = weights + (outputs if given.get("bias", True) else 0)
    fields = _windowed(inputs[0].fields, kernel, stride, padding, dilation)
    return _row(layer, (outputs, high, wide), fields, params, high * wide * weights)


def _transposed(layer: Layer, inputs: list[Row]) -> Row:
    channels, height, width = _map_of(inputs[0])
    given = layer.given
    kernel, stride, padding = pair(given["kernel"]), pair(given.get("stride", 1)), pair(given.get("padding", 0))
    high, wide = (
        transposed_output_size.function(*axis) for axis in zip((height, width), kernel, stride, padding, strict=True)
    )
    weights = kernel[0] * kernel[1] * channels * given["out"]
    params = weights + (given["out"] if given.get("bias", True) else 0)
    return _row(layer, (given["out"], high, wide), None, params, height * width * weights)


def _linear(layer: Layer, inputs: list[Row]) -> Row:
    """A dense layer: on every token of a sequence, or on the flattened map, as a convolution over all of it."""
    shape, outputs = inputs[0].output, layer.given["out"]
    positions, features = (shape[0], shape[1]) if len(shape) == 2 else (1, _size(shape))
    weights = features * outputs
    params = weights + (outputs if layer.given.get("bias", True) else 0)
    fields = inputs[0].fields
    if len(shape) == 3:
        fields = _windowed(fields, (shape[1], shape[2]), (1, 1), (0, 0))
    return _row(layer, (positions, outputs) if len(shape) == 2 else (outputs,), fields, params, positions * weights)


def _size(shape: Shape) -> int:
    size = 1
    for side in shape:
        size *= side
    return size


def _batch_norm(layer: Layer, inputs: list[Row]) -> Row:
    channels, _, _ = _map_of(inputs[0])
    return _row(layer, inputs[0].output, inputs[0].fields, 2 * channels)


def _layer_norm(layer: Layer, inputs: list[Row]) -> Row:
    return _row(layer, inputs[0].output, inputs[0].fields, 2 * inputs[0].output[-1])


def _attention(layer: Layer, inputs: list[Row]) -> Row:
    tokens, width = inputs[0].output
    if width % layer.given["heads"]:
        raise InvalidShape("groups_not_dividing", groups=layer.given["heads"], channels=[width])
    weights = 4 * width * width
    return _row(layer, (tokens, width), None, weights + 4 * width, tokens * weights, 2 * tokens * tokens * width)


def _class_token(layer: Layer, inputs: list[Row]) -> Row:
    tokens, width = inputs[0].output
    return _row(layer, (tokens + 1, width), None, width)


def _positions(layer: Layer, inputs: list[Row]) -> Row:
    return _row(layer, inputs[0].output, inputs[0].fields, _size(inputs[0].output))


# --- layers without weights -------------------------------------------------------------------------------------


def _pool(layer: Layer, inputs: list[Row]) -> Row:
    channels, height, width = _map_of(inputs[0])
    kernel = pair(layer.given["kernel"])
    stride = pair(layer.given.get("stride") or layer.given["kernel"])
    padding, rounding = pair(layer.given.get("padding", 0)), layer.given.get("ceil")
    axes = zip((height, width), kernel, stride, padding, strict=True)
    if rounding == "caffe":
        high, wide = (caffe_pool_output_size.function(*axis) for axis in axes)
    else:
        high, wide = (pool_output_size.function(*axis, rounding is not None) for axis in axes)
    return _row(layer, (channels, high, wide), _windowed(inputs[0].fields, kernel, stride, padding))


def _adaptive(layer: Layer, inputs: list[Row]) -> Row:
    """Adaptive pooling to a side; one that divides the map evenly is a window, any other has no one field."""
    channels, height, width = _map_of(inputs[0])
    side = layer.given["out"]
    fields: Fields = None
    if height % side == 0 and width % side == 0:
        window = (height // side, width // side)
        fields = _windowed(inputs[0].fields, window, window, (0, 0))
    return _row(layer, (channels, side, side), fields)


def _upsample(layer: Layer, inputs: list[Row]) -> Row:
    channels, height, width = _map_of(inputs[0])
    scale = layer.given["scale"]
    return _row(layer, (channels, height * scale, width * scale), None)


def _crop(layer: Layer, inputs: list[Row]) -> Row:
    """The middle of the first input, cut to the height and width of the second."""
    channels, _, _ = _map_of(inputs[0])
    _, height, width = _map_of(inputs[1])
    return _row(layer, (channels, height, width), None)


def _slice(layer: Layer, inputs: list[Row]) -> Row:
    _, height, width = _map_of(inputs[0])
    return _row(layer, (layer.given["channels"], height, width), inputs[0].fields)


def _unchanged(layer: Layer, inputs: list[Row]) -> Row:
    return _row(layer, inputs[0].output, inputs[0].fields)


def _tokens(layer: Layer, inputs: list[Row]) -> Row:
    channels, height, width = _map_of(inputs[0])
    return _row(layer, (height * width, channels), inputs[0].fields)


def _one_token(layer: Layer, inputs: list[Row]) -> Row:
    return _row(layer, (inputs[0].output[1],), None)


# --- joins ------------------------------------------------------------------------------------------------------


def _joined_fields(inputs: list[Row]) -> Fields:
    every = [row.fields for row in inputs if row.fields is not None]
    if len(every) < len(inputs):
        return None
    return joined([high for high, _ in every]), joined([wide for _, wide in every])


def _add(layer: Layer, inputs: list[Row]) -> Row:
    if len({row.output for row in inputs}) != 1:
        raise InvalidShape("channel_mismatch", input=[list(row.output) for row in inputs], layer=layer.name)
    return _row(layer, inputs[0].output, _joined_fields(inputs))


def _gated(layer: Layer, inputs: list[Row]) -> Row:
    """The first input scaled by a gate per channel; its field leaves out the gate, which sees the whole map."""
    if inputs[0].output[0] != inputs[1].output[0]:
        raise InvalidShape("channel_mismatch", input=inputs[0].output[0], layer=inputs[1].output[0])
    return _row(layer, inputs[0].output, inputs[0].fields)


def _concat(layer: Layer, inputs: list[Row]) -> Row:
    if len({row.output[1:] for row in inputs}) != 1:
        raise InvalidShape("channel_mismatch", input=[list(row.output) for row in inputs], layer=layer.name)
    return _row(layer, (sum(row.output[0] for row in inputs), *inputs[0].output[1:]), _joined_fields(inputs))


_RULES: Mapping[str, Rule] = {
    "Conv2d": _conv,
    "ConvTranspose2d": _transposed,
    "Linear": _linear,
    "BatchNorm2d": _batch_norm,
    "LayerNorm": _layer_norm,
    "MultiheadAttention": _attention,
    "ClassToken": _class_token,
    "Positions": _positions,
    "MaxPool2d": _pool,
    "AvgPool2d": _pool,
    "AdaptiveAvgPool2d": _adaptive,
    "Upsample": _upsample,
    "Crop": _crop,
    "Slice": _slice,
    "ChannelShuffle": _unchanged,
    "Tokens": _tokens,
    "OneToken": _one_token,
    "Add": _add,
    "Multiply": _gated,
    "Concat": _concat,
}
