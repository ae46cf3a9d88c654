"""The blind check: a second reader solves every conceptual item in each language without seeing its key.

The rows are kept in ``docs/blind/<topic>.csv``. A row belongs to the exact wording that was solved, by its digest, so
an item that is reworded needs a new row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.generators.making import make_question
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.text import Language


class Action(StrEnum):
    """What followed.

    The reader agreed, and nothing changed or the wording was made clearer on their remark; the reader disagreed, and
    the item was rewritten, or left out, or the reader erred and the key stands.
    """

    KEPT = "kept"
    REWORDED = "reworded"
    REWRITTEN = "rewritten"
    DROPPED = "dropped"
    UPHELD = "upheld"


@dataclass(frozen=True, slots=True)
class BlindRow:
    """One solution: of which wording, what the reader answered, what the key is, what followed and why."""

    item: str
    language: str
    digest: str
    answer: str
    key: str
    action: str
    remark: str = ""


HEADER = [field.name for field in fields(BlindRow)]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one topic: items solved, items on which a reader disagreed and what became of those, items only reworded."""

    topic: str
    items: int
    disagreed: int
    rewritten: int
    dropped: int
    upheld: int
    reworded: int


def blind_question(bank: Bank, item: Item) -> Question:
    """The question in which ``item`` is solved: with its lines mixed by the first seed."""
    return make_question(bank, QuestionId(item.id, item.version, item.difficulty, 1))  # type: ignore[union-attr]


def digest_of(question: Question, language: Language) -> str:
    """A digest of everything that decides the solution: prompt, lines, key points and key, in ``language``."""
    parts = [question.prompt[language], question.typed_answer, question.model_answer[language]]
    parts += [f"{line.key} {line.text[language]}" for line in question.lines]
    parts += [point[language] for point in question.key_points]
    return blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


def conceptual(bank: Bank) -> Iterator[Item]:
    """The items that are solved blind; numeric ones have second computations instead."""
    return (item for item in bank.items.values() if not isinstance(item, NumericItem | CaseItem))


def read_rows(folder: Path) -> dict[str, list[BlindRow]]:
    """The rows of every topic in ``folder``."""
    found = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            found[file.stem] = [BlindRow(**row) for row in csv.DictReader(stream)]
    return found


def write_rows(file: Path, rows: Iterable[BlindRow]) -> None:
    """Write ``rows`` sorted by item and language; earlier wordings of an item stay before later ones."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(astuple(row) for row in sorted(rows, key=lambda row: (row.item, row.language)))


def unsolved(bank: Bank, rows: Iterable[BlindRow]) -> list[tuple[str, Language]]:
    """Items and languages whose present wording nobody has solved, or that were to be mended."""
    settled = {(row.item, row.language, row.digest) for row in rows if row.action in (Action.KEPT, Action.UPHELD)}
    return [
        (item.id, language)
        for item in conceptual(bank)
        for language in Language
        if (item.id, language, digest_of(blind_question(bank, item), language)) not in settled
    ]


def tally(topic: str, rows: Iterable[BlindRow]) -> Tally:
    """The tally of one topic's rows."""
    by_action: dict[str, set[str]] = {action: set() for action in Action}
    for row in rows:
        by_action[row.action].add(row.item)
    rewritten, dropped, upheld = (by_action[action] for action in (Action.REWRITTEN, Action.DROPPED, Action.UPHELD))
    return Tally(
        topic,
        len(set().union(*by_action.values())),
        len(rewritten | dropped | upheld),
        len(rewritten - dropped),
        len(dropped),
        len(upheld - rewritten - dropped),
        len(by_action[Action.REWORDED] - rewritten - dropped - upheld),
    )
