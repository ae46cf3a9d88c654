"""From a conceptual item to a question: the order of options and lines is all that a seed decides."""

from __future__ import annotations

import re
from typing import Any

from quizzer.bank.conceptual_items import (
    ClozeItem,
    FreeItem,
    MatchingItem,
    MultiItem,
    OrderingItem,
    SingleItem,
    SpotErrorItem,
    TruthReasonItem,
)
from quizzer.bank.items import ConceptualItem
from quizzer.bank.loading import Bank
from quizzer.generators.answer_specs import number_spec
from quizzer.generators.arranging import matching_parts, ordering_parts, spot_error_parts
from quizzer.generators.chance import seeded, shuffled
from quizzer.generators.references import common_parts
from quizzer.questions.answers import (
    AnswerSpec,
    Blank,
    ChoiceSpec,
    ClozeSpec,
    Expected,
    FreeSpec,
    RejectedForm,
    TruthReasonSpec,
)
from quizzer.questions.question import Choice, FalseClaim, Question, QuestionId
from quizzer.questions.text import Text

KEYS = "ABCDE"


def conceptual_question(bank: Bank, item: ConceptualItem, seed: int) -> Question:
    """The question of ``item`` with its options or lines in the order of ``seed``."""
    return Question(
        id=QuestionId(item.id, item.version, item.difficulty, seed),
        item_kind=str(item.__struct_config__.tag),
        difficulty=item.difficulty,
        prompt=_with_blanks(item.prompt) if isinstance(item, ClozeItem) else item.prompt,
        explanation=item.explanation,
        **_asked(item, seed),
        **common_parts(bank, item),
    )


def _asked(item: ConceptualItem, seed: int) -> dict[str, Any]:
    """The fields of a question that depend on the kind of its item."""
    match item:
        case OrderingItem():
            return ordering_parts(item, seed)
        case MatchingItem():
            return matching_parts(item, seed)
        case SpotErrorItem():
            return spot_error_parts(item, seed)
        case FreeItem():
            return _free_parts(item)
        case ClozeItem():
            return _cloze_parts(item)
        case _:
            return _choice_parts(item, seed)


def _with_blanks(prompt: Text) -> Text:
    """A blank as a reader knows it: one is a line, two are numbered."""
    form = r"__(\1)__" if "{{2}}" in prompt.en else "____"
    return Text(*(re.sub(r"\{\{(\d)\}\}", form, text) for text in (prompt.en, prompt.zh)))


def _choice_parts(item: SingleItem | MultiItem | TruthReasonItem, seed: int) -> dict[str, Any]:
    choices = _choices(item, seed)
    keys = tuple(choice.key for choice in choices)
    right = tuple(choice.key for choice in choices if choice.correct)
    texts = tuple(choice.text for choice in choices)
    spec: AnswerSpec = ChoiceSpec(keys, single=not isinstance(item, MultiItem), texts=texts)
    expected: Expected = right if isinstance(item, MultiItem) else right[0]
    typed_answer = ",".join(right)
    if isinstance(item, TruthReasonItem):
        spec, expected = TruthReasonSpec(keys), (item.truth, right[0])
        typed_answer = f"{'T' if item.truth else 'F'} {right[0]}"
    return {"choices": choices, "spec": spec, "expected": expected, "typed_answer": typed_answer}


def _choices(item: SingleItem | MultiItem | TruthReasonItem, seed: int) -> tuple[Choice, ...]:
    options = item.reasons if isinstance(item, TruthReasonItem) else item.choices
    if item.shuffle:
        options = shuffled(seeded(item.id, item.version, seed), options)
    return tuple(
        Choice(key, option.text, option.correct, option.feedback, option.slip)
        for key, option in zip(KEYS, options, strict=False)
    )


def _free_parts(item: FreeItem) -> dict[str, Any]:
    every_point = ",".join(str(number) for number in range(1, len(item.keypoints) + 1))
    return {
        "spec": FreeSpec(len(item.keypoints), len(item.penalties)),
        "expected": (),
        "typed_answer": f"{item.model_answer.en}\n.\n{every_point}",
        "key_points": tuple(point.text for point in item.keypoints),
        "false_claims": tuple(FalseClaim(penalty.text, penalty.slip) for penalty in item.penalties),
        "model_answer": item.model_answer,
    }


def _cloze_parts(item: ClozeItem) -> dict[str, Any]:
    blanks = tuple(_blank(item, number) for number in range(len(item.blanks)))
    accepted = tuple(blank.accepted for blank in blanks)
    return {
        "spec": ClozeSpec(blanks),
        "expected": accepted,
        "typed_answer": " | ".join(forms[0] for forms in accepted),
    }


def _blank(item: ClozeItem, place: int) -> Blank:
    blank = item.blanks[place]
    return Blank(
        accepted=(*blank.accept.en, *blank.accept.zh, *blank.accept.abbr),
        rejected=tuple(RejectedForm(tuple(near.forms), near.slip, near.feedback) for near in blank.reject),
        number=number_spec(blank.number) if blank.number else None,
    )
