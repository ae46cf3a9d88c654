"""The picture of a question on the screen."""

from __future__ import annotations

from textual.content import Content

from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.tui.speaking import Words
from quizzer.wording.pictures import picture_lines
from quizzer.wording.wrapping import wrap

COLUMN_CELLS = 78
EDGE_CELLS = 3
"""Padding and the bar of the column."""
LINES_BESIDE = 7
"""Head, footer, the gaps between them and below the picture."""
LINES_A_FIELD = 4
LINE_READ_AS = 1


class Drawing(Words):
    """Lines that stay as they are; the picture is left out where the field would not be seen any more."""

    def draw(self, question: Question, language: Language, beside: int = LINES_BESIDE) -> None:
        """Show the picture of ``question`` as far as there is room above its field, ``beside`` other lines."""
        width = min(self.screen.size.width, COLUMN_CELLS) - EDGE_CELLS
        fields = LINES_A_FIELD * max(len(question.parts), 1) + LINE_READ_AS + len(question.lines)
        room = self.screen.size.height - beside - fields - len(wrap(question.prompt[language], width))
        self.draw_within(question, language, width, room)

    def draw_within(self, question: Question, language: Language, width: int, height: int) -> None:
        """Show the picture of ``question`` in so many cells and lines, or nothing."""
        self.write("\n".join(picture_lines(question.picture, language, width=width, height=height)))

    def render(self) -> Content:
        return Content(self.text)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return self.text.count("\n") + 1
