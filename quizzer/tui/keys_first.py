"""What is done beside the screen steps aside when a key comes: all threads of a Python program share one processor."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

ANSWER_SECONDS = 0.05
"""So long after a key the threads beside the screen leave the processor to the answer; a verdict takes longest."""


class KeysFirst(MetaPathFinder):
    """Finds no module, but has a thread that imports one beside the screen step aside first."""

    def __init__(self) -> None:
        self._free_at = 0.0

    def pressed(self) -> None:
        """A key has come."""
        self._free_at = time.monotonic() + ANSWER_SECONDS

    def step_aside(self) -> None:
        """Wait while a key that has just come is answered; never in the thread of the screen itself."""
        if threading.current_thread() is not threading.main_thread():
            while (left := self._free_at - time.monotonic()) > 0:
                time.sleep(left)

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """None: others find ``name``."""
        self.step_aside()
        return None


class PatientStyles(Stylesheet):
    """Styles that step aside between one source and the next."""

    def __init__(self, keys_first: KeysFirst, known: Stylesheet) -> None:
        super().__init__(variables=known._variables.copy())
        self.source = known.source.copy()
        self._keys_first = keys_first

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        self._keys_first.step_aside()
        return super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
