"""Which options stay hidden until asked for, so that one recalls before one recognises."""

from __future__ import annotations

import re

from quizzer.practice.preferences import Preferences
from quizzer.questions.answers import ChoiceSpec, TruthReasonSpec
from quizzer.questions.question import Question

_POINTS_AT_OPTIONS = re.compile(
    r"\bof (?:these|the following)\b|\bwhich (?:one|line|option|statement|claim)\b"
    r"|下列|下面哪|以下哪|哪一|哪[个种些句]?(?:说法|选项|结论|论断)",
    re.IGNORECASE,
)


def hides_options(preferences: Preferences, question: Question) -> bool:
    """Whether ``question`` is asked without its options at first."""
    return preferences.options == "hidden" and can_recall(question)


def can_recall(question: Question) -> bool:
    """Whether ``question`` has options and can be answered in one's head without them.

    A claim can, for it is judged before a reason is picked. Where one option is right the prompt must not point at
    them ("which of these", 下列哪) in either language. Several right ones are themselves what is judged, and a
    correction belongs to the part that is marked.
    """
    if isinstance(question.spec, TruthReasonSpec):
        return True
    if not isinstance(question.spec, ChoiceSpec) or not question.spec.single:
        return False
    return not any(_POINTS_AT_OPTIONS.search(prompt) for prompt in (question.prompt.en, question.prompt.zh))
