"""Boards for lines that are put in order, paired, or marked as wrong."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from quizzer.questions.question import Entry, Question
from quizzer.questions.text import Language
from quizzer.tui.boards import Board, BoardLine
from quizzer.wording.catalogue import say


def _letters(action: str, letters: str) -> list[Binding]:
    return [Binding(letter, f"{action}('{letter.upper()}')", "", show=False) for letter in letters]


class OrderBoard(Board):
    """Lines in an order. A letter puts its line where the pointer is; Space takes a line up and sets it down."""

    BINDINGS: ClassVar = [*_letters("place", "abcdef"), Binding("space", "hold", "", show=False)]

    def __init__(self, question: Question, language: Language) -> None:
        super().__init__(question, language)
        self.order: list[Entry] = list(question.entries)
        self.held = False
        self.touched = False

    def texts(self) -> list[str]:
        right = self.question.expected
        lines = []
        for place, entry in enumerate(self.order, 1):
            mark = "↕" if self.held and place == self.here else " "
            if not self.open and isinstance(right, tuple):
                mark = "✓" if right[place - 1] == entry.key else "✗"
            lines.append(f"{mark} {place}. {entry.key}  {entry.text[self.language]}")
        return lines

    def is_picked(self, place: int) -> bool:
        return self.held and place == self.here

    def action_place(self, key: str) -> None:
        """Put the line ``key`` where the pointer is and go on to the next place."""
        old = next((place for place, entry in enumerate(self.order, 1) if entry.key == key), None)
        if self.open and old is not None:
            self.held = False
            self._put(old, self.here)
            self.point(self.here + 1)

    def action_hold(self) -> None:
        """Take the line under the pointer along when it moves, or set it down."""
        if self.open:
            self.held = not self.held
            self.draw()

    def action_move(self, step: int) -> None:
        """Move the pointer, and the line that is held with it."""
        target = self.here + step
        if self.open and self.held and 1 <= target <= len(self.order):
            self._put(self.here, target)
        super().action_move(step)

    def clicked(self, place: int) -> None:
        """Take up a line; the next click sets it down."""
        if self.held:
            self._put(self.here, place)
        self.held = not self.held
        self.point(place)

    def _put(self, old: int, new: int) -> None:
        self.touched = True
        self.order.insert(new - 1, self.order.pop(old - 1))

    @property
    def typed(self) -> str:
        # Enter on lines that nobody has moved is a slip of the finger; they are never shown in their right order.
        return ", ".join(entry.key for entry in self.order) if self.touched else ""


class MatchBoard(Board):
    """Lines of the left with their partners. A letter pairs the line under the pointer, a digit points at one."""

    BINDINGS: ClassVar = [
        *_letters("pair", "abcdefgh"),
        *(Binding(str(n), f"point_at({n})", "", show=False) for n in range(1, 6)),
        Binding("backspace,delete", "clear", "", show=False),
    ]

    def __init__(self, question: Question, language: Language) -> None:
        super().__init__(question, language)
        self.pairs: dict[str, str] = {}

    def on_mount(self) -> None:
        super().on_mount()
        self.query(BoardLine)[self.reachable()].add_class("-apart")

    def reachable(self) -> int:
        return len(self.question.entries)

    def texts(self) -> list[str]:
        return [*map(self._left, self.question.entries), *map(self._right, self.question.targets)]

    def _left(self, entry: Entry) -> str:
        partner = self.pairs.get(entry.key, "…")
        mark = " "
        if not self.open and isinstance(self.question.expected, tuple):
            right = self.question.expected[self.question.entries.index(entry)]
            mark = "✓" if partner == right else "✗"
        return f"{mark} {entry.key} → {partner}  {entry.text[self.language]}"

    def _right(self, target: Entry) -> str:
        users = [left for left, right in self.pairs.items() if right == target.key]
        return f"    {target.key}  {target.text[self.language]}{f'  ({users[0]})' if users else ''}"

    def is_picked(self, place: int) -> bool:
        return self.question.lines[place - 1].key in self.pairs.values()

    def action_pair(self, key: str) -> None:
        """Pair the line under the pointer with ``key``, which leaves a partner it had; go on to the next open line."""
        if not self.open or key not in {target.key for target in self.question.targets}:
            return
        left = self.question.entries[self.here - 1].key
        self.pairs = {one: other for one, other in self.pairs.items() if other != key} | {left: key}
        places = [*range(self.here, self.reachable()), *range(self.here)]
        unpaired = [place + 1 for place in places if self.question.entries[place].key not in self.pairs]
        self.point(unpaired[0] if unpaired else self.here)

    def action_point_at(self, place: int) -> None:
        """Point at a line of the left."""
        if self.open:
            self.point(place)

    def action_clear(self) -> None:
        """Undo the pair of the line under the pointer."""
        if self.open:
            self.pairs.pop(self.question.entries[self.here - 1].key, None)
            self.draw()

    def clicked(self, place: int) -> None:
        """A click on the left points, one on the right pairs."""
        if place <= self.reachable():
            self.point(place)
        else:
            self.action_pair(self.question.targets[place - self.reachable() - 1].key)

    @property
    def typed(self) -> str:
        return ", ".join(f"{left}={self.pairs[left]}" for left in sorted(self.pairs))


class SpotBoard(Board):
    """Segments of a claim and corrections: a letter marks the wrong segment, a digit picks its correction."""

    BINDINGS: ClassVar = [
        *_letters("pick", "abcde"),
        *(Binding(str(n), f"pick('{n}')", "", show=False) for n in range(1, 5)),
        Binding("space", "pick_here", "", show=False),
    ]

    def __init__(self, question: Question, language: Language) -> None:
        super().__init__(question, language)
        self.segment = ""
        self.correction = ""
        self.keys = [line.key for line in question.lines]

    def texts(self) -> list[str]:
        texts = [f"{self._mark(line.key)} {line.key}  {line.text[self.language]}" for line in self.question.lines]
        first = len(self.question.entries)
        texts[first] = f"{say('quiz.corrections', self.language)}\n{texts[first]}"
        return texts

    def _mark(self, key: str) -> str:
        picked = key in (self.segment, self.correction)
        if self.open:
            return "●" if picked else "○"
        if isinstance(self.question.expected, tuple) and key in self.question.expected:
            return "✓"
        return "✗" if picked else "·"

    def is_picked(self, place: int) -> bool:
        return self.keys[place - 1] in (self.segment, self.correction)

    def action_pick(self, key: str) -> None:
        """Mark a segment as wrong, or pick a correction."""
        if not self.open or key not in self.keys:
            return
        if key.isdigit():
            self.correction = key
        else:
            self.segment = key
        self.point(self.keys.index(key) + 1)

    def action_pick_here(self) -> None:
        """Pick the line under the pointer."""
        self.action_pick(self.keys[self.here - 1])

    def clicked(self, place: int) -> None:
        self.action_pick(self.keys[place - 1])

    @property
    def typed(self) -> str:
        return f"{self.segment} {self.correction}".strip()
