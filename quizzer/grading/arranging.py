"""Ordering and matching: keys put in order, keys put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from quizzer.grading.choice import key_of
from quizzer.grading.reading import Unreadable, read
from quizzer.questions.answers import MatchingSpec, OrderingSpec
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

LONGEST_PAIRS = 400
_SEPARATORS = re.compile(r"[\s,;|/()\[\]{}]+|-+>|=+>|→|>|<")
_PAIR = re.compile(r"([^\s=:\-→>,;]+)\s*(?:[=:→]|-+>?|=>)\s*([^\s=:\-→>,;]+)")


def grade_ordering(spec: OrderingSpec, expected: tuple[str, ...], typed: str) -> Verdict:
    """The verdict on an order; in part by the pairs in the right order less those in the wrong one."""
    try:
        text = read(typed).text
    except Unreadable as problem:
        return invalid(problem.reason, problem.position, subject=problem.subject)
    given = _keys(spec.items, text)
    if given is None:
        return invalid("unknown_option", subject=", ".join(spec.items))
    if sorted(given) != sorted(spec.items):
        return invalid("each_once", subject=", ".join(spec.items))
    read_as = ", ".join(given)
    if tuple(given) == expected:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    place = {key: number for number, key in enumerate(expected)}
    pairs = list(combinations(given, 2))
    right = sum(place[first] < place[second] for first, second in pairs)
    score = max(0.0, (2 * right - len(pairs)) / len(pairs))
    wrong = next(number for number, (a, b) in enumerate(zip(given, expected, strict=True), 1) if a != b)
    reason = Reason("pairs_in_order", {"right": str(right), "pairs": str(len(pairs)), "place": str(wrong)})
    return Verdict(Outcome.PARTIAL if score else Outcome.INCORRECT, score, read_as, reason)


def _keys(known: Sequence[str], text: str) -> list[str] | None:
    """The keys that ``text`` lists; None where a piece is none of them."""
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    if len(pieces) == 1 and len(pieces[0]) > 1 and key_of(known, pieces[0]) is None:
        pieces = list(pieces[0])
    found = [key_of(known, piece) for piece in pieces[: len(known) + 1]]
    return None if not found or None in found else [key for key in found if key is not None]


def _alternating(spec: MatchingSpec, text: str) -> list[tuple[str, str]]:
    """Pairs written without a sign, ``1b2a`` or ``1 b 2 a``; none where the pieces do not alternate."""
    pieces = [piece for piece in _SEPARATORS.split(text) if piece]
    if all(len(piece) == 2 for piece in pieces) or len(pieces) == 1:
        pieces = list("".join(pieces))
    pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
    fits = len(pieces) == 2 * len(spec.prompts) and all(
        left in spec.prompts and right in spec.targets for left, right in pairs
    )
    return pairs if fits else []


def grade_matching(spec: MatchingSpec, expected: Mapping[str, str], typed: str) -> Verdict:
    """The verdict on pairs such as ``1=b, 2=c``, or the targets alone in the order of the prompts."""
    try:
        text = read(typed).text
    except Unreadable as problem:
        return invalid(problem.reason, problem.position, subject=problem.subject)
    if len(text) > LONGEST_PAIRS:
        return invalid("too_long", subject=str(LONGEST_PAIRS))
    given = _pairs(spec, text)
    if given is None:
        return invalid("pairs", subject=f"{', '.join(spec.prompts)} = {', '.join(spec.targets)}")
    if sorted(given) != sorted(spec.prompts):
        return invalid("each_once", subject=", ".join(spec.prompts))
    read_as = ", ".join(f"{prompt}={given[prompt]}" for prompt in spec.prompts)
    wrong = [prompt for prompt in spec.prompts if given[prompt] != expected[prompt]]
    if not wrong:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    score = 1 - len(wrong) / len(spec.prompts)
    reason = Reason("pairs_wrong", {"wrong": ", ".join(wrong)})
    return Verdict(Outcome.PARTIAL if score else Outcome.INCORRECT, score, read_as, reason)


def _pairs(spec: MatchingSpec, text: str) -> dict[str, str] | None:
    """The target of each prompt named; None where ``text`` cannot be read or gives a prompt two targets."""
    pieces = [(match[1], match[2]) for match in _PAIR.finditer(text)]
    if pieces and _PAIR.sub("", text).strip(" ,;.{}()|\n"):
        return None
    if not pieces:
        pieces = _alternating(spec, text)
    if not pieces:
        alone = _keys(spec.targets, text)
        if alone and len(alone) == len(spec.prompts):
            return dict(zip(spec.prompts, alone, strict=True))
    if not pieces:
        return None
    found: dict[str, str] = {}
    for left, right in pieces[: len(spec.prompts) + 1]:
        prompt, target = key_of(spec.prompts, left), key_of(spec.targets, right)
        if prompt is None or target is None or prompt in found:
            return None
        found[prompt] = target
    return found
