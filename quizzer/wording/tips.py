"""What a key of the footer does, in a sentence that shows when the mouse rests on it."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "tip.copied": Text("Copied.", "已复制。"),
    "tip.add_layer": Text("Add a layer behind the pointer", "在光标后添加一层"),
    "tip.change_layer": Text("Change the layer under the pointer", "修改光标所在的层"),
    "tip.remove_layer": Text("Remove the layer under the pointer", "删除光标所在的层"),
    "tip.load": Text("Load one of the networks of the bank", "载入题库中的网络"),
    "tip.save": Text("Save this network in your own bank", "把这个网络保存到自己的题库"),
    "tip.search": Text("Find items by words, or by terms such as topic:pooling", "按关键词或 topic:pooling 等条件查找"),
    "tip.new_numbers": Text("The same question with new numbers or in another order", "同一道题，换一组数字或换个顺序"),
    "tip.show_answer": Text("Show answer, solution and sources", "显示答案、解法和出处"),
    "tip.quiz_me": Text("Ask me about what is chosen", "就所选内容提问"),
    "tip.hint": Text("One more hint; a right answer then counts as hard", "再给一条提示；之后答对按“困难”计"),
    "tip.dont_know": Text("Show the answer; the question comes again soon", "直接看答案，这道题会很快再问"),
    "tip.skip": Text("Ask another question instead; nothing is recorded", "换一道题，不计入记录"),
    "tip.more": Text("Worked steps, explanation, sources", "分步解法、解析和出处"),
    "tip.undo": Text("Take the answer back and ask again", "撤回这次作答，重新提问"),
    "tip.easy": Text("It was easy: asked again later than planned", "觉得容易：下次提问推后"),
    "tip.lucky": Text("It was a guess: counts as not known", "是猜的：按不会处理"),
    "tip.bury": Text("Leave it for tomorrow", "留到明天再问"),
    "tip.suspend": Text("Never ask it again, until you take that back", "不再提问，直到你取消停用"),
    "tip.flag": Text("Say what is wrong with this question", "说明这道题有什么问题"),
    "tip.palette": Text("Find any command, item or calculator", "查找任意命令、题目或计算器"),
}
