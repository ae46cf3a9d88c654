"""``quizzer grade --jsonl``: one record in, one verdict out, whatever the line holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quizzer.expressions.parser import ParseError
from quizzer.grading.grade import grade_value
from quizzer.grading.parts import grade_parts
from quizzer.grading.records import UnknownKind, read_kind, read_parts
from quizzer.questions.answers import AnswerSpec
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.wording.catalogue import say
from quizzer.wording.feedback import reason_line

_ANY_LINE = 'a line is one JSON object: {"id": …, "kind": "…", "spec": {…}, "expected": …, "given": "…"}'
MOST_CHARACTERS = 100_000
"""Longer answers than this are cut: they are far too long for every kind, whatever follows."""

Record = dict[str, Any]


def answer_line(line: bytes) -> str:
    """The verdict on one line of JSON Lines, as one line of JSON without its end."""
    try:
        record = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        return _error(None, "malformed", _ANY_LINE)
    number, kind = record.get("id"), record.get("kind")
    given = _given(record)
    if not isinstance(kind, str) or given is None:
        return _error(number, "malformed", _ANY_LINE)
    spec = record.get("spec")
    try:
        graded = _graded(kind, spec if isinstance(spec, dict) else {}, record.get("expected"), given)
    except UnknownKind:
        return _error(number, "unknown_kind", f"there is no answer kind {kind[:60]}; “quizzer grade --list” shows all")
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError, IndexError, ParseError) as problem:
        return _error(number, "bad_argument", f"spec or expected do not fit the kind {kind[:60]}: {str(problem)[:80]}")
    return json.dumps({"id": number, **graded}, ensure_ascii=False)


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _given(record: Mapping[str, Any]) -> str | list[str] | None:
    """The typed text; of several parts their list. None where there is none."""
    given, pieces = record.get("given"), record.get("pieces")
    if isinstance(given, str):
        return given[: MOST_CHARACTERS + 1]
    if isinstance(given, list) and all(isinstance(part, str) for part in given):
        return [part[: MOST_CHARACTERS + 1] for part in given]
    if not isinstance(pieces, list):
        return None
    text = ""
    for piece in pieces:
        match piece:
            case [str(part), int(times)]:
                room = MOST_CHARACTERS + 1 - len(text)
                if times < 0:
                    return None
                text += part * min(times, room // max(len(part), 1) + 1)
            case _:
                return None
        if len(text) > MOST_CHARACTERS:
            return text[: MOST_CHARACTERS + 1]
    return text


def _graded(kind: str, spec: Mapping[str, Any], expected: Any, given: str | list[str]) -> Record:
    if kind == "parts":
        parts = read_parts(spec, expected)
        typed = given if isinstance(given, list) else given.splitlines()
        return _together(grade_parts(parts, typed), len(parts))
    if isinstance(given, list):
        raise TypeError("given")
    read, right = read_kind(kind, spec, expected)
    verdict = grade_value(read, right, given)
    slip = _slip(kind, spec, read, given) if verdict.outcome in (Outcome.INCORRECT, Outcome.PARTIAL) else None
    record = verdict_record(verdict)
    if slip is not None:
        record["misconception"] = slip["id"]
        record["message"] = slip.get("message") or record["message"]
    return record


def _slip(kind: str, spec: Mapping[str, Any], read: AnswerSpec, given: str) -> Mapping[str, Any] | None:
    """The first misconception of the record whose answer this is."""
    for slip in spec.get("misconceptions") or ():
        # A cloze has its right forms in the specification.
        forms = slip["answer"] if isinstance(slip["answer"], list) else [slip["answer"]]
        wrong, answer = read_kind(kind, {**spec, "accepted": forms} if kind == "cloze" else spec, slip["answer"])
        if grade_value(wrong, answer, given).outcome is Outcome.CORRECT:
            found: Mapping[str, Any] = slip
            return found
    return None


def verdict_record(verdict: Verdict) -> Record:
    """The public record of a verdict."""
    return {
        "verdict": str(verdict.outcome),
        "score": round(verdict.score, 6),
        "read_as": verdict.read_as,
        "message": _message(verdict),
        "misconception": verdict.slip_id,
    }


def _message(verdict: Verdict) -> str:
    word = say(f"verdict.{verdict.outcome}", Language.EN)
    reason = reason_line(verdict, Language.EN)
    return f"{word}. {reason}".strip() if reason else f"{word}."


def _together(verdicts: list[Verdict], parts: int) -> Record:
    """One verdict on all parts, with those on each; a part without an answer counts as wrong."""
    if not parts:
        raise ValueError("there are no parts")
    score = sum(verdict.score for verdict in verdicts) / parts
    unread = any(verdict.outcome is Outcome.INVALID for verdict in verdicts)
    outcome = Outcome.CORRECT if score == 1 else Outcome.PARTIAL if score else Outcome.INCORRECT
    whole = Verdict(Outcome.INVALID if unread else outcome, 0.0 if unread else score, "")
    read_as = " | ".join(verdict.read_as for verdict in verdicts)
    return verdict_record(whole) | {"read_as": read_as, "parts": [verdict_record(verdict) for verdict in verdicts]}


def _error(number: object, reason: str, message: str) -> str:
    return json.dumps({"id": number, "error": {"reason": reason, "message": message}}, ensure_ascii=False)
