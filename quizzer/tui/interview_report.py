"""The report on an interview: a page to read top to bottom, and what is worth doing next at one key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from quizzer.practice.interview_report import THINGS_TO_DO, Advice, Report, advice
from quizzer.reports.interview import Part
from quizzer.reports.interview_desk import parts_of_report
from quizzer.reports.interview_pages import as_html, as_markdown, part_lines
from quizzer.tui.deciding import Deed
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.lines import Lines
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import SpeakingScreen, Words
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.wording.signs import drawn

QUESTIONS = 10
"""So many has what is begun from here."""


TITLE = "── "


class Parts(Lines):
    """Lines of which titles stand out."""

    def render(self) -> Content:
        found = self.lines(self.content_size.width)
        return Content("\n").join(
            Content.styled(line, "bold") if line.startswith(drawn(TITLE)) else Content(line) for line in found
        )


class InterviewReportScreen(SpeakingScreen):
    """What an interview came to. ``told`` is said above it, such as that the time was over."""

    EXPLANATION = ("help.report",)
    CSS = """
    InterviewReportScreen {
        .column > .title { margin-bottom: 0; }
        .deed { margin: 0; color: $text; }
        .rest { margin-top: 1; }
    }
    """
    BINDINGS = [
        *(Binding(str(number), f"begin({number})", "", show=False) for number in range(1, THINGS_TO_DO + 1)),
        Binding("h", "save('html')", "save_html"),
        Binding("m", "save('markdown')", "save_markdown"),
        Binding("down,j", "scroll_line(1)", "", show=False),
        Binding("up,k", "scroll_line(-1)", "", show=False),
        Binding("space,enter", "page(1)", "", show=False),
        Binding("escape", "back", "back", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {"save('html')": "key.save_html", "save('markdown')": "key.save_markdown", "back": "key.back"}

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self.advice = advice(report)
        self.parts: list[Part] = []
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        with Column(classes="column"):
            yield Words("", id="notice")
            yield Words("", classes="title", id="title")
            yield Lines(id="score")
            yield Words("", classes="title", id="next")
            for number in range(1, len(self.advice) + 1):
                yield Deed("", partial(self.action_begin, number))
            yield Words("", classes="dim", id="keys")
            yield Parts(id="rest", classes="rest")
        yield KeyBar()

    def on_mount(self) -> None:
        if self.report.timed_out:
            self._notice = lambda: self.say("interview.time_is_over")
        self.query_one(VerticalScroll).focus()
        self.speak()

    def speak(self) -> None:
        super().speak()
        self.query_one("#notice", Words).write(self._notice())
        try:
            self.parts = list(parts_of_report(self.quizzer.desk, self.report))
        except troubles() as trouble:
            self._say_trouble(trouble)
            return
        score, things, *rest = self.parts
        self.query_one("#title", Words).write(score.title)
        self.query_one("#score", Lines).tell(lambda width: list(part_lines(score, width)))
        self.query_one("#next", Words).write(things.title)
        for deed, line in zip(self.query(Deed), things.lines, strict=True):
            deed.write(line)
        self.query_one("#keys", Words).write(self.say("interview.report.keys"))
        self.query_one("#rest", Parts).tell(lambda width: list(_all_lines(rest, width)))

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence above the report, asked for again when the language changes."""
        self._notice = sentence
        line = self.query_one("#notice", Words)
        line.write(sentence())
        self.call_after_refresh(line.scroll_visible, animate=False)

    def _say_trouble(self, trouble: Exception) -> None:
        self.notice(lambda: f"✗ {sentence_of(trouble, self.quizzer.language)}")

    # --- what comes next ------------------------------------------------------------------------------------

    def action_begin(self, number: int) -> None:
        """Begin what is worth doing next."""
        if number > len(self.advice):
            return
        one = self.advice[number - 1]
        try:
            screen = self._again() if one.reason == "again" else self._session(one)
        except troubles() as trouble:
            self._say_trouble(trouble)
            return
        if screen is None:
            self.notice(lambda: self.say("interview.report.nothing"))
        else:
            self.app.switch_screen(screen)

    def _session(self, one: Advice) -> Screen[None] | None:
        """The quiz or review that ``one`` is about; None where nothing is left to ask."""
        from quizzer.bank.selectors import SelectorError
        from quizzer.practice.reviewing import NothingDue, Wish
        from quizzer.tui.quiz import QuizScreen

        desk = self.quizzer.desk
        if one.reason == "review":
            session = desk.begin_review(Wish(ahead=True))
            return None if isinstance(session, NothingDue) else QuizScreen(session)
        try:
            items = desk.askable(one.where)
        except SelectorError:
            return None  # a topic or item that the bank no longer has
        return QuizScreen(desk.begin_quiz(items, QUESTIONS)) if items else None

    def _again(self) -> Screen[None] | None:
        """The same interview with other numbers: back where it is chosen, with its window open."""
        from quizzer.practice.interview_desk import InterviewWish
        from quizzer.tui.interview_page import InterviewsScreen

        return InterviewsScreen(InterviewWish(self.report.blueprint, self.report.seed + 1), at_once=True)

    # --- saving ---------------------------------------------------------------------------------------------

    def action_save(self, kind: str) -> None:
        """Save the report as a page or as Markdown."""
        from quizzer.tui.interview_windows import SaveScreen

        if not self.parts:
            return
        if kind == "html":
            text, name, ending = "".join(as_html(self.parts, self.quizzer.language)), "HTML", "html"
        else:
            text, name, ending = "\n".join(as_markdown(self.parts)), "Markdown", "md"
        file = f"interview-{self.report.started_at:%Y-%m-%d-%H%M}.{ending}"

        def saved(path: object) -> None:
            if path is not None:
                self.notice(lambda: self.say("interview.save.done", path=path))

        self.app.push_screen(SaveScreen(name, file, text), saved)

    # --- reading --------------------------------------------------------------------------------------------

    def action_scroll_line(self, lines: int) -> None:
        """A line up or down."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """A page down."""
        column = self.query_one(VerticalScroll)
        column.scroll_relative(y=pages * (column.size.height - 1), animate=False)

    def action_back(self) -> None:
        """Back to where interviews are chosen, or home."""
        self.app.pop_screen()


def _all_lines(parts: list[Part], width: int) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number:
            yield ""
        yield f"{TITLE}{part.title}"
        yield from part_lines(replace(part, commands=()), width)
