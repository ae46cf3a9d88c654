"""The calculators against values from PyTorch, Caffe's rule and exact fractions (tests/data/calculators.jsonl)."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from quizzer.calculators.boxes import box_iou, overlaps_of
from quizzer.calculators.cost import conv_params
from quizzer.calculators.nms import greedy_nms
from quizzer.calculators.pooling import caffe_pool_output_size, pool_output_size
from quizzer.calculators.receptive_field import chain_receptive_field
from quizzer.calculators.refusals import Refusal
from quizzer.calculators.sizes import conv_output_shape

DATA = Path(__file__).parent.parent / "data"
RECORDS = [json.loads(line) for line in (DATA / "calculators.jsonl").read_text(encoding="utf-8").splitlines()]


def records(calculator):
    found = [record for record in RECORDS if record["calculator"] == calculator]
    assert found
    return found


def pair(value):
    return tuple(value) if isinstance(value, list) else (value, value)


def outcome_of(call):
    """What a calculator gives: ("value", result) or ("refused", reason)."""
    try:
        return "value", call()
    except Refusal as refusal:
        return "refused", refusal.reason


def test_convolutions():
    compared = 0
    for record in records("conv2d"):
        arguments = record["args"]
        if arguments["padding"] == "same" or record.get("error") == "channel_mismatch":
            continue
        padding = (0, 0) if arguments["padding"] == "valid" else pair(arguments["padding"])
        kernel, stride, dilation = (pair(arguments[name]) for name in ("kernel_size", "stride", "dilation"))
        channels = (arguments["in_channels"], arguments["out_channels"], arguments["groups"])
        size = tuple(arguments["input"][2:])
        shape = outcome_of(lambda: conv_output_shape(size, kernel, stride, padding, dilation))  # noqa: B023
        parameters = outcome_of(lambda: conv_params(kernel[0], *channels, bias=arguments["bias"]))  # noqa: B023
        if "error" in record:
            assert ("refused", record["error"]) in (shape, parameters), record["id"]
            continue
        assert shape == ("value", tuple(record["expect"]["output"][2:])), record["id"]
        if kernel[0] == kernel[1]:
            assert parameters == ("value", record["expect"]["params"]), record["id"]
        compared += 1
    assert compared > 80


def test_pooling():
    compared = 0
    for record in records("pool2d"):
        arguments = record["args"]
        if arguments.get("dilation", 1) not in (1, [1, 1]):
            continue
        kernel, padding = pair(arguments["kernel_size"]), pair(arguments["padding"])
        stride = (None, None) if arguments["stride"] is None else pair(arguments["stride"])
        axes = [
            outcome_of(lambda: pool_output_size(size, k, s, p, arguments["ceil_mode"]))  # noqa: B023
            for size, k, s, p in zip(arguments["input"][2:], kernel, stride, padding, strict=True)
        ]
        if "error" in record:
            assert ("refused", record["error"]) in axes, record["id"]
            continue
        assert axes == [("value", side) for side in record["expect"]["output"][2:]], record["id"]
        compared += 1
    assert compared > 50


def test_pooling_by_the_rule_of_caffe():
    for record in records("caffe_pool"):
        arguments = record["args"]
        size = caffe_pool_output_size(arguments["input"], arguments["kernel"], arguments["stride"], arguments["pad"])
        assert size == record["expect"]["output"], record["id"]


def test_receptive_fields():
    for record in records("receptive_field"):
        for place, axis in enumerate("hw"):
            if any("k" not in layer for layer in record["args"]["layers"]):
                continue
            layers = [tuple(pair(layer[name])[place] for name in ("k", "s", "d")) for layer in record["args"]["layers"]]
            if "expect" in record:
                assert chain_receptive_field(layers) == record["expect"][axis]["rf"], record["id"]


def exact(box):
    return tuple(Fraction(str(corner)) for corner in box)


def test_overlaps():
    for record in records("iou"):
        first, second = exact(record["args"]["box_a"]), exact(record["args"]["box_b"])
        if "error" in record:
            with pytest.raises(Refusal) as caught:
                box_iou(first, second)
            assert caught.value.reason == record["error"]
            continue
        for name, offset in (("iou", 0), ("iou_plus1", 1)):
            if record["expect"].get(name) is not None:
                assert float(box_iou(first, second, offset)) == pytest.approx(record["expect"][name], abs=1e-9)


def test_suppression():
    compared = 0
    for record in records("nms"):
        arguments = record["args"]
        floor = arguments.get("score_threshold")
        kept_scores = [n for n, score in enumerate(arguments["scores"]) if floor is None or score > floor]
        if "error" in record or any(b[2] <= b[0] or b[3] <= b[1] for b in arguments["boxes"]):
            continue
        overlaps = overlaps_of([exact(arguments["boxes"][n]) for n in kept_scores], arguments.get("pixel_offset", 0))
        kept = greedy_nms(
            overlaps,
            [arguments["scores"][n] for n in kept_scores],
            Fraction(str(arguments["iou_threshold"])),
            arguments.get("suppress_at_equal", False),
        )
        assert [kept_scores[n] for n in kept] == record["expect"]["keep"], record["id"]
        compared += 1
    assert compared > 40
