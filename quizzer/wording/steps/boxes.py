"""Names of the quantities in worked solutions about boxes, suppression and average precision."""

from __future__ import annotations

from quizzer.questions.text import Text

WORDS: dict[str, Text] = {
    "overlap_width": Text("overlap width", "重叠宽"),
    "overlap_height": Text("overlap height", "重叠高"),
    "overlap_width_clamped": Text("overlap width, at least 0", "重叠宽，至少为 0"),
    "overlap_height_clamped": Text("overlap height, at least 0", "重叠高，至少为 0"),
    "overlap": Text("overlap", "交集面积"),
    "area_a": Text("area of A", "A 的面积"),
    "area_b": Text("area of B", "B 的面积"),
    "union": Text("union", "并集面积"),
    "iou": Text("IoU", "IoU"),
    "nms_order": Text("by score: {result}", "按得分排序：{result}"),
    "nms_kept": Text("kept: {result}", "保留：{result}"),
    "nms_round": Text("keep {result}; nothing is left to compare", "保留 {result}；没有其余的框"),
    "nms_round.dropped": Text("keep {result}; drop {dropped}", "保留 {result}；去掉 {dropped}"),
    "nms_round.spared": Text("keep {result}; leave {spared}", "保留 {result}；留下 {spared}"),
    "nms_round.both": Text(
        "keep {result}; drop {dropped}; leave {spared}", "保留 {result}；去掉 {dropped}；留下 {spared}"
    ),
}
