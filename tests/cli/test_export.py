"""``quizzer export`` as it is typed."""

from __future__ import annotations

import json
import zipfile

import pytest

from quizzer.cli.export import FORMATS
from quizzer.cli.start import start
from quizzer.exporting import formats


def _run(capfd, *arguments):
    code = start(["export", *arguments])
    told = capfd.readouterr()
    return code, told.out, told.err


def test_the_formats_are_those_of_the_program(capfd):
    assert set(FORMATS) == set(formats.FORMATS)
    code, out, _ = _run(capfd, "--list")
    assert code == 0
    lines = out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(FORMATS)
    assert max(map(len, lines)) < 80


def test_writes_a_file_and_says_what_was_left_out(capfd, tmp_path):
    target = tmp_path / "cards.apkg"
    code, out, err = _run(capfd, "anki", "-o", str(target), "--where", "topic:activations", "--languages", "both")
    assert (code, out) == (0, "")
    assert "faulty claims" in err
    assert str(target) in err
    assert zipfile.is_zipfile(target)


def test_an_existing_file_is_kept_without_force(capfd, tmp_path):
    target = tmp_path / "cards.json"
    target.write_text("mine")
    code, _, err = _run(capfd, "json", "-o", str(target), "--where", "topic:activations")
    assert code == 2
    assert "--force" in err
    assert target.read_text() == "mine"
    assert _run(capfd, "json", "-o", str(target), "--where", "topic:activations", "--force")[0] == 0
    assert json.loads(target.read_text())["format"] == 1


def test_a_dash_is_stdout(capfd):
    code, out, _ = _run(capfd, "json", "-o", "-", "--where", "topic:activations", "--seed", "5", "--languages", "zh")
    assert code == 0
    record = json.loads(out)
    assert {name for card in record["cards"] for name in card["texts"]} == {"zh"}
    assert any(card["key"].endswith("#5") for card in record["cards"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["anki"],
        ["nothing", "-o", "-"],
        ["csv", "-o", "-", "--where", "topic:nowhere"],
        ["csv", "-o", "/nowhere/x.csv"],
        ["csv", "-o", "/"],
        ["csv", "-o", "-", "--with-progress"],
    ],
)
def test_what_cannot_be_done_is_one_sentence(capfd, arguments):
    code, out, err = _run(capfd, *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_the_schema_is_printed(capfd):
    code, out, _ = _run(capfd, "--schema")
    assert code == 0
    assert "$schema" in json.loads(out)
