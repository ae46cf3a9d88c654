"""Fitting to the log: what is missing, what is kept, and that all cards follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from quizzer.progress import fitting
from quizzer.progress.checking import check
from quizzer.progress.fitting import fit_to_log, want_retention
from quizzer.scheduling.fitting import Fit
from quizzer.scheduling.memory import DEFAULT_PARAMETERS
from quizzer.scheduling.ratings import Rating


@pytest.fixture
def practised(disk_store, make_attempt, now, monkeypatch):
    """A store with 20 telling reviews, which are enough here."""
    for number in range(30):
        item = f"item-{number % 10}"
        disk_store.record(make_attempt(item=item), None, now + timedelta(days=number // 10 * 3))
    monkeypatch.setattr(fitting, "FEWEST_REVIEWS", 20)
    return disk_store


def fitting_to(monkeypatch, loss_after):
    weights = (0.5, *DEFAULT_PARAMETERS.weights[1:])
    given = []

    class Done:
        stdout = fitting.json.dumps({"weights": weights, "loss_before": 0.4, "loss_after": loss_after})

    monkeypatch.setattr(fitting.subprocess, "run", lambda *_, **options: given.append(options["input"]) or Done)
    return weights, given


def test_below_the_threshold_it_says_how_many_are_missing(practised, make_attempt, now, monkeypatch):
    practised.undo(now)
    assert fit_to_log(practised, now) == fitting.Fitted(19, 1)


def test_a_better_fit_is_kept_and_moves_every_card(practised, now, monkeypatch):
    weights, given = fitting_to(monkeypatch, 0.3)
    before, due = practised.cards(), {card_id: card.due for card_id, card in practised.cards().items()}
    fitted = fit_to_log(practised, now)
    assert fitted == fitting.Fitted(20, 0, Fit(weights, 0.4, 0.3), kept=True)
    assert practised.parameters().weights == weights
    assert practised.parameters().tag.startswith("fsrs-6-")
    assert {card_id: card.due for card_id, card in practised.cards().items()} == due
    assert check(practised.database) == []
    histories = fitting.json.loads(given[0])["histories"]
    assert [entry[:2] for entry in histories[0]] == [[3, 0], [3, 3], [3, 3]]
    assert practised.undo(now)[0].kind == "parameters"
    assert practised.cards() == before


def test_a_worse_fit_is_not_kept(practised, now, monkeypatch):
    fitting_to(monkeypatch, 0.5)
    assert not fit_to_log(practised, now).kept
    assert practised.parameters() == DEFAULT_PARAMETERS


def test_histories_hold_what_stands(disk_store, make_attempt, now):
    first = disk_store.record(make_attempt(), None, now)
    disk_store.rerate(first.event_id, Rating.EASY, now)
    disk_store.record(replace(make_attempt(), scheduled=False), None, now + timedelta(days=1))
    disk_store.record(make_attempt(Rating.AGAIN), None, now + timedelta(days=4))
    disk_store.record(make_attempt(Rating.AGAIN), None, now + timedelta(days=5))
    disk_store.undo(now)
    disk_store.reset("conv-size", now + timedelta(days=5))
    disk_store.record(make_attempt(), None, now + timedelta(days=9))
    with disk_store.database.reading() as connection:
        [events] = fitting.every_event_by_item(connection)
    found = [[entry[:2] for entry in history] for history in fitting._histories(events)]
    assert found == [[(4, 0), (1, 4)], [(3, 0)]]


def test_the_wanted_retention_shortens_intervals(disk_store, make_attempt, now):
    usual = disk_store.record(make_attempt(Rating.EASY), None, now).interval
    want_retention(disk_store, 0.97, now)
    assert disk_store.parameters() == replace(DEFAULT_PARAMETERS, tag="fsrs-6@0.97", retention=0.97)
    assert disk_store.record(make_attempt(Rating.EASY, item="iou"), None, now).interval < usual / 2
