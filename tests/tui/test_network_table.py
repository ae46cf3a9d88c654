"""The network table: loaded, built layer by layer, what does not fit said while one types, saved and found again."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from quizzer.bank.network_table import network_calculator
from quizzer.bank.networks import NetworkError, entry_of, networks_in, rows_by_entry, spelled_entry
from quizzer.bank.places import bundled_bank
from quizzer.questions.text import Language
from quizzer.tui.calculating import CalculatorsScreen
from quizzer.tui.network_table import LayersTable, LineScreen, NetworkScreen
from tests.tui.conftest import settled, text_of

LENET = ("conv: 6, k: 5, p: 2", "max_pool: 2, s: 2", "linear: 10")


async def at_table(app, pilot):
    await settled(app, pilot)
    await pilot.press("c", *"network")
    await settled(app, pilot)
    await pilot.press("enter")
    await settled(app, pilot)
    assert isinstance(app.screen, NetworkScreen)


async def typed(app, pilot, key, text):
    """Press ``key``, put ``text`` into the line that it opens, and hand it in."""
    await pilot.press(key)
    await pilot.pause()
    assert isinstance(app.screen, LineScreen)
    app.screen.query_one(Input).value = text
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize(
    ("language", "size"),
    [
        (Language.ZH, (60, 20)),
        pytest.param(Language.EN, (80, 24), marks=pytest.mark.long),
        pytest.param(Language.EN, (120, 40), marks=pytest.mark.long),
    ],
)
async def test_a_bundled_network_is_loaded(make_app, language, size):
    app = make_app(small=True, language=language)
    async with app.run_test(size=size) as pilot:
        await at_table(app, pilot)
        await pilot.press("l")
        await pilot.pause()
        assert "alexnet" in text_of(app)
        await pilot.press("escape")
        await typed(app, pilot, "l", "resnet18")
        told = text_of(app)
        assert "11,689,512" in told
        assert "64×56×56" in told
        rows = app.screen.query_one(LayersTable).row_count
        await pilot.press("space")
        await pilot.pause()
        assert app.screen.query_one(LayersTable).row_count > rows + 40
        assert "stem.conv1" in text_of(app)
        await pilot.press("down", "down", "space", "f2")
        await pilot.pause()
        assert app.screen.query_one(LayersTable).row_count == rows
        await pilot.press("escape")
        assert isinstance(app.screen, CalculatorsScreen)


async def test_layers_are_added_changed_and_removed(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_table(app, pilot)
        await typed(app, pilot, "i", "1,28,28")
        for layer in LENET:
            await typed(app, pilot, "a", layer)
        assert "6×28×28" in text_of(app)
        assert f"{6 * 26 + 6 * 14 * 14 * 10 + 10:,} parameters" in text_of(app)
        await pilot.press("up", "up")
        await typed(app, pilot, "enter", "conv: 12, k: 5, p: 2")
        assert "12×28×28" in text_of(app)
        await pilot.press("down", "x")
        await pilot.pause()
        assert [spelled_entry(entry) for entry in app.screen.network.layers] == ["conv: 12, k: 5, p: 2", "linear: 10"]
        await pilot.press("u")
        await pilot.pause()
        assert len(app.screen.network.layers) == 3


async def test_what_does_not_fit_is_said_as_one_types(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_table(app, pilot)
        await pilot.press("a", *"conv: 8, k: 300")
        await pilot.pause()
        assert "Layer 1 does not fit" in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, LineScreen)
        app.screen.query_one(Input).value = "[bold]: {"
        await pilot.pause()
        assert "This is no layer" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.network.layers == []


async def test_saved_in_the_own_bank(make_app, tmp_path):
    app = make_app(small=True)
    app.desk.own_bank = tmp_path / "bank"
    async with app.run_test(size=(80, 24)) as pilot:
        await at_table(app, pilot)
        await typed(app, pilot, "a", LENET[0])
        await pilot.press("w", *"vgg16")
        await pilot.pause()
        assert "already" in text_of(app)
        await pilot.press("_", *"own", "enter")
        await pilot.pause()
        assert "Saved as" in text_of(app)
    folders = (bundled_bank(), tmp_path / "bank")
    assert app.desk.bank_folders == folders
    assert networks_in(folders)["vgg16_own"].networks["vgg16_own"].layers == [entry_of(LENET[0])]
    assert network_calculator(folders)("vgg16_own")["params"] == 6 * (3 * 25 + 1)


async def test_by_mouse(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_table(app, pilot)
        await typed(app, pilot, "l", "lenet")
        await pilot.click(LayersTable, offset=(8, 3))
        await pilot.pause()
        if not isinstance(app.screen, LineScreen):
            assert app.screen.here == 2
            await pilot.click(LayersTable, offset=(8, 3))
            await pilot.pause()
        assert isinstance(app.screen, LineScreen)


@pytest.mark.parametrize(
    "text", ["", "conv", "what: 3", "conv: 3}", "[1, 2]", "conv: {", "!!python/object:os.system x"]
)
def test_what_is_no_layer(text):
    network = next(iter(networks_in((bundled_bank(),)).values())).networks["alexnet"]
    try:
        entry = entry_of(text)
    except NetworkError:
        return
    _, problem = rows_by_entry(type(network)(network.title, network.variant, network.input, [entry]), {})
    assert problem is not None


def test_every_bundled_network_comes_to_the_same(bank):
    folders = (bundled_bank(),)
    for name, file in networks_in(folders).items():
        groups, problem = rows_by_entry(file.networks[name], file.blocks)
        assert problem is None
        assert sum(row.params for rows in groups for row in rows) == network_calculator(folders)(name)["params"]
        for entry in file.networks[name].layers:
            assert entry_of(spelled_entry(entry)) == entry
