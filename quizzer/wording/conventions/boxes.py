"""What calculators count and how, in Chinese: boxes, suppression, detectors, RoI layers and average precision."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    # overlap
    "iou": "未定义的值为 null：并集为零时除 iou_plus1 外的全部，以及框的高为零时的 CIoU。",
    # suppression
    "greedy_nms": (
        "overlaps 是 IoU 矩阵（overlaps_of）。"
        "与某个保留框的 IoU 超过 threshold 的框被去掉（suppress_at_equal 时，达到即去掉）；"
        "得分相等时编号小的在前。单类别。"
    ),
    "nms": (
        '与同类保留框的 IoU > iou_threshold（数或 "2/5"；suppress_at_equal 时为 >=）的框被去掉。'
        "只有得分 > score_threshold 的框参与。pixel_offset 为 1 时，宽按 x2 − x1 + 1 计。"
        "并集为零的框不抑制任何框。"
    ),
    "soft_nms": (
        'method 为 "linear" 时，IoU 高于 iou_threshold 的得分乘以 1 − IoU；为 "gaussian" 时，'
        "总是乘以 exp(−IoU²/sigma)；每轮之后剪去得分不高于 score_threshold 的框。"
    ),
    "soft_nms_scores": (
        '"linear" 在 IoU > iou_threshold 时乘以 1 − IoU，"gaussian" 总是乘以 exp(−IoU²/sigma)；'
        "每轮之后剪去得分不高于 score_threshold 的框。得分相等时编号小的先处理。"
    ),
    # what anchors, points and predictions learn
    "anchor_assign": (
        "ious 每行一个真值，每列一个锚框。看每个锚框最大的 IoU：≥ positive 为正，< negative 为负，两者之间忽略。"
        "best_anchor 时，在某个真值上不被其他锚框超过的锚框（并列的都算，IoU 须大于 0）也为正。"
        "锚框学习与它重叠最大的真值，并列时取第一个，与 torchvision 的 Matcher 相同。"
    ),
    "point_assign": (
        "点在框内（四个距离都 > 0），且最大距离在该层的范围内（含两端），这个框才算：P3 到 limits[0] 为止，"
        "P4 从 limits[0] 到 limits[1]，依此类推，最后一层无上限。有几个时取面积最小的，面积相等取第一个；"
        "没有则为 null。box_levels 是包含该点的各框所属的层，恰在界上时取较细的一层。不做中心采样。"
    ),
    "hungarian_match": (
        'costs 每行一个预测，每列一个真值，各至多 8 个；数目不等时，多出的没有配对（DETR 的 "no object"）。'
        "代价同为最小的匹配中，取配对顺序最靠前的。结果为精确值。"
    ),
    # detectors
    "yolo_scales": "每格的 A 个锚框各有自己的类别得分。输入 416 时：255 个通道，网格 13、26 和 52，共 10,647 个框。",
    "anchor_count": "一张 60×40 的图配 3×3 有 21,600 个；RetinaNet 在 P3 到 P7 的每格各有 9 个。超出图像的锚框也算。",
    "yolo_box": "cell 为从 0 起的（列，行），prior 为（宽，高），单位像素。",
    # regions of interest
    "roi_pool": (
        "roi_xyxy 以图像像素计，output_size 为（行，列）。角点坐标相除后取最近的整数，恰为一半时远离零；"
        "最后一格属于 RoI，RoI 至少一格；空的区间为 0。"
    ),
    "roi_align": (
        "sampling_ratio 为 n 时，每个区间取 n×n 个采样点；不为正时取 ⌈区间大小⌉。aligned 平移半个像素；不用时，"
        "RoI 每边至少一格。超出特征图一格以上的采样点为 0。"
    ),
    # average precision
    "ranked_average_precision": (
        'rule："all_point"（取包络）、"voc11"、"coco101" 或 "step"（不取包络，同 scikit-learn）。'
    ),
    "average_precision": (
        "所有图像的检测按得分统一排序；每个检测匹配所在图像中与它重叠最大的真值，"
        "须 IoU >= iou_threshold 且该真值未被占用。没有真值时 AP 为 null。"
    ),
    "coco_average_precision": "检测取未被占用的真值中与它重叠最大的。不区分面积、crowd 和类别。没有真值时为 null。",
    "mean_average_precision": (
        "每行一个类别，每列一个阈值（只有一列即单一 IoU 的 mAP，如 VOC）。空行是没有真值的类别，不计入。"
    ),
}
