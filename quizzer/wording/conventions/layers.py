"""What calculators count and how, in Chinese: sizes, pooling, convolutions, chains and receptive fields."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # sizes
    "conv_output_size": "padding 为每边的格数。",
    "conv_output_shape": "每个轴各自按 conv_output_size 计算。",
    "same_padding": "总填充为 max((⌈W/S⌉−1)·S + k_eff − W, 0) 格；为奇数时，多出的一格填在后面（下边、右边）。",
    # pooling
    "pool_output_size": (
        "默认向下取整；ceil_mode 时向上取整，但最后一个窗口须起始于输入或其前侧填充之内："
        "若 (out − 1)·stride ≥ size + padding，则少一格。"
    ),
    "caffe_pool_output_size": "只有带填充时，才去掉起点在 size + padding 或更后处的最后一个窗口。stride 默认为 1。",
    "pool_values": (
        'mode："max"（最大）、"average"（平均）、"l2"（平方和的平方根，即 p 为 2 的 torch.nn.LPPool2d）、'
        '"rms"（平方均值的平方根）、"median"（中位数，个数为偶数时取中间两个的均值）。'
        "count_include_pad 只影响 average 和 rms。平方根能精确求出时，结果为精确值。"
    ),
    "pool_backward": (
        "最大池化把梯度传给每个窗口中最大的格（有几个相等时，取按行顺序的第一个），平均池化平分给各格；"
        "落在填充上的部分丢弃，窗口重叠处相加。结果为精确值。"
    ),
    "max_unpool": "索引从 0 起，逐行数输出的格。",
    "bilinear_pool": "每个位置取两个描述向量的外积，再对所有位置求和；无偏置，不做归一化，批量为 1。",
    # transposed convolutions
    "transposed_values": "核按存储的原样使用，不翻转，与 torch.nn.functional.conv_transpose2d 相同。",
    # convolutions and their cost
    "conv_params": "kernel 为边长或（高，宽）；图像大小不影响结果。",
    "conv_macs": "边长可为两轴共用的一个数，或（高，宽）；计的是输出的边长，向下取整；只计权重，批量为 1。",
    "conv_flops": "用 bias 时，每个输出值再加一次加法：+ H_out·W_out·Cout。批量为 1。",
    "conv2d": (
        'padding 按每边计，或为 "valid"（不填充）、"same"（仅限步长 1；共 D(K−1) 格，'
        "为奇数时多出的一格填在后面）。MACs = N·H_out·W_out·权重数。"
    ),
    "conv_transpose2d": "MACs = N·H·W·权重数，H 和 W 取输入的边长：每个输入格与每个权重各乘一次。",
    "pool2d": "每个轴按 pool_output_size 计算；平均池化没有空洞。",
    "keras_layer": (
        "layer 为 Conv2D、Conv2DTranspose、DepthwiseConv2D、SeparableConv2D、MaxPooling2D 或 AveragePooling2D。"
        "用 'same' 时，总填充为 max((⌈H/S⌉−1)·S + k_eff − H, 0)，前面填 total//2，其余填在后面。"
    ),
    # chains and receptive fields
    "chain_output_sizes": (
        '每层写作 {"op": "conv" 或 "pool", "k", "s", "p", "d", "ceil"}；不写的项为 1，填充为 0，向下取整；'
        "ceil 即 PyTorch 池化的 ceil_mode。整串都向下取整时，留到最后再取整，结果相同。"
    ),
    "chain_receptive_field": (
        "layers 从输入起依次列出每层的 (kernel, stride, dilation)。结果是跨度，即触及的最后一格 − 第一格 + 1，"
        "中间的空隙也算；填充不影响结果。"
    ),
    "receptive_field": (
        '每层写作 {"op": conv、maxpool 或 avgpool, "k", "s", "p", "d"}，值为数或 [高，宽]，'
        '填充还可写作 [[前，后]，[前，后]]；nodes 另有 "id"、"inputs" 以及操作 add 和 concat。'
        "rf 是触及的输入位置的跨度；输出 u 覆盖 [u·stride − padding, u·stride − padding + rf − 1]；中心从 0 起数。"
        "misaligned 列出各分支中心不一致的汇合处。"
    ),
}
