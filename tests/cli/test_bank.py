"""``quizzer bank`` for authors: check, list, show, new, edit, coverage, schema; ``config notes``."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest
import yaml

from quizzer.bank.items import Item
from quizzer.bank.places import bundled_bank
from quizzer.bank.stubs import STUB_KINDS, stub
from quizzer.cli.start import start


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = start(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def own(home):
    return home / "bank"


@pytest.fixture
def small(monkeypatch):
    """A small bank in place of the bundled one: checking it takes no time."""
    monkeypatch.setattr("quizzer.cli.desk.bundled_bank", lambda: Path(__file__).parents[1] / "data" / "small_bank")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("kind", STUB_KINDS)
def test_a_stub_of_every_kind_can_be_read_and_is_found_unfinished(run, own, kind):
    code, out, _ = run("bank", "new", kind, "pooling", "own")
    assert code == 0
    file, line = out.strip().rsplit(":", 1)
    assert own in Path(file).parents
    assert line == "1"
    code, out, _ = run("bank", "check", "--draws", "1")
    assert code == 1
    mine = [found for found in out.splitlines() if "pooling-own" in found]
    assert mine
    assert all(found.startswith(f"{file}:1:1: ") for found in mine)
    assert any("TODO" in found for found in mine)
    assert not any("required field" in found for found in mine)


@pytest.mark.usefixtures("small")
def test_a_second_stub_goes_behind_the_first(run, own):
    run("bank", "new", "single", "pooling", "own")
    code, out, _ = run("bank", "new", "free", "pooling", "two")
    assert code == 0
    file, line = out.strip().rsplit(":", 1)
    assert yaml.safe_load(Path(file).read_text(encoding="utf-8"))[1]["id"] == "pooling-two"
    assert Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1] == "- id: pooling-two"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("single", "poling", "own"), "pooling"),
        (("single", "pooling", "Own item"), "hyphens"),
        (("essay", "pooling", "own"), "single"),
        (("numeric", "output-size", "conv-side"), "output-size.yaml"),
    ],
)
def test_a_stub_that_cannot_be_is_refused(run, own, arguments, says):
    code, out, err = run("bank", "new", *arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert not own.exists()


@pytest.mark.usefixtures("small")
def test_findings_as_json(run, own):
    (own / "items").mkdir(parents=True)
    (own / "items" / "bad.yaml").write_text("- id: bad-item\n  kind: single\n", encoding="utf-8")
    code, out, _ = run("bank", "check", "--draws", "1", "--json")
    assert code == 1
    file = str(own / "items" / "bad.yaml")
    (found,) = [finding for finding in json.loads(out)["findings"] if finding["file"] == file]
    assert (found["line"], found["column"]) == (1, 3)


def test_an_item_is_shown_as_it_is_asked_and_in_full(run):
    code, out, _ = run("bank", "show", "output-size-conv-side", "--language", "en", "--seed", "4")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "output-size-conv-side@1:1:4"
    assert any("This is what you get if you" in line for line in lines)
    assert lines[-1].startswith(str(bundled_bank()))
    record = json.loads(run("bank", "show", "output-size-conv-side", "--seed", "4", "--json")[1])
    assert record["prompt"] in out
    assert run("bank", "show", "output-size-conv-sid")[0] == 2
    assert "output-size-conv-side" in run("bank", "show", "output-size-conv-sid")[2]


@pytest.mark.usefixtures("small")
def test_editing_opens_the_line_and_checks_the_file(run, own, tmp_path, monkeypatch):
    run("bank", "new", "single", "pooling", "own")
    script = tmp_path / "editor.py"
    script.write_text("import sys; open(sys.argv[0] + '.seen', 'w').write(' '.join(sys.argv[1:]))", encoding="utf-8")
    monkeypatch.setenv("EDITOR", f"'{sys.executable}' '{script}'")
    code, out, _ = run("bank", "edit", "pooling-own")
    assert code == 1
    assert "TODO" in out
    assert (tmp_path / "editor.py.seen").read_text() == f"+1 {own / 'items' / 'pooling.yaml'}"


@pytest.mark.parametrize(
    ("editor", "says"), [("", "$EDITOR"), ("/nowhere/editor", "/nowhere/editor"), ("'", "$EDITOR")]
)
def test_without_an_editor_the_place_is_said(run, monkeypatch, editor, says):
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.delenv("VISUAL", raising=False)
    code, _, err = run("bank", "edit", "output-size-conv-side")
    assert code == 2
    assert says in err
    assert "output-size.yaml:1" in err


def test_coverage_as_table_and_json(run, bank):
    code, out, _ = run("bank", "coverage", "--json")
    record = json.loads(out)
    assert code == 0
    assert record["sections"] == len(bank.sections) == 222
    assert record["covered"] + record["waived"] + len(record["uncovered"]) == record["sections"]
    assert sum(topic["conceptual"] + topic["numeric"] for topic in record["topics"].values()) == len(bank.items)
    table = run("--language", "en", "bank", "coverage")
    assert f"{record['covered']} of {record['sections'] - record['waived']} sections" in table[1]


@pytest.mark.parametrize("kind", STUB_KINDS)
def test_the_schema_for_editors_agrees_with_the_reader(run, kind):
    schema = json.loads(run("bank", "schema")[1])
    item = yaml.safe_load(stub(kind, "pooling", "own", "2026-11-21"))
    jsonschema.validate(item, schema)
    del item[0]["topic"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(item, schema)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(item, list[Item])


@pytest.mark.parametrize("name", ["misconceptions", "networks", "topics", "sections", "errata"])
def test_every_file_has_a_schema(run, name):
    code, out, _ = run("bank", "schema", name)
    assert code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))
    assert run("bank", "schema", "nothing")[0] == 2


def test_the_folder_of_the_notes_is_remembered(run, tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    assert run("config", "notes", str(notes))[0] == 2
    (notes / "000_first.txt").write_text("…", encoding="utf-8")
    assert run("config", "notes", str(notes))[0] == 0
    run("config", "language", "zh")
    assert run("config", "notes")[1].strip() == str(notes)
    assert run("config", "notes", "none")[0] == 0
    assert run("config", "notes")[1].strip() == "none"


@pytest.mark.usefixtures("small")
def test_a_draft_is_asked_only_by_its_name(run, own, monkeypatch):
    run("bank", "new", "single", "pooling", "own")
    monkeypatch.setattr("sys.stdin", io.StringIO(":skip\n" * 9))
    everything = run("quiz", "--plain", "--seed", "1")[1]
    assert "kinds-single@" in everything
    assert "pooling-own@" not in everything
    assert "pooling-own@" in run("quiz", "--plain", "--count", "1", "--where", "id:pooling-own")[1]
