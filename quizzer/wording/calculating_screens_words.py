"""What the screens of the calculators and of the network table say."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "key.calculators": Text("Calculators", "计算器"),
    "key.all_calculators": Text("All calculators", "全部计算器"),
    "key.choose": Text("Choose", "选择"),
    "home.calculators": Text(
        "C       Calculators: sizes, receptive fields, costs, networks", "C      计算器：尺寸、感受野、计算量、网络"
    ),
    "calculators.title": Text("Calculators", "计算器"),
    "calculators.search": Text("type part of a name, as in conv or iou", "输入名称的一部分，如 conv 或 iou"),
    "calculators.count": Text("{found} of {all}", "{all} 个中的 {found} 个"),
    "calculators.none": Text("No calculator is called “{typed}”.", "没有名称含“{typed}”的计算器。"),
    "calculators.wanted": Text("Still to fill in: {names}", "尚待填写：{names}"),
    "calculators.no_arguments": Text("It takes no arguments.", "无需参数。"),
    "calculators.busy": Text("Computing …", "正在计算……"),
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
}
