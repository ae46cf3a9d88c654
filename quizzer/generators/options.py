"""A typed question as a choice: the right answer among those that its slips lead to."""

from __future__ import annotations

from quizzer.calculators.calculator import print_value
from quizzer.generators.answer_specs import spell
from quizzer.generators.chance import seeded, shuffled
from quizzer.questions.answers import MembersSpec, NumberSpec, ShapeSpec
from quizzer.questions.question import Choice, Question
from quizzer.questions.text import Text

LEAST_SLIPS = 3
"""With fewer wrong options that differ, a question is only asked typed."""
MOST_SLIPS = 4


def options_of(question: Question) -> tuple[Choice, ...]:
    """The options of ``question``, the same for ever; none where too few slips differ on its numbers."""
    slips = question.misconceptions[:MOST_SLIPS]
    typed = not question.choices and isinstance(question.spec, NumberSpec | ShapeSpec | MembersSpec)
    if len(slips) < LEAST_SLIPS or not typed:
        return ()
    wrong = [(print_value(slip.answer), slip.repair, slip.id) for slip in slips]
    right = (print_value(question.expected), question.explanation, "")
    mixed = shuffled(seeded("options", question.id), [right, *wrong])
    return tuple(
        Choice(chr(ord("A") + place), Text(en=text, zh=text), not slip, feedback, slip)
        for place, (text, feedback, slip) in enumerate(mixed)
    )


def answer_behind(question: Question, options: tuple[Choice, ...], letter: str) -> str | None:
    """What the option ``letter`` says, as an answer that can be graded; None for no option."""
    chosen = next((option for option in options if option.key.casefold() == letter.strip(" .()").casefold()), None)
    if chosen is None:
        return None
    slip = next((slip for slip in question.misconceptions if slip.id == chosen.misconception), None)
    return spell(slip.answer) if slip else question.typed_answer
