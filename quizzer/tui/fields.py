"""The field in which a question is answered, by the kind of its answer."""

from __future__ import annotations

from collections.abc import Sequence

from quizzer.questions.answers import ClozeSpec, FreeSpec, MatchingSpec, OrderingSpec, SpotErrorSpec
from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.tui.arranging import MatchBoard, OrderBoard, SpotBoard
from quizzer.tui.boards import Board
from quizzer.tui.free_text import FreeAnswer
from quizzer.tui.inputs import OptionBoard, TypedAnswer
from quizzer.wording.catalogue import say
from quizzer.wording.feedback import ask_key

AnswerField = TypedAnswer | Board | FreeAnswer


def field_for(
    question: Question, language: Language, placeholders: Sequence[str], *, hidden: bool = False
) -> AnswerField:
    """A new field for the answer to ``question``; lines to type in show ``placeholders``, ``hidden`` options wait."""
    match question.spec:
        case OrderingSpec():
            return OrderBoard(question, language)
        case MatchingSpec():
            return MatchBoard(question, language)
        case SpotErrorSpec():
            return SpotBoard(question, language)
        case FreeSpec():
            return FreeAnswer(question, language)
    return OptionBoard(question, language, hidden) if question.choices else TypedAnswer(placeholders)


def placeholders_of(question: Question, language: Language) -> list[str]:
    """What stands in each empty line of the field: the name of a part, the number of a blank, or how to answer."""
    if question.parts:
        return [f"({part.name})" for part in question.parts]
    blanks = len(question.spec.blanks) if isinstance(question.spec, ClozeSpec) else 1
    if blanks == 1:
        return [say(ask_key(question), language)]
    return [say("quiz.blank", language, number=number) for number in range(1, blanks + 1)]
