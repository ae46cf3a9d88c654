"""A verdict in words: the same lines for every face, each face decides how much of them it shows at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from quizzer.expressions.printing import print_number
from quizzer.questions.answers import ChoiceSpec, ClozeSpec, Expected, FreeSpec, OrderingSpec, SpotErrorSpec
from quizzer.questions.question import Misconception, Question, QuestionPart
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome, Reason, Verdict
from quizzer.wording.catalogue import say
from quizzer.wording.conventions.rules import rule_in
from quizzer.wording.steps.naming import quantity, solution_line

PAUSES = ",;.，；。"
"""What a piece of a sentence may end with."""

MARKS = {Outcome.CORRECT: "✓", Outcome.PARTIAL: "~", Outcome.INCORRECT: "✗", Outcome.INVALID: "?"}


@dataclass(frozen=True, slots=True)
class Feedback:
    """The parts of a verdict in words.

    ``headline`` begins with the mark; ``repair`` says the slip and what is true; the rest is shown on request.
    """

    mark: str
    headline: str
    repair: tuple[str, ...]
    solution: tuple[str, ...]
    explanation: str
    notes: tuple[str, ...]
    followups: tuple[str, ...]
    due: str


def feedback(
    question: Question,
    verdict: Verdict,
    language: Language,
    *,
    gave_up: bool = False,
    due: date | None = None,
    today: date | None = None,
) -> Feedback:
    """``verdict`` on an answer to ``question`` in words."""
    right = verdict.outcome is Outcome.CORRECT
    return Feedback(
        mark=MARKS[verdict.outcome],
        headline=headline(question, verdict, language, gave_up=gave_up),
        repair=() if right else repair_lines(verdict, language),
        solution=solution_lines(question, language),
        explanation=question.explanation[language],
        notes=note_lines(question, language),
        followups=tuple(say("verdict.followup", language, text=text[language]) for text in question.followups),
        due=due_line(due, today, language) if due and today else "",
    )


def headline(question: Question, verdict: Verdict, language: Language, *, gave_up: bool = False) -> str:
    """Mark, word, how the answer was read, and the right answer if it was another."""
    mark = MARKS[verdict.outcome]
    word = say("verdict.gave_up" if gave_up else f"verdict.{verdict.outcome}", language)
    parts = [f"{mark} {word}"]
    if verdict.read_as:
        parts.append(say("verdict.read_as", language, read_as=verdict.read_as))
    if verdict.outcome is Outcome.PARTIAL:
        parts.append(say("verdict.score", language, score=f"{verdict.score:.2g}"))
    key = key_line(question, language)
    if key and verdict.outcome in (Outcome.PARTIAL, Outcome.INCORRECT):
        parts.append(key)
    return " · ".join(parts)


def repair_lines(verdict: Verdict, language: Language) -> tuple[str, ...]:
    """The slip and the repair: from the misconception, the chosen options, the form, or the bare reason."""
    if verdict.parts:
        return tuple(_part_lines(verdict.parts, language))
    lines: list[str] = []
    if verdict.misconception:
        lines += _slip_lines(verdict.misconception, language)
    if verdict.together:
        lines += _two_slip_lines(verdict.together, language)
    lines += [choice.feedback[language] for choice in verdict.chosen]
    lines += [text[language] for text in verdict.feedback]
    if verdict.reason and (not lines or verdict.outcome is Outcome.PARTIAL):
        lines.insert(0, reason_line(verdict, language))
    return tuple(lines)


def _part_lines(verdicts: tuple[Verdict, ...], language: Language) -> Iterator[str]:
    """Each part with its mark; under a wrong one what went wrong, under one that follows from it that it counts."""
    for place, verdict in enumerate(verdicts):
        part = chr(ord("a") + place)
        yield say("verdict.part", language, part=part, mark=MARKS[verdict.outcome], text=verdict.read_as)
        if verdict.reason or verdict.outcome is not Outcome.CORRECT:
            yield from repair_lines(verdict, language)


def _slip_lines(slip: Misconception, language: Language) -> list[str]:
    lines = [say("verdict.slip", language, belief=slip.belief[language])]
    lines += [say("verdict.slip_or", language, belief=other.belief[language]) for other in slip.also]
    return [*lines, slip.repair[language]]


def _two_slip_lines(slips: tuple[Misconception, ...], language: Language) -> list[str]:
    first, second = slips
    both = {"first": first.belief[language], "second": second.belief[language]}
    return [say("verdict.slip_two", language, **both), first.repair[language], second.repair[language]]


def reason_line(verdict: Verdict, language: Language) -> str:
    """Why the answer is not right, or could not be read; "" where the verdict gives no reason."""
    if verdict.reason is None:
        return ""
    kind = "invalid" if verdict.outcome is Outcome.INVALID else "reason"
    return say(f"{kind}.{verdict.reason.code}", language, **verdict.reason.values)


def understood_line(read_as: str, reason: Reason | None, part: str, language: Language) -> str:
    """How what was typed so far is read, and why it is no answer yet."""
    told = [say("verdict.read_as", language, read_as=read_as)] if read_as else []
    if reason:
        told.append(say(f"invalid.{reason.code}", language, **reason.values))
    return f"{f'({part}) ' if part else ''}{('. ' if language is Language.EN else '。').join(told)}"


def key_line(question: Question, language: Language) -> str:
    """What is right, as a sentence; "" for a free answer."""
    key = right_answer(question, language)
    blanks = len(question.spec.blanks) if isinstance(question.spec, ClozeSpec) else 0
    several = len(question.parts) > 1 or blanks > 1 or sum(choice.correct for choice in question.choices) > 1
    return key and say("verdict.keys" if several else "verdict.key", language, key=key)


def right_answer(question: Question, language: Language) -> str:
    """The key as a reader wants to see it; "" for a free answer, which has none."""
    expected = question.expected
    if question.parts:
        return " | ".join(f"({part.name}) {_shown(part.expected)}" for part in question.parts)
    if isinstance(question.spec, ClozeSpec):
        return " | ".join(_form(blank.accepted, language) for blank in question.spec.blanks)
    if question.choices:
        options = [f"{c.key} ({c.text[language].rstrip(PAUSES)})" for c in question.choices if c.correct]
        if isinstance(expected, tuple) and isinstance(expected[0], bool):
            options.insert(0, say("truth.true" if expected[0] else "truth.false", language))
        if isinstance(question.spec, SpotErrorSpec):
            options.insert(0, question.typed_answer.split()[0])
        return "; ".join(options) if language is Language.EN else "；".join(options)
    if question.entries:
        return question.typed_answer
    return "" if isinstance(question.spec, FreeSpec) else _shown(expected)


def _shown(expected: Expected) -> str:
    if isinstance(expected, tuple):
        return ", ".join(_shown(part) for part in expected) or "∅"
    return str(expected) if isinstance(expected, str | bool) else print_number(expected)


def _form(forms: tuple[str, ...], language: Language) -> str:
    chinese = [form for form in forms if re.search(r"[\u3400-\u9fff]", form)]
    return chinese[0] if language is Language.ZH and chinese else forms[0]


def solution_lines(question: Question, language: Language) -> tuple[str, ...]:
    """The formula, if it is short, and the worked lines with this question's numbers."""
    if question.parts:
        return tuple(_worked_parts(question.parts, language))
    if question.entries or question.model_answer.en:
        return tuple(_in_full(question, language))
    lines = [solution_line(line, language) for line in question.solution]
    if question.formula and len(question.formula) <= 60:
        lines.insert(0, f"{quantity('formula', language)} = {rule_in(language, question.formula)}")
    return tuple(lines)


def _worked_parts(parts: tuple[QuestionPart, ...], language: Language) -> Iterator[str]:
    for part in parts:
        for line in part.worked().lines:
            yield f"({part.name}) {solution_line(line, language)}"


def _in_full(question: Question, language: Language) -> Iterator[str]:
    """The right order or the right pairs with their texts; a claim put right; a free answer as it might be given."""
    texts = {entry.key: entry.text[language] for entry in (*question.entries, *question.targets)}
    keys = [key for key in question.expected if isinstance(key, str)] if isinstance(question.expected, tuple) else []
    if question.targets:
        for entry, key in zip(question.entries, keys, strict=True):
            yield f"{entry.key}={key}  {texts[entry.key]} — {texts[key]}"
    elif isinstance(question.spec, OrderingSpec):
        yield from (f"{place}. {key}  {texts[key]}" for place, key in enumerate(keys, 1))
    else:
        label = "verdict.put_right" if isinstance(question.spec, SpotErrorSpec) else "verdict.model_answer"
        yield say(label, language, text=question.model_answer[language])


def note_lines(question: Question, language: Language) -> tuple[str, ...]:
    """Where the matter stands in the study notes, and the flag where a note differs."""
    lines = [
        say(
            "verdict.note",
            language,
            note=section.note,
            lines="–".join(map(str, section.lines)),
            title=section.title[language],
        )
        for section in question.sections
    ]
    if question.note_flag:
        lines.append(say("verdict.note_flag", language, text=question.note_flag.text[language]))
    return tuple(lines)


def due_line(due: date, today: date, language: Language) -> str:
    """When the item comes again."""
    days = (due - today).days
    if days < 2:
        when = say("due.today" if days < 1 else "due.tomorrow", language)
    else:
        when = say("due.days", language, days=days)
    return say("verdict.due", language, when=when)


def aside(text: str, language: Language) -> str:
    """``text`` in the brackets of the language."""
    return f"({text})" if language is Language.EN else f"（{text}）"


def ask_key(question: Question) -> str:
    """The key of the sentence that says how to answer ``question``."""
    spec = question.spec
    if isinstance(spec, ChoiceSpec):
        return "plain.ask.single" if spec.single else "plain.ask.several"
    if isinstance(spec, ClozeSpec) and len(spec.blanks) > 1:
        return "plain.ask.blanks"
    return f"plain.ask.{spec.kind}"
