"""Every item of the bank on the screen: drawn without a fault, and nothing cut off that cannot be scrolled to."""

from __future__ import annotations

import pytest

from quizzer.generators.making import make_question
from quizzer.questions.text import Language
from quizzer.reports.display import question_lines
from quizzer.tui.boards import Board
from quizzer.tui.drawing import EDGE_CELLS
from quizzer.tui.fields import field_for
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.speaking import Words
from quizzer.wording.pictures import picture_lines
from quizzer.wording.signs import drawn
from quizzer.wording.wrapping import cells, wrap
from tests.tui.conftest import settled
from tests.tui.test_quiz import question_of

SIZES = [(60, 20), (80, 24)]
PARTS = 4
"""The screens of the whole bank are drawn in so many tests, each in another size or language."""


def check_text(text, width, hang=0):
    """All of ``text`` stands in its lines, and each is in sight."""
    lines = wrap(text, width, hang)
    assert max(map(cells, lines), default=0) <= width, text
    assert "".join("".join(lines).split()) == "".join(text.split())


def check_item(bank, item, language, columns):
    """Everything that is said of ``item``, from prompt to sources, fits between the edges of the column."""
    width = min(columns, 78) - EDGE_CELLS
    question = make_question(bank, question_of(bank, item))
    check_text("\n".join(question_lines(question, language)), width)
    for line in picture_lines(question.picture, language, width=width, height=14):
        assert cells(drawn(line)) <= width, line
    field = field_for(question, language, [])
    for text in field.texts() if isinstance(field, Board) else ():
        check_text(text, width - 2, hang=5)


@pytest.mark.parametrize("language", Language)
def test_texts_of_a_sample_fit(bank, language):
    for item in sorted(bank.items)[::20]:
        for columns, _ in SIZES:
            check_item(bank, item, language, columns)


@pytest.mark.long
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("size", SIZES)
def test_texts_of_every_item_fit(bank, language, size):
    for item in bank.items:
        check_item(bank, item, language, size[0])


async def test_a_sample_of_screens_is_drawn(make_app, bank):
    await draw(make_app, bank, sorted(bank.items)[::200], Language.ZH, (60, 20))


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
async def test_the_screen_of_every_item_is_drawn(make_app, bank, part):
    language = list(Language)[part % 2]
    await draw(make_app, bank, sorted(bank.items)[part::PARTS], language, SIZES[part // 2])


async def draw(make_app, bank, items, language, size):
    """Draw each item with everything behind its answer; it can be scrolled from the first line to the last."""
    app = make_app(*(question_of(bank, item) for item in items), language=language)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        screen = QuizScreen(app.desk.begin_quiz())
        await app.push_screen(screen)
        await settled(app, pilot)
        for item in items:
            assert screen.session.question.id.item == item
            await screen.action_dont_know()
            screen.action_more()
            await pilot.pause()
            await laid_out(app, pilot, screen)
            check_screen(screen, size)
            if not screen.session.finished:
                screen.action_next()
                await pilot.pause()


async def laid_out(app, pilot, screen):
    """Wait until every text has its room; one that gets none is found by the check."""
    for _ in range(100):
        await settled(app, pilot)
        if all(words.size and has_room(words) for words in texts_on(screen)):
            return


def has_room(words):
    return len(words.lines(words.content_size.width)) <= words.content_size.height


def texts_on(screen):
    """The texts of the question that are to be seen."""
    return [words for words in screen.query_one(".column").query(Words) if words.display and words.text]


def check_screen(screen, size):
    """Every text has the room that it takes, inside what can be scrolled to."""
    column = screen.query_one(".column")
    assert column.virtual_size.width <= size[0]
    assert len(texts_on(screen)) >= 2
    for words in texts_on(screen):
        lines = words.render().plain.split("\n")
        assert max(map(cells, lines)) <= words.content_size.width, lines
        assert len(lines) <= words.content_size.height, lines
    lowest = max(column.children, key=lambda child: child.virtual_region.bottom)
    assert lowest.virtual_region.bottom <= column.virtual_size.height
