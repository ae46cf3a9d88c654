"""Parameters and cost of attention, of transformer blocks and of ViT and Swin; attention weights and position values.

Sources: Vaswani et al. 2017, "Attention is all you need", sections 3.2, 3.3 and 3.5; Dosovitskiy et al. 2021 (ViT),
section 3.1, and torchvision's vit_b_16; Liu et al. 2021 (Swin), equations 1 and 2; Ainslie et al. 2023 (GQA).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from quizzer.calculators.calculator import Law, Mistake, WorkedLine, calculator
from quizzer.calculators.refusals import (
    Refusal,
    require_at_most,
    require_counts,
    require_finite,
    require_same_lengths,
)
from quizzer.calculators.sizes import Sides, pair
from quizzer.expressions.printing import print_number
from quizzer.expressions.tracing import exact_div, exp, named, ratio, sqrt, total, value_of

Result = dict[str, Any]
POSITION_BASE = 10_000
LAST_POSITION = 10**9
LARGEST_EXPONENT = 500


def _divided(whole: int, **divisor: int) -> int:
    """``whole`` over the one named ``divisor``. Raises Refusal bad_argument not_dividing where that is not whole."""
    ((name, parts),) = divisor.items()
    if whole % parts:
        raise Refusal("bad_argument", argument=name, problem="not_dividing", value=value_of(parts))
    return exact_div(whole, parts)


# --- attention --------------------------------------------------------------------------------------------------


def _attention(tokens: int, width: int, heads: int, kv_heads: int | None, bias: bool) -> Result:
    require_counts(tokens=tokens, width=width, heads=heads)
    head_width = _divided(width, heads=heads)
    if kv_heads is None:
        weights, biases = named("projections", 4 * width * width), 4 * width
    else:
        require_counts(kv_heads=kv_heads)
        _divided(heads, kv_heads=kv_heads)
        kv_width = named("kv_width", kv_heads * head_width)
        weights = named("projections", 2 * width * width + 2 * width * kv_width)
        biases = 2 * width + 2 * kv_width
    macs = named("macs", tokens * weights + named("attention_macs", 2 * tokens * tokens * width))
    return {
        "params": named("params", weights + biases) if bias else weights,
        "macs": macs,
        "flops": named("flops", 2 * macs),
    }


def _miscounted(change: Callable[[int, int, int, int, int], Result]) -> Callable[..., Result]:
    """Wrong counts over (tokens, width, heads, weights, biases); wrong MACs make wrong FLOPs."""

    def wrong(tokens: int, width: int, heads: int = 1, kv_heads: int | None = None, bias: bool = True) -> Result:
        weights = _attention(tokens, width, heads, kv_heads, False)["params"]
        biases = _attention(tokens, width, heads, kv_heads, bias)["params"] - weights
        counts = change(tokens, width, heads, weights, biases)
        return {**counts, "flops": 2 * counts["macs"]} if "macs" in counts else counts

    return wrong


def _without_output(n: int, d: int, h: int, weights: int, biases: int) -> Result:
    rest = weights - d * d
    return {"params": rest + (biases - d if biases else 0), "macs": n * rest + 2 * n * n * d}


@calculator(
    Mistake("ATT-SHAREDQKV", instead=_miscounted(lambda n, d, h, w, biases: {"params": w // 2 + biases // 2})),
    Mistake("ATT-HEADS", instead=_miscounted(lambda n, d, h, weights, biases: {"params": h * weights + biases})),
    Mistake("MHA-NOOUT", instead=_miscounted(_without_output)),
    Mistake(
        "FL-MAC",
        instead=lambda tokens, width, heads=1, kv_heads=None, bias=True: {
            "flops": _attention(tokens, width, heads, kv_heads, bias)["macs"]
        },
    ),
    Mistake("ATT-NOSCORE", instead=_miscounted(lambda n, d, h, weights, biases: {"macs": n * weights})),
    Mistake(
        "ATT-SCOREHEADS",
        instead=_miscounted(lambda n, d, h, weights, biases: {"macs": n * weights + h * 2 * n * n * d}),
    ),
    Mistake("ATT-KVFULL", given={"kv_heads": None}),
    structural=("bias",),
    symbols={"tokens": "n", "width": "d", "heads": "h", "kv_heads": "h_kv"},
)
def attn_params_flops(
    tokens: int, width: int, heads: int = 1, kv_heads: int | None = None, bias: bool = True
) -> Result:
    """Parameters, MACs and FLOPs (2 per MAC) of self-attention over ``tokens`` vectors of ``width``; batch 1.

    Weights 4d² and, with ``bias``, 4d; MACs 4nd² + 2n²d, so FLOPs 8nd² + 4n²d, of the products alone (no softmax, no
    biases, no saving by a causal mask). Each head is d/heads wide, so the heads change nothing. With ``kv_heads``
    keys and values are only kv_heads·d/heads wide (grouped-query attention, 1 is multi-query), and n²d is as before.
    Raises Refusal bad_argument: below_one, not_dividing for heads that do not divide d or kv_heads that do not divide
    heads.
    """
    return _attention(tokens, width, heads, kv_heads, bias)


@calculator(
    Mistake("ATT-PAIRS", instead=lambda tokens, heads=1: heads * tokens * (tokens - 1) // 2),
    Mistake("ATT-T", instead=lambda tokens, heads=1: heads * tokens),
    Mistake("ATT-2T", instead=lambda tokens, heads=1: 2 * heads * tokens),
    Mistake("ATT-ONEHEAD", given={"heads": 1}),
    symbols={"tokens": "T", "heads": "h"},
)
def attention_scores(tokens: int, heads: int = 1) -> int:
    """Entries of the score matrices of self-attention: h·T², one for each head and pair of tokens; batch 1.

    Raises Refusal bad_argument below 1. Source: Vaswani et al. 2017, section 3.2.1.
    """
    require_counts(tokens=tokens, heads=heads)
    return named("scores", heads * tokens * tokens)


Keys = list[list[float]]


def _scores(query: list[float], keys: Keys) -> list[Any]:
    """The products of the query with each key, not yet scaled."""
    require_same_lengths(keys, keys, "keys")
    for key in keys:
        require_same_lengths(query, key, "keys")
        require_finite(key, "keys")
    require_finite(query, "query")
    scores = [total(q * k for q, k in zip(query, key, strict=True)) for key in keys]
    require_finite(scores, "keys")
    return scores


def _shares(scores: Sequence[Any]) -> list[Any]:
    highest = max(scores, key=value_of)
    # Without a shift the numbers are those of a solution by hand; equal scores and huge ones need it.
    huge = any(not -LARGEST_EXPONENT <= score <= LARGEST_EXPONENT for score in scores)
    if huge or all(score == highest for score in scores):
        scores = [score - highest for score in scores]
    grown = [exp(score) for score in scores]
    whole = named("sum_of_exponentials", total(grown))
    return [named("attention_weight", ratio(part, whole), place) for place, part in enumerate(grown, 1)]


def _scaled_by(scale: Callable[[int], Any]) -> Callable[..., list[Any]]:
    return lambda query, keys: _shares([ratio(score, scale(len(query))) for score in _scores(query, keys)])


def _linear_shares(query: list[float], keys: Keys) -> list[Any]:
    scores = _scores(query, keys)
    return [ratio(score, sum(scores)) for score in scores]


@calculator(
    Mistake("ATT-NOSCALE", instead=_scaled_by(lambda width: 1)),
    Mistake("ATT-DIVD", instead=_scaled_by(lambda width: width)),
    Mistake("SM-LINEAR", instead=_linear_shares),
    symbols={"query": "q", "keys": "k"},
    law=Law("softmax(q·k/√d)", r"\mathrm{softmax}(q \cdot k_j / \sqrt{d})"),
)
def attention_weights(query: list[float], keys: Keys) -> list[float]:
    """Weights that one query gives to each key: softmax(q·k/√d), d the length of the query; no mask.

    They add up to 1, and are exact where every exponent is 0. Raises Refusal bad_argument: lengths_differ, not_finite.
    """
    products = _scores(query, keys)
    root = sqrt(len(query))
    return _shares([named("attention_score", ratio(s, root), place) for place, s in enumerate(products, 1)])


# --- blocks and whole networks ----------------------------------------------------------------------------------


def _block(
    width: int,
    mlp_width: int,
    bias: bool = True,
    projections: int = 4,
    matrices: int = 2,
    norms: int = 2,
) -> int:
    """Parameters of an encoder block with so many d×d projections, feed-forward matrices and norms."""
    attention, inner, norm = projections * width * width, matrices * width * mlp_width, norms * width
    if bias:
        attention = attention + projections * width
        inner = inner + mlp_width + width if matrices == 2 else inner + mlp_width
        norm = 2 * norm
    return named("attention", attention) + named("feed_forward", inner) + named("norms", norm)


def _unbiased(width: int, mlp_width: int, bias: bool = True) -> int:
    return _block(width, mlp_width, bias) - (5 * width + mlp_width if bias else 0)


@calculator(
    Mistake("TR-NOFFN", instead=lambda width, mlp_width, bias=True: _block(width, 0, bias) - (width if bias else 0)),
    Mistake("MHA-NOOUT", instead=lambda width, mlp_width, bias=True: _block(width, mlp_width, bias, projections=3)),
    Mistake("TRF-ONEFFN", instead=lambda width, mlp_width, bias=True: _block(width, mlp_width, bias, matrices=1)),
    Mistake("TRF-ONENORM", instead=lambda width, mlp_width, bias=True: _block(width, mlp_width, bias, norms=1)),
    Mistake("FC-NOBIAS", instead=_unbiased),
    structural=("bias",),
    symbols={"width": "d", "mlp_width": "d_ff"},
)
def transformer_block_params(width: int, mlp_width: int, bias: bool = True) -> int:
    """Parameters of an encoder block: 4d² + 4d of attention, 2·d·d_ff + d_ff + d feed-forward, 4d of two norms.

    Without ``bias`` the linear layers have none and the norms no shift, as in torch.nn.TransformerEncoderLayer:
    4d² + 2·d·d_ff + 2d. No cross-attention, embedding or last norm. Raises Refusal bad_argument below_one.
    """
    require_counts(width=width, mlp_width=mlp_width)
    return named("block", _block(width, mlp_width, bias))


def _patches(image: Sides, patch: int) -> int:
    high, wide = pair(image)
    require_counts(image=min(high, wide), patch=patch)
    return named("patches", _divided(high, patch=patch) * _divided(wide, patch=patch))


def _patch_embedding(patch: int, width: int, in_channels: int) -> int:
    return named("patch_embedding", patch * patch * in_channels * width + width)


def _tokens_slip(change: Callable[[int, int, int, int], Result]) -> Callable[..., Result]:
    """A wrong result over (patches along a row, patch, width, channels)."""

    def wrong(image: Sides, patch: int, width: int, in_channels: int = 3, class_token: bool = True) -> Result:
        return change(pair(image)[1] // patch, patch, width, in_channels)

    return wrong


@calculator(
    Mistake("VIT-ONESIDE", instead=_tokens_slip(lambda row, p, d, c: {"tokens": row * p * row + 1})),
    Mistake("VIT-NOPATCH", instead=_tokens_slip(lambda row, p, d, c: {"patch_embedding": p * c * d + d})),
    Mistake(
        "VIT-NOCLS",
        instead=lambda image, patch, width, in_channels=3, class_token=True: {"tokens": _patches(image, patch)},
    ),
    Mistake("VIT-ROW", instead=_tokens_slip(lambda row, patch, width, channels: {"patches": row, "tokens": row + 1})),
    Mistake("PAR-NOCIN", instead=_tokens_slip(lambda row, p, d, c: {"patch_embedding": p * p * d + d})),
    Mistake("PAR-NOBIAS", instead=_tokens_slip(lambda row, p, d, c: {"patch_embedding": p * p * c * d})),
    structural=("class_token",),
    symbols={"image": "S", "patch": "P", "width": "d", "in_channels": "C"},
)
def vit_patches(image: Sides, patch: int, width: int, in_channels: int = 3, class_token: bool = True) -> Result:
    """Patches of a picture, tokens with the class token, and parameters of the patch embedding (P²·C·d + d).

    ``image`` is a side or (height, width); patches are P×P and do not overlap. Raises Refusal bad_argument: below_one,
    not_dividing where the patch does not divide the picture.
    """
    require_counts(width=width, in_channels=in_channels)
    patches = _patches(image, patch)
    return {
        "patches": patches,
        "tokens": named("tokens", patches + 1) if class_token else patches,
        "patch_embedding": _patch_embedding(patch, width, in_channels),
    }


def _vit_slip(change: Callable[[int, int, int, int, int], int]) -> Callable[..., int]:
    """The right count plus a change over (patches, width, depth, mlp_width, classes)."""

    def wrong(
        image: Sides, patch: int, width: int, depth: int, mlp_width: int, classes: int = 1000, in_channels: int = 3
    ) -> int:
        right = vit_params(image, patch, width, depth, mlp_width, classes, in_channels)
        return right + change(_patches(image, patch), width, depth, mlp_width, classes)

    return wrong


@calculator(
    Mistake("VIT-NOPOS", instead=_vit_slip(lambda n, d, depth, ff, classes: -(n + 1) * d)),
    Mistake("VIT-CLSPOS", instead=_vit_slip(lambda n, d, depth, ff, classes: -d)),
    Mistake("VIT-NOHEAD", instead=_vit_slip(lambda n, d, depth, ff, classes: -(d + 1) * classes)),
    Mistake("TR-NOFFN", instead=_vit_slip(lambda n, d, depth, ff, classes: -depth * (2 * d * ff + ff + d))),
    symbols={
        "image": "S",
        "patch": "P",
        "width": "d",
        "depth": "L",
        "mlp_width": "d_ff",
        "classes": "K",
        "in_channels": "C",
    },
)
def vit_params(
    image: Sides, patch: int, width: int, depth: int, mlp_width: int, classes: int = 1000, in_channels: int = 3
) -> int:
    """Parameters of a whole ViT classifier; ViT-B/16 at 224: 86,567,656.

    Patch embedding, class token, learned positions of every token, ``depth`` blocks with biases, a last norm and a
    linear head; the number of heads does not enter. Raises Refusal bad_argument: below_one, not_dividing.
    """
    require_counts(width=width, depth=depth, mlp_width=mlp_width, classes=classes, in_channels=in_channels)
    tokens = named("tokens", _patches(image, patch) + 1)
    embedding = _patch_embedding(patch, width, in_channels) + named("token_and_positions", width + tokens * width)
    blocks = named("blocks", depth * named("block", _block(width, mlp_width)))
    ending = named("last_norm", 2 * width) + named("head", width * classes + classes)
    return named("vit_params", embedding + blocks + ending)


def _swin(height: int, width: int, channels: int, window: int) -> Result:
    require_counts(height=height, width=width, channels=channels, window=window)
    _divided(height, window=window)
    _divided(width, window=window)
    tokens = named("tokens", height * width)
    projections = named("projection_macs", 4 * tokens * channels * channels)
    return {
        "window_macs": named("window_macs", projections + 2 * window * window * tokens * channels),
        "global_macs": named("global_macs", projections + 2 * tokens * tokens * channels),
    }


def _windowed(products: Callable[[int, int, int, int], int]) -> Callable[..., Result]:
    """Wrong MACs of windowed attention, from another count of token products over (H, W, C, M)."""
    return lambda height, width, channels, window: {
        "window_macs": 4 * height * width * channels**2 + products(height, width, channels, window)
    }


@calculator(
    Mistake("SWIN-GLOBAL", instead=_windowed(lambda h, w, c, m: 2 * (h * w) ** 2 * c)),
    Mistake("SWIN-SIDE", instead=_windowed(lambda h, w, c, m: 2 * m * h * w * c)),
    Mistake("SWIN-ONEWINDOW", instead=_windowed(lambda h, w, c, m: 2 * m**4 * c)),
    Mistake(
        "MAC-FLOP",
        instead=lambda height, width, channels, window: {
            name: 2 * macs for name, macs in _swin(height, width, channels, window).items()
        },
    ),
    symbols={"height": "H", "width": "W", "channels": "C", "window": "M"},
)
def swin_window_cost(height: int, width: int, channels: int, window: int) -> Result:
    """MACs of attention in M×M windows, 4HWC² + 2M²HWC, against attention over the whole map, 4HWC² + 2(HW)²C.

    No softmax, biases or position bias; batch 1; moving the windows with a mask changes nothing. Raises Refusal
    bad_argument: below_one, not_dividing where windows do not fill the map (Swin would pad it).
    """
    return _swin(height, width, channels, window)


# --- positions --------------------------------------------------------------------------------------------------


def _angle(position: int, exponent: float) -> float:
    return position / math.pow(POSITION_BASE, exponent)


def _position_value(position: int, index: int, exponent: float, swapped: bool = False) -> float:
    return (math.cos if bool(index % 2) != swapped else math.sin)(_angle(position, exponent))


def _position_lines(position: int, index: int, width: int) -> tuple[WorkedLine, ...]:
    even = index - index % 2
    angle = print_number(_angle(position, even / width))
    value = print_number(position_code(position, index, width))
    wave = "cos" if index % 2 else "sin"
    return (
        WorkedLine("position_angle", f"{position}/10000^({even}/{width})", angle),
        WorkedLine("position_value", f"{wave}({angle})", value),
    )


@calculator(
    Mistake("POS-NOFREQ", instead=lambda position, index, width: _position_value(position, index, 0)),
    Mistake(
        "POS-SWAP",
        instead=lambda position, index, width: _position_value(position, index, (index - index % 2) / width, True),
    ),
    Mistake("POS-NOPAIR", instead=lambda position, index, width: _position_value(position, index, index / width)),
    Mistake("POS-TWICE", instead=lambda position, index, width: _position_value(position, index, 2 * index / width)),
    narrate=_position_lines,
    law=Law(
        "PE(pos, 2i) = sin(pos/10000^(2i/d));  PE(pos, 2i + 1) = cos(pos/10000^(2i/d))",
        r"PE(pos, 2i) = \sin(pos/10000^{2i/d}),\quad PE(pos, 2i+1) = \cos(pos/10000^{2i/d})",
    ),
)
def position_code(position: int, index: int, width: int) -> float:
    """Entry ``index`` of the sinusoidal code of ``position``, both from 0, in ``width`` dimensions; radians.

    Even entries 2i hold sin(pos/10000^(2i/d)), the odd ones 2i + 1 after them the cosine of the same angle. Raises
    Refusal bad_argument: below_one for what is negative, too_large for an index beyond the width.
    """
    require_counts(width=width)
    for name, value in (("position", position), ("index", index)):
        if value < 0:
            raise Refusal("bad_argument", argument=name, problem="below_one", value=value)
    require_at_most(position=(position, LAST_POSITION), index=(index, width - 1))
    return _position_value(position, index, (index - index % 2) / width)
