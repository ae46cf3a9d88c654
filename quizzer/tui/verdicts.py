"""A verdict on the screen: two lines first, and what stands behind them, all at once or step by step."""

from __future__ import annotations

from datetime import date

from quizzer.practice.session import Answered
from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.wording.catalogue import say
from quizzer.wording.feedback import Feedback, feedback
from quizzer.wording.reviewing import consequences


def feedback_of(answered: Answered, language: Language, today: date) -> Feedback:
    """The verdict on an answer in words."""
    return feedback(
        answered.question,
        answered.verdict,
        language,
        gave_up=answered.gave_up,
        due=answered.due,
        today=today,
    )


def verdict_line(parts: Feedback) -> str:
    """Mark, word and key; after a right answer the next day too, for there is nothing else to say."""
    return f"{parts.headline}   {parts.due}" if parts.mark == "✓" else parts.headline


def repair_text(answered: Answered, parts: Feedback, language: Language) -> str:
    """The slip, what is true, and what else follows from the answer."""
    told = consequences(
        language, sure_and_wrong=answered.sure_and_wrong, leech=answered.leech, minutes=answered.minutes_at_most
    )
    return "\n".join([*parts.repair, *told])


class Behind:
    """What stands behind a verdict: worked steps, why, the options, the sources.

    ``shown`` counts the steps that are on the screen; one more than there are is everything.
    """

    def __init__(self) -> None:
        self.shown = 0
        self.steps = 0
        self.right = False

    def begin(self, answered: Answered, parts: Feedback) -> None:
        """Nothing of it is shown yet."""
        self.shown, self.steps = 0, len(parts.solution)
        self.right = answered.verdict.outcome is Outcome.CORRECT

    @property
    def is_whole(self) -> bool:
        """Whether everything is shown."""
        return self.shown > self.steps

    @property
    def is_walked(self) -> bool:
        """Whether some of the steps are shown, and some are to come."""
        return 0 < self.shown <= self.steps

    @property
    def comes_first(self) -> bool:
        """Whether to go on means to see this first: after an answer that was not right, and on the way through."""
        return self.is_walked or (self.shown == 0 and not self.right)

    def toggle(self) -> None:
        """Show everything, or nothing."""
        self.shown = 0 if self.is_whole else self.steps + 1

    def step(self) -> None:
        """Show one step more; after the last the rest."""
        self.shown += 1

    def text(self, question: Question, parts: Feedback, language: Language) -> str:
        """What is shown of it."""
        if self.shown == 0:
            if self.right:
                return ""
            how = "quiz.behind" if self.steps else "quiz.behind_at_once"
            return f"── {say(how, language, steps=self.steps)}"
        if self.is_walked:
            title = say("quiz.step", language, shown=self.shown, steps=self.steps)
            return "\n".join([f"── {title}", *parts.solution[: self.shown]])
        return _everything(question, parts, language)


def _everything(question: Question, parts: Feedback, language: Language) -> str:
    options = [f"{choice.key}  {choice.feedback[language]}" for choice in question.choices]
    blocks = [
        ("quiz.solution", list(parts.solution)),
        ("quiz.why", [parts.explanation]),
        ("quiz.options", options),
        ("quiz.source", [*parts.notes, *parts.followups]),
    ]
    lines = []
    for title, block in blocks:
        if block:
            lines += [f"── {say(title, language)}", *block, ""]
    return "\n".join([*lines, parts.due])
