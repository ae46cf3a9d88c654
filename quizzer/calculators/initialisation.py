"""Spread of initial weights: He and Xavier, as variance, standard deviation and bound of the uniform distribution.

Sources: Glorot & Bengio 2010, equations 12 and 16; He et al. 2015, "Delving deep into rectifiers", equations 10 and
14; torch.nn.init (fan mode).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizzer.calculators.calculator import Mistake, calculator
from quizzer.calculators.refusals import require_counts
from quizzer.calculators.sizes import Sides, pair
from quizzer.expressions.tracing import named, ratio, sqrt

_SYMBOLS = {"kernel": "K", "in_channels": "C_in", "out_channels": "C_out"}
Fans = tuple[Any, Any]


def _fans(kernel: Sides, in_channels: int, out_channels: int) -> Fans:
    """(fan in, fan out) of a convolution; a linear layer has kernel 1."""
    high, wide = pair(kernel)
    require_counts(kernel=min(high, wide), in_channels=in_channels, out_channels=out_channels)
    return high * wide * in_channels, high * wide * out_channels


def _variance(fans: Fans, xavier: bool, fan_out: bool) -> Any:
    fan_in, out = named("fan_in", fans[0]), named("fan_out", fans[1])
    if xavier:
        return named("variance", ratio(2, fan_in + out))
    return named("variance", ratio(2, out if fan_out else fan_in))


def _from_fans(
    answer: Callable[[Any], Any],
    fans: Callable[[Fans], Fans] = lambda fans: fans,
    variance: Callable[[Fans, bool, bool], Any] = _variance,
    cells: Callable[[Sides], Sides] = lambda kernel: kernel,
) -> Callable[..., Any]:
    """A wrong ``answer`` over the variance, with other fans, another variance or other kernel cells."""

    def wrong(kernel: Sides, in_channels: int, out_channels: int, xavier: bool = False, fan_out: bool = False) -> Any:
        return answer(variance(fans(_fans(cells(kernel), in_channels, out_channels)), xavier, fan_out))

    return wrong


def _bound(variance: Any) -> Any:
    return sqrt(3 * variance)


def _same(variance: Any) -> Any:
    return variance


def _fan_mistakes(answer: Callable[[Any], Any]) -> tuple[Mistake, ...]:
    """Slips about the fan and the scheme, which all three calculators share."""
    return (
        Mistake("INIT-FANOUT", instead=_from_fans(answer, fans=lambda fans: (fans[1], fans[1]))),
        Mistake("INIT-FANIN", instead=_from_fans(answer, fans=lambda fans: (fans[0], fans[0]))),
        Mistake("INIT-NOCELLS", instead=_from_fans(answer, cells=lambda kernel: 1)),
        Mistake("INIT-K1", instead=_from_fans(answer, cells=lambda kernel: (pair(kernel)[0], 1))),
        Mistake(
            "INIT-SCHEME",
            instead=_from_fans(answer, variance=lambda fans, xavier, fan_out: _variance(fans, not xavier, fan_out)),
        ),
        Mistake(
            "INIT-NO2",
            instead=_from_fans(
                answer, variance=lambda fans, xavier, fan_out: ratio(_variance(fans, xavier, fan_out), 2)
            ),
        ),
    )


@calculator(
    Mistake("INIT-VAR", instead=_from_fans(_same)),
    Mistake("INIT-LIMIT", instead=_from_fans(_bound)),
    *_fan_mistakes(sqrt),
    structural=("xavier", "fan_out"),
    symbols=_SYMBOLS,
)
def init_std(kernel: Sides, in_channels: int, out_channels: int, xavier: bool = False, fan_out: bool = False) -> float:
    """Standard deviation of initial weights: He √(2/fan), with ``xavier`` √(2/(fan in + fan out)), gain 1.

    fan in = k·k·Cin, fan out = k·k·Cout (torch.nn.init); a linear layer has ``kernel`` 1. He takes fan in, or fan out
    with ``fan_out``; Xavier knows no mode. Exact where the root is. Raises Refusal bad_argument below_one.
    """
    fans = _fans(kernel, in_channels, out_channels)
    value: float = named("deviation", sqrt(_variance(fans, xavier, fan_out)))
    return value


@calculator(
    Mistake("INIT-STD", instead=_from_fans(sqrt)),
    *_fan_mistakes(_same),
    structural=("xavier", "fan_out"),
    symbols=_SYMBOLS,
)
def init_variance(
    kernel: Sides, in_channels: int, out_channels: int, xavier: bool = False, fan_out: bool = False
) -> float:
    """Variance of initial weights, exact: He 2/fan, with ``xavier`` 2/(fan in + fan out). As :func:`init_std`."""
    value: float = _variance(_fans(kernel, in_channels, out_channels), xavier, fan_out)
    return value


@calculator(
    Mistake("INIT-NOROOT3", instead=_from_fans(sqrt)),
    Mistake("INIT-WIDTH", instead=_from_fans(lambda variance: sqrt(12 * variance))),
    *_fan_mistakes(_bound),
    structural=("xavier", "fan_out"),
    symbols=_SYMBOLS,
)
def init_limit(
    kernel: Sides, in_channels: int, out_channels: int, xavier: bool = False, fan_out: bool = False
) -> float:
    """Bound a of the uniform distribution on [−a, a]: √(3·variance); He √(6/fan). As :func:`init_std`."""
    variance = _variance(_fans(kernel, in_channels, out_channels), xavier, fan_out)
    value: float = named("uniform_limit", sqrt(3 * variance))
    return value
