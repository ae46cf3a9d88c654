"""The calculators against definitions that count: window positions, touched inputs, products, unit cells."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzer.calculators.boxes import box_iou, overlaps_of
from quizzer.calculators.cost import conv_macs, conv_params
from quizzer.calculators.nms import greedy_nms
from quizzer.calculators.pooling import pool_output_size
from quizzer.calculators.receptive_field import chain_receptive_field
from quizzer.calculators.refusals import InvalidBox, InvalidShape, Refusal
from quizzer.calculators.sizes import conv_output_size, dilated_kernel_size

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


def test_worked_examples_of_the_notes_with_their_corrections():
    chain = [(3, 1, 1), (3, 2, 1), (3, 1, 1), (2, 2, 1), (3, 1, 1), (3, 1, 1), (2, 2, 1)]
    assert [chain_receptive_field(chain[start:]) for start in range(7)] == [31, 29, 14, 12, 6, 4, 2]
    assert conv_output_size(200, 5, 2, 1) == 99
    assert conv_output_size(99, 3) == 97
    assert conv_output_size(97, 3, 1, 1) == 97
    assert conv_params(5, 3, 16) == 1216
    assert pool_output_size(50, 3, 2, 1) == 25


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
