"""Preferences: a small ``config.toml`` that is readable before any database is opened."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from quizzer.questions.text import Language

LANGUAGES = ("auto", *Language)
WORDS = {"language": LANGUAGES, "symbols": ("auto", "unicode", "ascii"), "options": ("hidden", "shown")}
SWITCHES = ("heat-map", "confidence", "hints", "animations")
NUMBERS = {
    "new-per-day": (0, 9_999),
    "reviews-per-day": (0, 9_999),
    "day-rollover": (0, 23),
    "minutes-per-day": (1, 600),
}
LEAST_RETENTION, MOST_RETENTION = 0.70, 0.97
NAMES = (
    *("language", "theme", "symbols", "animations", "notes", "new-per-day", "reviews-per-day", "retention"),
    *("day-rollover", "hints", "options", "confidence", "heat-map"),
)
"""Every preference by its name in the file, the table of keys and the PLAN aside."""
PLAN = ("interview-on", "minutes-per-day", "plan-where")
"""What ``quizzer plan`` keeps: the day of an interview, the minutes a day until then, what it is about."""


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
    ``symbols`` "ascii" draws without other signs, "auto" where the terminal gives them too much room; ``retention``
    (0 to 1) is the share to be recalled when due; ``day_rollover`` is the hour at which a day begins. ``hints`` offers
    hints; ``options`` "hidden" shows those of a choice when asked for; ``keys`` are the learner's own, by action.
    ``interview_on`` is the learner-day of an interview, ``minutes_per_day`` what there is time for until then, and
    ``plan_where`` selects what it is about.
    """

    language: Language | None = None
    theme: str = ""
    notes: Path | None = None
    heat_map: bool = True
    new_per_day: int = 10
    reviews_per_day: int = 60
    confidence: bool = False
    symbols: str = "auto"
    retention: float = 0.9
    day_rollover: int = 4
    hints: bool = True
    options: str = "hidden"
    animations: bool = True
    interview_on: date | None = None
    minutes_per_day: int = 20
    plan_where: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def spoken(self) -> Language:
        """The language to use."""
        return self.language or system_language()


def attribute_of(name: str) -> str:
    """The attribute that holds the preference ``name``."""
    return name.replace("-", "_")


def system_language() -> Language:
    """Chinese where the system speaks it, English everywhere else."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not name:
        name = locale.getlocale()[0] or ""
    return Language.ZH if name.lower().startswith(("zh", "chinese")) else Language.EN


# --- reading ----------------------------------------------------------------------------------------------------


def usable_preferences(path: Path) -> tuple[Preferences, list[ConfigProblem]]:
    """What can be used of ``path``, with the default for everything else, and what is wrong with that."""
    try:
        written: Mapping[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        return Preferences(), [ConfigProblem(path, str(problem))]
    found: dict[str, Any] = {}
    problems = []
    for name in (*NAMES, *PLAN, "keys"):
        if name not in written:
            continue
        try:
            found[attribute_of(name)] = _reader(name)(name, written[name])
        except ValueError as wrong:
            problems.append(ConfigProblem(path, f"{name} = {written[name]!r}: {wrong}"))
    return Preferences(**found), problems


def _reader(name: str) -> Callable[[str, object], object]:
    """Reads the value of ``name``, or raises ValueError with the values that it can have."""
    special: dict[str, Callable[[str, object], object]] = {
        "language": _language,
        "theme": _text,
        "notes": _folder,
        "retention": _retention,
        "keys": _keys,
        "interview-on": _day,
        "plan-where": _text,
    }
    kind = _word if name in WORDS else _switch if name in SWITCHES else _number
    return special.get(name, kind)


def _word(name: str, value: object) -> str:
    if value not in WORDS[name]:
        raise ValueError(", ".join(WORDS[name]))
    return str(value)


def _language(name: str, value: object) -> Language | None:
    word = _word(name, value)
    return None if word == "auto" else Language(word)


def _text(name: str, value: object) -> str:
    return str(value)


def _folder(name: str, value: object) -> Path | None:
    return Path(str(value)) if value else None


def _day(name: str, value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        raise ValueError("2026-12-01") from None


def _switch(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true, false")
    return value


def _number(name: str, value: object) -> int:
    least, most = NUMBERS[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{least} – {most}")
    return value


def _retention(name: str, value: object) -> float:
    if not isinstance(value, float) or not LEAST_RETENTION <= value <= MOST_RETENTION:
        raise ValueError(f"{LEAST_RETENTION:.2f} – {MOST_RETENTION:.2f}")
    return value


def _keys(name: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(keys, str) for keys in value.values()):
        raise ValueError('undo = "ctrl+z"')
    return dict(value)


# --- writing ----------------------------------------------------------------------------------------------------


def save_preferences(path: Path, preferences: Preferences, names: Collection[str] = (*NAMES, "keys")) -> None:
    """Write those of ``preferences`` called ``names`` to ``path``, keeping what else stands there. Raises OSError.

    A file that is no TOML is kept beside the new one, as ``config.toml.old``.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    document = tomlkit.document()
    if path.exists():
        try:
            document = tomlkit.parse(path.read_text(encoding="utf-8"))
        except (TOMLKitError, UnicodeDecodeError):
            path.replace(path.with_suffix(".toml.old"))
    for name in names:
        value = getattr(preferences, attribute_of(name))
        if name == "keys":
            document.pop(name, None)
            if value:
                document[name] = dict(value)
        else:
            document[name] = _written(name, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".toml.new")
    unfinished.write_text(tomlkit.dumps(document), encoding="utf-8")
    unfinished.replace(path)


def _written(name: str, value: object) -> object:
    """``value`` of the preference ``name`` as the file holds it."""
    if name == "language":
        return str(value or "auto")
    return str(value or "") if name in ("notes", "interview-on") else value


def with_language(preferences: Preferences, language: Language) -> Preferences:
    """``preferences`` with another language."""
    return replace(preferences, language=language)
