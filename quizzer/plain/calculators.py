"""What ``quizzer calc --list`` shows of each calculator."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.calculators.calling import to_json
from quizzer.calculators.describing import Argument, Description
from quizzer.questions.text import Language
from quizzer.wording.calculator_summaries import summary_in
from quizzer.wording.catalogue import say
from quizzer.wording.conventions.telling import conventions_in
from quizzer.wording.wrapping import wrap

WIDTH = 100


def description_record(description: Description) -> dict[str, object]:
    """A calculator as JSON."""
    return {
        "name": description.name,
        "room": description.room,
        "arguments": [
            {
                "name": argument.name,
                "type": argument.type,
                "symbol": argument.symbol,
                "required": argument.required,
                "default": to_json(argument.default),
            }
            for argument in description.arguments
        ],
        "summary": description.summary,
        "conventions": description.conventions,
        "source": description.source,
    }


def description_lines(description: Description, language: Language) -> Iterator[str]:
    """A calculator as text: how to call it, what it computes and by whose definition."""
    yield f"{description.name}  {' '.join(map(_called, description.arguments))}".rstrip()
    summary = summary_in(language, description.name, description.summary)
    stop = "。" if language is Language.ZH else ". "
    conventions = conventions_in(language, description.name, description.conventions)
    yield from _indented(f"{summary}{stop}{conventions}".strip())
    if description.source:
        yield from _indented(say("calc.source", language, source=description.source))
    yield ""


def _called(argument: Argument) -> str:
    text = f"--{argument.name.replace('_', '-')} {argument.type}"
    if argument.required:
        return text
    default = "null" if argument.default is None else str(argument.default)
    return f"[{text} = {default.lower() if isinstance(argument.default, bool) else default}]"


def _indented(text: str) -> Iterator[str]:
    yield from wrap(f"    {text}", WIDTH)
