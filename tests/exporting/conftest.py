"""Cards of every kind of the bundled bank, in both languages, and one of a hostile bank."""

from __future__ import annotations

import dataclasses
import io

import msgspec
import pytest

from quizzer.exporting.cards import Selection, cards
from quizzer.exporting.formats import Sorted, write_cards
from quizzer.questions.text import Language, Text

BOTH = (Language.EN, Language.ZH)
HOSTILE = (
    "=cmd|' /C calc'!A0 <script>alert(1)</script> <img src=x onerror=alert(1)> [sound:a.mp3] [latex]x[/latex] "
    "{{Answer}} {{c1::x}} \\(x \\[y \"q\" 'r'\ttab\nA: line\n\n---\n\nQ: other\r\n# head\x00\x1f\u202eRTL\u2066 "
    "~%50%w =r #f :c {b} -> ::t:: //no \\n [md](javascript:x) `code` $x$ [html]"
)


def _one_of_each_kind(bank):
    found = {}
    for name, item in sorted(bank.items.items()):
        form = getattr(item, "form", "")
        kind = item.asks[0].answer.kind if hasattr(item, "asks") else ""
        found.setdefault((type(item), form, kind), name)
    return sorted(found.values())


@pytest.fixture(scope="session")
def kinds(bank):
    """An item of every kind, and a numeric one for every kind of answer."""
    return list(cards(bank, Selection(_one_of_each_kind(bank), BOTH, variants=2)))


@pytest.fixture(scope="session")
def hostile(bank):
    """Cards whose every text is :data:`HOSTILE`."""
    bad = Text(HOSTILE, HOSTILE)
    made = []
    for name in _one_of_each_kind(bank):
        made += list(cards(_spoilt(bank, name, bad), Selection([name], BOTH)))
    return made


def _spoilt(bank, name, bad):
    item = bank.items[name]
    if hasattr(item, "draw"):
        # Braces of a generator's texts name drawn values; the check of the bank refuses any others.
        bad = Text(HOSTILE.replace("{", "("), HOSTILE.replace("{", "("))
    changes = {"tags": ['bad tag\n\x00"']}
    if hasattr(item, "asks"):
        changes["asks"] = [msgspec.structs.replace(ask, explanation=bad) for ask in item.asks]
    else:
        changes |= {"prompt": bad, "explanation": bad}
    for lines in {"choices", "reasons", "left", "right", "items"} & set(item.__struct_fields__):
        changes[lines] = [msgspec.structs.replace(line, text=bad) for line in getattr(item, lines)]
    spoilt = msgspec.structs.replace(item, **changes)
    return dataclasses.replace(bank, items={name: spoilt})


@pytest.fixture
def written():
    """Writes cards in a format: the bytes, and what was left out."""

    def write(chosen, form, **options):
        stream, kept = io.BytesIO(), Sorted(chosen, form, **options)
        write_cards(kept, stream)
        return stream.getvalue(), kept

    return write
