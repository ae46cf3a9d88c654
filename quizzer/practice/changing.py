"""Changing a preference by its name, as the command and the settings do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizzer.practice.editor import note_file
from quizzer.practice.preferences import MOST_PER_DAY, Preferences
from quizzer.questions.text import Language

FIRST_NOTE = "000"
SWITCHES = {"heat-map": "heat_map", "confidence": "confidence"}
LIMITS = {"new-per-day": "new_per_day", "reviews-per-day": "reviews_per_day"}
NAMES = ("language", "theme", "notes", *LIMITS, *SWITCHES)
LANGUAGES = ("auto", *Language)


class ValueRefused(ValueError):
    """A value that the preference ``name`` cannot have; ``allowed`` says which it can, a folder of notes aside."""

    def __init__(self, name: str, allowed: str, folder: Path | None = None) -> None:
        super().__init__(f"{name}: {allowed}")
        self.name = name
        self.allowed = allowed
        self.folder = folder


def value_of(preferences: Preferences, name: str) -> str:
    """The preference ``name`` as it is written."""
    if name in SWITCHES:
        return "on" if getattr(preferences, SWITCHES[name]) else "off"
    if name in LIMITS:
        return str(getattr(preferences, LIMITS[name]))
    if name == "notes":
        return str(preferences.notes or "none")
    return str((preferences.language if name == "language" else preferences.theme) or "auto")


def with_value(preferences: Preferences, name: str, value: str) -> Preferences:
    """``preferences`` with ``value`` for ``name``. Raises :class:`ValueRefused`."""
    if name == "theme":
        return replace(preferences, theme="" if value == "auto" else value)
    if name == "notes":
        return replace(preferences, notes=None if value == "none" else _folder_of_notes(value))
    if name in SWITCHES:
        if value not in ("on", "off"):
            raise ValueRefused(name, "on, off")
        return replace(preferences, **{SWITCHES[name]: value == "on"})  # type: ignore[arg-type]
    if name in LIMITS:
        if not (value.isascii() and value.isdecimal() and int(value[:6]) <= MOST_PER_DAY):
            raise ValueRefused(name, f"0 – {MOST_PER_DAY}")
        return replace(preferences, **{LIMITS[name]: int(value)})  # type: ignore[arg-type]
    if value not in LANGUAGES:
        raise ValueRefused(name, ", ".join(LANGUAGES))
    return replace(preferences, language=None if value == "auto" else Language(value))


def _folder_of_notes(value: str) -> Path:
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir() or note_file(folder, FIRST_NOTE) is None:
        raise ValueRefused("notes", "", folder)
    return folder
