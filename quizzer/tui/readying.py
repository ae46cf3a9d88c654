"""What makes the next screen open at once: its module is imported and its styles are parsed before it is asked for."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.widget import Widget

import quizzer.tui
from quizzer.tui.keys_first import PatientStyles

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

ELSEWHERE = ("textual.command", "tomlkit")
"""What the palette and the first change of a setting need."""


def ready_screens(app: QuizzerApp, is_over: Callable[[], bool]) -> None:
    """Import every screen and parse every style, beside the program as it runs; stop once ``is_over``.

    Textual would parse all styles again for each kind of screen and widget that is new, while its key waits.
    """
    kinds: set[type[Widget]] = set()
    own = [f"quizzer.tui.{found.name}" for found in pkgutil.iter_modules(quizzer.tui.__path__)]
    for name in (*own, *ELSEWHERE):
        if is_over():
            return
        module = importlib.import_module(name)
        kinds.update(one for one in vars(module).values() if isinstance(one, type) and issubclass(one, Widget))
    styles = PatientStyles(app.keys_first, app.stylesheet)
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


def _use(app: QuizzerApp, styles: Stylesheet) -> None:
    """Have ``app`` use these styles, unless others were chosen meanwhile."""
    known = app.stylesheet
    if known._variables == styles._variables and known.source.keys() <= styles.source.keys():
        app.stylesheet = styles
