"""``quizzer calc`` in process: text, JSON, lists, JSON Lines, and what people mistype."""

from __future__ import annotations

import io
import json
import random
import re
import sys
from pathlib import Path

import pytest

from quizzer.calculators.typed_values import read_value
from quizzer.cli.start import start

RECORDS = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "data" / "calculators.jsonl").read_text(encoding="utf-8").splitlines()
]


def run(capsys, *arguments):
    code = start(["calc", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def options(arguments):
    return [part for name, value in arguments.items() for part in (f"--{name.replace('_', '-')}", json.dumps(value))]


def test_result_formula_steps_and_slips(capsys):
    code, out, err = run(capsys, "conv_output_size", "224", "7", "--stride", "2", "--padding=3")
    assert (code, err) == (0, "")
    assert out.splitlines()[:6] == [
        "conv_output_size(size=224, kernel=7, stride=2, padding=3, dilation=1)",
        "  formula: ⌊(W − K + 2·P)/S⌋ + 1",
        "  room to move = 224 − 7 + 2·3 = 223",
        "  side = ⌊223/2⌋ + 1 = 112",
        "= 112",
        "Common slips here:",
    ]
    assert "  111: count the steps and leave out the final + 1" in out


def test_in_chinese(capsys):
    _, out, _ = run(capsys, "conv_output_size", "224", "7", "--stride", "2", "--padding", "3", "--language", "zh")
    assert "边长 = ⌊223/2⌋ + 1 = 112" in out
    assert "room" not in out


def every_calculator():
    """One fixture record that has a result, drawn anew for each calculator but the same in each run."""
    draw = random.Random(3)
    names = sorted({record["calculator"] for record in RECORDS})
    return [
        draw.choice([record for record in RECORDS if record["calculator"] == name and "expect" in record])
        for name in names
    ]


@pytest.mark.parametrize("record", every_calculator(), ids=lambda record: record["id"])
def test_a_record_shows_formula_steps_and_a_slip(capsys, record):
    code, out, err = run(capsys, record["calculator"], "--json", *options(record["args"]))
    assert (code, err) == (0, "")
    shown = json.loads(out)
    assert shown["result"].keys() >= record["expect"].keys()
    assert shown["formula"]
    assert shown["latex"]
    assert re.search(r"[\d\]–]$|null$", shown["steps"][-1])
    assert shown["misconceptions"]
    assert all(slip["id"] and slip["belief"] and slip["repair"] for slip in shown["misconceptions"])


def test_the_last_step_is_the_result(capsys):
    _, out, _ = run(capsys, "conv_params", "--json", "--kernel", "5", "--in-channels", "3", "--out-channels", "16")
    shown = json.loads(out)
    assert shown["result"] == {"value": 1216}
    assert shown["steps"][-1].endswith("= 1216")
    assert shown["arguments"]["groups"] == 1
    assert {"id", "answer", "differs", "belief", "repair"} == shown["misconceptions"][0].keys()


def test_the_layer_table_of_a_network(capsys):
    _, out, _ = run(capsys, "network", "vgg16")
    lines = out.splitlines()
    widths = {line.index("64×224×224") + len("64×224×224") for line in lines if "64×224×224" in line}
    assert len(widths) == 1
    assert "138,357,544 parameters, 15,470,264,320 multiply-adds" in out
    assert lines[-2].startswith("Most parameters: ")
    assert "74.3%" in lines[-2]


def test_a_norm_stands_in_the_row_of_its_convolution(capsys):
    _, out, _ = run(capsys, "network", "vgg11_bn")
    assert "Conv2d + BN" in out
    assert "BatchNorm2d" not in out


def test_attention_is_counted_apart(capsys):
    _, out, _ = run(capsys, "network", "vit_b_16")
    assert "86,567,656 parameters" in out
    assert "between queries, keys and values" in out


def test_a_simpler_form_on_request(capsys):
    _, out, _ = run(capsys, "tanh_from_sigmoid", "0.5", "--simplify")
    assert "simplified: tanh(x)" in out
    _, out, _ = run(capsys, "tanh_from_sigmoid", "0.5", "--simplify", "--json")
    assert json.loads(out)["simplified"][0]["formula"] == "tanh(x)"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("-0.5", -0.5),
        ("3,5", [3, 5]),
        ("3x5", [3, 5]),
        ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]]),
        ("true", True),
        ("True", True),
        ("null", None),
        ("None", None),
        ("same", "same"),
        ("NaN", "NaN"),
        ("2/5", "2/5"),
        ('{"a": 1}', {"a": 1}),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_reading_a_value(text, value):
    assert read_value(text) == value


def test_flags(capsys):
    given = ["--kernel-size", "3", "--in-channels", "1", "--out-channels", "2", "--input", "1,1,8,8"]
    for flags, params in ([], 20), (["--bias"], 20), (["--no-bias"], 18), (["--bias", "false"], 18):
        _, out, _ = run(capsys, "conv2d", "--json", *given, *flags)
        assert json.loads(out)["result"]["params"] == params


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["conv3d"], "nearest is conv2d"),
        ([], "Name a calculator"),
        (["conv_params", "3"], "in_channels is missing"),
        (["conv_params", "3", "4", "5", "6", "true", "8"], "8 is one value too many"),
        (["conv_params", "3", "4", "5", "--gruops", "2"], "no argument gruops"),
        (["conv_params", "3", "4", "5", "--gruops"], "--gruops has no value"),
        (["conv_params", "three", "4", "5"], "kernel cannot be read; it should look like int"),
        (["conv_params", "3", "5", "8", "--groups", "2"], "do not divide"),
        (["box_iou", "4,4,0,0", "1,1,2,2"], "inverted"),
        (["network", "vgg161"], "nearest is vgg16"),
        (["softmax", "[]"], "logits has 0 elements"),
        (["adaptive_pool1d", "5", "1000000000000"], "too large"),
        (["gradient_product", "2", "1000000000"], "too large"),
    ],
)
def test_a_bad_request_is_one_sentence(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_help_of_one_calculator(capsys):
    code, out, _ = run(capsys, "conv_params", "--help")
    assert code == 0
    assert out.startswith(
        "conv_params  --kernel int | [int, int] --in-channels int --out-channels int [--groups int = 1]"
    )
    assert "the size of the picture does not enter.\n    Source: torch.nn.Conv2d." in out
    assert "``" not in out


def test_help_of_one_calculator_in_chinese(capsys):
    _, out, _ = run(capsys, "conv_params", "--help", "--language", "zh")
    assert "图像大小不影响结果。来源：torch.nn.Conv2d" in "".join(out.split())
    assert "picture" not in out


def test_help_of_the_command(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert "--jsonl" in out


def test_the_list_has_everything(capsys):
    code, out, _ = run(capsys, "--list", "--json")
    assert code == 0
    listed = {one["name"]: one for one in json.loads(out)["calculators"]}
    assert {record["calculator"] for record in RECORDS} <= listed.keys()
    assert all(one["summary"] and one["source"] and one["arguments"] for one in listed.values())
    stride = next(argument for argument in listed["conv2d"]["arguments"] if argument["name"] == "stride")
    assert stride == {
        "name": "stride",
        "type": "int | [int, int]",
        "symbol": "S_h, S_w",
        "required": False,
        "default": 1,
    }
    assert run(capsys, "--list", "--json", "--language", "zh")[1] == out
    _, text, _ = run(capsys, "--list")
    assert all(f"\n{name} " in f"\n{text}" for name in listed)


# --- JSON Lines -------------------------------------------------------------------------------------------------


def answers(capsys, monkeypatch, lines):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines) + b"\n"), encoding="utf-8"))
    code, out, err = run(capsys, "--jsonl")
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_every_record_line_by_line(capsys, monkeypatch):
    lines = [json.dumps({key: record[key] for key in ("id", "calculator", "args")}).encode() for record in RECORDS]
    found = answers(capsys, monkeypatch, lines)
    assert [answer["id"] for answer in found] == [record["id"] for record in RECORDS]
    for answer, record in zip(found, RECORDS, strict=True):
        if "error" in record:
            assert answer["error"]["reason"] == record["error"]
            assert answer["error"]["message"]
        else:
            assert answer["result"].keys() >= record["expect"].keys()


HOSTILE = [
    (b"{", "malformed"),
    (b"[1, 2]", "malformed"),
    (b"\xff\xfe", "malformed"),
    (b"null", "malformed"),
    (b"[" * 100_000, "malformed"),
    (b'{"id": 1}', "malformed"),
    (b'{"id": 1, "calculator": ["iou"], "args": {}}', "malformed"),
    (b'{"id": 1, "calculator": "iou", "args": [1]}', "malformed"),
    (b'{"id": 1, "calculator": "iuo", "args": {}}', "unknown_calculator"),
    (b'{"id": 1, "calculator": "__import__", "args": {}}', "unknown_calculator"),
    (b'{"id": 1, "calculator": "iou", "args": {}}', "bad_argument"),
    (b'{"id": 1, "calculator": "iou", "args": {"box_a": "x", "box_b": [0, 0, 1, 1]}}', "bad_argument"),
    (b'{"id": 1, "calculator": "iou", "args": {"box_a": [0, 0, 1], "box_b": [0, 0, 1, 1]}}', "bad_argument"),
    (b'{"id": 1, "calculator": "iou", "args": {"box_a": [0, 0, NaN, 1], "box_b": [0, 0, 1, 1]}}', "malformed"),
    (b'{"id": 1, "calculator": "softmax", "args": {"logits": [1e999]}}', "bad_argument"),
    (b'{"id": 1, "calculator": "dropout", "args": {"p": 2, "n": 1, "x": 1}}', "bad_argument"),
    (b'{"id": 1, "calculator": "adaptive_pool1d", "args": {"input": 9, "output": 999999999999}}', "bad_argument"),
    (b'{"id": 1, "calculator": "gradient_product", "args": {"factor": 9, "depth": 999999999999}}', "bad_argument"),
    (
        b'{"id": 1, "calculator": "nms", "args": {"boxes": [[0,0,1,1]], "scores": [1], "iou_threshold": "1e999999"}}',
        "bad_argument",
    ),
    (b'{"id": 1, "calculator": "conv_macs", "args": {"size": %s, "kernel": 1, "in_channels": %s, "out_channels": %s}}'
     % ((b"9" * 4000,) * 3), "bad_argument"),
    (b'{"id": 1, "calculator": "network", "args": {"name": "../vgg16"}}', "bad_argument"),
]  # fmt: skip


def test_a_bad_line_stops_nothing(capsys, monkeypatch):
    good = b'{"id": "ok", "calculator": "conv_params", "args": {"kernel": 1, "in_channels": 1, "out_channels": 1}}'
    lines = [part for line, _ in HOSTILE for part in (line, b"", good)]
    found = answers(capsys, monkeypatch, lines)
    assert len(found) == 2 * len(HOSTILE)
    for bad, after, (line, reason) in zip(found[::2], found[1::2], HOSTILE, strict=True):
        assert bad["error"]["reason"] == reason, line[:80]
        assert after == {"id": "ok", "result": {"value": 2}}
