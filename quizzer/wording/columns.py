"""Rows of text in columns that stay aligned with wide characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizzer.wording.wrapping import cells, wrap


def columns(rows: Sequence[Sequence[str]], right_from: int) -> Iterator[str]:
    """``rows`` under the first one, two blanks between columns; those from ``right_from`` on end at the right."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        parts = [
            _padded(text, width, right=place >= right_from)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(parts).rstrip()
        if number == 0:
            yield "─" * (sum(widths) + 2 * (len(widths) - 1))


def definitions(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """``rows`` of a name and what it is, in lines of at most ``width`` cells; a long name has a line of its own."""
    column = min(max(cells(name) for name, _ in rows), width // 3)
    for name, text in rows:
        beside = cells(name) <= column
        if not beside:
            yield name
        for number, line in enumerate(wrap(text, width - column - 2)):
            yield f"{_padded(name if beside and number == 0 else '', column, right=False)}  {line}".rstrip()


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells; what is left out is an ellipsis."""
    if cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if cells(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"
