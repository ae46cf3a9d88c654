"""10,000 notes to an .apkg: our whole writer beside genanki's own for the same fields, and memory by the note.

python -m benchmarks.export [--notes 10000]
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import genanki

from quizzer.bank.loading import load_bank
from quizzer.bank.places import bundled_bank
from quizzer.exporting.anki import MODELS, _model, guid_of, write_anki
from quizzer.exporting.anki_notes import fields
from quizzer.exporting.cards import Card, Selection, cards
from quizzer.questions.text import Language


def sample(notes: int) -> list[Card]:
    """So many cards: those of the bank again and again, each with a key of its own."""
    bank = load_bank(bundled_bank())
    made = list(cards(bank, Selection(sorted(bank.items), (Language.EN,))))
    return [dataclasses.replace(made[n % len(made)], key=f"{n}") for n in range(notes)]


def genanki_alone(values: list[list[str]]) -> None:
    """genanki with the fields ready made, as its own documentation does it."""
    deck = genanki.Deck(1, "deck")
    model = _model("choice", MODELS["choice"])
    for one in values:
        deck.add_note(genanki.Note(model=model, fields=one, guid=guid_of(one[0])))
    with TemporaryDirectory() as folder:
        genanki.Package(deck).write_to_file(Path(folder) / "deck.apkg", timestamp=1.0)


def seconds(work: Callable[[], object]) -> float:
    """The median of three runs."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def peak_per_note(notes: list[Card]) -> float:
    """Bytes at the peak for each note."""
    tracemalloc.start()
    write_anki(notes, io.BytesIO())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / len(notes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=10_000)
    notes = sample(parser.parse_args().notes)
    values = [fields(card) for card in notes]
    alone = seconds(lambda: genanki_alone(values))
    ours = seconds(lambda: write_anki(notes, io.BytesIO()))
    print(f"{len(notes)} notes: genanki {alone:.2f} s, quizzer with fields {ours:.2f} s, {ours / alone:.2f} times")
    small, large = peak_per_note(notes[: len(notes) // 4]), peak_per_note(notes)
    print(f"memory at the peak: {small:.0f} bytes a note for a quarter of them, {large:.0f} for all")


if __name__ == "__main__":
    main()
