"""Orders, pairs, spotted errors, judgements with their reason, free text: every spelling, and what each is worth."""

from __future__ import annotations

from itertools import permutations

import pytest

from quizzer.grading.grade import grade_value
from quizzer.grading.records import read_kind
from quizzer.questions.verdict import Outcome


def verdict(kind, spec, expected, typed):
    return grade_value(*read_kind(kind, spec, expected), typed)


def found(kind, spec, expected, typed):
    """Outcome, score and the code of the reason."""
    got = verdict(kind, spec, expected, typed)
    return str(got.outcome), round(got.score, 6), got.reason and got.reason.code


RIGHT = ("correct", 1.0, None)


# --- ordering ---------------------------------------------------------------------------------------------------


ITEMS = {"items": ["a", "b", "c", "d"]}
ORDER = ["c", "a", "b", "d"]


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "c, a, b, d",
            "c a b d",
            "cabd",
            "CABD",
            "c;a;b;d",
            "c、a、b、d",
            "c，a，b，d",
            "ｃ，ａ，ｂ，ｄ",
            "c | a | b | d",
        ),
        *("c > a > b > d", "c->a->b->d", "c => a => b => d", "c→a→b→d", "c < a < b < d", "(c, a, b, d)", "[c,a,b,d]"),
        *("3 1 2 4", "3124", "3, 1, 2, 4", "c.  a.  b.  d.", "c\na\nb\nd", "  cabd  ", "c/a/b/d"),
    ],
)
def test_spellings_of_an_order(typed):
    assert found("ordering", ITEMS, ORDER, typed) == RIGHT
    assert verdict("ordering", ITEMS, ORDER, typed).read_as == "c, a, b, d"


def test_an_order_scores_its_pairs():
    for order in permutations("abcd"):
        right = sum(ORDER.index(order[i]) < ORDER.index(order[j]) for i in range(4) for j in range(i + 1, 4))
        got = verdict("ordering", ITEMS, ORDER, "".join(order))
        assert got.score == pytest.approx(max(0, 2 * right - 6) / 6)
        assert (got.outcome is Outcome.CORRECT) == (list(order) == ORDER)
        assert (got.outcome is Outcome.INCORRECT) == (right <= 3)


def test_the_first_wrong_place_is_named():
    assert verdict("ordering", ITEMS, ORDER, "c a d b").reason.values == {"right": "5", "pairs": "6", "place": "3"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("c a b", "each_once"),
        ("c a b b", "each_once"),
        ("c a b d a", "each_once"),
        ("c a b e", "unknown_option"),
        ("c a b 5", "unknown_option"),
        ("I do not know", "unknown_option"),
        ("", "empty"),
        ("c,a\u200b,b,d", "invisible_character"),
    ],
)
def test_what_is_no_order(typed, code):
    assert found("ordering", ITEMS, ORDER, typed) == ("invalid", 0.0, code)


def test_items_may_be_words():
    items = {"items": ["conv", "bn", "relu"]}
    for typed in ("bn, conv, relu", "BN > Conv > ReLU", "2 1 3"):
        assert found("ordering", items, ["bn", "conv", "relu"], typed) == RIGHT


# --- matching ---------------------------------------------------------------------------------------------------


PAIRS = {"prompts": ["1", "2", "3"], "targets": ["a", "b", "c", "d"]}
MATCH = {"1": "b", "2": "c", "3": "a"}


@pytest.mark.parametrize(
    "typed",
    [
        *("1=b,2=c,3=a", "1=b, 2=c, 3=a", "1 = b; 2 = c; 3 = a", "1:b 2:c 3:a", "1-b 2-c 3-a", "1->b, 2->c, 3->a"),
        *(
            "1→b, 2→c, 3→a",
            "1=>b 2=>c 3=>a",
            "3=a, 1=b, 2=c",
            "1=B, 2=C, 3=A",
            "１＝ｂ，２＝ｃ，３＝ａ",
            "1=b、2=c、3=a",
        ),
        *("1b 2c 3a", "3a, 2c, 1b", "b, c, a", "b c a", "bca", "BCA", "2 3 1", "231", "1=2, 2=3, 3=1", "1=b\n2=c\n3=a"),
        *("1–b, 2–c, 3–a", "1=b,2=c,3=a."),
    ],
)
def test_spellings_of_pairs(typed):
    assert found("matching", PAIRS, MATCH, typed) == RIGHT
    assert verdict("matching", PAIRS, MATCH, typed).read_as == "1=b, 2=c, 3=a"


@pytest.mark.parametrize(
    ("typed", "score", "wrong"),
    [
        ("1=b, 2=c, 3=d", 2 / 3, "3"),
        ("1=b, 2=a, 3=c", 1 / 3, "2, 3"),
        ("bbb", 1 / 3, "2, 3"),
        ("1=a, 2=b, 3=c", 0, "1, 2, 3"),
    ],
)
def test_pairs_score_by_their_share(typed, score, wrong):
    got = verdict("matching", PAIRS, MATCH, typed)
    assert got.score == pytest.approx(score)
    assert got.outcome is (Outcome.PARTIAL if score else Outcome.INCORRECT)
    assert got.reason.values == {"wrong": wrong}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1=b, 2=c", "each_once"),
        ("1=b, 1=c, 3=a", "pairs"),
        ("1=b, 2=c, 3=z", "pairs"),
        ("4=b, 2=c, 3=a", "pairs"),
        ("1=b, 2=c, 3=a, 3=d", "pairs"),
        ("b c", "pairs"),
        ("b c a d", "pairs"),
        ("?", "pairs"),
        ("  ", "empty"),
    ],
)
def test_what_are_no_pairs(typed, code):
    assert found("matching", PAIRS, MATCH, typed) == ("invalid", 0.0, code)


def test_expected_pairs_may_be_a_list():
    assert found("matching", PAIRS, ["b", "c", "a"], "bca") == RIGHT
    with pytest.raises(ValueError, match="b"):
        read_kind("matching", PAIRS, ["b"])
    with pytest.raises(KeyError):
        read_kind("matching", PAIRS, {"1": "b"})


# --- spot the error, truth with reason --------------------------------------------------------------------------


CLAIM = {"parts": ["a", "b", "c", "d"], "corrections": ["1", "2", "3"]}


@pytest.mark.parametrize(
    "typed",
    ["b 2", "b2", "B2", "b=2", "b:2", "b, 2", "b;2", "b->2", "b => 2", "b/2", "b-2", "2 2", "ｂ２", "b 2.", " b\n2 "],
)
def test_spellings_of_an_error(typed):
    assert found("spot_error", CLAIM, ["b", "2"], typed) == RIGHT


@pytest.mark.parametrize("typed", ["none", "None.", "0", "no error", "nothing", "无", "没有", "没有错误", "无误"])
def test_nothing_may_be_wrong(typed):
    assert found("spot_error", CLAIM, "none", typed) == RIGHT
    assert found("spot_error", CLAIM, ["b", "2"], typed) == ("incorrect", 0.0, "part_wrong")


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("b 3", ("partial", 0.5, "correction_wrong")),
        ("a 2", ("incorrect", 0.0, "part_wrong")),
        ("b", ("invalid", 0.0, "part_and_correction")),
        ("2", ("invalid", 0.0, "part_and_correction")),
        ("e 2", ("invalid", 0.0, "part_and_correction")),
        ("b 4", ("invalid", 0.0, "part_and_correction")),
        ("b 2 3", ("invalid", 0.0, "part_and_correction")),
        ("2 b", ("invalid", 0.0, "part_and_correction")),
        ("", ("invalid", 0.0, "empty")),
    ],
)
def test_other_answers_to_spot_the_error(typed, result):
    assert found("spot_error", CLAIM, ["b", "2"], typed) == result


REASONS = {"reasons": ["A", "B", "C"]}


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "F B",
            "f b",
            "FB",
            "fb",
            "F,B",
            "F, B",
            "F: B",
            "F;B",
            "F 2",
            "f2",
            "false B",
            "False, b",
            "FALSE B",
            "no B",
        ),
        *(
            "错 B",
            "错B",
            "错，B",
            "错误 B",
            "不对 B",
            "假 b",
            "否 2",
            "× B",
            "✗B",
            "X B",
            "Ｆ Ｂ",
            "F (B)",
            "F B.",
            "F\nB",
        ),
    ],
)
def test_spellings_of_a_judgement_with_its_reason(typed):
    assert found("truth_reason", REASONS, ["F", "B"], typed) == RIGHT
    assert verdict("truth_reason", REASONS, [False, "B"], typed).read_as == "F B"


@pytest.mark.parametrize("typed", ["T A", "true A", "yes, a", "对 A", "正确A", "√ A", "✓A", "真 1", "是 A", "y a"])
def test_spellings_of_true(typed):
    assert found("truth_reason", REASONS, ["T", "A"], typed) == RIGHT


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("F A", ("partial", 0.5, "reason_wrong")),
        ("T B", ("incorrect", 0.0, "judgement_wrong")),
        ("T A", ("incorrect", 0.0, "judgement_and_reason_wrong")),
        ("F", ("invalid", 0.0, "truth_and_reason")),
        ("B", ("invalid", 0.0, "truth_and_reason")),
        ("F D", ("invalid", 0.0, "truth_and_reason")),
        ("F 4", ("invalid", 0.0, "truth_and_reason")),
        ("F B C", ("invalid", 0.0, "truth_and_reason")),
        ("B F", ("invalid", 0.0, "truth_and_reason")),
        ("maybe B", ("invalid", 0.0, "truth_and_reason")),
        (" ", ("invalid", 0.0, "empty")),
    ],
)
def test_other_judgements(typed, result):
    assert found("truth_reason", REASONS, ["F", "B"], typed) == result


# --- free text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "outcome", "score", "read_as"),
    [
        ("text\n.\n1,2,3", "correct", 1, "1, 2, 3"),
        ("text\n.\n3 1 2", "correct", 1, "1, 2, 3"),
        ("text\nmore text.\n.\n1, 3", "partial", 2 / 3, "1, 3"),
        ("text\r\n.\r\n1;3\r\n", "partial", 2 / 3, "1, 3"),
        ("正文\n.\n1、2", "partial", 2 / 3, "1, 2"),
        ("text\n.\n2,2,2", "partial", 1 / 3, "2"),
        ("text\n.\n0", "incorrect", 0, "0"),
        ("a line\n.\nanother\n.\n2", "partial", 1 / 3, "2"),
    ],
)
def test_free_text_is_scored_by_its_ticks(typed, outcome, score, read_as):
    for points in (3, ["one", "two", "three"]):
        got = verdict("free", {"key_points": points}, None, typed)
        assert (str(got.outcome), got.score, got.read_as) == (outcome, pytest.approx(score), read_as)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("text", "tick_key_points"),
        ("text\n.", "tick_key_points"),
        ("text\n.\n", "tick_key_points"),
        ("text.\n1", "tick_key_points"),
        ("text\n.\n4", "tick_key_points"),
        ("text\n.\n1,x", "tick_key_points"),
        ("text\n.\nall", "tick_key_points"),
        ("text\n.\n1,9999", "tick_key_points"),
        (" \n.\n1", "empty"),
        ("x" * 20_001, "too_long"),
    ],
)
def test_free_text_without_usable_ticks(typed, code):
    assert found("free", {"key_points": 3}, None, typed) == ("invalid", 0.0, code)


def test_free_text_may_be_longer_than_other_answers_and_hold_anything():
    assert found("free", {"key_points": 1}, None, "[bold]x[/] \x1b[31m {0} <b>\n" * 600 + "\n.\n1") == RIGHT
