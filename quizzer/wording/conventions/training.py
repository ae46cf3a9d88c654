"""What calculators count and how, in Chinese: first weights, steps of training, memory and deployment."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # first weights
    "init_std": (
        "fan in = k·k·Cin，fan out = k·k·Cout（torch.nn.init）；线性层的 kernel 为 1。He 用 fan in，"
        "fan_out 时用 fan out；Xavier 不分模式。平方根能精确求出时，结果为精确值。"
    ),
    "init_variance": "同 init_std。",
    "init_limit": "同 init_std。",
    # optimisers
    "l1_step": "gradient 只是损失的梯度，不含惩罚项；0 的符号为 0，这一步可能使权重越过 0。",
    "soft_threshold_step": "与 0 相差不超过 ηλ 的权重恰好变为 0。",
    "sgd_momentum_step": "velocity 是这一步之前的缓冲值，第一步为 0；nesterov 时，这一步为 η(g + μv)。",
    "adam_step": "一阶矩和二阶矩都是这一步之前的值。",
    "adamw_step": "与 PyTorch 相同，衰减乘以学习率。",
    # schedules
    "ema_half_steps": "即 ln 2/(−ln d) 向上取整。",
    "cosine_warmup_lr": (
        "预热 T_w 步：η_max·t/T_w，不用 from_zero 时以 (t + 1)/T_w 代替 t/T_w。"
        "之后为 η_min + (η_max − η_min)(1 + cos πp)/2，其中 p = (t − T_w)/(T − T_w)，"
        "在最后一步之后的 t = T 时为 1；include_last 时 p = (t − T_w)/(T − T_w − 1)，"
        "在最后一步 t = T − 1 时为 1。"
    ),
    # memory
    "parameter_memory": "只计权重，不含缓冲区、尺度和优化器状态。",
    "activation_memory": "maps 恰为留在内存中的各特征图的（通道，高，宽）；原地激活不增加。",
    "train_memory": (
        "每个权重的字节数，FP32：权重 4、梯度 4、两个矩 4 + 4，共 16。混合精度：16 位的权重 2 和梯度 2、"
        "FP32 主权重 4、矩 4 + 4，共 16；float32_gradients 时为 18。"
    ),
    "zero_memory": "阶段 1 把优化器的 12Ψ 分到各设备，2 连梯度也分，3 连权重也分；0 为普通数据并行。不含激活和缓冲区。",
    "checkpointing": "峰值为各检查点加上重新计算的一段；每步多做一次前向，一次反向按两次前向计。",
    "kv_cache_memory": (
        "kv_heads 在多头注意力中等于 heads（默认），多查询注意力中为 1，分组查询注意力中为 heads 的约数。"
    ),
    "pruned_quantised_size": (
        "n(1−s)·(b + i)/8，每个保留的权重带 i 位索引；结构化剪枝或稠密存储没有索引。尺度和零点不计。"
    ),
    "codebook_size": "每个保留的权重存为 ⌈log₂k⌉ 位的编码（剪枝时再加 i 位索引），码本存 k 个 b 位的值。",
    # deployment
    "quantise_affine": (
        "零点 round(q_min − a/scale)，编码 clamp(round(x/scale) + 零点)，读回的值 scale·(编码 − 零点)；"
        "编码范围 0 … 2^bits − 1，signed 时为 −2^(bits−1) … 2^(bits−1) − 1。恰为一半时取偶数编码，"
        "与 PyTorch 相同；half_away 时远离零。"
    ),
    "roofline": (
        "运算次数与 peak 的计法须一致（FLOP 和 FLOP/s），字节数为对内存的读写量，带宽以字节每秒计；"
        '恰在脊点时为 "compute"。'
    ),
    "int8_throughput": "peak 把每次乘加计为两次运算，与 TOPS 相同；一个 INT8 值占 1 字节。计算与搬运完全重叠。",
    "im2col_shape": "column_bytes 是 K×N 矩阵的字节数，expansion 是其数值个数与输入的数值个数之比；单组，方形核。",
}
