"""Pooling by value: the cells of each window, where the maximum stood, what each cell gave to the output."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

import math
from fractions import Fraction
from statistics import median

from tests.generators.second.sizes import places
from tests.generators.second.table import second


def windows(grid, kernel, stride, padding=0):
    """For each output place the real cells of its window, as {(row, column): value}."""
    high, wide = len(grid), len(grid[0])
    found = {}
    for y in range(places(high, kernel, stride, padding)):
        for x in range(places(wide, kernel, stride, padding)):
            rows = range(y * stride - padding, y * stride - padding + kernel)
            columns = range(x * stride - padding, x * stride - padding + kernel)
            inside = [(row, column) for row in rows for column in columns if 0 <= row < high and 0 <= column < wide]
            found[y, x] = {(row, column): grid[row][column] for row, column in inside}
    return found


def row_of(results, row):
    return tuple(value for (y, _), value in sorted(results.items()) if y == row)


@second("pooling-max-values")
def max_values(A, K, S, P):
    return row_of({place: max(cells.values()) for place, cells in windows(A, K, S, P).items()}, 1)


def mean(cells, kernel, counted):
    return Fraction(sum(cells.values()), kernel * kernel if counted else len(cells))


@second("pooling-average-values")
def average_values(level, r, q, t, u, K, S, P, F):
    results = {place: mean(cells, K, F) for place, cells in windows([r, q, t, u], K, S, P).items()}
    return results[1, 1] if level == 2 else results[0, 1]


@second("pooling-median-and-root-values")
def median_and_root(level, t, u):
    cells = [*t[2:], *u[2:]]
    return Fraction(median(map(Fraction, cells))) if level == 2 else math.hypot(*cells)


@second("pooling-max-gradient")
def max_gradient(level, r, q, t, u, g, h):
    grid, upstream = [r, q, t, u], [g, h]
    result = {(row, column): 0 for row in range(4) for column in range(4)}
    for (y, x), cells in windows(grid, *((2, 2) if level == 3 else (3, 1))).items():
        result[max(cells, key=lambda place: cells[place])] += upstream[y][x]
    return row_of(result, 1)


@second("pooling-average-gradient")
def average_gradient(level, r, q, t, u, g, h, F, drawn):
    grid, upstream = [r, q, t, u], [g, h] if level == 3 else [g, h, drawn["i"]]
    kernel, stride, padding = (3, 1, 0) if level == 3 else (2, 2, 1)
    result = {(row, column): Fraction(0) for row in range(4) for column in range(4)}
    for (y, x), cells in windows(grid, kernel, stride, padding).items():
        for place in cells:
            result[place] += Fraction(upstream[y][x], kernel * kernel if F else len(cells))
    return row_of(result, 1)


@second("pooling-stochastic-value")
def stochastic_value(A):
    lots = [value for value in A for _ in range(value)]
    return Fraction(sum(lots), len(lots))


@second("pooling-max-unpool")
def max_unpool(v, w, a, b, c, d):
    flat = [0] * 16
    for index, value in zip((a, b, c, d), (*v, *w), strict=True):
        flat[index] = value
    return tuple(flat[4:8])


@second("pooling-pyramid-length")
def pyramid_length(C, G):
    return len([(y, x) for n in G for y in range(n) for x in range(n)]) * C


@second("pooling-pyramid-window")
def pyramid_window(level, a, n):
    if level == 3:
        whole = divmod(a, n)
        return whole[0] + (whole[1] > 0), whole[0]
    read = [cell for cell in range(a) if cell + 1 > Fraction(2 * a, n) and cell < Fraction(3 * a, n)]
    return read[0], read[-1] + 1
