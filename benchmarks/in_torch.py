"""A network of the bank built from torch.nn, to be counted by PyTorch itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from quizzer.calculators.layer_graph import INPUT, Layer

MAKERS: dict[str, Callable[[Layer, torch.Tensor], nn.Module]] = {
    "Conv2d": lambda layer, x: nn.Conv2d(
        x.shape[1],
        layer.given["out"],
        layer.given["kernel"],
        layer.given.get("stride", 1),
        layer.given.get("padding", 0),
        layer.given.get("dilation", 1),
        layer.given.get("groups", 1),
        layer.given.get("bias", True),
    ),
    "BatchNorm2d": lambda layer, x: nn.BatchNorm2d(x.shape[1]),
    "MaxPool2d": lambda layer, x: nn.MaxPool2d(
        layer.given["kernel"], layer.given.get("stride"), layer.given.get("padding", 0)
    ),
    "AdaptiveAvgPool2d": lambda layer, x: nn.AdaptiveAvgPool2d(layer.given.get("out", 1)),
    "Linear": lambda layer, x: nn.Linear(x.flatten(1).shape[1], layer.given["out"]),
}


class InTorch(nn.Module):
    """The layers of a network as modules, made on their first run."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        super().__init__()
        self.layers = layers
        self.parts = nn.ModuleDict()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The output of the last layer."""
        maps: dict[str, Any] = {INPUT: x}
        for layer in self.layers:
            inputs = [maps[name] for name in layer.inputs]
            x = sum(inputs[1:], inputs[0]) if layer.kind == "Add" else self._apply(layer, inputs[0])
            maps[layer.name] = x
        return x

    def _apply(self, layer: Layer, x: torch.Tensor) -> torch.Tensor:
        key = layer.name.replace(".", "/")
        if key not in self.parts:
            with torch.device(x.device):
                self.parts[key] = MAKERS[layer.kind](layer, x)
        return self.parts[key](x.flatten(1) if layer.kind == "Linear" else x)
