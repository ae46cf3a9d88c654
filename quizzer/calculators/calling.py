"""Calling a calculator with arguments that come from outside as JSON values: checked, computed, made JSON again.

Apart from the calculators, which import nothing for this.
"""

from __future__ import annotations

import functools
import inspect
import math
import types
import typing
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import msgspec

from quizzer.calculators.calculator import Calculator
from quizzer.calculators.decimals import decimal
from quizzer.calculators.refusals import Refusal

AnyCalculator = Calculator[..., object]


def checked_arguments(calculator: AnyCalculator, given: Mapping[str, object]) -> dict[str, object]:
    """``given`` in the types that the calculator takes. Raises Refusal bad_argument, which names the argument."""
    for name in given:
        if name not in calculator.parameters:
            known = ", ".join(calculator.parameters)
            raise Refusal("bad_argument", argument=name, problem="unknown", value=known)
    for name, parameter in calculator.parameters.items():
        if name not in given and parameter.default is inspect.Parameter.empty:
            raise Refusal("bad_argument", argument=name, problem="missing", value="")
    hints = _hints(calculator)
    return {name: _converted(name, value, hints[name]) for name, value in given.items()}


def call(calculator: AnyCalculator, given: Mapping[str, object]) -> object:
    """The result for JSON arguments as a JSON value. Raises Refusal, for whatever is wrong with them."""
    arguments = checked_arguments(calculator, given)
    return to_json(guarded(lambda: calculator(**arguments)))


def guarded(compute: Any) -> Any:
    """The value of ``compute()``; arithmetic that has no value for these arguments becomes a Refusal too."""
    try:
        return compute()
    except Refusal:
        raise
    except (ArithmeticError, ValueError, TypeError, LookupError, RecursionError, MemoryError) as problem:
        raise Refusal("bad_argument", argument="", problem="no_value", value=str(problem)[:80]) from problem


def to_json(value: object) -> Any:
    """Fractions and floats as numbers, what is not finite as null, tuples as lists."""
    if isinstance(value, dict):
        return {key: to_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(part) for part in value]
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else _as_float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _as_float(value: Fraction) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


@functools.cache
def _hints(calculator: AnyCalculator) -> dict[str, Any]:
    hints = typing.get_type_hints(calculator.function)
    return {name: _accepting(hint) for name, hint in hints.items() if name != "return"}


def _accepting(hint: Any) -> Any:
    """``hint`` with whole numbers kept whole where a float is asked for, and one type where a Fraction is."""
    if hint is float:
        return int | float
    parts = typing.get_args(hint)
    if not parts:
        return hint
    new: tuple[Any, ...] = tuple(_accepting(part) if part is not Ellipsis else part for part in parts)
    origin: Any = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return Fraction if Fraction in parts else functools.reduce(lambda a, b: a | b, new)
    return origin[new]


def _converted(name: str, value: object, hint: Any) -> object:
    try:
        return msgspec.convert(value, hint, dec_hook=_fraction)
    except (msgspec.ValidationError, ValueError, ZeroDivisionError) as problem:
        raise Refusal("bad_argument", argument=name, problem="type", value=spelled(hint)) from problem


def _fraction(kind: type, value: object) -> object:
    if kind is Fraction and isinstance(value, int | float | str) and not isinstance(value, bool):
        return decimal(value)
    raise ValueError(kind)


def spelled(hint: Any) -> str:
    """A type as a user would write its values: ``int``, ``int | [int, int]``, ``[[float, …], …]``."""
    if hint is types.NoneType or hint is None:
        return "null"
    if hint is Fraction:
        return "number"
    parts, origin = typing.get_args(hint), typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        names = list(dict.fromkeys(spelled(part) for part in parts))
        return " | ".join(names).replace("int | float", "number")
    if origin is tuple:
        return f"[{', '.join('…' if part is Ellipsis else spelled(part) for part in parts)}]"
    if origin is dict or hint is dict:
        return "{…}"
    if parts:
        return f"[{spelled(parts[-1])}, …]"
    return {"str": "text", "bool": "true | false", "float": "number"}.get(hint.__name__, str(hint.__name__))
