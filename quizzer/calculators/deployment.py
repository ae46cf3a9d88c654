"""Running networks: affine quantisation, the roofline model, bounds of INT8 inference, convolution as a GEMM.

Peak in operations a second, bandwidth in bytes a second; one multiply-add is two operations. Results are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import Refusal, require_at_most, require_counts
from quizzer.calculators.sizes import conv_output_size
from quizzer.expressions.tracing import absolute, floor, maximum, minimum, named, ratio, rounded, sign, value_of

Result = dict[str, Any]
Exact = Fraction | int


# --- affine quantisation ----------------------------------------------------------------------------------------


def _nearest(number: Any, half_away: bool) -> Any:
    if half_away:
        return sign(number) * floor(absolute(number) + Fraction(1, 2))
    return rounded(number)


def _affine(
    low: Exact,
    high: Exact,
    values: Sequence[Exact],
    bits: int = 8,
    signed: bool = False,
    half_away: bool = False,
    steps: int | None = None,
    spread: Callable[[Any, Any], Any] = lambda low, high: high - low,
    centred: bool = False,
    clamp: bool = True,
) -> Result:
    """Affine quantisation with, for the misconceptions, another number of steps, range, zero point or no clamping."""
    require_at_most(bits=(bits, 32))
    if bits < 2:
        raise Refusal("bad_argument", argument="bits", problem="below_one", value=bits)
    if not low <= 0:
        raise Refusal("bad_argument", argument="low", problem="no_number", value=value_of(low))
    if not (high >= 0 and high > low):
        raise Refusal("bad_argument", argument="high", problem="no_number", value=value_of(high))
    least = -(2 ** (bits - 1)) if signed else 0
    most = least + 2**bits - 1

    def clamped(code: Any) -> Any:
        return minimum(maximum(code, least), most) if clamp else code

    scale = named("quantisation_scale", ratio(spread(low, high), steps or 2**bits - 1))
    shift = least - ratio(low, scale) if least else -ratio(low, scale)
    zero = 0 if centred else named("zero_point", clamped(_nearest(shift, half_away)))
    codes = [named("code", clamped(_nearest(ratio(x, scale), half_away) + zero), n) for n, x in enumerate(values, 1)]
    back = [named("dequantised_value", scale * (code - zero), n) for n, code in enumerate(codes, 1)]
    return {"quantisation_scale": scale, "zero_point": zero, "codes": codes, "dequantised": back}


def _symmetric(**given: Any) -> Result:
    most = 2 ** (given.get("bits", 8) - 1) - 1
    codes = {"steps": most, "centred": True, "spread": lambda low, high: max(high, -low)}
    return _affine(**given | {"signed": True}, **codes)


def _wrong_codes(**change: Any) -> Callable[..., Result]:
    def wrong(**given: Any) -> Result:
        result = _affine(**given, **change)
        return {key: result[key] for key in ("codes", "dequantised")}

    return wrong


@calculator(
    Mistake("Q-256", instead=lambda **given: _affine(**given, steps=2 ** given.get("bits", 8))),
    Mistake("Q-127", instead=_symmetric),
    Mistake("Q-MAXONLY", instead=lambda **given: _affine(**given, spread=lambda low, high: high)),
    Mistake("Q-NOCLAMP", instead=_wrong_codes(clamp=False)),
    Mistake("Q-NOZERO", instead=_wrong_codes(centred=True)),
    structural=("bits", "signed", "half_away"),
    symbols={"low": "a", "high": "b", "values": "x"},
)
def quantise_affine(
    low: Exact,
    high: Exact,
    values: list[Exact],
    bits: int = 8,
    signed: bool = False,
    half_away: bool = False,
) -> Result:
    """Affine quantisation of the range a … b: scale (b − a)/(2^bits − 1), zero point, codes and values read back.

    Zero point round(q_min − a/scale), code clamp(round(x/scale) + zero point), value scale·(code − zero point); codes
    0 … 2^bits − 1, or −2^(bits−1) … 2^(bits−1) − 1 if ``signed``. Halves go to the even code, as in PyTorch, or away
    from zero (``half_away``). Raises Refusal bad_argument unless a <= 0 <= b, a < b, 2 to 32 bits. Source: Jacob et al.
    2018, "Quantization and training of neural networks", section 2.1.
    """
    return _affine(low, high, values, bits, signed, half_away)


# --- bounds of speed --------------------------------------------------------------------------------------------


def _require_above_zero(**values: Any) -> None:
    for name, value in values.items():
        if not value > 0:
            raise Refusal("bad_argument", argument=name, problem="no_number", value=value_of(value))


def _roof(operations: Exact, bytes_moved: Exact, peak: Exact, bandwidth: Exact) -> Result:
    _require_above_zero(operations=operations, bytes_moved=bytes_moved, peak=peak, bandwidth=bandwidth)
    intensity = named("intensity", ratio(operations, bytes_moved))
    ridge = named("ridge", ratio(peak, bandwidth))
    return {
        "intensity": intensity,
        "ridge": ridge,
        "attainable": named("attainable", minimum(peak, intensity * bandwidth)),
        "bound": "memory" if intensity < ridge else "compute",
    }


def _at_intensity(intensity: Callable[[Any, Any], Any]) -> Callable[..., Result]:
    """The model with another idea of intensity over (operations, bytes)."""

    def wrong(operations: Exact, bytes_moved: Exact, peak: Exact, bandwidth: Exact) -> Result:
        result = _roof(intensity(operations, bytes_moved), 1, peak, bandwidth)
        return {key: result[key] for key in ("intensity", "attainable", "bound")}

    return wrong


@calculator(
    Mistake("ROOF-MACS", instead=_at_intensity(lambda operations, moved: ratio(operations, 2 * moved))),
    Mistake("ROOF-INVERSE", instead=_at_intensity(lambda operations, moved: ratio(moved, operations))),
    Mistake("ROOF-BITS", instead=_at_intensity(lambda operations, moved: ratio(operations, 8 * moved))),
    Mistake("ROOF-PEAK", instead=lambda peak, **_: {"attainable": peak, "bound": "compute"}),
    symbols={"operations": "F", "bytes_moved": "B", "peak": "P", "bandwidth": "W"},
)
def roofline(operations: Exact, bytes_moved: Exact, peak: Exact, bandwidth: Exact) -> Result:
    """Roofline: intensity F/B, ridge P/W, attainable min(P, intensity·W), bound by "memory" below the ridge.

    Operations and peak count alike (FLOP and FLOP/s), bytes read and written to memory, bandwidth in bytes a second; at
    the ridge it is "compute". Raises Refusal bad_argument unless all are above 0. Source: Williams et al. 2009.
    """
    return _roof(operations, bytes_moved, peak, bandwidth)


def _passes(
    macs: Exact,
    values: Exact,
    peak: Exact,
    bandwidth: Exact,
    value_bytes: int = 1,
    per_mac: int = 2,
    together: Callable[[Any, Any], Any] = maximum,
) -> Result:
    _require_above_zero(macs=macs, values=values, peak=peak, bandwidth=bandwidth, value_bytes=value_bytes)
    compute = named("compute_seconds", ratio(per_mac * macs, peak))
    memory = named("memory_seconds", ratio(values * value_bytes, bandwidth))
    seconds = named("pass_seconds", together(compute, memory))
    return {
        "compute_seconds": compute,
        "memory_seconds": memory,
        "passes_per_second": named("passes_per_second", ratio(1, seconds)),
        "bound": "memory" if memory > compute else "compute",
    }


def _one_a_mac(**given: Any) -> Result:
    result = _passes(**given, per_mac=1)
    return {key: result[key] for key in ("compute_seconds", "passes_per_second", "bound")}


def _only_compute(**given: Any) -> Result:
    return {"passes_per_second": _passes(**given, together=lambda c, m: c)["passes_per_second"], "bound": "compute"}


def _added(**given: Any) -> Result:
    return {"passes_per_second": _passes(**given, together=lambda c, m: c + m)["passes_per_second"]}


@calculator(
    Mistake("TOPS-MACS", instead=_one_a_mac),
    Mistake("TOPS-FP32", given={"value_bytes": 4}),
    Mistake("TOPS-COMPUTEONLY", instead=_only_compute),
    Mistake("TOPS-ADDED", instead=_added),
    symbols={"macs": "M", "values": "v", "peak": "P", "bandwidth": "W", "value_bytes": "b"},
)
def int8_throughput(macs: Exact, values: Exact, peak: Exact, bandwidth: Exact, value_bytes: int = 1) -> Result:
    """Upper bound of passes a second: 1/max(2M/P, v·b/W), for M multiply-adds and v values moved a pass.

    ``peak`` counts two operations a multiply-add, as TOPS do; an INT8 value takes 1 byte. Computing and moving overlap
    fully. Raises Refusal bad_argument unless all are above 0. Source: Williams et al. 2009 (roofline).
    """
    return _passes(macs, values, peak, bandwidth, value_bytes)


# --- convolution as a matrix product ----------------------------------------------------------------------------


def _columns(
    batch: int,
    in_channels: int,
    out_channels: int,
    height: int,
    width: int,
    kernel: int,
    stride: int = 1,
    padding: int = 0,
    value_bytes: int = 4,
) -> Result:
    require_counts(batch=batch, in_channels=in_channels, out_channels=out_channels, height=height, width=width)
    require_counts(value_bytes=value_bytes)
    high = named("output_height", conv_output_size(height, kernel, stride, padding))
    wide = named("output_width", conv_output_size(width, kernel, stride, padding))
    inner = named("K", in_channels * kernel * kernel)
    positions = named("N", batch * high * wide)
    values = named("column_values", inner * positions)
    return {
        "M": out_channels,
        "N": positions,
        "K": inner,
        "column_bytes": named("column_bytes", values * value_bytes),
        "expansion": named("expansion", ratio(values, batch * in_channels * height * width)),
    }


def _of_input(**given: Any) -> Result:
    """One column an input cell: as if stride 1 with padding that keeps the size."""
    positions = given["batch"] * given["height"] * given["width"]
    values = positions * given["in_channels"] * given["kernel"] ** 2
    return {
        "N": positions,
        "column_bytes": values * given.get("value_bytes", 4),
        "expansion": Fraction(given["kernel"] ** 2),
    }


def _one_channel(**given: Any) -> Result:
    result, channels = _columns(**given), given["in_channels"]
    return {
        "K": given["kernel"] ** 2,
        "column_bytes": result["column_bytes"] // channels,
        "expansion": ratio(result["expansion"], channels),
    }


def _swapped(**given: Any) -> Result:
    result = _columns(**given)
    return {"M": result["N"], "N": result["M"]}


def _without_copies(batch: int, in_channels: int, height: int, width: int, value_bytes: int = 4, **_: Any) -> Result:
    return {"column_bytes": batch * in_channels * height * width * value_bytes, "expansion": 1}


@calculator(
    Mistake("COL-INSIZE", instead=_of_input),
    Mistake("COL-NOCIN", instead=_one_channel),
    Mistake("COL-SWAP", instead=_swapped),
    Mistake("COL-NOCOPY", instead=_without_copies),
    symbols={
        "batch": "B",
        "in_channels": "C_in",
        "out_channels": "C_out",
        "height": "H",
        "width": "W",
        "kernel": "k",
        "stride": "S",
        "padding": "P",
        "value_bytes": "b",
    },
)
def im2col_shape(
    batch: int,
    in_channels: int,
    out_channels: int,
    height: int,
    width: int,
    kernel: int,
    stride: int = 1,
    padding: int = 0,
    value_bytes: int = 4,
) -> Result:
    """GEMM of a convolution by im2col: weights M×K times columns K×N, M = C_out, K = C_in·k², N = B·H_out·W_out.

    ``column_bytes`` is the size of the K×N matrix, ``expansion`` its values over those of the input; one group, square
    kernel. Raises Refusal bad_argument, InvalidShape as conv_output_size. Source: torch.nn.Unfold; Caffe's im2col.
    """
    return _columns(batch, in_channels, out_channels, height, width, kernel, stride, padding, value_bytes)
