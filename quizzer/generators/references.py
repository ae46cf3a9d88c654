"""What a question takes from its item as it stands: topic, sources, the flag on a note, follow-ups."""

from __future__ import annotations

from typing import TypedDict

from quizzer.bank.fields import Common
from quizzer.bank.loading import Bank
from quizzer.questions.question import NoteFlag, NoteSection
from quizzer.questions.text import Text


class CommonParts(TypedDict):
    """Fields of a question that do not depend on the draw."""

    topic: str
    topic_title: Text
    concept: str
    sections: tuple[NoteSection, ...]
    followups: tuple[Text, ...]
    note_flag: NoteFlag | None
    tags: tuple[str, ...]


def common_parts(bank: Bank, item: Common) -> CommonParts:
    """The fields of a question on ``item`` that are the same for every seed."""
    found = [bank.sections[section] for section in item.source if section in bank.sections]
    flag = item.note_flag
    return CommonParts(
        topic=item.topic,
        topic_title=bank.topics[item.topic],
        concept=item.concept,
        sections=tuple(NoteSection(entry.id, entry.note, entry.lines, entry.title) for entry in found),
        followups=tuple(item.followups),
        note_flag=NoteFlag(flag.erratum, Text(en=flag.en, zh=flag.zh)) if flag else None,
        tags=tuple(item.tags),
    )
