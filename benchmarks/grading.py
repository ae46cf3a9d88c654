"""Checking of typed answers against SymPy (parse and simplify) and Math-Verify on the same pairs.

Speed, and the share of answers judged as a fair person would. SymPy's parser runs what it reads; it gets these pairs
only because they are ours.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sympy
from math_verify import parse as parse_math
from math_verify import verify
from sympy.parsing.sympy_parser import (
    convert_xor,
    implicit_multiplication_application,
    parse_expr,
    standard_transformations,
)

from quizzer.grading.grade import grade_value
from quizzer.grading.records import read_kind

ANSWERS = Path(__file__).parent.parent / "tests" / "data" / "answers.json"
ROUNDS = 20
TRANSFORMATIONS = (*standard_transformations, implicit_multiplication_application, convert_xor)

Case = dict[str, Any]
Judge = Callable[[Case], str]


def cases(kind: str) -> list[Case]:
    """The answers of one kind with the verdict of a fair person."""
    every = json.loads(ANSWERS.read_text(encoding="utf-8"))["cases"]
    return [case for case in every if case["kind"] == kind]


def ours(kind: str) -> Judge:
    """This project's grader; specifications are read once, as for a question that is asked."""
    read = {case["id"]: read_kind(kind, case["spec"], case["expected"]) for case in cases(kind)}
    return lambda case: str(grade_value(*read[case["id"]], case["given"]).outcome)


def by_sympy(case: Case) -> str:
    """Equal after parsing and simplifying, with the variables declared."""
    names = {name: sympy.Symbol(name) for name in case["spec"].get("vars", ())}
    try:
        given, right = (
            parse_expr(str(text), local_dict=names, transformations=TRANSFORMATIONS)
            for text in (case["given"], case["expected"])
        )
        return "correct" if sympy.simplify(given - right) == 0 else "incorrect"
    except Exception:
        return "invalid"


def by_math_verify(case: Case) -> str:
    """Math-Verify on both texts in dollar signs."""
    try:
        given, right = parse_math(f"${case['given']}$"), parse_math(f"${case['expected']}$")
        return "invalid" if not given else "correct" if verify(right, given) else "incorrect"
    except Exception:
        return "invalid"


def fair(case: Case, verdict: str) -> bool:
    """Whether the verdict is that of a fair person."""
    return verdict in (case["verdict"], *case.get("also_ok", ()))


def measure(what: str, judge: Judge, pairs: list[Case], rounds: int) -> str:
    """A line: checks a second, the slowest one in a hundred, and the share judged fairly."""
    taken = []
    for _ in range(rounds):
        for case in pairs:
            start = time.perf_counter()
            judge(case)
            taken.append(time.perf_counter() - start)
    right = sum(fair(case, judge(case)) for case in pairs) / len(pairs)
    taken.sort()
    slow = taken[math.floor(0.99 * (len(taken) - 1))] * 1000
    return f"{what:<36} {len(taken) / sum(taken):>10,.0f} a second   p99 {slow:>9.3f} ms   fair {right:>6.1%}"


def main() -> None:
    """Print every comparison."""
    formulas, numbers = cases("formula"), cases("number")
    print(measure("formulas, here", ours("formula"), formulas, ROUNDS))
    print(measure("formulas, SymPy", by_sympy, formulas, 1))
    print(measure("formulas, Math-Verify", by_math_verify, formulas, 1))
    print(measure("numbers, here", ours("number"), numbers, ROUNDS))
    print(measure("numbers, Math-Verify", by_math_verify, numbers, 1))


if __name__ == "__main__":
    main()
