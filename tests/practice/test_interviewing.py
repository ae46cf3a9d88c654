"""An interview says nothing before its end, keeps every reply and its time, and records what it showed."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from quizzer.bank.blueprints import Blueprint, Cell, load_blueprints
from quizzer.bank.places import bundled_bank
from quizzer.practice.as_asked import as_asked
from quizzer.practice.interview_report import advice, by_kind, by_topic, is_readable, report_from, trust
from quizzer.practice.interviewing import SPEAKING_MS, Closed, Interview, begin_interview
from quizzer.practice.judging import Standing
from quizzer.practice.pace import Mark
from quizzer.practice.papers import draw_paper
from quizzer.progress.interviews import InterviewStore
from quizzer.progress.problems import DatabaseProblem, ProblemReason
from quizzer.progress.store import open_store
from quizzer.questions.answers import FreeSpec
from quizzer.questions.text import Text
from tests.practice.interview_tools import Watch, answer_all, right, wait, whole, wrong

WARM_UP = load_blueprints(bundled_bank()).by_id["warm-up-10"]
FOLLOWED = Blueprint(
    id="followed",
    name=Text("Followed", "追问"),
    minutes=10,
    cells=[
        Cell(kind="numeric", topics=["receptive-field"], where="kind:number", levels=[1, 2, 3], count=2, followups=1)
    ],
)
SPOKEN = Blueprint(
    id="spoken",
    name=Text("Spoken", "口答"),
    minutes=10,
    cells=[Cell(kind="open", topics=["pooling"]), Cell(kind="numeric", topics=["padding"])],
)


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def disk(tmp_path, clock):
    with open_store(tmp_path / "progress.db", clock()) as store:
        yield InterviewStore(store)


@pytest.fixture
def begin(bank, disk, clock, watch):
    def begin(blueprint=WARM_UP, seed=7, minutes=None, scheduled=True):
        paper = draw_paper(bank, blueprint, seed, minutes)
        return begin_interview(bank, disk, clock, watch, paper, scheduled=scheduled)

    return begin


@pytest.fixture
def again(bank, disk, clock):
    """The interview as another program finds it, after a kill."""

    def again(interview):
        return Interview(bank, disk, clock, Watch(5_000.0), disk.get(interview.id))

    return again


# --- nothing before the end ---


def test_a_question_as_asked_holds_nothing_of_its_key(bank):
    from quizzer.generators.making import make_question
    from quizzer.questions.question import QuestionId

    for item in sorted(bank.items)[::9]:
        entry = bank.items[item]
        from quizzer.bank.selectors import levels

        question = make_question(bank, QuestionId(item, entry.version, levels(entry)[0], 1))
        bare = as_asked(question)
        told = repr({name: value for name, value in asdict(bare).items() if name not in ("prompt", "spec", "picture")})
        secret = [question.explanation.en, question.model_answer.en, *(hint.en for hint in question.hints)]
        secret += [choice.feedback.en for choice in question.choices]
        secret += [slip.repair.en for slip in question.misconceptions]
        secret += [point.en for point in question.key_points]
        assert [text for text in secret if text and text in told] == []
        assert not any(choice.correct for choice in bare.choices)
        assert (bare.expected, bare.typed_answer, bare.formula, bare.solution) == ((), "", "", ())
        assert all(part.expected == () and part.carried is None for part in bare.parts)
        assert not getattr(bare.spec, "blanks", ()) or not any(blank.accepted for blank in bare.spec.blanks)


def test_an_answer_says_nothing_but_whether_it_can_be_read(begin):
    interview = begin(FOLLOWED)
    assert interview.answer("§ junk §").code
    assert interview.number == 1
    assert interview.answer(wrong(interview)) is None
    assert interview.number == 2
    with pytest.raises(AttributeError):
        interview.verdict  # noqa: B018


def test_the_model_answer_is_there_once_it_was_said_aloud(begin):
    interview = begin(SPOKEN)
    assert interview.question.model_answer.en == ""
    assert interview.comparing is None
    interview.answer("")
    compared = interview.comparing
    assert compared.model_answer.en
    assert compared.key_points
    assert compared.explanation.en == ""
    assert interview.tick_points("nonsense").code == "tick_key_points"
    assert interview.tick_points("1,2") is None
    assert interview.comparing is None
    assert interview.number == 2
    with pytest.raises(Closed, match="final"):
        interview.go_to(1)


# --- going about ---


def test_right_goes_deeper_and_wrong_goes_sideways(begin):
    good, bad = begin(FOLLOWED), begin(FOLLOWED)
    slot = good.paper.slots[1]
    with pytest.raises(Closed, match="waiting"):
        good.asked(2)
    good.answer(right(good))
    bad.answer(wrong(bad))
    assert str(good.question.id) == slot.deeper
    assert str(bad.question.id) == slot.sideways
    with pytest.raises(Closed, match="final"):
        good.go_to(1)


def test_what_was_skipped_comes_again_once(begin):
    interview = begin(FOLLOWED)
    interview.skip()
    assert interview.number == 3  # the second follows from an answer that was not given
    with pytest.raises(Closed, match="waiting"):
        interview.go_to(2)
    interview.answer(right(interview))
    assert interview.number == 1
    assert interview.skipped == [1]
    interview.skip()
    assert interview.number is None
    interview.go_to(1)
    interview.answer(right(interview))
    assert interview.number == 2


def test_an_answer_may_be_changed(begin):
    interview = begin()
    interview.answer(wrong(interview))
    interview.go_to(1)
    assert interview.given == wrong(interview)
    interview.answer(right(interview))
    assert interview.number == 2
    for number in (0, 99):
        with pytest.raises(Closed, match="number"):
            interview.go_to(number)


# --- time ---


def test_time_ends_it(begin, watch):
    interview = begin(minutes=1)
    wait(interview, watch, 59)
    assert (interview.left_ms, interview.over) == (1_000, False)
    typed = right(interview)
    watch.seconds += 2
    with pytest.raises(Closed, match="over"):
        interview.answer(typed)
    assert interview.timed_out
    assert interview.question is None
    wait(interview, watch, 30)
    assert sum(reply.used_ms for reply in interview.state.replies) == interview.used_ms == 60_000
    assert interview.finish().timed_out


def test_a_sleep_and_a_watch_that_goes_back_do_not_count(begin, watch, clock):
    interview = begin()
    wait(interview, watch, 20)
    watch.seconds += 3 * 3600  # the lid was closed
    interview.tick()
    watch.seconds -= 100
    interview.tick()
    clock.forward(days=-2)  # somebody set the clock
    wait(interview, watch, 5)
    assert interview.used_ms == 25_000


def test_a_pause_does_not_count(begin, watch, again):
    interview = begin()
    wait(interview, watch, 5)
    interview.pause()
    assert interview.paused
    wait(interview, watch, 100)
    interview.resume()
    wait(interview, watch, 2)
    assert interview.used_ms == 7_000
    assert again(interview).used_ms == 7_000


def test_two_minutes_to_speak(begin, watch, again):
    interview = begin(SPOKEN)
    assert interview.speaking_left_ms is None
    interview.begin_speaking()
    wait(interview, watch, 50)
    assert interview.speaking_left_ms == SPEAKING_MS - 50_000
    assert again(interview).speaking_left_ms == SPEAKING_MS - 50_000
    wait(interview, watch, 90)
    assert interview.speaking_left_ms == 0
    interview.answer("")
    wait(interview, watch, 30)  # comparing takes no time
    assert interview.used_ms == 140_000


def test_the_pace(begin, watch):
    interview = begin()
    assert interview.pace.mark is Mark.ON_TIME
    interview.skip()  # it comes again, so that nothing is gained
    assert interview.pace.mark is Mark.ON_TIME
    interview.answer(right(interview))
    assert interview.pace.mark is Mark.AHEAD
    wait(interview, watch, 500)
    assert interview.pace.mark is Mark.BEHIND


# --- on disk ---


def test_a_kill_loses_no_reply_and_at_most_a_second(begin, watch, again):
    interview = begin()
    wait(interview, watch, 12)
    interview.say_confidence(2)
    interview.answer(right(interview))
    watch.seconds += 0.9
    interview.tick()
    later = again(interview)
    assert (later.number, later.used_ms) == (2, 12_000)
    assert asdict(later.state)["replies"][0] == asdict(interview.state)["replies"][0]
    later.go_to(1)
    assert (later.given, later.confidence) == (interview.state.replies[0].typed, 2)


def test_a_kill_while_comparing_goes_on_comparing(begin, again):
    interview = begin(SPOKEN)
    interview.answer("I said it")
    later = again(interview)
    assert later.comparing.id == interview.comparing.id
    assert later.paused
    later.tick_points("0")
    assert (later.number, later.paused) == (2, False)


def test_a_full_disk_takes_no_answer(begin, disk, monkeypatch):
    interview = begin()
    typed = right(interview)

    def full(*_rest):
        raise DatabaseProblem(ProblemReason.FULL, disk.store.database.path, "full")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "save", full)
        with pytest.raises(DatabaseProblem):
            interview.answer(typed)
    assert (interview.number, interview.answered) == (1, 0)
    assert interview.answer(typed) is None
    assert (interview.number, interview.answered) == (2, 1)


# --- the end ---


def test_only_what_was_wrong_unsure_or_skipped_comes_tomorrow(begin, watch, disk, clock):
    interview = begin()
    answer_all(interview, watch, knows=lambda number: number not in (2, 6), confidence=3)
    report = interview.finish()
    assert [line.standing is Standing.CORRECT for line in report.lines] == [True, False, True, True, True, False]
    tomorrow = {line.item for line in report.to_look_at}
    cards = disk.store.cards()
    assert {card.key.item for card in cards.values()} == tomorrow
    assert {(card.due - clock().date()).days for card in cards.values()} == {1}
    assert disk.store.counts(clock().date()).attempts == 6


def test_right_and_unsure_comes_tomorrow(begin, watch, disk):
    interview = begin(FOLLOWED)
    answer_all(interview, watch, confidence=2)
    report = interview.finish()
    assert report.score == 1
    assert len(report.to_look_at) == len(disk.store.cards()) == 3


def test_its_attempts_can_be_taken_back_and_its_report_stays(begin, watch, disk, clock):
    interview = begin()
    answer_all(interview, watch, knows=lambda number: number > 3)
    report = interview.finish()
    undone = disk.store.undo(clock(), 2)
    assert [one.attempt.question_id for one in undone] == [report.lines[5].question, report.lines[4].question]
    disk.store.undo(clock(), 4)
    assert disk.store.cards() == {}
    assert report_from(disk.get(interview.id).report) == report


def test_no_schedule_changes_nothing_but_the_interview(begin, watch, disk, clock):
    interview = begin(scheduled=False)
    answer_all(interview, watch, knows=lambda number: number > 3)
    interview.finish()
    assert disk.store.counts(clock().date()).attempts == 0
    assert disk.get(interview.id).session_id is None
    assert disk.get(interview.id).report


def test_even_a_perfect_score_of_few_questions_is_not_certain(begin, watch):
    interview = begin()
    answer_all(interview, watch)
    report = interview.finish()
    assert report.level == "strong"
    assert 0.1 < report.margin < 0.13  # 8 of 10 questions, with the four that Agresti and Coull add
    assert [one.reason for one in advice(report)] == ["harder", "again", "review"]


def test_what_was_never_seen_says_nothing(begin, disk, clock):
    interview = begin()
    interview.answer(right(interview))
    report = interview.finish()
    assert [line.standing for line in report.lines] == [Standing.CORRECT, Standing.SKIPPED] + [Standing.UNREACHED] * 4
    assert disk.store.counts(clock().date()).attempts == 2
    assert report.score == 1 / 6
    assert sum(share.questions for share in by_topic(report)) == sum(share.questions for share in by_kind(report)) == 2


def test_a_kill_within_the_end_records_nothing_twice(begin, watch, disk, clock, again, monkeypatch):
    interview = begin()
    answer_all(interview, watch, knows=lambda number: number != 2)
    recorded = []

    def dies(attempt, *rest, **more):
        if len(recorded) == 3:
            raise DatabaseProblem(ProblemReason.FULL, disk.store.database.path, "full")
        recorded.append(attempt)
        return type(disk.store).record(disk.store, attempt, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(disk.store, "record", dies)
        with pytest.raises(DatabaseProblem):
            interview.finish()
    assert disk.unfinished().id == interview.id
    later = again(interview)
    assert later.over
    later.finish()
    assert disk.store.counts(clock().date()).attempts == 6
    assert disk.unfinished() is None


def test_the_report_is_kept_as_it_was(begin, watch, disk):
    interview = begin()
    answer_all(interview, watch, knows=lambda number: number % 2, confidence=3)
    report = interview.finish()
    kept = disk.get(interview.id)
    assert report_from(kept.report) == report
    assert kept.used_ms == report.used_ms == 120_000
    assert sum(share.questions for share in by_topic(report)) == sum(share.questions for share in by_kind(report)) == 6
    assert [(one.confidence, one.answers, one.right) for one in trust(report)] == [
        (3, sum(line.standing is not Standing.SKIPPED for line in report.lines), report.count(Standing.CORRECT))
    ]


def test_what_another_program_kept_is_left_alone(begin, watch, disk):
    interview = begin()
    assert is_readable(disk.get(interview.id))
    answer_all(interview, watch)
    interview.finish()
    kept = disk.get(interview.id)
    assert is_readable(kept)
    for spoilt in ({"state": {}}, {"report": {}}, {"report": kept.report | {"lines": []}}):
        assert not is_readable(replace(kept, **spoilt))


@pytest.mark.parametrize("knows", [lambda number: True, lambda number: False, lambda number: number < 4])
def test_there_are_always_three_things_to_do(bank, begin, watch, knows):
    from quizzer.bank.selectors import select

    interview = begin()
    answer_all(interview, watch, knows=knows, confidence=3)
    found = advice(interview.finish())
    assert len({one.command for one in found}) == 3
    for one in found:
        if one.where:
            assert select(bank, one.where, lambda flag: set())


def test_said_aloud_and_never_compared_does_not_count(begin, disk):
    interview = begin(SPOKEN)
    interview.answer("said")
    assert interview.to_compare == [1]
    report = interview.finish()
    assert report.lines[0].standing is Standing.UNTICKED
    assert whole(interview, 1).spec == FreeSpec(
        whole(interview, 1).spec.key_points, whole(interview, 1).spec.false_claims
    )
