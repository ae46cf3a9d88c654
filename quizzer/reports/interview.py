"""The report on an interview in parts: as each face shows it, in lines, as a page, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzer.bank.blueprints import KINDS
from quizzer.bank.loading import Bank
from quizzer.generators.drawing import DrawError
from quizzer.generators.making import ReplayError, make_question
from quizzer.grading.reading import shown
from quizzer.practice.interview_report import (
    Advice,
    Line,
    Report,
    Share,
    advice,
    by_kind,
    by_topic,
    slow,
    trust,
)
from quizzer.practice.interview_state import Reply
from quizzer.practice.judging import NOT_KNOWN, Standing, verdict_of
from quizzer.questions.question import Question, QuestionId
from quizzer.questions.verdict import Outcome, Verdict
from quizzer.reports.phrases import Voice
from quizzer.wording.feedback import feedback, right_answer
from quizzer.wording.pictures import picture_lines

MOST_SLOW = 3
MOST_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; all but the first column are figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the report: its title, what it says, perhaps a table.

    Of a question ``asked`` comes before ``lines``, and between them ``drawn``, the lines of a picture made of
    characters, which keep their places. ``commands``, one a line, are to be typed in a shell. ``about`` is the question
    that it is about, None for the rest.
    """

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    asked: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    about: Line | None = None


def clock(ms: int) -> str:
    """Milliseconds as minutes and seconds."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def report_parts(report: Report, bank: Bank, voice: Voice, name: str, earlier: Sequence[Report] = ()) -> Iterator[Part]:
    """The whole report, top to bottom; ``name`` is the blueprint's, ``earlier`` interviews are the latest first."""
    yield _head(report, voice, name)
    yield _next_steps(report, voice)
    yield Part(voice.say("interview.report.topics"), table=_shares(by_topic(report), "topic", voice))
    yield Part(voice.say("interview.report.kinds"), table=_shares(by_kind(report), "kind", voice))
    yield _trust(report, voice)
    yield _pace(report, voice)
    yield _compared(report, earlier, voice)
    found = report.to_look_at
    none = () if found else (voice.say("interview.report.questions.none"),)
    yield Part(voice.say("interview.report.questions"), none)
    for line in found:
        yield question_part(line, bank, voice)


def advice_sentence(one: Advice, voice: Voice) -> str:
    """One of the things to do next, without its command."""
    subject = one.subject
    if one.reason == "topic":
        subject = voice.topic(subject)
    elif one.reason == "kind":
        subject = voice.say(f"interview.kind.{subject}")
    return voice.say(f"interview.report.next.{one.reason}", subject=subject)


def question_part(line: Line, bank: Bank, voice: Voice) -> Part:
    """A question that was not right or not sure: prompt, answer, slip, steps, explanation, time, confidence."""
    title = voice.say("interview.report.question", number=line.number, topic=voice.topic(line.topic))
    try:
        question = make_question(bank, QuestionId.parse(line.question))
    except (ReplayError, DrawError, ValueError):
        return Part(title, (voice.say("interview.report.changed"), *_time_and_trust(line, voice)), about=line)
    lines = [*_judged(question, line, bank, voice), *_time_and_trust(line, voice)]
    drawn = picture_lines(question.picture, voice.language)
    return Part(title, tuple(lines), asked=tuple(_asked(question, voice)), drawn=tuple(drawn), about=line)


def _head(report: Report, voice: Voice, name: str) -> Part:
    lines = [
        voice.say("interview.report.when", day=f"{report.started_at:%Y-%m-%d %H:%M}", seed=report.seed),
        voice.say(
            "interview.report.score",
            percent=voice.percent(report.score),
            points=_points(sum(line.score for line in report.lines)),
            questions=len(report.lines),
            right=report.count(Standing.CORRECT),
            partly=report.count(Standing.PARTIAL),
            wrong=report.count(Standing.INCORRECT),
            skipped=report.count(Standing.SKIPPED, Standing.UNREACHED, Standing.UNTICKED),
        ),
        voice.say(f"interview.report.level.{report.level}"),
        voice.say("interview.report.margin", margin=round(100 * report.margin)),
        voice.say("interview.report.time", used=clock(report.used_ms), limit=clock(round(report.minutes * 60_000))),
    ]
    unreached = report.count(Standing.UNREACHED)
    if unreached:
        key = "interview.report.timed_out" if report.timed_out else "interview.report.unreached"
        lines.append(voice.say(key, unreached=unreached))
    lines.append(voice.say("interview.report.scheduled" if report.scheduled else "interview.report.cram"))
    return Part(voice.say("interview.report.title", name=name), tuple(lines))


def _next_steps(report: Report, voice: Voice) -> Part:
    found = advice(report)
    lines = tuple(f"{number}. {advice_sentence(one, voice)}" for number, one in enumerate(found, 1))
    return Part(voice.say("interview.report.next"), lines, commands=tuple(one.command for one in found))


def _shares(shares: Sequence[Share], what: str, voice: Voice) -> Table:
    heads = (what, "questions", "points", "share", "means")
    head = tuple(voice.say(f"interview.report.head.{name}") for name in heads)
    return Table(head, tuple(_share_row(share, voice) for share in shares))


def _share_row(share: Share, voice: Voice) -> tuple[str, ...]:
    means = voice.say(f"interview.report.means.{share.means}")
    return _share_name(share, voice), str(share.questions), _points(share.points), voice.percent(share.score), means


def _share_name(share: Share, voice: Voice) -> str:
    return voice.say(f"interview.kind.{share.name}") if share.name in KINDS else voice.topic(share.name)


def _points(points: float) -> str:
    return f"{points:.2f}".rstrip("0").rstrip(".")


def _trust(report: Report, voice: Voice) -> Part:
    title, found = voice.say("interview.report.trust"), trust(report)
    if not found:
        return Part(title, (voice.say("interview.report.trust.none"),))
    head = tuple(voice.say(f"interview.report.head.{name}") for name in ("sure", "questions", "right", "share"))
    rows = [
        (
            voice.say(f"review.confidence.{one.confidence}"),
            str(one.answers),
            str(one.right),
            voice.percent(one.right / one.answers),
        )
        for one in found
    ]
    return Part(title, (voice.say("interview.report.trust.high"),), Table(head, tuple(rows)))


def _pace(report: Report, voice: Voice) -> Part:
    lines = [
        voice.say(
            "interview.report.pace.slow",
            number=line.number,
            topic=voice.topic(line.topic),
            used=clock(line.used_ms),
            planned=clock(line.planned_ms),
        )
        for line in slow(report)[:MOST_SLOW]
    ]
    return Part(voice.say("interview.report.pace"), tuple(lines) or (voice.say("interview.report.pace.fine"),))


def _compared(report: Report, earlier: Sequence[Report], voice: Voice) -> Part:
    title = voice.say("interview.report.earlier")
    same = [one for one in earlier if one.blueprint == report.blueprint and one.interview != report.interview]
    if not same:
        return Part(title, (voice.say("interview.report.earlier.none"),))
    head = tuple(voice.say(f"interview.report.head.{name}") for name in ("when", "points", "share"))
    rows = [(f"{one.started_at:%Y-%m-%d %H:%M}", _of_all(one), voice.percent(one.score)) for one in same[:MOST_EARLIER]]
    now = (voice.say("interview.report.this_one"), _of_all(report), voice.percent(report.score))
    return Part(title, table=Table(head, (now, *rows)))


def _of_all(report: Report) -> str:
    return f"{_points(sum(line.score for line in report.lines))}/{len(report.lines)}"


def _asked(question: Question, voice: Voice) -> Iterator[str]:
    yield from question.prompt[voice.language].splitlines()
    yield from (f"  {line.key}) {line.text[voice.language]}" for line in question.lines)


def _judged(question: Question, line: Line, bank: Bank, voice: Voice) -> Iterator[str]:
    """The verdict with everything that was held back until now."""
    reply = Reply(line.question, line.given, answered=_has_answer(line), ticks=line.ticks)
    if question.key_points:
        yield from _said_aloud(question, line, voice)
    if line.standing is Standing.UNTICKED:
        yield voice.say("interview.report.unticked")
        return
    verdict = verdict_of(bank, question, reply) or NOT_KNOWN
    yield from _verdict_lines(question, verdict, line, voice)


def _said_aloud(question: Question, line: Line, voice: Voice) -> Iterator[str]:
    """What was written down, the model answer, and its key points with those that were ticked."""
    if line.given.strip():
        yield voice.say("interview.report.given", given=shown(line.given))
    yield voice.say("verdict.model_answer", text=question.model_answer[voice.language])
    ticked = set(re.findall(r"[-−]?\d+", line.ticks or ""))
    yield voice.say("interview.report.key_points")
    for number, point in enumerate(question.key_points, 1):
        yield f"  {'[x]' if str(number) in ticked else '[ ]'} {point[voice.language]}"
    for number, claim in enumerate(question.false_claims, 1):
        if ticked & {f"-{number}", f"−{number}"}:
            yield f"  [!] {claim.text[voice.language]}"


def _verdict_lines(question: Question, verdict: Verdict, line: Line, voice: Voice) -> Iterator[str]:
    said = feedback(question, verdict, voice.language, gave_up=not _has_answer(line))
    yield said.headline
    yield from said.repair
    if not _has_answer(line) and (key := right_answer(question, voice.language)) and key not in said.headline:
        yield voice.say("verdict.key", key=key)
    if not question.key_points:
        yield from said.solution
    if verdict.outcome is not Outcome.CORRECT or line.unsure:
        yield said.explanation
        yield from said.notes


def _has_answer(line: Line) -> bool:
    return line.standing in (Standing.CORRECT, Standing.PARTIAL, Standing.INCORRECT)


def _time_and_trust(line: Line, voice: Voice) -> Iterator[str]:
    said = voice.say("interview.report.your_time", used=clock(line.used_ms), planned=clock(line.planned_ms))
    if line.confidence is not None:
        confidence = voice.say(f"review.confidence.{line.confidence}")
        said += " " * (voice.language == "en") + voice.say("interview.report.your_confidence", confidence=confidence)
    yield said
