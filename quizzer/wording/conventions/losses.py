"""What calculators count and how, in Chinese: activations, losses, targets and CTC."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # activations
    "activation": (
        "折点处的斜率同 PyTorch：ReLU 在 0 处、ReLU6 在 0 和 6 处都为 0。GELU 为精确形式，gelu_tanh 为近似形式。"
    ),
    # losses
    "cross_entropy": (
        "平滑时，ε 由所有类别平分，包括真实类别。有类别权重时，均值除以各目标的权重之和。"
        "目标为 ignore_index 的样本不计；一个都没有时，均值为 null。"
    ),
    "bce_with_logits": "pos_weight w 只加权正样本项。",
    "regression_losses": "平滑 L1 在 β 以下为 e²/(2β)，以上为 |e| − β/2；Huber 为其 β 倍。",
    # targets
    "smoothing_floor": (
        "ε 由全部 K 个类别平分：q = 1 − ε + ε/K，r = ε/K（PyTorch）；不用 shared 时，只由其他类别平分："
        "q = 1 − ε，r = ε/(K − 1)。"
    ),
    "distill_loss": "不用 divergence 时，为 T² 乘以交叉熵 −Σp·ln q。只含软目标部分，不含硬标签。",
    "cutmix_weights": (
        "box 是粘贴块的角点 (x1, y1, x2, y2)，以像素计，超出图像边缘的部分裁去；粘贴块的权重为其面积除以 H·W。"
    ),
    "infonce_loss": "positive 是正样本在 similarities 中的位置，从 0 起。",
    "triplet_loss": "距离按给出的值使用，平方与否均可。",
    # CTC
    "ctc_least_frames": "label 为一个词或类别编号的列表。",
    "ctc_alignments": "先合并重复，再去掉空白符。用前向递推精确计数。",
}
