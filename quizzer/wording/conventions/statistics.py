"""What calculators count and how, in Chinese: metrics, normalisation, filters and vectors."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # metrics
    "binary_metrics": (
        "精确率、召回率、F 和马修斯相关系数在未定义处为 0；只有一个类别时，平衡准确率和 ROC AUC 为 null；"
        "没有正样本时，平均精度（阶梯求和，不插值）为 null。"
    ),
    "multiclass_metrics": "宏平均 F1 是各类别 F1 的均值，每个类别都计入；未定义的商为 0。",
    "segmentation_metrics": "两个列表中都没有的类别为 null，不计入均值。",
    # normalisation
    "batch_norm": "归一化用有偏方差，存下的是无偏方差；新 = (1 − momentum)·旧 + momentum·批。",
    "layer_norm": (
        "层归一化用一个样本各特征的均值和有偏方差；组归一化对前后两半分别如此（特征数为奇数时为 null）；"
        "RMS 归一化除以均方根。"
    ),
    "dropout": "评估时不丢弃，也不缩放。",
    # filters
    "filter_apply": (
        "kernel 为矩阵（不给 divisor 时除数为 1），或 KERNELS 中某个核的名称，除数随核而定。"
        'operation 为 "convolution" 时，先把核旋转 180°。'
    ),
    "slide_kernel_1d": (
        'operation 为 "correlation" 时核原样使用，为 "convolution" 时反转；mode 为 "valid" 时只取完整的窗口，'
        '为 "full" 时取所有重叠，信号之外为 0。'
    ),
    "slide_kernel_2d": "卷积时把核旋转 180°。",
    "separable_multiplications": (
        '不填充，步长 1，单通道。first 为 "horizontal" 时，先用 1×K_w 滑过全部 H 行，再用 K_h×1 滑过其结果：'
        "H·(W−K_w+1)·K_w + (H−K_h+1)·(W−K_w+1)·K_h，对比 (H−K_h+1)·(W−K_w+1)·K_h·K_w。"
    ),
    "separate_kernel": (
        "两个因子只差一个倍数，此外唯一：行取第一个不全为 0 的行，除以其各格的最大公约数。用分数消元，结果为精确值。"
    ),
    # vectors
    "gcn_step": (
        "symmetric 时：Σ h_j/√(d_i·d_j)，即 D^(−1/2)(A + I)D^(−1/2)H；否则为邻域的均值 D^(−1)(A + I)H。"
        "不用 self_loops 时，以 A 代替 A + I，度数也一样。adjacency 是无向图的 0-1 矩阵，对角线为零。"
    ),
}
