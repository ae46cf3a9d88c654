"""Filters on values, by sums over places, products of polynomials and minors."""

# ruff: noqa: N803 (the names are those of the bank's draws)

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from tests.generators.second.sizes import places
from tests.generators.second.table import second


@second("image-filters-one-response")
def response(level, kern, p):
    _, divisor, *kernel = kern
    if level == 3:
        kernel = kernel[::-1]
    return Fraction(sum(k * value for k, value in zip(kernel, p, strict=True)), divisor)


@second("convolution-basics-line-of-values")
def line(level, x, h):
    """Full convolution is the product of two polynomials; valid leaves out the ends that see only part of h."""
    product = Counter()
    for i, a in enumerate(x):
        for j, b in enumerate(h):
            product[i + j] += a * b
    ends = len(h) - 1 if level == 2 else 0
    return tuple(product[place] for place in range(ends, len(x) + len(h) - 1 - ends))


@second("convolution-basics-grid-of-values")
def grid(level, x, w):
    kernel = {(y, c): w[2 * y + c] for y in range(2) for c in range(2)}
    if level == 3:
        kernel = {(1 - y, 1 - c): weight for (y, c), weight in kernel.items()}
    return tuple(sum(x[1 + y][start + c] * weight for (y, c), weight in kernel.items()) for start in range(3))


@second("conv-variants-two-pass-multiplications")
def two_passes(H, W, K):
    across, down = places(W, K), places(H, K)
    return sum(K for _ in range(H) for _ in range(across)) + sum(K for _ in range(down) for _ in range(across))


@second("conv-variants-two-pass-saving")
def saved_percent(H, W, K):
    full = places(H, K) * places(W, K) * K * K
    return 100 * Fraction(full - two_passes(W, H, K), full)  # the vertical pass first: the sides change parts


@second("conv-variants-kernel-from-factors")
def from_factors(c, r):
    """What the two passes make of a single 1, turned back."""
    after_column = {(y, 0): weight for y, weight in enumerate(c)}
    both = {(y, x): value * weight for (y, _), value in after_column.items() for x, weight in enumerate(r)}
    return tuple(value for (y, _), value in sorted(both.items()) if y == 1)


@second("conv-variants-rank-one-test")
def rank_one(kern, c, r, X, Q):
    rows = [[kern[3 * y + x] + c[y] * r[x] + X * (3 * y + x + 1 == Q) for x in range(3)] for y in range(3)]
    lead = next((row for row in rows if any(row)), None)
    if lead is None:
        return False
    at = next(x for x in range(3) if lead[x])
    return all(Fraction(row[at], lead[at]) * lead[x] == row[x] for row in rows for x in range(3))


# --- codes and features ------------------------------------------------------------------------------------------


@second("encoding-onehot-columns")
def onehot_columns(level, numeric, categories, DROP):
    dropped = DROP if level == 2 else 0
    return numeric + len([value for values in categories for value in range(dropped, values)])


@second("encoding-onehot-distance")
def onehot_distance(categories, m):
    first = [int(value == 0) for values in categories for value in range(values)]
    other = [int(value == (n < m)) for n, values in enumerate(categories) for value in range(values)]
    return sum((a - b) ** 2 for a, b in zip(first, other, strict=True)) ** 0.5


@second("features-hog-vector-length")
def hog_length(CW, CH, b, S, n):
    return places(CW, b, S) * places(CH, b, S) * b * b * n
