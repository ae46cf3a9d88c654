"""What is understood of an answer while it is typed: grading's own reading, which never looks at the key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizzer.expressions.printing import print_formula
from quizzer.grading.cloze import pieces_of, pieces_text
from quizzer.grading.formula import formula_of
from quizzer.grading.members import axes_of, members_of, members_text, shape_text
from quizzer.grading.number import echo, is_rounded, is_whole, value_of
from quizzer.questions.answers import AnswerSpec, ClozeSpec, FormulaSpec, MembersSpec, NumberSpec, ShapeSpec
from quizzer.questions.question import Question
from quizzer.questions.verdict import Reason


@dataclass(frozen=True, slots=True)
class Understood:
    """How a typed answer is read, and why it is no answer; both where a number is read but of the wrong sort.

    ``part`` names the part of the question that it answers.
    """

    read_as: str = ""
    reason: Reason | None = None
    part: str = ""


def understood(question: Question, typed: str) -> Sequence[Understood]:
    """What is understood of ``typed``, for each part that something was typed for; nothing where it is not typed.

    Never raises; the work is bounded by caps.
    """
    if not question.parts:
        found = _read(question.spec, typed)
        return [found] if found else []
    answers = re.split(r"[\n|｜]", typed)
    read = ((part.name, _read(part.spec, text.strip())) for part, text in zip(question.parts, answers, strict=False))
    return [replace(found, part=name) for name, found in read if found]


def _read(spec: AnswerSpec, typed: str) -> Understood | None:
    """None where nothing was typed, and for kinds that are picked or written."""
    if not typed.strip(" |\n"):
        return None
    match spec:
        case NumberSpec():
            return _number(spec, typed)
        case ShapeSpec():
            sizes = axes_of(typed)
            return Understood(reason=sizes) if isinstance(sizes, Reason) else Understood(shape_text(sizes))
        case MembersSpec():
            members = members_of(spec, typed)
            return Understood(reason=members) if isinstance(members, Reason) else Understood(members_text(members))
        case FormulaSpec():
            formula = formula_of(spec, typed)
            return Understood(reason=formula) if isinstance(formula, Reason) else Understood(print_formula(formula))
        case ClozeSpec():
            pieces = pieces_of(spec, typed)
            return Understood(reason=pieces) if isinstance(pieces, Reason) else Understood(pieces_text(pieces))
    return None


def _number(spec: NumberSpec, typed: str) -> Understood:
    found = value_of(spec, typed)
    if isinstance(found, Reason):
        return Understood(reason=found)
    whole = not spec.integer or is_rounded(spec) or is_whole(found[0])
    return Understood(echo(found[0], typed), None if whole else Reason("not_whole"))
