"""What the screens of the calculators and of the network table say."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "key.calculators": Text("Calculators", "计算器"),
    "key.calculate": Text("Calculate", "计算"),
    "key.all_calculators": Text("All calculators", "全部计算器"),
    "key.choose": Text("Choose", "选择"),
    "calculators.title": Text("Calculators", "计算器"),
    "calculators.search": Text("type part of a name, as in conv or iou", "输入名称的一部分，如 conv 或 iou"),
    "calculators.count": Text("{found} of {all}", "{all} 个中的 {found} 个"),
    "calculators.none": Text("No calculator is called “{typed}”.", "没有名称含“{typed}”的计算器。"),
    "calculators.wanted": Text("Still to fill in: {names}", "尚待填写：{names}"),
    "help.calculators": Text(
        "Type part of a name; ↑ ↓ move in the list, Enter or a click opens a calculator. Esc goes home.",
        "输入名称的一部分；用 ↑ ↓ 在列表中移动，回车或点击打开计算器。按 Esc 回首页。",
    ),
    "help.calculator": Text(
        "Each line takes one argument: a number, a list (3,5 or [3, 5]), sides (3x5), true, false or text. An empty "
        "line takes the value that stands in it in grey. Result, formula, steps and common slips follow as you "
        "type.\n\n"
        "Tab and ↑ ↓ change the line, PgUp PgDn scroll, Esc goes back to the list.",
        "每行填一个参数：数、列表（3,5 或 [3, 5]）、边长（3x5）、true、false 或文本。空行采用灰色显示的值。"
        "结果、公式、步骤和常见错误随输入更新。\n\nTab 和 ↑ ↓ 换行，PgUp PgDn 滚动，Esc 返回列表。",
    ),
    "key.add_layer": Text("Add", "添加"),
    "key.change_layer": Text("Edit", "修改"),
    "key.remove_layer": Text("Remove", "删除"),
    "key.load": Text("Load", "载入"),
    "key.save": Text("Save", "保存"),
    "network.title": Text("Network  {name}  input {input}", "网络  {name}  输入 {input}"),
    "network.new": Text("new", "新建"),
    "network.saved": Text("Saved as {path}", "已保存为 {path}"),
    "network.not_saved": Text("This could not be saved: {detail}", "无法保存：{detail}"),
    "network.name_taken": Text(
        "There is a network {name} already; choose another name.", "已有网络 {name}，请换一个名称。"
    ),
    "network.name_form": Text(
        "A name has small letters, digits and _, and begins with a letter.",
        "名称由小写字母、数字和 _ 组成，以字母开头。",
    ),
    "network.nowhere": Text("There is no bank of your own to save it in.", "没有可保存的自建题库。"),
    "network.problem": Text("Layer {number} does not fit: {problem}", "第 {number} 层不成立：{problem}"),
    "network.unreadable": Text("This is no layer: {problem}", "这不是一个层：{problem}"),
    "network.input_form": Text(
        "The input is channels, height and width, as in 3,224,224.", "输入为通道数、高和宽，如 3,224,224。"
    ),
    "network.ask_layer": Text(
        "A layer, as in conv: 64, k: 3, s: 1, p: 1 · max_pool: 2, s: 2 · norm: batch · adaptive_pool: 1 · linear: 10",
        "填写一层，如 conv: 64, k: 3, s: 1, p: 1 · max_pool: 2, s: 2 · norm: batch · adaptive_pool: 1 · linear: 10",
    ),
    "network.ask_input": Text("Channels, height and width of the input", "输入的通道数、高和宽"),
    "network.ask_name": Text("A name for the network", "网络的名称"),
    "network.ask_load": Text("Type part of a name; Enter loads the first", "输入名称的一部分；按回车载入第一个"),
    "network.empty": Text("No layer yet: a adds one, l loads a network.", "还没有层：按 a 添加，按 l 载入网络。"),
    "network.quiz.title": Text("Quiz me  {number} of {all}", "出题  第 {number} 题，共 {all} 题"),
    "network.quiz.layer": Text("Layer {number} gets {input}:\n{layer}", "第 {number} 层的输入为 {input}：\n{layer}"),
    "network.quiz.output": Text("What is the shape of its output?", "它的输出形状是什么？"),
    "network.quiz.params": Text(
        "How many parameters does it have? Biases count where it has them.", "它有多少个参数？有偏置时计入偏置。"
    ),
    "network.quiz.macs": Text(
        "How many multiply-adds for one picture? Weights only, no biases.",
        "处理一张图需要多少次乘加？只计权重，不计偏置。",
    ),
    "network.quiz.field": Text(
        "How many cells of the network's input wide is the receptive field of one of its outputs?",
        "它的一个输出的感受野在整个网络的输入上有多少格宽？",
    ),
    "network.quiz.end": Text("{right} of {all} right. This is not recorded.", "{all} 题答对 {right} 题，不计入记录。"),
    "network.quiz.nothing": Text(
        "There is nothing to ask yet: a adds a layer, l loads a network.", "还没有可问的层：按 a 添加，按 l 载入网络。"
    ),
    "help.network": Text(
        "Every line is a layer, or a block of layers with what it comes to. a adds a layer behind the pointer, Enter "
        "or e changes it, x removes it, u takes the last change back.\n\n"
        "i changes the input, l loads a network, w saves this one in your own bank, where “quizzer calc network” finds "
        "it. z asks you about its layers. Space unfolds the blocks, ← → scroll sideways. Esc goes back.",
        "每行是一层，或一个由多层组成的块及其合计。a 在光标后添加一层，回车或 e 修改，x 删除，u 撤销上一次改动。\n\n"
        "i 修改输入，l 载入网络，w 保存到自己的题库，之后“quizzer calc network”即可使用。z 就各层出题。空格展开各块，"
        "← → 横向滚动。按 Esc 返回。",
    ),
}
