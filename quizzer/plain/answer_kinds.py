"""What ``quizzer grade --list`` shows: the answer kinds, their specification and how answers are spelled."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AnswerKind:
    """An answer kind by its public name: fields of ``spec``, what ``expected`` is, and an answer as typed."""

    name: str
    spec: str
    expected: str
    typed: str


ANSWER_KINDS = (
    AnswerKind(
        "number",
        "integer, abs, rel, sigfigs, decimals, unit (params px B FLOPs MACs s %), percent_ok",
        'an int, "3/7" or "0.25"',
        "3*3*64*128+128 · 73,856 · 2.31e8 · 231M · 3/7 · 14.3%",
    ),
    AnswerKind("shape", "axes", "[20, 33, 24, 49]", "20x33x24x49 · (20, 33, 24, 49) · torch.Size([20, 33, 24, 49])"),
    AnswerKind("set", "universe", "[1, 2]", "1, 2 · {2, 1} · none"),
    AnswerKind("list", "universe", "[0, 2, 3]", "0, 2, 3"),
    AnswerKind("choice", "options, single", '"B" or ["A", "C"]', "B · a, c · 1 3"),
    AnswerKind("cloze", "accepted: one list, or a list of lists", "the same", "ReLU · stride | padding"),
    AnswerKind(
        "formula",
        "vars, domain: {name: {min, max, real, values}}, where",
        '"floor((W-F+2*P)/S)+1"',
        r"(W-F+2P)//S+1 · ⌊(W−F+2P)/S⌋+1 · \lfloor\frac{W-F+2P}{S}\rfloor+1",
    ),
    AnswerKind("truth_reason", "reasons", '["F", "B"]', "F B · 错 B"),
    AnswerKind("ordering", "items: keys", '["c", "a", "b"]', "c, a, b · c > a > b · cab"),
    AnswerKind("matching", "prompts, targets: keys", '{"1": "b", "2": "a"}', "1=b, 2=a · 1b 2a · b, a"),
    AnswerKind("spot_error", "parts, corrections: keys", '["b", "2"] or "none"', "b 2 · none"),
    AnswerKind("free", "key_points: a number or a list", "null", "the text, a line “.”, then the points it holds: 1,3"),
    AnswerKind(
        "parts",
        "parts: [{id, kind, spec, follows}]; follows computes a part from earlier ones: 2*a+1",
        "a list, one a part",
        "one line a part, or a list of texts",
    ),
)
