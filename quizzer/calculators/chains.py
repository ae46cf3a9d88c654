"""Sizes along a chain of convolutions and poolings: every layer gives a whole number of cells.

Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", relation 15, layer after layer;
torch.nn.Conv2d and MaxPool2d.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.pooling import pool_output_size
from quizzer.calculators.refusals import InvalidShape, Refusal
from quizzer.calculators.sizes import conv_output_size
from quizzer.expressions.tracing import Traced, named
from quizzer.expressions.tree import Step

Chain = list[dict[str, Any]]
_DEFAULTS = {"op": "conv", "k": 1, "s": 1, "p": 0, "d": 1, "ceil": False}


def _complete(layer: dict[str, Any]) -> dict[str, Any]:
    unknown = next((name for name in layer if name not in _DEFAULTS), None)
    if unknown is not None:
        raise Refusal("bad_argument", argument=unknown, problem="unknown", value=", ".join(_DEFAULTS))
    whole = {**_DEFAULTS, **layer}
    if whole["op"] not in ("conv", "pool"):
        raise Refusal("unsupported", op=whole["op"])
    return whole


def behind_layer(number: int, side: Any) -> Any:
    """``side`` as the side behind layer ``number``, in a worked solution too."""
    if isinstance(side, Traced) and isinstance(side.node, Step):
        return Traced(side.value, replace(side.node, label="size", index=number))
    return named("size", side, number)


def _side(size: Any, op: str, k: Any, s: Any, p: Any, d: Any, ceil: bool) -> Any:
    return pool_output_size(size, k, s, p, ceil, d) if op == "pool" else conv_output_size(size, k, s, p, d)


def _rounded_at_the_end(size: int, layers: Chain) -> list[int]:
    """The fraction carried from layer to layer; each side shown as the last layer's rule would round it."""
    sides, exact = [], Fraction(size)
    for layer in map(_complete, layers):
        exact = (exact - layer["d"] * (layer["k"] - 1) - 1 + 2 * layer["p"]) / Fraction(layer["s"]) + 1
        sides.append(math.ceil(exact) if layer["ceil"] else math.floor(exact))
    return sides


def _with_rule(rule: Callable[[int, dict[str, Any]], int]) -> Callable[..., list[int]]:
    def wrong(size: int, layers: Chain) -> list[int]:
        sides = []
        for layer in map(_complete, layers):
            size = rule(size, layer)
            sides.append(size)
        return sides

    return wrong


def _slip(mistake: str) -> Mistake:
    """A slip of the size rule, made at every layer."""

    def rule(size: int, layer: dict[str, Any]) -> int:
        given = {"size": size, "kernel": layer["k"], "stride": layer["s"], "padding": layer["p"]}
        side: Any = conv_output_size.mistaken(mistake, given | {"dilation": layer["d"]})
        return int(side)

    return Mistake(mistake, instead=_with_rule(rule))


@calculator(
    Mistake("CHAIN-ROUNDEND", instead=_rounded_at_the_end),
    Mistake("POOL-FLOOR", instead=_with_rule(lambda size, layer: _side(size, **{**layer, "ceil": False}))),
    *map(_slip, ("OUT-CEIL", "OUT-NOPLUS1", "OUT-NOPAD", "OUT-HALVE")),
    symbols={"size": "W"},
)
def chain_output_sizes(size: int, layers: Chain) -> list[int]:
    """The side behind each layer of a chain, in order.

    A layer is {"op": "conv" or "pool", "k", "s", "p", "d", "ceil"}, what is left out is 1, padding 0, rounded down;
    ``ceil`` is PyTorch's ceil_mode of a pooling. In a chain that only rounds down, rounding at the end comes to the
    same. Raises InvalidShape as the layers do, empty_chain; Refusal bad_argument.
    """
    if not layers:
        raise InvalidShape("empty_chain")
    sides = []
    for number, layer in enumerate(map(_complete, layers), 1):
        size = behind_layer(number, _side(size, **layer))
        sides.append(size)
    return sides
