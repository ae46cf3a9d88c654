"""The history of an item in lines and as a record: ``quizzer why``."""

from __future__ import annotations

from collections.abc import Iterator

from quizzer.grading.reading import shown
from quizzer.practice.explaining import CardStory, ItemStory, Standing
from quizzer.progress.reading import LoggedAttempt
from quizzer.reports.phrases import Voice, day
from quizzer.wording.columns import columns, cut
from quizzer.wording.wrapping import cells, wrap

MARKS = {"correct": "✓", "partial": "~", "incorrect": "✗"}
BANDS = {1: "1–2", 2: "3", 3: "4–5"}
"""The levels of each band."""

ANSWER_CELLS = 22


def history_lines(story: ItemStory, voice: Voice) -> list[str]:
    """Why the item is due when it is, what is remembered of it, and every attempt."""
    lines = list(_item_lines(story, voice))
    for card in story.cards:
        lines += ["", *_card_lines(card, story, voice)]
    if story.attempts:
        lines += ["", voice.say("why.attempts", attempts=sum(not one.undone for one in story.attempts))]
        lines += _attempt_lines(story, voice)
    return [part for line in lines for part in ([line] if cells(line) <= voice.width else wrap(line, voice.width, 2))]


def _item_lines(story: ItemStory, voice: Voice) -> Iterator[str]:
    state = story.state
    name = shown(story.item)
    yield name if state is None or state.topic is None else f"{name} · {voice.topic(state.topic)}"
    if state is None:
        yield voice.say("why.new")
        return
    if state.suspended:
        yield voice.say("why.suspended")
    if state.buried_until is not None and state.buried_until > story.today:
        yield voice.say("why.buried", day=day(state.buried_until))
    if state.flag is not None:
        yield voice.say("why.flagged", reason=shown(state.flag))
    if not story.cards:
        yield voice.say("why.no_card" if state.attempts else "why.new")
    if state.attempts:
        key = "why.mastered" if story.is_mastered else "why.not_mastered"
        yield voice.say(key, right=state.right_days, typed=state.typed_days)


def _card_lines(one: CardStory, story: ItemStory, voice: Voice) -> Iterator[str]:
    card = one.card
    form = "" if card.key.form == "forward" else f" · {shown(card.key.form)}"
    yield f"── {voice.say('why.card', levels=BANDS[card.key.band])}{form}"
    if one.standing is Standing.SUSPENDED:
        yield voice.say("why.standing.suspended")
    else:
        yield voice.say(f"why.standing.{one.standing}", day=day(one.ask_on), days=abs(one.days))
    if one.last is not None:
        values = {"day": day(card.last_day), "rating": voice.say(f"why.rating.{one.last.rating.name.lower()}")}
        yield voice.say("why.because", **values, days=one.interval, target=voice.percent(story.target))
        if one.off:
            yield voice.say("why.later" if one.off > 0 else "why.earlier", days=abs(one.off))
    memory = card.memory
    yield voice.say(
        "why.memory",
        recall=voice.percent(one.recall),
        stability=f"{memory.stability:.1f}",
        difficulty=f"{memory.difficulty:.1f}",
    )
    yield voice.say("why.counts", reps=card.reps, lapses=card.lapses)
    if one.is_leech:
        yield voice.say("why.leech")


def _attempt_lines(story: ItemStory, voice: Voice) -> Iterator[str]:
    heads = [voice.say(f"why.head.{name}") for name in ("when", "level", "answer", "rating", "time")]
    rows = [heads, *(_attempt_row(one, voice) for one in story.attempts)]
    for number, line in enumerate(columns(rows, len(heads))):
        told = "  " + (line.replace("─", "-") if voice.plain else line)
        if number < 2:  # the heads and the rule below them
            yield told
        else:
            yield from _with_remarks(told, story.attempts[number - 2], voice)


def _attempt_row(one: LoggedAttempt, voice: Voice) -> list[str]:
    attempt = one.attempt
    told = voice.say("verdict.gave_up") if attempt.gave_up else shown(attempt.read_as or attempt.given)
    return [
        f"{one.at:%Y-%m-%d %H:%M}",
        str(attempt.level),
        cut(f"{MARKS[attempt.outcome.value]} {told}", ANSWER_CELLS),
        voice.say(f"why.rating.{one.rating.name.lower()}"),
        voice.time(attempt.elapsed_ms / 1000),
    ]


def _with_remarks(line: str, one: LoggedAttempt, voice: Voice) -> Iterator[str]:
    """The line of an attempt with what else there is to say of it, behind it or below it."""
    remarks = " · ".join(_remarks(one, voice))
    together = f"{line}  {remarks}".rstrip()
    if cells(together) <= voice.width:
        yield together
    else:
        yield line
        yield " " * 6 + remarks
    slip = one.attempt.misconception
    if slip is not None:
        told = wrap(voice.say("why.slip", belief=voice.belief(slip)), voice.width - 6)
        yield from (" " * 6 + part for part in told)


def _remarks(one: LoggedAttempt, voice: Voice) -> Iterator[str]:
    attempt = one.attempt
    if one.undone:
        yield voice.say("why.undone")
    if one.early:
        yield voice.say("why.early")
    if not attempt.scheduled:
        yield voice.say("why.cram")
    if attempt.hints_used:
        yield voice.say("why.hints", hints=attempt.hints_used)
    if attempt.confidence is not None:
        yield voice.say(f"stats.confidence.{attempt.confidence}")


def history_record(story: ItemStory, voice: Voice) -> dict[str, object]:
    """All of it for JSON."""
    state = story.state
    return {
        "item": story.item,
        "today": story.today.isoformat(),
        "topic": state.topic if state else None,
        "version": state.version if state else None,
        "suspended": bool(state and state.suspended),
        "buried_until": _iso(state.buried_until if state else None),
        "flag": state.flag if state else None,
        "right_days": state.right_days if state else 0,
        "typed_days": state.typed_days if state else 0,
        "mastered": story.is_mastered,
        "target": story.target,
        "cards": [_card_record(one) for one in story.cards],
        "attempts": [_attempt_record(one, voice) for one in story.attempts],
    }


def _iso(found: object) -> str | None:
    return None if found is None else str(found)


def _card_record(one: CardStory) -> dict[str, object]:
    card = one.card
    return {
        "card": str(card.key),
        "form": card.key.form,
        "band": card.key.band,
        "standing": str(one.standing),
        "due": card.due.isoformat(),
        "ask_on": None if one.standing is Standing.SUSPENDED else one.ask_on.isoformat(),
        "interval": one.interval,
        "fuzz": one.off,
        "because": one.last.event_id if one.last else None,
        "stability": card.memory.stability,
        "difficulty": card.memory.difficulty,
        "recall": one.recall,
        "last_day": card.last_day.isoformat(),
        "reps": card.reps,
        "lapses": card.lapses,
        "leech": one.is_leech,
    }


def _attempt_record(one: LoggedAttempt, voice: Voice) -> dict[str, object]:
    attempt = one.attempt
    slip = attempt.misconception
    return {
        "id": one.event_id,
        "at": one.at.isoformat(),
        "day": one.day.isoformat(),
        "question_id": attempt.question_id,
        "form": attempt.form,
        "level": attempt.level,
        "given": attempt.given,
        "read_as": attempt.read_as,
        "verdict": attempt.outcome.value,
        "score": attempt.score,
        "rating": one.rating.name.lower(),
        "misconception": slip,
        "belief": voice.belief(slip) if slip is not None else None,
        "hints_used": attempt.hints_used,
        "gave_up": attempt.gave_up,
        "confidence": attempt.confidence,
        "seconds": attempt.elapsed_ms / 1000,
        "scheduled": attempt.scheduled,
        "early": one.early,
        "undone": one.undone,
        "stage": one.stage,
        "recall": one.recall,
        "due": _iso(one.due),
    }
