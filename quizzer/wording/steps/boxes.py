"""Names of the quantities in worked solutions about boxes, suppression, RoI layers and average precision."""

from __future__ import annotations

from quizzer.questions.text import Text

WORDS: dict[str, Text] = {
    # overlap
    "overlap_width": Text("overlap width", "重叠宽"),
    "overlap_height": Text("overlap height", "重叠高"),
    "overlap_width_clamped": Text("overlap width, at least 0", "重叠宽，至少为 0"),
    "overlap_height_clamped": Text("overlap height, at least 0", "重叠高，至少为 0"),
    "overlap": Text("overlap", "交集面积"),
    "area_a": Text("area of A", "A 的面积"),
    "area_b": Text("area of B", "B 的面积"),
    "union": Text("union", "并集面积"),
    "iou": Text("IoU", "IoU"),
    "iou_plus1": Text("IoU of inclusive pixels", "按含端点像素计的 IoU"),
    "enclosing_width": Text("width of the enclosing box", "外接框宽"),
    "enclosing_height": Text("height of the enclosing box", "外接框高"),
    "enclosing_area": Text("area of the enclosing box", "外接框面积"),
    "centre_distance_squared": Text("squared distance of the centres", "中心距离的平方"),
    "diagonal_squared": Text("squared diagonal of the enclosing box", "外接框对角线的平方"),
    "aspect_term": Text("aspect term v", "宽高比项 v"),
    "alpha": Text("weight α of the aspect term", "宽高比项的权重 α"),
    "giou": Text("GIoU", "GIoU"),
    "diou": Text("DIoU", "DIoU"),
    "ciou": Text("CIoU", "CIoU"),
    # regression targets
    "tx": Text("tx", "tx"),
    "ty": Text("ty", "ty"),
    "tw": Text("tw", "tw"),
    "th": Text("th", "th"),
    "centre_x": Text("centre x", "中心横坐标"),
    "centre_y": Text("centre y", "中心纵坐标"),
    "box_width": Text("width of the box", "框宽"),
    "box_height": Text("height of the box", "框高"),
    # suppression
    "nms_order": Text("by score: {result}", "按得分排序：{result}"),
    "comparisons": Text("comparisons", "比较次数"),
    "nms_kept": Text("kept: {result}", "保留：{result}"),
    "nms_round": Text("keep {result}; nothing to drop", "保留 {result}；没有要去掉的框"),
    "nms_round.dropped": Text("keep {result}; drop {dropped}", "保留 {result}；去掉 {dropped}"),
    "nms_round.spared": Text("keep {result}; leave {spared}", "保留 {result}；留下 {spared}"),
    "nms_round.both": Text(
        "keep {result}; drop {dropped}; leave {spared}", "保留 {result}；去掉 {dropped}；留下 {spared}"
    ),
    "soft_round": Text("round {index} keeps box {result}", "第 {index} 轮保留框 {result}"),
    "keep": Text("boxes kept", "保留的框"),
    "kept_scores": Text("scores of the boxes kept", "保留框的得分"),
    # RoI layers
    "roi_scaled": Text("RoI divided by the stride", "除以步长后的 RoI"),
    "quantised_roi_inclusive": Text("RoI in whole cells, ends included", "取整后的 RoI，含端点"),
    "bins_x_half_open": Text("bins along x, ends excluded", "x 方向的区间，不含终点"),
    "bins_y_half_open": Text("bins along y, ends excluded", "y 方向的区间，不含终点"),
    "max_output": Text("maximum of each bin", "各区间的最大值"),
    "roi_on_map": Text("RoI on the map", "特征图上的 RoI"),
    "samples_per_bin": Text("samples per bin along y and x", "每个区间在 y、x 方向的采样点数"),
    "upper_row": Text("value on the upper row", "上一行的插值"),
    "lower_row": Text("value on the lower row", "下一行的插值"),
    "cells": Text("whole cells of the RoI", "RoI 的整格数"),
    "bin_cells": Text("whole cells per bin", "每个区间的整格数"),
    "covered": Text("pixels covered", "覆盖的像素数"),
    "lost": Text("pixels lost", "丢失的像素数"),
    # average precision
    "rank": Text("after detection {index}: {result}", "前 {index} 个检测：{result}"),
    "tp": Text("true positives", "真正例数"),
    "fp": Text("false positives", "假正例数"),
    "fn": Text("false negatives", "假负例数"),
    "average_precision": Text("average precision", "平均精确率 AP"),
    "voc11": Text("11-point AP", "11 点 AP"),
    "voc_all_point": Text("all-point AP", "逐点 AP"),
    "ap_at": Text("AP at IoU {result}", "AP@{result}"),
    "AP": Text("AP", "AP"),
    "AP50": Text("AP50", "AP50"),
    "AP75": Text("AP75", "AP75"),
}
