"""The beginning of a new item: every field it needs, in the order of the bank's files, to be filled in."""

from __future__ import annotations

_HEAD = """- id: {id}
  version: 1
  updated: "{today}"
  kind: {kind}
  topic: {topic}
  concept: {name}
"""

_CONCEPTUAL = """  difficulty: 2
  source: []  # sections of the notes; an item without one is tagged ext and has a reference
  reference: "TODO"
  prompt: {zh: "TODO", en: "TODO"}
"""

_TAIL = """  explanation: {zh: "TODO", en: "TODO"}
  tags: [ext, draft]  # a draft is asked only by its name; take the tag away when it is ready
"""

_TEXT = '{zh: "TODO", en: "TODO"}'
_RIGHT = f"    - {{id: %s, text: {_TEXT}, correct: true, feedback: {_TEXT}}}\n"
_WRONG = f"    - {{id: %s, text: {_TEXT}, correct: false, slip: OWN-SLIP, feedback: {_TEXT}}}\n"
_LINE = f"    - {{id: %s, text: {_TEXT}}}\n"


def _options(right: str, wrong: str) -> str:
    keys = sorted(right + wrong)
    return "".join((_RIGHT if key in right else _WRONG) % key for key in keys)


def _lines(letter: str, count: int) -> str:
    return "".join(_LINE % f"{letter}{number}" for number in range(1, count + 1))


_BODIES = {
    "single": "  shuffle: true\n  choices:\n" + _options("b", "acd"),
    "multi": "  shuffle: true\n  choices:\n" + _options("bd", "ace"),
    "truth_reason": "  truth: true\n  reasons:\n" + _options("c", "ab"),
    "cloze": """  blanks:
    - n: 1
      accept: {zh: ["TODO"], en: ["TODO"], abbr: []}
      reject:
        - {forms: ["TODO"], slip: OWN-SLIP, feedback: {zh: "TODO", en: "TODO"}}
""",
    "ordering": "  items:  # in the right order; they are mixed when they are asked\n"
    + _lines("s", 5)
    + '  feedback:\n    - {if: "s3 before s2", slip: OWN-SLIP, text: {zh: "TODO", en: "TODO"}}\n',
    "matching": "  left:\n"
    + _lines("l", 3)
    + "  right:\n"
    + _lines("r", 4)
    + "  answer: {l1: r2, l2: r1, l3: r4}\n"
    + '  feedback:\n    - {pair: "l1-r1", slip: OWN-SLIP, text: {zh: "TODO", en: "TODO"}}\n',
    "free": "  keypoints:\n"
    + "".join(f'    - {{id: k{n}, points: 1, text: {{zh: "TODO", en: "TODO"}}}}\n' for n in (1, 2, 3))
    + '  penalties:\n    - {points: -1, slip: OWN-SLIP, text: {zh: "TODO", en: "TODO"}}\n'
    + '  model_answer: {zh: "TODO", en: "TODO"}\n',
    "spot_error": "  positive_sibling: todo-item  # teaches the right statement of the same concept\n  segments:\n"
    + _lines("g", 3)
    + "  wrong_segment: g2\n  corrections:\n"
    + _options("b", "ac")
    + '  corrected: {zh: "TODO", en: "TODO"}\n',
}

_NUMERIC = """  family: own
  source: []  # sections of the notes; an item without one is tagged ext and has a reference
  reference: "TODO"
  conventions: ["rounds down"]
  draw:
    levels:
      1: {W: [8, 16, 32], K: [3, 5], S: [1, 2], P: [0, 1]}
  asks:
    - levels: [1]
      calculator: conv_output_size  # quizzer calc --list names all of them
      args: {size: W, kernel: K, stride: S, padding: P}
      prompt:
        zh: "TODO {W} {K} {S} {P}"
        en: "TODO {W} {K} {S} {P}"
      answer: {kind: number, rule: {integer: true, unit: px}}
      misconceptions: [OUT-NOPLUS1, OUT-CEIL, OUT-NOPAD]
      hints:  # the idea, the formula, the formula with numbers
        - {zh: "TODO", en: "TODO"}
        - {zh: "TODO", en: "TODO"}
        - {zh: "TODO", en: "TODO"}
      explanation: {zh: "TODO", en: "TODO"}
  tags: [ext, draft]  # a draft is asked only by its name; take the tag away when it is ready
"""

STUB_KINDS = (*_BODIES, "numeric")


def stub(kind: str, topic: str, name: str, today: str) -> str:
    """The YAML of a new item ``topic-name`` of ``kind`` (one of ``STUB_KINDS``); ``today`` is an ISO date."""
    head = _HEAD.format(id=f"{topic}-{name}", kind=kind, topic=topic, name=name, today=today)
    if kind == "numeric":
        return head + _NUMERIC
    body = (
        _CONCEPTUAL.replace('"TODO", en: "TODO"', '"TODO {{1}}", en: "TODO {{1}}"') if kind == "cloze" else _CONCEPTUAL
    )
    return head + body + _BODIES[kind] + _TAIL
