"""Questions and verdicts as the public JSON records (CONTRACTS)."""

from __future__ import annotations

from fractions import Fraction

from quizzer.bank.items import Item
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import answer_kind, levels, properties
from quizzer.practice.session import Answered
from quizzer.questions.answers import ClozeSpec, Expected, FreeSpec, MatchingSpec, TruthReasonSpec
from quizzer.questions.question import Misconception, Question
from quizzer.questions.text import Language
from quizzer.questions.verdict import Verdict
from quizzer.wording.catalogue import say
from quizzer.wording.feedback import reason_line, repair_lines, solution_lines


def question_record(question: Question, language: Language, *, with_answer: bool = False) -> dict[str, object]:
    """What ``quizzer ask --json`` prints."""
    record: dict[str, object] = {
        "question_id": str(question.id),
        "kind": question.spec.kind,
        "item_kind": question.item_kind,
        "prompt": question.prompt[language],
        "choices": [{"key": line.key, "text": line.text[language]} for line in question.lines],
        "answer_spec": question.spec.as_json(),
        "topic": question.topic,
        "difficulty": question.difficulty,
        "source": [section.id for section in question.sections],
        "picture": dict(question.picture) if question.picture else None,
    }
    if with_answer:
        if question.key_points:
            record |= {"key_points": [point[language] for point in question.key_points]}
        record |= {
            "answer": question.typed_answer,
            "expected": expected_json(question),
            "steps": list(solution_lines(question, language)),
            "misconceptions": [_misconception_record(slip, language) for slip in question.misconceptions],
            "explanation": question.explanation[language],
        }
    return record


def _misconception_record(slip: Misconception, language: Language) -> dict[str, object]:
    text = f"{say('verdict.slip', language, belief=slip.belief[language])} {slip.repair[language]}"
    return {"id": slip.id, "answer": _plain(slip.answer), "text": text}


def expected_json(question: Question) -> object:
    """The right answer as ``grade`` takes it."""
    expected = question.expected
    if isinstance(question.spec, TruthReasonSpec) and isinstance(expected, tuple):
        return {"truth": expected[0], "reason": expected[1]}
    if isinstance(question.spec, ClozeSpec) and len(question.spec.blanks) == 1 and isinstance(expected, tuple):
        return _plain(expected[0])
    if isinstance(question.spec, MatchingSpec) and isinstance(expected, tuple):
        return dict(zip(question.spec.prompts, map(_plain, expected), strict=True))
    return None if isinstance(question.spec, FreeSpec) else _plain(expected)


def _plain(value: Expected) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, Fraction) else value


def verdict_record(verdict: Verdict, language: Language) -> dict[str, object]:
    """What ``grade`` writes for an answer, without its id."""
    lines = repair_lines(verdict, language) or (reason_line(verdict, language),)
    return {
        "verdict": str(verdict.outcome),
        "score": verdict.score,
        "read_as": verdict.read_as,
        "message": " ".join(line for line in lines if line),
        "misconception": verdict.slip_id,
    }


def answered_record(answered: Answered, language: Language) -> dict[str, object]:
    """What ``quizzer answer --json`` prints."""
    return {
        "id": str(answered.question.id),
        **verdict_record(answered.verdict, language),
        "recorded": answered.due is not None,
        "due": answered.due.isoformat() if answered.due else None,
    }


def item_record(item: Item) -> dict[str, object]:
    """An entry of ``quizzer bank list --json``."""
    numeric = isinstance(item, NumericItem | CaseItem)
    return {
        "id": item.id,
        "version": item.version,
        "item_kind": properties(item)["item_kind"][0],
        "kind": answer_kind(item),
        "topic": item.topic,
        "difficulty": levels(item)[0],
        "levels": levels(item),
        "numeric": numeric,
        "source": list(item.source),
        "languages": ["en", "zh"],
        "conventions": list(item.conventions) if isinstance(item, NumericItem | CaseItem) else [],
        "tags": list(item.tags),
    }
