"""The author's gate of one numeric family: many seeds drawn at every level, and what they show put on record."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import Ask, CaseItem, CasePart, NumericItem
from quizzer.bank.selectors import levels
from quizzer.calculators.refusals import Refusal
from quizzer.expressions.evaluation import EvaluationError
from quizzer.expressions.parser import ParseError
from quizzer.generators.answer_specs import spell
from quizzer.generators.drawing import DrawError, Values, draw_counted, holds
from quizzer.generators.making import make_question
from quizzer.generators.options import LEAST_SLIPS, options_of
from quizzer.grading.grade import grade
from quizzer.grading.parts import grade_parts
from quizzer.questions.question import Misconception, Question, QuestionId
from quizzer.questions.text import Text
from quizzer.questions.verdict import Outcome, Verdict

SEEDS = 1000
LEAST_SHARE = 0.01
"""A slip that differs from the key in fewer of the draws teaches nobody."""
TELLING_SEEDS = 500
"""Fewer draws say nothing about what is rare."""
WORKED_EVERY = 25
"""Every so many questions the worked solution is made too."""
UNDRAWABLE = (DrawError, KeyError, ParseError, EvaluationError, TypeError, Refusal)

_UNFILLED = re.compile(r"\{\w+\}")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!(]")

Family = NumericItem | CaseItem


@dataclass(slots=True)
class LevelRecord:
    """What the draws of one level showed. Shares are of the questions drawn, times in milliseconds a question.

    ``plain`` is None where the item asks for no plain draws, ``slips`` the share of draws in which each slip (of a
    case: part and slip) has an answer of its own, ``typed_only`` the share with too few of them for a choice.
    """

    level: int
    drawn: int = 0
    prompts: int = 0
    redraws_max: int = 0
    redraws_mean: float = 0
    plain: float | None = None
    typed_only: float = 0
    milliseconds: float = 0
    slips: dict[str, float] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)

    @property
    def distinct(self) -> float:
        """The share of the prompts that are not repeats."""
        return self.prompts / self.drawn if self.drawn else 0


@dataclass(slots=True)
class FamilyRecord:
    """An item with the records of its levels and everything that is wrong with it."""

    item: str
    family: str
    form: str
    levels: list[LevelRecord]
    findings: list[str]


def check_families(
    bank: Bank, seeds: int = SEEDS, items: Iterable[str] = (), clock: Callable[[], float] = time.perf_counter
) -> Iterator[FamilyRecord]:
    """The record of every numeric item and case of ``bank`` (or of ``items``) over ``seeds`` seeds a level."""
    for name in items or sorted(bank.items):
        if isinstance(bank.items[name], NumericItem | CaseItem):
            yield check_family(bank, name, seeds, clock)


def check_family(
    bank: Bank, name: str, seeds: int = SEEDS, clock: Callable[[], float] = time.perf_counter
) -> FamilyRecord:
    """The record of the numeric item or case ``name`` over the seeds below ``seeds`` at each of its levels."""
    item = cast(Family, bank.items[name])
    records = [_Watch(bank, item, level, clock).record(seeds) for level in levels(item)]
    findings = [f"level {record.level}: {finding}" for record in records for finding in record.findings]
    if seeds >= TELLING_SEEDS:
        findings += _rare_slips(bank, item, records)
    form = item.form if isinstance(item, NumericItem) else "case"
    return FamilyRecord(item.id, str(item.family), form, records, findings)


class _Watch:
    """Draws questions of one level and counts."""

    def __init__(self, bank: Bank, item: Family, level: int, clock: Callable[[], float]) -> None:
        self.bank, self.item, self.level, self.clock = bank, item, level, clock
        self.found = LevelRecord(level)
        self.prompts: set[tuple[str, str]] = set()
        self.slips: Counter[str] = Counter()
        self.plain = self.redraws = self.typed_only = 0
        self.seconds = 0.0

    def record(self, seeds: int) -> LevelRecord:
        """The record of the seeds below ``seeds``; a question that cannot be drawn ends it."""
        found = self.found
        for seed in range(seeds):
            try:
                self._look(seed)
            except UNDRAWABLE as problem:
                found.findings.append(f"seed {seed} cannot be drawn: {type(problem).__name__} {problem}")
                break
            found.drawn += 1
        drawn = found.drawn or 1
        found.prompts = len({prompt for prompt, _ in self.prompts})
        found.redraws_mean = self.redraws / drawn
        found.typed_only = self.typed_only / drawn
        found.milliseconds = 1000 * self.seconds / drawn
        found.slips = {slip: self.slips[slip] / drawn for slip in _asked_slips(self.item, self.level)}
        self._judge_plain(drawn)
        return found

    def _look(self, seed: int) -> None:
        values, redraws = draw_counted(self.item, self.level, seed)
        start = self.clock()
        question = make_question(self.bank, QuestionId(self.item.id, self.item.version, self.level, seed))
        self.seconds += self.clock() - start
        self.found.redraws_max = max(self.found.redraws_max, redraws)
        self.redraws += redraws
        self._count(question, values)
        # A prompt and key seen before are graded as they were before.
        known = (question.prompt.en, question.typed_answer)
        if known in self.prompts:
            return
        self.prompts.add(known)
        findings = question_findings(question, worked=seed % WORKED_EVERY == 0)
        self.found.findings += (finding for finding in findings if finding not in self.found.findings[:20])

    def _count(self, question: Question, values: Values) -> None:
        wish = self.item.draw.plain
        if wish:
            self.plain += holds(wish.when, values)
        if not question.parts and not question.choices:
            self.typed_only += len(question.misconceptions) < LEAST_SLIPS
        for part, slip in _slips(question):
            for one in (slip, *slip.also):
                self.slips[f"{part}{one.id}"] += 1

    def _judge_plain(self, drawn: int) -> None:
        wish = self.item.draw.plain
        if wish is None:
            return
        self.found.plain = self.plain / drawn
        # A level without any plain draw does not allow them.
        if drawn >= TELLING_SEEDS and 0 < self.found.plain < min(wish.share, 0.3):
            self.found.findings.append(f"{self.found.plain:.0%} plain draws, {wish.share:.0%} are wished for")


def _slips(question: Question) -> Iterator[tuple[str, Misconception]]:
    """Every slip with an answer of its own, under the name of its part."""
    yield from (("", slip) for slip in question.misconceptions)
    yield from ((f"{part.name} ", slip) for part in question.parts for slip in part.misconceptions)


def _asked_slips(item: Family, level: int) -> list[str]:
    if isinstance(item, NumericItem):
        return list(item.ask_at(level).misconceptions)
    return [f"{part.id} {slip}" for part in item.parts for slip in part.misconceptions]


def _rare_slips(bank: Bank, item: Family, records: list[LevelRecord]) -> Iterator[str]:
    """Slips of an ask that hardly ever have an answer of their own and are no alias of another one."""
    asks: Iterable[tuple[str, Ask | CasePart, Iterable[int]]]
    if isinstance(item, NumericItem):
        asks = [("", ask, ask.levels) for ask in item.asks]
    else:
        asks = [(f"{part.id} ", part, levels(item)) for part in item.parts]
    for name, ask, at in asks:
        shown = [record for record in records if record.level in at and record.drawn]
        for slip in ask.misconceptions if shown else ():
            share = sum(record.slips[f"{name}{slip}"] for record in shown) / len(shown)
            main = bank.beliefs[slip].alias_of
            if share < LEAST_SHARE and main not in ask.misconceptions:
                yield f"levels {list(at)}: {name}{slip} shows in {share:.1%} of the draws"


# --- one question ---------------------------------------------------------------------------------------------


def question_findings(question: Question, *, worked: bool = False) -> Iterator[str]:
    """What is wrong with ``question``: its grading, its texts; with ``worked`` also whether it has a solution."""
    yield from _part_findings(question) if question.parts else _answer_findings(question)
    if grade(question, "§ junk §").outcome is not Outcome.INVALID:
        yield f"junk is read as an answer to {question.id}"
    for text in (question.prompt, question.explanation, *question.hints):
        yield from (f"a text of {question.id} {problem}" for problem in _text_problems(text))
    if len(question.misconceptions) < LEAST_SLIPS and options_of(question):
        yield f"{question.id} is asked as a choice with too few options that differ"
    if worked:
        solutions = [part.worked() for part in question.parts] or [question.worked()]
        if not all(solution.lines or solution.formula for solution in solutions) and not question.choices:
            yield f"{question.id} has no worked solution"


def _answer_findings(question: Question) -> Iterator[str]:
    if grade(question, question.typed_answer).outcome is not Outcome.CORRECT:
        yield f"the key {question.typed_answer!r} of {question.id} is not graded right"
    for slip in question.misconceptions:
        yield from _misjudged(question, slip, grade(question, spell(slip.answer)), "")


def _part_findings(question: Question) -> Iterator[str]:
    keys = [spell(part.expected) for part in question.parts]
    if any(verdict.outcome is not Outcome.CORRECT for verdict in grade_parts(question.parts, keys)):
        yield f"the keys {keys} of {question.id} are not graded right"
    for place, part in enumerate(question.parts):
        for slip in part.misconceptions:
            typed = [*keys[:place], spell(slip.answer)]
            yield from _misjudged(question, slip, grade_parts(question.parts, typed)[-1], part.name)


def _misjudged(question: Question, slip: Misconception, verdict: Verdict, part: str) -> Iterator[str]:
    if verdict.outcome not in (Outcome.INCORRECT, Outcome.PARTIAL) or verdict.slip_id != slip.id:
        yield f"the answer of {slip.id} to {question.id} {part} is graded {verdict.outcome} as {verdict.slip_id}"


def _text_problems(text: Text) -> Iterator[str]:
    if not text.en.strip() or not text.zh.strip():
        yield "is empty"
    if _UNFILLED.search(text.en + text.zh):
        yield "is not filled"
    if _CHINESE.search(text.en):
        yield "has Chinese in its English"
    if _HALF_WIDTH.search(text.zh):
        yield "has half-width punctuation after a Chinese character"


# --- the record for a table and for JSON ----------------------------------------------------------------------


def as_json(record: FamilyRecord) -> Mapping[str, object]:
    """``record`` as a JSON value; shares and times rounded to what they mean."""
    return {
        "item": record.item,
        "family": record.family,
        "form": record.form,
        "levels": [
            {
                "level": level.level,
                "drawn": level.drawn,
                "distinct_prompts": round(level.distinct, 3),
                "redraws_max": level.redraws_max,
                "redraws_mean": round(level.redraws_mean, 2),
                "plain": None if level.plain is None else round(level.plain, 3),
                "typed_only": round(level.typed_only, 3),
                "milliseconds": round(level.milliseconds, 3),
                "slips": {slip: round(share, 3) for slip, share in level.slips.items()},
            }
            for level in record.levels
        ],
        "findings": record.findings,
    }
