"""Browsing: the tree with states, the search as one types, the preview as asked, and what can be done with an item."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.widgets import Input

from quizzer.bank.loading import Bank
from quizzer.generators.making import make_question
from quizzer.questions.question import QuestionId
from quizzer.questions.text import Language
from quizzer.reports.display import prompt_lines
from quizzer.tui.browse import BrowseScreen
from quizzer.tui.finding import Finder, TermSuggester
from quizzer.tui.home import HomeScreen
from quizzer.tui.item_tree import AT_ONCE, ItemTree
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.why import WhyScreen
from tests.tui.conftest import settled, shown, text_of
from tests.tui.test_statistics import open_app  # noqa: F401  (a fixture)

CONV = "output-size-conv-side"


async def at_browse(app, pilot, *keys, search=""):
    """Open the screen, search as if it had been typed, and press ``keys``."""
    await settled(app, pilot)
    await app.push_screen(BrowseScreen())
    await settled(app, pilot)
    app.screen.query_one(Input).value = search
    await settled(app, pilot)
    await pilot.press(*keys)
    await settled(app, pilot)


async def test_the_tree_shows_topics_and_opens_them(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("b")
        await settled(app, pilot)
        assert f"Browse  {len(app.desk.bank.items)} of {len(app.desk.bank.items)} items" in text_of(app)
        assert "level" not in text_of(app)
        await pilot.press("enter", "down")
        await settled(app, pilot)
        assert app.screen.item
        assert f"{app.screen.item}  level" in text_of(app)
        await pilot.press("left")
        await settled(app, pilot)
        assert app.screen.item == ""
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_states_come_from_the_store(open_app):  # noqa: F811
    app = open_app()
    desk = app.desk
    desk.store.suspend("nms-iou-formula", desk.now())
    desk.store.flag(CONV, "odd", desk.now())
    async with app.run_test(size=(100, 40)) as pilot:
        await at_browse(app, pilot, search="flagged")
        levels = f"{CONV}  level 1–3  "
        assert "flagged" in text_of(app).split(levels)[1].split("│")[0]
        app.screen.query_one(Input).value = "suspended"
        await settled(app, pilot)
        assert "1 of " in text_of(app)
        app.screen.query_one(Input).value = "-new -flagged"
        await settled(app, pilot)
        assert app.screen.found == ["nms-iou-greedy-trace"]


async def test_a_topic_tells_coverage_and_mastery(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_browse(app, pilot, "left", search="id:nms-iou-greedy-trace|nms-iou-formula")
        assert "  2  ████░░░░" in text_of(app)
        assert "█  1 of 2 items mastered" in text_of(app)
        await pilot.press("right")
        assert "nms-iou-greedy-trace  level 2–4  mastered" in text_of(app)


async def test_letters_typed_in_one_go_with_the_slash_reach_the_search(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_browse(app, pilot)
        for key in ("slash", "n", "m", "s"):
            app.post_message(Key(key, "/" if key == "slash" else key))
        await settled(app, pilot)
        assert app.screen.query_one(Input).value == "nms"
        await pilot.press("slash")
        assert app.screen.query_one(Input).value == "nms/"


async def test_a_search_as_one_types(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_browse(app, pilot, "slash", *"topic:pool")
        assert "pooling" in text_of(app).splitlines()[0]
        await pilot.press("right")
        await settled(app, pilot)
        assert app.screen.query_one(Input).value == "topic:pooling"
        assert {app.desk.bank.items[name].topic for name in app.screen.found} == {"pooling"}
        await pilot.press(*" xyzzy")
        await settled(app, pilot)
        assert "Nothing matches" in text_of(app)
        await pilot.press("escape")
        assert isinstance(app.screen, BrowseScreen)


@pytest.mark.parametrize("language", Language)
async def test_the_preview_is_what_is_asked_with_several_seeds(open_app, language):  # noqa: F811
    app = open_app(language=language)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_browse(app, pilot, "down", search=CONV)
        seen = set()
        for seed in (1, 2, 3):
            question = make_question(app.desk.bank, QuestionId(CONV, app.desk.bank.items[CONV].version, 1, seed))
            asked = app.screen.query_one("#asked").text
            assert asked == "\n".join(prompt_lines(question, language))
            seen.add(asked)
            await pilot.press("n")
            await settled(app, pilot)
        assert len(seen) == 3
        await pilot.press("plus", "a")
        await settled(app, pilot)
        answer = {Language.EN: " is right.", Language.ZH: "正确答案"}[language]
        assert answer in app.screen.query_one("#answer").text
        assert app.screen.level == 2


async def test_an_answer_below_a_long_question_comes_into_view(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_browse(app, pilot, "down", search="nms-iou-greedy-trace")
        first = app.screen.query_one("#asked").text.split()[:4]
        assert " ".join(first) in text_of(app)
        await pilot.press("a")
        await shown(app, pilot, " is right.")
        await pilot.press("a")
        await shown(app, pilot, " ".join(first))


async def test_quiz_me_and_history(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_browse(app, pilot, "down", "w", search=CONV)
        assert isinstance(app.screen, WhyScreen)
        await pilot.press("escape", "z")
        await settled(app, pilot)
        assert isinstance(app.screen, QuizScreen)
        assert app.screen.session.question.id.item == CONV
        await pilot.press("escape", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen.item == CONV


async def test_edit_without_an_editor_says_so(open_app, monkeypatch):  # noqa: F811
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    app = open_app()
    async with app.run_test(size=(100, 24)) as pilot:
        await at_browse(app, pilot, "down", "e", search=CONV)
        assert "$EDITOR" in text_of(app)


@pytest.mark.long
async def test_by_mouse(open_app):  # noqa: F811
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await at_browse(app, pilot)
        await pilot.click("#search")
        await pilot.press(*CONV)
        await settled(app, pilot)
        await pilot.click(ItemTree, offset=(12, 1))
        await settled(app, pilot)
        assert app.screen.item == CONV
        before = app.screen.query_one("#answer").text
        await pilot.click(ItemTree, offset=(12, 1))
        await settled(app, pilot)
        assert app.screen.query_one("#answer").text != before


@pytest.mark.parametrize("language", Language)
async def test_small_and_in_the_other_language(open_app, language):  # noqa: F811
    app = open_app(language=language)
    async with app.run_test(size=(60, 20)) as pilot:
        await at_browse(app, pilot, "down", "f2", search=CONV)
        assert app.screen.item == CONV
        assert app.screen.query_one("#asked").text.count("\n") > 0
        other = {Language.EN: "浏览题库", Language.ZH: "Browse"}[language]
        assert other in text_of(app)


def big(bank: Bank, size: int) -> Bank:
    model = bank.items[CONV]
    items = {f"{CONV}-{number:05}": model for number in range(size)}
    return Bank(items, bank.topics, bank.beliefs, bank.sections, bank.errata, dict.fromkeys(items, bank.places[CONV]))


async def test_a_big_bank_lists_no_more_than_one_reads(open_app, bank):  # noqa: F811
    app = open_app()
    app.desk.__dict__["bank"] = big(bank, 20_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_browse(app, pilot, "enter")
        topic = app.screen.query_one(ItemTree).root.children[0]
        assert len(topic.children) == AT_ONCE + 1
        assert "19800 more" in str(topic.children[-1].label)


def test_words_are_looked_for_in_both_languages(bank):
    finder = Finder(bank)
    found = finder.find("感受野", lambda where: [])
    assert found
    assert finder.find("receptive field", lambda where: [])
    assert finder.find("topic: id:", lambda where: []) == finder.names


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("topic:pool", "topic:pooling"),
        ("due -topic:nms-iou|pool", "due -topic:nms-iou|pooling"),
        ("susp", "suspended"),
        ("xyz", None),
        ("", None),
    ],
)
async def test_terms_are_completed(bank, typed, completed):
    assert await TermSuggester(bank).get_suggestion(typed) == completed
