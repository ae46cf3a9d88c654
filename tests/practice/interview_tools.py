"""A watch that goes only when told, and interviews over a real database."""

from __future__ import annotations

from dataclasses import dataclass

from quizzer.generators.making import make_question
from quizzer.questions.answers import ChoiceSpec, FreeSpec, NumberSpec
from quizzer.questions.question import QuestionId


@dataclass
class Watch:
    """Seconds that pass only when told."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def wait(interview, watch, seconds):
    """Let ``seconds`` pass as a face does: with a tick every five of them at the latest."""
    while seconds > 0:
        watch.seconds += min(seconds, 5)
        seconds -= 5
        interview.tick()


def whole(interview, number):
    """The question ``number`` with its key, for a candidate who knows it."""
    return make_question(interview.bank, QuestionId.parse(interview.state.replies[number - 1].question))


def right(interview):
    """What to type to be right at the current question."""
    return whole(interview, interview.number).typed_answer


def wrong(interview):
    """What to type to be wrong at the current question."""
    question = whole(interview, interview.number)
    spec = question.spec
    if isinstance(spec, ChoiceSpec) and spec.single:
        return next(key for key in spec.options if key != question.expected)
    if isinstance(spec, NumberSpec):
        return "987654321987"
    return None


def answer_all(interview, watch, *, knows=lambda number: True, confidence=None, seconds=20):
    """Answer every question; where the candidate does not know it, wrong or skipped. Key points are all ticked."""
    while interview.number is not None:
        wait(interview, watch, seconds)
        number = interview.number
        given = right(interview) if knows(number) else wrong(interview)
        interview.say_confidence(confidence)
        if isinstance(interview.question.spec, FreeSpec):
            points = interview.question.spec.key_points
            interview.answer("said aloud")
            interview.tick_points(",".join(map(str, range(1, points + 1))) if knows(number) else "0")
        elif given is None:
            interview.skip()
        else:
            assert interview.answer(given) is None
