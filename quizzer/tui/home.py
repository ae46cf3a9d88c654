"""Home: today at a glance, and one key to start. It paints before the bank is read or the database opened."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.worker import Worker, get_current_worker

from quizzer.tui.choices import Choices
from quizzer.tui.hearing import heard_first
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.lines import Lines
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.ways import Ways

if TYPE_CHECKING:
    from quizzer.practice.queue import Plan
    from quizzer.practice.resuming import Left
    from quizzer.practice.session import Session
    from quizzer.practice.today import Today

READ_AGAIN = 0.1
"""So many seconds after one is back, everything is read again: not while the way back is being drawn."""
CHOICES = ("tour", "review", "choose", "interview", "plan", "weak", "browse", "calculators", "statistics", "settings")
"""The actions that have a line of their own, in order. A click does what the key does."""
HEARD = {"quiz": "choose", "left": "go_on"}
"""What begins under the key of another action, or is called otherwise than its own."""


class HomeScreen(Ways):
    """What the learner sees first. With ``begin``, "quiz" or "review", that starts as soon as everything is read."""

    CSS = """
    HomeScreen {
        #top { height: 1; margin-bottom: 1; }
        #top .title { width: 1fr; }
        #date { width: auto; color: $text-muted; }
        #glance { min-height: 6; }
        #choices { margin-top: 1; }
    }
    HomeScreen.-narrow {
        #top, #glance { margin-bottom: 0; }
    }
    """
    BINDINGS = [
        Binding("enter", "welcome", "welcome", show=False),
        Binding("enter", "quiz", "quiz", id="ten", show=False),
        Binding("g", "go_on", "go_on", show=False),
        Binding("r", "review", "review"),
        Binding("q", "choose", "choose", id="quiz"),
        Binding("slash", "find", "find", show=False),
        Binding("comma,plus", "settings", "settings", key_display=","),
        Binding("i", "interview", "interview", show=False),
        Binding("p", "plan", "plan", show=False),
        Binding("w", "weak", "weak", show=False),
        Binding("b", "browse", "browse", show=False),
        Binding("c", "calculators", "calculators", show=False),
        Binding("s", "statistics", "statistics", show=False),
        Binding("t", "tour", "tour", show=False),
        Binding("u,f9", "undo", "undo", show=False),
        Binding("question_mark,f1", "help", "help", key_display="?"),
        Binding("l", "app.speak", "", show=False),
    ]
    KEYS = {
        "welcome": "key.tour",
        "quiz": "key.ten",
        "review": "key.review",
        "choose": "key.quiz",
        "find": "key.find",
        "settings": "key.settings",
        "interview": "key.interview",
        "plan": "key.plan",
        "weak": "key.weak",
        "browse": "key.browse",
        "calculators": "key.calculate",
        "statistics": "key.statistics",
        "tour": "key.tour",
        "undo": "key.undo_last",
        "go_on": "key.go_on",
    }

    def __init__(self, begin: str = "") -> None:
        super().__init__()
        self.begin = begin
        self.trouble: Exception | None = None
        self.reading = True
        self.today: Today | None = None
        self.plan: Plan | None = None
        self.left: Left | None = None
        self.practised: float | None = None
        self.sizes: tuple[int, int] | None = None
        self.finding = ""
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        with Column(classes="column"):
            with Horizontal(id="top"):
                yield Words("quizzer", classes="title")
                yield Words(id="date")
            yield Lines(id="glance")
            yield Words(id="further")
            yield Words(id="problem")
            yield Words(id="notice")
            yield Choices(id="choices")

    def on_mount(self) -> None:
        self.speak()
        self.call_after_refresh(self._painted)

    async def _painted(self) -> None:
        # The footer is a dozen widgets; what matters is on the screen before them.
        await self.mount(KeyBar())
        self.refresh_bindings()  # a footer that comes later stays empty until it is told
        self.read_all()

    def on_screen_resume(self) -> None:
        if self.sizes:
            self.set_timer(READ_AGAIN, self.read_all)  # what was read last is shown at once

    # --- reading --------------------------------------------------------------------------------------------

    def read_all(self) -> None:
        """Read bank and progress beside the screen, which stays alive."""
        self.reading = True
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        worker, desk = get_current_worker(), self.quizzer.desk
        today = desk.glance()
        if today is not None and not today.attempts:
            self._tell(worker, today)  # the greeting needs no bank
        from quizzer.tui.trouble import troubles

        problem: Exception | None = None
        try:
            self._read_bank_and_plan(worker, today)
        except troubles() as trouble:
            problem = trouble
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, problem)

    def _read_bank_and_plan(self, worker: Worker[None], today: Today | None) -> None:
        """What is quickly read is shown before the rest: the bank before what the store plans."""
        desk = self.quizzer.desk
        bank = desk.bank
        gc.freeze()  # it stays: to look through its objects again and again would hold up a key for 50 ms
        self.sizes = len(bank.items), len({item.topic for item in bank.items.values()})
        self.finding = "".join(c for c in str(next(iter(bank.findings), "")) if c.isprintable())
        if today is not None:
            self._tell(worker, today)
        from quizzer.practice.reviewing import Wish

        self.left = desk.left()
        if desk.preferences.interview_on is not None:
            from quizzer.practice.goal import seconds_spent

            self.practised = seconds_spent(desk.store, desk.today)
        self.plan = desk.plan(Wish())
        if today is None:
            self._tell(worker, desk.glance())

    def _tell(self, worker: Worker[None], today: Today | None) -> None:
        self.today = today
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show)

    def _have_read(self, problem: Exception | None) -> None:
        self.trouble, self.reading = problem, False
        self.show()
        begin, self.begin = self.begin, ""
        self.hear("")
        if begin and problem is None and self.app.screen is self:
            self.start(begin)
        self.quizzer.ready_screens()

    # --- showing --------------------------------------------------------------------------------------------

    @property
    def newcomer(self) -> bool:
        """Whether it is known that nothing was ever answered."""
        return self.today is not None and not self.today.attempts

    def speak(self) -> None:
        super().speak()
        self.query_one("#notice", Words).write(self._notice())
        self.show()

    def show(self) -> None:
        """Say what is known by now; nothing where the program ended while it was read."""
        if not self.query("#date"):
            return
        from quizzer.reports.phrases import Voice
        from quizzer.reports.today import date_line

        desk = self.quizzer.desk
        self.query_one("#date", Words).write(date_line(desk.today, Voice(desk.language)))
        self.query_one("#glance", Lines).tell(self._glance_lines)
        self.query_one("#further", Words).write("\n".join(self.further_lines()))
        self.query_one("#problem", Words).write(self._problem())
        self.query_one(Choices).show({name: self._about(name) for name in CHOICES if name != "tour" or self.newcomer})
        self.refresh_bindings()

    def further_lines(self) -> list[str]:
        """Lines below today's figures: what was left in the middle, how long it is until the day. Costs nothing."""
        left = "" if self.left is None else self._left_line(self.left)
        return [line for line in (left, self._countdown()) if line]

    def _countdown(self) -> str:
        desk = self.quizzer.desk
        if desk.preferences.interview_on is None or self.practised is None:
            return ""
        from quizzer.reports.plan import countdown_line

        return countdown_line(desk.goal, desk.today, self.practised, desk.language)

    def _left_line(self, left: Left) -> str:
        key = self.key_of("go_on").upper()
        return self.say(f"home.left.{left.kind}", key=key, number=left.number, count=left.total or "∞")

    def _glance_lines(self, width: int) -> list[str]:
        from quizzer.reports.phrases import Voice
        from quizzer.reports.today import home_lines
        from quizzer.wording.wrapping import wrap

        desk = self.quizzer.desk
        if self.newcomer:
            return wrap(f"{self.say('home.tagline')}\n\n{self.say('home.welcome')}", width)
        if self.today is None or self.sizes is None:
            return [] if self.trouble else [self.say("home.loading")]
        beliefs = {slip: belief.belief for slip, belief in desk.bank.beliefs.items()}
        voice = Voice(desk.language, desk.bank.topics, beliefs, width)
        return home_lines(self.today, self.plan, voice)

    def _problem(self) -> str:
        if self.trouble is None:
            return f"✗ {self.say('problem.bank_part', finding=self.finding)}" if self.finding else ""
        from quizzer.tui.trouble import sentence_of

        return f"✗ {sentence_of(self.trouble, self.quizzer.language)}"

    def _about(self, name: str) -> str:
        if name == "review":
            return self._review_line()
        if name == "browse" and self.sizes:
            items, topics = self.sizes
            return self.say("home.browse.bank", items=items, topics=topics)
        return self.say(f"home.{name}.about")

    def _review_line(self) -> str:
        if self.plan is None:
            return self.say("home.review.ask")
        if not self.plan.chosen:
            return self.say("home.review.none")
        new = sum(candidate.band is None for candidate in self.plan.chosen)
        about = self.say("home.review.about", due=len(self.plan.chosen) - new, new=new)
        waiting = self.plan.waiting
        return self.say("home.review.waiting", about=about, waiting=waiting) if waiting else about

    def key_of(self, action: str) -> str:
        """How the key of an action is called here."""
        found = [active.binding for active in self.active_bindings.values() if active.binding.action == action]
        return self.app.get_key_display(found[0]) if found else ""

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence that is asked for again when the language changes."""
        self._notice = sentence
        self.query_one("#notice", Words).write(sentence())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter begins the tour where nothing was answered yet, else a quiz."""
        if action == "welcome":
            return self.newcomer
        if action == "go_on":
            return self.left is not None
        return not self.newcomer if action == "quiz" else True

    # --- starting -------------------------------------------------------------------------------------------

    def action_welcome(self) -> None:
        """Start with the tour."""
        self.start("tour")

    def action_tour(self) -> None:
        """Show the keys on three questions, at any time."""
        self.start("tour")

    def action_quiz(self) -> None:
        """Start the usual quiz."""
        self.start("quiz")

    def action_review(self) -> None:
        """Start the review of today."""
        self.start("review")

    @heard_first
    def action_choose(self) -> None:
        """Choose topics and how many questions, then start."""
        from quizzer.tui.choosing import ChooseScreen

        self.app.push_screen(ChooseScreen(), self._chosen)

    def _chosen(self, chosen: tuple[tuple[str, ...], int] | None) -> None:
        if chosen is not None:
            items, count = chosen
            self.soon(lambda: self._go(lambda: self.quizzer.desk.begin_quiz(items, count)), "choose")

    def start(self, kind: str) -> None:
        """Start a quiz or what else needs bank and progress; while they are being read, start when they are."""
        if self.reading:
            self.begin = self.begin or kind  # Enter pressed too early must not replace what the command asked for
            self.hear(HEARD.get(self.begin, self.begin))
            return
        desk = self.quizzer.desk
        ways: dict[str, Callable[[], None]] = {
            "quiz": lambda: self._go(lambda: desk.begin_quiz(self.quizzer.items or (), self.quizzer.count)),
            "review": lambda: self._go(self._begin_review),
            "tour": lambda: self._go(desk.begin_tour, tour=True),
            "left": lambda: self._go(self._take_up),
            "interview": self._show_interviews,
            "undo": self._undo,
        }
        self.soon(ways[kind], HEARD.get(kind, kind))

    def hear(self, action: str) -> None:
        super().hear(action)
        for choices in self.query(Choices):  # none where the program ends meanwhile
            choices.hear(action)

    def _go(self, begin: Callable[[], Session | None], *, tour: bool = False) -> None:
        """Show the session that ``begin`` makes, or why there is none."""
        from quizzer.tui.quiz import QuizScreen
        from quizzer.tui.tour import TourScreen
        from quizzer.tui.trouble import troubles

        self.notice(str)
        try:
            session = begin()
        except troubles() as trouble:
            self.trouble = trouble
            self.show()
            return
        if session is not None:
            self.app.push_screen(TourScreen(session) if tour else QuizScreen(session))

    def _begin_review(self) -> Session | None:
        from quizzer.practice.reviewing import NothingDue
        from quizzer.wording.reviewing import nothing_due_lines

        desk = self.quizzer.desk
        wish, self.quizzer.wish = self.quizzer.wish, None
        session = desk.begin_review(wish)
        if not isinstance(session, NothingDue):
            return session
        day, waiting, planned, today = session.next_day, session.waiting, session.planned, desk.today
        self.notice(lambda: "\n".join(nothing_due_lines(day, waiting, today, self.quizzer.language, planned=planned)))
        return None

    def action_go_on(self) -> None:
        """Go on with what was left in the middle."""
        self.start("left")

    def _take_up(self) -> Session | None:
        left, self.left = self.left, None
        session = None if left is None else self.quizzer.desk.take_up(left)
        if session is None:
            self.show()
            self.notice(lambda: self.say("home.nothing_left" if left else "plain.nothing_left"))
        return session

    def action_undo(self) -> None:
        """Take back the last step of whatever session it was in."""
        self.start("undo")

    def _undo(self) -> None:
        if self.trouble is not None:
            return
        from quizzer.tui.trouble import troubles
        from quizzer.wording.reviewing import undone_line

        desk = self.quizzer.desk
        try:
            undone = desk.store.undo(desk.now())
        except troubles() as trouble:
            self.trouble = trouble
            self.show()
            return
        if undone:
            kind, item = undone[0].kind, undone[0].item
            self.notice(lambda: undone_line(kind, item, self.quizzer.language))
        else:
            self.notice(lambda: self.say("plain.nothing_to_undo"))
        self.read_all()

    # --- other screens --------------------------------------------------------------------------------------

    def action_interview(self) -> None:
        """Choose a mock interview, go on with one, or read the report of one."""
        self.start("interview")

    def _show_interviews(self) -> None:
        from quizzer.tui.interview_page import InterviewsScreen

        wish, self.quizzer.interview = self.quizzer.interview, None
        self.app.push_screen(InterviewsScreen(wish))
