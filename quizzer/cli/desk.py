"""From options and environment to a desk: where bank, database and preferences are, and what time it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.bank.places import bundled_bank
from quizzer.cli.exits import DATABASE, UNUSABLE, Stop
from quizzer.cli.output import choose_signs, show
from quizzer.cli.zone import local_zone
from quizzer.practice.desk import Desk
from quizzer.practice.preferences import ConfigProblem, Preferences, usable_preferences, with_language
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

if TYPE_CHECKING:
    from quizzer.bank.selectors import SelectorError
    from quizzer.generators.making import ReplayError

DATABASE_NAME = "progress.db"
CONFIG_NAME = "config.toml"


@dataclass
class Options:
    """The options that every command shares; None where they were not given."""

    database: Path | None = None
    bank: Path | None = None
    language: Language | None = None


def desk_of(options: Options, *, seed: int | None = None, stays: bool = False) -> Desk:
    """The desk of this run, of a program that ``stays`` for a session or ends at once. Raises :class:`Stop`."""
    return desk_with(preferences_of(options), options, seed=seed, stays=stays)


def desk_with(preferences: Preferences, options: Options, *, seed: int | None = None, stays: bool = False) -> Desk:
    """The desk of this run for these ``preferences``. Raises :class:`Stop`."""
    return Desk(
        bank_folders=_bank_folders(options, preferences.spoken),
        database=database_of(options, preferences.spoken),
        config=config_file(),
        cache=cache_folder(),
        now=clock(preferences.spoken),
        preferences=preferences,
        seed=seed,
        own_bank=options.bank or data_folder() / "bank",
        stays=stays,
        migrating=lambda megabytes: show(say("db.migrating", preferences.spoken, megabytes=megabytes), err=True),
    )


def _bank_folders(options: Options, language: Language) -> tuple[Path, ...]:
    own = options.bank or data_folder() / "bank"
    if own.is_dir():
        return bundled_bank(), own
    if options.bank:
        raise Stop(UNUSABLE, say("problem.no_bank", language, path=own))
    return (bundled_bank(),)


def preferences_of(options: Options) -> Preferences:
    """The preferences with the options of this run put in. Raises :class:`Stop`."""
    preferences, problems = usable_preferences_of(options)
    if problems:
        raise Stop(UNUSABLE, config_sentence(problems[0], preferences.spoken)) from problems[0]
    return preferences


def usable_preferences_of(options: Options) -> tuple[Preferences, list[ConfigProblem]]:
    """What can be used of the preferences, with the options of this run put in, and what is wrong with the rest."""
    preferences, problems = usable_preferences(config_file())
    if options.language:
        preferences = with_language(preferences, options.language)
    choose_signs(preferences)
    return preferences, problems


def config_sentence(problem: ConfigProblem, language: Language) -> str:
    """What is wrong with the file of preferences, and how to mend it."""
    return say("problem.config", language, path=problem.path, detail=problem.detail)


def data_folder() -> Path:
    """Where the learner's data is: ``$QUIZZER_HOME``, else the platform's user data folder."""
    home = os.environ.get("QUIZZER_HOME")
    if home:
        return Path(home).expanduser()
    import platformdirs

    return platformdirs.user_data_path("quizzer", appauthor=False)


def config_file() -> Path:
    """The file of preferences: in ``$QUIZZER_HOME``, else in the platform's user config folder."""
    if os.environ.get("QUIZZER_HOME"):
        return data_folder() / CONFIG_NAME
    import platformdirs

    return platformdirs.user_config_path("quizzer", appauthor=False) / CONFIG_NAME


def cache_folder() -> Path:
    """Where what can be made again is kept: in ``$QUIZZER_HOME``, else the platform's user cache folder."""
    if os.environ.get("QUIZZER_HOME"):
        return data_folder() / "cache"
    import platformdirs

    return platformdirs.user_cache_path("quizzer", appauthor=False)


def database_of(options: Options, language: Language) -> Path:
    """The database file: ``--database``, ``$QUIZZER_DATABASE_URL``, else one in the data folder."""
    if options.database:
        return options.database
    url = os.environ.get("QUIZZER_DATABASE_URL")
    if url:
        if not url.startswith("sqlite:///") or len(url) == len("sqlite:///"):
            raise Stop(UNUSABLE, say("problem.database.url", language, url=url))
        return Path(url.removeprefix("sqlite:///"))
    return data_folder() / DATABASE_NAME


def clock(language: Language) -> Callable[[], datetime]:
    """The clock, frozen where ``$QUIZZER_NOW`` is set. Raises :class:`Stop`."""
    frozen = os.environ.get("QUIZZER_NOW")
    if not frozen:
        return lambda: datetime.now().astimezone(local_zone())
    try:
        moment = datetime.fromisoformat(frozen)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Stop(UNUSABLE, say("problem.now", language, value=frozen))
    return lambda: moment


@contextmanager
def problems_in_words(desk: Desk) -> Iterator[None]:
    """Turn what can go wrong with bank and database into one sentence and an exit code."""
    from quizzer.bank.loading import BankError
    from quizzer.bank.selectors import SelectorError
    from quizzer.generators.making import ReplayError
    from quizzer.progress.problems import DatabaseProblem

    try:
        yield
    except BankError as problem:
        raise Stop(UNUSABLE, say("problem.bank", desk.language, finding=problem.findings[0])) from problem
    except SelectorError as problem:
        raise Stop(UNUSABLE, _selector_sentence(problem, desk.language)) from problem
    except ReplayError as problem:
        raise Stop(UNUSABLE, replay_sentence(problem, desk.language)) from problem
    except DatabaseProblem as problem:
        sentence = say(f"problem.database.{problem.reason}", desk.language, path=problem.path)
        raise Stop(DATABASE, sentence) from problem


def replay_sentence(problem: ReplayError, language: Language) -> str:
    """Why a question cannot be asked again."""
    asked = problem.question_id
    values = {"item": asked.item, "version": str(asked.version), "level": str(asked.level), "found": problem.found}
    return say(f"problem.replay.{problem.reason}", language, **values)


def _selector_sentence(problem: SelectorError, language: Language) -> str:
    values = {"given": problem.given, "nearest": problem.nearest, "key": problem.key, "where": problem.given}
    return say(f"problem.selector.{problem.reason}", language, **values)
