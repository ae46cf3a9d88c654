"""The line above a question: how far the session is, and what is asked."""

from __future__ import annotations

from quizzer.practice.session import Session
from quizzer.questions.text import Language
from quizzer.tui.speaking import Words
from quizzer.wording.catalogue import say
from quizzer.wording.wrapping import cells

BAR_CELLS = 30
SHORTEST_BAR_CELLS = 5
PADDING_CELLS = 6


class Heading(Words):
    """Progress, a bar where there is room, topic and level."""

    def tell(self, session: Session, language: Language, width: int) -> None:
        """Show where ``session`` is, in ``width`` cells."""
        total = session.total
        progress = "review.progress" if session.kind == "review" else "quiz.progress"
        left = say(progress, language, number=session.number, count=total or "∞")
        level = say("quiz.level", language, level=session.question.difficulty)
        right = f"{session.question.topic_title[language]} · {level}"
        room = width - cells(left) - cells(right) - PADDING_CELLS
        length = min(room, BAR_CELLS) if total and room >= SHORTEST_BAR_CELLS else 0
        done = min(round(length * len(session.answered) / total), length) if total else 0
        bar = f"  {'━' * done}{'─' * (length - done)}" if length else ""
        self.write(f"{left}{bar}  {right}")
