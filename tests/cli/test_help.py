"""Help in both languages: every command and option has its text, nothing is left in English, columns stay aligned."""

from __future__ import annotations

import re

import click
import pytest

from quizzer.bank.schema import FILES
from quizzer.cli.bank import SCHEMAS
from quizzer.cli.desk import Options
from quizzer.cli.main import COMMANDS, cli
from quizzer.cli.speaking import language_named
from quizzer.cli.start import start
from quizzer.questions.text import Language
from quizzer.wording.catalogue import TEXTS
from quizzer.wording.wrapping import cells

CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH = re.compile(r"(?<![-\w])(a|all|an|and|are|by|for|in|is|its|of|on|or|that|the|to|what|which|with)(?![-\w])")


def contexts(ctx=None, options=None):
    """A context of every command of the program."""
    ctx = ctx or cli.make_context("quizzer", [], resilient_parsing=True, obj=options or Options())
    yield ctx
    if isinstance(ctx.command, click.Group):
        for name in ctx.command.list_commands(ctx):
            command = ctx.command.get_command(ctx, name)
            yield from contexts(command.make_context(name, [], parent=ctx, resilient_parsing=True))


def test_every_command_option_and_argument_has_a_text():
    paths = []
    for ctx in contexts():
        paths.append(ctx.command_path)
        assert ctx.command.help in TEXTS
        for one in ctx.command.get_params(ctx):
            if isinstance(one, click.Option):
                assert one.help in TEXTS, (ctx.command_path, one.opts)
            assert one.metavar is None or one.metavar in TEXTS
            named = one.metavar or isinstance(one, click.Option)
            assert named, (ctx.command_path, one.opts)
    assert {"quizzer bank show", "quizzer db fit", "quizzer interview report"} <= set(paths)
    assert [path.split()[1] for path in paths if path.count(" ") == 1] == list(COMMANDS)


def test_what_is_typed_as_text_has_a_name_of_its_own():
    for ctx in contexts():
        for one in ctx.command.params:
            if not (isinstance(one, click.Option) and one.is_flag) and isinstance(
                one.type, click.types.StringParamType
            ):
                assert one.metavar, (ctx.command_path, one.opts)


@pytest.mark.parametrize("language", Language)
def test_every_page_is_in_its_language_and_fits(language):
    for ctx in contexts(options=Options(language=language)):
        page = ctx.get_help()
        assert max(map(cells, page.splitlines())) <= 80
        assert page.startswith("用法：" if language is Language.ZH else "Usage: ")
        if language is Language.EN:
            assert not CHINESE.search(page)
        else:
            assert not ENGLISH.search(page), page


@pytest.mark.parametrize("key", [key for key in TEXTS if key.startswith(("command.", "option.", "usage."))])
def test_a_chinese_text_is_more_than_names(key):
    assert CHINESE.search(TEXTS[key].zh) or key in ("usage.notes", "usage.notes.and")


def test_the_texts_of_a_page_stand_below_each_other():
    ctx = cli.make_context("quizzer", [], resilient_parsing=True, obj=Options(language=Language.ZH))
    rows = ctx.get_help().partition("选项：\n")[2].partition("\n\n")[0].splitlines()
    texts = [TEXTS[f"option.{name}"].zh for name in ("database", "bank", "language", "version", "help")]
    assert len({cells(row.removesuffix(text)) for row, text in zip(rows, texts, strict=True)}) == 1


def test_limits_and_defaults_are_told():
    pages = {ctx.command_path: ctx.get_help() for ctx in contexts()}
    assert "Graded questions. [default 10; 1 to 1000]" in pages["quizzer quiz"]
    assert "[above 0, at most 1440]" in pages["quizzer review"]
    assert "DECISION  One of suspend, unsuspend" in pages["quizzer item"]
    assert "Usage: quizzer calc [OPTIONS] [NAME] [--ARGUMENT VALUE] …" in pages["quizzer calc"]
    assert "Usage: quizzer interview [OPTIONS] [COMMAND [ARGUMENTS]]" in pages["quizzer interview"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--language", "zh", "ask"], Language.ZH),
        (["ask", "--language=zh"], Language.ZH),
        (["--language", "en", "ask", "--help", "--language", "zh"], Language.ZH),
        (["ask", "--language", "fr"], None),
        (["ask", "--language"], None),
        (["export", "--languages", "zh"], None),
    ],
)
def test_the_language_is_known_before_anything_is_parsed(arguments, named):
    assert language_named(arguments) == named


def test_the_language_is_the_learners(capsys, monkeypatch):
    assert start(["db", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: quizzer db")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert start(["db", "--help"]) == 0
    assert capsys.readouterr().out.startswith("用法：quizzer db")
    assert start(["--help", "--language", "en"]) == 0
    assert capsys.readouterr().out.startswith("Usage: quizzer")


def test_preferences_hold_for_help_and_a_broken_file_is_no_hindrance(capsys, home):
    (home / "config.toml").write_text('symbols = "ascii"\n', encoding="utf-8")
    assert start(["config", "--help"]) == 0
    assert capsys.readouterr().out.isascii()
    (home / "config.toml").write_text('language = "zh"\nretention = 3\n', encoding="utf-8")
    assert start(["config", "--help"]) == 0
    assert "“quizzer config keys”列出" in capsys.readouterr().out
    assert start(["ask"]) == 2
    assert "config.toml：retention = 3" in capsys.readouterr().err


def test_the_schemas_are_those_of_the_bank():
    assert list(SCHEMAS) == list(FILES)
