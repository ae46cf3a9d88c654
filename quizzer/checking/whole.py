"""What only shows over a whole bank: where the keys stand and how long they are, items that say the same, siblings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from quizzer.bank.conceptual_items import ClozeItem, FreeItem, SingleItem, SpotErrorItem
from quizzer.bank.items import Item
from quizzer.bank.loading import Bank, Finding, place_of_id
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.slips import options_of
from quizzer.questions.text import Language

LEAST_ITEMS = 20
"""Shares and spreads of fewer items are chance."""

MOST_LONGEST = 0.30
"""The share of single-choice items whose key may be longer than every other option."""

MOST_SHORTEST = 0.35
"""The share whose key may be shorter than every other option: a key that hides by being short is found too."""

GIVEAWAY_LENGTH = 1.6
"""A key so many times as long as the longest other option is seen at a glance."""

CRITICAL = {3: 9.21, 4: 11.35}
"""Chi-square at the one-percent level by number of options (two and three degrees of freedom)."""

NEAR = 0.7
"""Prompts that share this part of their pieces ask the same thing."""


def check_whole(bank: Bank) -> Iterator[Finding]:
    """Findings over all items of ``bank`` together."""
    for item, message in [*_siblings(bank), *_giveaways(bank), *_repeats(bank)]:
        file = bank.places[item.id]
        yield Finding(file, *place_of_id(file, item.id), f"{item.id}: {message}")
    singles = [item for item in bank.items.values() if isinstance(item, SingleItem)]
    if len(singles) >= LEAST_ITEMS:
        folder = Path(bank.places[singles[0].id]).parent
        yield from (Finding(folder, 1, 1, message) for message in [*_lengths(singles), *_positions(singles)])


# --- the key ------------------------------------------------------------------------------------------------


def key_is_longest(item: SingleItem, language: Language) -> bool:
    """Whether the right option is longer than every other one."""
    return _key_length(item, language) > _other_length(item, language)


def key_is_shortest(item: SingleItem, language: Language) -> bool:
    """Whether the right option is shorter than every other one."""
    others = (len(option.text[language]) for option in item.choices if not option.correct)
    return _key_length(item, language) < min(others)


def _key_length(item: SingleItem, language: Language) -> int:
    return max(len(option.text[language]) for option in item.choices if option.correct)


def _other_length(item: SingleItem, language: Language) -> int:
    return max(len(option.text[language]) for option in item.choices if not option.correct)


def _giveaways(bank: Bank) -> Iterator[tuple[Item, str]]:
    for item in bank.items.values():
        if not isinstance(item, SingleItem):
            continue
        for language in Language:
            key, other = _key_length(item, language), _other_length(item, language)
            if key > GIVEAWAY_LENGTH * other and key - other > 12:
                yield item, f"the key gives itself away by its length ({language}: {key} against {other} characters)"


def _lengths(singles: Sequence[SingleItem]) -> Iterator[str]:
    """Keys that are the longest, or the shortest, too often."""
    rules = (("longest", key_is_longest, MOST_LONGEST), ("shortest", key_is_shortest, MOST_SHORTEST))
    for language in Language:
        for name, holds, most in rules:
            share = sum(holds(item, language) for item in singles) / len(singles)
            if share > most:
                yield f"the key is the {name} option in {share:.0%} of the single-choice items ({language})"


def key_positions(singles: Iterable[SingleItem]) -> dict[int, Counter[int]]:
    """How often the key stands at which place (from 1), by the number of options."""
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for item in singles:
        place = next((n for n, option in enumerate(item.choices, 1) if option.correct), 0)
        found[len(item.choices)][place] += 1
    return dict(found)


def chi_square(counts: Counter[int], places: int) -> float:
    """How far ``counts`` of ``places`` places are from even: the sum of (count - mean)² / mean."""
    mean = counts.total() / places
    return sum((counts[place] - mean) ** 2 / mean for place in range(1, places + 1))


def _positions(singles: Sequence[SingleItem]) -> Iterator[str]:
    for places, counts in key_positions(singles).items():
        if counts.total() >= LEAST_ITEMS and chi_square(counts, places) > CRITICAL[places]:
            shown = ", ".join(f"{'abcde'[place - 1]} {counts[place]}" for place in range(1, places + 1))
            yield f"the keys of items with {places} options are spread unevenly: {shown}"


# --- siblings and repeats -----------------------------------------------------------------------------------


def _siblings(bank: Bank) -> Iterator[tuple[Item, str]]:
    """Concepts with one kind of item, or with none to be typed; spot-the-error items without their right statement."""
    by_concept: dict[str, list[Item]] = defaultdict(list)
    for item in bank.items.values():
        by_concept[item.concept].append(item)
    for concept, items in by_concept.items():
        conceptual = [item for item in items if not isinstance(item, NumericItem | CaseItem)]
        if not conceptual or not conceptual[0].source:
            continue  # what goes beyond the notes may stand alone
        if len({type(item) for item in items}) < 2:
            yield conceptual[0], f"the concept {concept} has no second kind of item"
        elif not any(isinstance(item, ClozeItem | FreeItem | NumericItem | CaseItem) for item in items):
            yield conceptual[0], f"the concept {concept} has no item to be typed or written"
    for item in bank.items.values():
        if isinstance(item, SpotErrorItem):
            sibling = bank.items.get(item.positive_sibling)
            if sibling is None or isinstance(sibling, SpotErrorItem) or sibling.concept != item.concept:
                yield item, f"{item.positive_sibling} is no other kind of item of the concept {item.concept}"


def _repeats(bank: Bank) -> Iterator[tuple[Item, str]]:
    """Conceptual items whose prompts are the same, or nearly so."""
    items = [item for item in bank.items.values() if not isinstance(item, NumericItem | CaseItem)]
    pieces = [(item, _words(item.prompt.en), _letters(item.prompt.zh)) for item in items]
    for (one, words, letters), (other, other_words, other_letters) in combinations(pieces, 2):
        if one.topic != other.topic and words != other_words:
            continue
        if (_alike(words, other_words) or _alike(letters, other_letters)) and not _contrast(one, other):
            yield other, f"asks nearly what {one.id} asks"


def _contrast(one: Item, other: Item) -> bool:
    """Whether two items ask about other lines in the same words, as spot-the-error items do."""
    if isinstance(one, SpotErrorItem) and isinstance(other, SpotErrorItem):
        return one.segments != other.segments
    options = [{option.text.en for option in options_of(item)} for item in (one, other)]
    return all(options) and not options[0] & options[1]


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[place : place + 3]) for place in range(len(words) - 2))


def _letters(text: str) -> frozenset[str]:
    letters = re.sub(r"\W", "", text)
    return frozenset(letters[place : place + 4] for place in range(len(letters) - 3))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) >= NEAR * len(one | other)
