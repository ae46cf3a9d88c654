"""An interview in lines: nothing of right or wrong before its end, and no line is lost."""

from __future__ import annotations

import io
import re

import pytest

from quizzer.bank.blueprints import Blueprint, Cell, load_blueprints
from quizzer.bank.places import bundled_bank
from quizzer.generators.making import make_question
from quizzer.plain.interview import PlainInterview
from quizzer.plain.ticking import ticking
from quizzer.practice.interviewing import Interview, begin_interview
from quizzer.practice.judging import Standing
from quizzer.practice.papers import draw_paper
from quizzer.progress.interviews import InterviewStore
from quizzer.progress.store import open_store
from quizzer.questions.answers import ChoiceSpec, FreeSpec, NumberSpec
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language, Text
from quizzer.wording.feedback import right_answer, solution_lines
from tests.practice.interview_tools import Watch, wait

WARM_UP = load_blueprints(bundled_bank()).by_id["warm-up-10"]
EVERY_KIND = Blueprint(
    id="every-kind",
    name=Text("Every kind", "各种题型"),
    minutes=20,
    cells=[
        Cell(kind="numeric", count=3),
        Cell(kind="conceptual", count=4),
        Cell(kind="case"),
        Cell(kind="open"),
    ],
)
SHORT = 25
"""A key that is no longer than this may stand in a prompt by chance."""


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def disk(tmp_path, clock):
    with open_store(tmp_path / "progress.db", clock()) as store:
        yield InterviewStore(store)


@pytest.fixture
def begin(bank, disk, clock, watch):
    def begin(blueprint=WARM_UP, seed=7):
        return begin_interview(bank, disk, clock, watch, draw_paper(bank, blueprint, seed))

    return begin


class Candidate(io.StringIO):
    """Reads what is asked and answers it; ``reply`` gives the lines for a question, "" the end of the input."""

    def __init__(self, interview, watch, reply, seconds=5):
        super().__init__()
        self.interview, self.watch, self.reply, self.seconds = interview, watch, reply, seconds
        self.waiting: list[str] = []

    def readline(self):
        wait(self.interview, self.watch, self.seconds)
        if not self.waiting:
            self.waiting = self.reply(self.interview)
        return self.waiting.pop(0) + "\n" if self.waiting else ""


def full(interview):
    return make_question(interview.bank, interview.question.id)


def good(interview):
    if interview.comparing:
        return ["1"]
    if interview.question is None:
        return [":finish"]
    return ["said", "."] if isinstance(interview.question.spec, FreeSpec) else [full(interview).typed_answer]


def bad(interview):
    if interview.question is None or interview.comparing:
        return good(interview)
    question = full(interview)
    if isinstance(question.spec, ChoiceSpec) and question.spec.single:
        return [next(key for key in question.spec.options if key != question.expected)]
    if question.parts:
        return [" | ".join("7" for _ in question.parts)]
    return ["987654321"] if isinstance(question.spec, NumberSpec) else good(interview)


def play(interview, watch, reply, language=Language.EN, seconds=5):
    out = io.StringIO()
    plain = PlainInterview(interview, "Warm-up", language, Candidate(interview, watch, reply, seconds), out)
    return out, plain.run()


def secrets(question, language):
    """Everything about a question that would give its answer away, or say whether one was right."""
    yield question.explanation[language]
    yield from (choice.feedback[language] for choice in question.choices)
    yield from (slip.belief[language] for slip in question.misconceptions)
    yield from (slip.repair[language] for slip in question.misconceptions)
    yield from (hint[language] for hint in question.hints)
    yield from (pattern.feedback[language] for pattern in question.patterns)
    if not isinstance(question.spec, FreeSpec):
        yield from solution_lines(question, language)
        yield right_answer(question, language)


@pytest.mark.parametrize(("language", "seed"), [(Language.EN, 7), (Language.ZH, 7), (Language.EN, 8), (Language.ZH, 9)])
def test_nothing_is_given_away_before_the_end(begin, watch, language, seed):
    interview = begin(seed=seed)
    out, report = play(interview, watch, bad if seed == 8 else good, language)
    text = out.getvalue()
    assert not re.search(r"^[✓~✗]", text, re.MULTILINE)
    for line in report.lines:
        question = make_question(interview.bank, QuestionId.parse(line.question))
        found = [one for one in secrets(question, language) if len(one) > SHORT and one in text]
        assert found == []


def test_what_is_shown_does_not_depend_on_what_is_right(bank, begin, watch):
    """Who answers everything wrong sees the very same lines."""
    shown = []
    for reply in (good, bad):
        interview = begin(EVERY_KIND, 3)
        out, report = play(interview, watch, reply)
        shown.append(out.getvalue())
    assert report.count(Standing.CORRECT) < 8
    assert shown[0] == shown[1]


def test_each_question_has_its_head_and_the_last_ends_it(begin, watch):
    interview = begin()
    out, report = play(interview, watch, good)
    heads = re.findall(r"^\[(\d)/6\] (\S+)$", out.getvalue(), re.MULTILINE)
    assert heads == [(str(line.number), line.question) for line in report.lines]
    assert report.count(Standing.CORRECT) == 5
    assert report.lines[5].ticks == "1"


def test_commands(begin, watch):
    interview = begin()
    typed = iter(
        [":skip", ":time", ":nonsense", ":back 9", ":back x", ":2", ":back 1", "1", "§", ":pause", "", ":finish"]
    )
    out, report = play(interview, watch, lambda _: [next(typed)])
    text = out.getvalue()
    for sentence in (
        "Left for later.",
        "0:10 used, 9:50 left.",
        ":nonsense is no command here",
        "2 fairly sure",
        "The clock stands still",
        "The clock goes on.",
    ):
        assert sentence in text
    assert text.count("There is no such question") == 2
    assert report.lines[0].given == "1"
    assert [line.standing is Standing.UNREACHED for line in report.lines] == [False, False, True, True, True, True]


def test_a_chinese_keyboard_is_understood(begin, watch):
    interview = begin(EVERY_KIND, 3)
    for _ in range(8):
        interview.skip()
    typed = iter(["我认为", "。", "1", "：finish"])
    out, report = play(interview, watch, lambda _: [next(typed)], Language.ZH)
    assert (report.lines[8].given, report.lines[8].ticks) == ("我认为", "1")
    assert "没有命令" not in out.getvalue()


def test_parts_may_be_answered_line_by_line(begin, watch):
    interview = begin(EVERY_KIND, 3)
    for _ in range(7):
        interview.skip()
    parts = full(interview).typed_answer.split(" | ")
    typed = iter([*parts, ":finish"])
    out, report = play(interview, watch, lambda _: [next(typed)])
    assert report.lines[7].standing is Standing.CORRECT
    assert "  (b)" in out.getvalue().splitlines()


def test_what_is_not_readable_is_asked_again(begin, watch):
    interview = begin()
    typed = iter(["§ junk §", ":quit"])
    out, report = play(interview, watch, lambda _: [next(typed)])
    assert report is None
    assert interview.answered == 0
    assert "Noted." not in out.getvalue()


def test_skipped_twice_may_be_returned_to(begin, watch):
    interview = begin()
    seen = []

    def reply(found):
        number = found.number
        seen.append(number)
        if number == 1 and seen.count(1) < 3:
            return [":skip"]
        return [":back 1"] if number is None and not found.comparing else good(found)

    out, report = play(interview, watch, reply)
    assert "Left out; :back 1 returns to it" in out.getvalue()
    assert "Left out: 1." in out.getvalue()
    assert report.lines[0].standing is Standing.CORRECT


def test_what_one_does_not_know_does_not_come_again(begin, watch):
    interview = begin()
    out, report = play(interview, watch, lambda found: [":dontknow"] if found.number in (1, 2) else good(found))
    assert re.findall(r"^\[(\d)/6\]", out.getvalue(), re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]
    assert "Left out: 1, 2." in out.getvalue()
    assert [line.standing is Standing.SKIPPED for line in report.lines] == [True, True, False, False, False, False]


def test_the_end_of_the_input_keeps_it(begin, watch, bank, disk, clock):
    interview = begin()
    lines = iter(good(interview))
    out, report = play(interview, watch, lambda _: list(lines))
    assert report is None
    assert "quizzer interview --resume" in out.getvalue()
    again = Interview(bank, disk, clock, watch, disk.unfinished())
    out, report = play(again, watch, good)
    assert "taken up again: Warm-up. 9:50 left; 1 of 6" in out.getvalue()
    assert report.count(Standing.CORRECT) == 5


def test_time_runs_out_while_a_line_is_awaited(begin, watch):
    interview = begin()
    out, report = play(interview, watch, good, seconds=29)
    assert report.count(Standing.CORRECT) == 5
    interview = begin()
    out, report = play(interview, watch, lambda found: [":time"] * 40, seconds=25)
    assert "Time is over; nothing more is taken." in out.getvalue()
    assert report.timed_out
    assert report.used_ms == 600_000
    assert report.lines[0].standing is Standing.SKIPPED


def test_the_clock_ticks_while_a_line_is_awaited(begin, watch, disk):
    """The background clock notes the time and says when it is over."""
    interview = begin()
    out = io.StringIO()

    class Slow(io.StringIO):
        def readline(self):
            for _ in range(2_000):
                watch.seconds += 4
                told.wait(0.002)
                if "Time is over" in out.getvalue():
                    break
            return ":time\n"

    from threading import Event

    told = Event()
    plain = PlainInterview(interview, "Warm-up", Language.EN, Slow(), out)
    with ticking(plain, 0.001):
        report = plain.run()
    assert report.timed_out
    assert out.getvalue().count("Time is over") == 1
    assert "Press Enter" in out.getvalue()


def test_the_end_of_the_two_minutes_is_said_once(begin, watch):
    interview = begin()
    while not isinstance(interview.question.spec, FreeSpec):
        interview.skip()
    interview.begin_speaking()
    out = io.StringIO()
    plain = PlainInterview(interview, "Warm-up", Language.EN, io.StringIO(), out)
    for _ in range(13):
        plain.tell_time(waiting=True)
        wait(interview, watch, 10)
    plain.tell_time(waiting=True)
    assert out.getvalue() == "The two minutes are over; come to an end with a line “.”.\n"


def test_hostile_lines_come_out_harmless(begin, watch):
    interview = begin()
    typed = iter(["\x1b]0;owned\x07", ":\x1b[31m", "[red]x[/]", "=1+1", ":back \x1b[2J", ":finish"])
    out, _ = play(interview, watch, lambda _: [next(typed)])
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()


def test_what_was_said_is_compared_at_the_end_where_time_ran_out(begin, watch):
    interview = begin(EVERY_KIND, 3)
    while not isinstance(interview.question.spec, FreeSpec):
        interview.skip()
    interview.answer("said")
    interview.end()
    out, report = play(interview, watch, lambda _: ["99", "1"])
    assert "Now compare what you said at question 9:" in out.getvalue()
    assert report.lines[8].ticks == "1"
