"""Preferences: a small ``config.toml`` that is readable before any database is opened."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from quizzer.questions.text import Language

MOST_PER_DAY = 9_999


class ConfigProblem(Exception):
    """The file cannot be read or holds a value that is not known. ``detail`` says what."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a learner can choose.

    ``language`` None follows the system; ``theme`` "" is the program's own; ``notes`` is the folder with the
    learner's copy of the study notes, None where there is none; ``heat_map`` shows the map of the year.
    ``new_per_day`` and ``reviews_per_day`` are the daily limits; ``confidence`` asks how sure one is of each answer.
    """

    language: Language | None = None
    theme: str = ""
    notes: Path | None = None
    heat_map: bool = True
    new_per_day: int = 10
    reviews_per_day: int = 60
    confidence: bool = False

    @property
    def spoken(self) -> Language:
        """The language to use."""
        return self.language or system_language()


def system_language() -> Language:
    """Chinese where the system speaks it, English everywhere else."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name:
        name = locale.getlocale()[0] or ""
    return Language.ZH if name.lower().startswith(("zh", "chinese")) else Language.EN


def load_preferences(path: Path) -> Preferences:
    """The preferences in ``path``; the defaults where there is no such file. Raises :class:`ConfigProblem`."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ConfigProblem(path, str(problem)) from problem
    language = values.get("language", "auto")
    if language not in ("auto", *Language):
        raise ConfigProblem(path, f"language = {language!r}: auto, en, zh")
    heat_map = values.get("heat-map", True)
    if not isinstance(heat_map, bool):
        raise ConfigProblem(path, f"heat-map = {heat_map!r}: true, false")
    notes = str(values.get("notes", ""))
    return Preferences(
        None if language == "auto" else Language(language),
        str(values.get("theme", "")),
        Path(notes) if notes else None,
        heat_map,
        _number(path, values, "new-per-day", 10),
        _number(path, values, "reviews-per-day", 60),
        _switch(path, values, "confidence", False),
    )


def _number(path: Path, values: Mapping[str, object], name: str, usual: int) -> int:
    value = values.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_PER_DAY:
        raise ConfigProblem(path, f"{name} = {value!r}: 0 – {MOST_PER_DAY}")
    return value


def _switch(path: Path, values: Mapping[str, object], name: str, usual: bool) -> bool:
    value = values.get(name, usual)
    if not isinstance(value, bool):
        raise ConfigProblem(path, f"{name} = {value!r}: true, false")
    return value


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write ``preferences`` to ``path``, keeping what else stands there. Raises OSError."""
    import tomlkit

    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    document["language"] = str(preferences.language or "auto")
    document["theme"] = preferences.theme
    document["notes"] = str(preferences.notes or "")
    document["heat-map"] = preferences.heat_map
    document["new-per-day"] = preferences.new_per_day
    document["reviews-per-day"] = preferences.reviews_per_day
    document["confidence"] = preferences.confidence
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".toml.new")
    unfinished.write_text(tomlkit.dumps(document), encoding="utf-8")
    unfinished.replace(path)


def with_language(preferences: Preferences, language: Language) -> Preferences:
    """``preferences`` with another language."""
    return replace(preferences, language=language)
