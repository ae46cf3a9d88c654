"""What ``quizzer calc`` says."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "calc.simplified": Text("simplified", "化简"),
    "calc.line": Text("{name}: {value}", "{name}：{value}"),
    "calc.also": Text(", ", "，"),
    "calc.slips": Text("Common slips here:", "常见错误："),
    "calc.table.layer": Text("layer", "层"),
    "calc.table.kind": Text("kind", "类型"),
    "calc.table.output": Text("output C×H×W", "输出 C×H×W"),
    "calc.table.params": Text("params", "参数"),
    "calc.table.macs": Text("MACs", "MACs"),
    "calc.table.field": Text("RF", "感受野"),
    "calc.table.stride": Text("stride", "累积步长"),
    "calc.table.totals": Text(
        "{params} parameters, {macs} multiply-adds (convolutions and linear layers, weights only)",
        "参数 {params}，乘加 {macs}（卷积与全连接，仅计权重）",
    ),
    "calc.table.attention": Text(
        "and {attention_macs} multiply-adds between queries, keys and values",
        "另有查询、键、值之间的乘加 {attention_macs}",
    ),
    "calc.table.heaviest_params": Text("Most parameters: {layers}", "参数最多：{layers}"),
    "calc.table.heaviest_macs": Text("Most multiply-adds: {layers}", "乘加最多：{layers}"),
    "calc.unknown": Text(
        "There is no calculator {given}; the nearest is {nearest}. “quizzer calc --list” shows all.",
        "没有计算器 {given}；最接近的是 {nearest}。“quizzer calc --list”可列出全部。",
    ),
    "calc.nameless": Text(
        "Name a calculator, as in “quizzer calc conv2d”; “quizzer calc --list” shows all.",
        "请给出计算器名称，如“quizzer calc conv2d”；“quizzer calc --list”可列出全部。",
    ),
    "calc.valueless": Text("The argument {argument} has no value.", "参数 {argument} 没有值。"),
    "calc.surplus": Text(
        "{given} is one value too many; {name} takes {known}.", "{given} 多余；{name} 的参数为 {known}。"
    ),
    "calc.source": Text("Source: {source}", "来源：{source}"),
}
