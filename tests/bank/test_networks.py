"""Networks as data against PyTorch's own counts, published layer lists and the notes' chains."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.bank.network_table import network_calculator
from quizzer.bank.networks import NetworkError, networks_in
from quizzer.bank.places import bundled_bank
from quizzer.calculators.refusals import Refusal

FOLDERS = (bundled_bank(),)
TOTALS = json.loads((Path(__file__).parent.parent / "data" / "network_totals.json").read_text(encoding="utf-8"))
network = network_calculator(FOLDERS)


@pytest.mark.parametrize("name", sorted(TOTALS))
def test_totals_are_those_of_the_framework(name):
    """Multiply-adds are half of what torch.utils.flop_counter counts on the meta device, attention included."""
    result = network(name)
    assert result["params"] == TOTALS[name]["params"]
    if "macs" in TOTALS[name]:
        assert result["macs"] + result["attention_macs"] == TOTALS[name]["macs"]


def rows(name, kind="Conv2d"):
    return [row for row in network(name)["layers"] if row["kind"] == kind]


def test_alexnet_as_in_the_tables():
    table = network("alexnet_ungrouped_227")["layers"]
    assert [row["output"][1:] for row in table[:8]] == [
        [96, 55, 55],
        [96, 27, 27],
        [256, 27, 27],
        [256, 13, 13],
        [384, 13, 13],
        [384, 13, 13],
        [256, 13, 13],
        [256, 6, 6],
    ]
    assert [row["rf"] for row in table[:8]] == [11, 19, 51, 67, 99, 131, 163, 195]
    assert table[0]["params"] == 11 * 11 * 3 * 96 + 96


def test_vgg16_as_in_the_tables():
    result = network("vgg16")
    fields = [row["rf"] for row in result["layers"] if row["kind"] in ("Conv2d", "MaxPool2d")]
    assert fields == [3, 5, 6, 10, 14, 16, 24, 32, 40, 44, 60, 76, 92, 100, 132, 164, 196, 212]
    assert result["params"] == 138_357_544
    assert result["macs"] == 15_470_264_320


def test_zf_with_floor_and_with_ceil_pooling():
    floor, ceil = (network(name)["layers"] for name in ("zf5_floor_pool", "zf5_caffe_ceil_pool"))
    assert [row["output"][2] for row in floor[:4]] == [112, 56, 28, 14]
    assert [row["output"][2] for row in ceil[:4]] == [112, 57, 29, 15]
    assert [row["rf"] for row in floor if row["kind"] == "Conv2d"] == [7, 27, 75, 107, 139]


def test_the_chains_of_the_notes():
    last = {name: network(name)["layers"][-1] for name in networks_in(FOLDERS) if name.startswith("notes_")}
    assert {name: row["rf"] for name, row in last.items()} == {
        "notes_field_chain": 31,
        "notes_size_chain_200": 13,
        "notes_alexnet_224": 195,
        "notes_vgg16_rpn": 228,
        "notes_zf5_rpn": 171,
        "notes_three_threes": 7,
        "notes_dilated_stack": 15,
    }
    assert [row["output"][2:] for row in network("notes_size_chain_200")["layers"]] == [[99, 99], [97, 97], [97, 97]]
    assert last["notes_alexnet_224"]["output"] == [1, 256, 5, 5]


def test_a_row_follows_its_branches():
    table = {row["name"]: row for row in network("googlenet")["layers"]}
    concat = next(row for name, row in table.items() if row["kind"] == "Concat")
    assert concat["output"] == [1, 256, 28, 28]


def test_the_batch_multiplies_work_but_not_weights():
    one, four = network("resnet18"), network("resnet18", (4, 3, 224, 224))
    assert four["params"] == one["params"]
    assert four["macs"] == 4 * one["macs"]
    assert four["layers"][0]["output"][0] == 4


def test_every_slip_of_resnet18():
    """By PyTorch: 9,600 batch-norm parameters and 9,600 running statistics, 1,000 biases in the last layer."""
    right = network("resnet18")
    slips = {slip: network.mistaken(slip, {"name": "resnet18"}) for slip in network.mistakes}
    assert slips["NET-NOBIAS"]["params"] == right["params"] - 1000
    assert slips["NET-NOBN"]["params"] == right["params"] - 9600
    assert slips["NET-BNBUF"]["params"] == right["params"] + 9600
    assert slips["NET-CONVONLY"]["params"] == right["params"] - 9600 - 513_000
    assert slips["NET-FLOPS2"]["macs"] == 2 * right["macs"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("resnet19",), "bad_argument"),
        (("resnet18", (1, 1, 224, 224)), "channel_mismatch"),
        (("resnet18", (0, 3, 224, 224)), "bad_argument"),
        (("alexnet", (1, 3, 4, 4)), "kernel_exceeds_padded_input"),
    ],
)
def test_what_cannot_be_laid_out(arguments, reason):
    with pytest.raises(Refusal) as caught:
        network(*arguments)
    assert caught.value.reason == reason


def own_bank(folder: Path, text: str) -> tuple[Path, ...]:
    (folder / "networks").mkdir()
    (folder / "networks" / "own.yaml").write_text(text, encoding="utf-8")
    return (*FOLDERS, folder)


OWN = """
source: my own
networks:
  tiny:
    title: Tiny
    variant: {en: one layer, zh: 一层}
    input: [1, 8, 8]
    layers:
      - {conv: 4, k: 3, p: 1}
"""


def test_a_network_of_ones_own(tmp_path):
    result = network_calculator(own_bank(tmp_path, OWN))("tiny")
    assert (result["params"], result["macs"]) == (3 * 3 * 4 + 4, 8 * 8 * 9 * 4)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (OWN.replace("conv: 4", "konv: 4"), "konv"),
        (OWN.replace("k: 3", "k: width"), "tiny"),
        (OWN.replace("input: [1, 8, 8]", "input: [1, 8]"), "own.yaml"),
        (OWN.replace("k: 3", "k: 30"), "tiny"),
        ("a: [", "own.yaml"),
    ],
)
def test_a_broken_network_is_named(tmp_path, broken, says):
    with pytest.raises(NetworkError, match=says):
        network_calculator(own_bank(tmp_path, broken))("tiny")
