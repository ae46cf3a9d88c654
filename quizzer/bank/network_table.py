"""The calculator of whole networks: the layer table with totals, over the networks of a bank.

Source: torch.utils.flop_counter, divided by two, for the counts; the file of each network names its definition.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizzer.bank.networks import layers_of, networks_in
from quizzer.calculators.calculator import Calculator, Law, Mistake, WorkedLine, calculator
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.calculators.layer_graph import Fields, Layer, Row, table
from quizzer.calculators.refusals import InvalidShape, Refusal, require_counts
from quizzer.expressions.printing import print_number

Result = dict[str, Any]
Batched = tuple[int, int, int, int]

LAW = Law(
    "params = Σ K_h·K_w·C_in/G·C_out (+ C_out);  MACs = Σ N·H_out·W_out·K_h·K_w·C_in/G·C_out",
    r"\sum K_h K_w \frac{C_{in}}{G} C_{out} (+ C_{out}),\quad \sum N H_{out} W_{out} K_h K_w \frac{C_{in}}{G} C_{out}",
)


@functools.lru_cache(64)
def rows_of(folders: tuple[Path, ...], name: str, input: Batched | None = None) -> tuple[tuple[Row, ...], int]:
    """The rows of a network for one sample, and the batch. ``input`` defaults to the network's own, batch 1.

    Raises Refusal bad_argument for an unknown name, channel_mismatch, those of the layers; NetworkError.
    """
    known = networks_in(folders)
    if name not in known:
        nearest = next(iter(difflib.get_close_matches(name, known, 1, 0)), "")
        raise Refusal("bad_argument", argument="name", problem="no_network", value=nearest)
    own = known[name].networks[name].input
    batch, *shape = input or (1, *own)
    require_counts(batch=batch, height=shape[1], width=shape[2])
    if shape[0] != own[0]:
        raise InvalidShape("channel_mismatch", input=shape[0], layer=own[0])
    return tuple(table(layers_of(folders, name), tuple(shape))), batch


def _per_axis(fields: Fields, what: str) -> int | list[int] | None:
    if fields is None:
        return None
    high, wide = (getattr(field, what) for field in fields)
    return high if high == wide else [high, wide]


def _record(row: Row, batch: int) -> Result:
    return {
        "name": row.name,
        "kind": row.kind,
        "output": [batch, *row.output],
        "params": row.params,
        "macs": batch * row.macs,
        "rf": _per_axis(row.fields, "size"),
        "effective_stride": _per_axis(row.fields, "stride"),
    }


def _lines(rows: tuple[Row, ...], batch: int) -> tuple[WorkedLine, ...]:
    lines = [
        WorkedLine("layer", f"{row.name}: {'×'.join(map(str, row.output))}", print_number(row.params))
        for row in rows
        if row.params
    ]
    totals = {"macs": batch * sum(row.macs for row in rows), "params": sum(row.params for row in rows)}
    return (*lines, *(WorkedLine(name, "", print_number(value)) for name, value in totals.items()))


def _biases(layer: Layer, row: Row) -> int:
    if layer.kind == "MultiheadAttention":
        return 4 * row.output[-1]
    has_bias = layer.kind in ("Conv2d", "ConvTranspose2d", "Linear") and layer.given.get("bias", True)
    return int(layer.given["out"]) if has_bias else 0


@functools.cache
def network_calculator(folders: tuple[Path, ...]) -> Calculator[..., Result]:
    """The calculator ``network`` over the networks of these banks."""

    def rows(name: str, input: Batched | None) -> tuple[Row, ...]:
        return rows_of(folders, name, input)[0]

    def counted(*kinds: str) -> Any:
        return lambda name, input=None: {"params": sum(r.params for r in rows(name, input) if r.kind in kinds)}

    def without_biases(name: str, input: Batched | None = None) -> Result:
        pairs = zip(layers_of(folders, name), rows(name, input), strict=True)
        return {"params": sum(row.params - _biases(layer, row) for layer, row in pairs)}

    def without_norms(name: str, input: Batched | None = None) -> Result:
        return {"params": sum(row.params for row in rows(name, input) if "Norm" not in row.kind)}

    def with_statistics(name: str, input: Batched | None = None) -> Result:
        return {"params": sum(r.params * (2 if r.kind == "BatchNorm2d" else 1) for r in rows(name, input))}

    def doubled(name: str, input: Batched | None = None) -> Result:
        return {"macs": 2 * network.function(name, input)["macs"]}

    def narrate(name: str, input: Batched | None = None) -> tuple[WorkedLine, ...]:
        return _lines(*rows_of(folders, name, input))

    @calculator(
        Mistake("NET-NOBIAS", instead=without_biases),
        Mistake("NET-NOBN", instead=without_norms),
        Mistake("NET-BNBUF", instead=with_statistics),
        Mistake("NET-CONVONLY", instead=counted("Conv2d", "ConvTranspose2d")),
        Mistake("NET-FLOPS2", instead=doubled),
        narrate=narrate,
        law=LAW,
    )
    def network(name: str, input: Batched | None = None) -> Result:
        """Layer table of a bundled network: shapes, parameters, MACs, receptive field, effective stride, and totals.

        MACs count weight multiplies of convolutions and linear layers, the projections of attention too, over the whole
        batch; products of queries, keys and values are attention_macs. ``input`` is [batch, channels, height, width].
        rf is null where it differs between positions (behind upsampling, attention) and leaves out squeeze gates.
        Auxiliary heads are not counted. Raises Refusal bad_argument for an unknown name, InvalidShape.
        """
        laid_out, batch = rows_of(folders, name, input)
        return {
            "params": sum(row.params for row in laid_out),
            "macs": batch * sum(row.macs for row in laid_out),
            "attention_macs": batch * sum(row.attention_macs for row in laid_out),
            "layers": [_record(row, batch) for row in laid_out],
        }

    return network


def calculators_of(folders: tuple[Path, ...]) -> Mapping[str, Calculator[..., Any]]:
    """Every calculator by name, with ``network`` over the networks of these banks."""
    return {**CALCULATORS, "network": network_calculator(folders)}
