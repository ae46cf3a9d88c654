"""Arguments and values of options: what they are called and what they can be, in the language spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from quizzer.questions.text import Language
from quizzer.wording.catalogue import say


def argument_name(parameter: click.Parameter, language: Language) -> str:
    """What stands for the value of ``parameter`` in the usage: N, FILE, en|zh, or the name it was given."""
    if parameter.metavar:
        return say(parameter.metavar, language)
    if choices_of(parameter.type):
        return "|".join(choices_of(parameter.type))
    if isinstance(parameter.type, click.Path | click.File):
        return say("argument.file" if takes_files(parameter.type) else "argument.folder", language)
    return say("argument.number", language)


def choices_of(kind: click.ParamType[Any]) -> Sequence[str]:
    """What there is to choose from; nothing where anything can be typed."""
    return kind.choices if isinstance(kind, click.Choice) else ()


def takes_files(kind: click.ParamType[Any]) -> bool:
    """Whether ``kind`` takes files, and not folders alone."""
    return not isinstance(kind, click.Path) or kind.file_okay


def range_of(kind: click.ParamType[Any], language: Language) -> str:
    """Between which limits a number lies; "" for what is no number."""
    if not isinstance(kind, click.IntRange | click.FloatRange):
        return ""
    if kind.max is None:
        return say("usage.range.from", language, least=kind.min)
    key = "usage.range.above" if kind.min_open else "usage.range"
    return say(key, language, least=kind.min, most=kind.max)


def refusal(parameter: click.Parameter, language: Language) -> str:
    """What ``parameter`` can be, said of a value that it cannot."""
    name, kind = parameter_name(parameter, language), parameter.type
    if choices_of(kind):
        return say("usage.wrong.choice", language, name=name, choices=", ".join(choices_of(kind)))
    if isinstance(kind, click.IntRange | click.FloatRange):
        key = "usage.wrong.whole" if isinstance(kind, click.IntRange) else "usage.wrong.number"
        return say(key, language, name=name, range=range_of(kind, language))
    return say("usage.wrong.file" if takes_files(kind) else "usage.wrong.folder", language, name=name)


def parameter_name(parameter: click.Parameter, language: Language) -> str:
    """The name under which ``parameter`` is known: --count, ITEM."""
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else argument_name(parameter, language)
