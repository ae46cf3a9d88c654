"""JSON for other programs: documented in docs/export.md, versioned, with a schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quizzer.exporting.cards import Card, Side
from quizzer.exporting.inert import quoted_turns

FORMAT = 1
"""Raised when a field changes its meaning or goes."""


def as_json(cards: Iterable[Card]) -> Iterator[str]:
    """One object with a line a card."""
    yield f'{{"format": {FORMAT}, "program": "quizzer", "cards": ['
    separator = "\n"
    for card in cards:
        yield separator + quoted_turns(json.dumps(_record(card), ensure_ascii=False))
        separator = ",\n"
    yield "\n]}\n"


def _record(card: Card) -> dict[str, object]:
    question = card.question
    return {
        "key": card.key,
        "question_id": str(question.id),
        "updated": card.updated.isoformat(),
        "item_kind": question.item_kind,
        "kind": card.kind,
        "topic": question.topic,
        "level": question.difficulty,
        "tags": list(card.tags),
        "source": [section.id for section in question.sections],
        "answer": question.typed_answer,
        "answer_spec": question.spec.as_json(),
        "formula": card.formula,
        "picture": dict(question.picture) if question.picture else None,
        "texts": {str(side.language): _texts(side) for side in card.sides},
    }


def _texts(side: Side) -> dict[str, object]:
    return {
        "topic": side.topic,
        "question": side.front,
        "options": [
            {"key": option.key, "text": option.text, "correct": option.correct, "feedback": option.feedback}
            for option in side.options
        ],
        "answer": side.answer,
        "steps": list(side.steps),
        "slips": [{"answer": slip.answer, "text": slip.text} for slip in side.slips],
        "explanation": side.explanation,
        "sources": list(side.sources),
    }


def schema() -> dict[str, Any]:
    """The JSON Schema of what :func:`as_json` writes."""
    text: dict[str, Any] = {"type": "string"}
    texts = {"type": "array", "items": text}
    option = _object(key=text, text=text, correct={"type": "boolean"}, feedback=text)
    language = _object(
        topic=text,
        question=text | {"minLength": 1},
        options={"type": "array", "items": option},
        answer=text,
        steps=texts,
        slips={"type": "array", "items": _object(answer=text, text=text)},
        explanation=text,
        sources=texts,
    )
    card = _object(
        key=text | {"minLength": 1},
        question_id=text,
        updated=text | {"pattern": r"^\d{4}-\d\d-\d\d$"},
        item_kind=text,
        kind=text,
        topic=text,
        level={"type": "integer", "minimum": 1, "maximum": 5},
        tags=texts,
        source=texts,
        answer=text,
        answer_spec={"type": "object"},
        formula=text,
        picture={"type": ["object", "null"]},
        texts={
            "type": "object",
            "properties": {"en": language, "zh": language},
            "additionalProperties": False,
            "minProperties": 1,
        },
    )
    whole = _object(format={"const": FORMAT}, program={"const": "quizzer"}, cards={"type": "array", "items": card})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
