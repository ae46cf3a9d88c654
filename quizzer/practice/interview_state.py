"""What is kept of an interview while it goes on."""

from __future__ import annotations

from dataclasses import dataclass

from quizzer.practice.papers import Paper

MOST_SKIPS = 2
"""What was skipped once comes again at the end; what was skipped twice does not."""

SPOKEN = "—"
"""Stands for an answer of which nothing was written down."""


@dataclass
class Reply:
    """What became of one slot so far.

    ``question`` is the id of what is asked there, "" where that is still open. ``typed`` is the answer, with "" for one
    that was only said aloud. ``confidence`` is 1 (a guess) to 3 (sure), None where it was not said. ``used_ms`` is the
    time spent on it; ``spoke_from_ms`` the interview's time when speaking began; ``ticks`` the numbers of key points,
    as the grader of free answers takes them.
    """

    question: str
    typed: str = ""
    answered: bool = False
    seen: bool = False
    confidence: int | None = None
    skips: int = 0
    used_ms: int = 0
    spoke_from_ms: int | None = None
    ticks: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be asked."""
        return bool(self.question) and not self.answered and self.skips < MOST_SKIPS

    @property
    def is_done(self) -> bool:
        """Whether the candidate has dealt with it, were it by leaving it for good."""
        return self.answered or self.skips >= MOST_SKIPS

    @property
    def as_typed(self) -> str:
        """The answer as the grader takes it, with the ticks of one that was said aloud."""
        return self.typed if self.ticks is None else with_ticks(self.typed, self.ticks)


@dataclass
class State:
    """What JSON keeps of an interview that goes on: the paper, the replies, where it stands."""

    paper: Paper
    replies: list[Reply]
    place: int | None = 0
    ended: bool = False
    scheduled: bool = True

    @classmethod
    def of(cls, paper: Paper, *, scheduled: bool = True) -> State:
        """The state in which the interview of ``paper`` begins."""
        return cls(paper, [Reply(slot.question) for slot in paper.slots], scheduled=scheduled)


def with_ticks(typed: str, ticks: str) -> str:
    """An answer that was said aloud and its ticks, as the grader of free answers takes them."""
    return f"{typed.strip() or SPOKEN}\n.\n{ticks}"
