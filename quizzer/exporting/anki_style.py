"""How cards look in Anki: templates and style, light and dark, on a phone and on a desk."""

from __future__ import annotations

STYLE = """
.card { font-family: system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; font-size: 18px; line-height: 1.45;
  text-align: left; color: #1c1c1c; background: #fdfdfb; max-width: 42em; margin: 0 auto; padding: 0.6em; }
.question { white-space: pre-wrap; }
.card div[lang] + div[lang] { margin-top: 0.7em; }
.card img { max-width: 100%; color-scheme: light; }
.nightMode img { color-scheme: dark; }
.options, .steps, .slips, .explanation { margin-top: 0.8em; }
.answer { margin: 0.6em 0; font-weight: 600; border-left: 4px solid #2b6cb0; padding-left: 0.6em; }
.formula, .steps div { overflow-x: auto; }
.slips, .sources { font-size: 0.88em; }
.sources { margin-top: 1em; color: #555; }
.card.nightMode, .nightMode .card { color: #e8e6e3; background: #1e1e1e; }
.nightMode .answer { border-color: #7fb3e6; }
.nightMode .sources { color: #aaa; }
"""


def front() -> str:
    """The front: question, options and picture."""
    return f'<div class="question">{{{{Question}}}}</div>{_block("Options", "options")}{_block("Picture", "picture")}'


def back() -> str:
    """The front again, then the key and what explains it, wherever there is any."""
    blocks = [_block("Steps", "steps"), _block("Explanation", "explanation"), _block("Slips", "slips")]
    answer = '<hr id="answer"><div class="answer">{{Answer}}</div>'
    return "{{FrontSide}}" + answer + "".join(blocks) + _block("Sources", "sources")


def _block(field: str, style: str) -> str:
    return f'{{{{#{field}}}}}<div class="{style}">{{{{{field}}}}}</div>{{{{/{field}}}}}'
