"""An interview in lines: a question begins with ``[n/N] question_id``; no verdict before the end, then the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import RLock
from typing import TextIO

from quizzer.grading.reading import shown
from quizzer.plain.quiz import can_show
from quizzer.practice.interview_report import Report
from quizzer.practice.interviewing import Closed, Interview
from quizzer.practice.pace import Mark
from quizzer.questions.answers import FreeSpec
from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.questions.verdict import Reason
from quizzer.reports.display import key_point_lines, prompt_lines
from quizzer.reports.interview import clock
from quizzer.wording.catalogue import say
from quizzer.wording.signs import ascii_for, drawn

GIVEN_CHARACTERS = 200
COMMAND, END = (":", "："), (".", "。", "．")
"""What a command begins with and what a spoken answer ends with, also as a Chinese keyboard types them."""


class PlainInterview:
    """Drives an interview over two text streams until it is over, left, or the input ends.

    ``name`` is the blueprint's. ``turn`` is held while the interview is touched and free while a line is awaited, so
    that a clock may tick in between.
    """

    def __init__(self, interview: Interview, name: str, language: Language, lines: TextIO, out: TextIO) -> None:
        self.interview = interview
        self.name = name
        self.language = language
        self.lines = lines
        self.out = out
        self.turn = RLock()
        self.ask_confidence = False
        self.leaving = False
        self._told_over = False
        self._told: set[int] = set()  # the questions whose two minutes were said to be over
        self.commands: Mapping[str, Callable[[str], bool]] = {
            ":skip": self._skip,
            ":dontknow": self._leave_out,
            ":back": self._back,
            ":time": self._time,
            ":pause": self._pause,
            ":finish": self._finish,
            ":quit": self._quit,
            ":1": lambda _: self._sure(1),
            ":2": lambda _: self._sure(2),
            ":3": lambda _: self._sure(3),
        }

    def run(self) -> Report | None:
        """Ask until it is over, and return the report; None where it is kept for later. Raises DatabaseProblem."""
        with self.turn:
            self._welcome()
            while not self.leaving and not self.interview.over:
                self._step()
            if not self.interview.over:
                self.keep()
                return None
            self.tell_time()
            self._compare_the_rest()
            return self.interview.finish()

    def keep(self) -> None:
        """Stop the clock and say how to go on. Raises DatabaseProblem."""
        self.interview.pause()
        self._say("interview.kept", left=clock(self.interview.left_ms))

    def tell_time(self, waiting: bool = False) -> None:
        """Say once that a time is over, of the interview or of speaking; to somebody ``waiting`` also how to go on."""
        speaking = self.interview.number if self.interview.speaking_left_ms == 0 else None
        if speaking is not None and speaking not in self._told:
            self._told.add(speaking)
            self._say("interview.speaking_over")
        if self.interview.timed_out and not self._told_over:
            self._told_over = True
            self._say("interview.time_is_over")
            if waiting:
                self._say("interview.press_enter")

    # --- asking ---------------------------------------------------------------------------------------------

    def _step(self) -> None:
        if self.interview.comparing:
            self._compare()
        elif self.interview.question:
            self._ask(self.interview.question)
        elif self.interview.answered == self.interview.total:
            self.interview.end()
        else:
            self._leftover()

    def _ask(self, question: Question) -> None:
        """Show a question and read lines until it is answered, skipped or left."""
        self._show(question)
        if isinstance(question.spec, FreeSpec):
            self._say("interview.say_aloud")
            self.interview.begin_speaking()
        given: list[str] = []
        while (line := self._line()) is not None and not self.interview.over:
            if line.strip().startswith(COMMAND):
                if self._command(line.strip()):
                    return
                continue
            given.append(line)
            if self._awaits_more(question, given):
                continue
            if self._answer(question, given):
                return
            given = []

    def _answer(self, question: Question, given: list[str]) -> bool:
        aloud = isinstance(question.spec, FreeSpec)
        try:
            reason = self.interview.answer("\n".join(given[:-1] if aloud else given))
        except Closed:
            return True
        if reason is None:
            self._say("interview.noted")
            return True
        self._say_reason(reason)
        return False

    def _awaits_more(self, question: Question, given: list[str]) -> bool:
        """Whether the answer has further lines: something said aloud, or parts; the next part is named."""
        if isinstance(question.spec, FreeSpec):
            return given[-1].strip() not in END
        if len(given) >= len(question.parts) or re.search(r"[|｜]", given[0]):
            return False
        self._write(f"  ({question.parts[len(given)].name})")
        return True

    def _leftover(self) -> None:
        """Everything was asked, and something left out: back to it, or the end."""
        self._write("")
        self._say("interview.all_dealt_with", skipped=", ".join(map(str, self.interview.skipped)))
        while (line := self._line()) is not None and not self.interview.over:
            if self._command(line.strip()):
                return

    def _compare(self) -> None:
        self._say("interview.compare")
        self._take_ticks()

    def _compare_the_rest(self) -> None:
        """After the end: what was said aloud and not compared yet."""
        for number in self.interview.to_compare:
            self._say("interview.compare_later", number=number)
            self.interview.compare(number)
            self._take_ticks()

    def _take_ticks(self) -> None:
        question = self.interview.comparing
        if question is None:
            return
        for line in key_point_lines(question, self.language):
            self._write(line)
        self._write(f"  ({say('plain.tick', self.language)})")
        while (ticks := self._line()) is not None:
            reason = self.interview.tick_points(ticks)
            if reason is None:
                self._say("interview.noted")
                return
            self._say_reason(reason)

    # --- commands: each takes what stands behind it, and returns whether the current question is left ------------

    def _command(self, typed: str) -> bool:
        name, _, rest = typed.replace("：", ":", 1).partition(" ")
        command = self.commands.get(name.lower())
        if command is None:
            known = name if name.isascii() and name.isprintable() and len(name) < 20 else ":…"
            self._say("interview.unknown_command", command=known)
            return False
        return command(rest.strip())

    def _skip(self, rest: str) -> bool:
        if self.interview.number in self.interview.skipped:
            return self._leave_out(rest)
        self._leave("interview.skipped", for_good=False)
        return True

    def _leave_out(self, _rest: str) -> bool:
        self._leave("interview.skipped_again", for_good=True)
        return True

    def _leave(self, key: str, *, for_good: bool) -> None:
        """Go on from the current question; one that has its answer keeps it."""
        number, has_answer = self.interview.number, bool(self.interview.given)
        self.interview.skip(for_good=for_good)
        if number is not None and not has_answer:
            self._say(key, number=number)

    def _back(self, rest: str) -> bool:
        try:
            self.interview.go_to(int(rest) if re.fullmatch(r"\d{1,3}", rest, re.ASCII) else 0)
        except Closed as closed:
            self._say(f"interview.closed.{closed.reason}")
            return False
        return True

    def _time(self, _rest: str) -> bool:
        self.interview.tick()
        pace = self.interview.pace
        late = "" if pace.mark is Mark.ON_TIME else clock(abs(pace.late_ms))
        self._say(
            "interview.time",
            used=clock(self.interview.used_ms),
            left=clock(self.interview.left_ms),
            pace=say(f"interview.pace.{pace.mark}", self.language, time=late),
        )
        return False

    def _pause(self, _rest: str) -> bool:
        self.interview.pause()
        self._say("interview.paused")
        if self._line() is not None:
            self.interview.resume()
            self._say("interview.goes_on")
        return self.leaving

    def _finish(self, _rest: str) -> bool:
        self.interview.end()
        return True

    def _quit(self, _rest: str) -> bool:
        self.leaving = True
        return True

    def _sure(self, level: int) -> bool:
        self.interview.say_confidence(level)
        self._say(f"review.confidence.{level}")
        return False

    # --- showing --------------------------------------------------------------------------------------------

    def _welcome(self) -> None:
        found = self.interview
        if found.answered or found.used_ms:
            values = {"name": self.name, "left": clock(found.left_ms), "answered": found.answered}
            self._say("interview.resumed", **values, questions=found.total)
        else:
            minutes = f"{found.paper.minutes:g}"
            self._say("interview.welcome", name=self.name, questions=found.total, minutes=minutes)
        self._say("interview.commands")
        if not found.state.scheduled:
            self._say("interview.no_schedule")

    def _show(self, question: Question) -> None:
        found, number = self.interview, self.interview.number or 0
        self._write("")
        self._write(f"[{number}/{found.total}] {question.id}")
        planned = clock(found.planned_ms(number))
        self._write(f"  ({say('interview.mark', self.language, left=clock(found.left_ms), planned=planned)})")
        if found.paper.slots[number - 1].follows_up:
            self._say("interview.follow_up")
        *prompt, how = prompt_lines(question, self.language)
        for line in prompt if isinstance(question.spec, FreeSpec) else (*prompt, how):
            self._write(line)
        if found.given:
            self._say("interview.given", given=shown(found.given)[:GIVEN_CHARACTERS])
        if self.ask_confidence:
            self._write(f"  ({say('review.say_confidence', self.language)})")

    def _say_reason(self, reason: Reason) -> None:
        """Why something could not be read: its form, never whether it is right."""
        self._write(f"  {say(f'invalid.{reason.code}', self.language, **reason.values)}")

    def _line(self) -> str | None:
        """The next line; None at the end of the input, which leaves the interview."""
        with self._others_turn():
            line = self.lines.readline()
        if not line:
            self.leaving = True
            return None
        self.interview.tick()
        return line.rstrip("\r\n")

    @contextmanager
    def _others_turn(self) -> Iterator[None]:
        self.turn.release()
        try:
            yield
        finally:
            self.turn.acquire()

    def _say(self, key: str, **values: object) -> None:
        self._write(say(key, self.language, **values))

    def _write(self, line: str) -> None:
        line = drawn(line)
        if not can_show(self.out, line):
            line = ascii_for(line).encode(self.out.encoding or "ascii", "replace").decode(self.out.encoding or "ascii")
        self.out.write(line + "\n")
        self.out.flush()
