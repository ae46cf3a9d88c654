"""Layers of Keras 3 on NHWC input: output shape, parameters, and the cells that 'same' padding adds on each side.

Source: keras.layers and keras.src.ops.operation_utils (compute_conv_output_shape, conv transpose arithmetic); run
with Keras 3.15 on TensorFlow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidShape, Refusal, require_counts, require_positive
from quizzer.calculators.sizes import Pair, Sides, conv_output_size, effective_kernel, pair, same_padding
from quizzer.expressions.tracing import ceil_div, maximum, named

Shape = tuple[int, int, int, int]
"""(batch, height, width, channels)."""
Result = dict[str, Any]

_POOLING = ("AveragePooling2D", "MaxPooling2D")
_WITHOUT_FILTERS = (*_POOLING, "DepthwiseConv2D")
_LAYERS = ("Conv2D", "Conv2DTranspose", "DepthwiseConv2D", "SeparableConv2D", *_POOLING)


def _transposed_side(size: int, kernel: int, stride: int, padding: str, output_padding: int | None) -> int:
    """One axis of Conv2DTranspose; unsupported where the forward layer does not map the size back."""
    if output_padding is None:
        return size * stride if padding == "same" else size * stride + maximum(kernel - stride, 0)
    crop = kernel // 2 if padding == "same" else 0
    side = (size - 1) * stride + kernel - 2 * crop + output_padding
    back = ceil_div(side, stride) if padding == "same" else (side - kernel) // stride + 1
    if side < 1 or back != size:
        raise Refusal("unsupported", output_padding=output_padding)
    return side


def _side(size: int, kernel: int, stride: int, dilation: int, padding: str) -> int:
    if padding == "same":
        return ceil_div(size, stride)
    return conv_output_size(size, kernel, stride, 0, dilation)


def _params(layer: str, kernel: Pair, channels: int, filters: int) -> int:
    cells = kernel[0] * kernel[1]
    if layer in _POOLING:
        return 0
    if layer == "DepthwiseConv2D":
        return cells * channels + channels
    if layer == "SeparableConv2D":
        depthwise = named("depthwise_weights", cells * channels)
        return depthwise + named("pointwise_weights", channels * filters) + filters
    return cells * channels * filters + filters


def _wrong_side(wrong_side: Callable[[int, int, int], int]) -> Callable[..., Result]:
    """Wrong sides over (size, kernel, stride), for the layers that do not enlarge."""

    def wrong(layer: str, kernel_size: Sides, input: Shape, strides: Sides | None = None, **given: Any) -> Result:
        right = keras_layer(layer=layer, kernel_size=kernel_size, input=input, strides=strides, **given)
        axes = zip(input[1:3], pair(kernel_size), pair(_strides(layer, kernel_size, strides)), strict=True)
        output: list[int] = right["output"]
        return {"output": [output[0], *(wrong_side(*axis) for axis in axes), output[3]]}

    return wrong


def _padding_swapped(**given: Any) -> Result:
    right = keras_layer(**given)
    pads = {name: value[::-1] for name, value in right.items() if name.startswith("pad")}
    if not pads:
        raise Refusal("unsupported")
    return pads


def _strides(layer: str, kernel_size: Sides, strides: Sides | None) -> Sides:
    if strides is not None:
        return strides
    return kernel_size if layer in _POOLING else 1


@calculator(
    Mistake("OUT-NOPLUS1", instead=_wrong_side(lambda w, k, s: (w - k) // s)),
    Mistake("KERAS-TORCH", instead=_wrong_side(lambda w, k, s: (w - 1) * s - 2 * (k // 2) + k)),
    Mistake("SAME-KHALF2", instead=_wrong_side(lambda w, k, s: (w - k + 2 * (k // 2)) // s + 1)),
    Mistake("KERAS-VALID", instead=_wrong_side(lambda w, k, s: (w - 1) * s + 1)),
    Mistake("OUT-HALVE", instead=_wrong_side(lambda w, k, s: w // s)),
    Mistake("SAME-BEFORE", instead=_padding_swapped),
    structural=("layer", "padding"),
    symbols={
        "kernel_size": ("K_h", "K_w"),
        "strides": ("S_h", "S_w"),
        "dilation_rate": ("D_h", "D_w"),
        "output_padding": ("O_h", "O_w"),
        "filters": "F",
        "input": ("N", "H", "W", "C"),
    },
)
def keras_layer(
    layer: str,
    kernel_size: Sides,
    input: Shape,
    strides: Sides | None = None,
    padding: str = "valid",
    dilation_rate: Sides = 1,
    filters: int | None = None,
    output_padding: Sides | None = None,
) -> Result:
    """A Keras layer with bias: 'same' gives ⌈H/S⌉, 'valid' ⌊(H − k_eff)/S⌋ + 1; Conv2DTranspose H·S (+ max(K−S, 0)).

    ``layer`` is Conv2D, Conv2DTranspose, DepthwiseConv2D, SeparableConv2D, MaxPooling2D or AveragePooling2D. With
    'same' the total padding max((⌈H/S⌉−1)·S + k_eff − H, 0) is split total//2 before, the rest after. Raises
    InvalidShape: kernel_exceeds_padded_input, bad_padding_name, …_not_positive; Refusal unsupported for stride with
    dilation and for an output padding that the forward layer does not undo.
    """
    if layer not in _LAYERS or (filters is None) is not (layer in _WITHOUT_FILTERS):
        raise Refusal("unsupported", layer=layer)
    if padding not in ("same", "valid"):
        raise InvalidShape("bad_padding_name", padding=padding)
    kernel, dilations = pair(kernel_size), pair(dilation_rate)
    steps = pair(_strides(layer, kernel_size, strides))
    batch, height, width, channels = input
    require_counts(
        batch=batch, height=height, width=width, channels=channels, filters=1 if filters is None else filters
    )
    require_positive(kernel=min(kernel), stride=min(steps), dilation=min(dilations))
    if max(dilations) > 1 and (max(steps) > 1 or layer in _POOLING):
        raise Refusal("unsupported", strides=list(steps), dilation_rate=list(dilations))
    axes = list(zip((height, width), kernel, steps, dilations, strict=True))
    if layer == "Conv2DTranspose":
        extra = (None, None) if output_padding is None else pair(output_padding)
        sides = [
            _transposed_side(n, effective_kernel(k, d), s, padding, o)
            for (n, k, s, d), o in zip(axes, extra, strict=True)
        ]
    else:
        sides = [_side(n, k, s, d, padding) for n, k, s, d in axes]
    out_channels = channels if filters is None else filters
    result: Result = {
        "output": [batch, named("height", sides[0]), named("width", sides[1]), out_channels],
        "params": named("params", _params(layer, kernel, channels, out_channels)),
    }
    if padding == "same" and layer != "Conv2DTranspose":
        result["pad_top_bottom"], result["pad_left_right"] = (list(same_padding(*axis)) for axis in axes)
    return result
