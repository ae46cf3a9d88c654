"""The learner's own keys: which actions can have others, and what a key may be.

"undo" is the same key on every screen that has it.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

from textual.app import App
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, key_to_character
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

import quizzer.tui
from quizzer.tui.speaking import SpeakingScreen, id_of

REMAPPABLE = (
    *("quiz", "review", "interview", "plan", "weak", "browse", "find", "calculators", "statistics", "settings", "tour"),
    "go-on",
    *("language", "command-palette", "help"),
    *("hint", "options", "dont-know", "skip", "confidence", "more", "open-note", "undo", "undo-last"),
    *(
        "easy",
        "lucky",
        "similar",
        "copy",
        "suspend",
        "bury",
        "flag",
        "search",
        "numbers",
        "answer",
        "quiz-me",
        "history",
        "edit",
    ),
    *("add", "change", "remove", "load", "save", "input", "unfold", "period"),
    *("up", "down", "page-up", "page-down", "quit"),
)
"""The actions that can have another key; Enter goes on and Esc goes back everywhere, digits and letters choose."""

GIVES_WAY = ("suspend-process",)
"""Ctrl+Z stops the program as any other, unless the learner wants it for something here."""
DEFAULT = "default"
TYPING = "typing"
"""What edits a line that one types in."""
_SAME_BYTE = {"ctrl+i": "tab", "ctrl+m": "enter"}
"""What a terminal cannot tell apart."""


class KeyRefused(ValueError):
    """A key that cannot be used.

    ``reason`` is "unknown", "taken" (by the action ``other``, "" where it has no name) or "types" (it is a letter, and
    the action is wanted while one types).
    """

    def __init__(self, reason: str, key: str, other: str = "") -> None:
        super().__init__(f"{key}: {reason} {other}")
        self.reason, self.key, self.other = reason, key, other


Context = dict[str, list[str]]
"""The keys of each action on one screen, by its id; those of Textual's own actions by "", or by TYPING."""


@cache
def contexts() -> list[Context]:
    """Every screen of the program with the widgets on it."""
    from quizzer.tui.app import QuizzerApp

    for module in pkgutil.iter_modules(quizzer.tui.__path__, "quizzer.tui."):
        importlib.import_module(module.name)
    found = []
    for screen in _below(SpeakingScreen):
        context: Context = {"command-palette": [QuizzerApp.COMMAND_PALETTE_BINDING]}
        kinds: list[type[DOMNode]] = [QuizzerApp, screen, *_widgets_with(screen)]
        for kind in kinds:
            textuals = TYPING if issubclass(kind, Input | TextArea) else ""
            for key, binding in kind._merged_bindings or ():
                context.setdefault(id_of(binding, kind) or textuals, []).append(key)
        found.append(context)
    return found


def _below(kind: type[SpeakingScreen]) -> Iterator[type[SpeakingScreen]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _widgets_with(screen: type[SpeakingScreen]) -> list[type[Widget]]:
    """The widgets that the module of ``screen`` can put on it: its own, and those of the modules that it imports."""
    modules, waiting = set[str](), [screen.__module__]
    while waiting:
        module = waiting.pop()
        if module not in modules:
            modules.add(module)
            origins = (str(getattr(one, "__module__", "")) for one in vars(sys.modules[module]).values())
            waiting += [origin for origin in origins if origin.startswith("quizzer.tui.")]
    found = [one for module in sorted(modules) for one in vars(sys.modules[module]).values() if isinstance(one, type)]
    return [one for one in dict.fromkeys(found) if issubclass(one, Widget) and not issubclass(one, Screen | App)]


def default_keys(action: str) -> str:
    """The keys that an action has by itself, separated by commas."""
    found = dict.fromkeys(key for context in contexts() for key in context.get(action, ()))
    return ",".join(found)


def keys_of(action: str, own: Mapping[str, str]) -> str:
    """The keys of an action, separated by commas."""
    return own.get(action) or default_keys(action)


def with_key(own: Mapping[str, str], action: str, typed: str) -> dict[str, str]:
    """``own`` keys with those that were ``typed`` (separated by commas) for ``action``; "default" gives its own again.

    Raises :class:`KeyRefused`.
    """
    others = {name: keys for name, keys in own.items() if name != action}
    keys = [] if typed.strip() == DEFAULT else [named_key(key) for key in typed.split(",")]
    for context in contexts():
        if action in context:
            _check(context, others, action, keys)
    return others if not keys else others | {action: ",".join(keys)}


def _check(context: Context, others: Mapping[str, str], action: str, keys: list[str]) -> None:
    """Whether ``action`` can have ``keys``, or its own again where there are none, beside ``others``, on one screen."""
    beside_typing = not any(map(_is_typed, context[action]))
    aside = {action, *GIVES_WAY} if beside_typing else {action, *GIVES_WAY, TYPING}
    in_force = context | {name: others[name].split(",") for name in others if name in context}
    for key in keys or context[action]:
        taken = next((name for name, theirs in in_force.items() if name not in aside and key in theirs), None)
        # By themselves two actions may share a key: one is at work before the answer, the other after it.
        if taken is not None and (keys or taken in others):
            raise KeyRefused("taken", key, taken if taken in REMAPPABLE else "")
        if keys and beside_typing and _is_typed(key):
            raise KeyRefused("types", key)


def usable_keys(own: Mapping[str, str]) -> dict[str, str]:
    """Those of ``own`` keys that are keys of actions; the file may have been edited by hand."""
    found = {}
    for action, keys in own.items():
        with suppress(KeyRefused):
            if action in REMAPPABLE:
                found[action] = ",".join(map(named_key, keys.split(",")))
    return found


def wrong_keys(own: Mapping[str, str]) -> Iterator[KeyRefused]:
    """What is wrong with ``own`` keys, each beside all others."""
    for action, keys in own.items():
        try:
            with_key(own, action, keys)
        except KeyRefused as refused:
            yield refused


def named_key(typed: str) -> str:
    """The name that the program has for a key: "?" is question_mark. Raises :class:`KeyRefused` where it has none."""
    written = typed.strip()
    *modifiers, key = written.split("+") if len(written) > 1 else [written]
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    name = "+".join([*sorted(modifiers), key])
    known = {one.value for one in Keys} | set(KEY_NAME_REPLACEMENTS.values())
    plain = key in known or key_to_character(key) is not None
    if not typed.isprintable() or not key or not plain or not {*modifiers} <= {"ctrl", "alt", "shift"} or "<" in key:
        raise KeyRefused("unknown", ascii(typed)[1:-1][:40])
    return _SAME_BYTE.get(name, name)


def _is_typed(key: str) -> bool:
    character = key_to_character(key)
    return character is not None and character.isprintable()
