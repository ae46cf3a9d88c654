"""Networks as data: a YAML file of blocks and layers, expanded into the graph that the calculators lay out.

A layer is a mapping whose first key says what it is: ``{conv: 64, k: 7, s: 2, p: 3}``. Values may be expressions over
the parameters of the network or block, over ``channels`` (of the map that comes in) and over ``first`` (1 in the first
of repeated blocks, else 0).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
import yaml

from quizzer.calculators.layer_graph import INPUT, Layer, LayerTable, Row
from quizzer.calculators.refusals import Refusal
from quizzer.expressions.evaluation import EvaluationError, evaluate
from quizzer.expressions.parser import ParseError, parse
from quizzer.questions.text import Text

Entry = dict[str, Any]


class NetworkError(Exception):
    """A network file that describes no network; the message names the network and the layer."""


class Block(msgspec.Struct, forbid_unknown_fields=True):
    """A group of layers with parameters; ``takes`` gives their defaults as expressions, null for none."""

    layers: list[Entry]
    takes: dict[str, int | str | None] = {}


class Network(msgspec.Struct, forbid_unknown_fields=True):
    """A network: its title, which variant this is, the shape of its input and its layers.

    ``norm`` batch puts batch norm behind every convolution that does not say otherwise, which then has no bias;
    batch_and_bias leaves it its bias.
    """

    title: str
    variant: Text
    input: tuple[int, int, int]
    layers: list[Entry]
    values: dict[str, int] = {}
    norm: str = "none"


class NetworkFile(msgspec.Struct, forbid_unknown_fields=True):
    """The networks of one family, where they are defined, and the blocks they share."""

    source: str
    networks: dict[str, Network]
    blocks: dict[str, Block] = {}


class _Expansion:
    """The layers of one network, laid out while they are made, so that a block knows the channels it is given."""

    def __init__(self, network: Network, blocks: Mapping[str, Block]) -> None:
        self.network, self.blocks = network, blocks
        self.table = LayerTable(network.input)
        self.layers: list[Layer] = []
        self.saved: dict[str, str] = {}
        self.counts: dict[str, int] = {}

    def run(self, entries: list[Entry], at: str, prefix: str, values: Mapping[str, int]) -> str:
        """Add ``entries`` behind the layer ``at``; the name of the last layer."""
        for entry in entries:
            times = _Here(self, entry, at, prefix, values).get("repeat", 1)
            for number in range(1, times + 1):
                here_values = {**values, "channels": self.table.row(at).output[0]}
                if "block" in entry:
                    here_values["first"] = int(number == 1)
                here = _Here(self, entry, at, prefix, here_values, number if times > 1 else None)
                if here.get("when", 1):
                    at = here.build()
            if "as" in entry:
                self.saved[entry["as"]] = at
        return at

    def add(self, kind: str, inputs: tuple[str, ...], name: str, **given: Any) -> str:
        self.counts[name] = self.counts.get(name, 0) + 1
        name = name if self.counts[name] == 1 else f"{name}_{self.counts[name]}"
        layer = Layer(name, kind, inputs, {key: value for key, value in given.items() if value is not None})
        self.layers.append(layer)
        self.table.add(layer)
        return name


class _Here:
    """One entry at its place: what it reads, the names it may use and how its layers are called."""

    def __init__(
        self,
        expansion: _Expansion,
        entry: Entry,
        at: str,
        prefix: str,
        values: Mapping[str, int],
        number: int | None = None,
    ) -> None:
        self.expansion, self.entry, self.at, self.prefix, self.values = expansion, entry, at, prefix, values
        self.number = number
        self.kind = next(iter(entry), "")

    def get(self, key: str, default: Any = None) -> Any:
        """The value of ``key``, computed where it is an expression."""
        return self._value(self.entry.get(key, default))

    def _value(self, source: Any) -> Any:
        if isinstance(source, list):
            return tuple(self._value(element) for element in source)
        if isinstance(source, str):
            return int(evaluate(parse(source, frozenset(self.values), conditions=True), self.values))
        return source

    def build(self) -> str:
        if self.kind not in _BUILDERS:
            raise NetworkError(f"no layer is called “{self.kind}”")
        return _BUILDERS[self.kind](self)

    def name(self, fallback: str) -> str:
        label = self.entry.get("name", fallback)
        if self.number is not None:
            label = f"{label}.{self.number}" if self.kind == "block" else f"{label}{self.number}"
        return f"{self.prefix}.{label}" if self.prefix else str(label)

    def add(self, kind: str, fallback: str, *more: str, **given: Any) -> str:
        return self.expansion.add(kind, (self.at, *more), self.name(fallback), **given)


def _conv(here: _Here) -> str:
    kernel, dilation = here.get("k", 1), here.get("d", 1)
    padding = here.entry.get("p", 0)
    if padding == "same":
        sides = (kernel, kernel) if isinstance(kernel, int) else kernel
        padding = [dilation * (side - 1) // 2 for side in sides]
    norm = here.entry.get("norm", here.expansion.network.norm)
    name = here.add(
        "Conv2d",
        "conv",
        out=here.get("conv"),
        kernel=kernel,
        stride=here.get("s", 1),
        padding=tuple(padding) if isinstance(padding, list) else here.get("p", 0),
        groups=here.get("g", 1),
        dilation=dilation,
        bias=here.entry.get("bias", norm != "batch"),
    )
    if norm != "none":
        return here.expansion.add("BatchNorm2d", (name,), f"{name}.bn")
    return name


def _deconv(here: _Here) -> str:
    return here.add(
        "ConvTranspose2d",
        "deconv",
        out=here.get("deconv"),
        kernel=here.get("k"),
        stride=here.get("s", 1),
        padding=here.get("p", 0),
    )


def _pool(kind: str) -> Callable[[_Here], str]:
    def build(here: _Here) -> str:
        return here.add(
            kind,
            "pool",
            kernel=here.get(here.kind),
            stride=here.get("s"),
            padding=here.get("p", 0),
            ceil=here.entry.get("ceil"),
        )

    return build


def _norm(here: _Here) -> str:
    return here.add({"batch": "BatchNorm2d", "layer": "LayerNorm"}[here.entry["norm"]], "norm")


def _block(here: _Here) -> str:
    block = here.expansion.blocks.get(here.entry["block"])
    if block is None:
        raise NetworkError(f"no block is called “{here.entry['block']}”")
    values = here.values
    for name, default in block.takes.items():
        value = (
            here.get(name) if name in here.entry else _Here(here.expansion, {name: default}, "", "", values).get(name)
        )
        if value is None:
            raise NetworkError(f"the block “{here.entry['block']}” needs “{name}”")
        values = {**values, name: value}
    return here.expansion.run(block.layers, here.at, here.name(here.entry["block"]), values)


_JOINS = {"add": "Add", "concat": "Concat", "multiply": "Multiply"}


def _branches(here: _Here) -> str:
    ends = [
        here.expansion.run(entries or [], here.at, here.name(branch) if entries else here.prefix, here.values)
        for branch, entries in here.entry["branches"].items()
    ]
    join = here.entry["join"]
    return here.expansion.add(_JOINS[join], tuple(ends), here.name(join))


def _concat(here: _Here) -> str:
    """The current map beside saved ones, these cut to its size where the entry says ``crop``."""
    others = [here.expansion.saved[name] for name in here.entry["concat"]]
    if here.entry.get("crop"):
        others = [here.expansion.add("Crop", (other, here.at), here.name("crop")) for other in others]
    return here.expansion.add("Concat", (here.at, *others), here.name("concat"))


def _from(here: _Here) -> str:
    return here.expansion.saved[here.entry["from"]]


_BUILDERS: Mapping[str, Callable[[_Here], str]] = {
    "conv": _conv,
    "deconv": _deconv,
    "linear": lambda here: here.add("Linear", "linear", out=here.get("linear"), bias=here.entry.get("bias", True)),
    "max_pool": _pool("MaxPool2d"),
    "avg_pool": _pool("AvgPool2d"),
    "adaptive_pool": lambda here: here.add("AdaptiveAvgPool2d", "pool", out=here.get("adaptive_pool")),
    "upsample": lambda here: here.add("Upsample", "upsample", scale=here.get("upsample")),
    "norm": _norm,
    "attention": lambda here: here.add("MultiheadAttention", "attention", heads=here.get("attention")),
    "tokens": lambda here: here.add("Tokens", "tokens"),
    "class_token": lambda here: here.add("ClassToken", "class_token"),
    "positions": lambda here: here.add("Positions", "positions"),
    "one_token": lambda here: here.add("OneToken", "one_token"),
    "slice": lambda here: here.add("Slice", "slice", channels=here.get("slice")),
    "shuffle": lambda here: here.add("ChannelShuffle", "shuffle", groups=here.get("shuffle")),
    "block": _block,
    "branches": _branches,
    "concat": _concat,
    "from": _from,
}


# --- entry by entry ---------------------------------------------------------------------------------------------


def rows_by_entry(network: Network, blocks: Mapping[str, Block]) -> tuple[list[list[Row]], Exception | None]:
    """The rows that each entry of ``network`` becomes, as far as they can be laid out, and what stops the next entry.

    That is a Refusal where the layer does not fit, a :class:`NetworkError` where the entry describes none.
    """
    expansion, at = _Expansion(network, blocks), INPUT
    found: list[list[Row]] = []
    for entry in network.layers:
        before = len(expansion.layers)
        try:
            at = expansion.run([entry], at, "", network.values)
        except (Refusal, NetworkError) as problem:
            return found, problem
        except (ArithmeticError, KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
            return found, NetworkError(str(problem))
        except (ParseError, EvaluationError) as problem:
            return found, NetworkError(str(problem))
        found.append([expansion.table.row(layer.name) for layer in expansion.layers[before:]])
    return found, None


def entry_of(text: str) -> Entry:
    """The entry that ``text`` spells, as in ``conv: 64, k: 3, p: 1``. Raises :class:`NetworkError`."""
    try:
        entry = yaml.safe_load(f"{{{text}}}")
    except yaml.YAMLError as problem:
        raise NetworkError(getattr(problem, "problem", "") or str(problem)) from problem
    kind = str(next(iter(entry), "")) if isinstance(entry, dict) else ""
    if kind not in _BUILDERS:
        raise NetworkError(f"no layer is called “{kind}”")
    return cast(Entry, entry)


def spelled_entry(entry: Entry) -> str:
    """``entry`` as one would type it."""
    text = yaml.safe_dump(entry, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000)
    return text.strip()[1:-1]


def save_network(folder: Path, name: str, network: Network, blocks: Mapping[str, Block], source: str) -> Path:
    """Write ``network`` to a file of its own in the bank ``folder``, where it is found from now on. Raises OSError."""
    file = folder / "networks" / f"{name}.yaml"
    content = msgspec.to_builtins(NetworkFile(source, {name: network}, dict(blocks)))
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".new")
    unfinished.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110), encoding="utf-8")
    unfinished.replace(file)
    for kept in (network_file, networks_in, layers_of):
        kept.cache_clear()
    return file


# --- reading ----------------------------------------------------------------------------------------------------


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def network_file(path: Path) -> NetworkFile:
    """The networks of one file. Raises :class:`NetworkError`."""
    try:
        data = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 (a safe loader, in C where there is one)
        return msgspec.convert(data, NetworkFile)
    except (msgspec.ValidationError, yaml.YAMLError, OSError, UnicodeDecodeError) as problem:
        raise NetworkError(f"{path}: {problem}") from problem


@functools.cache
def networks_in(folders: tuple[Path, ...]) -> Mapping[str, NetworkFile]:
    """The file of every network in the ``networks`` folders of banks; later folders replace. Raises NetworkError."""
    paths = [path for folder in folders for path in sorted((folder / "networks").glob("*.yaml"))]
    return {name: file for file in map(network_file, paths) for name in file.networks}


@functools.cache
def layers_of(folders: tuple[Path, ...], name: str) -> tuple[Layer, ...]:
    """The layers of a network in the order of computation. Raises :class:`NetworkError`, KeyError for the name."""
    file = networks_in(folders)[name]
    network = file.networks[name]
    expansion = _Expansion(network, file.blocks)
    try:
        expansion.run(network.layers, INPUT, "", network.values)
    except (KeyError, TypeError, ValueError, ParseError, EvaluationError, Refusal) as problem:
        raise NetworkError(f"{name}: {problem}") from problem
    return tuple(expansion.layers)
