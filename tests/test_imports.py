"""Start-up stays light: what each part of the program may load, seen from a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import alembic
import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("textual", "sqlalchemy", "sympy", "alembic", "numpy", "rich", "fsrs_rs_python", "yaml", "msgspec", "click")

QUIETLY = """
import contextlib, io
from quizzer.cli.start import start
with contextlib.redirect_stdout(io.StringIO()):
    start({})
"""


def loaded_by(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("quizzer", set()),
        ("quizzer.expressions.parser", set()),
        ("quizzer.calculators.catalogue", set()),
        ("quizzer.questions.verdict", set()),
        ("quizzer.wording.catalogue", set()),
        ("quizzer.grading.grade", set()),
        ("quizzer.bank.loading", {"yaml", "msgspec"}),
        ("quizzer.generators.making", {"yaml", "msgspec"}),
        ("quizzer.scheduling.ratings", set()),
        ("quizzer.progress.attempts", set()),
        ("quizzer.practice.statistics", set()),
        ("quizzer.reports.statistics", set()),
        ("quizzer.practice.session", {"yaml", "msgspec"}),
        ("quizzer.plain.quiz", {"yaml", "msgspec"}),
        ("quizzer.practice.interview_desk", set()),
        ("quizzer.plain.interview", {"yaml", "msgspec"}),
        ("quizzer.reports.interview_pages", {"yaml", "msgspec"}),
        ("quizzer.cli.main", {"click"}),
        ("quizzer.cli.start", set()),
        ("quizzer.practice.desk", set()),
        ("quizzer.tui.app", {"textual", "rich"}),
    ],
)
def test_a_module_loads_no_more_than_it_may(module, allowed):
    assert loaded_by(f"import {module}") <= allowed


@pytest.mark.parametrize("arguments", [["--help"], ["--language", "zh", "db", "--help"], ["nonsense"]])
def test_help_and_complaints_load_nothing_heavy(arguments):
    assert loaded_by(QUIETLY.format(arguments)) <= {"click"}


def test_ask_loads_neither_textual_nor_the_database():
    code = QUIETLY.format(["ask", "--json", "--seed", "1"])
    assert loaded_by(code) <= {"click", "yaml", "msgspec"}


def test_the_folder_of_migrations_does_not_hide_alembic():
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert "site-packages" in str(alembic.__file__)
