"""Changing a preference by its name, as the command and the settings do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from quizzer.practice.editor import note_file
from quizzer.practice.preferences import (
    LEAST_RETENTION,
    MOST_RETENTION,
    NUMBERS,
    SWITCHES,
    WORDS,
    Preferences,
    attribute_of,
)
from quizzer.questions.text import Language

FIRST_NOTE = "000"
NONE_AT_FIRST = ("notes", "interview-on", "plan-where")


class ValueRefused(ValueError):
    """A value that the preference ``name`` cannot have; ``allowed`` says which it can, a folder of notes aside."""

    def __init__(self, name: str, allowed: str, folder: Path | None = None) -> None:
        super().__init__(f"{name}: {allowed}")
        self.name = name
        self.allowed = allowed
        self.folder = folder


def value_of(preferences: Preferences, name: str) -> str:
    """The preference ``name`` as it is written."""
    value = getattr(preferences, attribute_of(name))
    if name in SWITCHES:
        return "on" if value else "off"
    if name in NONE_AT_FIRST:
        return str(value or "none")
    return f"{value:.2f}" if name == "retention" else str(value if name in NUMBERS else value or "auto")


def with_value(preferences: Preferences, name: str, value: str) -> Preferences:
    """``preferences`` with ``value`` for ``name``. Raises :class:`ValueRefused`."""
    return replace(preferences, **{attribute_of(name): _read(name, value)})  # type: ignore[arg-type]


def _read(name: str, value: str) -> object:
    if name == "theme":
        return "" if value == "auto" else value
    if name in NONE_AT_FIRST:
        return _or_none(name, value)
    if name == "retention":
        return _share(value)
    if name in SWITCHES:
        if value not in ("on", "off"):
            raise ValueRefused(name, "on, off")
        return value == "on"
    if name in NUMBERS:
        return _number(name, value)
    if value not in WORDS[name]:
        raise ValueRefused(name, ", ".join(WORDS[name]))
    if name == "language":
        return None if value == "auto" else Language(value)
    return value


def _or_none(name: str, value: str) -> object:
    if name == "plan-where":
        return "" if value == "none" else value
    if value == "none":
        return None
    return _folder_of_notes(value) if name == "notes" else _day(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueRefused("interview-on", "2026-12-01, none") from None


def _number(name: str, value: str) -> int:
    least, most = NUMBERS[name]
    if not (value.isascii() and value.isdecimal() and len(value) < 6 and least <= int(value) <= most):
        raise ValueRefused(name, f"{least} – {most}")
    return int(value)


def _share(value: str) -> float:
    """0.85 or 85 %."""
    allowed = ValueRefused("retention", f"{LEAST_RETENTION:.2f} – {MOST_RETENTION:.2f}")
    try:
        share = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        raise allowed from None
    if not LEAST_RETENTION <= share <= MOST_RETENTION:
        raise allowed
    return round(share, 4)


def _folder_of_notes(value: str) -> Path:
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir() or note_file(folder, FIRST_NOTE) is None:
        raise ValueRefused("notes", "", folder)
    return folder
