"""The learner's own word in lines: how sure, how easy, suspend, bury, flag, keep or begin anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizzer.practice.session import Answered, Session

BEFORE = "^"
"""Stands for the question before the current one."""

Say = Callable[..., None]


class Decisions:
    """Commands about the current question or, with ``^``, the one before.

    Each command takes what stands behind it, and returns whether the current question is dealt with.
    """

    def __init__(self, session: Session, say: Say, due: Callable[[Answered], str]) -> None:
        self.session = session
        self.say = say
        self.due = due
        self.commands: Mapping[str, Callable[[str], bool]] = {
            ":1": lambda _: self._sure(1),
            ":2": lambda _: self._sure(2),
            ":3": lambda _: self._sure(3),
            ":easy": lambda _: self._rate(self.session.say_easy, "easy"),
            ":guess": lambda _: self._rate(self.session.say_lucky, "lucky"),
            ":suspend": lambda rest: self._put_away(rest, self.session.suspend, "review.suspended"),
            ":bury": lambda rest: self._put_away(rest, self.session.bury, "review.buried"),
            ":flag": self._flag,
            ":keep": lambda _: self._decide_key(True),
            ":anew": lambda _: self._decide_key(False),
        }

    def _sure(self, level: int) -> bool:
        self.session.say_confidence(level)
        self.say(f"review.confidence.{level}")
        return False

    def _rate(self, rate: Callable[[], Answered | None], name: str) -> bool:
        if not self.session.answered:
            self.say("review.nothing_answered")
            return False
        answered = rate()
        if answered is None:
            self.say(f"review.not_{name}")
        else:
            self.say(f"review.rated_{name}", due=self.due(answered))
        return False

    def _put_away(self, rest: str, act: Callable[[str], None], key: str) -> bool:
        item = self._item(rest)
        if item is None:
            self.say("review.nothing_answered")
            return False
        act(item)
        self.say(key, item=item)
        if rest.strip() == BEFORE:
            return False
        self.session.skip()
        return True

    def _flag(self, rest: str) -> bool:
        before = rest.lstrip().startswith(BEFORE)
        reason = rest.lstrip().removeprefix(BEFORE).strip() if before else rest.strip()
        item = self._item(BEFORE if before else "")
        if not reason or not reason.isprintable():
            self.say("review.flag_needs_reason")
        elif item is None:
            self.say("review.nothing_answered")
        else:
            self.session.flag(item, reason)
            self.say("review.flagged", item=item, reason=reason)
        return False

    def _decide_key(self, keep: bool) -> bool:
        if not self.session.key_changed:
            self.say("review.key_same")
            return False
        self.session.decide_key(keep)
        self.say("review.kept" if keep else "review.begun_anew")
        return False

    def _item(self, rest: str) -> str | None:
        if rest.strip() != BEFORE:
            return self.session.question.id.item
        return self.session.answered[-1].question.id.item if self.session.answered else None
