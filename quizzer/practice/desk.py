"""What a face needs to begin a session.

Bank and database are imported and opened at first use, so that a face can paint before it waits for them.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.practice.preferences import Preferences, save_preferences, with_language
from quizzer.questions.text import Language

if TYPE_CHECKING:
    from quizzer.bank.loading import Bank
    from quizzer.practice.session import Now, Session
    from quizzer.progress.store import Store


@dataclass
class Desk:
    """Places, clock and preferences of one run; ``seed`` switches history off and makes a quiz repeatable."""

    bank_folders: tuple[Path, ...]
    database: Path
    config: Path
    cache: Path
    now: Now
    preferences: Preferences
    seed: int | None = None

    @property
    def language(self) -> Language:
        """The language in which the faces speak."""
        return self.preferences.spoken

    def speak(self, language: Language) -> None:
        """Use ``language`` from now on and remember it. Raises OSError when it cannot be remembered."""
        self.preferences = with_language(self.preferences, language)
        save_preferences(self.config, self.preferences)

    @cached_property
    def bank(self) -> Bank:
        """The bank. Raises BankError."""
        from quizzer.bank.index import indexed_bank

        return indexed_bank(self.bank_folders, self.cache)

    @cached_property
    def store(self) -> Store:
        """The learner's progress, created or brought up to date if need be. Raises DatabaseProblem."""
        # SQLAlchemy takes longer to import than the first screen to paint.
        from quizzer.progress.store import open_store

        return open_store(self.database, self.now())

    def begin_quiz(self, items: Sequence[str] = (), count: int | None = 10) -> Session:
        """A quiz over ``items`` (none: the whole bank). Raises BankError, DatabaseProblem."""
        from quizzer.practice.choosing import choose_questions
        from quizzer.practice.session import Session

        chosen = items or sorted(self.bank.items)
        seed = self.seed if self.seed is not None else time.time_ns() % 1_000_000
        if self.seed is not None:
            questions = choose_questions(self.bank, chosen, seed)
        else:
            recent, attempts = self.store.recent_question_ids, self.store.attempt_numbers()
            questions = choose_questions(self.bank, chosen, seed, attempts, recent)
        return Session(self.bank, questions, self.store, self.now, count)

    def close(self) -> None:
        """Close the database if it was opened."""
        if "store" in self.__dict__:
            self.store.close()
