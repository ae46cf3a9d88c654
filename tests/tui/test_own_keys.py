"""Keys of one's own: conflicts are refused, the key is pressed to choose it, footer and help tell it, and it works."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzer.practice.preferences import usable_preferences
from quizzer.questions.text import Language
from quizzer.tui.home import HomeScreen
from quizzer.tui.key_settings import KeysScreen, PressScreen
from quizzer.tui.keys import (
    REMAPPABLE,
    KeyRefused,
    contexts,
    default_keys,
    keys_of,
    named_key,
    usable_keys,
    with_key,
    wrong_keys,
)
from quizzer.tui.quiz import QuizScreen
from quizzer.wording.catalogue import TEXTS, say
from quizzer.wording.settings_words import key_refused
from tests.tui.conftest import in_quiz, settled, text_of
from tests.tui.test_quiz import CONV, SINGLE


def test_every_action_that_can_have_a_key_exists_and_has_a_name():
    for action in REMAPPABLE:
        assert f"keys.{action}" in TEXTS
        assert default_keys(action), action


def test_every_binding_of_the_program_has_an_id():
    for context in contexts():
        assert all(keys for keys in context.values())
        assert {"language", "quit", "command-palette"} <= context.keys()


@pytest.mark.parametrize(
    ("action", "typed", "keys"),
    [
        ("undo", "ctrl+z", "ctrl+z"),
        ("undo", " u , ctrl+z", "u,ctrl+z"),
        ("browse", "!", "exclamation_mark"),
        ("hint", "ctrl+g", "ctrl+g"),
        ("help", "f12", "f12"),
    ],
)
def test_a_key_is_given_and_taken_back(action, typed, keys):
    own = with_key({"flag": "x"}, action, typed)
    assert own == {"flag": "x", action: keys}
    assert keys_of(action, own) == keys
    assert with_key(own, action, "default") == {"flag": "x"}


@pytest.mark.parametrize(
    ("own", "action", "typed", "reason", "other"),
    [
        ({}, "hint", "f4", "taken", "dont-know"),
        ({}, "undo", "ctrl+q", "taken", "quit"),
        ({}, "hint", "tab", "taken", ""),
        ({}, "hint", "ctrl+i", "taken", ""),  # which terminals send for Tab
        ({}, "hint", "ctrl+k", "taken", ""),  # deletes in a line that one types in
        ({}, "hint", "i", "types", ""),
        ({}, "flag", "foo", "unknown", ""),
        ({}, "flag", "", "unknown", ""),
        ({}, "flag", "\x1b", "unknown", ""),
        ({}, "flag", "[red]", "unknown", ""),
        ({"flag": "x"}, "suspend", "x", "taken", "flag"),
        ({"dont-know": "f12", "hint": "f4"}, "dont-know", "default", "taken", "hint"),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_a_sentence(own, action, typed, reason, other):
    with pytest.raises(KeyRefused) as refused:
        with_key(own, action, typed)
    assert (refused.value.reason, refused.value.other) == (reason, other)
    for language in Language:
        sentence = key_refused(reason, refused.value.key, other, language)
        assert sentence.isprintable()
        assert not other or say(f"keys.{other}", language) in sentence


def test_what_is_free_on_its_own_screens_may_be_taken_elsewhere():
    assert with_key({}, "browse", "x") == {"browse": "x"}  # "x" removes a layer, on another screen


def test_a_name_is_the_same_however_it_is_written():
    assert named_key("?") == named_key("question_mark") == "question_mark"
    assert named_key("shift+ctrl+f5") == "ctrl+shift+f5"


def test_keys_that_were_edited_by_hand_are_looked_through():
    own = {"undo": "ctrl+z", "hint": "", "nonsense": "x", "flag": "?", "skip": "f3"}
    assert usable_keys(own) == {"undo": "ctrl+z", "flag": "question_mark", "skip": "f3"}
    assert [refused.reason for refused in wrong_keys(own)] == ["unknown", "taken"]


async def test_a_key_is_chosen_by_pressing_it(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.push_screen(KeysScreen())
        await settled(app, pilot)
        app.screen.here = REMAPPABLE.index("hint")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PressScreen)
        await pilot.press("f4")
        await settled(app, pilot)
        assert "f4 is taken where this action works: Don't know." in " ".join(text_of(app).split())
        await pilot.press("enter", "ctrl+g")
        await settled(app, pilot)
        assert usable_preferences(app.desk.config)[0].keys == {"hint": "ctrl+g"}
        assert "ctrl+g  *" in text_of(app)
        await pilot.press("delete")
        await settled(app, pilot)
        assert usable_preferences(app.desk.config)[0].keys == {}
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_footer_help_and_screen_follow(make_app):
    app = make_app(CONV)
    app.desk.preferences = replace(app.desk.preferences, keys={"hint": "ctrl+g", "help": "f12"})
    async with app.run_test(size=(120, 40)) as pilot:
        await in_quiz(app, pilot)
        assert isinstance(app.screen, QuizScreen)
        assert "^g Hint" in text_of(app)
        await pilot.press("f3")
        assert app.screen.session.hints_shown == 0
        await pilot.press("ctrl+g")
        assert app.screen.session.hints_shown == 1
        await pilot.press("f12")
        await settled(app, pilot)
        assert "Your own keys: ctrl+g Hint, f12 Help" in text_of(app)


async def test_letters_of_words_below_the_verdict_follow(make_app):
    app = make_app(SINGLE, SINGLE)
    app.desk.preferences = replace(app.desk.preferences, keys={"suspend": "x"})
    async with app.run_test(size=(80, 24)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("1", "enter")
        await settled(app, pilot)
        assert "x Suspend" in text_of(app)
