"""What a learner decides about an item stays, can be taken back by its opposite, and is said."""

from __future__ import annotations

import pytest

from quizzer.cli.start import start

ITEM = "output-size-conv-side"


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = start(["item", *arguments])
        return code, *capsys.readouterr()

    return run


def listed(capsys, flag):
    start(["bank", "list", "--where", flag])
    return ITEM in capsys.readouterr().out


def test_suspended_and_asked_again(run, capsys):
    assert run("suspend", ITEM) == (0, f"Done: suspending, {ITEM}.\n", "")
    assert listed(capsys, "suspended")
    assert run("suspend", ITEM)[1] == f"{ITEM} is suspended already.\n"
    assert run("unsuspend", ITEM)[0] == 0
    assert not listed(capsys, "suspended")


def test_flagged_with_a_reason_and_the_flag_taken_away(run, capsys):
    assert run("flag", ITEM, "unclear \x1b[31m")[0] == 0
    assert listed(capsys, "flagged")
    assert run("unflag", ITEM)[0] == 0
    assert not listed(capsys, "flagged")


@pytest.mark.parametrize("decision", ["unsuspend", "unbury", "unflag", "reset"])
def test_what_would_change_nothing_is_said(run, decision):
    code, told, _ = run(decision, ITEM)
    assert (code, told.startswith(ITEM)) == (0, True)


def test_begun_anew_after_an_answer(run, capsys):
    start(["answer", f"{ITEM}@1:2:7", "1"])
    start(["why", ITEM])
    assert "Card for level" in capsys.readouterr().out
    assert run("reset", ITEM)[0] == 0
    start(["why", ITEM])
    assert "Card for level" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("flag", ITEM), "REASON"), (("reset", ITEM, "why"), "REASON"), (("reset", "xx"), "no item")],
)
def test_a_bad_request_is_one_sentence(run, arguments, words):
    code, told, said = run(*arguments)
    assert (code, told) == (2, "")
    assert words in said
    assert said.count("\n") == 1
