"""Output sizes of convolutions and the paddings that keep them.

Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", relation 15; torch.nn.Conv2d.
"""

from __future__ import annotations

from collections.abc import Callable

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import InvalidShape, require_positive
from quizzer.expressions.tracing import ceil_div, maximum, named
from quizzer.expressions.tree import drop_last_term, swap_operator

Pair = tuple[int, int]
Sides = int | Pair
"""One number for both axes, or (height, width)."""

_SYMBOLS = {"size": "W", "kernel": "K", "stride": "S", "padding": "P", "dilation": "D"}


def pair(sides: Sides) -> Pair:
    """(height, width) of a number for both axes or a pair."""
    return sides if isinstance(sides, tuple | list) else (sides, sides)


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


def at_least_one(side: int) -> int:
    """``side``, or InvalidShape output_not_positive."""
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
    Mistake("OUT-ROUND", instead=_of_room(lambda w, k, s, p: (2 * (w - k + 2 * p) + s) // (2 * s) + 1)),
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
    symbols=_SYMBOLS,
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


@calculator(*_dilated_kernel_mistakes(), symbols=_SYMBOLS)
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
    symbols={name: (f"{letter}_h", f"{letter}_w") for name, letter in _SYMBOLS.items()} | {"size": ("H", "W")},
)
def conv_output_shape(size: Pair, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair = (1, 1)) -> Pair:
    """(height, width) of a convolution's output; every argument is a pair (height, width), padding per side.

    Each axis by itself follows :func:`conv_output_size`. Raises what that raises.
    """
    height, width = (
        named(label, _fitting_room(n, k, s, p, d) // s + 1)
        for label, n, k, s, p, d in zip(("height", "width"), size, kernel, stride, padding, dilation, strict=True)
    )
    return height, width


@calculator(
    Mistake("PAD-NONE", instead=lambda kernel, dilation=1: 0),
    Mistake("PAD-KHALFUP", instead=lambda kernel, dilation=1: ceil_div(kernel, 2)),
    Mistake("PAD-NODIL", given={"dilation": 1}),
    Mistake("PAD-KMINUS1", instead=lambda kernel, dilation=1: dilation * (kernel - 1)),
    symbols=_SYMBOLS,
)
def keeping_padding(kernel: int, dilation: int = 1) -> int:
    """Padding per side that keeps the size of a stride-1 convolution: d(k−1)/2.

    Raises InvalidShape: no_even_padding where d(k−1) is odd and no equal padding does, and those of
    :func:`dilated_kernel_size`. Source: Dumoulin & Visin 2016, relation 3.
    """
    require_positive(kernel=kernel, dilation=dilation)
    total = named("total_padding", dilation * (kernel - 1))
    if total % 2:
        raise InvalidShape("no_even_padding", kernel=kernel, dilation=dilation)
    return named("padding", total // 2)


@calculator(
    Mistake(
        "SAME-BEFORE",
        instead=lambda size, kernel, stride=1, dilation=1: _same_padding(size, kernel, stride, dilation)[::-1],
    ),
    Mistake("SAME-SYM", instead=lambda size, kernel, stride=1, dilation=1: (kernel // 2, kernel // 2)),
    Mistake("PAD-NODIL", given={"dilation": 1}),
    Mistake("PAD-KMINUS1", instead=lambda size, kernel, stride=1, dilation=1: (dilation * (kernel - 1),) * 2),
    symbols=_SYMBOLS,
)
def same_padding(size: int, kernel: int, stride: int = 1, dilation: int = 1) -> Pair:
    """(before, after) in cells of 'same' padding in TensorFlow and Keras, whose output has ⌈size/stride⌉ cells.

    In total max((⌈W/S⌉−1)·S + k_eff − W, 0) cells; an odd one goes after (bottom, right). Raises InvalidShape:
    kernel_not_positive, stride_not_positive, dilation_not_positive. Source: tf.nn, "Notes on padding".
    """
    return _same_padding(size, kernel, stride, dilation)


def _same_padding(size: int, kernel: int, stride: int, dilation: int) -> Pair:
    require_positive(kernel=kernel, stride=stride, dilation=dilation)
    outputs = named("outputs", ceil_div(size, stride))
    reach = named("reach", (outputs - 1) * stride + effective_kernel(kernel, dilation))
    total = named("total_padding", maximum(reach - size, 0))
    before = named("before", total // 2)
    return before, named("after", total - before)
