"""The bundled bank, read once in each process of the tests."""

from __future__ import annotations

from quizzer.bank.loading import load_bank
from quizzer.bank.places import bundled_bank

BANK = load_bank(bundled_bank())
