"""The small window in which a part of the bank is written for another program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, OptionList, ProgressBar
from textual.widgets.option_list import Option
from textual.worker import Worker, get_current_worker

from quizzer.tui.dialogs import Dialog
from quizzer.tui.scrolling import Column
from quizzer.tui.speaking import Words
from quizzer.tui.typed_line import TypedLine

if TYPE_CHECKING:
    from quizzer.exporting.cards import Card
    from quizzer.tui.app import QuizzerApp

ENDINGS = {
    "anki": "apkg",
    "text": "txt",
    "csv": "csv",
    "markdown": "md",
    "hashcards": "md",
    "html": "html",
    "gift": "gift",
    "json": "json",
}
"""The formats in the order in which they are offered, each with the ending of its files."""
STEP = 10
"""So many items are made between two movements of the bar."""


class Cancelled(Exception):
    """The learner does not want the file any more."""


class ExportScreen(Dialog[None]):
    """Asks for format and file, then writes what was ``chosen``, or all that was ``found``, beside the screen."""

    STAGED = True
    CSS = """
    ExportScreen .dialog { padding: 0 2; min-height: 18; }
    ExportScreen Input { height: 1; border: none; padding: 0 1; margin-bottom: 1; }
    ExportScreen OptionList { height: auto; max-height: 4; border: none; padding: 0; margin-bottom: 1; }
    ExportScreen #range { margin-bottom: 0; }
    ExportScreen Words.label { margin-bottom: 0; color: $text-muted; }
    ExportScreen ProgressBar { display: none; margin-bottom: 1; }
    ExportScreen.-working ProgressBar { display: block; }
    """
    BINDINGS = [Binding("escape", "back", "", show=False, priority=True)]

    def __init__(self, chosen: Sequence[str], found: Sequence[str], folder: Path) -> None:
        super().__init__()
        self.ranges = [list(chosen), list(found)] if chosen and len(chosen) != len(found) else [list(found)]
        self.folder = folder
        self.typed = ""
        self.place = {"range": 0, "format": 0}
        self.told = ""
        self.sure_of: Path | None = None
        self.work: Worker[None] | None = None

    @property
    def quizzer(self) -> QuizzerApp:
        """The app, with its own type."""
        return cast("QuizzerApp", self.app)

    @property
    def format(self) -> str:
        """The format that is pointed at."""
        return list(ENDINGS)[self.place["format"]]

    @property
    def items(self) -> list[str]:
        """The items that are to be written."""
        return self.ranges[self.place["range"]]

    def compose(self) -> ComposeResult:
        say = self.quizzer.say
        names = ("export.chosen", "export.found")[-len(self.ranges) :]
        with Column(classes="dialog", can_focus=False):
            yield Words(say("export.title"), classes="title")
            if not self.whole:
                return
            yield Words(self.told, id="told")
            yield ProgressBar(len(self.items), show_eta=False)
            ranges = zip(names, self.ranges, strict=True)
            yield OptionList(*(Option(say(name, count=len(items))) for name, items in ranges), id="range")
            yield OptionList(*ENDINGS, id="format")
            yield Words(say(f"export.format.{self.format}"), id="about", classes="dim")
            yield Words(say("export.file"), classes="label")
            yield TypedLine(self.typed or self._proposed(), id="file", compact=True)
            yield Words(say("export.keys"), classes="dim")

    def prepare(self) -> None:
        for name, place in self.place.items():
            self.query_one(f"#{name}", OptionList).highlighted = place
        self.query_one("#format", OptionList).focus()

    def _proposed(self) -> str:
        return str(self.folder / f"quizzer.{ENDINGS[self.format]}")

    @on(OptionList.OptionHighlighted)
    def pointed(self, event: OptionList.OptionHighlighted) -> None:
        """Propose a file with the ending of the format, unless one was typed."""
        file = self.query_one("#file", Input)
        untouched = file.value == self._proposed()
        self.place[str(event.option_list.id)] = event.option_index
        self.query_one("#about", Words).write(self.quizzer.say(f"export.format.{self.format}"))
        if untouched:
            file.value = self._proposed()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Another file needs another consent to be overwritten."""
        self.typed = event.value
        self.sure_of = None

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def begin(self) -> None:
        """Write the file; one that is there only at the second Enter."""
        path = Path(self.query_one("#file", Input).value.strip()).expanduser()
        if self.work is not None or not path.name:
            return
        if path.exists() and self.sure_of != path:
            self.sure_of = path
            self.tell(self.quizzer.say("export.overwrite", path=path))
            return
        self.tell("")
        self.add_class("-working")
        self.query_one(ProgressBar).update(total=len(self.items), progress=0)
        form, items = self.format, self.items
        self.work = self.run_worker(lambda: self._write(form, items, path), thread=True)

    def action_back(self) -> None:
        """Stop writing; where nothing is written, close the window."""
        if self.work is None:
            self.dismiss()
        else:
            self.work.cancel()

    def tell(self, sentence: str) -> None:
        """Show a sentence below the title, which is in sight also where the window is small."""
        self.told = sentence
        self.query_one("#told", Words).write(sentence)
        self.query_one(".dialog").scroll_home(animate=False)

    # --- beside the screen ----------------------------------------------------------------------------------

    def _write(self, form: str, items: Sequence[str], path: Path) -> None:
        from quizzer.exporting.anki_notes import Refused
        from quizzer.exporting.cards import Selection, cards
        from quizzer.exporting.formats import Sorted, whole_file, write_cards

        desk, say = self.quizzer.desk, self.quizzer.say
        kept = Sorted(self._watched(cards(desk.bank, Selection(items, (desk.language,)))), form)
        try:
            with whole_file(path) as stream:
                write_cards(kept, stream)
        except Cancelled:
            told = say("export.cancelled")
        except Refused as problem:
            told = say(f"export.refused.{problem.reason}", card=problem.card)
        except OSError as problem:
            told = say("problem.write", path=path, detail=problem.strerror)
        else:
            left = sum(map(len, kept.left_out.values()))
            told = say("export.done", cards=kept.kept, path=path)
            told += f" {say('export.left', count=left)}" if left else ""
        self.app.call_from_thread(self._ended, told)

    def _watched(self, made: Iterable[Card]) -> Iterator[Card]:
        """``made`` with a bar that moves. Raises :class:`Cancelled`."""
        worker = get_current_worker()
        seen: set[str] = set()
        for card in made:
            if worker.is_cancelled:
                raise Cancelled
            seen.add(card.question.id.item)
            if len(seen) % STEP == 0:
                self.app.call_from_thread(self.query_one(ProgressBar).update, progress=len(seen))
            yield card
        if worker.is_cancelled:
            raise Cancelled

    def _ended(self, told: str) -> None:
        self.work = self.sure_of = None
        if self.is_mounted:
            self.remove_class("-working")
            self.tell(told)
