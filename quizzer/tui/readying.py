"""What makes the next screen open at once: its module is imported and its styles are parsed before it is asked for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import time
from collections.abc import Callable

from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.widget import Widget

import quizzer.tui

PALETTE = "textual.command"
BREATH = 0.002
"""Seconds between two modules, so that a key that is pressed meanwhile is not kept waiting."""


def ready_screens(app: App[None], is_over: Callable[[], bool]) -> None:
    """Import every screen and parse every style, beside the program as it runs; stop once ``is_over``.

    Textual would parse all styles again for each kind of screen and widget that is new, while its key waits.
    """
    kinds: set[type[Widget]] = set()
    own = [f"quizzer.tui.{found.name}" for found in pkgutil.iter_modules(quizzer.tui.__path__)]
    for name in (*own, PALETTE):
        if is_over():
            return
        module = importlib.import_module(name)
        kinds.update(one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Widget))
        time.sleep(BREATH)
    styles = app.stylesheet.copy()
    for kind in sorted(kinds, key=lambda one: (one.__module__, one.__name__)):
        _add_styles(styles, kind)
    styles.parse()
    if not is_over():
        app.call_later(_use, app, styles)  # not waited for: the program may end meanwhile


def _add_styles(styles: Stylesheet, kind: type[Widget]) -> None:
    """As Textual does for the first widget and the first screen of a kind."""
    node = kind.__new__(kind)
    for place, css, tie_breaker, scope in node._get_default_css():
        styles.add_source(css, place, is_default_css=True, tie_breaker=tie_breaker, scope=scope)
    if issubclass(kind, Screen) and kind.CSS:
        scope = kind._css_type_name if kind.SCOPED_CSS else ""
        styles.add_source(kind.CSS, (inspect.getfile(kind), f"{kind.__name__}.CSS"), scope=scope)


def _use(app: App[None], styles: Stylesheet) -> None:
    """Have ``app`` use these styles, unless others were chosen meanwhile."""
    known = app.stylesheet
    if known._variables == styles._variables and known.source.keys() <= styles.source.keys():
        app.stylesheet = styles
