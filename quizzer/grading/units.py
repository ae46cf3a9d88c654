"""Units and prefixes that may follow a number.

K M B G T of counts are powers of 1000, Ki Mi Gi Ti of 1024, also before bytes (IEC 80000-13); 千 万 亿 are 10³ 10⁴ 10⁸.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_PREFIXES = {
    "": 1,
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "B": 10**9,
    "G": 10**9,
    "T": 10**12,
    "Ki": 2**10,
    "ki": 2**10,
    "kilo": 10**3,
    "mega": 10**6,
    "giga": 10**9,
    "Mi": 2**20,
    "Gi": 2**30,
    "Ti": 2**40,
    "千": 10**3,
    "万": 10**4,
    "亿": 10**8,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SECONDS = {
    "s": Fraction(1),
    "sec": Fraction(1),
    "second": Fraction(1),
    "seconds": Fraction(1),
    "秒": Fraction(1),
    "ms": Fraction(1, 1000),
    "毫秒": Fraction(1, 1000),
    "us": Fraction(1, 10**6),
    "μs": Fraction(1, 10**6),
    "微秒": Fraction(1, 10**6),
    "ns": Fraction(1, 10**9),
    "min": Fraction(60),
    "secs": Fraction(1),
    "millisecond": Fraction(1, 1000),
    "milliseconds": Fraction(1, 1000),
    "msec": Fraction(1, 1000),
    "microseconds": Fraction(1, 10**6),
    "nanoseconds": Fraction(1, 10**9),
    "minutes": Fraction(60),
}
BASE_UNITS = ("params", "px", "B", "FLOPs", "MACs", "s", "%")
"""The units that a question may ask for."""
_COUNTED = {
    "params": ("params", "param", "parameters", "parameter", "weights", "weight", "参数", "个参数", "个"),
    "px": ("px", "pixel", "pixels", "像素", "cells", "个像素"),
    "FLOPs": ("FLOPs", "FLOP", "FLOPS", "flops", "flop", "ops", "次浮点运算", "次"),
    "MACs": ("MACs", "MAC", "macs", "mac", "multiply-adds", "madds", "次乘加", "次"),
}
_BYTES = {"B": Fraction(1), "byte": Fraction(1), "bytes": Fraction(1), "字节": Fraction(1)} | dict.fromkeys(
    ("b", "bit", "bits", "位", "比特"), Fraction(1, 8)
)


_LOWER_CASE_BYTES = {"kib": Fraction(2**10), "mib": Fraction(2**20), "gib": Fraction(2**30)}


class UnknownUnit(ValueError):
    """The text after a number is no unit of the question. ``unit`` is that text."""

    def __init__(self, unit: str) -> None:
        super().__init__(unit)
        self.unit = unit


@dataclass(frozen=True, slots=True)
class Unit:
    """What stood after a number: the factor it stands for and whether its prefix was one of 1000 or 1024."""

    factor: Fraction
    prefix_base: int = 1


NO_UNIT = Unit(Fraction(1))


def read_unit(text: str, base_unit: str) -> Unit:
    """The unit ``text`` ("" for none) in a question whose base unit is ``base_unit``. Raises UnknownUnit."""
    text = text.strip()
    if not text:
        return NO_UNIT
    if text.casefold() in ("%", "percent", "per cent", "百分之"):
        return Unit(Fraction(1) if base_unit == "%" else Fraction(1, 100))
    compact = re.sub(r"\s+", " ", text)
    if base_unit == "s" and compact in _SECONDS:
        return Unit(_SECONDS[compact])
    if base_unit == "B" and compact in _LOWER_CASE_BYTES:
        return Unit(_LOWER_CASE_BYTES[compact], 1024)
    names: dict[str, Fraction] = {"": NO_UNIT.factor}
    if base_unit == "B":
        names |= _BYTES
    names |= dict.fromkeys(_COUNTED.get(base_unit, ()), Fraction(1))
    for name in sorted(names, key=len, reverse=True):
        # Words may be written in any case; of single letters the case tells bits from bytes.
        spelled = compact if len(name) < 3 else compact.casefold()
        if not spelled.endswith(name if len(name) < 3 else name.casefold()):
            continue
        prefix = compact[: len(compact) - len(name)].rstrip(" ")
        if prefix in _PREFIXES and not (name == "b" and prefix == "k"):
            return _prefixed(prefix, names[name])
    raise UnknownUnit(text)


def _prefixed(prefix: str, factor: Fraction) -> Unit:
    scale = _PREFIXES[prefix]
    base = 1024 if prefix.endswith("i") else 1000 if scale > 1 else 1
    return Unit(scale * factor, base)
