"""What calculators count and how, in Chinese: blocks, kinds of convolution, branches and small networks."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # blocks
    "stack_against_kernel": "weight_share 为前者除以后者，saved_percent 为 100 % 减去它，即省下的部分。",
    "bottleneck_weights": "2C·C/r + K²(C/r)²，对比 2K²C²。",
    "inception_reduction": "H·W·K²·Cin·Cout，对比 H·W·(Cin·Cr + K²·Cr·Cout)。",
    "depthwise_separable": "权重数为 K²·Cin + Cin·Cout；乘加次数为其 H·W 倍，H 和 W 取输出的边长。",
    "inverted_residual": (
        "t = 1 时没有第一个 1×1 层。扩展层按输入的大小计算，其余按输出的大小；K 为奇数，填充 (K−1)/2，无偏置。"
        "batch_norm 为每层之后的每个通道计入一个缩放和一个平移。有捷径须步长为 1 且 Cin = Cout。"
    ),
    # kinds of convolution
    "deformable_offset_channels": (
        "每个偏移组的每个采样点有两个偏移，与输入通道数无关；第 2 版再为每个采样点加一个调制值。"
    ),
    "factorised_conv3d": (
        "K_h·K_w·Cin·M + K_t·M·Cout；不给 middle_channels 时，"
        "M = ⌊K_t·K_h·K_w·Cin·Cout/(K_h·K_w·Cin + K_t·Cout)⌋，即权重数不超过三维卷积的最大值。"
    ),
    "winograd_multiplications": "只计变换后的值之间的乘法，不计变换本身。",
    # branches
    "densenet_channels": "L 是块中的层数，每层新增 growth 张特征图；连接数包括来自块输入的连接。",
    "concat_or_add_shape": "拼接时，该轴上的边长相加，其余各轴须相等；相加时各轴都须相等，不做广播。",
    "aspp_output": (
        "每个分支都输出 channels 个通道：一个 1×1 卷积，每个空洞率各一个空洞卷积；pooled 时再加图像级池化，"
        "后接 1×1 卷积。"
    ),
    # small networks
    "small_network": (
        '每层写作 {"op", "c", "k", "s", "p", "bias"}："conv"（c 个输出通道）、"bn"（缩放和平移）、'
        '"pool"（无权重）、"gap"（全局平均）或 "dense"（c 个输出；第一个先展平特征图）。不写的项为 1，填充为 0，'
        "有偏置；边长向下取整。dense_share 是全连接层占参数的百分比。"
    ),
    "heaviest_layer": "各层的写法同 small_network。",
}
