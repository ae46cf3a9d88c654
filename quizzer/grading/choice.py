"""Choices: option keys as letters or digits, or an option's text typed out; truth with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizzer.grading.cloze import fold
from quizzer.grading.reading import Unreadable, read
from quizzer.questions.answers import ChoiceSpec, SpotErrorSpec, TruthReasonSpec
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

_PREAMBLE = re.compile(r"(?:options?|choices?|answers?|选项|选择|答案|选)\s*(?:is|是|为)?\s*[:：]?\s*", re.IGNORECASE)
_NOTHING_CHOSEN = {"none", "∅", "{}", "[]", "无", "都不对", "都不是"}
_TRUE = {"t", "true", "y", "yes", "对", "真", "是", "正确", "√", "✓", "✔"}
_FALSE = {"f", "false", "n", "no", "错", "假", "否", "错误", "不对", "×", "*", "✗", "✘", "x"}


def grade_choice(spec: ChoiceSpec, expected: str | tuple[str, ...], typed: str) -> Verdict:
    """The verdict on one key or several; several score max(0, (hits − false) / keys)."""
    try:
        text = read(typed).text
    except Unreadable as problem:
        return invalid(problem.reason, problem.position, subject=problem.subject)
    keys = read_keys(spec, text)
    if keys is None:
        return invalid("unknown_option", subject=", ".join(spec.options))
    if spec.single:
        if len(keys) != 1:
            return invalid("one_option_only")
        right = keys[0] == expected
        return Verdict(Outcome.CORRECT if right else Outcome.INCORRECT, float(right), keys[0])
    return _several(keys, tuple(expected))


def _several(keys: list[str], expected: tuple[str, ...]) -> Verdict:
    hits = sum(key in expected for key in keys)
    false = len(keys) - hits
    read_as = ", ".join(keys)
    if hits == len(expected) and not false:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    score = max(0.0, (hits - false) / len(expected)) if expected else 0.0
    values = {"hits": str(hits), "keys": str(len(expected)), "false": str(false)}
    outcome = Outcome.PARTIAL if score else Outcome.INCORRECT
    return Verdict(outcome, score, read_as, Reason("hits_and_false", values))


def read_keys(spec: ChoiceSpec, text: str) -> list[str] | None:
    """The keys that ``text`` names, in the order of the options; None if a piece is no option."""
    for option, label in zip(spec.options, spec.texts, strict=False):
        if fold(text) in (fold(label.en), fold(label.zh)):
            return [option]
    match = _PREAMBLE.match(text)
    body = text[match.end() :] if match else text
    body = re.sub(r"\band\b|和|与", " ", body, flags=re.IGNORECASE).strip(" .()[]{}\"'")
    pieces = [piece for piece in re.split(r"[\s,;/+&()\[\]]+", body) if piece]
    if len(pieces) == 1 and len(pieces[0]) > 1 and pieces[0].isalnum() and pieces[0].isascii():
        pieces = list(pieces[0])
    if not spec.single and fold(text) in _NOTHING_CHOSEN:
        return []
    found = [key_of(spec.options, piece) for piece in pieces]
    if not found or None in found:
        return None
    return [option for option in spec.options if option in found]


def key_of(options: Sequence[str], piece: str) -> str | None:
    """The option that ``piece`` names by its key or its number; None for none."""
    piece = piece.strip(".:").casefold()
    for option in options:
        if option.casefold() == piece:
            return option
    if re.fullmatch(r"[1-9]", piece) and int(piece) <= len(options):
        return options[int(piece) - 1]
    return None


def grade_truth_reason(spec: TruthReasonSpec, expected: tuple[bool, str], typed: str) -> Verdict:
    """The verdict on a judgement with its reason, such as ``T b``: half for either, right only with both."""
    try:
        text = read(typed).text
    except Unreadable as problem:
        return invalid(problem.reason, problem.position, subject=problem.subject)
    match = re.match(r"([^\W\d_]+?|[√✓✔✗✘*])(?:[\s,;:]+|(?=[A-Ea-e1-5]$))(.+)$", text)
    truth = _truth(match[1]) if match else None
    key = key_of(spec.reasons, match[2].strip(" .()")) if match else None
    if truth is None or key is None:
        return invalid("truth_and_reason", subject=", ".join(spec.reasons))
    read_as = f"{'T' if truth else 'F'} {key}"
    right_truth, right_reason = truth == expected[0], key == expected[1]
    if right_truth and right_reason:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    if right_truth or right_reason:
        code = "reason_wrong" if right_truth else "judgement_wrong"
        return Verdict(Outcome.PARTIAL if right_truth else Outcome.INCORRECT, 0.5 * right_truth, read_as, Reason(code))
    return Verdict(Outcome.INCORRECT, 0.0, read_as, Reason("judgement_and_reason_wrong"))


def _truth(word: str) -> bool | None:
    folded = word.casefold()
    return True if folded in _TRUE else False if folded in _FALSE else None


_NOTHING = {"none", "0", "no error", "nothing", "无", "没有", "没有错误", "无误"}


def grade_spot_error(spec: SpotErrorSpec, expected: tuple[str, ...], typed: str) -> Verdict:
    """The verdict on the wrong part with its correction, such as ``b 2``, or "none" where nothing is wrong."""
    try:
        text = read(typed).text
    except Unreadable as problem:
        return invalid(problem.reason, problem.position, subject=problem.subject)
    given = _part_and_correction(spec, text)
    if given is None:
        subject = f"{', '.join(spec.parts)}; {', '.join(spec.corrections)}"
        return invalid("part_and_correction", subject=subject)
    read_as = " ".join(given)
    if given == expected:
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    if given[0] == expected[0]:
        return Verdict(Outcome.PARTIAL, 0.5, read_as, Reason("correction_wrong"))
    return Verdict(Outcome.INCORRECT, 0.0, read_as, Reason("part_wrong"))


def _part_and_correction(spec: SpotErrorSpec, text: str) -> tuple[str, ...] | None:
    if text.strip(" .").casefold() in _NOTHING:
        return ("none",)
    pieces = [piece for piece in re.split(r"[\s,;:=>\-/|→()]+", text) if piece]
    if len(pieces) == 1 and len(pieces[0]) == 2:
        pieces = list(pieces[0])
    if len(pieces) != 2:
        return None
    part, correction = key_of(spec.parts, pieces[0]), key_of(spec.corrections, pieces[1])
    return None if part is None or correction is None else (part, correction)
