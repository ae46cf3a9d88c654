"""“Quiz me on this” over the network table: right questions, judged answers, and nothing recorded."""

from __future__ import annotations

from random import Random

import pytest
from textual.widgets import Input

from quizzer.bank.networks import entry_of, networks_in, rows_by_entry
from quizzer.bank.places import bundled_bank
from quizzer.questions.text import Language
from quizzer.questions.verdict import Outcome
from quizzer.tui.network_quiz import ASKED, NetworkQuizScreen, questions_about
from quizzer.tui.network_table import NEW, NetworkScreen
from tests.tui.conftest import settled, text_of

LAYERS = ("conv: 8, k: 3, s: 2, p: 1", "max_pool: 2, s: 2", "conv: 16, k: 1")


def built():
    import msgspec

    return msgspec.structs.replace(NEW, input=(3, 32, 32), layers=[entry_of(layer) for layer in LAYERS])


def test_what_is_asked_of_each_layer():
    network = built()
    groups, _ = rows_by_entry(network, {})
    asked = [one for seed in range(20) for one in questions_about(network, groups, Random(seed))]
    found = {(one.number, one.what): one.answer for one in asked}
    assert found == {
        (1, "output"): (8, 16, 16),
        (1, "params"): 8 * (27 + 1),
        (1, "macs"): 8 * 27 * 16 * 16,
        (1, "field"): 3,
        (2, "output"): (8, 8, 8),
        (2, "field"): 5,
        (3, "output"): (16, 8, 8),
        (3, "params"): 16 * 9,
        (3, "macs"): 16 * 8 * 64,
        (3, "field"): 5,
    }
    assert {one.input for one in asked if one.number == 2} == {(8, 16, 16)}


def test_every_bundled_network_can_be_asked_about():
    for name, file in networks_in((bundled_bank(),)).items():
        groups, _ = rows_by_entry(file.networks[name], file.blocks)
        asked = questions_about(file.networks[name], groups, Random(1))
        assert 0 < len(asked) <= ASKED, name
        for one in asked:
            assert one.grade(one.key).outcome is Outcome.CORRECT


@pytest.mark.parametrize("language", Language)
async def test_a_network_asks_and_tells(make_app, store, language):
    app = make_app(small=True, language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await app.push_screen(NetworkScreen())
        await pilot.press("z")
        assert isinstance(app.screen, NetworkScreen)
        app.screen.network = built()
        await pilot.press("z")
        await pilot.pause()
        window = app.screen
        assert isinstance(window, NetworkQuizScreen)
        await pilot.press(*"3*(", "enter")
        assert not window.graded
        line = window.query_one(Input)
        for one in window.asked[:-1]:
            line.value = one.key
            await pilot.press("enter", "enter")
        line.value = "1"
        await pilot.press("enter")
        await pilot.pause()
        shown = text_of(app)
        end = {Language.EN: "4 of 5 right. This is not recorded.", Language.ZH: "5 题答对 4 题，不计入记录。"}
        assert end[language] in shown
        assert window.asked[-1].key in shown
        await pilot.press("enter")
        assert isinstance(app.screen, NetworkScreen)
        assert store.attempts == []
