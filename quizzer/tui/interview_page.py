"""Where an interview is chosen: one to go on with, the blueprints, and the reports of those that are over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quizzer.bank.loading import BankError
from quizzer.bank.selectors import SelectorError
from quizzer.generators.drawing import DrawError
from quizzer.generators.making import ReplayError
from quizzer.grading.reading import shown
from quizzer.practice.interview_desk import (
    InterviewWish,
    blueprints_at,
    interviews_at,
    resume_interview,
    start_interview,
)
from quizzer.practice.interview_report import report_from
from quizzer.practice.papers import ShortCell
from quizzer.progress.problems import DatabaseProblem
from quizzer.reports.interview import clock
from quizzer.reports.interview_desk import short_sentence
from quizzer.tui.finding import selector_sentence
from quizzer.tui.interview import InterviewScreen
from quizzer.tui.interview_report import InterviewReportScreen
from quizzer.tui.interview_windows import StartScreen
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.speaking import Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.trouble import sentence_of
from quizzer.wording.columns import cut
from quizzer.wording.signs import drawn
from quizzer.wording.wrapping import cells

if TYPE_CHECKING:
    from quizzer.bank.blueprints import Blueprint, Blueprints
    from quizzer.practice.interviewing import Interview
    from quizzer.progress.interviews import KeptInterview

NAME_CELLS = 35
SIZE_CELLS = 8
LINE_CELLS = 72


class InterviewsScreen(StagedScreen):
    """Choose an interview. With ``wish`` its window is open at once where nothing is left to go on with.

    With ``at_once`` it is open even then.
    """

    EXPLANATION = ("help.interviews",)
    CSS = """
    InterviewsScreen {
        #head_page { margin: 1 0 0 0; padding: 0 1; max-width: 78; }
        #about, #notice { padding: 0 1; max-width: 78; margin-bottom: 1; }
        OptionList { max-width: 78; height: 1fr; border: none; padding: 0 1; background: $background; }
    }
    """
    BINDINGS = [
        Binding("escape,h", "home", "home", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {"home": "key.home"}

    def __init__(self, wish: InterviewWish | None = None, *, at_once: bool = False) -> None:
        super().__init__()
        self.wish = wish or InterviewWish()
        self.opening = wish is not None
        self.at_once = at_once
        self.blueprints: Blueprints | None = None
        self.kept: list[KeptInterview] = []
        self.stuck: set[str] = set()  # those of which the bank no longer has the questions
        self.acts: dict[str, Callable[[], None]] = {}
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        yield Words(self.say("interviews.title"), classes="title", id="head_page")
        yield Words(self.say("interviews.about"), id="about", classes="dim")
        yield KeyBar()

    async def fill(self) -> None:
        found = OptionList(compact=True, id="interviews")
        await self.mount(Words(id="notice"), found, before=self.query_one(KeyBar))
        found.focus()
        self.read()
        opening, self.opening = self.opening, False
        if not opening or self.blueprints is None:
            return
        unfinished = self._unfinished()
        if self.wish.resume and unfinished:
            self._go_on_with(unfinished[0])
        elif self.at_once or not unfinished:
            wished = self.blueprints.by_id.get(self.wish.blueprint)
            if wished is not None:
                self._open(wished)

    def on_screen_resume(self) -> None:
        if self.filled:
            self.read()

    def read(self) -> None:
        """Read blueprints and interviews, and show them."""
        desk = self.quizzer.desk
        try:
            self.blueprints = blueprints_at(desk)
            self.kept = interviews_at(desk).all()
        except (BankError, DatabaseProblem) as trouble:
            self.notice(partial(self._sentence_of, trouble))
        self.speak()

    def _unfinished(self) -> list[KeptInterview]:
        return [one for one in self.kept if one.finished_at is None]

    # --- showing --------------------------------------------------------------------------------------------

    def speak(self) -> None:
        super().speak()
        self.query_one("#head_page", Words).write(self.say("interviews.title"))
        self.query_one("#about", Words).write(self.say("interviews.about"))
        self.query_one("#notice", Words).write(self._notice() or self._left_out())
        shown_list = self.query_one(OptionList)
        before = shown_list.highlighted
        self.acts = {}
        shown_list.set_options(self._options())
        count = shown_list.option_count
        shown_list.highlighted = before if before is not None and before < count else self._first()

    def _first(self) -> int | None:
        """The first line that does something."""
        options = self.query_one(OptionList).options
        return next((place for place, option in enumerate(options) if not option.disabled), None)

    def _left_out(self) -> str:
        findings = self.blueprints.findings if self.blueprints else ()
        return "\n".join(self.say("interview.blueprint_left_out", finding=shown(str(one))) for one in findings[:3])

    def _options(self) -> Iterator[Option | None]:
        """What can be chosen, under its headings."""
        unfinished = self._unfinished()
        if unfinished:
            yield self._heading("interviews.unfinished")
            for one in unfinished:
                yield self._line(self._go_on_text(one), partial(self._go_on_with, one))
                if one.id in self.stuck:
                    yield self._line(f"  {self.say('interviews.drop')}", partial(self._drop, one))
                else:
                    yield self._line(f"  {self.say('interviews.end')}", partial(self._end, one))
            yield self._gap()
        yield self._heading("interviews.choose")
        for blueprint in self.blueprints.by_id.values() if self.blueprints else ():
            yield self._line(self._blueprint_text(blueprint), partial(self._open, blueprint))
        yield self._gap()
        yield self._heading("interviews.reports")
        finished = [one for one in self.kept if one.report is not None]
        if not finished:
            yield Option(Content(drawn(self.say("interviews.no_reports"))), disabled=True)
        for one in finished:
            yield self._line(self._report_text(one), partial(self._read_report, one))

    def _heading(self, key: str) -> Option:
        return Option(Content(drawn(f"── {self.say(key)}")), disabled=True)

    def _gap(self) -> Option:
        return Option(Content(""), disabled=True)

    def _line(self, text: str, act: Callable[[], None]) -> Option:
        name = f"line-{len(self.acts)}"
        self.acts[name] = act
        return Option(Content(drawn(cut(text, LINE_CELLS))), id=name)

    def _name_of(self, blueprint: str) -> str:
        found = self.blueprints.by_id.get(blueprint) if self.blueprints else None
        return found.name[self.quizzer.language] if found else shown(blueprint)

    def _go_on_text(self, kept: KeptInterview) -> str:
        replies = kept.state["replies"]
        left = max(0, round(kept.state["paper"]["minutes"] * 60_000) - kept.used_ms)
        values = {"name": self._name_of(kept.blueprint), "left": clock(left), "questions": len(replies)}
        return self.say("interviews.go_on", answered=sum(reply["answered"] for reply in replies), **values)

    def _blueprint_text(self, blueprint: Blueprint) -> str:
        size = _padded(self.say("interviews.minutes", minutes=blueprint.minutes), SIZE_CELLS)
        name = _padded(blueprint.name[self.quizzer.language], NAME_CELLS)
        return f"{name}{size}{self.say('interviews.questions', questions=blueprint.questions)}"

    def _report_text(self, kept: KeptInterview) -> str:
        score = round(100 * report_from(kept.report or {}).score)
        when = f"{kept.started_at.astimezone(self.quizzer.desk.now().tzinfo):%Y-%m-%d %H:%M}"
        percent = self.say("stats.percent", percent=score)
        return f"{when}   {_padded(self._name_of(kept.blueprint), NAME_CELLS)}{percent:>6}  {clock(kept.used_ms):>6}"

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence above the list, asked for again when the language changes."""
        self._notice = sentence
        self.query_one("#notice", Words).write(sentence())

    # --- choosing -------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Do what the line says."""
        act = self.acts.get(str(event.option_id))
        if act is not None:
            self.notice(str)
            act()

    def _open(self, blueprint: Blueprint) -> None:
        own = replace(self.wish, minutes=self.wish.minutes if blueprint.id == self.wish.blueprint else None)
        self.app.push_screen(StartScreen(blueprint, own), self._begin)

    def _begin(self, wish: InterviewWish | None) -> None:
        if wish is None or self.blueprints is None:
            return
        desk, blueprint = self.quizzer.desk, self.blueprints.by_id[wish.blueprint]
        options = {"seed": wish.seed, "minutes": wish.minutes, "scheduled": wish.scheduled}
        self._show(lambda: start_interview(desk, blueprint, **options))  # type: ignore[arg-type]

    def _go_on_with(self, kept: KeptInterview) -> None:
        self._show(partial(self._taken_up, kept))

    def _end(self, kept: KeptInterview) -> None:
        def ended() -> Interview:
            interview = self._taken_up(kept)
            interview.end()
            return interview

        self._show(ended)

    def _taken_up(self, kept: KeptInterview) -> Interview:
        try:
            return resume_interview(self.quizzer.desk, kept)
        except (ReplayError, DrawError):
            self.stuck.add(kept.id)
            self.speak()
            raise

    def _drop(self, kept: KeptInterview) -> None:
        try:
            interviews_at(self.quizzer.desk).drop(kept.id)
        except DatabaseProblem as trouble:
            self.notice(partial(self._sentence_of, trouble))
        else:
            self.notice(lambda: self.say("interview.dropped", name=self._name_of(kept.blueprint)))
            self.read()

    def _show(self, begin: Callable[[], Interview]) -> None:
        """Show the interview that ``begin`` makes, or why there is none."""
        try:
            interview = begin()
        except (BankError, DatabaseProblem, SelectorError, ShortCell, ReplayError, DrawError) as trouble:
            self.notice(partial(self._sentence_of, trouble))
        else:
            self.app.push_screen(InterviewScreen(interview))

    def _sentence_of(self, trouble: Exception) -> str:
        language = self.quizzer.language
        if isinstance(trouble, ShortCell):
            return f"✗ {short_sentence(trouble, language)}"
        if isinstance(trouble, SelectorError):
            return f"✗ {selector_sentence(trouble, language)}"
        if isinstance(trouble, ReplayError | DrawError):
            return f"✗ {self.say('interviews.gone')}"
        return f"✗ {sentence_of(trouble, language)}"

    def _read_report(self, kept: KeptInterview) -> None:
        self.app.push_screen(InterviewReportScreen(report_from(kept.report or {})))

    def action_home(self) -> None:
        """Back to the first screen."""
        self.app.pop_screen()


def _padded(text: str, width: int) -> str:
    return f"{cut(text, width - 1)}{' ' * max(width - cells(text), 1)}"
