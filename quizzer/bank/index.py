"""The bank read once and kept: reading its YAML takes most of a second, its index some hundredths.

The index is a file in the cache folder. It belongs to the exact bytes of every bank file, so it is never stale. Sizes
and times tell that nothing changed; where they differ, or are so young that a change might not show in them, a digest
of the bytes tells.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from quizzer.bank.items import Item
from quizzer.bank.loading import Bank, Finding, load_bank
from quizzer.bank.registers import Belief, Erratum, Section
from quizzer.questions.text import Text

INDEX_NAME = "bank.index"

YOUNG_NS = 2_000_000_000
"""File systems count time in steps, the coarsest of two seconds; a later change within one step would not show."""


class _Index(msgspec.Struct, frozen=True, array_like=True):
    """What the file holds: a :class:`Bank` whose files are named once."""

    stamp: bytes
    written_ns: int
    digest: bytes
    items: list[Item]
    topics: dict[str, Text]
    beliefs: dict[str, Belief]
    sections: list[Section]
    errata: list[Erratum]
    files: dict[str, list[str]]
    findings: list[tuple[str, int, int, str]]


def indexed_bank(folders: tuple[Path, ...], cache: Path) -> Bank:
    """The bank of ``folders``, from the index in the folder ``cache`` or, where that is of other files, from them.

    A cache that cannot be read or written costs time and nothing else. Raises :class:`BankError` as
    :func:`load_bank` does.
    """
    file = cache / INDEX_NAME
    files = _files(folders)
    stamp, changed_ns = _stamp(files)
    index = _read(file)
    if index and index.stamp == stamp and changed_ns < index.written_ns - YOUNG_NS:
        return _bank_of(index)
    digest = _digest(files)
    bank = _bank_of(index) if index and index.digest == digest else load_bank(*folders)
    with suppress(OSError):
        _write(file, msgspec.msgpack.encode(_index_of(bank, stamp, digest)))
    return bank


def _files(folders: tuple[Path, ...]) -> list[Path]:
    """Every file that the bank depends on: its own, and the code that reads them."""
    readers = sorted(Path(__file__).parent.glob("*.py"))
    found = (file for folder in folders for file in sorted(folder.rglob("*.yaml")))
    # Blueprints are no part of the bank that is kept: an edited one must not cost the reading of all of it.
    return [*readers, *(file for file in found if file.parent.name != "blueprints")]


def _stamp(files: list[Path]) -> tuple[bytes, int]:
    """Names, sizes and times of ``files``, and the latest of the times in nanoseconds."""
    digest, latest = blake2b(digest_size=32), 0
    for file in files:
        with suppress(OSError):
            found = file.stat()
            latest = max(latest, found.st_mtime_ns, found.st_ctime_ns)
            known = f"{file}\0{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}\0"
            digest.update(known.encode("utf-8", "surrogatepass"))
    return digest.digest(), latest


def _digest(files: list[Path]) -> bytes:
    """A digest of the paths and contents of ``files``."""
    digest = blake2b(digest_size=32)
    for file in files:
        with suppress(OSError):
            content = file.read_bytes()
            digest.update(f"\0{len(content)} {file}\0".encode("utf-8", "surrogatepass"))
            digest.update(content)
    return digest.digest()


def _read(file: Path) -> _Index | None:
    """The index in ``file``; None where there is none or it is spoilt."""
    try:
        with _no_collection():
            return msgspec.msgpack.decode(file.read_bytes(), type=_Index)
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None


@contextmanager
def _no_collection() -> Iterator[None]:
    """A hundred thousand new objects, none of them garbage: looking for some would take half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _index_of(bank: Bank, stamp: bytes, digest: bytes) -> _Index:
    files: dict[str, list[str]] = {}
    for item, file in bank.places.items():
        files.setdefault(str(file), []).append(item)
    return _Index(
        stamp,
        time.time_ns(),
        digest,
        list(bank.items.values()),
        bank.topics,
        bank.beliefs,
        list(bank.sections.values()),
        list(bank.errata.values()),
        files,
        [(str(found.file), found.line, found.column, found.message) for found in bank.findings],
    )


def _bank_of(index: _Index) -> Bank:
    return Bank(
        {item.id: item for item in index.items},
        index.topics,
        index.beliefs,
        {section.id: section for section in index.sections},
        {erratum.id: erratum for erratum in index.errata},
        {
            item: place
            for place, items in ((Path(file), names) for file, names in index.files.items())
            for item in items
        },
        tuple(Finding(Path(file), line, column, message) for file, line, column, message in index.findings),
    )


def _write(file: Path, content: bytes) -> None:
    """Write whole or not at all: two programs may begin at the same moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
