"""What the texts of an item must not be: empty, unfinished, oddly punctuated, or about what is not on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from quizzer.bank.items import Item

HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!(]")
CHINESE = re.compile(r"[\u3400-\u9fff]")

FORBIDDEN = {
    "en": re.compile(
        r"\b(all of the above|none of the above|both of the above|the notes? says?|according to the notes?"
        r"|which of (the following|these) is (not|false)|as (we|you) (saw|know)|TODO)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"以上(都|皆|均|全部)|以上选项|本题|上文|下列.{0,12}(错误|不正确|不属于)|笔记(里|中)?(说|写|认为)|众所周知"
    ),
}
"""Options and references to what is not on the screen."""


def texts(item: Item) -> Iterator[str]:
    """What is wrong with the wording of ``item``, each with the field it stands in."""
    content = msgspec.to_builtins(item)
    content.pop("note_flag", None)  # it speaks of the notes on purpose
    for place, language, text in _texts_in(content, ""):
        if not text.strip() and ".phrases" not in place:  # a phrase may have nothing to add in one of the languages
            yield f"{place} is empty ({language})"
        found = FORBIDDEN[language].search(text)
        if found and "explanation" not in place:
            yield f"{place} says “{found[0]}” ({language})"
        if language == "zh" and HALF_WIDTH.search(text):
            yield f"{place} has half-width punctuation after a Chinese character"
        if language == "en" and CHINESE.search(text):
            yield f"{place} has Chinese in its English"


def _texts_in(content: object, place: str) -> Iterator[tuple[str, str, str]]:
    """Place, language and wording of every bilingual text in ``content``."""
    if isinstance(content, dict):
        if content.keys() == {"en", "zh"} and all(isinstance(text, str) for text in content.values()):
            yield from ((place, language, text) for language, text in content.items())
            return
        for key, value in content.items():
            yield from _texts_in(value, f"{place}.{key}" if place else str(key))
    elif isinstance(content, list):
        for number, value in enumerate(content, 1):
            name = value.get("id", number) if isinstance(value, dict) else number
            yield from _texts_in(value, f"{place} {name}")
