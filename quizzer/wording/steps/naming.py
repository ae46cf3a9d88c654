"""A line of a worked solution in words."""

from __future__ import annotations

from quizzer.questions.question import SolutionLine
from quizzer.questions.text import Language, Text, fill
from quizzer.wording.steps import architectures, blocks, boxes, detectors, layers, losses, statistics, training

TABLES = (layers, blocks, architectures, boxes, detectors, losses, statistics, training)
WORDS: dict[str, Text] = {label: words for table in TABLES for label, words in table.WORDS.items()}


def solution_line(line: SolutionLine, language: Language) -> str:
    """``line`` as name = work = result, without work that only repeats the result.

    A name that holds the result already stands alone.
    KeyError where no table has words for its label.
    """
    details = {name: text for name, text in line.details if text}
    label = line.label
    if label == "nms_round" and details:
        label += ".both" if len(details) == 2 else f".{next(iter(details))}"
    template = quantity(label, language)
    values = {
        "index": "" if line.index is None else str(line.index),
        "work": line.work,
        "result": line.result,
        **details,
    }
    name = fill(template, values)
    if "{result}" in template:
        return name
    if line.index is not None and "{index}" not in template:
        name = f"{name} {line.index}"
    # A quotient that does not cancel is its own result.
    work = line.work if line.work != line.result.partition(" ≈ ")[0] else ""
    return " = ".join(part for part in (name, work, line.result) if part)


def quantity(label: str, language: Language) -> str:
    """The name of a quantity; one inside a group, ``group.name``, is called by both."""
    if label in WORDS:
        return WORDS[label][language]
    group, _, name = label.rpartition(".")
    if not group:
        return WORDS[label][language]
    return f"{quantity(group, language)}{', ' if language is Language.EN else '，'}{WORDS[name][language]}"
