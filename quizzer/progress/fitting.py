"""Fitting the memory model to the log: histories out of it, a fit in a process of its own, better weights into it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from quizzer.progress.cards import LoggedEvent, standing
from quizzer.progress.log import every_event_by_item
from quizzer.progress.store import Store
from quizzer.scheduling.fitting import FEWEST_REVIEWS, Fit, telling


@dataclass(frozen=True, slots=True)
class Fitted:
    """What came of it: ``missing`` reviews until there are enough, or the ``fit``; ``kept`` if it is in force now."""

    reviews: int
    missing: int
    fit: Fit | None = None
    kept: bool = False


def fit_to_log(store: Store, at: datetime) -> Fitted:
    """Fit the weights to the learner's reviews, and put them in force if they predict better. DatabaseProblem."""
    parameters = store.parameters()
    with store.database.reading() as connection:
        histories = [history for events in every_event_by_item(connection) for history in _histories(events)]
    reviews = telling(histories)
    if reviews < FEWEST_REVIEWS:
        return Fitted(reviews, FEWEST_REVIEWS - reviews)
    given = json.dumps({"histories": histories, "weights": parameters.weights})
    done = subprocess.run(
        [sys.executable, "-m", "quizzer.scheduling.fitting"], input=given, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    fit = Fit(tuple(found["weights"]), found["loss_before"], found["loss_after"])
    if fit.better:
        evidence = {"reviews": reviews, "loss_before": fit.loss_before, "loss_after": fit.loss_after}
        tag = f"fsrs-6-{hashlib.sha256(json.dumps(fit.weights).encode()).hexdigest()[:8]}"
        store.set_parameters(replace(parameters, tag=tag, weights=fit.weights), at, evidence)
    return Fitted(reviews, 0, fit, fit.better)


def want_retention(store: Store, retention: float, at: datetime) -> None:
    """Have cards come back when ``retention``, between 0 and 1, is the recall to be expected. DatabaseProblem."""
    store.set_parameters(store.parameters().wanting(retention), at)


def _histories(events: list[LoggedEvent]) -> Iterator[list[tuple[int, int, int]]]:
    """The attempts at each card of an item: rating, days since the last, day. A card that was reset begins anew."""
    left = standing(events)
    rerated = {event.target: event.rating for event in left if event.kind == "rerate"}
    lives: dict[tuple[int, str], list[tuple[int, int, int]]] = {}
    life = 0
    for event in left:
        life += event.kind == "reset" or (event.kind == "key" and event.value == "forget")
        if event.kind != "attempt" or not event.scheduled or event.rating is None:
            continue
        history = lives.setdefault((life, str(event.key)), [])
        day = (event.day - date(1970, 1, 1)).days
        last = history[-1][2] if history else day
        history.append((int(rerated.get(event.id) or event.rating), max(day - last, 0), max(day, last)))
    yield from lives.values()
