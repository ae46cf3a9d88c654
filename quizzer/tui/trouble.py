"""What can go wrong with bank and database, as one sentence. Loaded with the database, never before."""

from __future__ import annotations

from quizzer.bank.loading import BankError
from quizzer.progress.problems import DatabaseProblem
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say


def troubles() -> tuple[type[Exception], ...]:
    """The problems that the screens put into words."""
    return BankError, DatabaseProblem


def sentence_of(trouble: Exception, language: Language) -> str:
    """``trouble`` in words."""
    if isinstance(trouble, DatabaseProblem):
        return say(f"problem.database.{trouble.reason}", language, path=trouble.path)
    if isinstance(trouble, BankError):
        return say("problem.bank", language, finding=trouble.findings[0])
    raise trouble
