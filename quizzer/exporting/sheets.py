"""Pages to read and print: one self-contained HTML sheet, Markdown to read, and Markdown for hashcards."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator

from quizzer.exporting.cards import Card, Side
from quizzer.exporting.inert import hypertext, markdown, paragraphs, plain
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say

_STYLE = """
@page { margin: 18mm; }
body { font-family: "Noto Sans", "Noto Sans CJK SC", system-ui, sans-serif; line-height: 1.4; max-width: 46em;
  margin: 1em auto; color: #111; background: #fff; }
article { break-inside: avoid; margin: 0 0 1.2em; }
article > b { color: #444; font-size: 0.85em; }
article p { white-space: pre-wrap; }
.key { break-before: page; }
.key article { break-inside: auto; }
.key article > b { break-after: avoid; }
.answer { font-weight: 600; }
.space { height: 3em; border-bottom: 1px solid #999; }
img { max-width: 100%; max-height: 7cm; color-scheme: light; }
.more { font-size: 0.88em; color: #333; }
@media print { body { font-size: 10.5pt; } }
"""


def as_html(cards: Iterable[Card]) -> Iterator[str]:
    """The sheet: questions first, the key on pages of its own."""
    kept = list(cards)
    language = kept[0].sides[0].language if kept else Language.EN
    title = hypertext(say("export.sheet", language))
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    yield f'<!DOCTYPE html>\n<html lang="{_lang(language)}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>'
    yield f"<body><h1>{title}</h1>\n"
    for number, card in enumerate(kept, 1):
        asked = "".join(_asked(side, drawn=side is card.sides[0]) for side in card.sides)
        yield f"<article><b>{number}</b>{asked}<div class='space'></div></article>\n"
    yield f'<section class="key"><h1>{hypertext(say("export.key", language))}</h1>\n'
    for number, card in enumerate(kept, 1):
        shown = "".join(map(_answered, card.sides))
        yield f"<article><b>{number} · {hypertext(card.key)}</b>{shown}</article>\n"
    yield "</section></body></html>\n"


def _lang(language: Language) -> str:
    return "zh-Hans" if language is Language.ZH else "en"


def _asked(side: Side, *, drawn: bool) -> str:
    """The question; the drawing stands once, with the words of the first language."""
    options = paragraphs(f"{hypertext(option.key)}) {hypertext(option.text)}" for option in side.options)
    picture = ""
    if side.picture and drawn:
        data = base64.b64encode(side.picture.encode()).decode()
        alt = hypertext(say("export.picture", side.language))
        picture = f'<div><img alt="{alt}" src="data:image/svg+xml;base64,{data}"></div>'
    return f'<div lang="{_lang(side.language)}"><p>{hypertext(side.front)}</p>{picture}{options}</div>'


def _answered(side: Side) -> str:
    slips = (f"{hypertext(slip.answer)}: {hypertext(slip.text)}" for slip in side.slips)
    more = paragraphs([*map(hypertext, side.steps), hypertext(side.explanation), *slips])
    sources = paragraphs(map(hypertext, side.sources))
    answer = f'<p class="answer">{hypertext(side.answer)}</p>'
    return f'<div lang="{_lang(side.language)}">{answer}<div class="more">{more}{sources}</div></div>'


def as_markdown(cards: Iterable[Card]) -> Iterator[str]:
    """A heading, the question and its answer a card."""
    for card in cards:
        yield f"## {markdown(card.key)}\n\n"
        for side in card.sides:
            yield f"{_hard(side.front)}\n\n"
            yield "".join(f"- **{markdown(option.key)}** {_hard(option.text)}\n" for option in side.options)
            yield f"\n> **{markdown(say('export.answer', side.language))}** {_hard(side.answer)}\n\n"
            yield from (f"- {_hard(step)}\n" for step in side.steps)
            yield f"\n{_hard(side.explanation)}\n\n"
            yield from (f"- {markdown(slip.answer)} — {_hard(slip.text)}\n" for slip in side.slips)
            yield "\n" + "".join(f"*{markdown(source)}*  \n" for source in side.sources) + "\n"


def _hard(text: str) -> str:
    return markdown(text).replace("\n", "  \n")


def as_hashcards(cards: Iterable[Card]) -> Iterator[str]:
    """``Q:`` and ``A:`` blocks. What is in a text never begins a card of its own."""
    for card in cards:
        for side in card.sides:
            options = [f"{option.key}) {option.text}" for option in side.options]
            back = [side.answer, *side.steps, side.explanation]
            yield f"Q: {_block([side.front, *options])}\nA: {_block(back)}\n\n---\n\n"


def _block(texts: Iterable[str]) -> str:
    return "  \n".join(markdown(line) for text in texts for line in plain(text).splitlines() if line.strip())
