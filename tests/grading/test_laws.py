"""Laws of grading: any text gives a verdict; a right answer in any of our notations is right; a slip is named."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.bank.items import NumericItem
from quizzer.bank.loading import load_bank
from quizzer.bank.places import bundled_bank
from quizzer.bank.selectors import levels
from quizzer.expressions.printing import print_number
from quizzer.generators.answer_specs import spell
from quizzer.generators.making import make_question
from quizzer.grading.grade import grade, grade_value
from quizzer.grading.reading import shown
from quizzer.questions.answers import Blank, ChoiceSpec, ClozeSpec, MembersSpec, NumberSpec, ShapeSpec, TruthReasonSpec
from quizzer.questions.question import QuestionId
from quizzer.questions.verdict import Outcome

BANK = load_bank(bundled_bank())
SPECS = [
    (NumberSpec(integer=True, unit="px"), 112),
    (NumberSpec(sigfigs=3, unit="B"), Fraction(1, 7)),
    (ShapeSpec(), (3, 4)),
    (MembersSpec((0, 1, 2)), (1, 2)),
    (MembersSpec(("A", "B"), ordered=True), ("B", "A")),
    (ChoiceSpec(("A", "B", "C")), "B"),
    (ChoiceSpec(("A", "B", "C", "D", "E"), single=False), ("A", "C")),
    (TruthReasonSpec(("A", "B", "C")), (True, "B")),
    (ClozeSpec((Blank(("ReLU",)), Blank(("2",)))), ()),
]
MATHS = st.text(alphabet="0123456789.,+-*/^() eKMGi%×·⁵½ln|[]xTF,ABC", max_size=60)


@given(st.sampled_from(SPECS), st.one_of(st.text(max_size=200), MATHS, st.binary().map(lambda b: b.decode("latin-1"))))
def test_any_text_gives_a_verdict(case, typed):
    spec, expected = case
    verdict = grade_value(spec, expected, typed)
    assert 0 <= verdict.score <= 1
    assert (verdict.outcome is Outcome.CORRECT) == (verdict.score == 1)
    assert verdict.read_as.isprintable()


@given(st.sampled_from(SPECS), st.characters(), st.integers(1_000, 100_000))
@settings(max_examples=30)
def test_very_long_text_gives_a_verdict(case, character, times):
    assert grade_value(*case, character * times).outcome in Outcome


@given(st.one_of(st.integers(-(10**12), 10**12), st.fractions(max_denominator=10**6)))
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
def test_a_right_answer_is_right_and_each_slip_is_named(item_id, seed, place):
    item = BANK.items[item_id]
    level = levels(item)[place % len(levels(item))]
    question = make_question(BANK, QuestionId(item_id, item.version, level, seed))
    assert grade(question, question.typed_answer).outcome is Outcome.CORRECT
    if isinstance(item, NumericItem):
        for slip in question.misconceptions:
            verdict = grade(question, spell(slip.answer))
            assert verdict.outcome in (Outcome.INCORRECT, Outcome.PARTIAL)
            assert verdict.slip_id == slip.id


@given(st.text())
def test_shown_text_is_printable_and_short(typed):
    assert shown(typed).isprintable()
    assert len(shown(typed)) <= 81
