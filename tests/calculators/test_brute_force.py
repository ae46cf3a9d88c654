"""The calculators against definitions that count: window positions, touched inputs, products, unit cells."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzer.calculators.boxes import box_iou, overlaps_of
from quizzer.calculators.cost import conv_macs, conv_params
from quizzer.calculators.field_graph import receptive_field
from quizzer.calculators.nms import greedy_nms
from quizzer.calculators.pooling import adaptive_pool1d, pool_output_size
from quizzer.calculators.receptive_field import chain_receptive_field
from quizzer.calculators.refusals import InvalidBox, InvalidShape, Refusal
from quizzer.calculators.sizes import conv_output_size, dilated_kernel_size
from quizzer.calculators.suppression import nms
from quizzer.calculators.transposed import transposed_output_size

small = st.integers(1, 5)


def window_starts(size, kernel, stride, padding, dilation=1):
    """Where a window may start so that its last tap is still inside the padded input."""
    padded = size + 2 * padding
    return [start for start in range(0, padded, stride) if start + dilation * (kernel - 1) < padded]


@given(st.integers(1, 60), st.integers(1, 7), small, st.integers(0, 4), st.integers(1, 4))
def test_output_size_counts_window_positions(size, kernel, stride, padding, dilation):
    starts = window_starts(size, kernel, stride, padding, dilation)
    if not starts:
        with pytest.raises(InvalidShape, match="kernel_exceeds_padded_input"):
            conv_output_size(size, kernel, stride, padding, dilation)
    else:
        assert conv_output_size(size, kernel, stride, padding, dilation) == len(starts)


@given(st.integers(1, 60), small, small, st.integers(0, 2))
def test_ceil_pooling_counts_windows_that_start_inside(size, kernel, stride, padding):
    assume(2 * padding <= kernel and size + 2 * padding >= kernel)
    last = size + 2 * padding - kernel
    starts = [s for s in range(0, last + stride, stride) if s - stride < last and s < size + padding]
    assert pool_output_size(size, kernel, stride, padding, ceil_mode=True) == len(starts)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=5))
def test_receptive_field_is_the_extent_of_the_inputs_that_matter(layers):
    touched = {0}
    for kernel, stride, dilation in reversed(layers):
        touched = {output * stride + tap * dilation for output in touched for tap in range(kernel)}
    assert chain_receptive_field(layers) == max(touched) - min(touched) + 1


@given(st.integers(1, 7), st.integers(1, 6))
def test_dilated_kernel_spans_its_taps(kernel, dilation):
    assert dilated_kernel_size(kernel, dilation) == len(range((kernel - 1) * dilation + 1))


@given(st.integers(1, 6), st.integers(1, 3), small, small, st.integers(1, 3), st.integers(0, 1), st.integers(1, 2))
def test_work_and_weights_count_products(size, kernel, per_group_in, per_group_out, stride, padding, groups):
    assume(size + 2 * padding >= kernel)
    channels = (per_group_in * groups, per_group_out * groups)
    places = len(window_starts(size, kernel, stride, padding)) ** 2
    pairs = sum(
        source // per_group_in == target // per_group_out
        for source, target in product(range(channels[0]), range(channels[1]))
    )
    assert conv_macs(size, kernel, *channels, stride, padding, groups) == places * pairs * kernel * kernel
    assert conv_params(kernel, *channels, groups) == pairs * kernel * kernel + channels[1]
    assert conv_params(kernel, *channels, groups, bias=False) == pairs * kernel * kernel


boxes = st.tuples(*[st.integers(0, 7)] * 2, *[st.integers(1, 6)] * 2).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


def unit_cells(box, inclusive):
    return {(x, y) for x in range(box[0], box[2] + inclusive) for y in range(box[1], box[3] + inclusive)}


@given(boxes, boxes, st.integers(0, 1))
def test_iou_counts_unit_cells(box_a, box_b, inclusive):
    first, second = unit_cells(box_a, inclusive), unit_cells(box_b, inclusive)
    assert box_iou(box_a, box_b, inclusive) == Fraction(len(first & second), len(first | second))


@given(
    st.lists(boxes, min_size=1, max_size=7),
    st.data(),
    st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(3, 10)]),
)
def test_nms_meets_its_definition(given_boxes, data, threshold):
    scores = [data.draw(st.integers(1, 4)) for _ in given_boxes]
    overlaps = overlaps_of(given_boxes)
    kept = greedy_nms(overlaps, scores, threshold)
    rank = {box: place for place, box in enumerate(sorted(range(len(scores)), key=lambda n: (-scores[n], n)))}
    assert sorted(kept, key=rank.get) == list(kept)
    for box in range(len(scores)):
        better = [other for other in kept if rank[other] < rank[box]]
        assert (box in kept) == all(overlaps[box][other] <= threshold for other in better)


@given(
    st.lists(boxes, min_size=1, max_size=7),
    st.data(),
    st.sampled_from(["1/4", 0.5, 0.3]),
    st.booleans(),
    st.integers(0, 1),
)
def test_nms_of_boxes_keeps_what_no_better_kept_box_covers(given_boxes, data, threshold, at_equal, inclusive):
    scores = [data.draw(st.sampled_from([0.25, 0.5, 0.75])) for _ in given_boxes]
    classes = [data.draw(st.integers(0, 1)) for _ in given_boxes]
    limit = Fraction(str(threshold))
    kept = []
    for box in sorted(range(len(scores)), key=lambda n: (-scores[n], n)):
        cells = unit_cells(given_boxes[box], inclusive)
        shares = [
            Fraction(len(cells & other), len(cells | other))
            for other in (unit_cells(given_boxes[k], inclusive) for k in kept if classes[k] == classes[box])
        ]
        if not any(share > limit or (at_equal and share == limit) for share in shares):
            kept.append(box)
    found = nms([list(box) for box in given_boxes], scores, classes, threshold, None, at_equal, inclusive)
    assert found == {"keep": kept}


windows = st.tuples(st.integers(1, 4), st.integers(0, 2), st.integers(1, 2))


@given(
    st.lists(st.tuples(windows, windows, st.integers(1, 2)), min_size=1, max_size=3),
    st.integers(0, 3),
    st.sampled_from(["add", "concat"]),
)
def test_the_field_of_a_graph_is_what_moves_its_output(blocks, position, join):
    """Blocks of two windows beside one, both with the block's stride; which inputs does an output position read?"""
    nodes, last = [], "input"
    for number, (first, second, stride) in enumerate(blocks):
        for name, (k, p, d), s, source in (("a", first, 1, last), ("b", second, stride, f"a{number}")):
            nodes.append({"id": f"{name}{number}", "op": "conv", "k": k, "p": p, "d": d, "s": s, "inputs": [source]})
        nodes.append({"id": f"c{number}", "op": "maxpool", "k": 1, "p": 0, "d": 1, "s": stride, "inputs": [last]})
        nodes.append({"id": f"j{number}", "op": join, "inputs": [f"b{number}", f"c{number}"]})
        last = f"j{number}"
    by_name = {node["id"]: node for node in nodes}

    def touched(name, at):
        if name == "input":
            return {at}
        node = by_name[name]
        if node["op"] == join:
            return set().union(*(touched(source, at) for source in node["inputs"]))
        reads = {at * node["s"] - node["p"] + tap * node["d"] for tap in range(node["k"])}
        return set().union(*(touched(node["inputs"][0], read) for read in reads))

    seen = touched(last, position)
    found = receptive_field(nodes=nodes)["h"]
    start = position * found["effective_stride"] - found["effective_padding"]
    assert (min(seen), max(seen)) == (start, start + found["rf"] - 1)
    assert found["first_output_centre"] == Fraction(min(touched(last, 0)) + max(touched(last, 0)), 2)


def test_branches_that_are_not_aligned_are_named():
    nodes = [
        {"id": "a", "op": "conv", "k": 2, "s": 1, "p": 0, "inputs": ["input"]},
        {"id": "b", "op": "conv", "k": 1, "s": 1, "p": 0, "inputs": ["input"]},
        {"id": "meet", "op": "add", "inputs": ["a", "b"]},
    ]
    assert receptive_field(nodes=nodes)["misaligned"] == ["meet"]


@given(st.integers(1, 30), st.integers(1, 12))
def test_adaptive_bins_hold_every_cell_that_their_share_touches(cells, bins):
    """Bin i takes the cells that the stretch from i/n to (i + 1)/n of the input touches."""
    expected = []
    for i in range(bins):
        low, high = Fraction(i * cells, bins), Fraction((i + 1) * cells, bins)
        inside = [cell for cell in range(cells) if cell < high and cell + 1 > low]
        expected.append([inside[0], inside[-1] + 1])
    assert adaptive_pool1d(cells, bins)["bins"] == expected


@given(st.integers(1, 9), st.integers(1, 4), st.integers(1, 4), st.integers(1, 2), st.integers(0, 2))
def test_a_transposed_layer_reaches_as_far_as_its_stamps(size, kernel, stride, dilation, padding):
    stamped = {i * stride + tap * dilation for i in range(size) for tap in range(kernel)}
    side = max(stamped) + 1 - 2 * padding
    if side >= 1:
        assert transposed_output_size(size, kernel, stride, padding, 0, dilation) == side


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: conv_output_size(5, 0), "kernel_not_positive"),
        (lambda: conv_output_size(5, 3, 0), "stride_not_positive"),
        (lambda: conv_output_size(5, 3, 1, -1), "negative_padding"),
        (lambda: conv_output_size(5, 3, 1, 0, 0), "dilation_not_positive"),
        (lambda: pool_output_size(8, 2, 2, 2), "pad_over_half_kernel"),
        (lambda: conv_params(3, 6, 8, 4), "groups_not_dividing"),
        (lambda: chain_receptive_field([]), "empty_chain"),
        (lambda: box_iou((4, 0, 1, 2), (0, 0, 1, 1)), "inverted_box"),
        (lambda: box_iou((1, 1, 1, 1), (1, 1, 1, 1)), "zero_union"),
    ],
)
def test_refusals(call, reason):
    with pytest.raises(Refusal) as caught:
        call()
    assert caught.value.reason == reason
    assert issubclass(InvalidBox, Refusal)
