"""Checks of a bank's networks: each file is read and each network laid out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizzer.bank.loading import Finding
from quizzer.bank.network_table import rows_of
from quizzer.bank.networks import NetworkError, network_file
from quizzer.calculators.refusals import Refusal


def check_networks(folders: tuple[Path, ...]) -> Iterator[Finding]:
    """Every network file that cannot be read and every network that cannot be laid out."""
    for folder in folders:
        for path in sorted((folder / "networks").glob("*.yaml")):
            try:
                names = list(network_file(path).networks)
            except NetworkError as problem:
                yield Finding(path, 1, 1, str(problem).removeprefix(f"{path}: "))
                continue
            yield from _layouts(path, folder, names)


def _layouts(path: Path, folder: Path, names: list[str]) -> Iterator[Finding]:
    for name in names:
        try:
            rows_of((folder,), name)
        except (NetworkError, Refusal) as problem:
            yield Finding(path, 1, 1, str(problem))
