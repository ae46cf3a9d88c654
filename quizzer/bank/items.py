"""The items of the bank, as msgspec structs: a field that is not here is an error in a file.

A tagged union on ``kind``: the kinds of conceptual items, numeric ones and cases.
"""

from __future__ import annotations

from quizzer.bank.conceptual_items import (
    ClozeItem,
    FreeItem,
    MatchingItem,
    MultiItem,
    OrderingItem,
    SingleItem,
    SpotErrorItem,
    TruthReasonItem,
)
from quizzer.bank.numeric_items import CaseItem, NumericItem

ConceptualItem = (
    SingleItem | MultiItem | TruthReasonItem | ClozeItem | OrderingItem | MatchingItem | FreeItem | SpotErrorItem
)
Item = ConceptualItem | NumericItem | CaseItem
