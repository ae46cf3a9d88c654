"""What can be done with a question: the same with new numbers, copying it, editing it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzer.practice.session import Session
from quizzer.questions.question import QuestionId
from quizzer.tui.notes import open_at
from tests.tui.conftest import in_quiz, text_of
from tests.tui.test_quiz import CONV, SINGLE
from tests.tui.test_review import deed


class Queue:
    """Hands out ids; what is similar has the next seed."""

    left, again = None, ()

    def rated(self, item, rating):
        pass

    def taken_back(self, item):
        pass

    def similar(self, asked):
        return QuestionId(asked.item, asked.version, asked.level, asked.seed + 1)


@pytest.fixture
def ask(make_app):
    def app_for(*ids):
        app = make_app(*ids)
        desk = app.desk
        desk.begin_quiz = lambda items, count: Session(
            desk.bank, iter(ids), desk.store, desk.now, len(ids), listener=Queue()
        )
        return app

    return app_for


async def test_the_same_is_asked_with_new_numbers_on_top_of_the_count(ask, store):
    app = ask(CONV, SINGLE)
    async with app.run_test(size=(80, 30)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("a")
        assert app.screen.session.question.id == CONV
        await pilot.press("f4")
        await pilot.pause()
        await pilot.click(deed(app, "a "))
        await pilot.pause()
        await pilot.pause()
        session = app.screen.session
        assert (session.question.id.item, session.question.id.seed) == (CONV.item, CONV.seed + 1)
        assert (session.number, session.total) == (2, 3)
        await pilot.press("f4", "m", "enter")
        await pilot.pause()
        assert session.question.id == SINGLE
        await pilot.press("f4", "a")
        await pilot.pause()
        assert "There are no other numbers for this question." in text_of(app)


async def test_question_and_answer_are_copied(ask):
    app = ask(SINGLE, CONV)
    async with app.run_test(size=(80, 30)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("y")
        await pilot.pause()
        assert app.screen.session.question.prompt.en.splitlines()[0][:30] in app.clipboard
        assert "is right" not in app.clipboard
        await pilot.press("f4", "y")
        await pilot.pause()
        assert "is right" in app.clipboard
        assert "Copied." in text_of(app)


async def test_the_item_is_opened_where_it_stands(ask, monkeypatch):
    opened = []
    monkeypatch.setattr(open_at.__module__ + ".open_at", lambda app, file, line: opened.append((file, line)) or "")
    app = ask(CONV, CONV)
    async with app.run_test(size=(80, 30)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f4", "v")
        await pilot.pause()
        [(file, line)] = opened
        assert CONV.item in file.read_text(encoding="utf-8").splitlines()[line - 1]
        assert "from the next quiz on" in text_of(app)


async def test_the_notes_of_an_item_are_opened_one_after_the_other(ask, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(open_at.__module__ + ".open_at", lambda app, file, line: opened.append((file.name, line)) or "")
    app = ask(CONV, CONV)
    for number in ("000", "001", "002"):
        (tmp_path / f"{number}-note.md").touch()
    app.desk.preferences = replace(app.desk.preferences, notes=tmp_path)
    async with app.run_test(size=(80, 30)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f4", "n", "n")
        await pilot.pause()
        found = app.screen.session.question.sections[:2]
    assert opened == [(f"{section.note}-note.md", section.lines[0]) for section in found]


async def test_what_stands_behind_a_verdict_ends_with_follow_up_and_next_day(ask):
    app = ask(CONV, CONV)
    async with app.run_test(size=(80, 60)) as pilot:
        await in_quiz(app, pilot)
        await pilot.press("f4", "enter")
        await pilot.pause()
        question = app.screen.session.question
        told = " ".join(text_of(app).split())
    for part in (*question.explanation["en"].split()[:5], "Note 001", question.followups[0]["en"].split()[0], "Next: "):
        assert part in told
