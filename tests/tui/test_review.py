"""A review on the screen: from home with one key, the learner's own word by key and mouse, undo from anywhere."""

from __future__ import annotations

import pytest

from quizzer.practice.queue import Candidate, Plan
from quizzer.progress.attempts import Undone
from quizzer.progress.cards import ItemState
from quizzer.questions.text import Language
from quizzer.scheduling.ratings import Rating
from quizzer.tui.boards import Submitted
from quizzer.tui.deciding import Deed, FlagScreen, KeyScreen
from quizzer.tui.home import HomeScreen
from quizzer.tui.quiz import QuizScreen
from quizzer.tui.summary import ReviewSummaryScreen
from tests.tui.conftest import settled, shown, text_of
from tests.tui.test_quiz import CONV, SINGLE


async def in_review(app, pilot):
    await settled(app, pilot)
    await pilot.press("r")
    await settled(app, pilot)


async def answer(app, pilot, typed=None):
    app.screen.post_message(Submitted(typed or app.screen.session.question.typed_answer))
    await pilot.pause()
    await pilot.pause()


def deed(app, start):
    return next(one for one in app.screen.query(Deed) if one.text.strip().strip("[").startswith(start))


async def test_home_says_what_is_due_and_starts_it_with_one_key(make_app):
    app = make_app(CONV)
    due = [Candidate(f"i-{n}", "t", frozenset(), band=1 if n < 12 else None) for n in range(20)]
    app.desk.planned = Plan(tuple(due), 340)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "12 due, 8 new; 340 more later" in text_of(app)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert "Review  1 of 1" in text_of(app)


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.EN, "Nothing is due now. Next: tomorrow (2026-12-02)."), (Language.ZH, "现在没有到期的题。下次：明天")],
)
async def test_nothing_due_is_a_calm_sentence(make_app, language, words):
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        assert isinstance(app.screen, HomeScreen)
        assert words in text_of(app)


async def test_easy_and_lucky_by_key_and_mouse(make_app, store):
    app = make_app(CONV, CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        await answer(app, pilot)
        await pilot.press("e")
        await pilot.pause()
        await pilot.pause()
        assert "Counts as easy." in text_of(app)
        assert "Next: in 4 days" in text_of(app)
        await pilot.click(deed(app, "g "))
        await pilot.pause()
        assert "Counts as a lucky guess" in text_of(app)
        assert [value for _, _, value in store.decisions] == [Rating.EASY, Rating.AGAIN]
        await pilot.press("u")
        await pilot.pause()
        assert "Taken back: the changed rating" in text_of(app)
        assert app.screen.answered is not None


async def test_easy_is_not_offered_for_a_choice(make_app, store):
    app = make_app(SINGLE, CONV)
    async with app.run_test(size=(80, 30)) as pilot:
        await in_review(app, pilot)
        await answer(app, pilot)
        assert "e Easy" not in text_of(app)
        await pilot.press("e")
        await pilot.pause()
        assert "Easy is for what was right" in text_of(app)
        assert store.decisions == []


async def test_how_sure_by_key_and_mouse(make_app, store):
    app = make_app(CONV, CONV, CONV)
    async with app.run_test(size=(60, 24)) as pilot:
        await in_review(app, pilot)
        assert "How sure" not in text_of(app)
        await pilot.press("5", "f8")
        await pilot.pause()
        assert "[1 a guess]" in text_of(app)
        await pilot.click(deed(app, "3 "))
        await pilot.pause()
        await pilot.pause()
        assert "[3 sure]" in text_of(app)
        await answer(app, pilot, "5")
        assert "You were sure of it" in text_of(app)
        assert (store.attempts[0].confidence, store.at_most_days[0]) == (3, 1)
        await pilot.press("enter", "enter")
        await pilot.pause()
        await pilot.press("f8", "f8", "f8", "f8")
        await pilot.pause()
        await answer(app, pilot)
        assert store.attempts[1].confidence is None


@pytest.mark.parametrize(("key", "kind", "words"), [("s", "suspend", "will not be asked"), ("b", "bury", "tomorrow")])
async def test_suspend_and_bury(make_app, store, key, kind, words):
    app = make_app(CONV, CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        await pilot.press("f4")
        await pilot.press(key)
        await pilot.pause()
        assert words in " ".join(text_of(app).split())
        assert store.decisions[0][:2] == (kind, CONV.item)


@pytest.mark.parametrize("reason", ["[red]typo[/red]", ""])
async def test_a_flag_needs_a_reason_which_is_never_markup(make_app, store, reason):
    app = make_app(CONV, CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        await pilot.press("f4", "f")
        await pilot.pause()
        assert isinstance(app.screen, FlagScreen)
        app.screen.query_one("Input").value = reason
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert [value for _, _, value in store.decisions] == ([reason] if reason else [])
        assert (f"flagged: {reason}" in text_of(app)) == bool(reason)


@pytest.mark.parametrize(("key", "keep"), [("k", True), ("a", False), ("escape", None)])
async def test_a_changed_key_asks(make_app, store, key, keep):
    app = make_app(CONV)
    store.item = lambda item: ItemState(item, version=0, attempts=1)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        assert isinstance(app.screen, KeyScreen)
        assert "was changed since you saw it" in text_of(app)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        assert [value for _, _, value in store.decisions] == ([] if keep is None else [keep])


async def test_undo_reaches_into_an_earlier_session(make_app, store):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        await answer(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReviewSummaryScreen)
        assert "Review" in text_of(app).splitlines()[-1]
        app.desk.ids = [SINGLE]
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen.session.question.id == SINGLE
        await pilot.press("f9")
        await pilot.pause()
        assert "Taken back from an earlier session" in text_of(app)
        assert app.screen.session.question.id == CONV
        assert store.attempts == []
        await pilot.press("f9")
        await pilot.pause()
        assert "nothing to take back" in text_of(app)


async def test_home_takes_the_last_step_back(make_app, store):
    app = make_app()
    store.undo = lambda at: [Undone("e", "suspend", "some-item")]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.press("u")
        await settled(app, pilot)
        assert "Taken back: suspending, some-item." in text_of(app)
        await pilot.press("f2")
        await pilot.pause()
        assert "已撤销：停用，some-item。" in text_of(app)


async def test_the_program_opens_in_a_review(make_app):
    from quizzer.practice.reviewing import Wish

    app = make_app(CONV)
    app.wish = Wish(minutes=5)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.pause()
        assert "Review  1 of 1" in text_of(app)


@pytest.mark.parametrize("language", list(Language))
async def test_everything_fits_on_60_columns(make_app, language):
    app = make_app(CONV, CONV, language=language)
    async with app.run_test(size=(60, 24)) as pilot:
        await in_review(app, pilot)
        await answer(app, pilot)
        for one in app.screen.query(Deed):
            assert one.region.right <= 60
            assert one.region.width >= 4


async def test_what_can_be_done_is_said_in_the_other_language_too(make_app):
    app = make_app(CONV)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        await answer(app, pilot, "5")
        await shown(app, pilot, "Suspend")
        await pilot.press("f2")
        await shown(app, pilot, "停用")
        assert "Suspend" not in text_of(app)


async def test_the_palette_suspends_before_an_answer(make_app, store):
    app = make_app(CONV, SINGLE)
    async with app.run_test(size=(80, 24)) as pilot:
        await in_review(app, pilot)
        commands = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        await commands["Suspend"]()
        await pilot.pause()
        assert store.decisions[0][:2] == ("suspend", CONV.item)
        assert app.screen.session.question.id == SINGLE
        assert "will not be asked" in text_of(app)
        await commands["Undo the last step"]()
        await pilot.pause()
        assert "Taken back: suspending" in text_of(app)
