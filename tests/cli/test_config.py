"""``quizzer config``: it mends what is wrong, knows keys, and what it sets is used."""

from __future__ import annotations

import pytest

from quizzer.cli.start import start
from quizzer.practice.preferences import NAMES, usable_preferences
from quizzer.wording.signs import drawn, use_ascii


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = start(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    yield run
    use_ascii(False)


def test_everything_is_listed(run):
    code, out, err = run("config")
    assert (code, err) == (0, "")
    assert [line.partition(" = ")[0] for line in out.splitlines()] == [*NAMES, "path"]
    assert "retention = 0.90" in out


def test_what_is_wrong_is_told_and_mended(run, home):
    (home / "config.toml").write_text('symbols = "dots"\nday-rollover = 99\n', encoding="utf-8")
    code, _, err = run("ask")
    assert code == 2
    assert "quizzer config NAME VALUE" in err
    code, out, err = run("config", "symbols")
    assert (code, out, err.count("\n")) == (0, "auto\n", 2)
    assert run("config", "symbols", "ascii")[0] == 0
    assert run("config", "day-rollover", "5")[2].count("\n") == 1
    assert run("config", "day-rollover")[1:] == ("5\n", "")


def test_a_file_that_cannot_be_read_is_mended_too(run, home):
    (home / "config.toml").write_text("language = ", encoding="utf-8")
    assert run("config")[0] == 0
    assert run("config", "theme", "nord")[0] == 0
    assert usable_preferences(home / "config.toml")[0].theme == "nord"


def test_a_theme_that_there_is_not_is_refused(run, home):
    code, out, err = run("config", "theme", "purple")
    assert (code, out) == (2, "")
    assert "high-contrast" in err
    assert run("config", "theme")[1] == "auto\n"
    assert run("config", "theme", "high-contrast")[0] == 0
    assert run("config", "theme", "auto")[0] == 0
    assert usable_preferences(home / "config.toml")[0].theme == ""


def test_ascii_is_for_people_and_not_for_programs(run):
    question = "output-size-conv-side@1:2:7"
    usual = run("ask", "--json", "--question", question)[1]
    assert run("config", "symbols", "ascii")[0] == 0
    assert run("ask", "--question", question, "--with-answer")[1].isascii()
    assert run("calc", "conv_output_size", "224", "7")[1].isascii()
    assert run("stats")[1].isascii()
    assert run("bank", "show", "output-size-conv-side")[1].isascii()
    assert run("ask", "--json", "--question", question)[1] == usual
    assert "“" not in run("ask", "--where", "topik:x")[2]
    assert run("config", "symbols", "unicode")[0] == 0
    assert not run("calc", "conv_output_size", "224", "7")[1].isascii()


def test_lines_keep_their_marks_unless_ascii_was_chosen(run, monkeypatch, capsys):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    assert "\n✗ " in run("quiz", "--plain", "--count", "1", "--seed", "3", "--where", "kind:number")[1]
    run("config", "symbols", "ascii")
    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n"))
    out = run("quiz", "--plain", "--count", "1", "--seed", "3", "--where", "kind:number")[1]
    assert "\nx " in out
    assert out.isascii()


def test_keys_are_listed_given_and_refused(run, home):
    assert run("config", "keys.undo")[1] == "u,f9\n"
    assert run("config", "keys.undo", "ctrl+z")[0] == 0
    assert usable_preferences(home / "config.toml")[0].keys == {"undo": "ctrl+z"}
    assert "keys.undo = ctrl+z" in run("config")[1]
    listed = run("config", "keys")[1]
    assert any(line.split()[:2] == ["keys.undo", "ctrl+z"] for line in listed.splitlines())
    for arguments, words in (
        (("keys.hint", "f4"), "f4 is taken where this action works: Don't know."),
        (("keys.nonsense", "f4"), "no action nonsense"),
        (("nonsense", "f4"), "must be one of"),
    ):
        code, out, err = run("config", *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert words in err
    for arguments, words in ((("keys", "undo=f4"), "quizzer config keys.undo"), (("path", "x"), "QUIZZER_HOME")):
        code, out, err = run("config", *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert words in err
    assert run("config", "keys.undo", "default")[0] == 0
    assert usable_preferences(home / "config.toml")[0].keys == {}


@pytest.mark.parametrize(
    ("lang", "asked", "told"), [("zh_CN.UTF-8", [2], "7x7"), ("zh_CN.UTF-8", [1], "7×7"), ("en_GB.UTF-8", None, "7×7")]
)
def test_a_terminal_that_gives_signs_two_columns_gets_ascii(run, monkeypatch, lang, asked, told):
    def drawn_cells(texts, seconds):
        assert asked is not None, "nobody needs to be asked here"
        return asked

    monkeypatch.setenv("LANG", lang)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("quizzer.cli.terminal.drawn_cells", drawn_cells)
    run("config")
    assert drawn("7×7") == told
