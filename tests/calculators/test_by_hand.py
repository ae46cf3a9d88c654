"""Small calculators against numbers worked out by hand: the right one and that of each slip."""

from __future__ import annotations

from fractions import Fraction
from math import log, sqrt

import pytest

from quizzer.calculators.calling import checked_arguments
from quizzer.calculators.catalogue import CALCULATORS

COUNTS = {"tp": 8, "fp": 2, "fn": 4, "tn": 6}
BOX_A, BOX_B = [0, 0, 4, 4], [2, 2, 10, 6]

CASES = [
    (
        "paddings_for",
        {"size": 10, "outputs": 4, "kernel": 3, "stride": 3, "paddings": [0, 1, 2, 3]},
        (1, 2),
        {"INV-EXACT": (1,), "INV-ONE": (1,)},
    ),
    (
        "strides_for",
        {"size": 10, "outputs": 2, "kernel": 3, "padding": 0, "strides": [1, 2, 3, 4, 5, 6, 7]},
        (4, 5, 6, 7),
        {"INV-EXACT": (7,), "INV-ONE": (4,)},
    ),
    (
        "kernels_for",
        {"size": 28, "outputs": 13, "stride": 2, "padding": 0, "kernels": [1, 2, 3, 4, 5]},
        (3, 4),
        {"INV-EXACT": (4,), "INV-ONE": (3,)},
    ),
    (
        "spp_length",
        {"channels": 256, "grids": [1, 2, 4]},
        5376,
        {"SPP-SUM": 1792, "SPP-MAX": 4096, "SPP-NOCHANNEL": 21},
    ),
    (
        "spp_window",
        {"size": 13, "bins": 4},
        (4, 3),
        {"SPP-BOTHCEIL": (4, 4), "SPP-BOTHFLOOR": (3, 3), "SPP-SWAP": (3, 4)},
    ),
    ("stochastic_pool_value", {"activations": [1, 2, 3]}, Fraction(7, 3), {"STO-MEAN": 2, "STO-MAX": 3}),
    (
        "output_padding_for",
        {"size": 224, "outputs": 112, "kernel": 3, "stride": 2, "padding": 1},
        1,
        {"TR-NOOUTPAD": 0, "TR-PADTWICE": 2},
    ),
    (
        "output_padding_for",
        {"size": 12, "outputs": 4, "kernel": 3, "stride": 3, "padding": 1},
        2,
        {"TR-REMAINDER": 0},
    ),
    ("keeping_padding", {"kernel": 3, "dilation": 2}, 2, {"PAD-NODIL": 1, "PAD-KMINUS1": 4}),
    (
        "greedy_nms",
        {"overlaps": [[1, 0.6, 0], [0.6, 1, 0.75], [0, 0.75, 1]], "scores": [0.9, 0.8, 0.7], "threshold": 0.5},
        (0, 2),
        {"NMS-CHAIN": (0,), "NMS-1BASED": (1, 3), "NMS-THRSCORE": (0, 1, 2)},
    ),
    (
        "greedy_nms",
        {"overlaps": [[1, 0.5], [0.5, 1]], "scores": [0.9, 0.8], "threshold": 0.5},
        (0, 1),
        {"NMS-GE": (0,)},
    ),
    (
        "roi_quantisation_loss",
        {"side": 800, "stride": 16, "bins": 7},
        (784, 16),
        {"ROI-STRIDE2": (672, 128), "ROI-ONEROUND": (800, 0)},
    ),
    ("mixup_target", {"label_a": [1, 0], "label_b": [0, 1], "share": 0.75}, [0.75, 0.25], {"MIX-HARD": [1, 0]}),
    (
        "calibration_ece",
        {"counts": [50, 30, 20], "accuracies": [0.5, 0.5, 1], "confidences": [0.6, 0.75, 0.8]},
        0.05 + 0.075 + 0.04,
        {"ECE-UNWEIGHTED": 0.55 / 3, "ECE-MAX": 0.25, "ECE-SIGNED": 0.085},
    ),
    (
        "transposed_values",
        {"input": [[1, 2], [3, 4]], "kernel": [[1, 2], [0, 1]], "stride": 1},
        [[1, 4, 4], [3, 11, 10], [0, 3, 4]],
        {"TR-OVERWRITE": [[1, 2, 4], [3, 4, 8], [0, 0, 4]], "TR-FLIP": [[1, 2, 0], [5, 9, 2], [6, 11, 4]]},
    ),
    (
        "box_targets",
        {"anchor": BOX_A, "box": BOX_B},
        {"tx": 1, "ty": Fraction(1, 2), "tw": log(2), "th": 0},
        {
            "ENC-BYTRUTH": {"tx": Fraction(1, 2), "ty": Fraction(1, 2)},
            "ENC-NOLOG": {"tw": 2, "th": 1},
            "ENC-CORNER": {"tx": Fraction(1, 2)},
        },
    ),
    (
        "decoded_box",
        {"anchor": BOX_A, "targets": [1, 0.5, log(2), 0]},
        [2, 2, 10, 6],
        {"ENC-NOLOG": [6 - 2 * (1 + log(2)), 2, 6 + 2 * (1 + log(2)), 6], "ENC-PIXELS": [-1, 0.5, 7, 4.5]},
    ),
    (
        "bilinear_sample",
        {"values": [[0, 4], [8, 12]], "x": "1/4", "y": "1/2"},
        5,
        {"BIL-SWAP": 4, "ROI-NEAREST": 8, "BIL-WEIGHTS": 7},
    ),
    (
        "ranked_average_precision",
        {"hits": [True, False, True], "truths": 2},
        Fraction(5, 6),
        {"AP-MEANP": Fraction(13, 18), "AP-11FORALL": Fraction(6 + 5 * Fraction(2, 3), 11)},
    ),
    (
        "ranked_average_precision",
        {"hits": [False, True, True], "truths": 4},
        Fraction(1, 3),
        {"AP-NOINTERP": Fraction(7, 24), "AP-NGT": Fraction(2, 3), "AP-11FORALL": Fraction(4, 11)},
    ),
    (
        "precision",
        COUNTS,
        Fraction(4, 5),
        {"PRC-RECALL": Fraction(2, 3), "PRC-ACC": Fraction(7, 10), "PRC-ALL": Fraction(2, 5)},
    ),
    (
        "recall",
        COUNTS,
        Fraction(2, 3),
        {"REC-SPEC": Fraction(3, 4), "REC-PREC": Fraction(4, 5), "REC-ALL": Fraction(2, 5)},
    ),
    (
        "accuracy",
        COUNTS,
        Fraction(7, 10),
        {
            "ACC-TPONLY": Fraction(2, 5),
            "MET-BALACC": Fraction(17, 24),
            "ACC-PREC": Fraction(4, 5),
            "ACC-ERROR": Fraction(3, 10),
        },
    ),
    (
        "f_score",
        COUNTS,
        Fraction(8, 11),
        {"F1-MEAN": Fraction(11, 15), "F1-JACC": Fraction(4, 7), "F1-HALF": Fraction(4, 11), "F1-TN": Fraction(14, 17)},
    ),
    ("f_score", COUNTS | {"beta": 2}, Fraction(20, 29), {"F1-BETA1": Fraction(8, 11), "F1-BETASWAP": Fraction(10, 13)}),
    (
        "false_positive_rate",
        COUNTS,
        Fraction(1, 4),
        {"ROC-FPRPREC": Fraction(1, 5), "ROC-SPEC": Fraction(3, 4), "ROC-FPALL": Fraction(1, 10)},
    ),
    (
        "roc_auc",
        {"positive": [3, 2], "negative": [2, 1]},
        Fraction(7, 8),
        {"AUC-TIE": Fraction(3, 4), "AUC-TIEFULL": 1, "AUC-LOST": Fraction(1, 8)},
    ),
    ("activation_value", {"x": -log(2), "name": "elu"}, -0.5, {"ACT-EXPONLY": 0.5, "ACT-ABS": log(2)}),
    ("activation_value", {"x": 4.5, "name": "relu6"}, 4.5, {"ACT-CAP1": 1}),
    ("activation_value", {"x": 1, "name": "hard_swish"}, Fraction(2, 3), {"ACT-GATEONLY": Fraction(2, 3)}),
    ("activation_value", {"x": -2, "name": "hard_swish"}, Fraction(-1, 3), {"ACT-GATEONLY": Fraction(1, 6)}),
    ("activation_slope", {"x": log(3), "name": "sigmoid"}, 0.1875, {"ACT-TANHSLOPE": 0.4375, "ACT-SLOPEAT0": 0.25}),
    ("nms_comparisons", {"boxes": 5}, 10, {"NMS-ORDERED": 20, "NMS-N2": 25, "NMS-N": 5}),
    ("keeping_padding", {"kernel": 5}, 2, {"PAD-NONE": 0, "PAD-KMINUS1": 4}),
    ("stochastic_pool_value", {"activations": [1, 3]}, Fraction(5, 2), {"STO-NONORM": 10, "STO-MEAN": 2, "STO-MAX": 3}),
    ("attention_scores", {"tokens": 4, "heads": 2}, 32, {"ATT-PAIRS": 12}),
    ("smooth_l1_value", {"error": 3, "beta": 1}, 2.5, {"REG-QUADRATIC": 4.5, "REG-L1": 3}),
    ("smoothed_targets", {"classes": 5, "smoothing": 0.5}, (0.6, 0.1), {"CE-SMOOTHFULL": (0.5, 0.5)}),
    ("smoothed_targets", {"classes": 5, "smoothing": 0.5}, (0.6, 0.1), {"CE-SMOOTHSHARE": (0.9, 0.1)}),
    ("smoothed_targets", {"classes": 5, "smoothing": 0.5}, (0.6, 0.1), {"CE-SMOOTHNONE": (1, 0)}),
    ("rms_normalised", {"values": [3, 3]}, [1, 1], {"RMS-NORM": [0.5**0.5, 0.5**0.5]}),
    ("roi_quantisation_loss", {"side": 665, "stride": 32, "bins": 7}, (448, 217), {"ROI-NOROUND": (665, 0)}),
    ("generalised_iou", {"box_a": (0, 0, 2, 2), "box_b": (2, 2, 4, 4)}, Fraction(-1, 2), {"GIOU-BYUNION": -1}),
    ("complete_iou", {"box_a": (0, 0, 2, 2), "box_b": (0, 0, 2, 2)}, 1, {"CIOU-NOASPECT": 1}),
    (
        "decoded_box",
        {"anchor": (0, 0, 4, 4), "targets": (0.5, 0, log(2), 0)},
        [0, 0, 8, 4],
        {"ENC-CENTRE": [4, 2, 12, 6], "ENC-KEEPSIDES": [2, 0, 6, 4]},
    ),
    (
        "paddings_for",
        {"size": 7, "outputs": 3, "kernel": 3, "stride": 2, "paddings": (0, 1, 2)},
        (0,),
        {"INV-NOPLUS1": (1,)},
    ),
    (
        "transposed_values",
        {"input": [[1, 2]], "kernel": [[1, 1], [1, 1]], "stride": 1},
        [[1, 3, 2], [1, 3, 2]],
        {"TR-NOOVERLAP": [[1, 1, 2, 2], [1, 1, 2, 2]]},
    ),
    (
        "cross_entropy_gradient",
        {"logits": [0, 0], "target": 0},
        [-0.5, 0.5],
        {"CE-GRADALL": [-0.5, -0.5], "CE-GRADTRUE": [-0.5, 0]},
    ),
    ("activation_value", {"x": -2, "name": "relu"}, 0, {"ACT-NOBRANCH": -2}),
    ("activation_value", {"x": -1, "name": "hard_swish"}, Fraction(-1, 3), {"ACT-NOBRANCH": -1, "ACT-ZERO": 0}),
    ("activation_value", {"x": log(3), "name": "tanh"}, 0.8, {"ACT-SIGTANH": 0.75}),
    ("activation_slope", {"x": -2, "name": "relu"}, 0, {"ACT-GRAD1": 1}),
    ("activation_slope", {"x": log(3), "name": "sigmoid"}, 3 / 16, {"ACT-SIGPRIME": 0.75, "ACT-GRAD1": 1}),
    (
        "gradient_product",
        {"factor": 0.25, "depth": 4},
        1 / 256,
        {"GRAD-SUM": 1, "GRAD-SQUARE": 1 / 16, "GRAD-OFFBYONE": 1 / 64},
    ),
    (
        "log_loss",
        {"p": 0.25},
        log(4),
        {"CE-LOG2": 2, "CE-SIGN": -log(4), "CE-1MP": 0.75, "CE-ENTROPY": log(4) / 4, "CE-WRONGCLASS": log(4 / 3)},
    ),
    (
        "cross_entropy_gradient",
        {"logits": [0, log(3)], "target": 1},
        [0.25, -0.25],
        {"CE-GRADSIGN": [-0.25, 0.25], "CE-GRADP": [0.25, 0.75]},
    ),
    ("initial_loss", {"classes": 8}, 3 * log(2), {"CE-INITC": 1 / 8, "CE-INIT0": 0, "CE-INITLOG2": 3}),
    (
        "smoothed_targets",
        {"classes": 10, "smoothing": 0.1},
        (0.91, 0.01),
        {"CE-SMOOTHREST": (0.9, 0.1 / 9), "CE-SMOOTHALL": (0.9, 0.01)},
    ),
    (
        "focal_value",
        {"p_t": 0.75, "gamma": 2},
        log(4 / 3) / 16,
        {"FOC-GAMMA": log(4 / 3) * 9 / 16, "FOC-LINEAR": log(4 / 3) / 2, "FOC-NOMOD": log(4 / 3)},
    ),
    (
        "multilabel_log_loss",
        {"positive": [log(2)], "negative": [log(3)]},
        log(6),
        {"MLL-SOFTMAX": log(5 / 2), "MLL-NOONE": log(3 / 2)},
    ),
    ("smooth_l1_value", {"error": 3, "beta": 2}, 2, {"REG-HUBERBETA": 4, "REG-NOHALF": 3, "REG-L1": 3}),
    ("smooth_l1_value", {"error": 1, "beta": 2}, 0.25, {"REG-HUBERBETA": 0.5, "REG-NOHALF": 0.5, "REG-L1": 1}),
    (
        "running_average",
        {"old": 8, "batch": 2, "momentum": 0.2},
        6.8,
        {"BN-MOM": 3.2, "BN-NOOLD": 2, "BN-AVERAGE": 5},
    ),
    (
        "normalised_value",
        {"x": 9, "centre": 4, "variance": 24, "eps": 1},
        1,
        {"BN-EPS": 5 / (sqrt(24) + 1), "BN-VARDIV": 0.2, "BN-NOMEAN": 1.8},
    ),
    (
        "normalised_values",
        {"values": [2, 2, 6, 6], "gamma": 3, "beta": 1},
        [-2, -2, 4, 4],
        {
            "BN-UNBIASED": [1 - 1.5 * sqrt(3), 1 - 1.5 * sqrt(3), 1 + 1.5 * sqrt(3), 1 + 1.5 * sqrt(3)],
            "BN-NOAFFINE": [-1, -1, 1, 1],
            "BN-VARDIV": [-0.5, -0.5, 2.5, 2.5],
        },
    ),
    (
        "folded_batch_norm",
        {"w": 2, "b": 3, "mu": 1, "variance": 4, "gamma": 6, "beta": 5},
        (6, 11),
        {"FOLD-SIGN": (6, 17), "FOLD-NOB": (6, 2), "FOLD-VAR": (3, 8)},
    ),
    (
        "batch_norm_count",
        {"batch": 64, "channels": 128, "height": 7, "width": 7},
        3136,
        {"BN-AXES": 6272, "BN-ONEIMAGE": 49, "BN-ALL": 401_408},
    ),
    (
        "group_norm_means",
        {"batch": 8, "channels": 32, "groups": 4},
        32,
        {"GN-WHOLE": 8, "GN-PERCHANNEL": 256, "GN-NOBATCH": 4},
    ),
    ("group_norm_means", {"batch": 8, "channels": 32, "groups": 1}, 8, {"LN-BATCH": 32}),
    ("rms_normalised", {"values": [1, 7]}, [0.2, 1.4], {"RMS-NOROOT": [1 / 25, 7 / 25], "RMS-MEAN": [-1, 1]}),
    ("l1_step", {"weight": -2, "lr": 0.5, "penalty": 0.5}, -1.75, {"PEN-NOSIGN": -2.25, "PEN-NOLR": -1.5}),
    ("soft_threshold_step", {"weight": 0.125, "lr": 0.5, "penalty": 0.5}, 0, {"PEN-CROSS": -0.125}),
    (
        "soft_threshold_step",
        {"weight": 2, "lr": 0.5, "penalty": 0.5},
        1.75,
        {"PEN-HARD": 2, "PEN-NOLR": 1.5, "PEN-L2PULL": 1.5},
    ),
    ("l2_step", {"weight": 2, "lr": 0.5, "penalty": 0.5}, 1, {"PEN-HALF": 1.5, "PEN-L1PULL": 1.75, "PEN-NOLR": 0}),
]


def number_or_parts(value):
    if isinstance(value, dict):
        return {key: number_or_parts(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [number_or_parts(part) for part in value]
    return pytest.approx(float(value), abs=1e-12)


def plain(value, like):
    """``value`` with floats for numbers; of named results those that ``like`` names."""
    if isinstance(value, dict):
        return {key: plain(value[key], part) for key, part in like.items()}
    if isinstance(value, list | tuple):
        assert len(value) == len(like)
        return [plain(a, b) for a, b in zip(value, like, strict=True)]
    return float(value)


@pytest.mark.parametrize(("name", "given", "right", "slips"), CASES)
def test_right_and_wrong(name, given, right, slips):
    calculator = CALCULATORS[name]
    arguments = checked_arguments(calculator, given)
    assert plain(calculator(**arguments), right) == number_or_parts(right)
    for slip, wrong in slips.items():
        assert plain(calculator.mistaken(slip, arguments), wrong) == number_or_parts(wrong), slip
