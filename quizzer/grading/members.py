"""Shapes, sets and lists: integers or labels with any of the usual separators and brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizzer.grading.reading import Unreadable, read
from quizzer.questions.answers import Member, MembersSpec, ShapeSpec
from quizzer.questions.verdict import Outcome, Reason, Verdict

MAX_MEMBERS = 64

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_WRAPPER = re.compile(r"(?:torch\.Size|tuple|list|set|shape|array)\s*(?=[(\[])|shape\s*[:=]\s*", re.IGNORECASE)
_EMPTY_WORDS = {"∅", "{}", "[]", "()", "空集", "空", "无", "没有", "none", "empty", "no solution"}


class _Malformed(ValueError):
    def __init__(self, reason: str, subject: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.subject = subject


def grade_shape(spec: ShapeSpec, expected: tuple[int, ...], typed: str) -> Verdict:
    """The verdict on a shape: order and count matter; some right axes of the right count are partial."""
    given = axes_of(typed)
    if isinstance(given, Reason):
        return Verdict(Outcome.INVALID, 0.0, "", given)
    read_as = shape_text(given)
    if given == expected:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    if len(given) != len(expected):
        values = {"given": str(len(given)), "expected": str(len(expected))}
        return Verdict(Outcome.INCORRECT, 0.0, read_as, Reason("axis_count", values))
    return _compare_axes(given, expected, read_as)


def axes_of(typed: str) -> tuple[int, ...] | Reason:
    """The sizes that ``typed`` spells, or why it spells none. Never raises."""
    try:
        return read_shape(read(typed).text)
    except (Unreadable, _Malformed) as problem:
        return _reason(problem)


def _reason(problem: Unreadable | _Malformed) -> Reason:
    position = problem.position if isinstance(problem, Unreadable) else None
    return Reason(problem.reason, {"subject": problem.subject}, position)


def shape_text(sizes: Sequence[int]) -> str:
    """A shape as it is shown."""
    return f"[{', '.join(map(str, sizes))}]"


def _compare_axes(given: tuple[int, ...], expected: tuple[int, ...], read_as: str) -> Verdict:
    right = sum(mine == theirs for mine, theirs in zip(given, expected, strict=True))
    if sorted(given) == sorted(expected):
        return Verdict(Outcome.INCORRECT, 0.0, read_as, Reason("axes_swapped"))
    wrong = next(i for i, pair in enumerate(zip(given, expected, strict=True)) if pair[0] != pair[1])
    reason = Reason("first_wrong_axis", {"axis": str(wrong + 1), "given": str(given[wrong])})
    if right and len(expected) > 1:
        return Verdict(Outcome.PARTIAL, right / len(expected), read_as, reason)
    return Verdict(Outcome.INCORRECT, 0.0, read_as, reason)


def read_shape(text: str) -> tuple[int, ...]:
    """The integers of a shape in any usual spelling; ``[]`` is the shape of a scalar."""
    inner = _unwrap(text)
    if not inner.strip():
        return ()
    pieces = _split(inner, extra="xX*")
    return tuple(_whole(piece) for piece in pieces)


def _whole(piece: str) -> int:
    if not re.fullmatch(r"[-+]?\d{1,18}", piece):
        raise _Malformed("not_whole_number", piece)
    return int(piece)


def _unwrap(text: str) -> str:
    """``text`` without its wrapper and the brackets round it; every bracket must have its partner."""
    text = text.strip()
    for _ in range(3):
        wrapped = _WRAPPER.match(text)
        text = text[wrapped.end() :].strip() if wrapped else text
        if text[:1] not in _BRACKETS:
            break
        if not text.endswith(_BRACKETS[text[0]]) or len(text) < 2:
            raise _Malformed("unbalanced_brackets")
        text = text[1:-1].strip()
    if re.search(r"[\[\](){}]", text):
        raise _Malformed("unbalanced_brackets")
    return text


def _split(text: str, extra: str = "") -> list[str]:
    """The pieces between commas, semicolons, spaces and ``extra``; two separators in a row are an error."""
    text = re.sub(r"\s+and\s+|和|与", ",", text)
    text = re.sub(rf"\s*([,;{re.escape(extra)}])\s*", ",", text.strip()).removesuffix(",")
    pieces = re.split(r"[,\s]", text)
    if len(pieces) > MAX_MEMBERS:
        raise _Malformed("too_many_members")
    if "" in pieces:
        raise _Malformed("missing_member")
    return pieces


def grade_members(spec: MembersSpec, expected: Sequence[Member], typed: str) -> Verdict:
    """The verdict on a set or list over the universe; what is not in the universe makes it invalid."""
    given = members_of(spec, typed)
    if isinstance(given, Reason):
        return Verdict(Outcome.INVALID, 0.0, "", given)
    read_as = members_text(given)
    missing = [member for member in expected if member not in given]
    extra = [member for member in given if member not in expected]
    same = list(given) == list(expected) if spec.ordered else not missing and not extra
    if same:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    return Verdict(Outcome.INCORRECT, 0.0, read_as, _member_reason(missing, extra))


def members_of(spec: MembersSpec, typed: str) -> list[Member] | Reason:
    """The members that ``typed`` names, or why it is no such answer. Never raises."""
    try:
        return _read_members(spec, read(typed).text)
    except (Unreadable, _Malformed) as problem:
        return _reason(problem)


def members_text(members: Sequence[Member]) -> str:
    """Members as they are shown."""
    return ", ".join(map(str, members)) if members else "∅"


def _member_reason(missing: list[Member], extra: list[Member]) -> Reason:
    if not missing and not extra:
        return Reason("wrong_order")
    values = {"missing": ", ".join(map(str, missing)), "extra": ", ".join(map(str, extra))}
    if missing and extra:
        return Reason("members_missing_and_extra", values)
    return Reason("members_missing" if missing else "members_extra", values)


def _read_members(spec: MembersSpec, text: str) -> list[Member]:
    if text.strip().lower() in _EMPTY_WORDS:
        return []
    inner = _unwrap(text)
    if not inner:
        return []
    by_spelling = {str(member).casefold(): member for member in spec.universe}
    members: list[Member] = []
    for piece in _split(inner):
        member = by_spelling.get(piece.casefold())
        if member is None:
            raise _Malformed("not_in_universe", piece[:20])
        if spec.ordered or member not in members:
            members.append(member)
    return members
