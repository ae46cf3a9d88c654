"""A question in lines: as it is asked, and in full for its author."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.generators.answer_specs import spell
from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say
from quizzer.wording.columns import cut
from quizzer.wording.feedback import aside, ask_key, key_line, note_lines, solution_lines
from quizzer.wording.pictures import picture_lines


def prompt_in_short(question: Question, language: Language, width: int) -> str:
    """What is asked, on one line of at most ``width`` cells."""
    return cut(" ".join(question.prompt[language].split()), width)


def prompt_lines(question: Question, language: Language, *, options: bool = True) -> Iterator[str]:
    """What the learner sees before answering; without ``options`` what there is to choose is asked for."""
    yield from question.prompt[language].splitlines()
    yield from (f"  {line}" for line in picture_lines(question.picture, language))
    lines = question.lines if options else (*question.entries, *question.targets)
    yield from (f"  {shown.key}) {shown.text[language]}" for shown in lines)
    if not options:
        yield f"  {say('plain.options_hidden', language, count=len(question.choices))}"
    yield f"  {aside(say(ask_key(question), language), language)}"


def key_point_lines(question: Question, language: Language) -> Iterator[str]:
    """The good answer to a free question with its key points and false claims, to be ticked."""
    yield f"  {say('verdict.model_answer', language, text=question.model_answer[language])}"
    yield say("plain.key_points", language)
    yield from (f"  {number}) {point[language]}" for number, point in enumerate(question.key_points, 1))
    if question.false_claims:
        yield say("plain.false_claims", language)
    yield from (f"  -{number}) {claim.text[language]}" for number, claim in enumerate(question.false_claims, 1))


def question_lines(question: Question, language: Language) -> Iterator[str]:
    """Everything about ``question``: prompt, hints, key, solution, what each wrong answer shows, sources."""
    yield str(question.id)
    yield from prompt_lines(question, language)
    yield from (say("plain.hint", language, text=hint[language]) for hint in question.hints)
    yield ""
    if question.key_points:
        yield from key_point_lines(question, language)
    else:
        yield key_line(question, language)
        yield from (f"  {line}" for line in solution_lines(question, language))
    yield f"  {question.explanation[language]}"
    yield from _wrong_answers(question, language)
    yield from note_lines(question, language)
    yield from (say("verdict.followup", language, text=followup[language]) for followup in question.followups)


def _wrong_answers(question: Question, language: Language) -> Iterator[str]:
    yield from (f"  {choice.key}) {choice.feedback[language]}" for choice in question.choices if choice.misconception)
    for pattern in question.patterns:
        yield f"  {pattern.first}, {pattern.second}: {pattern.feedback[language]}"
    for slip in question.misconceptions:
        yield f"  {spell(slip.answer)}: {say('verdict.slip', language, belief=slip.belief[language])}"
