"""A quiz in lines: a question begins with ``[n/N] question_id``, a verdict with its mark.

A line with ✓, ~ or ✗ means that the attempt is on disk. No escape code is ever written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TextIO
from unicodedata import east_asian_width

from quizzer.grading.cloze import fold
from quizzer.plain.deciding import Decisions
from quizzer.practice.preferences import Preferences
from quizzer.practice.recalling import hides_options
from quizzer.practice.session import Answered, Session, Summary
from quizzer.questions.answers import ChoiceSpec, FreeSpec
from quizzer.questions.question import Question
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.reports.display import key_point_lines, prompt_in_short, prompt_lines
from quizzer.wording.catalogue import say
from quizzer.wording.feedback import aside, due_line, feedback, headline, key_line, reason_line
from quizzer.wording.reviewing import consequences, undone_line
from quizzer.wording.signs import ascii_for, drawn

USUAL = Preferences()


class PlainQuiz:
    """Drives a session over two text streams until it is finished or the input ends."""

    def __init__(
        self, session: Session, language: Language, lines: TextIO, out: TextIO, preferences: Preferences = USUAL
    ) -> None:
        self.session = session
        self.preferences = preferences
        self.decisions = Decisions(session, self._say, self._due)
        self.language = language
        self.lines = lines
        self.out = out
        self.leaving = False
        self.hidden = False
        """Whether there are options that the learner has not seen yet."""
        self.commands: Mapping[str, Callable[[], bool]] = {
            ":hint": self._hint,
            ":options": self._options,
            ":skip": self._skip,
            ":dontknow": self._give_up,
            ":undo": self._undo,
            ":quit": self._quit,
        }

    def run(self) -> Summary:
        """Ask until the count is reached, ``:quit`` or the end of the input. Raises DatabaseProblem."""
        self._show_welcome()
        while not self.leaving and not self.session.finished:
            self._show_question(self.session.question)
            self._take_answer()
        summary = self.session.finish()
        self._show_summary(summary)
        return summary

    def _take_answer(self) -> None:
        """Read lines until the question is dealt with: graded, skipped, taken back or left."""
        given: list[str] = []
        while True:
            line = self.lines.readline()
            if not line:
                self.leaving = True
                return
            typed = line.rstrip("\r\n")
            if typed.strip().startswith(":"):
                if self._command(typed.strip()):
                    return
                continue
            if self._asks_for_options(typed):
                self._options()
                continue
            given.append(typed)
            if self._awaits_more(given):
                continue
            if self._answer("\n".join(given)):
                return
            # What was written stays; only the ticks are asked again.
            given = given[:-1] if isinstance(self.session.question.spec, FreeSpec) else []

    def _awaits_more(self, given: list[str]) -> bool:
        """Whether the answer has further lines: parts, or a free text with its ticks."""
        if isinstance(self.session.question.spec, FreeSpec):
            return self._awaits_ticks(given)
        return self._awaits_parts(given)

    def _awaits_ticks(self, given: list[str]) -> bool:
        """Whether the text goes on or its ticks are still to come; at its end the key points are shown."""
        if given[-1].strip() == ".":
            if "".join(given[:-1]).strip():
                given[-1] = "."
                self._show_key_points(self.session.question)
            else:
                self._write(f"? {say('invalid.empty', self.language)}")
                given.clear()
            return True
        return "." not in given

    def _awaits_parts(self, given: list[str]) -> bool:
        """Whether further parts are to be answered; the next one is named. With ``|`` one line holds them all."""
        parts = self.session.question.parts
        if len(given) >= len(parts) or "|" in given[0]:
            return False
        self._write(f"  ({parts[len(given)].name})")
        return True

    def _command(self, typed: str) -> bool:
        name, _, rest = typed.partition(" ")
        decide = self.decisions.commands.get(name.lower())
        if decide is not None:
            return decide(rest)
        command = self.commands.get(typed.lower())
        if command is None:
            known = typed if typed.isascii() and typed.isprintable() and len(typed) < 20 else ":…"
            self._say("plain.unknown_command", command=known)
            return False
        return command()

    def _answer(self, typed: str) -> bool:
        answered = self.session.answer(typed)
        self._show_verdict(answered, typed)
        if not answered.verdict.is_attempt:
            return False
        self._next()
        return True

    def _next(self) -> None:
        if not self.session.finished:
            self.session.advance()

    def _hint(self) -> bool:
        question = self.session.question
        if not self.preferences.hints:
            self._say("plain.hints_off")
            return False
        hint = self.session.hint()
        if hint:
            self._say("plain.hint", text=hint[self.language])
        else:
            self._say("plain.no_more_hints" if question.hints else "plain.no_hints")
        return False

    def _options(self) -> bool:
        own = hides_options(self.preferences, self.session.question)
        choices = self.session.question.choices if own else self.session.options()
        self.hidden = False
        for choice in choices:
            self._write(f"  {choice.key}) {choice.text[self.language]}")
        if not choices:
            self._say("plain.no_options")
        return False

    def _asks_for_options(self, typed: str) -> bool:
        """Whether hidden options are shown in place of grading: a key of one names what nobody has seen yet."""
        if not self.hidden or not typed.strip():
            return self.hidden
        spec = self.session.question.spec
        texts = spec.texts if isinstance(spec, ChoiceSpec) else ()
        return not any(fold(typed) in (fold(text.en), fold(text.zh)) for text in texts)

    def _skip(self) -> bool:
        self._say("plain.skipped")
        self.session.skip()
        return True

    def _give_up(self) -> bool:
        self._show_verdict(self.session.give_up(), "")
        self._next()
        return True

    def _undo(self) -> bool:
        taken_back = self.session.undo()
        if taken_back is None:
            self._say("plain.nothing_to_undo")
            return False
        if taken_back.question is None:
            self._write(undone_line(taken_back.kind, taken_back.item, self.language))
            return False
        self._say("review.undone_earlier" if taken_back.earlier else "plain.undone")
        return True

    def _quit(self) -> bool:
        self.leaving = True
        return True

    # --- showing --------------------------------------------------------------------------------------------

    def _show_welcome(self) -> None:
        session = self.session
        count = session.total or "∞"
        if session.answered:
            self._say("plain.go_on", answered=len(session.answered))
            return
        if session.kind != "review":
            self._say("plain.welcome", count=count)
            return
        self._say("review.welcome", count=count)
        self._say("review.commands")
        if not session.scheduled:
            self._say("review.cram")
        if session.waiting:
            self._say("review.waiting", waiting=session.waiting)

    def _show_question(self, question: Question) -> None:
        self._write("")
        self._write(f"[{self.session.number}/{self.session.total or '∞'}] {question.id}")
        # A pipe has nobody who has to think first.
        self.hidden = self.lines.isatty() and hides_options(self.preferences, question)
        for line in prompt_lines(question, self.language, options=not self.hidden):
            self._write(line)
        if self.preferences.confidence:
            self._write(f"  {aside(say('review.say_confidence', self.language), self.language)}")
        if self.session.key_changed:
            self._say("review.key_changed")

    def _show_key_points(self, question: Question) -> None:
        for line in key_point_lines(question, self.language):
            self._write(line)
        self._write(f"  {aside(say('plain.tick', self.language), self.language)}")

    def _show_verdict(self, answered: Answered, typed: str) -> None:
        verdict = answered.verdict
        if verdict.outcome is Outcome.INVALID:
            self._write(f"{headline(answered.question, verdict, self.language)} {reason_line(verdict, self.language)}")
            self._show_caret(typed, verdict.reason.position if verdict.reason else None)
            return
        parts = feedback(
            answered.question,
            verdict,
            self.language,
            gave_up=answered.gave_up,
            due=answered.due,
            today=self.session.today,
        )
        self._write(parts.headline)
        for line in parts.repair:
            self._write(f"  {line}")
        if verdict.outcome is not Outcome.CORRECT:
            for line in (*parts.solution, parts.explanation, *parts.notes):
                self._write(f"  {line}")
        sure, leech, minutes = answered.sure_and_wrong, answered.leech, answered.minutes_at_most
        more = consequences(self.language, sure_and_wrong=sure, leech=leech, minutes=minutes)
        for line in (parts.due, *more):
            if line:
                self._write(f"  {line}")

    def _due(self, answered: Answered) -> str:
        return due_line(answered.due, self.session.today, self.language) if answered.due else ""

    def _show_caret(self, typed: str, position: int | None) -> None:
        if position is None or not typed.isprintable() or len(typed) > 60:
            return
        before = sum(2 if east_asian_width(character) in "WF" else 1 for character in typed[:position])
        self._write(f"  {typed}")
        self._write(f"  {' ' * before}^")

    def _show_summary(self, summary: Summary) -> None:
        self._write("")
        if not summary.answered:
            self._say("plain.summary_none")
            return
        self._say(
            "plain.summary",
            correct=summary.count(Outcome.CORRECT),
            partial=summary.count(Outcome.PARTIAL),
            total=len(summary.answered),
        )
        if summary.missed:
            self._say("plain.summary_missed")
        for answered in summary.missed:
            question = answered.question
            self._write(f"- {question.id}: {prompt_in_short(question, self.language, 90)}")
            key = key_line(question, self.language)
            if key:
                self._write(f"  {key}")
        for slip, times in summary.slips:
            belief = self.session.bank.beliefs.get(slip)
            if belief and times > 1:
                self._say("plain.summary_slip", times=times, belief=belief.belief[self.language])
        if self.session.is_kept:
            self._say("plain.kept")

    def _say(self, key: str, **values: object) -> None:
        self._write(say(key, self.language, **values))

    def _write(self, line: str) -> None:
        """One line, flushed, so that a reader of the pipe sees a verdict as soon as it is on disk."""
        line = drawn(line)
        if not can_show(self.out, line):
            line = ascii_for(line).encode(self.out.encoding or "ascii", "replace").decode(self.out.encoding or "ascii")
        self.out.write(line + "\n")
        self.out.flush()


def can_show(out: TextIO, text: str) -> bool:
    """Whether ``out`` has every character of ``text``."""
    try:
        text.encode(out.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
