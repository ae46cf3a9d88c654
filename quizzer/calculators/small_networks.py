"""A small network that a question spells out: parameters and multiply-adds of every layer, and their totals.

Multiply-adds count products with weights only: no bias, no normalisation, no pooling; batch 1. Source:
torch.utils.flop_counter, divided by two; the parameters are those of torch.nn.Conv2d, BatchNorm2d and Linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.chains import Chain, behind_layer
from quizzer.calculators.pooling import pool_output_size
from quizzer.calculators.refusals import InvalidShape, Refusal, require_counts
from quizzer.calculators.sizes import conv_output_size
from quizzer.expressions.printing import print_number
from quizzer.expressions.tracing import named, plain, ratio, total

Result = dict[str, Any]

_DEFAULTS = {"op": "conv", "c": 1, "k": 1, "s": 1, "p": 0, "bias": True}
_KINDS = ("conv", "bn", "pool", "gap", "dense")

LAW = Law(
    "params = Σ K²·C_in·C_out + C_out;  MACs = Σ H_out·W_out·K²·C_in·C_out",
    r"\sum K^2 C_{in} C_{out} + C_{out},\quad \sum H_{out} W_{out} K^2 C_{in} C_{out}",
)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A layer with what it reads and gives; a dense layer reads ``cells`` = area · channels with a kernel of 1."""

    number: int
    kind: str
    reads: Any
    gives: Any
    side_in: Any
    side_out: Any
    kernel: Any
    bias: bool
    flattened: Any = 1

    @property
    def weights(self) -> Any:
        """What multiplies: of a convolution K·K·C_in·C_out, of a dense layer inputs · outputs."""
        if self.kind == "conv":
            return self.kernel * self.kernel * self.reads * self.gives
        if self.kind != "dense":
            return 0
        return self.reads * self.gives if self.flattened == 1 else self.flattened * self.reads * self.gives

    @property
    def others(self) -> Any:
        """Biases, or scale and shift of a normalisation."""
        if self.kind == "bn":
            return 2 * self.gives
        return self.gives if self.bias and self.kind in ("conv", "dense") else 0

    @property
    def has_params(self) -> bool:
        """Whether anything in it is learned."""
        return self.kind in ("conv", "bn", "dense")

    @property
    def params(self) -> Any:
        """Everything that is learned."""
        parts = [part for part in (self.weights, self.others) if not isinstance(part, int) or part]
        return parts[0] + parts[1] if len(parts) == 2 else parts[0] if parts else 0

    @property
    def macs(self) -> Any:
        """Products with weights: those of a convolution at every output position."""
        return self.side_out * self.side_out * self.weights if self.kind == "conv" else self.weights


def _complete(layer: dict[str, Any]) -> dict[str, Any]:
    unknown = next((name for name in layer if name not in _DEFAULTS), None)
    if unknown is not None:
        raise Refusal("bad_argument", argument=unknown, problem="unknown", value=", ".join(_DEFAULTS))
    whole = {**_DEFAULTS, **layer}
    if whole["op"] not in _KINDS:
        raise Refusal("unsupported", op=whole["op"])
    require_counts(c=plain(whole["c"]))
    return whole


def _laid_out(size: Any, channels: Any, layers: Chain) -> Iterator[_Laid]:
    """The layers one behind the other; a map is flattened by the first dense layer."""
    if not layers:
        raise InvalidShape("empty_chain")
    side, reads, flat = size, channels, False
    for number, layer in enumerate(map(_complete, layers), 1):
        kind, kernel = layer["op"], layer["k"]
        if flat and kind != "dense":
            raise Refusal("unsupported", op=kind)
        side_in, area, gives = side, 1, reads
        if kind == "conv":
            side, gives = behind_layer(number, conv_output_size(side, kernel, layer["s"], layer["p"])), layer["c"]
        elif kind == "pool":
            side = behind_layer(number, pool_output_size(side, kernel, layer["s"], layer["p"]))
        elif kind == "gap":
            side = 1
        elif kind == "dense":
            area, gives = 1 if flat else side * side, layer["c"]
            side, flat = 1, True
        yield _Laid(number, kind, reads, gives, side_in, side, kernel, bool(layer["bias"]), area)
        reads = gives


# --- slips ----------------------------------------------------------------------------------------------------


def _summed(params: Callable[[_Laid], int]) -> Callable[..., Result]:
    """A wrong count of parameters of every layer; the share of the dense layers follows from it."""

    def wrong(size: int, channels: int, layers: Chain) -> Result:
        laid = list(_laid_out(size, channels, layers))
        counts = [params(layer) for layer in laid]
        dense = sum(count for count, layer in zip(counts, laid, strict=True) if layer.kind == "dense")
        return {"params": sum(counts), "dense_share": ratio(100 * dense, sum(counts))}

    return wrong


def _worked(macs: Callable[[_Laid, int], int]) -> Callable[..., Result]:
    """A wrong count of multiply-adds, from a layer and the side of the network's input."""

    def wrong(size: int, channels: int, layers: Chain) -> Result:
        return {"macs": sum(macs(layer, size) for layer in _laid_out(size, channels, layers))}

    return wrong


def _params(layer: _Laid) -> int:
    return int(layer.weights + layer.others)


def _only_channels(layer: _Laid) -> int:
    """A dense layer whose input is flattened to the channels alone."""
    return int(layer.weights // layer.flattened + layer.others)


def _with_pooling(layer: _Laid) -> int:
    return _params(layer) + (int(layer.kernel**2 * layer.gives) if layer.kind == "pool" else 0)


def _one_slice(layer: _Laid) -> int:
    """A convolution whose filters read one channel."""
    return int(layer.weights // (layer.reads if layer.kind == "conv" else 1) + layer.others)


def _with_one_slice(size: int, channels: int, layers: Chain) -> Result:
    work = _worked(lambda layer, _: layer.macs // (layer.reads if layer.kind == "conv" else 1))
    return {**_summed(_one_slice)(size, channels, layers), **work(size, channels, layers)}


def _share_of_the_rest(size: int, channels: int, layers: Chain) -> Result:
    return {"dense_share": 100 - small_network.function(size, channels, layers)["dense_share"]}


def _on_side(side: Callable[[_Laid, int], int]) -> Callable[[_Laid, int], int]:
    """Multiply-adds of the convolutions at another side than that of their output."""
    return lambda layer, size: int(layer.weights * (side(layer, size) ** 2 if layer.kind == "conv" else 1))


def _compared(layer: _Laid) -> int:
    """The cells that a pooling looks at, as if each were multiplied."""
    return int(layer.side_out**2 * layer.kernel**2 * layer.gives) if layer.kind == "pool" else 0


_AT_THE_INPUT = _on_side(lambda layer, size: layer.side_in)


@calculator(
    Mistake("NET-NOBIAS", instead=_summed(lambda layer: _params(layer) if layer.kind == "bn" else layer.weights)),
    Mistake("NET-NOBN", instead=_summed(lambda layer: 0 if layer.kind == "bn" else _params(layer))),
    Mistake("NET-BNBUF", instead=_summed(lambda layer: _params(layer) * (2 if layer.kind == "bn" else 1))),
    Mistake("NET-CONVONLY", instead=_summed(lambda layer: _params(layer) if layer.kind == "conv" else 0)),
    Mistake("FC-CHANONLY", instead=_summed(_only_channels)),
    Mistake("POOL-PARAMS", instead=_summed(_with_pooling)),
    Mistake("NET-ONESLICE", instead=_with_one_slice),
    Mistake("NET-CONVSHARE", instead=_share_of_the_rest),
    Mistake("NET-KEPTSIZE", instead=_worked(_on_side(lambda layer, size: size))),
    Mistake("FL-INSIZE", instead=_worked(_AT_THE_INPUT)),
    Mistake("FL-NOSPACE", instead=_worked(lambda layer, _: layer.weights)),
    Mistake("NET-NODENSE", instead=_worked(lambda layer, _: 0 if layer.kind == "dense" else layer.macs)),
    Mistake("NET-POOLMAC", instead=_worked(lambda layer, _: layer.macs + _compared(layer))),
    Mistake("NET-FLOPS2", instead=_worked(lambda layer, _: 2 * layer.macs)),
    symbols={"size": "W", "channels": "C"},
    law=LAW,
)
def small_network(size: int, channels: int, layers: Chain) -> Result:
    """Parameters and multiply-adds of a chain of layers on a square map, in total.

    A layer is {"op", "c", "k", "s", "p", "bias"}: "conv" (c output channels), "bn" (scale and shift), "pool" (no
    weights), "gap" (global average) or "dense" (c outputs; the first one flattens the map). What is left out is 1,
    padding 0, with bias; sizes are rounded down. ``dense_share`` is in per cent of the parameters. Raises InvalidShape
    as the layers do, empty_chain; Refusal bad_argument, unsupported for other layers.
    """
    laid = list(_laid_out(size, channels, layers))
    params = [(layer.kind, named("layer_parameters", layer.params, layer.number)) for layer in laid if layer.has_params]
    macs = [named("layer_macs", layer.macs, layer.number) for layer in laid if layer.kind in ("conv", "dense")]
    everything = named("params", total([count for _, count in params]))
    dense = total([count for kind, count in params if kind == "dense"])
    return {
        "params": everything,
        "macs": named("macs", total(macs)),
        "dense_share": named("dense_share", ratio(100 * dense, everything)) if plain(everything) else 0,
    }


# --- the layer with most work ---------------------------------------------------------------------------------


def _picked(weight: Callable[[_Laid], int]) -> Callable[..., int]:
    """The layer, among those with multiply-adds, that is largest in another respect; the first of several."""

    def wrong(size: int, channels: int, layers: Chain) -> int:
        laid = [layer for layer in _laid_out(size, channels, layers) if layer.weights]
        return max(laid, key=lambda layer: (weight(layer), -layer.number)).number

    return wrong


def _narrated(size: int, channels: int, layers: Chain) -> tuple[WorkedLine, ...]:
    """The multiply-adds of every layer, and which has most."""
    lines = []
    for layer in _laid_out(size, channels, layers):
        if layer.kind == "conv":
            kernel = f"{layer.kernel}×{layer.kernel}"
            work = f"{layer.side_out}×{layer.side_out} × {kernel} × {layer.reads} × {layer.gives}"
        elif layer.kind == "dense":
            work = f"{layer.flattened * layer.reads} × {layer.gives}"
        else:
            continue
        lines.append(WorkedLine("layer_macs", work, print_number(layer.macs), layer.number))
    return *lines, WorkedLine("heaviest", "", str(heaviest_layer.function(size, channels, layers)))


@calculator(
    Mistake("NET-LARGESTMAP", instead=_picked(lambda layer: layer.side_out**2 * layer.gives)),
    Mistake("NET-MOSTWEIGHTS", instead=_picked(_params)),
    Mistake("NET-MOSTCHANNELS", instead=_picked(lambda layer: layer.gives)),
    Mistake("FL-INSIZE", instead=_picked(lambda layer: _AT_THE_INPUT(layer, 0))),
    narrate=_narrated,
    law=LAW,
)
def heaviest_layer(size: int, channels: int, layers: Chain) -> int:
    """The number of the layer with most multiply-adds, counted from 1; the first of several.

    Layers are as in :func:`small_network`. Raises what that raises, unsupported for layers without weights alone.
    """
    working = [layer for layer in _laid_out(size, channels, layers) if layer.weights]
    if not working:
        raise Refusal("unsupported", op="pool")
    return max(working, key=lambda layer: (layer.macs, -layer.number)).number
