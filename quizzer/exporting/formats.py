"""The formats by name, what each cannot hold, and writing a file that is whole or not there."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from quizzer.exporting.cards import Card, teaches_falsehood
from quizzer.exporting.gift import as_gift, fits_gift
from quizzer.exporting.sheets import as_hashcards, as_html, as_markdown
from quizzer.exporting.structured import as_json
from quizzer.exporting.tables import anki_text, spreadsheet
from quizzer.wording.signs import as_written

if TYPE_CHECKING:
    from quizzer.exporting.schedules import Learner

Lines = Callable[[Iterable[Card]], Iterator[str]]
LINES: dict[str, Lines] = {
    "text": anki_text,
    "csv": spreadsheet,
    "markdown": as_markdown,
    "hashcards": as_hashcards,
    "html": as_html,
    "gift": as_gift,
    "json": as_json,
}
FORMATS = ("anki", *LINES)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass
class Sorted:
    """Cards on their way into a file, with those that do not come along, by the reason."""

    cards: Iterable[Card]
    format: str
    with_spot_error: bool = False
    kept: int = 0
    left_out: dict[str, list[str]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Card]:
        for card in self.cards:
            reason = self._reason(card)
            if reason:
                self.left_out.setdefault(reason, []).append(card.key)
            else:
                self.kept += 1
                yield card

    def _reason(self, card: Card) -> str:
        """spot_error, repeat or gift; "" where the card is kept."""
        if teaches_falsehood(card) and not self.with_spot_error:
            return "spot_error"
        if card.repeats:
            return "repeat"
        return "gift" if self.format == "gift" and not fits_gift(card) else ""


@as_written()
def write_cards(
    cards: Sorted, stream: IO[bytes], *, byte_order_mark: bool = False, learner: Learner | None = None
) -> None:
    """Write ``cards`` in their format, for Anki with the schedule of a ``learner``.

    Raises :class:`~quizzer.exporting.anki_notes.Refused`, OSError, with ``learner`` DatabaseProblem.
    """
    if cards.format == "anki":
        from quizzer.exporting.anki import write_anki

        write_anki(cards, stream, learner)
        return
    if byte_order_mark:
        stream.write(BYTE_ORDER_MARK)
    lines: Lines = LINES[cards.format]
    for line in lines(cards):
        stream.write(line.encode("utf-8", "replace"))


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A stream that becomes ``path`` when it ends well; otherwise what was there stays. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def first(keys: Iterable[str], count: int = 3) -> str:
    """The first few of ``keys``."""
    return ", ".join(itertools.islice(keys, count))
