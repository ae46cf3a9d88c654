"""Choices, sets, shapes, blanks, numbers, parts: partial scores, near misses, what follows from an earlier answer."""

from __future__ import annotations

import pytest

from quizzer.grading.grade import grade_value
from quizzer.grading.parts import grade_parts
from quizzer.grading.records import KINDS, UnknownKind, read_kind, read_parts
from quizzer.questions.verdict import Outcome


def verdict(kind, spec, expected, typed):
    return grade_value(*read_kind(kind, spec, expected), typed)


def found(kind, spec, expected, typed):
    """Outcome, score and the code of the reason."""
    got = verdict(kind, spec, expected, typed)
    return str(got.outcome), round(got.score, 6), got.reason and got.reason.code


RIGHT = ("correct", 1.0, None)


# --- choices, sets, shapes, blanks: partial scores --------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("A,C,E", 1),
        ("A,C", 2 / 3),
        ("A", 1 / 3),
        ("A,C,D", 1 / 3),
        ("A,C,E,B", 2 / 3),
        ("A,B", 0),
        ("B", 0),
        ("ABCDE", 1 / 3),
    ],
)
def test_several_options_score_hits_minus_false(typed, score):
    got = verdict("choice", {"options": list("ABCDE"), "single": False}, ["A", "C", "E"], typed)
    assert got.score == pytest.approx(score)
    assert got.outcome is (Outcome.CORRECT if score == 1 else Outcome.PARTIAL if score else Outcome.INCORRECT)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("A,B", "one_option_only"), ("E", "unknown_option"), ("5", "unknown_option"), ("yes", "unknown_option")],
)
def test_what_is_no_single_choice(typed, code):
    assert found("choice", {"options": list("ABCD"), "single": True}, "B", typed) == ("invalid", 0.0, code)


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("4x5x7", ("partial", 2 / 3, "first_wrong_axis")),
        ("9x9x6", ("partial", 1 / 3, "first_wrong_axis")),
        ("9x9x9", ("incorrect", 0, "first_wrong_axis")),
        ("5x4x6", ("incorrect", 0, "axes_swapped")),
        ("4x5", ("incorrect", 0, "axis_count")),
        ("4x5x6x1", ("incorrect", 0, "axis_count")),
        ("4x5x-6", ("partial", 2 / 3, "first_wrong_axis")),
        ("4x5x6.5", ("invalid", 0, "not_whole_number")),
        ("4xNx6", ("invalid", 0, "not_whole_number")),
        ("4,,5,6", ("invalid", 0, "missing_member")),
        ("(4,5,6", ("invalid", 0, "unbalanced_brackets")),
        ("4,5,6)", ("invalid", 0, "unbalanced_brackets")),
        ("(4,5,6],", ("invalid", 0, "unbalanced_brackets")),
        ("1," * 100, ("invalid", 0, "too_many_members")),
    ],
)
def test_shapes_in_part_and_unreadable(typed, result):
    outcome, score, code = result
    assert found("shape", {}, [4, 5, 6], typed) == (outcome, round(score, 6), code)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("set", "0,2", "members_missing"),
        ("set", "0,2,5,6", "members_extra"),
        ("set", "0,2,6", "members_missing_and_extra"),
        ("set", "none", "members_missing"),
        ("list", "2,0,5", "wrong_order"),
        ("list", "0,2,5,5", "wrong_order"),
        ("list", "0,2", "members_missing"),
    ],
)
def test_members_say_what_is_missing(kind, typed, code):
    outcome, score, reason = found(kind, {"universe": list(range(8))}, [0, 2, 5], typed)
    assert outcome in ("incorrect", "partial")
    assert score < 1
    assert reason == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0,2,9", "not_in_universe"),
        ("x", "not_in_universe"),
        ("0,,2", "missing_member"),
        ("[0,2", "unbalanced_brackets"),
    ],
)
@pytest.mark.parametrize("kind", ["set", "list"])
def test_members_outside_the_universe_are_invalid(kind, typed, code):
    assert found(kind, {"universe": list(range(8))}, [0, 2, 5], typed) == ("invalid", 0.0, code)


BLANKS = {"accepted": [["stride"], ["padding", "zero padding", "补零"]]}


@pytest.mark.parametrize(
    "typed",
    ["stride | padding", "stride|补零", "Stride, zero-padding", "stride；padding", "stride｜padding", "stride、补零"],
)
def test_blanks_are_separated(typed):
    assert found("cloze", BLANKS, None, typed) == RIGHT


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("stride | kernel", ("partial", 0.5, "blanks_wrong")),
        ("kernel | padding", ("partial", 0.5, "blanks_wrong")),
        ("kernel | size", ("incorrect", 0.0, "blanks_wrong")),
        ("stride", ("invalid", 0.0, "blank_count")),
        ("stride|padding|x", ("invalid", 0.0, "blank_count")),
        ("stride|", ("invalid", 0.0, "empty")),
    ],
)
def test_blanks_score_by_their_share(typed, result):
    assert found("cloze", BLANKS, None, typed) == result


# --- near misses of numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "expected", "typed", "result"),
    [
        ({"integer": True}, 112, "113", ("incorrect", 0.0, "one_too_many")),
        ({"integer": True}, 112, "111", ("incorrect", 0.0, "one_too_few")),
        ({"integer": True}, 112, "110", ("incorrect", 0.0, None)),
        ({"integer": True}, 112, "223/2", ("incorrect", 0.0, "not_whole")),
        ({"integer": True}, 1, "0", ("incorrect", 0.0, None)),
        ({"rel": 0.01, "unit": "FLOPs"}, 200, "100", ("incorrect", 0.0, "macs_for_flops")),
        ({"rel": 0.01, "unit": "FLOPs"}, 200, "400", ("incorrect", 0.0, None)),
        ({"rel": 0.01, "unit": "MACs"}, 100, "200", ("incorrect", 0.0, "flops_for_macs")),
        ({"rel": 0.01, "unit": "MACs"}, 10**8, "0.2G", ("incorrect", 0.0, "flops_for_macs")),
        ({"rel": 0.01, "unit": "B"}, 589824, "4718592", ("incorrect", 0.0, "bits_for_bytes")),
        ({"rel": 0.01, "unit": "B"}, 589824, "4718592 bits", RIGHT),
        ({"rel": 0.01, "unit": "B"}, 589824, "294912", ("incorrect", 0.0, None)),
        ({"rel": 0.001, "unit": "B"}, 589824, "576 KB", ("partial", 0.5, "wrong_prefix_base")),
        ({"rel": 0.001, "unit": "B"}, 576000, "576 KiB", ("partial", 0.5, "wrong_prefix_base")),
        ({"rel": 0.001, "unit": "B"}, 2**30, "1 GB", ("partial", 0.5, "wrong_prefix_base")),
        ({"rel": 0.001, "unit": "params"}, 5 * 10**6, "5 Mi", ("partial", 0.5, "wrong_prefix_base")),
        ({"rel": 0.001, "unit": "B"}, 589824, "577 KB", ("incorrect", 0.0, None)),
    ],
)
def test_near_misses_are_named(spec, expected, typed, result):
    assert found("number", spec, expected, typed) == result


@pytest.mark.parametrize(
    ("spec", "expected", "right", "wrong"),
    [
        ({"abs": 0.5}, 25, ["24.5", "25.5", "25"], ["24.49", "25.51"]),
        ({"rel": "0.01"}, -200, ["-198", "-202"], ["-197.9", "-202.1", "200"]),
        ({"rel": 0.01}, 0, ["0", "-0"], ["0.0001"]),
        ({"sigfigs": 3}, "0.0263157894", ["0.0263", "0.02632", "0.026349", "1/38"], ["0.0264", "0.026", "0.02625"]),
        ({"sigfigs": 2}, "0.125", ["0.12", "0.125", "1/8"], ["0.13", "0.1"]),
        ({"decimals": 2}, "2/3", ["0.67", "0.666", "0.6749", "2/3"], ["0.66", "0.675"]),
        ({"decimals": 2}, "0.125", ["0.12", "0.125"], ["0.13"]),
        ({"decimals": 0}, "2.5", ["2", "2.5"], ["3"]),
        ({"abs": 0.001, "sigfigs": 2}, "0.14285", ["0.1436", "0.14"], ["0.15"]),
        ({"integer": True, "rel": 0.01}, 1000, ["1005", "991"], ["1011"]),
        ({}, "1/3", ["1/3", "2/6", "3^-1"], ["0.333333333333"]),
        ({}, 2**70, ["2^70", "1180591620717411303424"], ["1180591620717411303425", "1.180591620717411e21"]),
        ({"unit": "%"}, 25, ["25", "25%", "25 %"], ["0.25", "2500%"]),
        ({"percent_ok": True}, "0.25", ["0.25", "25%", "1/4"], ["25"]),
    ],
)
def test_tolerances(spec, expected, right, wrong):
    assert {typed: str(verdict("number", spec, expected, typed).outcome) for typed in right + wrong} == {
        **dict.fromkeys(right, "correct"),
        **dict.fromkeys(wrong, "incorrect"),
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0,1429", "decimal_comma"),
        ("1 1/2", "mixed_fraction"),
        ("1,23", "decimal_comma"),
        ("147,584,0", "bad_grouping"),
        ("1__0", "bad_grouping"),
        ("12 apples", "unknown_unit"),
        ("12 ms", "unknown_unit"),
        ("1/0", "division_by_zero"),
        ("ln(-1)", "undefined"),
        ("2^1000000000", "too_large"),
        ("1e5000", "too_large"),
        ("nan", "unknown_name"),
        ("-inf", "unknown_name"),
        ("3*(4+5", "unclosed"),
        ("3+", "missing_operand"),
        ("1" * 2001, "too_long"),
    ],
)
def test_numbers_that_cannot_be_read(typed, code):
    assert found("number", {"unit": "px"}, 12, typed) == ("invalid", 0.0, code)


@pytest.mark.parametrize(
    ("spec", "expected", "spellings"),
    [
        ({"unit": "params"}, 147584, ["147 584", "147\u202f584", "147’584", "147 584 params", "params = 147584"]),
        ({"unit": "params"}, 147584, ["128(3*3*128+1)", "3x3x128x128+128", "3 x 3 X 128 × 128 + 128", "2^{7}·1153"]),
        ({}, 2**70, ["1 180 591 620 717 411 303 424", "2^{70}", "2⁷⁰", "1024^7", "4³⁵"]),
        ({"rel": 1e-6}, "-1.386294361", ["-2 ln 2", "-2ln2", "-ln4", r"-\ln 4", "ln(1/4)", "-log_2(4)·ln 2"]),
        ({}, "1/7", [r"\frac{1}{7}", r"\frac17", "⅐", "1÷7", "IoU = 1/7", "7^-1", "7⁻¹", "$1/7$"]),
        ({"sigfigs": 3}, "0.0263", ["2.63x10^-2", "2.63 x 10^-2", "2.63·10⁻²", "2.63*10^{-2}", "2.63e−2", "2.63%"]),
        ({"integer": True}, 576, ["⌊576.4⌋", "|−576|", "√331776", "(3)(3)(64)", "floor(576.9)", "max(576, 2)"]),
    ],
)
def test_spellings_of_numbers(spec, expected, spellings):
    outcomes = {typed: str(verdict("number", spec, expected, typed).outcome) for typed in spellings}
    assert outcomes == dict.fromkeys(spellings, "correct")


def test_a_number_of_two_groups_that_does_not_hit_could_be_two_numbers():
    assert found("number", {}, 147584, "147 585") == ("invalid", 0.0, "two_numbers")
    assert found("number", {}, 7.2, "0.9 8") == ("invalid", 0.0, "two_numbers")
    assert found("number", {}, 1048576, "1 048 577")[0] == "incorrect"


# --- parts ------------------------------------------------------------------------------------------------------


WHOLE = {"integer": True}
PARTS = {
    "parts": [
        {"id": "side", "kind": "number", "spec": WHOLE},
        {"id": "area", "kind": "number", "spec": WHOLE, "follows": "side*side"},
        {"id": "shape", "kind": "shape"},
        {"id": "total", "kind": "number", "spec": {"rel": 0.01}, "follows": "3*area + side"},
    ]
}
KEYS = [112, 12544, [1, 112, 112], 37744]


def outcomes(*answers):
    return [str(got.outcome) for got in grade_parts(read_parts(PARTS, KEYS), answers)]


def test_parts_that_are_right():
    assert outcomes("112", "12544", "1x112x112", "37744") == ["correct"] * 4


def test_a_part_that_follows_rightly_from_a_wrong_one_is_right():
    found = grade_parts(read_parts(PARTS, KEYS), ["111", "12321", "1x111x111", "37074"])
    assert [str(got.outcome) for got in found] == ["incorrect", "correct", "partial", "correct"]
    assert [got.score for got in found] == [0, 1, pytest.approx(1 / 3), 1]
    assert [got.reason.code for got in found][1] == "follow_through"


def test_a_part_that_is_right_in_itself_stays_right():
    assert outcomes("111", "12544", "1x112x112", "37744") == ["incorrect", "correct", "correct", "correct"]


def test_a_second_slip_is_wrong_and_carried_too():
    assert outcomes("111", "12000", "1x112x112", "36111") == ["incorrect", "incorrect", "correct", "correct"]
    assert outcomes("111", "12000", "1x112x112", "37074") == ["incorrect", "incorrect", "correct", "incorrect"]


@pytest.mark.parametrize(("side", "area"), [("0", "0"), ("1", "1"), ("-3", "9"), ("3/2", "9/4")])
def test_carried_values_that_make_the_rest_trivial_are_refused(side, area):
    assert outcomes(side, area) == ["incorrect", "incorrect"]


def test_the_least_value_that_is_carried():
    assert outcomes("2", "4") == ["incorrect", "correct"]


def test_an_unreadable_part_is_invalid_and_carries_nothing():
    assert outcomes("x", "12544") == ["invalid", "correct"]
    assert outcomes("x", "12321") == ["invalid", "incorrect"]


def test_what_is_carried_is_a_number_in_base_units():
    parts = {
        "parts": [
            {"id": "p", "kind": "number", "spec": {"integer": True, "unit": "params"}},
            {"id": "bytes", "kind": "number", "spec": {"unit": "B"}, "follows": "4*p"},
        ]
    }
    found = grade_parts(read_parts(parts, [1500, 6000]), ["2K params", "8 KB"])
    assert [str(got.outcome) for got in found] == ["incorrect", "correct"]


def test_records_that_do_not_fit():
    assert len(set(KINDS)) == len(KINDS) == 13
    with pytest.raises(UnknownKind):
        read_kind("essay", {}, None)
    with pytest.raises(ValueError, match="zip"):
        read_parts(PARTS, KEYS[:3])
    for kind, spec, expected in [
        ("number", {}, "x"),
        ("number", {}, None),
        ("number", {}, True),
        ("number", {"rel": "much"}, 1),
        ("shape", {}, None),
        ("set", {}, [1]),
        ("choice", {}, "A"),
        ("formula", {}, "x"),
        ("formula", {"vars": ["x"], "where": "x <"}, "x"),
        ("truth_reason", {"reasons": ["A", "B", "C"]}, ["T"]),
        ("ordering", {}, ["a"]),
        ("matching", {"prompts": ["1"]}, {}),
        ("spot_error", {}, "none"),
        ("free", {"key_points": 0}, None),
        ("free", {"key_points": []}, None),
    ]:
        with pytest.raises((KeyError, TypeError, ValueError, ArithmeticError)):
            read_kind(kind, spec, expected)


@pytest.mark.parametrize(
    ("typed", "echo"), [("0.95", "0.95"), ("19/20", "19/20"), ("1/4*2.0", "0.5"), ("-0.5", "−0.5")]
)
def test_a_decimal_is_echoed_as_one(typed, echo):
    assert found("number", {"abs": 0.001}, "0.1", typed)[0] == "incorrect"
    assert verdict("number", {"abs": 0.001}, "0.1", typed).read_as == echo
