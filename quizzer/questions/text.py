"""A text in both languages of the program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages in which everything can be read."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Text:
    """The same matter in English and in Chinese."""

    en: str
    zh: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en

    def fill(self, values: Mapping[str, str]) -> Text:
        """Both texts with every ``{name}`` replaced. Nothing but plain names is recognised, unlike str.format."""
        return Text(fill(self.en, values), fill(self.zh, values))


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template`` with ``{name}`` replaced by ``values["name"]``; KeyError names what is missing."""
    return re.sub(r"\{([A-Za-z_]\w*)\}", lambda match: values[match[1]], template)
