"""What is known of an item, in a window over the screen: ``quizzer why``; and what to do with the item."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Click

from quizzer.practice.decisions import DECISIONS, decide, possible_decisions
from quizzer.practice.explaining import ItemStory, story_of
from quizzer.reports.history import history_lines
from quizzer.reports.phrases import Voice
from quizzer.tui.dialogs import Dialog
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.wording.wrapping import wrap

if TYPE_CHECKING:
    from quizzer.tui.app import QuizzerApp

WINDOW_CELLS = 64
"""The lines of the window; a narrower terminal wraps them once more."""

KEYS = dict(zip(DECISIONS, "ssbfx", strict=True))
"""The key of each decision; suspending and asking again are never both possible."""


class DecisionLine(Words):
    """A decision with its key; a click takes it."""

    def __init__(self, decision: str, text: str) -> None:
        super().__init__(text, classes="option")
        self.decision = decision
        self.styles.margin = 0

    def on_click(self, event: Click) -> None:
        event.stop()
        cast("WhyScreen", self.screen).take(self.decision)


class WhyScreen(Dialog[None]):
    """The attempts at an item, its memory, why it is due when it is, and what may be decided about it."""

    STAGED = True
    BINDINGS = [
        Binding("escape,enter,w", "close", "", show=False),
        Binding("u,f9", "undo", "", show=False),
        *(Binding(key, f"press('{key}')", "", show=False) for key in sorted(set(KEYS.values()))),
    ]

    def __init__(self, item: str) -> None:
        super().__init__()
        self.item = item
        self.taken: list[str] = []
        """Decisions of this window, for undo takes back no more than these."""
        self.possible: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        app = cast("QuizzerApp", self.app)
        with Column(classes="dialog"):
            yield Words(app.say("why.title"), classes="title")
            if not self.whole:
                return
            lines = self._lines(app)
            for decision in self.possible:  # above the history, which may be long
                yield DecisionLine(decision, f"{KEYS[decision]}    {app.say(f'why.decide.{decision}')}")
            if self.taken:
                yield Words(app.say("why.decided", what=app.say(f"event.{self.taken[-1]}")))
            yield Words("\n".join(lines))
            yield Words(f"Esc  {app.say('key.close')}", classes="dim")

    def _lines(self, app: QuizzerApp) -> list[str]:
        self.possible = ()
        try:
            return self._known(app, story_of(app.desk.store, self.item, app.desk.today))
        except troubles() as trouble:
            return wrap(f"✗ {sentence_of(trouble, app.language)}", WINDOW_CELLS)

    def _known(self, app: QuizzerApp, story: ItemStory) -> list[str]:
        desk = app.desk
        self.possible = tuple(possible_decisions(story.state, bool(story.cards), desk.today))
        beliefs = {slip: belief.belief for slip, belief in desk.bank.beliefs.items()}
        return history_lines(story, Voice(desk.language, desk.bank.topics, beliefs, WINDOW_CELLS))

    def action_press(self, key: str) -> None:
        """Take the decision that ``key`` stands for, where it is possible now."""
        for decision in self.possible:
            if KEYS[decision] == key:
                self.take(decision)

    def take(self, decision: str) -> None:
        """Take a decision about the item."""
        desk = cast("QuizzerApp", self.app).desk
        try:
            decide(desk.store, self.item, decision, desk.now())
        except troubles() as trouble:
            self.notify(sentence_of(trouble, desk.language), severity="warning", markup=False)
            return
        self.taken.append(decision)
        self.speak()

    def action_undo(self) -> None:
        """Take back the last decision of this window."""
        if not self.taken:
            return
        desk = cast("QuizzerApp", self.app).desk
        try:
            desk.store.undo(desk.now())
        except troubles() as trouble:
            self.notify(sentence_of(trouble, desk.language), severity="warning", markup=False)
            return
        self.taken.pop()
        self.speak()

    def action_close(self) -> None:
        """Close the window."""
        self.dismiss()
