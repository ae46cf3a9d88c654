"""What a learner may decide about an item outside a session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from quizzer.progress.cards import ItemState
from quizzer.progress.store import Store

DECISIONS = ("suspend", "unsuspend", "unbury", "unflag", "reset")
"""Decisions, named as the log names them."""


def possible_decisions(state: ItemState | None, has_cards: bool, today: date) -> Iterator[str]:
    """Those of :data:`DECISIONS` that would change something; ``state`` None is an item nothing is known of."""
    yield "unsuspend" if state is not None and state.suspended else "suspend"
    if state is None:
        return
    if state.buried_until is not None and state.buried_until > today:
        yield "unbury"
    if state.flag is not None:
        yield "unflag"
    if has_cards:
        yield "reset"


def decide(store: Store, item: str, decision: str, at: datetime) -> None:
    """Take one of :data:`DECISIONS`; undo takes it back. Raises DatabaseProblem."""
    acts = {
        "suspend": store.suspend,
        "unsuspend": store.unsuspend,
        "unbury": store.unbury,
        "unflag": store.unflag,
        "reset": store.reset,
    }
    acts[decision](item, at)
