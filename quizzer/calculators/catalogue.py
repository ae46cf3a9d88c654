"""Every calculator by the name that bank files use."""

from __future__ import annotations

from collections.abc import Mapping

from quizzer.calculators import (
    activations,
    average_precision,
    binary_losses,
    box_losses,
    boxes,
    cost,
    field_graph,
    inverse,
    keras,
    layer_params,
    layers,
    losses,
    metrics,
    nms,
    normalisation,
    pooling,
    receptive_field,
    regression,
    roi,
    sizes,
    suppression,
    transposed,
)
from quizzer.calculators.calculator import Calculator

CALCULATORS: Mapping[str, Calculator[..., object]] = {
    found.function.__name__: found
    for module in (
        sizes,
        inverse,
        pooling,
        transposed,
        layers,
        keras,
        receptive_field,
        field_graph,
        cost,
        boxes,
        box_losses,
        nms,
        activations,
        losses,
        binary_losses,
        regression,
        normalisation,
        metrics,
        layer_params,
        suppression,
        roi,
        average_precision,
    )
    for found in vars(module).values()
    if isinstance(found, Calculator)
}
