"""Text that stays text: nothing in it is markup, a formula of a spreadsheet or a template of another program."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKING = re.compile(r"[&<>\"'\[{}\\\n]")
_LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """``text`` without control characters and marks that turn the direction of what follows; tabs become blanks."""
    if text.isprintable():
        return text  # as nearly always
    return _TURNS.sub("", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")))


@lru_cache(8192)
def hypertext(text: str) -> str:
    """``text`` as HTML in which neither tags, MathJax, templates nor ``[sound:…]`` come to life.

    Remembered: variants of an item share explanations, slips and sources.
    """
    safe = plain(text)
    if not _MARKING.search(safe):
        return safe
    safe = html.escape(safe, quote=True).replace("[", "&#91;").replace("{", "&#123;").replace("}", "&#125;")
    if "\\" in safe:
        safe = re.sub(r"\\(?=[()\]]|&#91;)", r"&#92;<span></span>", safe)
    return safe.replace("\n", "<br>")


def cell(text: str) -> str:
    """``text`` as a cell of a spreadsheet that is never computed: an apostrophe stands before what would be."""
    safe = plain(text)
    return f"'{safe}" if safe.lstrip().startswith(_LIVE) else safe


def paragraphs(lines: Iterable[str]) -> str:
    """A list of HTML lines; "" for none."""
    shown = [f"<div>{line}</div>" for line in lines if line]
    return "".join(shown)


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)]|[A-Z]:)", re.MULTILINE)


def markdown(text: str) -> str:
    """``text`` in which no character marks up; a line that would open a list, a rule or a card is escaped too."""
    safe = _MARKDOWN.sub(r"\\\1", plain(text)).replace(r"\<", "&lt;").replace(r"\>", "&gt;")
    return _LINE_START.sub(lambda match: f"{match[1]}{_escaped_start(match[2])}", safe)


def _escaped_start(start: str) -> str:
    return f"{start[:-1]}\\{start[-1]}"


def quoted_turns(text: str) -> str:
    """JSON ``text`` whose marks that turn the direction are written as ``\\uXXXX``: they stay, and act nowhere."""
    return _TURNS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def gift(text: str) -> str:
    """``text`` as HTML within GIFT, on one line: neither format, weight nor end of an answer is read in it."""
    safe = html.escape(re.sub(r"\n\s*", "\n", plain(text).strip()), quote=False)
    if safe.startswith(("[", "%")):
        safe = f"&#{ord(safe[0])};{safe[1:]}"
    return gift_word(safe).replace("\n", "<br>")


def gift_word(text: str) -> str:
    """``text`` that is compared with what is typed: escaped for GIFT, but not HTML."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text)
