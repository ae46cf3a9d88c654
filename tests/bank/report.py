"""Write docs/bank_report.md from the bank and the rows of the blind check: ``make report``."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, fields
from pathlib import Path

from quizzer.bank.conceptual_items import SingleItem
from quizzer.bank.coverage import coverage
from quizzer.bank.loading import Bank, load_bank
from quizzer.bank.places import bundled_bank
from quizzer.checking.blind import BlindRow, Tally, conceptual, read_rows, tally
from quizzer.checking.whole import CRITICAL, chi_square, key_is_longest, key_is_shortest, key_positions
from quizzer.questions.text import Language

DOCS = Path(__file__).parents[2] / "docs"
REPORT = DOCS / "bank_report.md"
BLIND = DOCS / "blind"

INTRODUCTION = """# The question bank in figures

Made by `make report` from the bank and from `docs/blind/`; a test fails when it is out of date.

Every conceptual item was solved in English and in Chinese by readers who saw neither key nor explanation, each
language by another reader. `docs/blind/<topic>.csv` holds item, language, a digest of the wording that was solved,
the reader's answer, the key and what followed: *kept* (the reader agreed), *reworded* (the reader agreed, and a
remark made the wording clearer), *upheld* (the reader erred and, with the explanation at hand, agreed), *rewritten*
(the reader disagreed and the item was mended), *dropped*. A mended wording was solved again, in a row of its own.
Free answers were compared with their key points. Numeric items have no key to check: each is computed a second time
by code that shares nothing with the calculators (`tests/generators/second/`), and calculators agree with PyTorch and
others (`tests/calculators/test_truth.py`).
"""


def report(bank: Bank, rows: dict[str, list[BlindRow]]) -> str:
    """The whole report, in Markdown."""
    return "\n".join([INTRODUCTION, *_blind(bank, rows), *_kinds(bank), *_keys(bank), *_coverage(bank)]) + "\n"


def _blind(bank: Bank, rows: dict[str, list[BlindRow]]) -> list[str]:
    tallies = [tally(topic, rows.get(topic, [])) for topic in bank.topics]
    lines = [
        "## The blind check",
        "",
        "| topic | written | disagreed | rewritten | dropped | upheld | reworded |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [_row(one) for one in tallies if one.items]
    sums = [sum(getattr(one, field.name) for one in tallies) for field in fields(Tally)[1:]]
    return [*lines, _row(Tally("**all**", *sums)), ""]


def _row(one: Tally) -> str:
    return f"| {' | '.join(map(str, astuple(one)))} |"


def _kinds(bank: Bank) -> list[str]:
    kinds = Counter(type(item).__struct_config__.tag for item in bank.items.values())
    levels = Counter(item.difficulty for item in conceptual(bank))
    total = levels.total()
    lines = ["## Kinds and levels", "", "| kind | items |", "|---|--:|"]
    lines += [f"| {kind} | {count} |" for kind, count in sorted(kinds.items(), key=lambda pair: -pair[1])]
    shares = ", ".join(f"level {level} {levels[level]} ({levels[level] / total:.0%})" for level in sorted(levels))
    return [*lines, "", f"Conceptual items by level: {shares}.", ""]


def _keys(bank: Bank) -> list[str]:
    singles = [item for item in bank.items.values() if isinstance(item, SingleItem)]
    lines = [
        "## Where the keys stand",
        "",
        "Single-choice items; options are mixed when asked unless they have an order.",
        "",
    ]
    for places, counts in sorted(key_positions(singles).items()):
        shown = ", ".join(f"{'abcde'[place - 1]} {counts[place]}" for place in range(1, places + 1))
        value = chi_square(counts, places)
        lines.append(f"- {places} options: {shown}; chi-square {value:.2f} (uneven beyond {CRITICAL[places]:.2f})")
    for language, name in ((Language.EN, "English"), (Language.ZH, "Chinese")):
        longest = sum(key_is_longest(item, language) for item in singles)
        shortest = sum(key_is_shortest(item, language) for item in singles)
        lines.append(
            f"- {name}: the key is the longest option in {longest} of {len(singles)} ({longest / len(singles):.0%}), "
            f"the shortest in {shortest} ({shortest / len(singles):.0%})"
        )
    return [*lines, ""]


def _coverage(bank: Bank) -> list[str]:
    found = coverage(bank)
    return [
        "## Notes",
        "",
        f"- {found.covered} of {found.sections - found.waived} sections are asked about; "
        f"{found.waived} hold nothing to ask",
        f"- {found.errata - len(found.unused)} of {found.errata} errors that are for items are flagged by one",
    ]


if __name__ == "__main__":
    REPORT.write_text(report(load_bank(bundled_bank()), read_rows(BLIND)), encoding="utf-8")
