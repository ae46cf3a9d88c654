"""The names of the lines of worked solutions."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "step.effective_kernel": Text("effective kernel", "有效核边长"),
    "step.room": Text("room to move", "可移动余地"),
    "step.side": Text("side", "边长"),
    "step.height": Text("height", "高"),
    "step.width": Text("width", "宽"),
    "step.windows": Text("windows, rounded up", "向上取整的窗口数"),
    "step.without_last_window": Text("without a last window outside", "去掉越界的最后一个窗口"),
    "step.field": Text("field after layer {index}", "第 {index} 层后的感受野"),
    "step.jump": Text("jump after layer {index}", "第 {index} 层后的累积步长"),
    "step.channels_per_group": Text("input channels per group", "每组输入通道数"),
    "step.weights": Text("weights", "权重数"),
    "step.parameters": Text("with biases", "加上偏置"),
    "step.macs": Text("multiply-adds", "乘加次数"),
    "step.overlap_width": Text("overlap width", "重叠宽"),
    "step.overlap_height": Text("overlap height", "重叠高"),
    "step.overlap_width_clamped": Text("overlap width, at least 0", "重叠宽，至少为 0"),
    "step.overlap_height_clamped": Text("overlap height, at least 0", "重叠高，至少为 0"),
    "step.overlap": Text("overlap", "交集面积"),
    "step.area_a": Text("area of A", "A 的面积"),
    "step.area_b": Text("area of B", "B 的面积"),
    "step.union": Text("union", "并集面积"),
    "step.iou": Text("IoU", "IoU"),
    "step.formula": Text("formula", "公式"),
    "step.nms_order": Text("by score: {result}", "按得分排序：{result}"),
    "step.nms_kept": Text("kept: {result}", "保留：{result}"),
    "step.nms_round": Text("keep {result}; nothing is left to compare", "保留 {result}；没有其余的框"),
    "step.nms_round.dropped": Text("keep {result}; drop {dropped}", "保留 {result}；去掉 {dropped}"),
    "step.nms_round.spared": Text("keep {result}; leave {spared}", "保留 {result}；留下 {spared}"),
    "step.nms_round.both": Text(
        "keep {result}; drop {dropped}; leave {spared}", "保留 {result}；去掉 {dropped}；留下 {spared}"
    ),
}
