"""Names of the quantities in worked solutions about transformers, detectors and the assignment of labels."""

from __future__ import annotations

from quizzer.questions.text import Text

WORDS: dict[str, Text] = {
    # attention and transformers
    "kv_width": Text("width of keys and values", "键和值的宽度"),
    "scores": Text("score entries", "得分矩阵元素数"),
    "flops": Text("floating-point operations", "浮点运算次数"),
    "attention_score": Text("scaled score of key {index}", "键 {index} 的缩放得分"),
    "attention_weight": Text("weight of key {index}", "键 {index} 的权重"),
    "block": Text("parameters of one block", "一个块的参数量"),
    "blocks": Text("parameters of all blocks", "所有块的参数量"),
    "patches": Text("patches", "图像块数"),
    "tokens": Text("tokens", "词元数"),
    "patch_embedding": Text("parameters of the patch embedding", "图像块嵌入的参数量"),
    "token_and_positions": Text("class token and positions", "分类词元与位置编码"),
    "last_norm": Text("parameters of the last norm", "最后归一化层的参数量"),
    "head": Text("parameters of the head", "分类层的参数量"),
    "vit_params": Text("parameters of the network", "整个网络的参数量"),
    "projection_macs": Text("multiply-adds of the projections", "投影的乘加次数"),
    "window_macs": Text("multiply-adds with windows", "窗口注意力的乘加次数"),
    "global_macs": Text("multiply-adds over the whole map", "全局注意力的乘加次数"),
    "position_angle": Text("angle, in radians", "角度，以弧度计"),
    "position_value": Text("value of the position code", "位置编码的值"),
    # output of detectors
    "cell_depth": Text("numbers per cell", "每个格子的输出数"),
    "head_channels": Text("channels of a head", "检测头的通道数"),
    "grid_side": Text("side of grid {index}", "网格 {index} 的边长"),
    "grid_sides": Text("sides of the grids", "各网格的边长"),
    "predicted_boxes": Text("boxes predicted", "预测框总数"),
    "map_cells": Text("positions on all maps", "各特征图的位置总数"),
    "anchors_per_cell": Text("anchors per position", "每个位置的锚框数"),
    "anchors": Text("anchors", "锚框总数"),
    "final_scores": Text("scores in the order of the boxes", "按框的编号列出的得分"),
    "class_ap": Text("mean AP of class {index}", "第 {index} 个类别的平均 AP"),
    "map": Text("mAP", "mAP"),
    # assignment
    "anchor_label": Text("anchor {index}: {work} → label {result}", "锚框 {index}：{work} → 标签 {result}"),
    "anchor_labels": Text("labels of the anchors", "各锚框的标签"),
    "anchor_truths": Text("truth of each positive anchor", "各正样本锚框对应的真值框"),
    "box_distances": Text("l, t, r, b of box {index}", "框 {index} 的 l、t、r、b"),
    "box_levels": Text("levels of the boxes", "各框所属的层"),
    "assigned_box": Text("box that the point learns", "该点学习的框"),
    "point_targets": Text("targets l, t, r, b", "回归目标 l、t、r、b"),
    "pairs": Text("pairs of prediction and truth", "预测与真值框的配对"),
    "total_cost": Text("total cost", "总代价"),
}
