"""Tables: the text that Anki imports, and CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from quizzer.exporting.anki_collection import guid_of
from quizzer.exporting.anki_notes import FIELDS, fields
from quizzer.exporting.cards import Card, Side
from quizzer.exporting.inert import cell

_HEADER = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    "#tags column:6",
)
_COLUMNS = (
    "key",
    "item",
    "version",
    "level",
    "seed",
    "kind",
    "topic",
    "language",
    "question",
    "options",
    "answer",
    "steps",
    "slips",
    "explanation",
    "sources",
    "tags",
)


def anki_text(cards: Iterable[Card]) -> Iterator[str]:
    """Lines with guid, note type, deck, front, back and tags; the note type is the one that every Anki has."""
    yield from (f"{line}\n" for line in _HEADER)
    for card in cards:
        values = dict(zip(FIELDS, fields(card), strict=True))
        front = values["Question"] + values["Options"]
        back = "".join(values[name] for name in ("Answer", "Steps", "Explanation", "Slips", "Sources"))
        row = (guid_of(card.key), "Basic", f"Quizzer::{card.question.topic}", front, back, " ".join(card.tags))
        yield "\t".join(map(_quoted, row)) + "\n"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if '"' in text else text


def spreadsheet(cards: Iterable[Card]) -> Iterator[str]:
    """RFC 4180: a row a card and language, every cell a text or a number."""
    yield _row(_COLUMNS)
    for card in cards:
        for side in card.sides:
            yield _row([cell(str(value)) for value in _cells(card, side)])


def _row(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()


def _cells(card: Card, side: Side) -> list[object]:
    made = card.question.id
    return [
        card.key,
        made.item,
        made.version,
        made.level,
        made.seed,
        card.question.item_kind,
        card.question.topic,
        str(side.language),
        side.front,
        "\n".join(f"{option.key}) {option.text}" for option in side.options),
        side.answer,
        "\n".join(side.steps),
        "\n".join(f"{slip.answer}: {slip.text}" for slip in side.slips),
        side.explanation,
        "\n".join(side.sources),
        " ".join(card.tags),
    ]
