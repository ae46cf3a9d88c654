"""Output sizes of pooling: PyTorch's rule with ``ceil_mode``, Caffe's, adaptive bins and spatial pyramids.

Source: torch.nn.MaxPool2d for PyTorch's rule; Caffe's pooling_layer.cpp for its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.refusals import MOST_REPEATS, InvalidShape, Refusal, require_at_most, require_counts
from quizzer.calculators.sizes import at_least_one, effective_kernel, window_room
from quizzer.expressions.tracing import ceil_div, named, ratio, total
from quizzer.expressions.tree import drop_last_term

_SYMBOLS = {"size": "W", "kernel": "K", "stride": "S", "padding": "P", "dilation": "D"}


def _of_windows(side: Callable[[int, int, int, int], object]) -> Callable[..., object]:
    """A wrong formula over (size, effective kernel, stride, padding)."""

    def wrong(
        size: int,
        kernel: int,
        stride: int | None = None,
        padding: int = 0,
        ceil_mode: bool = False,
        dilation: int = 1,
    ) -> object:
        step = kernel if stride is None else stride
        return side(size, effective_kernel(kernel, dilation), step, padding)

    return wrong


@calculator(
    Mistake("POOL-FLOOR", given={"ceil_mode": False}),
    Mistake("POOL-NOSTART", instead=_of_windows(lambda w, k, s, p: ceil_div(w - k + 2 * p, s) + 1)),
    Mistake("POOL-EXTRA", instead=_of_windows(lambda w, k, s, p: (w - k + 2 * p) // s + 2)),
    Mistake("POOL-NOPLUS1", rewrite=drop_last_term),
    Mistake("POOL-STRIDE1", given={"stride": 1}),
    Mistake("POOL-OVERW", instead=_of_windows(lambda w, k, s, p: ceil_div(w, s))),
    Mistake("OUT-NOPLUS1", rewrite=drop_last_term),
    Mistake("OUT-NOPAD", given={"padding": 0}),
    Mistake("OUT-PAD1", instead=_of_windows(lambda w, k, s, p: (w - k + p) // s + 1)),
    structural=("ceil_mode",),
    symbols=_SYMBOLS,
)
def pool_output_size(
    size: int,
    kernel: int,
    stride: int | None = None,
    padding: int = 0,
    ceil_mode: bool = False,
    dilation: int = 1,
) -> int:
    """Side of a pooling layer's output by PyTorch's rule; ``stride`` defaults to ``kernel``, padding per side.

    Rounds down; with ``ceil_mode`` up, but a last window must start inside the input or the padding before it:
    if (out − 1)·stride ≥ size + padding there is one less. Raises InvalidShape: pad_over_half_kernel (of the kernel
    without dilation), output_not_positive and those of :func:`~quizzer.calculators.sizes.window_room`.
    """
    stride = kernel if stride is None else stride
    room = window_room(size, kernel, stride, padding, dilation)
    if 2 * padding > kernel:
        raise InvalidShape("pad_over_half_kernel", padding=padding, kernel=kernel)
    if not ceil_mode:
        return at_least_one(named("side", room // stride + 1))
    windows = named("windows", ceil_div(room, stride) + 1)
    if (windows - 1) * stride >= size + padding:
        windows = named("without_last_window", windows - 1)
    return at_least_one(windows)


@calculator(
    Mistake(
        "POOL-FLOOR",
        instead=lambda size, kernel, stride=1, padding=0: (size - kernel + 2 * padding) // stride + 1,
    ),
    Mistake("POOL-NOPLUS1", rewrite=drop_last_term),
    Mistake("OUT-NOPAD", given={"padding": 0}),
    Mistake("POOL-OVERW", instead=lambda size, kernel, stride=1, padding=0: ceil_div(size, stride)),
    symbols=_SYMBOLS,
)
def caffe_pool_output_size(size: int, kernel: int, stride: int = 1, padding: int = 0) -> int:
    """Side of a pooling layer's output by Caffe's rule: rounded up.

    Only with padding is a last window dropped that starts at or beyond size + padding. ``stride`` defaults to 1.
    Raises InvalidShape: output_not_positive and those of :func:`~quizzer.calculators.sizes.window_room`.
    """
    room = window_room(size, kernel, stride, padding, 1)
    windows = named("windows", ceil_div(room, stride) + 1)
    if padding and (windows - 1) * stride >= size + padding:
        windows = named("without_last_window", windows - 1)
    return at_least_one(windows)


@calculator(
    *(
        Mistake(
            slip,
            instead=lambda input, kernel, stride=1, pad=0, _slip=slip: {
                "output": caffe_pool_output_size.mistaken(
                    _slip, {"size": input, "kernel": kernel, "stride": stride, "padding": pad}
                )
            },
        )
        for slip in caffe_pool_output_size.mistakes
    ),
    symbols={"input": "W", "kernel": "K", "stride": "S", "pad": "P"},
)
def caffe_pool(input: int, kernel: int, stride: int = 1, pad: int = 0) -> dict[str, int]:
    """Side of Caffe's pooling layer along one axis: :func:`caffe_pool_output_size` under Caffe's own names."""
    return {"output": caffe_pool_output_size(input, kernel, stride, pad)}


# --- bins -------------------------------------------------------------------------------------------------------


def bins_of(
    cells: int,
    bins: int,
    start: Callable[[int, int, int], int] = lambda i, cells, bins: i * cells // bins,
    end: Callable[[int, int, int], int] = lambda i, cells, bins: ceil_div((i + 1) * cells, bins),
) -> list[list[int]]:
    """Half-open [first, end) of each of ``bins`` adaptive bins over ``cells``: [⌊i·W/n⌋, ⌈(i+1)·W/n⌉)."""
    return [[start(i, cells, bins), end(i, cells, bins)] for i in range(bins)]


def _bin_lines(input: int, output: int) -> tuple[WorkedLine, ...]:
    lines = [
        WorkedLine("bin", f"[⌊{i}·{input}/{output}⌋, ⌈{i + 1}·{input}/{output}⌉)", f"[{first}, {end})", i)
        for i, (first, end) in enumerate(bins_of(input, output))
    ]
    return (*lines, WorkedLine("bins", "", str(bins_of(input, output))))


@calculator(
    Mistake(
        "BIN-FLOORBOTH",
        instead=lambda input, output: {"bins": bins_of(input, output, end=lambda i, w, n: (i + 1) * w // n)},
    ),
    Mistake(
        "BIN-CEILBOTH",
        instead=lambda input, output: {"bins": bins_of(input, output, start=lambda i, w, n: ceil_div(i * w, n))},
    ),
    Mistake(
        "BIN-EQUAL",
        instead=lambda input, output: {
            "bins": [[i * (input // output), (i + 1) * (input // output)] for i in range(output)]
        },
    ),
    narrate=_bin_lines,
    law=Law("bin i = [⌊i·W/n⌋, ⌈(i + 1)·W/n⌉)", r"[\lfloor iW/n \rfloor, \lceil (i+1)W/n \rceil)"),
)
def adaptive_pool1d(input: int, output: int) -> dict[str, list[list[int]]]:
    """The half-open bins of adaptive pooling of ``input`` cells to ``output``; neighbours may overlap by a cell.

    Raises Refusal bad_argument below 1. Source: torch.nn.AdaptiveAvgPool1d (AdaptiveAveragePooling.cpp).
    """
    require_counts(input=input, output=output)
    require_at_most(output=(output, MOST_REPEATS))
    return {"bins": bins_of(input, output)}


@calculator(
    Mistake("SPP-SUM", instead=lambda channels, grids: channels * sum(grids)),
    Mistake("SPP-MAX", instead=lambda channels, grids: channels * max(grids) ** 2),
    Mistake("SPP-NOCHANNEL", instead=lambda channels, grids: sum(n * n for n in grids)),
    symbols={"channels": "C", "grids": "n"},
)
def spp_length(channels: int, grids: Sequence[int]) -> int:
    """Length of a spatial-pyramid-pooling vector: C·Σn² for n×n grids, whatever the size of the map.

    Source: He et al. 2014, "Spatial pyramid pooling in deep convolutional networks", section 2.2.
    """
    return named("length", channels * total(n * n for n in grids))


@calculator(
    Mistake("SPP-BOTHCEIL", instead=lambda size, bins: (ceil_div(size, bins), ceil_div(size, bins))),
    Mistake("SPP-BOTHFLOOR", instead=lambda size, bins: (size // bins, size // bins)),
    Mistake("SPP-SWAP", instead=lambda size, bins: (size // bins, ceil_div(size, bins))),
    symbols={"size": "a", "bins": "n"},
)
def spp_window(size: int, bins: int) -> tuple[int, int]:
    """(window, stride) of the pooling layer that stands for n bins over ``size`` cells: (⌈a/n⌉, ⌊a/n⌋).

    Source: He et al. 2014, section 2.3. Raises Refusal: window_misses_bins where the rule gives another number of bins.
    """
    require_counts(size=size, bins=bins)
    window, stride = named("window", ceil_div(size, bins)), named("stride", size // bins)
    if not stride or (size - window) // stride + 1 != bins:
        raise Refusal("window_misses_bins", size=size, bins=bins)
    return window, stride


@calculator(
    Mistake("STO-NONORM", instead=lambda activations: sum(a * a for a in activations)),
    Mistake("STO-MEAN", instead=lambda activations: ratio(sum(activations), len(activations))),
    Mistake("STO-MAX", instead=lambda activations: max(activations)),
    symbols={"activations": "a"},
)
def stochastic_pool_value(activations: Sequence[int]) -> object:
    """Test-time value of stochastic pooling: Σp·a with p = a/Σa, activations not negative.

    Raises Refusal: nothing_active for a sum of 0. Source: Zeiler & Fergus 2013, "Stochastic pooling", section 3.2.
    """
    if min(activations) < 0 or not sum(activations):
        raise Refusal("nothing_active")
    whole = named("sum", total(activations))
    return named("value", total(ratio(a, whole) * a for a in activations))
