"""Broken networks are findings with their file; the bundled ones have none."""

from __future__ import annotations

import pytest

from quizzer.bank.places import bundled_bank
from quizzer.checking.networks import check_networks

TINY = """
source: own
networks:
  tiny:
    title: Tiny
    variant: {en: one layer, zh: 一层}
    input: [1, 8, 8]
    layers: [{conv: 4, k: 3}]
"""


def findings(folder, text):
    (folder / "networks").mkdir()
    (folder / "networks" / "own.yaml").write_text(text, encoding="utf-8")
    return list(check_networks((folder,)))


def test_the_bundled_networks_are_sound():
    assert list(check_networks((bundled_bank(),))) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [", "parsing"),
        (TINY.replace("title: Tiny", "titel: Tiny"), "titel"),
        (TINY.replace("conv: 4", "konv: 4"), "konv"),
        (TINY.replace("k: 3", "k: 30"), "tiny"),
    ],
)
def test_a_broken_one_is_found(tmp_path, text, says):
    (found,) = findings(tmp_path, text)
    assert found.file.name == "own.yaml"
    assert says in found.message
