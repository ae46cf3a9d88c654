"""Exporting what was found in Browse: format, file, consent to overwrite, stopping."""

from __future__ import annotations

import json
import threading
import zipfile

from textual.widgets import Input, OptionList

from quizzer.exporting import formats
from quizzer.questions.text import Language
from quizzer.tui.browse import BrowseScreen
from quizzer.tui.exporting import ENDINGS, ExportScreen
from tests.tui.conftest import settled, text_of
from tests.tui.test_statistics import open_app  # noqa: F401  (a fixture)

FOUND = ["activations-dead-relu-explained", "activations-dead-unit-remedy"]


async def at_dialog(app, pilot, folder, chosen=(), found=FOUND):
    await pilot.pause()
    app.push_screen(ExportScreen(chosen, found, folder))
    await settled(app, pilot)


async def test_from_browse_what_is_found_is_offered(open_app, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(BrowseScreen())
        await settled(app, pilot)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(app.screen, ExportScreen)
        assert sorted(app.screen.ranges[-1]) == sorted(app.desk.bank.items)
        assert 0 < len(app.screen.items) < len(app.screen.ranges[-1])
        assert app.screen.query_one("#file", Input).value == str(tmp_path / "quizzer.apkg")


def test_every_format_is_offered():
    assert tuple(ENDINGS) == formats.FORMATS


async def test_writes_what_was_found(make_app, tmp_path):
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_dialog(app, pilot, tmp_path)
        await pilot.press("enter")
        await settled(app, pilot)
        assert f"Cards: {len(FOUND)}." in " ".join(text_of(app).split())
        assert zipfile.is_zipfile(tmp_path / "quizzer.apkg")
        await pilot.press("escape")
        assert not isinstance(app.screen, ExportScreen)


async def test_a_file_that_is_there_is_overwritten_only_at_a_second_enter(make_app, tmp_path):
    target = tmp_path / "quizzer.json"
    target.write_text("mine")
    app = make_app(language=Language.ZH)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_dialog(app, pilot, tmp_path)
        app.screen.query_one("#format", OptionList).highlighted = list(ENDINGS).index("json")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert "已经存在" in text_of(app)
        assert target.read_text() == "mine"
        await pilot.press("enter")
        await settled(app, pilot)
        record = json.loads(target.read_text())
        assert {name for card in record["cards"] for name in card["texts"]} == {"zh"}


async def test_what_cannot_be_written_is_one_sentence(make_app, tmp_path):
    app = make_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await at_dialog(app, pilot, tmp_path)
        app.screen.query_one("#file", Input).value = "/nowhere/at/all.apkg"
        await pilot.press("enter")
        await settled(app, pilot)
        assert "cannot be written" in " ".join(app.screen.told.split())


async def test_escape_stops_and_leaves_no_file(make_app, tmp_path, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()

    def slowly(cards, stream, **_):
        for _ in cards:
            begun.set()
            go_on.wait(5)

    monkeypatch.setattr(formats, "write_cards", slowly)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_dialog(app, pilot, tmp_path)
        await pilot.press("enter")
        while not begun.is_set():
            await pilot.pause(0.01)
        await pilot.press("escape")
        go_on.set()
        while not app.screen.told:
            await pilot.pause(0.01)
        assert "no file was written" in app.screen.told
        assert not list(tmp_path.glob("*quizzer.apkg*"))
        await pilot.press("escape")
        assert not isinstance(app.screen, ExportScreen)
