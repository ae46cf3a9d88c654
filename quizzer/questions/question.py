"""One concrete instance of an item: what is asked, what is right, and what each wrong answer shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quizzer.questions.answers import AnswerSpec, Expected, Value
from quizzer.questions.text import Text

NO_TEXT = Text(en="", zh="")


@dataclass(frozen=True, slots=True)
class QuestionId:
    """Names a question for replay: ``item@version:level:seed``, in every language the same."""

    item: str
    version: int
    level: int
    seed: int

    def __str__(self) -> str:
        return f"{self.item}@{self.version}:{self.level}:{self.seed}"

    @classmethod
    def parse(cls, text: str) -> QuestionId:
        """The id that ``text`` spells. ValueError if it spells none."""
        match = re.fullmatch(r"([a-z][a-z0-9-]*)@(\d{1,6}):(\d):(\d{1,12})", text, re.ASCII)
        if match is None:
            raise ValueError(text)
        return cls(match[1], int(match[2]), int(match[3]), int(match[4]))


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as shown, with what picking it says. ``key`` is its letter, ``misconception`` a slip's id or ""."""

    key: str
    text: Text
    correct: bool
    feedback: Text
    misconception: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that is put in order, paired or marked, by its key."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Pattern:
    """What two keys show together: the first before the second in an order, or the two as a pair."""

    first: str
    second: str
    misconception: str
    feedback: Text


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """What a free answer loses a point for, with the slip that it shows."""

    text: Text
    misconception: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong belief and the answer it gives for these numbers.

    ``belief`` completes "This is what you get if you …"; ``repair`` says what is true. ``also`` holds further beliefs
    that lead to the same answer on every draw.
    """

    id: str
    answer: Expected
    belief: Text
    repair: Text
    also: tuple[Misconception, ...] = ()


@dataclass(frozen=True, slots=True)
class SolutionLine:
    """A line of the worked solution: ``label`` (a key of the wording) = ``work`` = ``result``."""

    label: str
    work: str
    result: str
    index: int | None = None
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """The formula of a key and the lines that lead to it."""

    formula: str = ""
    lines: tuple[SolutionLine, ...] = ()


def _nothing_to_work() -> Worked:
    return Worked()


@dataclass(frozen=True, slots=True)
class NoteFlag:
    """Where a study note is wrong or loose: the erratum, and the right statement in one line."""

    erratum: str
    text: Text


@dataclass(frozen=True, slots=True)
class NoteSection:
    """A section of a study note: its id, the note, the lines, and a title in our own words."""

    id: str
    note: str
    lines: tuple[int, int]
    title: Text


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """A part of a question: what is asked, what is right, and what would be for other earlier answers.

    ``carried`` takes earlier answers by the names of their parts and gives what follows from them, None where nothing
    does.
    """

    name: str
    spec: AnswerSpec
    expected: Expected
    prompt: Text = NO_TEXT
    misconceptions: tuple[Misconception, ...] = ()
    carried: Callable[[Mapping[str, Value]], Expected | None] | None = field(default=None, compare=False, repr=False)
    worked: Callable[[], Worked] = field(default=_nothing_to_work, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that the faces and the grader need to know about one question, in both languages."""

    id: QuestionId
    item_kind: str
    topic: str
    topic_title: Text
    concept: str
    difficulty: int
    prompt: Text
    spec: AnswerSpec
    expected: Expected
    typed_answer: str
    """A text that, typed back, is correct."""
    explanation: Text
    sections: tuple[NoteSection, ...]
    choices: tuple[Choice, ...] = ()
    """Options, reasons, or the corrections of a wrong segment."""
    entries: tuple[Entry, ...] = ()
    """Lines to order, to pair or to mark."""
    targets: tuple[Entry, ...] = ()
    """What the entries are paired with."""
    patterns: tuple[Pattern, ...] = ()
    key_points: tuple[Text, ...] = ()
    false_claims: tuple[FalseClaim, ...] = ()
    model_answer: Text = NO_TEXT
    """A free answer as it might be given, or a faulty claim put right."""
    misconceptions: tuple[Misconception, ...] = ()
    worked: Callable[[], Worked] = field(default=_nothing_to_work, compare=False, repr=False)
    """Formula and worked lines, made when they are shown."""
    parts: tuple[QuestionPart, ...] = ()
    picture: Mapping[str, object] | None = None
    hints: tuple[Text, ...] = ()
    followups: tuple[Text, ...] = ()
    note_flag: NoteFlag | None = None
    tags: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> tuple[Entry | Choice, ...]:
        """Everything that is shown with a key: lines, what they are paired with, options."""
        return (*self.entries, *self.targets, *self.choices)

    @property
    def formula(self) -> str:
        """The formula behind the key; "" where there is none."""
        return self.worked().formula

    @property
    def solution(self) -> tuple[SolutionLine, ...]:
        """The worked lines with this question's numbers."""
        return self.worked().lines
