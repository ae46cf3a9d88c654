"""Coverage-guided fuzzing of the grader: `python -m benchmarks.fuzz_grading -max_total_time=600` (needs atheris).

Any text for any answer kind has to give a verdict: no exception, no slow answer, nothing that steers the terminal.
"""

from __future__ import annotations

import sys
import time
import unicodedata

import atheris

with atheris.instrument_imports(include=["quizzer.grading", "quizzer.expressions"]):
    from quizzer.grading.grade import grade_value
    from quizzer.grading.records import read_kind

SLOW = 1.0
"""Seconds that no answer may take; the machine may be busy, so it is ten times the promise."""
WINDOWS = {"W": {"min": 1, "max": 64}, "F": {"min": 1, "max": 11}, "P": {"min": 0, "max": 5}, "S": {"min": 1, "max": 5}}
KINDS = [
    read_kind("number", {"integer": True, "unit": "params"}, 147584),
    read_kind("number", {"rel": 0.01, "unit": "B"}, "3/7"),
    read_kind("number", {"sigfigs": 3, "percent_ok": True}, "0.25"),
    read_kind("shape", {}, [20, 33, 24, 49]),
    read_kind("set", {"universe": list(range(6))}, [1, 2]),
    read_kind("list", {"universe": list(range(6))}, [2, 1]),
    read_kind("choice", {"options": ["A", "B", "C", "D"], "single": False}, ["A", "C"]),
    read_kind("cloze", {"accepted": [["ReLU"], ["stride"]]}, None),
    read_kind("truth_reason", {"reasons": ["A", "B", "C"]}, ["F", "B"]),
    read_kind("ordering", {"items": ["a", "b", "c"]}, ["c", "a", "b"]),
    read_kind("matching", {"prompts": ["1", "2"], "targets": ["a", "b", "c"]}, ["b", "a"]),
    read_kind("spot_error", {"parts": ["a", "b"], "corrections": ["1", "2"]}, ["b", "2"]),
    read_kind("free", {"key_points": 3}, None),
    read_kind(
        "formula",
        {"vars": list(WINDOWS), "domain": WINDOWS, "where": "W-F+2*P>=0"},
        "floor((W-F+2*P)/S)+1",
    ),
]


def one_input(data: bytes) -> None:
    """Grade one text as every kind."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicode(len(data))
    for spec, expected in KINDS:
        start = time.perf_counter()
        verdict = grade_value(spec, expected, text)
        if time.perf_counter() - start > SLOW:
            raise RuntimeError(f"slow: {spec.kind} {text!r}")
        if any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in verdict.read_as):
            raise RuntimeError(f"steers the terminal: {spec.kind} {text!r}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
