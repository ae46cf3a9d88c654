"""What click cannot parse is one sentence with what to do, exit code 2, in both languages."""

from __future__ import annotations

import re

import pytest

from quizzer.cli.start import start

CASES = {
    "no command": (["nonsense"], "There is no command nonsense; “quizzer --help” lists them.", "没有命令 nonsense；"),
    "near command": (["db", "chek"], "no command chek; the nearest is check.", "没有命令 chek；最接近的是 check。"),
    "command missing": (["db"], "“quizzer db” needs a command: backup, check,", "“quizzer db”后面要有命令：backup"),
    "no option": (["ask", "--nonsense"], "no option --nonsense; “quizzer ask --help” lists", "没有选项 --nonsense；"),
    "near option": (["quiz", "--cuont", "3"], "the nearest is --count.", "没有选项 --cuont；最接近的是 --count。"),
    "no value": (["ask", "--seed"], "--seed has no value; “quizzer ask --help”", "“--seed”后面缺少值"),
    "flag with value": (["ask", "--json=3"], "--json takes no value; leave it out.", "“--json”不带值，请去掉。"),
    "argument missing": (["why"], "ITEM is missing; “quizzer why --help”", "缺少“题目”；用法见“quizzer why --help”。"),
    "choice missing": (["completion"], "SHELL is missing; it must be one of bash, zsh, fish.", "缺少“SHELL”"),
    "too much": (["why", "a", "b"], "more than “quizzer why” takes", "“quizzer why”后面的内容太多"),
    "not a choice": (["weak", "--by", "luck"], "--by must be one of cost, slips, topics.", "“--by”应为其中之一：cost,"),
    "no number": (
        ["quiz", "--count", "x"],
        "--count must be a whole number, 1 to 1000.",
        "“--count”应为整数，1 到 1000。",
    ),
    "out of range": (["weak", "--drill", "0"], "a whole number, 1 or more.", "“--drill”应为整数，不小于 1。"),
    "nan": (["review", "--minutes", "nan"], "a number, above 0, at most 1440.", "应为数，大于 0，至多 1440。"),
    "folder": (
        ["--database", ".", "db", "path"],
        "--database must be the name of a file",
        "“--database”应为可以读取的文件",
    ),
    "file": (["--bank", __file__, "ask"], "--bank must be the name of a folder", "“--bank”应为可以读取的文件夹"),
    "kind": (["bank", "new", "essay", "pooling", "x"], "KIND must be one of single,", "“题型”应为其中之一：single,"),
    "schema": (["bank", "schema", "x"], "NAME must be one of items,", "“名称”应为其中之一：items,"),
    "reason": (["item", "flag", "x"], "A REASON belongs to flag", "只有 flag 需要原因"),
    "grade": (["grade"], "Say “quizzer grade --jsonl”", "请用“quizzer grade --jsonl”"),
}


@pytest.mark.parametrize("case", CASES)
def test_every_kind_of_mistake_is_one_sentence_in_both_languages(capsys, case):
    arguments, *words = CASES[case]
    for language, wanted in zip(("en", "zh"), words, strict=True):
        assert start(["--language", language, *arguments]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith("quizzer: ")
        assert wanted in told.err
        assert told.err.count("\n") == 1
        assert bool(re.search(r"[\u3400-\u9fff]", told.err)) == (language == "zh")


def test_the_language_may_stand_behind_the_mistake(capsys):
    assert start(["ask", "--nonsense", "--language=zh"]) == 2
    assert "没有选项" in capsys.readouterr().err
    assert start(["--language", "fr", "ask"]) == 2
    assert "--language must be one of en, zh." in capsys.readouterr().err


@pytest.mark.parametrize(
    "typed", ["\x1b[31mred", "--\x1b]0;x\x07", "\u202egpj", "a\nb", "x" * 500, "{given}", "[bold]"]
)
def test_what_was_typed_steers_nothing(capsys, typed):
    assert start([typed]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.rstrip("\n").isprintable()
    assert len(told) < 160


def test_a_file_that_cannot_be_opened(capsys, tmp_path):
    assert start(["answer", "output-size-conv-side@1:2:7", "1"]) == 0
    capsys.readouterr()
    assert start(["--language", "zh", "db", "export", str(tmp_path / "none" / "log.jsonl")]) == 2
    assert capsys.readouterr().err.startswith(f"quizzer: 无法写入 {tmp_path}")
