"""Receptive field on stacks and on graphs with branches: size, effective stride and padding, first centre, per axis.

Where branches meet, the field is the span from the first to the last input position that any of them touches.
Source: Araujo, Norris & Sim 2019, "Computing receptive fields of convolutional neural networks", sections 2 and 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.receptive_field import chain_receptive_field
from quizzer.calculators.refusals import InvalidShape, Refusal, require_positive
from quizzer.expressions.tracing import named, ratio, value_of

Node = dict[str, Any]
"""{"op", "k", "s", "p", "d"} and in a graph "id" and "inputs" (ids, or "input"); a pad may be [before, after]."""
INPUT = "input"
WINDOWS = ("conv", "maxpool", "avgpool", "pool")
JOINS = ("add", "concat")


@dataclass(frozen=True, slots=True)
class Field:
    """What output position u covers: input positions u·stride − padding up to u·stride − padding + size − 1."""

    size: int
    stride: int
    padding: int

    @property
    def centre(self) -> Fraction:
        """The centre of the field of output 0, in input positions from 0."""
        return ratio(self.size - 1, 2) - self.padding  # type: ignore[return-value]


WHOLE = Field(1, 1, 0)
"""An input cell sees itself."""


def through_window(
    field: Field, kernel: int, stride: int, before: int, dilation: int, index: int | None = None
) -> Field:
    """``field`` behind a layer with a sliding window. Raises InvalidShape …_not_positive."""
    require_positive(kernel=kernel, stride=stride, dilation=dilation)
    reach = dilation * (kernel - 1)
    return Field(
        named("field", field.size + reach * field.stride, index),
        named("jump", field.stride * stride, index),
        named("offset", field.padding + before * field.stride, index),
    )


def joined(fields: Sequence[Field]) -> Field:
    """The field behind an add or concat: the span of all branches. Raises Refusal strides_differ."""
    first = fields[0]
    if any(value_of(field.stride) != value_of(first.stride) for field in fields):
        raise Refusal("unsupported", problem="strides_differ", strides=[value_of(f.stride) for f in fields])
    start = max(fields, key=lambda field: value_of(field.padding))
    end = max(fields, key=lambda field: value_of(field.size) - value_of(field.padding))
    if end is start:
        return start
    return Field(named("span", end.size - end.padding + start.padding), first.stride, start.padding)


def aligned(fields: Sequence[Field]) -> bool:
    """Whether the branches that meet look at the same place: their fields have one centre."""
    return len({value_of(field.centre) for field in fields}) == 1


# --- the calculator ---------------------------------------------------------------------------------------------


def _sides(value: Any, default: int) -> tuple[Any, Any]:
    """(height, width) of a number, a pair or None."""
    if value is None:
        return default, default
    return (value[0], value[1]) if isinstance(value, list | tuple) else (value, value)


def _window(node: Node, axis: int) -> tuple[int, int, int, int]:
    """Kernel, stride, padding before and dilation of one axis."""
    pad = _sides(node.get("p"), 0)[axis]
    before = pad[0] if isinstance(pad, list | tuple) else pad
    if value_of(before) < 0:
        raise InvalidShape("negative_padding", padding=value_of(before))
    kernel, stride, dilation = (_sides(node.get(key), 1)[axis] for key in ("k", "s", "d"))
    return kernel, stride, before, dilation


def _graph(layers: list[Node] | None, nodes: list[Node] | None) -> list[Node]:
    if (layers is None) == (nodes is None):
        raise Refusal("bad_argument", argument="layers", problem="layers_or_nodes", value="")
    if layers is not None:
        return [
            {**layer, "id": f"layer {n}", "inputs": [INPUT if n == 1 else f"layer {n - 1}"]}
            for n, layer in enumerate(layers, 1)
        ]
    return nodes or []


def _fields(graph: list[Node], axis: int) -> Iterator[tuple[Node, Field, list[Field]]]:
    """Every node with its field and those of its inputs, in the order given, which must be one of computation."""
    known: dict[str, Field] = {INPUT: WHOLE}
    for number, node in enumerate(graph, 1):
        inputs = node.get("inputs") or []
        missing = next((name for name in inputs if name not in known), None)
        if missing is not None or not inputs:
            raise Refusal("bad_argument", argument="inputs", problem="unknown_node", value=str(missing))
        fields = [known[name] for name in inputs]
        if node.get("op", "conv") in JOINS:
            field = joined(fields)
        elif node.get("op", "conv") in WINDOWS and len(fields) == 1:
            field = through_window(fields[0], *_window(node, axis), index=number)
        else:
            raise Refusal("unsupported", op=node.get("op"))
        known[str(node.get("id"))] = field
        yield node, field, fields


def _per_axis(graph: list[Node]) -> dict[str, Any]:
    if not graph:
        raise InvalidShape("empty_chain")
    result: dict[str, Any] = {}
    unaligned: list[str] = []
    for axis, name in enumerate(("h", "w")):
        steps = list(_fields(graph, axis))
        last = steps[-1][1]
        unaligned += [node["id"] for node, _, fields in steps if not aligned(fields) and node["id"] not in unaligned]
        result[name] = {
            "rf": named("rf", last.size),
            "effective_stride": named("effective_stride", last.stride),
            "effective_padding": named("effective_padding", last.padding),
            "first_output_centre": named("first_output_centre", last.centre),
        }
    return result | {"misaligned": unaligned}


def _changed(change: Callable[[Node], Mapping[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The fields of a graph with some attributes of every window replaced."""

    def wrong(layers: list[Node] | None = None, nodes: list[Node] | None = None) -> dict[str, Any]:
        graph = [{**node, **change(node)} for node in _graph(layers, nodes)]
        right = _per_axis(graph)
        return {axis: {"rf": right[axis]["rf"]} for axis in ("h", "w")}

    return wrong


def _of_chain(slip: str) -> Callable[..., dict[str, Any]]:
    """A misconception about chains, on both axes of a stack."""

    def wrong(layers: list[Node] | None = None, nodes: list[Node] | None = None) -> dict[str, Any]:
        if layers is None:
            raise Refusal("unsupported")
        result = {}
        for axis, name in enumerate(("h", "w")):
            chain = [(k, s, d) for k, s, _, d in (_window(layer, axis) for layer in layers)]
            result[name] = {"rf": chain_receptive_field.mistaken(slip, {"layers": chain})}
        return result

    return wrong


def _padded(layers: list[Node] | None = None, nodes: list[Node] | None = None) -> dict[str, Any]:
    graph = _graph(layers, nodes)
    right = _per_axis(graph)
    windows = [node for node in graph if node.get("op", "conv") in WINDOWS]
    extra = [sum(2 * _window(node, axis)[2] for node in windows) for axis in (0, 1)]
    return {name: {"rf": right[name]["rf"] + more} for name, more in zip(("h", "w"), extra, strict=True)}


@calculator(
    Mistake("RF-NOSTRIDE", instead=_changed(lambda node: {"s": 1})),
    Mistake("RF-NODIL", instead=_changed(lambda node: {"d": 1})),
    Mistake("RF-PAD", instead=_padded),
    *(
        Mistake(slip, instead=_of_chain(slip))
        for slip in ("RF-OWNSTRIDE", "RF-KTIMESJ", "RF-SUMSTRIDE", "RF-POOLX2", "RF-MULT", "RF-START0", "RF-LASTK")
    ),
)
def receptive_field(layers: list[Node] | None = None, nodes: list[Node] | None = None) -> dict[str, Any]:
    """Field of the last layer of a stack (``layers``) or graph (``nodes``), per axis: r += D(K−1)·j, P += p·j, j *= s.

    A layer is {"op": conv, maxpool or avgpool, "k", "s", "p", "d"}, numbers or [height, width], a pad also [[before,
    after], [before, after]]; nodes add "id", "inputs" and the ops add and concat. rf is the span of touched input
    positions; output u covers [u·stride − padding, u·stride − padding + rf − 1]; centres count from 0. ``misaligned``
    names the joins whose branches have different centres. Raises InvalidShape …_not_positive, negative_padding;
    Refusal unsupported where branches of different strides meet.
    """
    return _per_axis(_graph(layers, nodes))
