"""Old question ids replay: each golden question is as it was written down for its version."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

SPEC = importlib.util.spec_from_file_location("golden", Path(__file__).parent / "golden.py")
golden = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(golden)


def test_every_level_of_every_family_replays_as_written_down(bank):
    written = json.loads(golden.FILE.read_text(encoding="utf-8"))
    ids = golden.golden_ids(bank)
    assert {str(question_id) for question_id in ids} == written.keys(), "run `make golden` after raising versions"
    changed = [
        str(question_id) for question_id in ids if golden.numbers_of(bank, question_id) != written[str(question_id)]
    ]
    assert changed == [], "a changed draw or key needs a higher version of its item"
