"""JSON Schemas of the bank's files, for editors; generated from the types that read them."""

from __future__ import annotations

from typing import Any

import msgspec

from quizzer.bank.blueprints import Blueprint
from quizzer.bank.items import Item
from quizzer.bank.networks import NetworkFile
from quizzer.bank.registers import Belief, Erratum, Section
from quizzer.questions.text import Text

FILES: dict[str, Any] = {
    "items": list[Item],
    "misconceptions": dict[str, Belief],
    "networks": NetworkFile,
    "topics": dict[str, Text],
    "sections": list[Section],
    "errata": list[Erratum],
    "blueprint": Blueprint,
}
"""What a file of each name holds; ``items`` serves the folders items and numeric."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the files called ``name``, one of ``FILES``."""
    schema = msgspec.json.schema(FILES[name], schema_hook=lambda kind: {"description": "anything"})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"quizzer {name}", **schema}
