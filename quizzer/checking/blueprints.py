"""Checks of a bank's interviews: each blueprint is read, and its papers can be drawn from the bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizzer.bank.blueprints import Blueprint, load_blueprints, mistakes
from quizzer.bank.loading import Bank, Finding, place_of_path
from quizzer.practice.papers import ShortCell, draw_paper

SEEDS = range(3)
"""Whether a cell gets its questions hardly depends on the seed; whether they can be followed up does a little."""


def check_blueprints(bank: Bank, folders: tuple[Path, ...]) -> Iterator[Finding]:
    """Every blueprint that cannot be read, names what there is not, or asks for more than ``bank`` has."""
    found = load_blueprints(*folders)
    yield from found.findings
    for name, blueprint in found.by_id.items():
        file = found.places[name]
        text = file.read_text(encoding="utf-8")
        for cell, message in mistakes(bank, blueprint) or _short(bank, blueprint):
            yield Finding(file, *place_of_path(text, f"$.cells[{cell - 1}]"), f"{name}: {message}")


def _short(bank: Bank, blueprint: Blueprint) -> list[tuple[int, str]]:
    """The cell, from 1, for which the bank is too small, with what is wrong; none where papers can be drawn."""
    for seed in SEEDS:
        try:
            draw_paper(bank, blueprint, seed)
        except ShortCell as short:
            return [(short.cell, f"wants {short.wanted} questions and finds {short.found}")]
    return []
