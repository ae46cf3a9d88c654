"""From a conceptual item to a question: the order of the options is all that a seed decides."""

from __future__ import annotations

import re

from quizzer.bank.items import (
    ClozeItem,
    ConceptualItem,
    MultiItem,
    Option,
    SingleItem,
    TruthReasonItem,
)
from quizzer.bank.loading import Bank
from quizzer.generators.answer_specs import number_spec
from quizzer.generators.chance import seeded, shuffled
from quizzer.generators.references import common_parts
from quizzer.questions.answers import (
    AnswerSpec,
    Blank,
    ChoiceSpec,
    ClozeSpec,
    Expected,
    RejectedForm,
    TruthReasonSpec,
)
from quizzer.questions.question import Choice, Question, QuestionId
from quizzer.questions.text import Text

KEYS = "ABCDE"


def conceptual_question(bank: Bank, item: ConceptualItem, seed: int) -> Question:
    """The question of ``item`` with its options in the order of ``seed``."""
    choices = _choices(item, seed)
    spec, expected, typed_answer = _answer(item, choices)
    return Question(
        id=QuestionId(item.id, item.version, item.difficulty, seed),
        item_kind=str(item.__struct_config__.tag),
        difficulty=item.difficulty,
        prompt=_with_blanks(item.prompt) if isinstance(item, ClozeItem) else item.prompt,
        spec=spec,
        expected=expected,
        typed_answer=typed_answer,
        explanation=item.explanation,
        choices=choices,
        **common_parts(bank, item),
    )


def _with_blanks(prompt: Text) -> Text:
    """A blank as a reader knows it: one is a line, two are numbered."""
    form = r"__(\1)__" if "{{2}}" in prompt.en else "____"
    return Text(*(re.sub(r"\{\{(\d)\}\}", form, text) for text in (prompt.en, prompt.zh)))


def _choices(item: ConceptualItem, seed: int) -> tuple[Choice, ...]:
    options: list[Option] = []
    if isinstance(item, SingleItem | MultiItem):
        options = item.choices
    elif isinstance(item, TruthReasonItem):
        options = item.reasons
    if not isinstance(item, ClozeItem) and item.shuffle:
        options = shuffled(seeded(item.id, item.version, seed), options)
    return tuple(
        Choice(key, option.text, option.correct, option.feedback, option.slip)
        for key, option in zip(KEYS, options, strict=False)
    )


def _answer(item: ConceptualItem, choices: tuple[Choice, ...]) -> tuple[AnswerSpec, Expected, str]:
    keys = tuple(choice.key for choice in choices)
    right = tuple(choice.key for choice in choices if choice.correct)
    if isinstance(item, ClozeItem):
        blanks = tuple(_blank(item, number) for number in range(len(item.blanks)))
        accepted = tuple(blank.accepted for blank in blanks)
        return ClozeSpec(blanks), accepted, " | ".join(forms[0] for forms in accepted)
    if isinstance(item, TruthReasonItem):
        return TruthReasonSpec(keys), (item.truth, right[0]), f"{'T' if item.truth else 'F'} {right[0]}"
    texts = tuple(choice.text for choice in choices)
    if isinstance(item, MultiItem):
        return ChoiceSpec(keys, single=False, texts=texts), right, ",".join(right)
    return ChoiceSpec(keys, single=True, texts=texts), right[0], right[0]


def _blank(item: ClozeItem, place: int) -> Blank:
    blank = item.blanks[place]
    return Blank(
        accepted=(*blank.accept.en, *blank.accept.zh, *blank.accept.abbr),
        rejected=tuple(RejectedForm(tuple(near.forms), near.slip, near.feedback) for near in blank.reject),
        number=number_spec(blank.number) if blank.number else None,
    )
