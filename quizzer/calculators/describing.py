"""What a calculator says of itself: arguments, conventions and source, read from signature and docstring."""

from __future__ import annotations

import inspect
import re
import sys
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizzer.calculators.calculator import Calculator
from quizzer.calculators.calling import spelled

_SOURCE = re.compile(r"\bSources?:\s+(.*)", re.DOTALL)

_MARKUP = re.compile(r"(?::\w+:)?`+~?(?:quizzer\.[\w.]*\.)?([^`]*)`+")


@dataclass(frozen=True)
class Argument:
    """An argument: its name, how a value looks, its letter in formulas, and its default where it has one."""

    name: str
    type: str
    symbol: str
    required: bool
    default: object = None


@dataclass(frozen=True)
class Description:
    """A calculator in words: ``room`` is its module, ``conventions`` the rest of its docstring."""

    name: str
    room: str
    arguments: tuple[Argument, ...]
    summary: str
    conventions: str
    source: str


def describe(name: str, calculator: Calculator[..., Any]) -> Description:
    """The description of ``calculator``."""
    function = calculator.function
    module = sys.modules[function.__module__]
    own, inherited = inspect.getdoc(function) or "", inspect.getdoc(module) or ""
    text = " ".join(_MARKUP.sub(r"\1", _SOURCE.sub("", own)).split())
    summary, _, rest = text.partition(". ")
    return Description(
        name=name,
        room=function.__module__.rpartition(".")[2],
        arguments=tuple(_arguments(calculator)),
        summary=summary.rstrip("."),
        conventions=rest,
        source=_source(own) or _source(inherited),
    )


def _source(text: str) -> str:
    found = _SOURCE.search(text)
    return " ".join(_MARKUP.sub(r"\1", found[1]).split()) if found else ""


def _arguments(calculator: Calculator[..., Any]) -> typing.Iterator[Argument]:
    hints = typing.get_type_hints(calculator.function)
    symbols: Mapping[str, Any] = calculator.symbols
    for name, parameter in calculator.parameters.items():
        symbol = symbols.get(name, name)
        required = parameter.default is parameter.empty
        yield Argument(
            name=name,
            type=spelled(hints[name]),
            symbol=symbol if isinstance(symbol, str) else ", ".join(symbol),
            required=required,
            default=None if required else parameter.default,
        )
