"""Which padding, stride or kernel gives an output size: the floor rule read backwards, all solutions listed.

Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", relation 6, solved for one of its
terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator

Numbers = tuple[int, ...]


def _room(size: int, kernel: int, padding: int) -> int:
    return size - kernel + 2 * padding


def _gives(outputs: int, room: int, stride: int) -> bool:
    return room >= 0 and room // stride + 1 == outputs


def _law(letter: str) -> Law:
    return Law(
        f"all {letter} with ⌊(W − K + 2·P)/S⌋ + 1 = W_out",
        rf"\{{{letter} : \left\lfloor \frac{{W-K+2P}}{{S}} \right\rfloor + 1 = W_{{out}}\}}",
    )


def _tried(letter: str, candidates: Iterable[tuple[int, int, int]], found: Numbers) -> tuple[WorkedLine, ...]:
    """One line a candidate, given as (its value, room, stride), and the list of those that fit."""
    lines = [
        WorkedLine("tried", f"{letter} = {value}: ⌊{room}/{stride}⌋ + 1", str(room // stride + 1))
        for value, room, stride in candidates
        if room >= 0
    ]
    return (*lines, WorkedLine("solutions", "", str(list(found))))


def _slips(search: Callable[..., Numbers], exact: Callable[..., Callable[[int], bool]]) -> tuple[Mistake, ...]:
    """Giving the first solution only, taking only those where the division is exact, and leaving out the + 1."""
    return (
        Mistake("INV-NOPLUS1", instead=lambda outputs, **given: search(outputs=outputs + 1, **given)),
        Mistake("INV-EXACT", instead=lambda **given: tuple(filter(exact(**given), search(**given)))),
        Mistake("INV-ONE", instead=lambda **given: search(**given)[:1]),
    )


def _paddings(size: int, outputs: int, kernel: int, stride: int, paddings: Numbers) -> Numbers:
    return tuple(p for p in paddings if _gives(outputs, _room(size, kernel, p), stride))


def _strides(size: int, outputs: int, kernel: int, padding: int, strides: Numbers) -> Numbers:
    return tuple(s for s in strides if _gives(outputs, _room(size, kernel, padding), s))


def _kernels(size: int, outputs: int, stride: int, padding: int, kernels: Numbers) -> Numbers:
    return tuple(k for k in kernels if _gives(outputs, _room(size, k, padding), stride))


def _candidates(letter: str, given: Mapping[str, int]) -> Callable[[Numbers], list[tuple[int, int, int]]]:
    def rooms(values: Numbers) -> list[tuple[int, int, int]]:
        every = [(value, dict(given) | {letter: value}) for value in values]
        return [(v, _room(now["size"], now["kernel"], now["padding"]), now["stride"]) for v, now in every]

    return rooms


@calculator(
    *_slips(_paddings, lambda size, kernel, stride, **_: lambda p: _room(size, kernel, p) % stride == 0),
    narrate=lambda size, outputs, kernel, stride, paddings: _tried(
        "P",
        _candidates("padding", {"size": size, "kernel": kernel, "stride": stride})(paddings),
        _paddings(size, outputs, kernel, stride, paddings),
    ),
    law=_law("P"),
)
def paddings_for(size: int, outputs: int, kernel: int, stride: int, paddings: Numbers) -> Numbers:
    """All of ``paddings`` (cells per side) that give ``outputs`` cells, rounded down; () where none does."""
    return _paddings(size, outputs, kernel, stride, paddings)


@calculator(
    *_slips(_strides, lambda size, kernel, padding, **_: lambda s: _room(size, kernel, padding) % s == 0),
    narrate=lambda size, outputs, kernel, padding, strides: _tried(
        "S",
        _candidates("stride", {"size": size, "kernel": kernel, "padding": padding})(strides),
        _strides(size, outputs, kernel, padding, strides),
    ),
    law=_law("S"),
)
def strides_for(size: int, outputs: int, kernel: int, padding: int, strides: Numbers) -> Numbers:
    """All of ``strides`` that give ``outputs`` cells, rounded down; () where none does."""
    return _strides(size, outputs, kernel, padding, strides)


@calculator(
    *_slips(_kernels, lambda size, stride, padding, **_: lambda k: _room(size, k, padding) % stride == 0),
    narrate=lambda size, outputs, stride, padding, kernels: _tried(
        "K",
        _candidates("kernel", {"size": size, "stride": stride, "padding": padding})(kernels),
        _kernels(size, outputs, stride, padding, kernels),
    ),
    law=_law("K"),
)
def kernels_for(size: int, outputs: int, stride: int, padding: int, kernels: Numbers) -> Numbers:
    """All of ``kernels`` that give ``outputs`` cells, rounded down; () where none does."""
    return _kernels(size, outputs, stride, padding, kernels)
