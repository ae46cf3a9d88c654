"""The topics of a bank and their items as a tree, with coverage and mastery; a topic that is opened lists its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text as Label
from textual.binding import Binding
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from quizzer.bank.loading import Bank
from quizzer.bank.selectors import levels
from quizzer.practice.learning import mastered_items
from quizzer.practice.lookup import flagged_items
from quizzer.questions.text import Language
from quizzer.wording.catalogue import say
from quizzer.wording.charts import layers
from quizzer.wording.signs import drawn
from quizzer.wording.wrapping import cells

if TYPE_CHECKING:
    from datetime import date

    from quizzer.progress.store import Store

AT_ONCE = 200
"""So many items of a topic are listed; more would take a while to draw, and nobody reads them."""
OPENED_AT_ONCE = 40
"""A search that finds no more than this shows its items without a further key."""

BAR_CELLS = 8

STATES = ("due", "suspended", "flagged")


@dataclass(frozen=True)
class States:
    """What the store says of the items: those that are new, mastered, due, suspended and flagged."""

    new: frozenset[str] = frozenset()
    mastered: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()
    flagged: frozenset[str] = frozenset()

    @classmethod
    def read(cls, store: Store, today: date, bank: Bank) -> States:
        """The states of all items of ``bank``. Raises DatabaseProblem."""
        found = {name: frozenset(flagged_items(store, name, today, bank.items)) for name in ("new", *STATES)}
        return cls(mastered=frozenset(mastered_items(store)), **found)

    def of(self, item: str) -> list[str]:
        """The states of ``item``, by the names that the wording knows."""
        found = [name for name in STATES if item in getattr(self, name)]
        return found or [next((name for name in ("new", "mastered") if item in getattr(self, name)), "seen")]

    def known(self, items: Sequence[str]) -> tuple[int, int]:
        """How many of ``items`` are mastered, and how many were seen."""
        return sum(one in self.mastered for one in items), sum(one not in self.new for one in items)


@dataclass(frozen=True)
class Place:
    """What a node stands for: a topic, or one of its items; neither for the line about those left out."""

    topic: str
    item: str = ""
    rest: bool = False


class ItemTree(Tree[Place]):
    """The items that a search found, under their topics."""

    BINDINGS: ClassVar = [
        Binding("j", "cursor_down", "", show=False),
        Binding("k", "cursor_up", "", show=False),
        Binding("right", "open(True)", "", show=False),
        Binding("left", "open(False)", "", show=False),
        Binding("g", "scroll_home", "", show=False),
        Binding("G", "scroll_end", "", show=False),
    ]

    def __init__(self, language: Callable[[], Language]) -> None:
        super().__init__("", id="items")
        self.show_root = False
        self.guide_depth = 2
        self.language = language
        self.bank: Bank | None = None
        self.states = States()
        self.found: Mapping[str, Sequence[str]] = {}
        self._title_cells = 0

    def show(self, bank: Bank, found: Sequence[str], states: States) -> None:
        """Show the items ``found``; what was open and where the pointer was stays, as far as it is still there."""
        opened = {node.data.topic for node in self.root.children if node.data and node.is_expanded}
        here = self.cursor_node.data if self.cursor_node else None
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in found:
            groups[bank.items[name].topic].append(name)
        self.bank, self.states = bank, states
        self.found = {topic: groups[topic] for topic in sorted(groups, key=self._place)}
        self._title_cells = max(map(cells, map(self._title, self.found)), default=0)
        self.clear()
        for topic in self.found:
            node = self.root.add(self._topic_label(topic), Place(topic))
            if topic in opened or len(found) <= OPENED_AT_ONCE:
                self._fill(node)
                node.expand()
        self.root.expand()
        self.cursor_line = -1
        self._return_to(here)

    def _title(self, topic: str) -> str:
        titles = self.bank.topics if self.bank else {}
        return titles[topic][self.language()] if topic in titles else topic

    def _place(self, topic: str) -> tuple[int, str]:
        """Where ``topic`` stands: by its name in English, in Chinese in the order of the bank."""
        known = list(self.bank.topics) if self.bank and self.language() is Language.ZH else []
        return known.index(topic) if topic in known else len(known), self._title(topic).casefold()

    def _topic_label(self, topic: str) -> Label:
        """Title, number of items, and a bar of those that are mastered, seen and new."""
        title, items = self._title(topic), self.found[topic]
        mastered, seen = self.states.known(items)
        bar = layers([mastered, seen - mastered, len(items) - seen], BAR_CELLS)
        return Label(drawn(f"{title}{' ' * (self._title_cells - cells(title))} {len(items):>3}  {bar}"))

    def _item_label(self, item: str) -> Label:
        if self.bank is None:
            return Label(item)
        possible = levels(self.bank.items[item])
        span = str(possible[0]) if len(possible) == 1 else f"{possible[0]}–{possible[-1]}"
        language = self.language()
        state = ", ".join(say(f"browse.state.{name}", language) for name in self.states.of(item))
        return Label(drawn(say("browse.item", language, id=item, levels=span, state=state)))

    def _fill(self, node: TreeNode[Place]) -> None:
        """Give ``node`` its items if it has none yet."""
        if node.children or node.data is None:
            return
        topic = node.data.topic
        items = self.found.get(topic, [])
        for item in items[:AT_ONCE]:
            node.add_leaf(self._item_label(item), Place(topic, item))
        if len(items) > AT_ONCE:
            rest = say("browse.more", self.language(), count=len(items) - AT_ONCE)
            node.add_leaf(Label(rest), Place(topic, rest=True))

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Place]) -> None:
        """A topic gets its items when it is opened."""
        self._fill(event.node)

    def _return_to(self, here: Place | None) -> None:
        nodes = [node for topic in self.root.children for node in (topic, *topic.children)]
        wanted = next((node for node in nodes if node.data == here), None)
        if wanted is None and nodes:
            first = nodes[0]
            wanted = first.children[0] if first.is_expanded and first.children else first
        if wanted is not None:
            self._point(wanted)

    def _point(self, node: TreeNode[Place]) -> None:
        """Put the pointer on ``node``, also if it is new: a tree gives its nodes lines when it is asked for one."""
        if self.last_line >= 0:
            self.move_cursor(node)

    @property
    def place(self) -> Place | None:
        """What the pointer is on."""
        return self.cursor_node.data if self.cursor_node else None

    def go_to(self, item: str) -> None:
        """Open the topic of ``item`` and put the pointer on it."""
        for topic in self.root.children:
            if topic.data and item in self.found.get(topic.data.topic, ()):
                self._fill(topic)
                topic.expand()
                wanted = next((node for node in topic.children if node.data and node.data.item == item), topic)
                self._point(wanted)

    def action_open(self, wide: bool) -> None:
        """Open the topic under the pointer, or close the one that it is in."""
        node = self.cursor_node
        if node is None or node.data is None:
            return
        if wide:
            self._fill(node)
            node.expand()
            return
        topic = node if not node.data.item and not node.data.rest else node.parent
        if topic is not None:
            topic.collapse()
            self._point(topic)
