"""From an item whose lines are ordered, paired or marked to a question: the seed decides how the lines are mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quizzer.bank.conceptual_items import Line, MatchingItem, OrderingItem, SpotErrorItem, WrongOrder, WrongPair
from quizzer.generators.chance import seeded, shuffled
from quizzer.questions.answers import MatchingSpec, OrderingSpec, SpotErrorSpec
from quizzer.questions.question import Choice, Entry, Pattern

LETTERS = "ABCDEFGH"
DIGITS = "12345"


def ordering_parts(item: OrderingItem, seed: int) -> dict[str, Any]:
    """The lines mixed, never in their right order, and what wrong orders show."""
    lines = _mixed(item.id, item.version, seed, item.items)
    keys = _keys(lines, LETTERS)
    right = tuple(keys[line.id] for line in item.items)
    return {
        "entries": _entries(lines, keys),
        "spec": OrderingSpec(tuple(sorted(right))),
        "expected": right,
        "typed_answer": ", ".join(right),
        "patterns": _patterns(item.feedback, keys, keys),
    }


def matching_parts(item: MatchingItem, seed: int) -> dict[str, Any]:
    """The left as it stands, the right mixed, and what wrong pairs show."""
    right = _mixed(item.id, item.version, seed, item.right)
    numbers, letters = _keys(item.left, DIGITS), _keys(right, LETTERS)
    targets = tuple(letters[item.answer[line.id]] for line in item.left)
    pairs = zip(numbers.values(), targets, strict=True)
    return {
        "entries": _entries(item.left, numbers),
        "targets": _entries(right, letters),
        "spec": MatchingSpec(tuple(numbers.values()), tuple(letters.values())),
        "expected": targets,
        "typed_answer": ", ".join(f"{number}={letter}" for number, letter in pairs),
        "patterns": _patterns(item.feedback, numbers, letters),
    }


def spot_error_parts(item: SpotErrorItem, seed: int) -> dict[str, Any]:
    """The segments in the order of the claim and the corrections, mixed if the item says so."""
    corrections = item.corrections
    if item.shuffle:
        corrections = shuffled(seeded(item.id, item.version, seed), corrections)
    choices = tuple(
        Choice(key, option.text, option.correct, option.feedback, option.slip)
        for key, option in zip(DIGITS, corrections, strict=False)
    )
    letters = _keys(item.segments, LETTERS)
    expected = (letters[item.wrong_segment], next(choice.key for choice in choices if choice.correct))
    return {
        "entries": _entries(item.segments, letters),
        "choices": choices,
        "spec": SpotErrorSpec(tuple(letters.values()), tuple(choice.key for choice in choices)),
        "expected": expected,
        "typed_answer": " ".join(expected),
        "model_answer": item.corrected,
    }


def _mixed(item: str, version: int, seed: int, lines: Sequence[Line]) -> list[Line]:
    """The lines in another order than theirs."""
    chance = seeded(item, version, seed)
    mixed = shuffled(chance, lines)
    while mixed == list(lines):
        mixed = shuffled(chance, lines)
    return mixed


def _keys(lines: Sequence[Line], alphabet: str) -> dict[str, str]:
    return {line.id: key for line, key in zip(lines, alphabet, strict=False)}


def _entries(lines: Iterable[Line], keys: Mapping[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(keys[line.id], line.text) for line in lines)


def _patterns(
    feedback: Iterable[WrongOrder | WrongPair], first: Mapping[str, str], second: Mapping[str, str]
) -> tuple[Pattern, ...]:
    return tuple(Pattern(first[one.lines[0]], second[one.lines[1]], one.slip, one.text) for one in feedback)
