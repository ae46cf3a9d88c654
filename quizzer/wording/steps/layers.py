"""Names of the quantities in worked solutions about the shape and cost of layers."""

from __future__ import annotations

from quizzer.questions.text import Text

WORDS: dict[str, Text] = {
    "effective_kernel": Text("effective kernel", "有效核边长"),
    "room": Text("room to move", "可移动余地"),
    "side": Text("side", "边长"),
    "height": Text("height", "高"),
    "width": Text("width", "宽"),
    "windows": Text("windows, rounded up", "向上取整的窗口数"),
    "without_last_window": Text("without a last window outside", "去掉越界的最后一个窗口"),
    "field": Text("field after layer {index}", "第 {index} 层后的感受野"),
    "jump": Text("jump after layer {index}", "第 {index} 层后的累积步长"),
    "channels_per_group": Text("input channels per group", "每组输入通道数"),
    "weights": Text("weights", "权重数"),
    "parameters": Text("with biases", "加上偏置"),
    "macs": Text("multiply-adds", "乘加次数"),
    "formula": Text("formula", "公式"),
}
