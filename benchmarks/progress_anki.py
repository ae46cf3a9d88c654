"""Anki's backend on a collection of so many cards, four reviews each; run by ``benchmarks.progress --anki PYTHON``.

``PYTHON progress_anki.py COLLECTION CARDS`` prints one JSON object with the same figures as ``benchmarks.progress``. It
needs ``pip install anki`` and nothing of quizzer.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer

ANSWERS = 1_000
REVIEWS = 4
DAY_MS = 86_400_000


def build(path: Path, cards: int) -> None:
    """A collection of review cards, due between 300 days ago and 300 days from now, with their review log."""
    collection = Collection(str(path))
    note_type = collection.models.by_name("Basic")
    deck = collection.decks.id("Bench")
    settings = collection.decks.config_dict_for_deck_id(deck)
    settings["rev"]["perDay"] = settings["new"]["perDay"] = 9_999
    collection.decks.update_config(settings)
    now, today = int(time.time() * 1_000), collection.sched.today
    database = collection.db
    database.executemany(
        "INSERT INTO notes VALUES (?, ?, ?, ?, -1, '', ?, ?, 0, 0, '')",
        ((now - cards + n, f"g{n}", note_type["id"], now // 1_000, f"q{n}\x1fa{n}", f"q{n}") for n in range(cards)),
    )
    database.executemany(
        "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 2, 2, ?, ?, 2500, 4, 0, 0, 0, 0, 0, '{}')",
        (
            (now - cards + n, now - cards + n, deck, now // 1_000, today - 300 + n * 7919 % 600, 10 + n % 90)
            for n in range(cards)
        ),
    )
    database.executemany(
        "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, 2500, 8000, 1)",
        (
            (
                now - (1 + (n * REVIEWS + k) * 7919 % 900) * DAY_MS + n * REVIEWS + k,
                now - cards + n,
                1 + (n + k) % 4,
                10,
                5,
            )
            for n in range(cards)
            for k in range(REVIEWS)
        ),
    )
    collection.close()


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds that ``work`` takes, and what it gives."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def answer_all(collection: Collection) -> list[float]:
    """Seconds of each of ANSWERS answers."""
    taken = []
    for number in range(ANSWERS):
        queued = collection.sched.get_queued_cards(fetch_limit=1).cards[0]
        card = collection.get_card(queued.card.id)
        card.start_timer()
        rating = CardAnswer.GOOD if number % 5 else CardAnswer.AGAIN
        answer = collection.sched.build_answer(card=card, states=queued.states, rating=rating)
        taken.append(timed(lambda answer=answer: collection.sched.answer_card(answer))[0])
    return sorted(taken)


def measure(path: Path) -> dict[str, float]:
    """The figures, in seconds and bytes."""
    Collection(str(path)).close()
    size = path.stat().st_size
    opened, collection = timed(lambda: Collection(str(path)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    collection.decks.select(collection.decks.id("Bench"))
    head = timed(lambda: collection.sched.get_queued_cards(fetch_limit=50))[0]
    counts = sorted(timed(collection.sched.deck_due_tree)[0] for _ in range(3))[1]
    statistics = sorted(timed(lambda: collection._backend.graphs(search="", days=365))[0] for _ in range(3))[1]
    answers = answer_all(collection)
    undone = sorted(timed(collection.undo)[0] for _ in range(20))[10]
    figures = {
        "bytes": size,
        "open": opened,
        "head, first": head,
        "counts": counts,
        "statistics": statistics,
        "answer, p50": answers[len(answers) // 2],
        "answer, p99": answers[int(len(answers) * 0.99)],
        "answer, most": answers[-1],
        "undo, median": undone,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0,
        "memory before": before * 1024.0,
    }
    collection.close()
    return figures


if __name__ == "__main__":
    file, number = Path(sys.argv[1]), int(sys.argv[2])
    if not file.exists():
        build(file, number)
    print(json.dumps(measure(file)))
