"""The worked examples of the study notes, as they are once what was found wrong in them is put right."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizzer.calculators.activations import tanh_from_sigmoid
from quizzer.calculators.boxes import box_iou
from quizzer.calculators.cost import conv_macs, conv_params
from quizzer.calculators.layers import conv2d, conv_transpose2d, pool2d
from quizzer.calculators.pooling import pool_output_size
from quizzer.calculators.receptive_field import chain_receptive_field
from quizzer.calculators.refusals import InvalidBox
from quizzer.calculators.regression import regression_losses
from quizzer.calculators.roi import roi_quantisation_loss
from quizzer.calculators.sizes import conv_output_size
from quizzer.calculators.suppression import nms

BOXES = [[30, 20, 230, 200], [50, 50, 260, 220], [210, 30, 420, 5], [430, 280, 460, 360]]
"""As printed: the third has its y values in the wrong order."""
SCORES = [1, 0.9, 0.8, 0.7]


def test_the_chain_read_from_the_back():
    chain = [(3, 1, 1), (3, 2, 1), (3, 1, 1), (2, 2, 1), (3, 1, 1), (3, 1, 1), (2, 2, 1)]
    assert [chain_receptive_field(chain[start:]) for start in range(7)] == [31, 29, 14, 12, 6, 4, 2]


def test_sizes():
    assert [conv_output_size(224, 11, 4), pool_output_size(54, 3, 2), pool_output_size(26, 3, 2)] == [54, 26, 12]
    assert [conv_output_size(200, 5, 2, 1), conv_output_size(99, 3), conv_output_size(97, 3, 1, 1)] == [99, 97, 97]
    assert conv2d(16, 33, 3, [20, 16, 50, 100], stride=2)["output"] == [20, 33, 24, 49]
    assert conv2d(16, 33, [3, 5], [20, 16, 50, 100], stride=[2, 1], padding=[4, 2])["output"] == [20, 33, 28, 100]
    assert pool2d(3, [20, 16, 50, 32], 2, 1)["output"] == [20, 16, 25, 16]
    assert conv_transpose2d(1, 1, 4, [1, 1, 2, 2], stride=3)["output"][2:] == [7, 7]


def test_counts():
    assert conv_params(5, 3, 16) == 1216
    assert conv_params(1, 100, 20) == 2020
    assert conv_macs(500, 1, 100, 20) == 500_000_000
    assert Fraction(conv_params(7, 64, 64, bias=False), 3 * conv_params(3, 64, 64, bias=False)) == Fraction(49, 27)
    assert Fraction(conv_params(3, 64, 128), conv_params(3, 64, 128, 4)) == Fraction(73_856, 18_560)


def test_rounding_twice_before_pooling():
    assert roi_quantisation_loss(665, 32, 7) == (2 * 7 * 32, 665 - 448)


def test_suppression_with_inclusive_pixels():
    in_order = [*BOXES[:2], [210, 5, 420, 30], BOXES[3]]
    assert nms(in_order, SCORES, iou_threshold=0.35, pixel_offset=1)["keep"] == [0, 2, 3]
    assert float(box_iou(tuple(BOXES[0]), tuple(BOXES[1]), 1)) == pytest.approx(0.6056, abs=5e-5)
    assert float(box_iou(tuple(BOXES[0]), tuple(BOXES[1]))) == pytest.approx(0.6040, abs=5e-5)


def test_the_boxes_are_refused_as_printed():
    with pytest.raises(InvalidBox, match="inverted_box"):
        nms(BOXES, SCORES, iou_threshold=0.35, pixel_offset=1)


def test_tanh_and_norms():
    assert tanh_from_sigmoid(0.7) == pytest.approx(0.6043677771171636, abs=1e-12)
    norms = regression_losses([1, -1, 3], [0, 0, 0])
    assert (norms["l1_norm"], norms["linf_norm"]) == (5, 3)
    assert norms["l2_norm"] == pytest.approx(11**0.5)
