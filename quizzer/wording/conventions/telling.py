"""What a calculator counts and how, in the language spoken; the English text is the rest of its docstring."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizzer.questions.text import Language
from quizzer.wording.conventions import architectures, blocks, boxes, layers, losses, statistics, training

TABLES = (layers, blocks, architectures, boxes, statistics, losses, training)
CHINESE: Mapping[str, str] = {name: text for table in TABLES for name, text in table.CHINESE.items()}
"""By name; a calculator whose docstring adds nothing to its first sentence has none."""

_RAISES = re.compile(r"\s*\bRaises .*", re.DOTALL)
"""What a refusal is called in code says nothing to somebody who computes."""


def conventions_in(language: Language, name: str, english: str) -> str:
    """The conventions of the calculator ``name``; one without a text in Chinese has the English one."""
    told = _RAISES.sub("", english)
    return CHINESE.get(name, told) if language is Language.ZH else told
