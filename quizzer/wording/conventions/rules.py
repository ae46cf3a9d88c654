"""Rules of procedures that hold words, in Chinese; formulas of signs alone are the same in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from quizzer.questions.text import Language

CHINESE: Mapping[str, str] = {
    # windows
    "bin i = [⌊i·W/n⌋, ⌈(i + 1)·W/n⌉)": "第 i 个区间 = [⌊i·W/n⌋, ⌈(i + 1)·W/n⌉)",
    "all K with ⌊(W − K + 2·P)/S⌋ + 1 = W_out": "满足 ⌊(W − K + 2·P)/S⌋ + 1 = W_out 的全部 K",
    "all P with ⌊(W − K + 2·P)/S⌋ + 1 = W_out": "满足 ⌊(W − K + 2·P)/S⌋ + 1 = W_out 的全部 P",
    "all S with ⌊(W − K + 2·P)/S⌋ + 1 = W_out": "满足 ⌊(W − K + 2·P)/S⌋ + 1 = W_out 的全部 S",
    "y[S·i + u] = Σ x[i]·k[u], overlaps added": "y[S·i + u] = Σ x[i]·k[u]，重叠处相加",
    "one value per window: max, Σx/n, √(Σx²), √(Σx²/n) or the median": (
        "每个窗口一个值：max、Σx/n、√(Σx²)、√(Σx²/n) 或中位数"
    ),
    "max: g to the largest cell;  average: g/n to every cell;  overlaps add": (
        "max：g 传给最大的格;  average：g/n 传给每格;  重叠处相加"
    ),
    "row = ⌊index/W⌋, column = index mod W; 0 elsewhere": "行 = ⌊index/W⌋，列 = index mod W；其余为 0",
    "output i = input (i mod G)·C/G + ⌊i/G⌋": "输出通道 i = 输入通道 (i mod G)·C/G + ⌊i/G⌋",
    # filters
    "y = Σ x[i][j]·k[i][j]/d;  convolution: k turned by 180°": "y = Σ x[i][j]·k[i][j]/d;  卷积时 k 旋转 180°",
    "correlation y[i] = Σ k[u]·x[i + u];  convolution y[i] = Σ k[u]·x[i − u]": (
        "互相关 y[i] = Σ k[u]·x[i + u];  卷积 y[i] = Σ k[u]·x[i − u]"
    ),
    "separable ⇔ all rows are multiples of one row (rank 1)": "可分离 ⇔ 各行都是同一行的倍数（秩为 1）",
    # boxes
    "keep i if no kept j with s_j ≥ s_i has IoU(i, j) > t": (
        "没有已保留的 j 满足 s_j ≥ s_i 且 IoU(i, j) > t，才保留 i"
    ),
    "linear: s·(1 − IoU) if IoU > t;  gaussian: s·exp(−IoU²/σ)": (
        "linear：IoU > t 时 s·(1 − IoU);  gaussian：s·exp(−IoU²/σ)"
    ),
    "1 if IoU ≥ t₊ or best of a truth, 0 if IoU < t₋, else −1": (
        "IoU ≥ t₊ 或为某个真值的最佳锚框，则为 1；IoU < t₋ 则为 0；其余为 −1"
    ),
    "l = x − x₁, t = y − y₁, r = x₂ − x, b = y₂ − y;  all > 0, m_{i−1} ≤ max(l, t, r, b) ≤ m_i, smallest area": (
        "l = x − x₁，t = y − y₁，r = x₂ − x，b = y₂ − y;  都 > 0，m_{i−1} ≤ max(l, t, r, b) ≤ m_i，面积最小"
    ),
    "min over σ of Σ cost(σ(j), j)": "Σ cost(σ(j), j) 对 σ 取最小值",
    "corners round(x/stride); bin i = [⌊i·w/n⌋, ⌈(i + 1)·w/n⌉) + x1; maximum of each bin": (
        "角点 round(x/stride)；第 i 个区间 = [⌊i·w/n⌋, ⌈(i + 1)·w/n⌉) + x1；取每个区间的最大值"
    ),
    "bin = mean of F at its sample points; x = x1/stride (− ½ if aligned)": (
        "区间 = F 在其采样点上的均值；x = x1/stride（aligned 时 − ½）"
    ),
    # average precision
    "all_point: Σ (r_n − r_{n−1})·max_{r ≥ r_n} p(r);  voc11, coco101: mean of max_{r ≥ t} p(r) over t;  "
    "step: Σ (r_n − r_{n−1})·p_n": (
        "all_point：Σ (r_n − r_{n−1})·max_{r ≥ r_n} p(r);  voc11、coco101：max_{r ≥ t} p(r) 对 t 取均值;  "
        "step：Σ (r_n − r_{n−1})·p_n"
    ),
    "AP = mean over IoU 0.50, 0.55 … 0.95 of the mean over recall 0, 0.01 … 1 of max_{r' ≥ r} p(r')": (
        "AP = max_{r' ≥ r} p(r') 先对召回率 0、0.01 … 1 取均值，再对 IoU 0.50、0.55 … 0.95 取均值"
    ),
}
"""By the English rule; what stands behind ";  " is shown on a line of its own."""


def rule_in(language: Language, formula: str) -> str:
    """A formula or the rule of a procedure; what has no words, and a rule without its Chinese text, as it is."""
    return CHINESE.get(formula, formula) if language is Language.ZH else formula
