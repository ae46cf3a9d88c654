"""Laws of grading: any text gives a verdict; a right answer in any of our notations is right; a slip is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.bank.numeric_items import NumericItem
from quizzer.bank.selectors import levels
from quizzer.expressions.printing import print_number
from quizzer.generators.answer_specs import spell
from quizzer.generators.making import make_question
from quizzer.grading.grade import grade, grade_value
from quizzer.grading.reading import shown
from quizzer.grading.records import KINDS, read_kind
from quizzer.plain.grade_records import answer_line
from quizzer.questions.answers import NumberSpec, ShapeSpec
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.wording.feedback import reason_line
from tests.bundled import BANK

SIDES = {"W": {"min": 1, "max": 64}, "F": {"min": 1, "max": 7}, "P": {"min": 0, "max": 2, "real": True}}
RECORDS = [
    ("number", {"integer": True, "unit": "px"}, 112),
    ("number", {"sigfigs": 3, "unit": "B"}, "1/7"),
    ("number", {"decimals": 2, "rel": 0.01, "unit": "%"}, -25),
    ("shape", {}, [3, 4]),
    ("set", {"universe": [0, 1, 2]}, [1, 2]),
    ("list", {"universe": ["A", "B"]}, ["B", "A"]),
    ("choice", {"options": ["A", "B", "C"], "single": True}, "B"),
    ("choice", {"options": ["A", "B", "C", "D", "E"], "single": False}, ["A", "C"]),
    ("truth_reason", {"reasons": ["A", "B", "C"]}, ["T", "B"]),
    ("cloze", {"accepted": [["ReLU"], ["2"]]}, None),
    ("formula", {"vars": ["W", "F", "P"], "domain": SIDES, "where": "W >= F"}, "floor((W-F+2*P)/2)+1"),
    ("formula", {"vars": ["W"], "domain": {"W": {"values": [1, 2]}}}, "exp(-W)"),
    ("ordering", {"items": ["a", "b", "c"]}, ["c", "a", "b"]),
    ("matching", {"prompts": ["1", "2"], "targets": ["a", "b", "c"]}, ["c", "a"]),
    ("spot_error", {"parts": ["a", "b"], "corrections": ["1", "2"]}, ["b", "2"]),
    ("free", {"key_points": 3}, None),
]
SPECS = [read_kind(*record) for record in RECORDS]
MATHS = st.text(alphabet="0123456789.,+-*/^() eKMGi%×·⁵½ln|[]xTF,ABC", max_size=60)
PIECES = ["W", "F", "P", "1", "2", "0", ".5", "(", ")", "[", "]", "{", "}", "⌊", "⌋", "⌈", "⌉", "|", "+", "-", "*", "/"]
PIECES += [
    "//",
    "^",
    "**",
    "floor",
    "ceil",
    "max",
    "sqrt",
    "exp",
    "ln",
    "log2",
    "abs",
    "e",
    "\\frac",
    "\\lfloor",
    "\\sqrt",
]
PIECES += [
    "\\left",
    "\\text",
    "\\cdot",
    "\\",
    "_",
    "²",
    "½",
    "√",
    ",",
    "=",
    ".",
    ";",
    " ",
    "%",
    "Mi",
    "B",
    "a",
    "T",
    "none",
]
PIECES += ["\n", "\n.\n", "，", "→", "->", ":", " and ", "的", "\u200b", "\x1b", "$"]
TYPED = st.one_of(
    st.text(max_size=200),
    MATHS,
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.binary().map(lambda b: b.decode("latin-1")),
)


def test_the_laws_know_every_kind():
    assert {kind for kind, _, _ in RECORDS} | {"parts"} == set(KINDS)


@given(st.sampled_from(SPECS), TYPED)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_verdict(case, typed):
    spec, expected = case
    verdict = grade_value(spec, expected, typed)
    assert 0 <= verdict.score <= 1
    assert (verdict.outcome is Outcome.CORRECT) == (verdict.score == 1)
    assert (verdict.outcome is Outcome.PARTIAL) == (0 < verdict.score < 1)
    assert verdict.read_as.isprintable()
    for language in Language:
        assert reason_line(verdict, language).isprintable()
    assert grade_value(spec, expected, typed) == verdict


@given(st.sampled_from(SPECS), st.characters(), st.integers(1_000, 100_000))
@settings(max_examples=60, deadline=None)
def test_very_long_text_gives_a_verdict(case, character, times):
    assert grade_value(*case, character * times).outcome in Outcome


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record[0])
@pytest.mark.parametrize(
    "piece", ["1", "(", "-", "a,", "1 ", "[", "x", "W+", "\\frac{", "²", "的", "\n.\n", "\x00", "e^", "|", " "]
)
def test_a_hundred_thousand_characters_give_no_right_answer(record, piece):
    spec, expected = read_kind(*record)
    typed = piece * (100_000 // len(piece))
    assert grade_value(spec, expected, typed).outcome in (Outcome.INVALID, Outcome.INCORRECT)


JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-50, 1000), st.sampled_from(["a", "1/2", "x", ""]), st.text(max_size=4)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["a", "x", "min", "max", "values", "id"]), inner)
    ),
    max_leaves=6,
)
FIELDS = ["integer", "rel", "sigfigs", "decimals", "unit", "universe", "options", "accepted", "vars", "domain", "where"]
FIELDS += ["reasons", "items", "prompts", "targets", "parts", "corrections", "key_points", "misconceptions"]


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4), JSON, TYPED)
@settings(max_examples=120, deadline=None)
def test_any_record_gives_a_verdict_or_an_error(kind, spec, expected, typed):
    record = {"id": 7, "kind": kind, "spec": spec, "expected": expected, "given": typed}
    answer = json.loads(answer_line(json.dumps(record).encode()))
    assert answer["id"] == 7
    assert answer.keys() >= {"verdict", "score", "read_as", "message", "misconception"} or answer.keys() == {
        "id",
        "error",
    }


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_line_gives_a_line(line):
    answer = answer_line(line)
    assert "\n" not in answer
    assert json.loads(answer)["error"]["reason"] == "malformed"


@given(st.one_of(st.integers(-(10**12), 10**12), st.fractions(max_denominator=10**6)))
@settings(deadline=None)
def test_a_number_as_we_print_it_is_read_back(value):
    spec = NumberSpec()
    for typed in (print_number(value), spell(value)):
        assert grade_value(spec, value, typed).outcome is Outcome.CORRECT


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.sampled_from(["{}", "({})", "[{}]", "torch.Size([{}])"])
)
def test_a_shape_in_any_notation_is_read_back(shape, wrapper):
    for separator in (", ", ",", " ", "x", " × ", "*"):
        typed = wrapper.replace("{}", separator.join(map(str, shape)))
        assert grade_value(ShapeSpec(), tuple(shape), typed).outcome is Outcome.CORRECT


@given(st.sampled_from(sorted(BANK.items)), st.integers(0, 10**6), st.integers(0, 4))
@settings(max_examples=60, deadline=None)
def test_a_right_answer_is_right_and_each_slip_is_named(item_id, seed, place):
    item = BANK.items[item_id]
    level = levels(item)[place % len(levels(item))]
    question = make_question(BANK, QuestionId(item_id, item.version, level, seed))
    assert grade(question, question.typed_answer).outcome is Outcome.CORRECT
    if isinstance(item, NumericItem) and not question.choices:
        for slip in question.misconceptions:
            verdict = grade(question, spell(slip.answer))
            assert verdict.outcome in (Outcome.INCORRECT, Outcome.PARTIAL)
            assert verdict.slip_id == slip.id


@given(st.text())
def test_shown_text_is_printable_and_short(typed):
    assert shown(typed).isprintable()
    assert len(shown(typed)) <= 81
