"""Arguments as one types them: on a command line or into a form."""

from __future__ import annotations

import json
import re


def read_value(text: str) -> object:
    """A value as JSON, as a list without brackets (3,5), as sides (3x5), as a Python constant; else the text itself."""
    constants = {"True": True, "False": False, "None": None}
    if text in constants:
        return constants[text]
    sides = re.fullmatch(r"\d+([x×]\d+)+", text, re.ASCII)
    for candidate in (text, f"[{text}]") if not sides else (f"[{re.sub('[x×]', ',', text)}]",):
        try:
            return json.loads(candidate, parse_constant=_refuse)
        except (ValueError, RecursionError):
            continue
    return text


def _refuse(constant: str) -> object:
    raise ValueError(constant)
