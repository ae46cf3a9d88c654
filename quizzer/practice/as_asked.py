"""A question as an interviewer asks it: nothing in it tells what is right."""

from __future__ import annotations

from dataclasses import replace

from quizzer.questions.answers import AnswerSpec, Blank, ClozeSpec
from quizzer.questions.question import NO_TEXT, Choice, Question, QuestionPart, Worked


def as_asked(question: Question) -> Question:
    """``question`` with what is shown before an answer, and without every key, slip, hint and explanation."""
    return replace(
        question,
        spec=_bare_spec(question.spec),
        expected=(),
        typed_answer="",
        explanation=NO_TEXT,
        sections=(),
        choices=tuple(Choice(choice.key, choice.text, False, NO_TEXT) for choice in question.choices),
        patterns=(),
        key_points=(),
        false_claims=(),
        model_answer=NO_TEXT,
        misconceptions=(),
        worked=Worked,
        parts=tuple(QuestionPart(part.name, _bare_spec(part.spec), (), part.prompt) for part in question.parts),
        hints=(),
        followups=(),
        note_flag=None,
    )


def _bare_spec(spec: AnswerSpec) -> AnswerSpec:
    """The forms that a blank accepts are its key."""
    if isinstance(spec, ClozeSpec):
        return ClozeSpec(tuple(Blank(()) for _ in spec.blanks))
    return spec
