"""Why a calculator refuses its arguments, in a sentence that a learner understands."""

from __future__ import annotations

from collections.abc import Mapping

from quizzer.questions.text import Language, Text, fill

TEXTS: dict[str, Text] = {
    "refusal.kernel_exceeds_padded_input": Text(
        "The kernel is larger than the padded input: it spans more than {size} cells plus the padding on both sides.",
        "卷积核比补零后的输入还大：它覆盖的范围超过 {size} 格加两侧填充。",
    ),
    "refusal.output_not_positive": Text(
        "The output would have {side} cells a side; padding or cropping takes everything away.",
        "输出边长会是 {side}；填充或裁剪把它全部去掉了。",
    ),
    "refusal.output_padding_too_large": Text(
        "Output padding is {output_padding}; it only settles which of several sizes is meant, so it has to be smaller"
        " than the stride or the dilation.",
        "output_padding 为 {output_padding}；它只用来在几种可能的尺寸中选定一种，必须小于步长或膨胀率。",
    ),
    "refusal.pad_over_half_kernel": Text(
        "Padding {padding} is more than half of the pooling kernel {kernel}; some window would see padding only.",
        "填充 {padding} 超过池化核 {kernel} 的一半；会有窗口只覆盖到填充。",
    ),
    "refusal.channel_mismatch": Text(
        "The channels do not fit: {input} come in, {layer} are expected.",
        "通道数不符：输入为 {input}，期望 {layer}。",
    ),
    "refusal.groups_not_dividing": Text(
        "{groups} groups do not divide {channels} evenly; every group needs the same number of channels.",
        "{groups} 组不能整除 {channels}；每组的通道数必须相同。",
    ),
    "refusal.same_with_stride": Text(
        "PyTorch knows padding='same' for stride 1 only; give the padding as a number.",
        "PyTorch 的 padding='same' 只支持步长 1；请用数字给出填充。",
    ),
    "refusal.bad_padding_name": Text(
        "There is no padding called {padding}; 'same' and 'valid' exist.",
        "没有名为 {padding} 的填充方式；只有 'same' 和 'valid'。",
    ),
    "refusal.negative_padding": Text("Padding cannot be negative: {padding}.", "填充不能为负：{padding}。"),
    "refusal.kernel_not_positive": Text("A kernel has at least one cell.", "卷积核至少有一格。"),
    "refusal.stride_not_positive": Text("A stride is at least 1.", "步长至少为 1。"),
    "refusal.dilation_not_positive": Text(
        "Dilation is at least 1; 1 is the ordinary kernel.", "膨胀率至少为 1；1 就是普通卷积核。"
    ),
    "refusal.groups_not_positive": Text("There is at least one group.", "至少要有一组。"),
    "refusal.inverted_box": Text(
        "The box {box} is inverted: its second corner has to lie to the right of the first and below it.",
        "框 {box} 的角点颠倒了：第二个角必须在第一个角的右下方。",
    ),
    "refusal.zero_union": Text(
        "Neither box has an area, so their overlap has no share.", "两个框都没有面积，交并比没有定义。"
    ),
    "refusal.no_even_padding": Text(
        "No equal padding on both sides keeps the size: dilation · (kernel − 1) is odd.",
        "两侧相同的填充无法保持尺寸：膨胀率 ·（核 − 1）是奇数。",
    ),
    "refusal.empty_chain": Text("There is no layer.", "没有任何层。"),
    "refusal.window_misses_bins": Text(
        "With this window and stride {size} cells do not give {bins} bins.",
        "按这个窗口和步长，{size} 格得不到 {bins} 个池化块。",
    ),
    "refusal.nothing_active": Text("Every activation is 0, so there is no share.", "所有激活都为 0，无法分配概率。"),
    "refusal.shapes_differ": Text(
        "The shapes {first} and {second} do not fit together.", "形状 {first} 与 {second} 不匹配。"
    ),
    "refusal.unsupported": Text("This is not supported: {what}.", "不支持：{what}。"),
    "refusal.bad_argument.unknown": Text(
        "There is no argument {argument}; there are {value}.", "没有参数 {argument}；可用的有 {value}。"
    ),
    "refusal.bad_argument.missing": Text("The argument {argument} is missing.", "缺少参数 {argument}。"),
    "refusal.bad_argument.type": Text(
        "{argument} cannot be read; it should look like {value}.", "无法读取 {argument}；应形如 {value}。"
    ),
    "refusal.bad_argument.below_one": Text("{argument} is too small: {value}.", "{argument} 太小：{value}。"),
    "refusal.bad_argument.too_large": Text(
        "{argument} is too large; at most {value}.", "{argument} 太大；最多为 {value}。"
    ),
    "refusal.bad_argument.lengths_differ": Text(
        "{argument} has {value} elements, which does not match the other list.",
        "{argument} 有 {value} 个元素，与另一个列表不匹配。",
    ),
    "refusal.bad_argument.no_probability": Text(
        "{argument} is {value}, which is no probability that fits here.",
        "{argument} 为 {value}，不是这里可用的概率。",
    ),
    "refusal.bad_argument.no_class": Text("There is no class {value}.", "没有第 {value} 类。"),
    "refusal.bad_argument.not_finite": Text(
        "{argument} has to be finite, not {value}.", "{argument} 必须有限，而不是 {value}。"
    ),
    "refusal.bad_argument.no_number": Text(
        "{argument} is no number that can be used: {value}.", "{argument} 不是可用的数：{value}。"
    ),
    "refusal.bad_argument.no_network": Text(
        "There is no network of this name; the nearest is {value}.", "没有这个名称的网络；最接近的是 {value}。"
    ),
    "refusal.bad_argument.no_maps": Text(
        "{argument} should be nested lists of numbers of equal length.", "{argument} 应为长度一致的嵌套数字列表。"
    ),
    "refusal.bad_argument.one_value": Text(
        "Batch norm in training needs more than one value per channel.", "训练时批归一化每个通道需要多于一个值。"
    ),
    "refusal.bad_argument.layers_or_nodes": Text(
        "Give either layers (a stack) or nodes (a graph).", "请给出 layers（串联）或 nodes（图）之一。"
    ),
    "refusal.bad_argument.unknown_node": Text(
        "A node reads from {value}, which does not exist before it.", "有节点引用了 {value}，而它之前并不存在。"
    ),
    "refusal.bad_argument.not_dividing": Text(
        "{argument} has to be a multiple of {value}.", "{argument} 必须是 {value} 的倍数。"
    ),
    "refusal.bad_argument.not_symmetric": Text(
        "{argument} has to read the same in rows and columns.", "{argument} 必须是对称矩阵。"
    ),
    "refusal.bad_argument.no_divisor": Text("{argument} leaves nothing to divide by.", "{argument} 使除数为 0。"),
    "refusal.bad_argument.no_graph": Text(
        "{argument} should be a symmetric matrix of 0 and 1 with zeros on its diagonal.",
        "{argument} 应为对角线为 0 的对称 0-1 矩阵。",
    ),
    "refusal.bad_argument.no_neighbour": Text("Node {value} has no neighbour.", "节点 {value} 没有邻居。"),
    "refusal.bad_argument.no_choice": Text(
        "{argument} should be one of: {value}.", "{argument} 应为以下之一：{value}。"
    ),
    "refusal.bad_argument.all_equal": Text(
        "The values of {argument} are all equal: their variance is 0, and so is eps.",
        "{argument} 的值全部相等，方差为 0，而 eps 也是 0。",
    ),
    "refusal.bad_argument.all_zero": Text("{argument} is zero everywhere.", "{argument} 全为 0。"),
    "refusal.bad_argument.index_twice": Text(
        "The place {value} is given twice; each value needs a place of its own.",
        "位置 {value} 出现了两次；每个值需要各自的位置。",
    ),
    "refusal.bad_argument.no_cell": Text("There is no cell {value}.", "没有第 {value} 格。"),
    "refusal.bad_argument.no_value": Text(
        "The arguments are of the right kind, but there is no result for them: {value}.",
        "参数类型正确，但没有对应的结果：{value}。",
    ),
}


def refusal_sentence(reason: str, details: Mapping[str, object], language: Language) -> str:
    """Why the calculator refused, for ``reason`` and the values that came with it. KeyError for an unknown reason."""
    key = f"refusal.{reason}"
    if reason == "bad_argument":
        key += f".{details['problem']}"
    values = {name: _shown(value) for name, value in details.items()}
    if reason == "unsupported":
        what = ", ".join(f"{name} {value}" for name, value in values.items() if name != "problem")
        values["what"] = what or {Language.EN: "this combination", Language.ZH: "这种组合"}[language]
    return fill(TEXTS[key][language], values)


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
