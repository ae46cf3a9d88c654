"""Shares, times, days and names in words, for every report.

What the log holds may come from another program's file, so that names which the bank does not know are made harmless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from quizzer.grading.reading import shown
from quizzer.questions.text import Language, Text
from quizzer.wording.catalogue import say
from quizzer.wording.signs import in_ascii

NOTHING = "–"
"""Stands where there is no figure."""

WIDTH = 76


@dataclass(frozen=True)
class Voice:
    """How a report is told: the language, names of topics and beliefs by id, cells a line, and whether ASCII only."""

    language: Language
    topics: Mapping[str, Text] = field(default_factory=dict)
    beliefs: Mapping[str, Text] = field(default_factory=dict)
    width: int = WIDTH
    plain: bool = field(default_factory=in_ascii)

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the program."""
        return say(key, self.language, **values)

    def percent(self, share: float | None) -> str:
        """A share of 0 to 1 in whole percent."""
        return NOTHING if share is None else self.say("stats.percent", percent=round(100 * share))

    def time(self, seconds: float | None) -> str:
        """Seconds, or minutes where it took more than two."""
        if seconds is None:
            return NOTHING
        if seconds < 120:
            return self.say("stats.seconds", seconds=round(seconds))
        return self.say("stats.minutes", minutes=round(seconds / 60))

    def topic(self, topic: str) -> str:
        """The name of a topic; its id where the bank has no such topic any more."""
        return self.topics[topic][self.language] if topic in self.topics else shown(topic)

    def belief(self, misconception: str) -> str:
        """What somebody does who holds a misconception; its id where the bank no longer knows it."""
        return self.beliefs[misconception][self.language] if misconception in self.beliefs else shown(misconception)


def share_of(value: float) -> str:
    """A score with three decimals."""
    return f"{value:.3f}"


def day(found: date | None) -> str:
    """A day, in the same width in every language."""
    return NOTHING if found is None else found.isoformat()
