"""One question of each level of each family, as its id replays it; `make golden` writes them down.

A changed draw, option or key alters one of them; then the version of the item rises, and the file is written anew.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from quizzer.bank.loading import Bank, load_bank
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import levels
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId

FILE = Path(__file__).parent.parent / "data" / "golden_questions.json"
SEED = 20261121


def golden_ids(bank: Bank) -> list[QuestionId]:
    """The ids that are written down."""
    drawn = [item for item in bank.items.values() if isinstance(item, NumericItem | CaseItem)]
    return [QuestionId(item.id, item.version, level, SEED) for item in drawn for level in levels(item)]


def numbers_of(bank: Bank, question_id: QuestionId) -> list[str]:
    """Key and wrong answers of a question, and a digest of the numbers in its prompt; wording may change freely."""
    question = make_question(bank, question_id)
    digits = "".join(character if character.isdigit() else " " for character in question.prompt.en).split()
    slips = [f"{slip.id} {slip.answer}" for slip in question.misconceptions]
    return [question.typed_answer, hashlib.sha256(" ".join(digits).encode()).hexdigest()[:12], *slips]


def main() -> None:
    """Write the golden questions of the bundled bank."""
    bank = load_bank(bundled_bank())
    golden = {str(question_id): numbers_of(bank, question_id) for question_id in golden_ids(bank)}
    FILE.write_text(json.dumps(golden, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
