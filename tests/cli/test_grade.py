"""``quizzer grade`` in process: kinds, records, bad lines, long answers, and the examples of the manual."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from quizzer.cli.start import start
from quizzer.grading.records import KINDS

DATA = Path(__file__).parent.parent / "data"
MANUAL = (Path(__file__).parent.parent.parent / "docs" / "grading.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(line) for line in re.search(r"```jsonl\n(.*?)```", MANUAL, re.DOTALL)[1].splitlines()]
OUTCOME = {"verdict", "score", "misconception"}


def run(capsys, *arguments):
    code = start(["grade", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def answers(capsys, monkeypatch, lines):
    """What comes out for lines of bytes or records, one answer each."""
    coded = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(coded) + b"\n"), encoding="utf-8"))
    code, out, err = run(capsys, "--jsonl")
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def record(given, kind="number", spec=None, expected=112, **more):
    return {"id": 1, "kind": kind, "spec": spec or {}, "expected": expected, "given": given} | more


def test_the_list_names_every_kind(capsys):
    code, out, err = run(capsys, "--list")
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line and not line.startswith(" ")] == list(KINDS)
    for word in ("spec", "expected", "typed"):
        assert len(re.findall(rf"^    {word} +\S", out, re.MULTILINE)) == len(KINDS)


def test_without_a_wish_it_says_what_would_work(capsys):
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert "--jsonl" in err
    assert "--list" in err


def test_every_fixture_record_in_order(capsys, monkeypatch):
    cases = json.loads((DATA / "answers.json").read_text(encoding="utf-8"))["cases"]
    found = answers(capsys, monkeypatch, cases)
    assert [answer["id"] for answer in found] == [case["id"] for case in cases]
    for answer, case in zip(found, cases, strict=True):
        assert list(answer) == ["id", "verdict", "score", "read_as", "message", "misconception"]
        assert answer["message"].isprintable()
        if answer["verdict"] != "partial":
            assert answer["verdict"] in [case["verdict"], *case.get("also_ok", [])]


def test_a_record_says_how_it_was_read_and_why(capsys, monkeypatch):
    right, wrong, unread = answers(
        capsys, monkeypatch, [record("7*16"), record("113", spec={"integer": True}), record("11+")]
    )
    assert right == {
        "id": 1,
        "verdict": "correct",
        "score": 1.0,
        "read_as": "112",
        "message": "Right.",
        "misconception": None,
    }
    assert (wrong["verdict"], wrong["score"], wrong["message"]) == (
        "incorrect",
        0.0,
        "Not right. That is one too many.",
    )
    assert (unread["verdict"], unread["score"], unread["read_as"]) == ("invalid", 0.0, "")


SLIPS = [
    {"id": "NO-PLUS-1", "answer": 111, "message": "Leave out the + 1 and you get 111."},
    {"id": "HALF", "answer": "223/2"},
]


def test_misconceptions_are_named_with_their_message(capsys, monkeypatch):
    spec = {"integer": True, "misconceptions": SLIPS}
    first, second, none, right, unread = answers(
        capsys, monkeypatch, [record(typed, spec=spec) for typed in ("111", "111.5", "110", "112", "?")]
    )
    assert (first["misconception"], first["message"]) == ("NO-PLUS-1", "Leave out the + 1 and you get 111.")
    assert (second["misconception"], second["message"]) == ("HALF", "Not right. The answer is a whole number.")
    assert {none["misconception"], right["misconception"], unread["misconception"]} == {None}


@pytest.mark.parametrize(
    ("kind", "spec", "expected", "slip", "typed"),
    [
        ("shape", {}, [3, 4], [4, 3], "4x3"),
        ("set", {"universe": [0, 1, 2]}, [0, 1], [0, 2], "{2, 0}"),
        ("list", {"universe": [0, 1, 2]}, [0, 1], [1, 0], "1 0"),
        ("choice", {"options": ["A", "B"], "single": True}, "A", "B", "b"),
        ("choice", {"options": ["A", "B", "C"], "single": False}, ["A", "C"], ["A"], "a"),
        ("formula", {"vars": ["x"], "domain": {"x": {"min": 1, "max": 9}}}, "x//2+1", "ceil(x/2)", "(x+1)//2"),
        ("ordering", {"items": ["a", "b"]}, ["a", "b"], ["b", "a"], "b>a"),
        ("matching", {"prompts": ["1", "2"], "targets": ["a", "b"]}, ["a", "b"], {"1": "b", "2": "a"}, "ba"),
        ("truth_reason", {"reasons": ["A", "B"]}, ["F", "B"], ["T", "A"], "ta"),
        ("spot_error", {"parts": ["a", "b"], "corrections": ["1"]}, ["b", "1"], "none", "none"),
    ],
)
def test_misconceptions_of_every_kind(capsys, monkeypatch, kind, spec, expected, slip, typed):
    spec = spec | {"misconceptions": [{"id": "S", "answer": slip}]}
    (answer,) = answers(capsys, monkeypatch, [record(typed, kind, spec, expected)])
    assert answer["verdict"] in ("incorrect", "partial")
    assert answer["misconception"] == "S"


def test_long_answers_come_in_pieces(capsys, monkeypatch):
    def pieces(*parts, **more):
        return {key: value for key, value in record("", **more).items() if key != "given"} | {"pieces": list(parts)}

    found = answers(
        capsys,
        monkeypatch,
        [
            pieces(["1", 2], ["2", 1]),
            pieces(["1+", 111], ["1", 1]),
            pieces(["(", 50_000], ["1", 1], [")", 50_000]),
            pieces(["1", 10**12]),
            pieces(["", 10**12]),
            pieces([" ", 10**9], ["112", 1]),
            pieces(["x", 300], kind="cloze", spec={"accepted": ["x" * 300]}),
        ],
    )
    assert [answer["verdict"] for answer in found] == [*["correct"] * 2, *["invalid"] * 4, "correct"]
    broken = [
        {"id": 1, "kind": "number", "pieces": wrong} for wrong in (5, ["1"], [["1"]], [["1", "2"]], [[1, 2]], {"1": 2})
    ]
    assert {answer["error"]["reason"] for answer in answers(capsys, monkeypatch, broken)} == {"malformed"}


def test_parts_with_follow_through(capsys, monkeypatch):
    spec = {
        "parts": [
            {"id": "side", "kind": "number", "spec": {"integer": True}},
            {"id": "area", "kind": "number", "spec": {"integer": True}, "follows": "side*side"},
        ]
    }
    typed = [["112", "12544"], "111\n12321", ["111", "12000"], ["1", "1"], ["112"], ["x", "12544"], []]
    found = answers(capsys, monkeypatch, [record(one, "parts", spec, [112, 12544]) for one in typed])
    assert [(answer["verdict"], answer["score"]) for answer in found] == [
        ("correct", 1.0),
        ("partial", 0.5),
        ("incorrect", 0.0),
        ("incorrect", 0.0),
        ("partial", 0.5),
        ("invalid", 0.0),
        ("incorrect", 0.0),
    ]
    assert [part["verdict"] for part in found[1]["parts"]] == ["incorrect", "correct"]
    assert "earlier answer" in found[1]["parts"][1]["message"]
    assert found[0]["read_as"] == "112 | 12,544"


BAD = [
    (b"{", "malformed"),
    (b"[1, 2]", "malformed"),
    (b"null", "malformed"),
    (b"\xff\xfe", "malformed"),
    (b"[" * 100_000, "malformed"),
    (b'{"id": 1}', "malformed"),
    (b'{"id": 1, "kind": "number"}', "malformed"),
    (b'{"id": 1, "kind": 5, "given": "1"}', "malformed"),
    (b'{"id": 1, "kind": "number", "given": 5}', "malformed"),
    (b'{"id": 1, "kind": "number", "given": [1]}', "malformed"),
    (record("x", "essay"), "unknown_kind"),
    (record("x", "__import__"), "unknown_kind"),
    (record("x", ""), "unknown_kind"),
    (record("x", "\x1b[31m" * 100), "unknown_kind"),
    (record(["1"]), "bad_argument"),
    (record("1", expected="many"), "bad_argument"),
    (record("1", expected=None), "bad_argument"),
    (record("1", expected="1/0"), "bad_argument"),
    (record("1", spec={"rel": "much"}), "bad_argument"),
    (record("1", "set", {}, [1]), "bad_argument"),
    (record("1", "shape", {}, "ab"), "bad_argument"),
    (record("x", "formula", {"vars": ["x"], "where": "x ="}, "x"), "bad_argument"),
    (record("x", "formula", {"vars": ["x"], "where": "__import__('os')"}, "x"), "bad_argument"),
    (record("1", "free", {"key_points": 0}, None), "bad_argument"),
    (record(["1"], "parts", {"parts": [{"id": "a", "kind": "number"}]}, [1, 2]), "bad_argument"),
    (record(["1"], "parts", {}, [1]), "bad_argument"),
    (record([], "parts", {"parts": []}, []), "bad_argument"),
    (record("5", spec={"misconceptions": [{"id": "S"}]}), "bad_argument"),
]


def test_a_bad_line_stops_nothing(capsys, monkeypatch):
    good = record("112") | {"id": "ok"}
    found = answers(capsys, monkeypatch, [part for line, _ in BAD for part in (line, b"", good)])
    assert len(found) == 2 * len(BAD)
    for bad, after, (line, reason) in zip(found[::2], found[1::2], BAD, strict=True):
        assert bad["error"]["reason"] == reason, line
        assert bad["error"]["message"]
        assert bad["id"] == (1 if isinstance(line, dict) or b'"id": 1' in line else None)
        assert (after["id"], after["verdict"]) == ("ok", "correct")


def test_no_control_character_comes_out(capsys, monkeypatch):
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(record("\x1b]0;x\x07", "\x1b[31m")).encode() + b"\n"))
    )
    _, out, _ = run(capsys, "--jsonl")
    assert out.rstrip("\n").isprintable()


def test_any_id_comes_back(capsys, monkeypatch):
    ids = [None, 0, -1.5, "", "a0014", "学", True, [1, "x"], {"a": None}]
    found = answers(capsys, monkeypatch, [record("112") | {"id": number} for number in ids])
    assert [answer["id"] for answer in found] == ids


# --- the manual -------------------------------------------------------------------------------------------------


def test_the_manual_names_every_kind_and_fits_a_page():
    assert len(MANUAL.splitlines()) < 150
    for kind in KINDS:
        assert re.search(rf"\*\*{kind}\*\*", MANUAL), kind
    assert {example["kind"] for example in EXAMPLES} == set(KINDS)


def test_the_examples_of_the_manual_are_graded_as_stated(capsys, monkeypatch):
    records = [{key: value for key, value in example.items() if key not in OUTCOME} for example in EXAMPLES]
    for answer, example in zip(answers(capsys, monkeypatch, records), EXAMPLES, strict=True):
        assert {key: answer[key] for key in OUTCOME & example.keys()} == {
            key: example[key] for key in OUTCOME & example.keys()
        }, example


@pytest.mark.parametrize("typed", ["73856", "73,856", "73 856", "3*3*64*128+128", "7.3856e4", "73.856K", "7.3856×10⁴"])
def test_numbers_as_the_manual_spells_them(capsys, monkeypatch, typed):
    (answer,) = answers(capsys, monkeypatch, [record(typed, spec={"integer": True, "unit": "params"}, expected=73856)])
    assert (answer["verdict"], answer["read_as"]) == ("correct", "73,856")
