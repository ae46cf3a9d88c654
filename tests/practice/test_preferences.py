"""Preferences: wrong values are told and do not stand in the way of right ones; what was not changed stays."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.practice.changing import ValueRefused, value_of, with_value
from quizzer.practice.preferences import (
    NAMES,
    PLAN,
    Preferences,
    attribute_of,
    save_preferences,
    usable_preferences,
)
from quizzer.questions.text import Language

KINDS = {
    "language": st.sampled_from([None, *Language]),
    "theme": st.text(max_size=9),
    "heat_map": st.booleans(),
    "new_per_day": st.integers(0, 9_999),
    "confidence": st.booleans(),
    "symbols": st.sampled_from(["auto", "unicode", "ascii"]),
    "retention": st.integers(70, 97).map(lambda percent: percent / 100),
    "day_rollover": st.integers(0, 23),
    "hints": st.booleans(),
    "options": st.sampled_from(["shown", "hidden"]),
    "animations": st.booleans(),
    "keys": st.dictionaries(st.sampled_from(["undo", "hint"]), st.sampled_from(["f5", "ctrl+z,u"])),
}


def test_every_preference_has_a_name():
    assert {one.name for one in fields(Preferences)} == {*map(attribute_of, (*NAMES, *PLAN)), "keys"}


@settings(max_examples=15)
@given(st.fixed_dictionaries(KINDS))
def test_what_is_saved_is_read_again(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("config") / "config.toml"
    preferences = Preferences(**values)
    save_preferences(path, preferences)
    assert usable_preferences(path)[0] == preferences
    for name in NAMES:
        assert name == "notes" or with_value(preferences, name, value_of(preferences, name)) == preferences


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ('symbols = "dots"', "auto, unicode, ascii"),
        ("day-rollover = 24", "0 – 23"),
        ("retention = 1.5", "0.70 – 0.97"),
        ("retention = 1", "0.70 – 0.97"),
        ("hints = 1", "true, false"),
        ("new-per-day = true", "0 – 9999"),
        ("keys = 3", "undo"),
        ("[keys]\nundo = 3", "undo"),
    ],
)
def test_a_wrong_value_is_told_and_the_rest_is_used(tmp_path, line, allowed):
    path = tmp_path / "config.toml"
    path.write_text(f'language = "zh"\n{line}\n', encoding="utf-8")
    preferences, problems = usable_preferences(path)
    assert preferences == Preferences(language=Language.ZH)
    assert [allowed in one.detail for one in problems] == [True]


def test_only_what_was_changed_is_written(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('# mine\nhints = 7\ncolour = "blue"\n', encoding="utf-8")
    preferences, _ = usable_preferences(path)
    save_preferences(path, replace(preferences, retention=0.8), ["retention"])
    assert path.read_text(encoding="utf-8") == '# mine\nhints = 7\ncolour = "blue"\nretention = 0.8\n'


def test_a_file_that_is_no_toml_is_put_aside(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("language = ", encoding="utf-8")
    save_preferences(path, Preferences(theme="nord"), ["theme"])
    assert usable_preferences(path)[0] == Preferences(theme="nord")
    assert (tmp_path / "config.toml.old").read_text(encoding="utf-8") == "language = "


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("retention", "0.99"),
        ("retention", "nan"),
        ("retention", "much"),
        ("retention", "%"),
        ("day-rollover", "24"),
        ("day-rollover", "０"),
        ("day-rollover", "-1"),
        ("new-per-day", "00000012345"),
        ("symbols", ""),
        ("options", "auto"),
        ("hints", "true"),
    ],
)
def test_values_that_are_refused(name, value):
    with pytest.raises(ValueRefused):
        with_value(Preferences(), name, value)


def test_a_share_may_be_given_in_percent():
    assert with_value(Preferences(), "retention", "85%").retention == 0.85
