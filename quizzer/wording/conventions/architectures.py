"""What calculators count and how, in Chinese: architectures, sequence models, transformers and whole networks."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # architectures
    "gap_against_dense": "hidden 只在展平头中插入一个全连接隐藏层；池化没有参数。",
    "ssd_boxes": "SSD300 的特征图边长为 38、19、10、5、3、1，每格框数为 4、6、6、6、4、4。",
    "fpn_levels_shapes": "向上取整，与 ResNet 中带填充、步长 2 的层逐层相接的结果一致。P6 和 P7 为 RetinaNet 所用。",
    "unet_sizes": (
        "不填充的卷积（原论文，572 → 388）每级减少 4 格，same 时不减少。crops 是编码器特征图每边裁掉的格数，"
        "最深的一级在前。"
    ),
    "efficientnet_scaling": "结果不取整为整数的层数、通道数或像素数。",
    "layer_params": (
        "Linear 为 i·o + o；ConvNd 为 K^N·(Cin/G)·Cout + Cout；归一化层为 2C；RNN、GRU、LSTM 有 g = 1、3、"
        "4 组门，每层每个方向 g·h·(in + h + 2)；MultiheadAttention 为 4d² + 4d。缓冲区为滑动均值、"
        "滑动方差和步数。"
    ),
    # sequence models
    "textcnn": (
        "一个卷积核跨 k 个词元和全部 D 维：每种宽度 k·D·F + F，不填充，步长 1；"
        "其后的全连接层再加 features·n + n。词嵌入表不计。"
    ),
    "crnn": (
        "stride 是整个网络沿宽度方向的步长，features D 是一个时间步的特征数，"
        "characters 是字母表的大小（含空格）；CTC 的空白符另加。params 是最后一个全连接层的参数：D·类别 + 类别。"
    ),
    "recurrent_params": "每组门有 b = bias_vectors 个偏置向量：PyTorch 为 2，教科书和 Keras 的 LSTM 为 1，无偏置为 0。",
    "gru_lstm_compare": "每组门有 b = bias_vectors 个偏置向量，同 recurrent_params；LSTM 保留隐藏状态和细胞状态。",
    "hog_length": "一边的块数：⌊(side/cell − b)/S⌋ + 1；side 和 cell 以像素计，block 和 stride 以单元计。",
    "onehot_dim_distance": (
        "categories 是各个待编码特征的取值数，numeric 是保持不变的列数；drop_first 使每个特征少一列。"
        "距离按完整的编码计。"
    ),
    # transformers
    "attn_params_flops": (
        "权重 4d²，用 bias 再加 4d；MACs 为 4nd² + 2n²d，因此 FLOPs 为 8nd² + 4n²d，只计乘积（不计 softmax 和偏置，"
        "因果掩码也不减少）。每个头宽 d/heads，所以头数不影响结果。给出 kv_heads 时，"
        "键和值只有 kv_heads·d/heads 宽（分组查询注意力，1 即多查询），n²d 一项不变。"
    ),
    "attention_weights": "权重之和为 1；所有指数都为 0 时是精确值。",
    "transformer_block_params": (
        "不用 bias 时，线性层没有偏置，归一化层没有平移，与 torch.nn.TransformerEncoderLayer 相同："
        "4d² + 2·d·d_ff + 2d。不含交叉注意力、嵌入和最后的归一化。"
    ),
    "vit_patches": "image 为边长或（高，宽）；块为 P×P，互不重叠。",
    "vit_params": (
        "计入块嵌入、类别词元、每个词元的可学习位置、depth 个带偏置的编码器块、最后的归一化和线性分类头；"
        "注意力头数不影响结果。"
    ),
    "swin_window_cost": "不计 softmax、偏置和位置偏置；批量为 1；带掩码移动窗口不改变结果。",
    "position_code": "偶数项 2i 为 sin(pos/10000^(2i/d))，其后的奇数项 2i + 1 为同一角度的余弦。",
    # whole networks
    "network": (
        "MACs 计卷积和线性层的权重乘法，包括注意力的投影，按整个批量计；查询、键、"
        "值之间的乘积另列为 attention_macs。input 为 [批量，通道，高，宽]。各位置不同时（上采样、注意力之后）"
        "rf 为 null，且不考虑压缩激励的门。不计辅助头。"
    ),
}
