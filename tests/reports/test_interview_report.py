"""The report in lines, as a page and as Markdown: whole, legible, and inert whatever was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from quizzer.generators.making import make_question
from quizzer.practice.interview_report import Line, Report, report_from
from quizzer.practice.judging import Standing
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.reports.interview import report_parts
from quizzer.reports.interview_list import report_record
from quizzer.reports.interview_pages import as_html, as_lines, as_markdown
from quizzer.reports.phrases import Voice
from quizzer.wording.wrapping import cells

NASTY = "<script>alert(1)</script> `x` | *b* [l](javascript:1) \x1b[2J ]]>"
ASKED = ("output-size-conv-side@1:1:4", "pooling-spp-detection-flow@1:2:5", "pooling-what-pooling-buys@1:2:6")


def line(number, question="", **changes):
    usual = {
        "topic": "pooling",
        "kind": "numeric",
        "standing": Standing.CORRECT,
        "score": 1.0,
        "confidence": 3,
        "used_ms": 61_000,
        "planned_ms": 60_000,
        "given": "7",
        "ticks": None,
        "slip": None,
    }
    return Line(number=number, question=question, **usual | changes)


@pytest.fixture
def report():
    wrong = {"standing": Standing.INCORRECT, "score": 0.0}
    lines = (
        line(1, ASKED[0], topic="output-size", **wrong, given="987"),
        line(2, ASKED[1], kind="single", **wrong, given="A", used_ms=400_000),
        line(3, ASKED[2], kind="free", standing=Standing.PARTIAL, score=0.5, given=NASTY, ticks="1,-1"),
        line(4, "gone-from-the-bank@1:1:1", standing=Standing.SKIPPED, score=0.0, confidence=None, given=""),
        line(5, "output-size-conv-side@1:1:9", topic="output-size", confidence=1),
        line(6, standing=Standing.UNREACHED, score=0.0, given="", confidence=None),
    )
    started = datetime(2026, 12, 1, 9, tzinfo=UTC)
    return Report(
        interview="i1",
        blueprint="cv-45",
        seed=7,
        minutes=45,
        started_at=started,
        used_ms=2_700_000,
        timed_out=True,
        scheduled=True,
        lines=lines,
    )


@pytest.fixture(params=list(Language))
def voice(request, bank):
    return Voice(request.param, bank.topics)


def parts(report, bank, voice):
    earlier = [replace(report, interview="i0", started_at=report.started_at - timedelta(days=2))]
    return list(report_parts(report, bank, voice, "Vision", [*earlier, replace(earlier[0], blueprint="dl-30")]))


def test_it_fits_eighty_columns_and_holds_what_was_held_back(report, bank, voice):
    lines = list(as_lines(parts(report, bank, voice), 76))
    text = "".join("".join(lines).split())
    assert [one for one in lines if cells(one) > 80 and "quizzer quiz" not in one] == []
    for number, name in enumerate(ASKED, 1):
        question = make_question(bank, QuestionId.parse(name))
        assert "".join(question.explanation[voice.language].split()) in text, number
        assert "".join(question.prompt[voice.language].split()) in text, number
    assert "\x1b" not in "".join(lines)
    assert "6:40" in text  # the slow one
    assert text.count("2026-11-29") == 1  # compared with interviews of the same blueprint only


def test_each_advice_has_its_command(report, bank, voice):
    lines = [one.strip() for one in as_lines(parts(report, bank, voice), 76)]
    assert [one for one in lines if one.startswith("quizzer ")] == [
        one["command"] for one in report_record(report)["next"]
    ]


class Page(HTMLParser):
    """The texts of a page, and what it would load or run."""

    def __init__(self):
        super().__init__()
        self.texts, self.tags, self.links = [], [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in ("src", "href") or name.startswith("on")]

    def handle_data(self, data):
        self.texts.append(data)


def test_the_page_needs_nothing_and_runs_nothing(report, bank, voice):
    page = Page()
    page.feed("".join(as_html(parts(report, bank, voice), voice.language)))
    assert page.links == []
    assert not {"script", "iframe", "img", "link"} & set(page.tags)
    assert page.tags.count("article") == 5
    text = "".join(page.texts)
    assert "<script>alert(1)</script>" in text
    assert "quizzer quiz --where" in text


def test_markdown_is_taken_at_its_word(report, bank, voice):
    text = "\n".join(as_markdown(parts(report, bank, voice)))
    assert "<script>" not in text.replace("\\<", "")
    assert "`x`" not in text
    assert text.startswith("# ")
    assert text.count("\n### ") == 5


def test_what_the_bank_no_longer_has_is_said(report, bank):
    voice = Voice(Language.EN, bank.topics)
    text = " ".join(" ".join(as_lines(parts(report, bank, voice), 76)).split())
    assert "This question has changed in the bank since; only its result is kept." in text


def test_the_record_is_whole(report):
    record = report_record(report)
    assert report_from({name: record[name] for name in report.as_json()}) == report
    assert record["score"] == 1.5 / 6
    assert record["level"] == "thin"
    assert [one["topic"] for one in record["topics"]] == ["pooling", "output-size"]
    assert record["confidence"] == [
        {"confidence": 3, "answers": 3, "right": 0},
        {"confidence": 1, "answers": 1, "right": 1},
    ]
