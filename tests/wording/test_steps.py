"""Every line of every worked solution has its words, once, in both languages."""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from quizzer.bank import network_table
from quizzer.bank.places import bundled_bank
from quizzer.calculators.calling import checked_arguments
from quizzer.calculators.catalogue import CALCULATORS
from quizzer.generators.numeric import worked_solution
from quizzer.questions.question import SolutionLine
from quizzer.questions.text import Language
from quizzer.wording import steps
from quizzer.wording.steps.naming import WORDS, quantity, solution_line

DATA = Path(__file__).parent.parent / "data" / "calculators.jsonl"
RECORDS = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
TABLES = [
    import_module(f"{steps.__name__}.{file.stem}")
    for file in sorted(Path(steps.__file__).parent.glob("*.py"))
    if file.stem not in ("__init__", "naming")
]
EVERY = {**CALCULATORS, "network": network_table.network_calculator((bundled_bank(),))}
BOX_PAIR = {"box_a": [0, 0, 4, 4], "box_b": [2, 1, 7, 6]}
DETECTIONS = {
    "ground_truth": [{"image": 1, "box": [0, 0, 4, 4]}],
    "detections": [{"image": 1, "box": [0, 0, 4, 4], "score": 0.9}],
}
EXAMPLES = [
    ("activation", {"x": -0.5}),
    ("activation", {"x": 7}),
    ("activation_slope", {"x": 2, "name": "tanh"}),
    ("activation_value", {"x": -1, "name": "relu"}),
    ("adaptive_pool1d", {"input": 7, "output": 3}),
    ("average_precision", DETECTIONS),
    ("batch_norm", {"x_nchw": [[[[1, 2]]], [[[3, 6]]]], "gamma": [2], "beta": [1]}),
    ("batch_norm_count", {"batch": 8, "channels": 3, "height": 5, "width": 4}),
    ("bce_with_logits", {"logits": [1, -2], "targets": [1, 0]}),
    ("bilinear_sample", {"values": [[1, 2], [3, 4]], "x": 0.25, "y": 0.5}),
    ("binary_metrics", {"y_true": [1, 0, 1], "scores": [0.9, 0.4, 0.3]}),
    ("binary_metrics", {"y_true": [0, 0], "scores": [0.9, 0.4]}),
    ("box_targets", {"anchor": [0, 0, 4, 4], "box": [1, 1, 7, 5]}),
    ("chain_receptive_field", {"layers": [[3, 2, 1], [3, 1, 2]]}),
    ("coco_average_precision", DETECTIONS),
    ("complete_iou", BOX_PAIR),
    ("conv_macs", {"size": 8, "kernel": 3, "in_channels": 4, "out_channels": 6, "groups": 2}),
    ("conv_params", {"kernel": 3, "in_channels": 4, "out_channels": 6}),
    ("conv_transpose2d", {"in_channels": 2, "out_channels": 3, "kernel_size": 3, "input": [1, 2, 5, 6], "stride": 2}),
    ("cross_entropy", {"logits": [[1, 2, 3], [0, 1, 0]], "targets": [2, -100]}),
    ("cross_entropy_gradient", {"logits": list(range(12)), "target": 1}),
    ("decoded_box", {"anchor": [0, 0, 4, 4], "targets": [0.5, 0.25, 0, 0.1]}),
    ("dilated_kernel_size", {"kernel": 3, "dilation": 2}),
    ("distance_iou", BOX_PAIR),
    ("dropout", {"p": 0.2, "n": 100, "x": 2}),
    ("entropy", {"p": [0.5, 0.5], "q": [0.25, 0.75]}),
    ("f_score", {"tp": 5, "fp": 2, "fn": 3, "tn": 9, "beta": 2}),
    ("false_positive_rate", {"tp": 5, "fp": 2, "fn": 3, "tn": 9}),
    ("focal_loss", {"logits": [1, -2], "targets": [1, 0]}),
    ("folded_batch_norm", {"w": 2, "b": 1, "mu": 3, "variance": 4, "gamma": 1, "beta": 2}),
    ("generalised_iou", BOX_PAIR),
    ("gradient_product", {"factor": 0.25, "depth": 4}),
    ("group_norm_means", {"batch": 4, "channels": 8, "groups": 2}),
    ("initial_loss", {"classes": 10}),
    ("keeping_padding", {"kernel": 3, "dilation": 2}),
    ("keras_layer", {"layer": "Conv2D", "kernel_size": 3, "input": [1, 9, 8, 2], "padding": "same", "filters": 4}),
    ("keras_layer", {"layer": "SeparableConv2D", "kernel_size": 3, "input": [1, 9, 8, 2], "filters": 4}),
    ("kernels_for", {"size": 9, "outputs": 5, "stride": 2, "padding": 1, "kernels": [1, 3, 12]}),
    ("layer_norm", {"x": [[1, 2, 4, 5]]}),
    ("layer_norm", {"x": [[1, 2, 6]]}),
    ("layer_params", {"layer": "LSTM", "config": {"input_size": 4, "hidden_size": 3, "num_layers": 2}}),
    ("layer_params", {"layer": "TransformerEncoderLayer", "config": {"d_model": 8, "nhead": 2}}),
    ("layer_params", {"layer": "BatchNorm2d", "config": {"num_features": 8}}),
    ("log_loss", {"p": 0.25}),
    ("multiclass_metrics", {"classes": 2, "y_true": [0, 1, 1], "y_pred": [0, 1, 0]}),
    ("multilabel_log_loss", {"positive": [1], "negative": [-1, 2]}),
    ("normalised_values", {"values": [1, 2, 4, 5], "gamma": 2, "beta": 1}),
    ("output_padding_for", {"size": 8, "outputs": 4, "kernel": 3, "stride": 2, "padding": 1}),
    ("pool_output_size", {"size": 8, "kernel": 2, "stride": 3, "ceil_mode": True}),
    ("ranked_average_precision", {"hits": [True, False, True], "truths": 3}),
    ("regression_losses", {"pred": [1, 5], "target": [2, 2]}),
    ("rms_normalised", {"values": list(range(1, 12))}),
    ("roc_auc", {"positive": [0.9, 0.4], "negative": [0.4, 0.1]}),
    ("roi_align", {"H": 8, "W": 8, "stride": 16, "roi_xyxy": [16, 16, 80, 64], "output_size": [2, 2]}),
    ("roi_pool", {"H": 8, "W": 8, "stride": 16, "roi_xyxy": [16, 16, 80, 64], "output_size": [2, 2]}),
    ("roi_quantisation_loss", {"side": 665, "stride": 32, "bins": 7}),
    ("running_average", {"old": 8, "batch": 2, "momentum": 0.1}),
    ("same_padding", {"size": 9, "kernel": 3, "stride": 2, "dilation": 2}),
    ("segmentation_metrics", {"classes": 3, "truth": [0, 1, 1], "pred": [0, 1, 0]}),
    ("smooth_l1_value", {"error": 0.5}),
    ("smoothed_targets", {"classes": 4, "smoothing": 0.1}),
    ("soft_nms", {"boxes": [[0, 0, 4, 4], [0, 1, 4, 5]], "scores": [0.9, 0.8]}),
    ("softmax", {"logits": [1, 2, 3], "temperature": 2}),
    ("spp_length", {"channels": 256, "grids": [1, 2, 4]}),
    ("spp_window", {"size": 13, "bins": 3}),
    ("stochastic_pool_value", {"activations": [1, 0, 3, 2]}),
    ("tanh_from_sigmoid", {"x": 0.5}),
    ("transposed_values", {"input": [[1, 2]], "kernel": [[1, 0], [2, 1]], "stride": 2}),
]  # fmt: skip
BOTH = tuple(Language)


def labels_in_source():
    """The labels that stand as texts in the modules of the calculators."""
    modules = {sys.modules[found.function.__module__] for found in EVERY.values()}
    code = "\n".join(map(inspect.getsource, modules))
    return set(re.findall(r'(?:named|noted|WorkedLine|_clamped)\(\s*"(\w+)"', code))


def run(name, given):
    """The worked lines for JSON arguments, and the result of the same."""
    calculator = EVERY[name]
    arguments = checked_arguments(calculator, given)
    return worked_solution(calculator.explain(calculator.introduce(arguments))), calculator(**arguments)


def keys_of(result, group=""):
    """The names of all results, those of groups as ``group.name`` too."""
    if not isinstance(result, dict):
        return
    for key, part in result.items():
        name = f"{group}.{key}" if group else key
        yield name
        yield from keys_of(part, name)


def unnamed(name, given):
    """The labels and keys of one run that have no words."""
    lines, result = run(name, given)
    missing = []
    for line in lines:
        try:
            assert all(solution_line(line, language).strip() for language in BOTH)
        except KeyError:
            missing.append(line.label)
    for key in keys_of(result):
        try:
            assert all(quantity(key, language) for language in BOTH)
        except KeyError:
            missing.append(key)
    return missing


def test_labels_of_the_source_have_words():
    found = labels_in_source()
    assert {"side", "field", "deviation", "layer", "nms_round"} <= found
    assert found - WORDS.keys() == set()


def test_every_record_has_words_for_its_solution():
    missing = Counter()
    runs = 0
    for record in RECORDS:
        if "error" not in record:
            missing.update(unnamed(record["calculator"], record["args"]))
            runs += 1
    assert runs > 500
    assert missing == {}


@pytest.mark.parametrize(("name", "given"), EXAMPLES, ids=lambda part: part if isinstance(part, str) else "")
def test_every_example_has_words_for_its_solution(name, given):
    assert unnamed(name, given) == []


def test_networks_have_words_for_their_solution():
    lines, result = run("network", {"name": "alexnet"})
    assert solution_line(lines[0], Language.EN).endswith(" parameters")
    assert "参数量" in solution_line(lines[0], Language.ZH)
    assert {quantity(line.label, Language.EN) for line in lines[-2:]} == {"multiply-adds", "parameters"}
    assert all(quantity(key, language) for key in result for language in BOTH)


def test_no_label_is_in_two_tables():
    counts = Counter(label for table in TABLES for label in table.WORDS)
    assert [label for label, times in counts.items() if times > 1] == []
    assert set(WORDS) <= set(counts)


@pytest.mark.parametrize("label", sorted(WORDS))
def test_words_are_given_in_both_languages(label):
    text = WORDS[label]
    assert text.en.strip() == text.en != ""
    assert text.zh.strip() == text.zh != ""
    assert set(re.findall(r"\{(\w+)\}", text.en)) == set(re.findall(r"\{(\w+)\}", text.zh))
    assert not re.search(r"[\u3400-\u9fff]", text.en)
    assert not re.search(r"[\u3400-\u9fff][,;:?!(]", text.zh)


@pytest.mark.parametrize(
    ("line", "english", "chinese"),
    [
        (SolutionLine("side", "6 // 2 + 1", "4"), "side = 6 // 2 + 1 = 4", "边长 = 6 // 2 + 1 = 4"),
        (SolutionLine("loss", "ln 4", "1.386", 3), "loss 3 = ln 4 = 1.386", "损失 3 = ln 4 = 1.386"),
        (SolutionLine("field", "1 + 2", "3", 1), "field after layer 1 = 1 + 2 = 3", "第 1 层后的感受野 = 1 + 2 = 3"),
        (SolutionLine("nms_kept", "", "2, 0"), "kept: 2, 0", "保留：2, 0"),
        (SolutionLine("rank", "", "P = 1", 2), "after detection 2: P = 1", "前 2 个检测：P = 1"),
        (SolutionLine("height", "14", "14"), "height = 14", "高 = 14"),
        (SolutionLine("tried", "P = 1: ⌊6/2⌋ + 1", "4"), "for P = 1: ⌊6/2⌋ + 1 = 4", "取 P = 1: ⌊6/2⌋ + 1 = 4"),
        (SolutionLine("elu.grad", "", "1"), "ELU, slope = 1", "ELU，斜率 = 1"),
        (SolutionLine("macro.f1", "", "0.5"), "macro average, F1 = 0.5", "宏平均，F1 = 0.5"),
        (SolutionLine("", "", "[1, 2]"), "result = [1, 2]", "结果 = [1, 2]"),
    ],
)  # fmt: skip
def test_a_line_in_words(line, english, chinese):
    assert solution_line(line, Language.EN) == english
    assert solution_line(line, Language.ZH) == chinese


def test_a_round_of_suppression_tells_what_it_drops_and_leaves():
    details = (("dropped", "2 (0.7)"), ("spared", "1 (0.1)"))
    line = SolutionLine("nms_round", "", "0", 1, details)
    assert solution_line(line, Language.EN) == "keep 0; drop 2 (0.7); leave 1 (0.1)"
    alone = SolutionLine("nms_round", "", "0", 1, (("dropped", ""), ("spared", "")))
    assert solution_line(alone, Language.ZH) == "保留 0；没有要去掉的框"


def test_a_label_without_words_is_an_error():
    with pytest.raises(KeyError):
        quantity("elu.nothing", Language.EN)
    with pytest.raises(KeyError):
        solution_line(SolutionLine("no_such_quantity", "", "1"), Language.ZH)
