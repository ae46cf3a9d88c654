"""Snapshots of the screens beside a quiz, each looked at; sizes, themes and languages are spread over them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from quizzer.bank.networks import networks_in
from quizzer.bank.places import bundled_bank
from quizzer.questions.text import Language
from quizzer.tui.browse import BrowseScreen
from quizzer.tui.calculating import CalculatorScreen, CalculatorsScreen
from quizzer.tui.network_table import NetworkScreen
from quizzer.tui.settings import SettingsScreen
from quizzer.tui.statistics import StatisticsScreen
from tests.tui.conftest import settled
from tests.tui.test_looks import still  # noqa: F401  (a fixture)
from tests.tui.test_statistics import open_app  # noqa: F401  (a fixture)

SMALL, WIDE = (80, 24), (120, 40)
ZH = {"language": Language.ZH}
LIGHT = {"theme": "textual-light"}
CONTRAST = {"theme": "high-contrast"}


async def browse(pilot):
    pilot.app.screen.query_one("#search", Input).value = "topic:nms-iou"
    await settled(pilot.app, pilot)


async def fill_in(pilot):
    values = {"in_channels": "3", "out_channels": "64", "kernel_size": "7", "input": "1,3,224,224", "stride": "2"}
    for line in pilot.app.screen.query("ArgumentLine"):
        line.query_one(Input).value = values.get(line.argument, "")
    await settled(pilot.app, pilot)


async def load(pilot):
    screen = pilot.app.screen
    screen.network_name, screen.network = "alexnet", networks_in((bundled_bank(),))["alexnet"].networks["alexnet"]
    screen.draw(0)


async def nothing(pilot):
    """The screen as it opens."""


LOOKS = {
    "browse": (BrowseScreen, {}, browse, SMALL),
    "browse-chinese-light-wide": (lambda: BrowseScreen("nms-iou-greedy-trace"), ZH | LIGHT, nothing, WIDE),
    "calculators": (CalculatorsScreen, {}, nothing, SMALL),
    "calculators-chinese": (CalculatorsScreen, ZH, nothing, SMALL),
    "calculator-light-wide": (lambda: CalculatorScreen("conv2d"), LIGHT, fill_in, WIDE),
    "calculator-chinese": (lambda: CalculatorScreen("conv2d"), ZH, fill_in, SMALL),
    "network": (NetworkScreen, {}, load, SMALL),
    "network-chinese-light-wide": (NetworkScreen, ZH | LIGHT, load, WIDE),
    "settings": (SettingsScreen, {}, nothing, SMALL),
    "settings-chinese-contrast-wide": (SettingsScreen, ZH | CONTRAST, nothing, WIDE),
    "topics-contrast-wide": (StatisticsScreen, CONTRAST, nothing, WIDE),
}


def look(make, opened, act, snap_compare, size):
    async def run_before(pilot):
        await settled(pilot.app, pilot)
        pilot.app.desk.config = Path("/home/me/config.toml")  # the settings tell where they are stored
        await pilot.app.push_screen(opened())
        await settled(pilot.app, pilot)
        await act(pilot)
        await settled(pilot.app, pilot)
        await pilot.pause()  # the footer follows a moment later

    return snap_compare(make, run_before=run_before, terminal_size=size)


QUICK = ("browse", "network", "settings")


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in LOOKS]
)
def test_gallery(name, open_app, snap_compare, still):  # noqa: F811
    opened, options, act, size = LOOKS[name]
    assert look(open_app(**options), opened, act, snap_compare, size)


@pytest.mark.long
@pytest.mark.parametrize(("opened", "act"), [(BrowseScreen, browse), (NetworkScreen, load)])
def test_gallery_without_colour(opened, act, open_app, snap_compare, still, monkeypatch):  # noqa: F811
    monkeypatch.setenv("NO_COLOR", "1")
    assert look(open_app(), opened, act, snap_compare, SMALL)
