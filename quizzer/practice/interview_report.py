"""What an interview came to: figures that are kept for good, and what follows from them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from quizzer.bank.blueprints import KINDS
from quizzer.bank.selectors import properties
from quizzer.practice.evidence import SURE
from quizzer.practice.interview_state import State
from quizzer.practice.judging import Judged, Standing
from quizzer.questions.question import QuestionId

if TYPE_CHECKING:
    from quizzer.practice.interviewing import Interview
    from quizzer.progress.interviews import KeptInterview

THINGS_TO_DO = 3
UNSURE_COSTS = 0.25
"""What a right answer of which one was not sure counts as lost, where it is weighed what to do next."""
STRONG, SOLID, PATCHY = 0.85, 0.70, 0.50
"""From which share of the points on an interview is called so; below the last one it is called thin."""
HOLDS, SHAKY = 0.8, 0.5
"""The same of a topic or kind; below the last one it is a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A question of the report. ``question`` is its id, "" where it was never asked; ``given`` the answer as typed.

    ``slip`` is the id of the misconception that showed; ``ticks`` are the key points ticked; times are milliseconds.
    """

    number: int
    question: str
    topic: str
    kind: str
    standing: Standing
    score: float
    confidence: int | None
    used_ms: int
    planned_ms: int
    given: str
    ticks: str | None
    slip: str | None

    @property
    def unsure(self) -> bool:
        """Whether the candidate said not to be sure."""
        return self.confidence is not None and self.confidence < SURE

    @property
    def to_look_at(self) -> bool:
        """Whether it was not right, or right and unsure; what was never seen says nothing."""
        return self.standing is not Standing.UNREACHED and (self.standing is not Standing.CORRECT or self.unsure)

    @property
    def item(self) -> str:
        """The item that was asked."""
        return self.question.partition("@")[0]

    @property
    def lost(self) -> float:
        """What there is to gain here: the points that are missing, a part of one where right was not sure."""
        return 1 - self.score + (UNSURE_COSTS if self.score == 1 and self.unsure else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A finished interview. Moments are ISO 8601 with offset, times milliseconds, scores 0 to 1."""

    interview: str
    blueprint: str
    seed: int
    minutes: float
    started_at: datetime
    used_ms: int
    timed_out: bool
    scheduled: bool
    lines: tuple[Line, ...]

    @property
    def score(self) -> float:
        """The points over those of the whole paper: what was not reached gives none."""
        return sum(line.score for line in self.lines) / len(self.lines)

    @property
    def margin(self) -> float:
        """By how much chance alone moves the score of so few questions: a standard deviation (Agresti, Coull)."""
        number = len(self.lines) + 4
        share = (self.score * len(self.lines) + 2) / number
        return math.sqrt(share * (1 - share) / number)

    @property
    def level(self) -> str:
        """The name of what the score means: strong, solid, patchy, thin."""
        steps = ((STRONG, "strong"), (SOLID, "solid"), (PATCHY, "patchy"))
        return next((name for least, name in steps if self.score >= least), "thin")

    def count(self, *standings: Standing) -> int:
        """How many questions had one of ``standings``."""
        return sum(line.standing in standings for line in self.lines)

    @property
    def to_look_at(self) -> list[Line]:
        """The questions that were not right or not sure, in the order of the paper."""
        return [line for line in self.lines if line.to_look_at]

    def as_json(self) -> dict[str, Any]:
        """What is kept of it; :func:`report_from` reads it back."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found


@dataclass(frozen=True, slots=True)
class Share:
    """The points of the questions under one ``name``: a topic, or a kind of cell."""

    name: str
    questions: int
    points: float

    @property
    def score(self) -> float:
        """Points a question."""
        return self.points / self.questions

    @property
    def means(self) -> str:
        """What that says: holds, shaky, gap; a single question that was answered says little: one."""
        if self.questions == 1 and self.score > 0:
            return "one"
        return "holds" if self.score >= HOLDS else "shaky" if self.score >= SHAKY else "gap"


@dataclass(frozen=True, slots=True)
class Trust:
    """How the answers given with one ``confidence``, 1 to 3, turned out."""

    confidence: int
    answers: int
    right: int


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do next. ``reason``: topic, kind, unsure, harder, again or review, and the ``subject`` of it.

    ``where`` is the selector of a quiz, "" where it is something else; ``command`` does it from a shell.
    """

    reason: str
    subject: str
    where: str
    command: str


def report_of(interview: Interview, answers: Sequence[Judged]) -> Report:
    """The report on a finished interview."""
    lines = (_line(one, interview) for one in answers)
    return Report(
        interview=interview.id,
        blueprint=interview.paper.blueprint,
        seed=interview.paper.seed,
        minutes=interview.paper.minutes,
        started_at=interview.started_at,
        used_ms=interview.used_ms,
        timed_out=interview.timed_out,
        scheduled=interview.state.scheduled,
        lines=tuple(lines),
    )


def report_from(kept: dict[str, Any]) -> Report:
    """The report that was kept as JSON. ValueError where it is none."""
    return msgspec.convert(kept, Report)


def is_readable(kept: KeptInterview) -> bool:
    """Whether an interview, its report too, can be taken up and shown by this program."""
    try:
        msgspec.convert(kept.state, State)
        return kept.report is None or bool(report_from(kept.report).lines)
    except msgspec.ValidationError:
        return False


def by_topic(report: Report) -> list[Share]:
    """The points of each topic, the worst first; what was never seen says nothing."""
    return sorted(_shares(report, lambda line: line.topic), key=lambda share: (share.score, share.name))


def by_kind(report: Report) -> list[Share]:
    """The points of each kind of cell, numeric, case, open, conceptual; what was never seen says nothing."""
    order = list(KINDS)
    return sorted(_shares(report, lambda line: _cell_kind(line.kind)), key=lambda share: order.index(share.name))


def trust(report: Report) -> list[Trust]:
    """How the answers of each confidence turned out, the surest first; none where it was never said."""
    said: defaultdict[int, list[bool]] = defaultdict(list)
    for line in report.lines:
        if line.confidence is not None and line.standing in (Standing.CORRECT, Standing.PARTIAL, Standing.INCORRECT):
            said[line.confidence].append(line.standing is Standing.CORRECT)
    return [Trust(confidence, len(right), sum(right)) for confidence, right in sorted(said.items(), reverse=True)]


def slow(report: Report) -> list[Line]:
    """The questions that took more than half as long again as planned, the longest beyond it first."""
    found = [line for line in report.lines if line.used_ms > 1.5 * line.planned_ms]
    return sorted(found, key=lambda line: line.planned_ms - line.used_ms)


def advice(report: Report) -> list[Advice]:
    """Three things to do next, what was lost most first; where little was lost, what goes further."""
    found = [_drill("topic", topic, f"topic:{topic}") for topic in _most_lost(report, lambda line: line.topic)[:2]]
    unsure = sorted({line.item for line in report.lines if line.unsure and line.standing is Standing.CORRECT})
    if unsure:
        found.append(_drill("unsure", str(len(unsure)), f"id:{'|'.join(unsure)}"))
    kinds = _most_lost(report, lambda line: _cell_kind(line.kind))
    found += [_drill("kind", kind, f"item_kind:{'|'.join(KINDS[kind])}") for kind in kinds[:1]]
    # Another seed has other numbers; the next one, so that a report always says the same.
    again = f"quizzer interview --blueprint {report.blueprint} --seed {report.seed + 1}"
    further = [Advice("again", report.blueprint, "", again), Advice("review", "", "", "quizzer review --ahead")]
    if report.score >= SOLID:
        further.insert(0, _drill("harder", "4", "difficulty>=4"))
    return [*found, *further][:THINGS_TO_DO]


def _drill(reason: str, subject: str, where: str) -> Advice:
    return Advice(reason, subject, where, f'quizzer quiz --where "{where}"')


def _most_lost(report: Report, name: Callable[[Line], str]) -> list[str]:
    """The names under which points were lost, most first; what was never seen says nothing."""
    lost: defaultdict[str, float] = defaultdict(float)
    for line in report.to_look_at:
        lost[name(line)] += line.lost
    return sorted(lost, key=lambda one: (-lost[one], one))


def _shares(report: Report, name: Callable[[Line], str]) -> list[Share]:
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for line in report.lines:
        if line.standing is not Standing.UNREACHED:
            groups[name(line)].append(line.score)
    return [Share(one, len(scores), sum(scores)) for one, scores in groups.items()]


def _cell_kind(item_kind: str) -> str:
    return next((kind for kind, items in KINDS.items() if item_kind in items), "conceptual")


def _line(one: Judged, interview: Interview) -> Line:
    slot, reply = interview.paper.slots[one.number - 1], one.reply
    item = interview.bank.items[QuestionId.parse(reply.question or slot.sideways).item]
    return Line(
        number=one.number,
        question=reply.question if one.standing is not Standing.UNREACHED else "",
        topic=item.topic,
        kind=properties(item)["item_kind"][0],
        standing=one.standing,
        score=one.verdict.score if one.verdict else 0.0,
        confidence=reply.confidence,
        used_ms=reply.used_ms,
        planned_ms=one.planned_ms,
        given=reply.typed,
        ticks=reply.ticks,
        slip=one.verdict.slip_id if one.verdict else None,
    )
