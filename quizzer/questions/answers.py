"""How an answer is read: one specification type an answer kind, and the values that are expected.

``as_json`` gives the ``spec`` of the public ``grade`` record (CONTRACTS).
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from quizzer.expressions.equality import Domain, Variable
from quizzer.expressions.parser import parse
from quizzer.questions.text import Text

Value = int | float | Fraction
Member = int | str
Expected = Value | str | bool | tuple["Expected", ...]
"""A number; a shape, set or list as a tuple; option keys; the accepted forms of blanks; truth with reason."""


@dataclass(frozen=True, slots=True)
class NumberSpec:
    """A number. With several tolerances any that holds is enough; with none the value must be equal.

    ``rel`` is relative to the expected value; ``sigfigs`` and ``decimals`` compare both sides rounded half to even.
    ``unit`` is the base unit that may be written (params, px, B, FLOPs, MACs, s, %).
    """

    kind: ClassVar[str] = "number"
    integer: bool = False
    absolute: Fraction | None = None
    relative: Fraction | None = None
    sigfigs: int | None = None
    decimals: int | None = None
    unit: str = ""
    percent_ok: bool = False

    def as_json(self) -> dict[str, object]:
        named = {
            "integer": self.integer or None,
            "abs": None if self.absolute is None else float(self.absolute),
            "rel": None if self.relative is None else float(self.relative),
            "sigfigs": self.sigfigs,
            "decimals": self.decimals,
            "unit": self.unit or None,
            "percent_ok": self.percent_ok or None,
        }
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ShapeSpec:
    """A shape: integers whose order and count matter. ``axes`` names them for the prompt of the input field."""

    kind: ClassVar[str] = "shape"
    axes: str = ""

    def as_json(self) -> dict[str, object]:
        return {"axes": self.axes} if self.axes else {}


@dataclass(frozen=True, slots=True)
class MembersSpec:
    """Members of a universe: a set, or a list where ``ordered``."""

    universe: tuple[Member, ...]
    ordered: bool = False

    @property
    def kind(self) -> str:
        return "list" if self.ordered else "set"

    def as_json(self) -> dict[str, object]:
        return {"universe": list(self.universe)}


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """One option (``single``) or several, by key; ``texts`` may be typed in place of a key."""

    kind: ClassVar[str] = "choice"
    options: tuple[str, ...]
    single: bool = True
    texts: tuple[Text, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {"options": list(self.options), "single": self.single}


@dataclass(frozen=True, slots=True)
class RejectedForm:
    """Forms of a blank that are near the right one but not it, with what they show."""

    forms: tuple[str, ...]
    misconception: str
    feedback: Text


@dataclass(frozen=True, slots=True)
class Blank:
    """One blank of a cloze: the accepted forms, or a number that is judged as a number."""

    accepted: tuple[str, ...]
    rejected: tuple[RejectedForm, ...] = ()
    number: NumberSpec | None = None


@dataclass(frozen=True, slots=True)
class ClozeSpec:
    """One blank or several, in the order of the text."""

    kind: ClassVar[str] = "cloze"
    blanks: tuple[Blank, ...]

    def as_json(self) -> dict[str, object]:
        forms = [list(blank.accepted) for blank in self.blanks]
        return {"accepted": forms[0] if len(forms) == 1 else forms}


@dataclass(frozen=True, slots=True)
class TruthReasonSpec:
    """True or false, and the key of the reason."""

    kind: ClassVar[str] = "truth_reason"
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"reasons": list(self.reasons)}


@dataclass(frozen=True, slots=True)
class FormulaSpec:
    """A formula over ``variables``, equal on their domain where ``where`` (a condition as text) holds.

    ``seed`` chooses the points at which formulas are compared.
    """

    kind: ClassVar[str] = "formula"
    variables: tuple[Variable, ...]
    where: str = ""
    seed: int = 0

    @property
    def domain(self) -> Domain:
        """The domain, its condition parsed. Raises ParseError."""
        return _domain(self.variables, self.where)

    def as_json(self) -> dict[str, object]:
        return {
            "vars": [variable.name for variable in self.variables],
            "domain": {variable.name: _range_json(variable) for variable in self.variables},
            "where": self.where,
        }


@functools.lru_cache(256)
def _domain(variables: tuple[Variable, ...], where: str) -> Domain:
    names = [variable.name for variable in variables]
    return Domain(variables, parse(where, names, conditions=True) if where else None)


def _range_json(variable: Variable) -> dict[str, object]:
    if variable.values:
        return {"values": [_number_json(value) for value in variable.values]}
    ends: dict[str, object] = {"min": _number_json(variable.low), "max": _number_json(variable.high)}
    return ends | ({"real": True} if variable.real else {})


def _number_json(value: Value) -> int | float:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value


@dataclass(frozen=True, slots=True)
class OrderingSpec:
    """Every item once, in the right order, by key."""

    kind: ClassVar[str] = "ordering"
    items: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"items": list(self.items)}


@dataclass(frozen=True, slots=True)
class MatchingSpec:
    """A target for every prompt, both by key; targets may be left over."""

    kind: ClassVar[str] = "matching"
    prompts: tuple[str, ...]
    targets: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"prompts": list(self.prompts), "targets": list(self.targets)}


@dataclass(frozen=True, slots=True)
class SpotErrorSpec:
    """The wrong part of a claim and the correction that mends it, both by key; "none" where nothing is wrong."""

    kind: ClassVar[str] = "spot_error"
    parts: tuple[str, ...]
    corrections: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"parts": list(self.parts), "corrections": list(self.corrections)}


@dataclass(frozen=True, slots=True)
class FreeSpec:
    """Free text that the learner scores: so many key points to tick, and so many false claims that cost a point."""

    kind: ClassVar[str] = "free"
    key_points: int
    false_claims: int = 0

    def as_json(self) -> dict[str, object]:
        record: dict[str, object] = {"key_points": self.key_points}
        return record | ({"false_claims": self.false_claims} if self.false_claims else {})


@dataclass(frozen=True, slots=True)
class PartsSpec:
    """Several answers, each of a kind of its own, by the names of their parts."""

    kind: ClassVar[str] = "parts"
    names: tuple[str, ...]
    specs: tuple[AnswerSpec, ...]

    def as_json(self) -> dict[str, object]:
        parts = zip(self.names, self.specs, strict=True)
        return {"parts": [{"id": name, "kind": spec.kind, "spec": spec.as_json()} for name, spec in parts]}


AnswerSpec = (
    NumberSpec
    | ShapeSpec
    | MembersSpec
    | ChoiceSpec
    | ClozeSpec
    | TruthReasonSpec
    | FormulaSpec
    | OrderingSpec
    | MatchingSpec
    | SpotErrorSpec
    | FreeSpec
    | PartsSpec
)


def tolerance(spec: NumberSpec, expected: Value) -> Fraction:
    """How far an answer may lie from ``expected``, by the widest tolerance of ``spec``; 0 where it must be equal."""
    size = abs(Fraction(expected))
    widths = [Fraction(0)]
    if spec.absolute is not None:
        widths.append(spec.absolute)
    if spec.relative is not None:
        widths.append(size * spec.relative)
    if spec.sigfigs is not None and size:
        widths.append(Fraction(10) ** (math.floor(math.log10(size)) - spec.sigfigs + 1) / 2)
    if spec.decimals is not None:
        widths.append(Fraction(1, 10**spec.decimals) / 2)
    return max(widths)
