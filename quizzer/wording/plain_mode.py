"""What the line-oriented face says."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "plain.welcome": Text(
        "Questions: {count}. Type an answer and Enter. Commands: :hint :options :skip :dontknow :undo :quit",
        "测验，共 {count} 题。输入答案后按回车。"
        "命令：:hint 提示 :options 选项 :skip 跳过 :dontknow 不知道 :undo 撤销 :quit 结束。",
    ),
    "plain.ask.number": Text("A number; arithmetic such as 3*64+1 is fine.", "填一个数，可以写算式，如 3*64+1。"),
    "plain.ask.shape": Text("A shape, such as 28x56.", "填形状，如 28x56。"),
    "plain.ask.list": Text("A list in order, separated by commas.", "按顺序填写，用逗号分隔。"),
    "plain.ask.set": Text("A set, separated by commas.", "填集合，用逗号分隔。"),
    "plain.ask.formula": Text(
        "A formula, such as (W-K+2P)/S; floor(…) rounds down.", "填公式，如 (W-K+2P)/S；floor(…) 表示向下取整。"
    ),
    "plain.ask.ordering": Text("All letters in order, such as b, a, c.", "按顺序写出所有字母，如 b, a, c。"),
    "plain.ask.matching": Text("Pairs, such as 1=b, 2=a.", "写出配对，如 1=b, 2=a。"),
    "plain.ask.spot_error": Text(
        "The wrong part and its correction, such as b 2; or none.", "写出错处和改正，如 b 2；没有错误写 none。"
    ),
    "plain.ask.free": Text(
        "A few sentences; end with a line “.” and compare with the key points.",
        "用几句话回答；以单独一行“.”结束，再与要点对照。",
    ),
    "plain.key_points": Text("Which of these key points did your answer hold?", "你的回答包含下面哪些要点？"),
    "plain.false_claims": Text(
        "And did it say anything of this? Each costs a point.", "有没有说过下面的话？每句扣一分。"
    ),
    "plain.tick": Text("Numbers, such as 1,3 or 1,3,-1; 0 for none.", "填编号，如 1,3 或 1,3,-1；一个都没有填 0。"),
    "plain.ask.parts": Text(
        "One line a part, or all in one line separated by |.", "每个小问一行；也可写在一行，用 | 分隔。"
    ),
    "plain.ask.single": Text("One letter.", "填一个字母。"),
    "plain.ask.several": Text("Several letters, such as A,C.", "填多个字母，如 A,C。"),
    "plain.ask.cloze": Text("Fill the blank.", "填空。"),
    "plain.ask.blanks": Text("Fill the blanks, separated by |.", "依次填空，用 | 分隔。"),
    "plain.ask.truth_reason": Text(
        "T or F and the letter of the reason, such as F B.", "填 T 或 F，再填理由的字母，如 F B。"
    ),
    "plain.hint": Text("Hint: {text}", "提示：{text}"),
    "plain.no_more_hints": Text("There is no further hint.", "没有更多提示了。"),
    "plain.no_options": Text(
        "There are no options to show for this question; please answer as asked.",
        "这道题没有可以另外显示的选项，请按要求作答。",
    ),
    "plain.no_hints": Text("This question has no hints.", "这道题没有提示。"),
    "plain.skipped": Text("Skipped; another question takes its place.", "已跳过，换一道题。"),
    "plain.undone": Text("Taken back; here it is again.", "已撤销，请重新作答。"),
    "plain.nothing_to_undo": Text("There is nothing to take back.", "没有可撤销的操作。"),
    "plain.unknown_command": Text(
        "{command} is no command; there are :hint :options :skip :dontknow :undo :quit.",
        "没有命令 {command}；可用 :hint :options :skip :dontknow :undo :quit。",
    ),
    "plain.summary": Text(
        "Done: {correct} of {total} right, {partial} partly. Everything is saved.",
        "完成：{total} 题中 {correct} 题正确，{partial} 题部分正确。全部已保存。",
    ),
    "plain.kept": Text(
        "Left in the middle. Go on with: quizzer quiz --plain --resume",
        "中途离开。继续请运行：quizzer quiz --plain --resume",
    ),
    "plain.go_on": Text(
        "Going on: {answered} answered so far. Commands: :hint :options :skip :dontknow :undo :quit",
        "继续：已答 {answered} 题。命令：:hint 提示 :options 选项 :skip 跳过 :dontknow 不知道 :undo 撤销 :quit 结束。",
    ),
    "plain.nothing_left": Text(
        "Nothing was left in the middle; begin with: quizzer quiz", "没有中途离开的测验；开始请运行：quizzer quiz"
    ),
    "plain.summary_none": Text("No question was answered.", "没有作答。"),
    "plain.summary_missed": Text("To look at again:", "需要再看的题："),
    "plain.summary_slip": Text("{times} × {belief}", "{times} 次：{belief}"),
}
