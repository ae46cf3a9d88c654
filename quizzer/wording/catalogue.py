"""Looking a sentence up by its key."""

from __future__ import annotations

from quizzer.questions.text import Language, Text, fill
from quizzer.wording import (
    bank_words,
    browse_words,
    calculating,
    calculating_screens_words,
    command_words,
    database,
    export_words,
    home_words,
    interview_report_words,
    interview_screen_words,
    interview_words,
    judging,
    option_words,
    pictures_words,
    plain_mode,
    plan_words,
    problems,
    refusals,
    review_words,
    screens,
    settings_words,
    statistics_words,
    system_words,
    tips,
    weak_words,
)

TEXTS: dict[str, Text] = {
    **bank_words.TEXTS,
    **browse_words.TEXTS,
    **calculating.TEXTS,
    **calculating_screens_words.TEXTS,
    **command_words.TEXTS,
    **database.TEXTS,
    **export_words.TEXTS,
    **home_words.TEXTS,
    **interview_report_words.TEXTS,
    **interview_screen_words.TEXTS,
    **interview_words.TEXTS,
    **judging.TEXTS,
    **option_words.TEXTS,
    **pictures_words.TEXTS,
    **plain_mode.TEXTS,
    **plan_words.TEXTS,
    **problems.TEXTS,
    **refusals.TEXTS,
    **review_words.TEXTS,
    **screens.TEXTS,
    **settings_words.TEXTS,
    **statistics_words.TEXTS,
    **system_words.TEXTS,
    **tips.TEXTS,
    **weak_words.TEXTS,
}


def say(key: str, language: Language, /, **values: object) -> str:
    """The sentence ``key`` in ``language`` with ``values`` put in. KeyError for an unknown key or a missing value."""
    return fill(TEXTS[key][language], {name: str(value) for name, value in values.items()})
