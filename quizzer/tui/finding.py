"""Finding items as one types: words that stand in them, selector terms, and how a term could go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from textual.suggester import Suggester

from quizzer.bank.loading import Bank
from quizzer.bank.selectors import FLAGS, KEYS, SelectorError, properties
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

_TERM = re.compile(r"-?(?P<key>[a-z_]+)(?P<sign>:|<=|>=|=|<|>)(?P<values>.*)")


def is_term(word: str) -> bool:
    """Whether ``word`` is meant for the selector, not to be looked for in the items."""
    match = _TERM.fullmatch(word)
    return word.removeprefix("-") in FLAGS or (match is not None and match["key"] in KEYS)


def is_finished(term: str) -> bool:
    """Whether ``term`` has a value yet, where it needs one."""
    match = _TERM.fullmatch(term)
    return match is None or bool(match["values"])


class Finder:
    """Looks for items of a bank. What is said in them is put together once, at the first search for words."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.names = sorted(bank.items)
        self._said: dict[str, str] = {}

    def find(self, typed: str, select: Callable[[str], list[str]]) -> list[str]:
        """Ids of the items with every word of ``typed`` that its terms select. Raises what ``select`` raises."""
        words = typed.split()
        terms = [word for word in words if is_term(word) and is_finished(word)]
        wanted = [word.casefold() for word in words if not is_term(word)]
        found = select(" ".join(terms)) if terms else self.names
        return [name for name in found if all(word in self._text(name) for word in wanted)]

    def _text(self, name: str) -> str:
        if name not in self._said:
            item = self.bank.items[name]
            topic, prompt = self.bank.topics.get(item.topic), getattr(item, "prompt", None)
            texts = [text for both in (topic, prompt) if both is not None for text in (both.en, both.zh)]
            self._said[name] = " ".join([name, item.topic, *item.tags, *texts]).casefold()
        return self._said[name]


def selector_sentence(problem: SelectorError, language: Language) -> str:
    """What is wrong with a term."""
    values = {"given": problem.given, "nearest": problem.nearest, "key": problem.key, "where": problem.given}
    return say(f"problem.selector.{problem.reason}", language, **values)


class TermSuggester(Suggester):
    """Completes the last term of a selector: its key, or one of the values that the bank knows."""

    def __init__(self, bank: Bank) -> None:
        super().__init__(use_cache=True, case_sensitive=True)
        self.bank = bank
        self._known: dict[str, list[str]] = {}

    async def get_suggestion(self, value: str) -> str | None:
        """``value`` with its last term completed; None where nothing goes on like it."""
        start, _, last = value.rpartition(" ")
        before = f"{start} " if start else ""
        bare = last.removeprefix("-")
        if not bare:
            return None
        whole = next((one for one in self._candidates(bare) if one.startswith(bare) and one != bare), None)
        return None if whole is None else f"{before}{last[: len(last) - len(bare)]}{whole}"

    def _candidates(self, bare: str) -> Iterable[str]:
        key, sign, values = bare.partition(":")
        if not sign:
            return sorted([*(f"{one}:" for one in KEYS if one != "difficulty"), "difficulty<=", *FLAGS])
        if key not in KEYS or key == "difficulty":
            return []
        if key not in self._known:
            self._known[key] = sorted({one for item in self.bank.items.values() for one in properties(item)[key]})
        done = values[: values.rfind("|") + 1]
        return [f"{key}:{done}{one}" for one in self._known[key]]
