"""Calculators on the screen: chosen by typing, and everything that follows as one types; refusals as sentences."""

from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from quizzer.questions.text import Language
from quizzer.tui.calculating import ArgumentLine, CalculatorScreen, CalculatorsScreen
from quizzer.tui.home import HomeScreen
from tests.tui.conftest import settled, text_of


async def at_calculators(app, pilot, *keys):
    await settled(app, pilot)
    await pilot.press("c")
    await settled(app, pilot)
    assert isinstance(app.screen, CalculatorsScreen)
    await pilot.press(*keys or ("f10",))
    await settled(app, pilot)


async def test_one_is_chosen_by_typing(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calculators(app, pilot, *"conv output")
        assert app.screen.found[0].startswith("conv")
        await pilot.press("down", "up", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, CalculatorScreen)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_what_nothing_is_called(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await at_calculators(app, pilot, *"xyzzy", "enter")
        assert "No calculator is called “xyzzy”." in text_of(app)


async def filled(app, pilot, name, values):
    """Open a calculator and fill it in, at once."""
    await app.push_screen(CalculatorScreen(name))
    await settled(app, pilot)
    for line in app.screen.query(ArgumentLine):
        line.query_one(Input).value = values.get(line.argument, "")
    await pilot.pause()
    await settled(app, pilot)


@pytest.mark.parametrize("language", Language)
async def test_everything_follows_as_one_types(make_app, language):
    app = make_app(small=True, language=language)
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(app, pilot)
        await filled(app, pilot, "conv2d", {"in_channels": "3", "out_channels": "64", "kernel_size": "3"})
        wanted = {Language.EN: "Still to fill in: input", Language.ZH: "尚待填写：input"}[language]
        assert wanted in text_of(app)
        line = next(one for one in app.screen.query(ArgumentLine) if one.argument == "input")
        line.query_one(Input).focus()
        await pilot.press(*"1,3,32,32")
        await settled(app, pilot)
        results = app.screen.query_one("#results").text
        assert "1792" in results
        assert "1792" in app.screen.query_one("#worked").text
        slips = {Language.EN: "Common slips here:", Language.ZH: "常见错误："}[language]
        assert slips in app.screen.query_one("#worked").text
        counts = {Language.EN: "MACs = N·H_out·W_out·weights", Language.ZH: "MACs = N·H_out·W_out·权重数"}[language]
        assert counts in app.screen.query_one("#conventions").text
        await pilot.press("f2")
        await settled(app, pilot)
        assert slips not in app.screen.query_one("#worked").text
        assert counts not in app.screen.query_one("#conventions").text


async def test_a_refusal_is_a_sentence(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        values = {"in_channels": "3", "out_channels": "64", "kernel_size": "9", "input": "1,3,4,4"}
        await filled(app, pilot, "conv2d", values)
        assert app.screen.query_one("#refusal").text.startswith("✗ ")
        assert app.screen.query_one("#results").text == ""
        await filled(app, pilot, "conv2d", values | {"in_channels": "[bold]x"})
        assert "in_channels" in app.screen.query_one("#refusal").text


async def test_by_mouse(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_calculators(app, pilot, *"conv2d")
        await pilot.click(OptionList, offset=(5, 0))
        await settled(app, pilot)
        assert isinstance(app.screen, CalculatorScreen)
        lines = list(app.screen.query(ArgumentLine))
        await pilot.click(lines[1].query_one(Input))
        assert lines[1].query_one(Input).has_focus


@pytest.mark.long
async def test_every_calculator_opens(make_app):
    app = make_app(small=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await at_calculators(app, pilot)
        for name in list(app.screen.found)[::25]:
            app.push_screen(CalculatorScreen(name))
            await settled(app, pilot)
            assert app.screen.query(ArgumentLine)
            app.pop_screen()
