"""Output sizes of convolution and pooling.

Every formula is that of Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", relation 15,
with PyTorch's rule for ``ceil_mode`` (torch.nn.MaxPool2d) and Caffe's for its pooling layer (pooling_layer.cpp).
"""

from __future__ import annotations

from collections.abc import Callable

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidShape, require_positive
from quizzer.expressions.tracing import ceil_div, named
from quizzer.expressions.tree import drop_last_term, swap_operator

Pair = tuple[int, int]


def effective_kernel(kernel: int, dilation: int) -> int:
    """The cells that a kernel of ``kernel`` taps spans when neighbours are ``dilation`` cells apart: d(k−1)+1."""
    if dilation == 1:
        return kernel
    return named("effective_kernel", dilation * (kernel - 1) + 1)


def window_room(size: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    """The cells by which the first window can move before it leaves the padded input; negative if it does not fit.

    Raises InvalidShape: kernel_not_positive, stride_not_positive, dilation_not_positive, negative_padding.
    """
    require_positive(kernel=kernel, stride=stride, dilation=dilation)
    if padding < 0:
        raise InvalidShape("negative_padding", padding=padding)
    return named("room", size - effective_kernel(kernel, dilation) + 2 * padding)


def _fitting_room(size: int, kernel: int, stride: int, padding: int, dilation: int) -> int:
    room = window_room(size, kernel, stride, padding, dilation)
    if room < 0:
        raise InvalidShape("kernel_exceeds_padded_input", size=size, kernel=kernel, padding=padding)
    return room


def _at_least_one(side: int) -> int:
    if side < 1:
        raise InvalidShape("output_not_positive", side=side)
    return side


def _with_effective(effective: Callable[[int, int], int]) -> Callable[..., int]:
    """The convolution formula with another idea of the effective kernel of (kernel, dilation)."""

    def wrong(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
        return (size + 2 * padding - effective(kernel, dilation)) // stride + 1

    return wrong


def _of_room(side: Callable[[int, int, int, int], object]) -> Callable[..., object]:
    """A wrong formula over (size, effective kernel, stride, padding)."""

    def wrong(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> object:
        return side(size, effective_kernel(kernel, dilation), stride, padding)

    return wrong


@calculator(
    Mistake("OUT-NOPLUS1", rewrite=drop_last_term),
    Mistake("OUT-PAD1", instead=_of_room(lambda w, k, s, p: (w - k + p) // s + 1)),
    Mistake("OUT-NOPAD", given={"padding": 0}),
    Mistake("OUT-CEIL", rewrite=swap_operator("//", "ceil/")),
    Mistake("OUT-NOFLOOR", rewrite=swap_operator("//", "/")),
    Mistake("OUT-HALVE", instead=_of_room(lambda w, k, s, p: w // s)),
    Mistake("OUT-SAMECEIL", instead=_of_room(lambda w, k, s, p: -(-w // s))),
    Mistake("OUT-KHALF", instead=_of_room(lambda w, k, s, p: (w - k // 2 + 2 * p) // s + 1)),
    Mistake("OUT-STRIDEMUL", instead=_of_room(lambda w, k, s, p: (w - k + 2 * p) * s + 1)),
    Mistake("OUT-PLUSINSIDE", instead=_of_room(lambda w, k, s, p: (w - k + 2 * p + 1) // s)),
    Mistake("OUT-SIGN", instead=_of_room(lambda w, k, s, p: (w + k + 2 * p) // s + 1)),
    Mistake("OUT-AREA", instead=_of_room(lambda w, k, s, p: ((w - k + 2 * p) // s + 1) ** 2)),
    Mistake("DIL-IGNORE", given={"dilation": 1}),
    Mistake("DIL-KTIMESD", instead=_with_effective(lambda k, d: k * d)),
    Mistake("DIL-GAPS", instead=_with_effective(lambda k, d: k + d - 1)),
    Mistake("DIL-DPLUS1", instead=_with_effective(lambda k, d: (d + 1) * (k - 1) + 1)),
    Mistake("DIL-NOMINUS1", instead=_with_effective(lambda k, d: d * (k - 1))),
    Mistake(
        "DIL-PADTOO",
        instead=lambda size, kernel, stride=1, padding=0, dilation=1: (
            (size + 2 * padding * dilation - dilation * (kernel - 1) - 1) // stride + 1
        ),
    ),
)
def conv_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Side of a convolution's output, rounded down: ⌊(size − d(kernel−1) − 1 + 2·padding)/stride⌋ + 1.

    ``padding`` is in cells per side. Raises InvalidShape: kernel_exceeds_padded_input and those of
    :func:`window_room`.
    """
    room = _fitting_room(size, kernel, stride, padding, dilation)
    return named("side", room // stride + 1)


def _dilated_kernel_mistakes() -> tuple[Mistake, ...]:
    return (
        Mistake("DIL-IGNORE", instead=lambda kernel, dilation: kernel),
        Mistake("DIL-KTIMESD", instead=lambda kernel, dilation: kernel * dilation),
        Mistake("DIL-GAPS", instead=lambda kernel, dilation: kernel + dilation - 1),
        Mistake("DIL-DPLUS1", instead=lambda kernel, dilation: (dilation + 1) * (kernel - 1) + 1),
        Mistake("DIL-NOMINUS1", instead=lambda kernel, dilation: dilation * (kernel - 1)),
    )


@calculator(*_dilated_kernel_mistakes())
def dilated_kernel_size(kernel: int, dilation: int) -> int:
    """Cells per side that a dilated kernel spans: dilation·(kernel−1) + 1; dilation 1 is the ordinary kernel.

    Raises InvalidShape: kernel_not_positive, dilation_not_positive. Source: Yu & Koltun 2015.
    """
    require_positive(kernel=kernel, dilation=dilation)
    return named("effective_kernel", dilation * (kernel - 1) + 1)


def _swapped(size: Pair, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair = (1, 1)) -> Pair:
    height, width = conv_output_shape(size, kernel, stride, padding, dilation)
    return width, height


def _per_axis(mistake: str) -> Callable[..., object]:
    """A misconception of one axis, made on both."""

    def wrong(size: Pair, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair = (1, 1)) -> object:
        return tuple(
            conv_output_size.mistaken(mistake, {"size": n, "kernel": k, "stride": s, "padding": p, "dilation": d})
            for n, k, s, p, d in zip(size, kernel, stride, padding, dilation, strict=True)
        )

    return wrong


@calculator(
    Mistake("SHP-HWSWAP", instead=_swapped),
    *(
        Mistake(name, instead=_per_axis(name))
        for name in ("OUT-NOPLUS1", "OUT-PAD1", "OUT-NOPAD", "OUT-CEIL", "OUT-HALVE", "OUT-KHALF")
    ),
)
def conv_output_shape(size: Pair, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair = (1, 1)) -> Pair:
    """(height, width) of a convolution's output; every argument is a pair (height, width), padding per side.

    Each axis by itself follows :func:`conv_output_size`, whose refusals it raises.
    """
    height, width = (
        named(label, _fitting_room(n, k, s, p, d) // s + 1)
        for label, n, k, s, p, d in zip(("height", "width"), size, kernel, stride, padding, dilation, strict=True)
    )
    return height, width


def _pool_stride(kernel: int, stride: int | None) -> int:
    return kernel if stride is None else stride


@calculator(
    Mistake("POOL-FLOOR", given={"ceil_mode": False}),
    Mistake(
        "POOL-NOSTART",
        instead=lambda size, kernel, stride=None, padding=0, ceil_mode=False: (
            ceil_div(size - kernel + 2 * padding, _pool_stride(kernel, stride)) + 1
        ),
    ),
    Mistake(
        "POOL-EXTRA",
        instead=lambda size, kernel, stride=None, padding=0, ceil_mode=False: (
            (size - kernel + 2 * padding) // _pool_stride(kernel, stride) + 2
        ),
    ),
    Mistake("POOL-NOPLUS1", rewrite=drop_last_term),
    Mistake("POOL-STRIDE1", given={"stride": 1}),
    Mistake(
        "POOL-OVERW",
        instead=lambda size, kernel, stride=None, padding=0, ceil_mode=False: ceil_div(
            size, _pool_stride(kernel, stride)
        ),
    ),
    Mistake("OUT-NOPLUS1", rewrite=drop_last_term),
    Mistake("OUT-NOPAD", given={"padding": 0}),
    Mistake(
        "OUT-PAD1",
        instead=lambda size, kernel, stride=None, padding=0, ceil_mode=False: (
            (size - kernel + padding) // _pool_stride(kernel, stride) + 1
        ),
    ),
    structural=("ceil_mode",),
)
def pool_output_size(
    size: int, kernel: int, stride: int | None = None, padding: int = 0, ceil_mode: bool = False
) -> int:
    """Side of a pooling layer's output by PyTorch's rule; ``stride`` defaults to ``kernel``, padding per side.

    Rounds down; with ``ceil_mode`` up, but a last window must start inside the input or the padding before it:
    if (out − 1)·stride ≥ size + padding there is one less. Raises InvalidShape: pad_over_half_kernel,
    output_not_positive and those of :func:`window_room`. Source: torch.nn.MaxPool2d.
    """
    stride = _pool_stride(kernel, stride)
    room = window_room(size, kernel, stride, padding, 1)
    if 2 * padding > kernel:
        raise InvalidShape("pad_over_half_kernel", padding=padding, kernel=kernel)
    if not ceil_mode:
        return _at_least_one(named("side", room // stride + 1))
    windows = named("windows", ceil_div(room, stride) + 1)
    if (windows - 1) * stride >= size + padding:
        windows = named("without_last_window", windows - 1)
    return _at_least_one(windows)


@calculator(
    Mistake(
        "POOL-FLOOR",
        instead=lambda size, kernel, stride=1, padding=0: (size - kernel + 2 * padding) // stride + 1,
    ),
    Mistake("POOL-NOPLUS1", rewrite=drop_last_term),
    Mistake("OUT-NOPAD", given={"padding": 0}),
    Mistake("POOL-OVERW", instead=lambda size, kernel, stride=1, padding=0: ceil_div(size, stride)),
)
def caffe_pool_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    """Side of a pooling layer's output by Caffe's rule: rounded up.

    Only with padding is a last window dropped that starts at or beyond size + padding. ``stride`` defaults to 1.
    Raises InvalidShape: output_not_positive and those of :func:`window_room`.
    Source: caffe/src/caffe/layers/pooling_layer.cpp.
    """
    room = window_room(size, kernel, stride, padding, 1)
    windows = named("windows", ceil_div(room, stride) + 1)
    if padding and (windows - 1) * stride >= size + padding:
        windows = named("without_last_window", windows - 1)
    return _at_least_one(windows)
