"""The report on an interview in lines for a terminal, as a page that needs nothing else, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from quizzer.questions.text import Language
from quizzer.reports.interview import Part, Table
from quizzer.wording.columns import columns
from quizzer.wording.wrapping import cells, wrap

_STYLE = """
:root { color-scheme: light dark; }
body { font-family: "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif; line-height: 1.45; max-width: 46em;
  margin: 1.5em auto; padding: 0 1em; }
section { break-inside: avoid; }
article { border-top: 1px solid #8888; margin-top: 1.2em; }
article div { border-left: 3px solid #8888; padding-left: 0.8em; margin-top: 0.6em; }
table { border-collapse: collapse; }
th, td { padding: 0.15em 0.9em 0.15em 0; text-align: right; border-bottom: 1px solid #8884; }
th:first-child, td:first-child { text-align: left; }
p { margin: 0.3em 0; white-space: pre-wrap; }
pre { overflow-x: auto; }
code, pre { font-family: "Noto Sans Mono CJK SC", ui-monospace, monospace; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_lines(parts: Iterable[Part], width: int) -> Iterator[str]:
    """The report in lines of at most ``width`` cells."""
    for number, part in enumerate(parts):
        if number:
            yield ""
        yield from wrap(part.title if not number else f"── {part.title}", width)
        yield from part_lines(part, width)


def part_lines(part: Part, width: int) -> Iterator[str]:
    """What ``part`` says, without its title; a command stands whole on its line, to be copied."""
    yield from _fitted(part.asked, width)
    yield from part.drawn
    if part.asked:
        yield ""
    for place, line in enumerate(part.lines):
        yield from _fitted([line], width)
        if place < len(part.commands):
            yield f"   {part.commands[place]}"
    if part.table:
        yield from columns((part.table.head, *part.table.rows), right_from=1)


def _fitted(lines: Iterable[str], width: int) -> Iterator[str]:
    for line in lines:
        yield from [line] if cells(line) <= width else wrap(line, width, 2)


def as_markdown(parts: Iterable[Part]) -> Iterator[str]:
    """The report as Markdown, line by line."""
    for number, part in enumerate(parts):
        yield f"{'#' if not number else '###' if part.about else '##'} {_inert(part.title)}\n"
        yield from (f"{_inert(line)}\n" for line in part.asked)
        if part.drawn:
            yield "\n".join(["```", *part.drawn, "```\n"])
        for place, line in enumerate(part.lines):
            yield f"{_inert(line)}\n"
            if place < len(part.commands):
                yield f"    {part.commands[place]}\n"
        if part.table:
            yield "\n".join(_markdown_rows(part.table)) + "\n"


def _markdown_rows(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(_inert, table.head))} |"
    yield f"|---|{'--:|' * (len(table.head) - 1)}"
    for row in table.rows:
        yield f"| {' | '.join(map(_inert, row))} |"


def _inert(text: str) -> str:
    """``text`` with every sign that means something in Markdown taken at its word."""
    marked = re.sub(r"([\\`*_\[\]<>|~$])", r"\\\1", text.strip())
    return re.sub(r"^([-+#])", r"\\\1", marked)


def as_html(parts: Iterable[Part], language: Language) -> Iterator[str]:
    """The report as one page that loads nothing from anywhere."""
    found = list(parts)
    lang = "zh-Hans" if language is Language.ZH else "en"
    yield f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield f'<meta name="viewport" content="width=device-width"><title>{escape(found[0].title)}</title>'
    yield f"<style>{_STYLE}</style></head><body>\n"
    for number, part in enumerate(found):
        kind, head = ("article", "h3") if part.about else ("section", "h2" if number else "h1")
        yield f"<{kind}><{head}>{escape(part.title)}</{head}>{''.join(_page_lines(part))}</{kind}>\n"
    yield "</body></html>\n"


def _page_lines(part: Part) -> Iterator[str]:
    yield from (f"<p>{escape(line)}</p>" for line in part.asked)
    if part.drawn:
        yield f"<pre>{escape(chr(10).join(part.drawn))}</pre>"
    yield "<div>" if part.asked else ""
    for place, line in enumerate(part.lines):
        yield f"<p>{escape(line)}</p>"
        if place < len(part.commands):
            yield f"<p><code>{escape(part.commands[place])}</code></p>"
    yield "</div>" if part.asked else ""
    if part.table:
        head = "".join(f"<th>{escape(cell)}</th>" for cell in part.table.head)
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part.table.rows)
        yield f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
