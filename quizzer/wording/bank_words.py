"""What the commands for authors of the bank say."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "bank.coverage.topic": Text(
        "{topic} sections {sections}   conceptual {conceptual}   numeric {numeric}",
        "{topic} 小节 {sections}   概念题 {conceptual}   数值题 {numeric}",
    ),
    "bank.coverage.sections": Text(
        "{covered} of {asked} sections of the notes are asked about; {waived} more hold nothing to ask.",
        "笔记的 {asked} 个小节中有 {covered} 个已出题；另有 {waived} 个小节没有可考的内容。",
    ),
    "bank.coverage.errata": Text(
        "{used} of {errata} errors of the notes that are for items are flagged by one.",
        "笔记中需要出题纠正的 {errata} 处错误，有 {used} 处已由题目标出。",
    ),
    "bank.coverage.missing": Text("Missing: {missing}", "缺少：{missing}"),
    "bank.clean": Text("{items} items checked, nothing to mend.", "已检查 {items} 道题，没有问题。"),
    "bank.reference": Text("Source: {text}", "来源：{text}"),
}
