"""The calculator core against PyTorch, NumPy and OpenCV."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator

import cv2
import numpy
import torch
from torch.utils.flop_counter import FlopCounterMode

from benchmarks.in_torch import InTorch
from benchmarks.timing import compare
from quizzer.bank.networks import layers_of, networks_in
from quizzer.bank.places import bundled_bank
from quizzer.calculators.layer_graph import table
from quizzer.calculators.sizes import conv_output_size
from quizzer.calculators.suppression import nms

FOLDERS = (bundled_bank(),)


def networks() -> Iterator[str]:
    """Whole-network parameters and multiply-adds: the layer table against torch's counter on the meta device."""
    for name in ("vgg16", "resnet50", "resnet152"):
        layers, shape = layers_of(FOLDERS, name), networks_in(FOLDERS)[name].networks[name].input
        model, x = InTorch(layers).eval(), torch.empty(1, *shape, device="meta")

        def ours(layers=layers, shape=shape) -> tuple[int, int]:
            rows = table(layers, shape)
            return sum(row.params for row in rows), sum(row.macs for row in rows)

        def theirs(model=model, x=x) -> tuple[int, int]:
            counter = FlopCounterMode(display=False)
            with counter, torch.no_grad():
                model(x)
            return sum(part.numel() for part in model.parameters()), counter.get_total_flops() // 2

        theirs()
        if ours() != theirs():
            raise SystemExit(f"{name}: {ours()} here, {theirs()} by torch")
        yield compare(f"{name}: all shapes, params, MACs, fields", ours, "torch.utils.flop_counter, meta", theirs)


def one_size() -> Iterator[str]:
    """One output size."""
    layer, x = torch.nn.Conv2d(3, 64, 7, 2, 3, device="meta"), torch.empty(1, 3, 224, 224, device="meta")
    yield compare("one output size", lambda: conv_output_size(224, 7, 2, 3), "torch, Conv2d on meta", lambda: layer(x))


def numpy_nms(boxes: numpy.ndarray, scores: numpy.ndarray, threshold: float) -> list[int]:
    """Greedy suppression as it is usually written with NumPy."""
    x1, y1, x2, y2 = boxes.T
    areas, order, kept = (x2 - x1) * (y2 - y1), scores.argsort()[::-1], []
    while order.size:
        best, rest = order[0], order[1:]
        kept.append(int(best))
        width = numpy.maximum(0, numpy.minimum(x2[best], x2[rest]) - numpy.maximum(x1[best], x1[rest]))
        height = numpy.maximum(0, numpy.minimum(y2[best], y2[rest]) - numpy.maximum(y1[best], y1[rest]))
        overlap = width * height
        order = rest[overlap / (areas[best] + areas[rest] - overlap) <= threshold]
    return kept


def suppression() -> Iterator[str]:
    """NMS of 1,000 boxes: apart from each other, and in heaps."""
    draw = random.Random(0)
    apart = [[32.0 * (n % 40), 32.0 * (n // 40), 32.0 * (n % 40) + 20, 32.0 * (n // 40) + 20] for n in range(1000)]
    corners = [(draw.randrange(500), draw.randrange(500)) for _ in range(1000)]
    heaps = [[float(x), float(y), x + 60.0, y + 60.0] for x, y in corners]
    scores = [draw.random() for _ in range(1000)]
    for what, boxes in (("disjoint", apart), ("crowded", heaps)):
        array, ranks = numpy.array(boxes), numpy.array(scores)
        sizes = [[x1, y1, x2 - x1, y2 - y1] for x1, y1, x2, y2 in boxes]
        if nms(boxes, scores)["keep"] != numpy_nms(array, ranks, 0.5):
            raise SystemExit(f"NMS of {what} boxes: not the boxes that NumPy keeps")
        yield compare(
            f"NMS of 1,000 {what} boxes",
            lambda boxes=boxes: nms(boxes, scores),
            "NumPy",
            lambda array=array, ranks=ranks: numpy_nms(array, ranks, 0.5),
        )
        yield compare(
            f"NMS of 1,000 {what} boxes",
            lambda boxes=boxes: nms(boxes, scores),
            "OpenCV, dnn.NMSBoxes",
            lambda sizes=sizes: cv2.dnn.NMSBoxes(sizes, scores, 0.0, 0.5),
        )


def imports() -> Iterator[str]:
    """A fresh interpreter with the calculators against a bare one."""

    def run(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True)

    yield compare(
        "python -c 'import quizzer.calculators'",
        lambda: run("import quizzer.calculators"),
        "python -c pass",
        lambda: run("pass"),
    )


def main() -> None:
    """Print every comparison."""
    for part in (networks, one_size, suppression, imports):
        for line in part():
            print(line, flush=True)


if __name__ == "__main__":
    main()
