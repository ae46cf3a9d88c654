"""``quizzer calc --jsonl``: one record in, one record out, whatever the line holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quizzer.bank.networks import NetworkError
from quizzer.calculators.calculator import Calculator
from quizzer.calculators.calling import call
from quizzer.calculators.refusals import Refusal
from quizzer.questions.text import Language
from quizzer.wording.refusals import refusal_sentence

_ANY_LINE = 'a line is one JSON object: {"id": …, "calculator": "…", "args": {…}}'


def answer_line(line: bytes, calculators: Mapping[str, Calculator[..., Any]]) -> str:
    """The answer to one line of JSON Lines, as one line of JSON without its end."""
    try:
        record = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        return _error(None, "malformed", _ANY_LINE)
    number, name, args = record.get("id"), record.get("calculator"), record.get("args")
    if not isinstance(name, str) or not isinstance(args, dict):
        return _error(number, "malformed", _ANY_LINE)
    if name not in calculators:
        return _error(number, "unknown_calculator", f"there is no calculator {name[:60]}")
    try:
        return json.dumps({"id": number, "result": _named(call(calculators[name], args))}, ensure_ascii=False)
    except Refusal as refusal:
        return _error(number, refusal.reason, refusal_sentence(refusal.reason, refusal.details, Language.EN))
    except NetworkError as problem:
        return _error(number, "bad_argument", str(problem))
    except (ValueError, RecursionError):
        # Python writes no whole numbers of more than some thousand digits.
        return _error(number, "bad_argument", "the result is too long to be written")


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _named(result: Any) -> object:
    return result if isinstance(result, dict) else {"value": result}


def _error(number: object, reason: str, message: str) -> str:
    return json.dumps({"id": number, "error": {"reason": reason, "message": message}}, ensure_ascii=False)
