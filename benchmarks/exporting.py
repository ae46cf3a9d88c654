"""10,000 notes to an .apkg: our whole writer beside genanki's own for the same fields, and memory by the note.

python -m benchmarks.exporting [--notes 10000]
"""

from __future__ import annotations

import argparse
import dataclasses
import gc
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

import genanki

from quizzer.bank.loading import load_bank
from quizzer.bank.places import bundled_bank
from quizzer.exporting.anki import write_anki
from quizzer.exporting.anki_collection import guid_of, model
from quizzer.exporting.anki_notes import fields
from quizzer.exporting.cards import Card, Selection, cards
from quizzer.questions.text import Language


def sample(notes: int) -> list[Card]:
    """So many cards: those of the bank again and again, with key, question and worked lines of their own.

    Explanations, slips and sources repeat, as they do among the variants of a generator.
    """
    bank = load_bank(bundled_bank())
    made = list(cards(bank, Selection(sorted(bank.items), (Language.EN,))))
    return [_own(made[n % len(made)], f" ({n})") for n in range(notes)]


def _own(card: Card, mark: str) -> Card:
    sides = []
    for side in card.sides:
        steps = tuple(step + mark for step in side.steps)
        formulas = {text + mark: (*pieces, (mark, "")) for text, pieces in side.formulas.items()}
        sides.append(
            dataclasses.replace(side, front=side.front + mark, steps=steps, formulas={**side.formulas, **formulas})
        )
    return dataclasses.replace(card, key=card.key + mark, sides=tuple(sides))


def genanki_alone(values: list[list[str]]) -> None:
    """genanki with the fields ready made, as its own documentation does it."""
    deck = genanki.Deck(1, "deck")
    note_type = model("choice")
    for one in values:
        deck.add_note(genanki.Note(model=note_type, fields=one, guid=guid_of(one[0])))
    with TemporaryDirectory() as folder:
        genanki.Package(deck).write_to_file(Path(folder) / "deck.apkg", timestamp=1.0)


def write_to_file(notes: list[Card]) -> None:
    """Everything that the command does with the cards."""
    with TemporaryFile() as stream:
        write_anki(notes, stream)


def seconds(work: Callable[[], object]) -> float:
    """Processor time: what else the machine does is no matter."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peak_per_note(notes: list[Card]) -> float:
    """Bytes at the peak for each note."""
    tracemalloc.start()
    write_to_file(notes)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / len(notes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=10_000)
    notes = sample(parser.parse_args().notes)
    values = [fields(card) for card in notes]
    gc.collect()
    gc.freeze()  # the sample is no business of either
    rounds = [(seconds(partial(genanki_alone, values)), seconds(partial(write_to_file, notes))) for _ in range(5)]
    alone, ours = (min(times) for times in zip(*rounds, strict=True))
    making = min(seconds(lambda: [fields(card) for card in notes]) for _ in range(3))
    print(f"{len(notes)} notes: genanki alone, fields ready made, {alone:.2f} s of the processor")
    print(f"quizzer from the same fields: {ours - making:.2f} s, {(ours - making) / alone:.2f} times")
    print(f"quizzer with making the fields of the cards: {ours:.2f} s, {ours / alone:.2f} times")
    small, large = peak_per_note(notes[: len(notes) // 4]), peak_per_note(notes)
    print(f"memory at the peak: {small:.0f} bytes a note for a quarter of them, {large:.0f} for all")


if __name__ == "__main__":
    main()
