"""From a key to the first and to the last change on the screen, beside a screen of plain Textual in the same run.

python -m benchmarks.keys [--runs 5]

Needs the test group (pexpect, pyte). Each number is a median of runs; the machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pexpect
import pyte

from benchmarks.timing import shown

COLUMNS, ROWS = 80, 24
QUIET_SECONDS = 0.3
"""The screen has settled when it stayed the same for so long."""
PREPARED_SECONDS = 2.5
"""After this everything is prepared; a key in the first second costs more."""
KEYS = {"Escape": "\x1b", "Enter": "\r"}
OURS = ("?", "Escape", "q", "Escape", "b", "Escape", "c", "Escape", "s", "Escape", "i", "Escape", "p", "Escape", ",")
OURS_IN_A_QUIZ = ("Enter", " ", "1", "Enter", "Enter")
"""The tour begins, shows its options; one is picked and handed in; more of the verdict."""
PEER = """
from textual.app import App
from textual.screen import Screen
from textual.widgets import Footer, Static

class Other(Screen):
    BINDINGS = [("escape", "app.pop_screen", "back")]
    def compose(self):
        yield Static("another screen")
        yield Footer()

class Peer(App):
    BINDINGS = [("b", "open", "open")]
    def compose(self):
        yield Static("first screen")
        yield Footer()
    def action_open(self):
        self.push_screen(Other())

Peer().run()
"""


Changes = tuple[float, float]
"""Seconds to the first and to the last change."""


class Watched:
    """A program in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        program, *arguments = command
        self.child = pexpect.spawn(
            program, arguments, dimensions=(ROWS, COLUMNS), env=dict(environment), encoding="utf-8", timeout=5
        )
        self.child.delaybeforesend = None  # pexpect would wait 50 ms before each key
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)
        self.changed_at(time.perf_counter(), 10.0)

    def changed_at(self, since: float, most: float) -> Changes:
        """Seconds from ``since`` to the first and the last change that are seen; reads until the screen has settled."""
        begun = last = time.perf_counter()
        first = 0.0
        while (now := time.perf_counter()) - last < QUIET_SECONDS or (not first and now - since < most):
            try:
                data = self.child.read_nonblocking(65536, timeout=0.02)
            except pexpect.TIMEOUT:
                continue
            at, before = time.perf_counter(), self.cells()
            self.stream.feed(data)
            if self.cells() != before:
                first, last = first or at - since, at
        return first, last - since if last > begun else 0.0

    def cells(self) -> list[tuple[pyte.screens.Char, ...]]:
        """What is on the screen, with its colours."""
        rows = (self.screen.buffer[row] for row in range(ROWS))
        return [tuple(row[column] for column in range(COLUMNS)) for row in rows]

    def press(self, key: str) -> Changes:
        """Seconds until something is to be seen of ``key``, and until all is; 0 where nothing ever is."""
        since = time.perf_counter()
        self.child.send(KEYS.get(key, key))
        return self.changed_at(since, 1.0)

    def end(self) -> None:
        """End the program."""
        self.child.send("\x11")
        self.child.expect(pexpect.EOF)


def medians(command: Sequence[str], environment: Mapping[str, str], keys: Sequence[str], runs: int) -> list[Changes]:
    """For each of ``keys``, pressed one after the other, the median seconds to the first and to the last change."""
    taken = []
    for _ in range(runs):
        watched = Watched(command, environment)
        time.sleep(PREPARED_SECONDS)
        watched.changed_at(time.perf_counter(), 0)  # what came meanwhile is no answer to a key
        taken.append([watched.press(key) for key in keys])
        watched.end()
    pressed = range(len(keys))
    first = [statistics.median(run[place][0] for run in taken) for place in pressed]
    last = [statistics.median(run[place][1] for run in taken) for place in pressed]
    return list(zip(first, last, strict=True))


def both(changes: Changes) -> str:
    """The first change and the last."""
    return " to ".join(map(shown, changes))


def main() -> None:
    """Print a line for each key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with TemporaryDirectory() as home:
        environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home, "QUIZZER_HOME": home}
        peer = Path(home, "peer.py")
        peer.write_text(PEER, encoding="utf-8")
        ours = [sys.executable, "-m", "quizzer"]
        medians(ours, environment, (), 1)  # the first run makes the index of the bank
        [opened, closed] = medians([sys.executable, str(peer)], environment, ("b", "Escape"), runs)
        print(f"Textual: a screen of a line and a footer opens in {both(opened)}, Escape takes {both(closed)}")
        for keys in (OURS, OURS_IN_A_QUIZ):
            for key, changes in zip(keys, medians(ours, environment, keys, runs), strict=True):
                theirs = closed if key == "Escape" else opened
                ratios = " to ".join(f"×{mine / plain:.3g}" for mine, plain in zip(changes, theirs, strict=True))
                print(f"{key.replace(' ', 'Space'):<8} {both(changes):>24}   {ratios}")


if __name__ == "__main__":
    main()
