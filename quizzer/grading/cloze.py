"""Blanks: accepted forms in either language; case, hyphens, spaces, width and quotation marks never matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from quizzer.grading.number import grade_number
from quizzer.grading.reading import MAX_CHARACTERS, Unreadable, is_invisible, shown
from quizzer.questions.answers import Blank, ClozeSpec
from quizzer.questions.text import Text
from quizzer.questions.verdict import Outcome, Reason, Verdict, invalid

_IGNORED = re.compile(r"[\s_\"'“”‘’「」『』`]+|(?<=[^\W\d_])-(?=[^\W\d_])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"×": "x"})
_LEADING_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def fold(text: str) -> str:
    """``text`` as it is compared: NFKC, case folded, without spaces, quotes, hyphens between letters, a final stop."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip().rstrip(".。！!")
    plain = re.sub(r"(?<=[^\W\d_])\s*-\s*(?=[^\W\d_])", "-", plain)
    return _IGNORED.sub("", _LEADING_ARTICLE.sub("", plain).casefold())


def grade_cloze(spec: ClozeSpec, typed: str) -> Verdict:
    """The verdict on blanks separated by ``|`` (or, where no form holds one, by a comma)."""
    pieces = pieces_of(spec, typed)
    if isinstance(pieces, Reason):
        return Verdict(Outcome.INVALID, 0.0, "", pieces)
    if not all(piece.strip() for piece in pieces):
        return invalid("empty")
    verdicts = [_grade_blank(blank, piece) for blank, piece in zip(spec.blanks, pieces, strict=True)]
    return _together(verdicts, pieces)


def pieces_of(spec: ClozeSpec, typed: str) -> list[str] | Reason:
    """What ``typed`` puts into each blank, or why it is no such answer. Never raises."""
    try:
        pieces = _pieces(spec, typed)
    except Unreadable as problem:
        return Reason(problem.reason, {"subject": problem.subject}, problem.position)
    if len(pieces) != len(spec.blanks):
        return Reason("blank_count", {"subject": str(len(spec.blanks))})
    return [piece.strip() for piece in pieces]


def _pieces(spec: ClozeSpec, typed: str) -> list[str]:
    if len(typed) > MAX_CHARACTERS:
        raise Unreadable("too_long", subject=str(MAX_CHARACTERS))
    for place, character in enumerate(typed):
        if is_invisible(character) and character not in "\t\r\n":
            raise Unreadable("invisible_character", place, f"U+{ord(character):04X}")
    if not typed.strip():
        raise Unreadable("empty")
    if len(spec.blanks) == 1:
        return [typed]
    pieces = re.split(r"[|｜]", typed)
    return pieces if len(pieces) > 1 else re.split(r"[,，;；、]", typed)


def _grade_blank(blank: Blank, piece: str) -> Verdict:
    """A blank by its forms first; by its number where it has one. What is neither is simply wrong."""
    folded = fold(piece)
    if folded in {fold(form) for form in blank.accepted}:
        return Verdict(Outcome.CORRECT, 1.0, "")
    for near in blank.rejected:
        if folded in {fold(form) for form in near.forms}:
            return Verdict(Outcome.INCORRECT, 0.0, "", feedback=(near.feedback,), slip_id=near.misconception)
    if blank.number:
        expected = _first_number(blank)
        verdict = grade_number(blank.number, expected, piece) if expected is not None else None
        if verdict and verdict.outcome is Outcome.CORRECT:
            return verdict
    return Verdict(Outcome.INCORRECT, 0.0, "")


def pieces_text(pieces: Sequence[str]) -> str:
    """Blanks as they are shown."""
    return " | ".join(shown(piece) or "…" for piece in pieces)


def _first_number(blank: Blank) -> int | float | None:
    for form in blank.accepted:
        if re.fullmatch(r"-?\d+(\.\d+)?", form):
            return float(form) if "." in form else int(form)
    return None


def _together(verdicts: list[Verdict], pieces: list[str]) -> Verdict:
    right = sum(verdict.outcome is Outcome.CORRECT for verdict in verdicts)
    feedback: tuple[Text, ...] = tuple(text for verdict in verdicts for text in verdict.feedback)
    slip = next((verdict.slip_id for verdict in verdicts if verdict.slip_id), None)
    read_as = pieces_text(pieces)
    if right == len(verdicts):
        return Verdict(Outcome.CORRECT, 1.0, read_as)
    outcome = Outcome.PARTIAL if right else Outcome.INCORRECT
    wrong = ", ".join(str(n) for n, verdict in enumerate(verdicts, 1) if verdict.outcome is not Outcome.CORRECT)
    reason = Reason("blanks_wrong", {"wrong": wrong}) if len(verdicts) > 1 else None
    return Verdict(outcome, right / len(verdicts), read_as, reason, feedback=feedback, slip_id=slip)
