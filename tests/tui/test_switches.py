"""What settings switch is seen: signs, hints, hidden options, animations, themes without colours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.constants import TEXTUAL_ANIMATIONS

from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.tui.inputs import OptionBoard
from quizzer.tui.settings import LINES, SettingsScreen
from quizzer.wording.signs import in_ascii, use_ascii
from quizzer.wording.wrapping import cells
from tests.tui.conftest import in_quiz, settled, text_of
from tests.tui.test_quiz import CONV, SINGLE, TRUTH


@pytest.fixture(autouse=True)
def _signs():
    yield
    use_ascii(False)


def preferring(app, **wishes):
    app.desk.preferences = replace(app.desk.preferences, **wishes)
    return app


@pytest.mark.parametrize(("question", "keys"), [(CONV, "5"), (SINGLE, "2")])
async def test_ascii_is_everywhere(make_app, question, keys):
    app = preferring(make_app(question), symbols="ascii")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot)
        assert text_of(app).replace("中文", "").isascii()
        await in_quiz(app, pilot)
        await pilot.press(*keys, "enter")
        await settled(app, pilot)
        assert any(line.lstrip().startswith(("x ", "v ")) for line in text_of(app).splitlines())
        await pilot.press("m")
        await settled(app, pilot)
        assert text_of(app).replace("中文", "").isascii()


async def test_chinese_stays_and_lines_keep_their_width(make_app):
    app = preferring(make_app(TRUTH, language=Language.ZH), symbols="ascii")
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        shown = text_of(app)
        assert all(sign.isascii() or cells(sign) == 2 for sign in shown)
        assert {cells(line) for line in shown.splitlines()} == {80}


@pytest.mark.parametrize(("wide", "symbols", "ascii_signs"), [(True, "auto", True), (True, "unicode", False)])
async def test_a_terminal_with_wide_signs_gets_ascii(make_app, wide, symbols, ascii_signs):
    app = preferring(make_app(small=True), symbols=symbols)
    app.desk.wide_signs = wide
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert in_ascii() is ascii_signs


async def test_signs_change_at_once(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.push_screen(SettingsScreen())
        await settled(app, pilot)
        assert "◂" in text_of(app)
        app.screen.action_move(LINES.index("symbols"))
        await pilot.press("left")
        await settled(app, pilot)
        await pilot.pause()
        assert text_of(app).replace("中文", "").isascii()
        await pilot.press("left")
        await settled(app, pilot)
        await pilot.pause()
        assert "◂ all ▸" in text_of(app)


async def test_hints_are_offered_unless_they_are_off(make_app):
    app = preferring(make_app(CONV), hints=False)
    async with app.run_test(size=(100, 24)) as pilot:
        await in_quiz(app, pilot)
        assert "Hint" not in text_of(app)
        await pilot.press("f3")
        assert app.screen.session.hints_shown == 0
        preferring(app, hints=True)
        await pilot.press("f3")
        assert app.screen.session.hints_shown == 1


RECALLED = QuestionId("activations-no-nonlinearity", 1, 1, 1)
"""A choice that makes sense without its options, as SINGLE does not."""


@pytest.mark.parametrize("key", ["space", "enter", "f6", "2", "b", "down"])
async def test_hidden_options_come_when_asked_for(make_app, key):
    app = make_app(RECALLED)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        board = app.screen.query_one(OptionBoard)
        options = [choice.text.en[:12] for choice in app.screen.session.question.choices]
        assert not any(option in text_of(app) for option in options)
        assert f"Space shows the {len(options)} options" in text_of(app)
        await pilot.press(key)
        await settled(app, pilot)
        assert all(option in text_of(app) for option in options)
        assert not board.picked
        await pilot.press("1", "enter")
        await settled(app, pilot)
        assert app.screen.answered is not None


@pytest.mark.parametrize(("question", "wish"), [(SINGLE, "hidden"), (RECALLED, "shown")])
async def test_options_are_there_at_once_where_they_are_asked_about_or_wanted(make_app, question, wish):
    app = preferring(make_app(question), options=wish)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        assert all(choice.text.en[:12] in text_of(app) for choice in app.screen.session.question.choices)
        await pilot.press("1", "enter")
        await settled(app, pilot)
        assert app.screen.answered is not None


async def test_a_claim_is_judged_before_its_reasons_are_seen(make_app):
    app = make_app(TRUTH)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        board = app.screen.query_one(OptionBoard)
        await pilot.press("f", "2")
        assert (board.truth, board.picked, board.hidden) == (False, set(), False)
        await pilot.press("2")
        assert board.picked == {2}


async def test_nothing_moves_without_animations(make_app):
    app = preferring(make_app(small=True), animations=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert app.animation_level == "none"
        preferring(app, animations=True)
        app.follow_preferences()
        assert app.animation_level == TEXTUAL_ANIMATIONS


@pytest.mark.parametrize("theme", ["ansi-dark", "textual-light"])
async def test_without_colours_no_theme_is_black_on_black(make_app, monkeypatch, theme):
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(small=True, theme=theme)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert app.theme == ("textual-dark" if theme.startswith("ansi") else theme)
        assert least_contrast(app) >= 3


async def test_high_contrast_is_that_down_to_what_is_not_typed_yet(make_app):
    app = make_app(small=True, theme="high-contrast")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert least_contrast(app) >= 7
        app.calculate()
        await settled(app, pilot)
        assert least_contrast(app) >= 7


def least_contrast(app):
    """The least contrast of a letter with what is behind it."""
    segments = [segment for line in app.screen._compositor.render_strips() for segment in line]
    letters = [one for one in segments if any(map(str.isalnum, one.text)) and one.style and one.style.bgcolor]
    return min(contrast(one.style.color, one.style.bgcolor) for one in letters)


def contrast(one, other):
    lights = sorted(brightness(colour.get_truecolor()) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def brightness(colour):
    """The relative luminance of WCAG 2."""
    parts = [part / 255 for part in (colour.red, colour.green, colour.blue)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
