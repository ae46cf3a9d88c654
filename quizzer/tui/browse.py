"""Browsing the bank: topics and items as a tree, a search as one types, and each question as it is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input, Tree
from textual.worker import get_current_worker

from quizzer.bank.index import indexed_bank
from quizzer.bank.loading import place_of_id
from quizzer.bank.numeric_items import CaseItem, NumericItem
from quizzer.bank.selectors import SelectorError, levels
from quizzer.generators.drawing import DrawError
from quizzer.generators.making import ReplayError, make_question
from quizzer.questions.question import QuestionId
from quizzer.reports.display import prompt_lines, question_lines
from quizzer.tui.finding import Finder, TermSuggester, selector_sentence
from quizzer.tui.hearing import heard_first
from quizzer.tui.item_tree import STATES, ItemTree, Place, States
from quizzer.tui.key_bar import KeyBar
from quizzer.tui.speaking import Words
from quizzer.tui.staging import StagedScreen
from quizzer.tui.trouble import sentence_of, troubles
from quizzer.tui.typed_line import TypedLine

ASKED_OF_TOPIC = 10
ASKED_OF_FAMILY = 5
BIG = 5_000
"""From so many items on, a search takes longer than a key may."""
PAUSE_SECONDS = 0.15


class BrowseScreen(StagedScreen):
    """Everything that can be asked. Begins at ``item``, where one is given, or in the line of the search."""

    EXPLANATION = ("help.browse",)
    CSS = """
    BrowseScreen {
        #counts { width: 100%; height: 1; padding: 0 1; color: $text-muted; }
        #search { height: 1; border: none; padding: 0 1; }
        #halves { height: 1fr; layout: vertical; }
        #items { height: 1fr; padding: 0 1; background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
        #preview { height: 1fr; padding: 0 1; border-top: solid $border-blurred; scrollbar-size-vertical: 1; }
        #asked, #answer, #notice { margin-bottom: 1; }
        #identity { color: $text-muted; }
    }
    BrowseScreen.-wide {
        #halves { layout: horizontal; }
        #items { width: 1fr; height: 1fr; }
        #preview { width: 1fr; height: 1fr; border-top: none; border-left: solid $border-blurred; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-normal"), (100, "-wide")]
    BINDINGS = [
        # Before the widgets: letters typed in one go with it belong to the search.
        Binding("slash", "search", "search", key_display="/", priority=True),
        Binding("n", "numbers", "numbers"),
        Binding("a", "answer", "answer"),
        Binding("z", "quiz", "quiz", id="quiz-me"),
        Binding("w", "history", "history", show=False),
        Binding("e", "edit", "edit", show=False),
        Binding("x", "export", "export", show=False),
        Binding("plus,equals_sign", "level(1)", "", show=False),
        Binding("minus", "level(-1)", "", show=False),
        Binding("pagedown", "scroll(1)", "", show=False, priority=True),
        Binding("pageup", "scroll(-1)", "", show=False, priority=True),
        Binding("escape", "back", "back", key_display="esc"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]
    KEYS = {
        "search": "key.search",
        "numbers": "key.new_numbers",
        "answer": "key.show_answer",
        "quiz": "key.quiz_me",
        "history": "key.history",
        "edit": "key.edit",
        "export": "key.export",
        "back": "key.home",
    }

    def __init__(self, item: str = "", *, searching: bool = False) -> None:
        super().__init__()
        self.begin_at = item
        self.searching = searching
        self.finder: Finder | None = None
        self.states = States()
        self.found: list[str] = []
        self.place: Place | None = None
        self.seed = 1
        self.level = 0
        self.with_answer = False
        self._pause: Timer | None = None
        self._notice: Callable[[], str] = str

    def compose(self) -> ComposeResult:
        yield Words(self.say("home.loading"), id="counts")
        yield KeyBar()

    async def fill(self) -> None:
        tree = ItemTree(lambda: self.quizzer.language)
        texts = [Words(id=name) for name in ("identity", "notice", "asked", "answer")]
        halves = Container(tree, VerticalScroll(*texts, id="preview", can_focus=False), id="halves")
        search = TypedLine(id="search", compact=True, select_on_focus=False)
        await self.mount(search, halves, before=self.query_one(KeyBar))
        (search if self.searching else tree).focus()
        self.read()

    def on_screen_resume(self) -> None:
        if self.filled:
            self.read()  # after a quiz other items are due or new than before

    def read(self) -> None:
        """Read bank and progress beside the screen."""
        self.run_worker(self._read, thread=True, exclusive=True, group="read")

    def _read(self) -> None:
        worker, desk = get_current_worker(), self.quizzer.desk
        trouble: Exception | None = None
        states = States()
        try:
            bank = desk.bank
            if self.finder is None or self.finder.bank is not bank:
                self.finder = Finder(bank)
            states = States.read(desk.store, desk.today, bank)
        except troubles() as problem:
            trouble = problem
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_read, states, trouble)

    def _have_read(self, states: States, trouble: Exception | None) -> None:
        self.states = states
        if self.finder is not None:
            search = self.query_one("#search", Input)
            if not isinstance(search.suggester, TermSuggester) or search.suggester.bank is not self.finder.bank:
                search.suggester = TermSuggester(self.finder.bank)
        self.search()
        if trouble is not None:
            self.say_trouble(trouble)
        if self.begin_at:
            self.query_one(ItemTree).go_to(self.begin_at)
            self.begin_at = ""

    def speak(self) -> None:
        super().speak()
        self.query_one("#search", Input).placeholder = self.say("browse.search")
        self.search()
        self.query_one("#notice", Words).write(self._notice())

    # --- searching ------------------------------------------------------------------------------------------

    def search(self) -> None:
        """Show what the line of the search finds; a term that is not right yet changes nothing but the sentence."""
        if self.finder is None:
            self.query_one("#counts", Words).write(self.say("home.loading"))
            return
        typed = self.query_one("#search", Input).value
        sentence = ""
        try:
            self.found = self.finder.find(typed, self.quizzer.desk.select)
            if not self.found:
                sentence = self.say("browse.nothing", typed=typed.strip())
        except SelectorError as problem:
            sentence = selector_sentence(problem, self.quizzer.language)
        except troubles() as trouble:
            sentence = f"✗ {sentence_of(trouble, self.quizzer.language)}"
        items = len(self.finder.bank.items)
        counts = self.say("browse.count", found=len(self.found), items=items)
        self.query_one("#counts", Words).write(sentence or f"{self.say('browse.title')}  {counts}")
        self.query_one(ItemTree).show(self.finder.bank, self.found, self.states)
        self.pointed()
        self.show_place()

    @on(Input.Changed, "#search")
    def typed(self) -> None:
        """Search as one types; in a big bank when one pauses, so that every letter is drawn at once."""
        if self._pause is not None:
            self._pause.stop()
        if self.finder is None or len(self.finder.names) < BIG:
            self.search()
        else:
            self._pause = self.set_timer(PAUSE_SECONDS, self.search)

    @on(Input.Submitted, "#search")
    def searched(self) -> None:
        """On to what was found. At once: ``focus()`` would leave the next key to the search."""
        if self._pause is not None:
            self._pause.stop()
            self.search()
        self.set_focus(self.query_one(ItemTree))

    # --- the preview ----------------------------------------------------------------------------------------

    @on(Tree.NodeHighlighted)
    def pointed(self) -> None:
        """Show what the pointer is on, as it is asked."""
        place = self.query_one(ItemTree).place
        if place != self.place:
            self.place, self.seed, self.level, self.with_answer = place, 1, 0, False
            self._notice = str
            self.query_one("#preview").scroll_home(animate=False)
            self.show_place()

    @on(Tree.NodeSelected)
    def chosen(self, event: Tree.NodeSelected[Place]) -> None:
        """Enter and a second click on an item show its answer."""
        if event.node.data is not None and event.node.data.item and event.node.data == self.place:
            self.action_answer()

    def show_place(self) -> None:
        """Draw the preview."""
        identity, asked, answer = self._preview()
        self.query_one("#identity", Words).write(identity)
        self.query_one("#notice", Words).write(self._notice())
        self.query_one("#asked", Words).write(asked)
        self.query_one("#answer", Words).write(answer)

    def _preview(self) -> tuple[str, str, str]:
        if self.finder is None or self.place is None:
            return "", self.say("browse.choose"), ""
        bank, language = self.finder.bank, self.quizzer.language
        if self.item not in bank.items:
            return "", self._topic_preview(self.place.topic), ""
        item = bank.items[self.item]
        question_id = QuestionId(item.id, item.version, self.level or levels(item)[0], self.seed)
        values = {"version": item.version, "level": question_id.level, "seed": self.seed}
        identity = self.say("browse.preview", id=item.id, **values)
        try:
            question = make_question(bank, question_id)
        except (DrawError, ReplayError) as problem:
            return identity, self.say("browse.not_drawn", detail=problem), ""
        asked = list(prompt_lines(question, language))
        behind = list(question_lines(question, language))[len(asked) + 1 :] if self.with_answer else []
        return identity, "\n".join(asked), "\n".join(behind)

    def _topic_preview(self, topic: str) -> str:
        title = self.finder.bank.topics[topic][self.quizzer.language] if self.finder else topic
        items = self._items_here()
        mastered, seen = self.states.known(items)
        counts = {"mastered": mastered, "seen": seen - mastered, "new": len(items) - seen}
        counts |= {name: len(getattr(self.states, name).intersection(items)) for name in STATES}
        return self.say("browse.topic_preview", title=title, items=len(items), **counts)

    @property
    def item(self) -> str:
        """The item that is shown; "" where the pointer is on a topic."""
        return self.place.item if self.place else ""

    def _items_here(self) -> list[str]:
        """The item under the pointer, or what was found in its topic."""
        if self.item:
            return [self.item]
        return list(self.query_one(ItemTree).found.get(self.place.topic, ())) if self.place else []

    def notice(self, sentence: Callable[[], str]) -> None:
        """A sentence over the preview, asked for again when the language changes."""
        self._notice = sentence
        self.query_one("#notice", Words).write(sentence())

    def say_trouble(self, trouble: Exception) -> None:
        """Say what went wrong with bank or database."""
        self.notice(lambda: f"✗ {sentence_of(trouble, self.quizzer.language)}")

    # --- keys -----------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Go to the line of the search."""
        self.set_focus(self.query_one("#search", Input))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the search itself a slash is a slash."""
        return not (action == "search" and self.filled and self.query_one("#search", Input).has_focus)

    def action_back(self) -> None:
        """From the search to the tree; from the tree home."""
        if self.query_one("#search", Input).has_focus:
            self.set_focus(self.query_one(ItemTree))
        else:
            self.app.pop_screen()

    def action_scroll(self, pages: int) -> None:
        """Scroll the preview, wherever the focus is."""
        preview = self.query_one("#preview", VerticalScroll)
        preview.scroll_relative(y=pages * max(preview.size.height - 1, 1), animate=False)

    def action_numbers(self) -> None:
        """The same item with the numbers of the next seed, or with its options in another order."""
        if self.item:
            self.seed += 1
            self.show_place()

    def action_level(self, step: int) -> None:
        """The same item one level up or down."""
        if self.finder is None or self.item not in self.finder.bank.items:
            return
        possible = levels(self.finder.bank.items[self.item])
        if len(possible) == 1:
            self.notice(lambda: self.say("browse.only_one"))
            return
        place = possible.index(self.level or possible[0]) + step
        self.level = possible[min(max(place, 0), len(possible) - 1)]
        self.show_place()

    def action_answer(self) -> None:
        """Show the answer, the worked solution and the sources, or hide them again."""
        if self.item:
            self.with_answer = not self.with_answer
            self.show_place()
            place = "#answer" if self.with_answer else "#identity"
            self.query_one(place, Words).come_into_view(top=self.with_answer)

    def action_history(self) -> None:
        """What is known of the item, and every attempt at it."""
        if self.item:
            self.quizzer.action_why(self.item)

    def action_quiz(self) -> None:
        """A quiz over what the pointer is on."""
        items = self._items_here()
        if not items or self.finder is None:
            return
        from quizzer.tui.quiz import QuizScreen

        varied = isinstance(self.finder.bank.items.get(self.item), NumericItem | CaseItem)
        count = ASKED_OF_FAMILY if varied else min(len(items), ASKED_OF_TOPIC)

        def begin() -> None:
            try:
                self.app.push_screen(QuizScreen(self.quizzer.desk.begin_quiz(items, count)))
            except troubles() as trouble:
                self.say_trouble(trouble)

        self.soon(begin, "quiz")

    def action_edit(self) -> None:
        """Open the item in the learner's editor, then read the bank again."""
        if not self.item or self.finder is None:
            return
        from quizzer.tui.notes import open_at

        file = self.finder.bank.places[self.item]
        line, _ = place_of_id(file, self.item)
        trouble = open_at(self.quizzer, file, line)
        if trouble:
            self.notice(lambda: trouble)
            return
        desk = self.quizzer.desk
        try:
            bank = indexed_bank(desk.bank_folders, desk.cache)
        except troubles() as problem:
            self.say_trouble(problem)
            return
        desk.bank = bank
        self.finder = Finder(bank)
        wrong = next((found for found in bank.findings if found.file == file), None)
        self._have_read(self.states, None)
        self.notice(lambda: self.say("browse.edited_wrong", finding=wrong) if wrong else self.say("browse.edited"))

    @heard_first
    def action_export(self) -> None:
        """Write what is chosen, or all that was found, for another program."""
        from quizzer.tui.exporting import ExportScreen

        if self.found:
            self.app.push_screen(ExportScreen(self._items_here(), self.found, Path.cwd()))
