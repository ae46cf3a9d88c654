"""Receptive field of a chain of layers.

The field grows by (effective kernel − 1) times the product of the strides before the layer, the jump.
Source: Araujo, Norris & Sim 2019, "Computing receptive fields of convolutional neural networks", section 2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidShape, require_positive
from quizzer.expressions.tracing import named

Layer = tuple[int, int, int]
"""Kernel side, stride, dilation."""


def _own_stride(layers: Sequence[Layer]) -> int:
    jump, field = 1, 1
    for kernel, stride, dilation in layers:
        jump *= stride
        field += dilation * (kernel - 1) * jump
    return field


def _summed_strides(layers: Sequence[Layer]) -> int:
    field, strides = 1, [0]
    for kernel, stride, dilation in layers:
        field += dilation * (kernel - 1) * (sum(strides) or 1)
        strides.append(stride)
    return field


def _kernel_times_jump(layers: Sequence[Layer]) -> int:
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (dilation * (kernel - 1) + 1) * jump
        jump *= stride
    return field


def _stride_scales_field(layers: Sequence[Layer]) -> int:
    field, previous = 1, 1
    for kernel, stride, dilation in layers:
        field = field * previous + dilation * (kernel - 1)
        previous = stride
    return field


def _without(layers: Sequence[Layer], *, stride: bool = False, dilation: bool = False) -> list[Layer]:
    return [(k, 1 if stride else s, 1 if dilation else d) for k, s, d in layers]


def _dilation_times_kernel(layers: Sequence[Layer]) -> int:
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += (dilation * kernel - 1) * jump
        jump *= stride
    return field


@calculator(
    Mistake("RF-NOSTRIDE", instead=lambda layers: _field(_without(layers, stride=True))),
    Mistake("RF-OWNSTRIDE", instead=_own_stride),
    Mistake("RF-SUMSTRIDE", instead=_summed_strides),
    Mistake("RF-KTIMESJ", instead=_kernel_times_jump),
    Mistake("RF-POOLX2", instead=_stride_scales_field),
    Mistake("RF-NODIL", instead=lambda layers: _field(_without(layers, dilation=True))),
    Mistake("RF-DILK", instead=_dilation_times_kernel),
    Mistake("RF-MULT", instead=lambda layers: sum(kernel for kernel, _, _ in layers)),
    Mistake("RF-POWER", instead=lambda layers: math.prod(kernel for kernel, _, _ in layers)),
    Mistake("RF-LASTK", instead=lambda layers: layers[-1][0]),
    Mistake("RF-START0", instead=lambda layers: _field(layers) - 1),
)
def chain_receptive_field(layers: Sequence[Layer]) -> int:
    """Side, in input cells, of the theoretical receptive field of one interior output of the last layer.

    ``layers`` lists (kernel, stride, dilation) from the input on. It is the extent, last touched cell − first + 1,
    holes included; padding does not change it. Raises InvalidShape: empty_chain, kernel_not_positive,
    stride_not_positive, dilation_not_positive.
    """
    if not layers:
        raise InvalidShape("empty_chain")
    return _field(layers)


def _field(layers: Sequence[Layer]) -> int:
    field, jump = 1, 1
    for number, (kernel, stride, dilation) in enumerate(layers, 1):
        require_positive(kernel=kernel, stride=stride, dilation=dilation)
        reach = kernel - 1 if dilation == 1 else dilation * (kernel - 1)
        field = named("field", field + reach * jump, number)
        jump = named("jump", jump * stride, number)
    return field
