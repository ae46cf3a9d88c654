"""Sizes, padding and receptive fields, by putting windows in place and following the cells that they touch."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from tests.generators.second.table import second


def places(size, kernel, stride=1, padding=0, dilation=1, more=0):
    """How many windows fit into the padded input, one after the other; ``more`` cells may be added at its end."""
    padded = set(range(-padding, size + padding + more))
    start, found = -padding, 0
    while all(start + dilation * tap in padded for tap in range(kernel)):
        found += 1
        start += stride
    return found


def places_up(size, kernel, stride, padding):
    """PyTorch's ceil_mode: windows may overhang the end, but each must start in the input or the padding before it."""
    starts, start = 1, -padding
    while start + kernel < size + padding:
        start += stride
        starts += start < size
    return starts


def caffe_places_up(size, kernel, stride, padding):
    """Caffe: windows until the padded input is covered; only with padding one that starts behind the input goes."""
    starts = [-padding]
    while starts[-1] + kernel < size + padding:
        starts.append(starts[-1] + stride)
    if padding and starts[-1] >= size:
        starts.pop()
    return len(starts)


def field(layers):
    """Side of the span of input cells that one output of the last layer touches, holes included."""
    touched = {0}
    for kernel, stride, dilation in reversed(layers):
        touched = {cell * stride + tap * dilation for cell in touched for tap in range(kernel)}
    return max(touched) - min(touched) + 1


def span(kernel, dilation):
    """Cells from the first tap of a dilated kernel to its last one."""
    return max(dilation * tap for tap in range(kernel)) + 1


@second("output-size-conv-side")
def conv_side(W, K, S, P):
    return places(W, K, S, P)


@second("output-size-conv-rectangle")
def conv_rectangle(H, W, KH, KW, SH, SW, PH, PW):
    return places(H, KH, SH, PH), places(W, KW, SW, PW)


@second("output-size-conv-formula")
def conv_formula(W, K, P, point):
    return places(W, K, point.get("S", 1), P)


@second("dilation-conv-side")
def dilated_side(level, W, K, S, P, D):
    return span(K, D) if level == 1 else places(W, K, S, P, D)


@second("dilation-conv-formula")
def dilated_formula(level, K, D, point):
    return span(K, D) if level == 2 else places(point["W"], K, point["S"], point["P"], D)


@second("output-size-layer-chain")
def layer_chain(level, W, KA, SA, PA, KB, SB, PB, KC, SC, PC, KD, SD):
    one = places(W, KA, SA, PA)
    if level == 3:
        two = places(one, KB, SB)
        return one, two, places(two, KC, SC, PC)
    two = places_up(one, KB, SB, PB)
    three = places(two, KC, SC, PC)
    return one, two, three, places_up(three, KD, SD, 0)


@second("output-size-conv-tensor")
def conv_tensor(level, N, CO, H, W, KH, KW, SH, SW, PH, PW):
    if level == 2:
        return N, CO, places(H, KH, SH, PH), places(H, KH, SH, PH)
    return N, CO, places(H, KH, SH, PH), places(W, KW, SW, PW)


@second("output-size-find-stride-kernel")
def find_stride_or_kernel(level, W, K, P, S, Wo):
    if level == 4:
        return {stride for stride in range(1, 7) if places(W, K, stride, P) == Wo}
    return {kernel for kernel in range(1, 12, 2) if places(W, kernel, S, P) == Wo}


def same_amount(W, K, S, D=1):
    """(before, after) as TensorFlow splits it: the least total that lets every stride start a window."""
    outputs = len(range(0, W, S))
    total = next(more for more in range(W + K * D * S) if places(W, K, S, 0, D, more) >= outputs)
    return total // 2, total - total // 2


@second("padding-same-amount")
def same_padding(level, W, K, S, D, mode):
    if level == 2:
        return len(range(0, W, S)) if mode == "same" else places(W, K, S)
    return same_amount(W, K, S, D)


@second("padding-keep-size")
def keeping_padding(K, D, W):
    return next(padding for padding in range(100) if places(W, K, 1, padding, D) == W)


@second("padding-keep-size-formula")
def keeping_formula(K, point):
    return keeping_padding(K, point.get("D", 1), 40)


@second("padding-find-all")
def find_paddings(W, Wo, K, S):
    return {padding for padding in range(6) if places(W, K, S, padding) == Wo}


@second("pooling-floor-or-ceil-side")
def pool_side(level, W, K, S, P):
    return {2: places, 3: places_up, 4: caffe_places_up}[level](W, K, S, P)


# --- receptive fields --------------------------------------------------------------------------------------------


@second("receptive-field-chain", "receptive-field-known-network")
def chain_field(layers):
    return field(layers)


@second("receptive-field-dilated-rates")
def dilated_field(level, K, S, T, rates):
    return field([(T, S, 1)] * (level == 3) + [(K, 1, rate) for rate in rates])


@second("receptive-field-moved-stride")
def moved_stride_field(K, S, J):
    return field([(K, S if place == J else 1, 1) for place in range(1, 6)])


@second("receptive-field-on-an-inner-map")
def inner_field(K1, S1, K2, S2, K3, S3):
    return field([(K1, S1, 1), (K2, S2, 1), (K3, S3, 1)])


@second("receptive-field-stack-formula")
def stack_formula(n, point):
    return field([(point.get("K", 3), point.get("S", 1), 1)] + [(point.get("K", 3), 1, 1)] * (n - 1))


@second("receptive-field-depth-for-a-field")
def depth_for_a_field(R, point):
    return next(n for n in range(1, 70) if field([(point.get("K", 3), 1, 1)] * n) == R)


@second("receptive-field-doubling-rates-formula")
def doubling_formula(level, n, point):
    return field([(3, 1, point["D"] if level == 3 else 2**layer) for layer in range(n)])
