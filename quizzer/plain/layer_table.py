"""The table of a whole network as an interviewer would draw it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizzer.questions.text import Language
from quizzer.wording.catalogue import say
from quizzer.wording.columns import columns

HEAVIEST = 5
_QUIET = ("BatchNorm2d",)
"""Kinds that stand in the row of the layer before them."""


def layer_table(result: Mapping[str, Any], language: Language) -> Iterator[str]:
    """The rows of the result of ``network``, its totals and its heaviest layers."""
    rows = list(_rows(result["layers"]))
    headers = ("layer", "kind", "output", "params", "macs", "field", "stride")
    header = tuple(say(f"calc.table.{name}", language) for name in headers)
    yield from columns([header, *map(_cells, rows)], right_from=2)
    totals = {name: f"{result[name]:,}" for name in ("params", "macs", "attention_macs")}
    yield ""
    yield say("calc.table.totals", language, **totals)
    if result["attention_macs"]:
        yield say("calc.table.attention", language, **totals)
    yield from _heaviest(rows, result, "params", language)
    yield from _heaviest(rows, result, "macs", language)


def _rows(layers: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The layers with the norm behind a convolution put into its row."""
    held: dict[str, Any] | None = None
    for layer in layers:
        if held and layer["kind"] in _QUIET and layer["name"] == f"{held['name']}.bn":
            held = {**held, "kind": f"{held['kind']} + BN", "params": held["params"] + layer["params"]}
            continue
        if held:
            yield held
        held = layer
    if held:
        yield held


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        row["name"],
        row["kind"],
        "×".join(map(str, row["output"][1:])),
        f"{row['params']:,}" if row["params"] else "",
        f"{row['macs']:,}" if row["macs"] else "",
        _side(row["rf"]),
        _side(row["effective_stride"]),
    )


def _side(value: Any) -> str:
    if value is None:
        return ""
    return "×".join(f"{side:g}" for side in value) if isinstance(value, list) else f"{value:g}"


def _heaviest(rows: list[dict[str, Any]], result: Mapping[str, Any], what: str, language: Language) -> Iterator[str]:
    """The layers with the largest shares of the parameters or the multiply-adds."""
    whole = result[what]
    if not whole:
        return
    top = sorted(rows, key=lambda row: -row[what])[:HEAVIEST]
    shares = ", ".join(f"{row['name']} {row[what] / whole:.1%}" for row in top if row[what])
    yield say(f"calc.table.heaviest_{what}", language, layers=shares)
