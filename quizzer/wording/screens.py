"""What the full-screen face says."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "key.quiz": Text("Quiz", "测验"),
    "key.language": Text("中文", "English"),
    "key.help": Text("Help", "帮助"),
    "key.quit": Text("Quit", "退出"),
    "key.palette": Text("Commands", "命令"),
    "key.answer": Text("Answer", "作答"),
    "key.options": Text("Options", "选项"),
    "key.next": Text("Next", "下一题"),
    "key.more": Text("More", "详解"),
    "key.hint": Text("Hint", "提示"),
    "key.dont_know": Text("Don't know", "不知道"),
    "key.skip": Text("Skip", "跳过"),
    "key.undo": Text("Undo", "撤销"),
    "key.leave": Text("Leave", "离开"),
    "key.stay": Text("Stay", "留下"),
    "key.home": Text("Home", "首页"),
    "key.again": Text("Another quiz", "再来一组"),
    "key.close": Text("Close", "关闭"),
    "app.kept": Text(
        "Left in the middle; everything is kept. Go on with: quizzer quiz --resume",
        "中途离开，内容都已保存。继续请运行：quizzer quiz --resume",
    ),
    "quiz.progress": Text("Quiz  {number} of {count}", "测验  第 {number} 题，共 {count} 题"),
    "quiz.level": Text("level {level}", "{level} 级"),
    "quiz.true": Text("T  True", "T  对"),
    "quiz.false": Text("F  False", "F  错"),
    "quiz.hint": Text("Hint {number}: {text}", "提示 {number}：{text}"),
    "quiz.no_hint": Text("There is no further hint for this question.", "这道题没有更多提示了。"),
    "quiz.nothing_picked": Text("Pick an option first.", "请先选择一项。"),
    "quiz.nothing_ticked": Text(
        "No key point is ticked, which counts as nothing right. Tick what your answer holds, or press Enter again.",
        "没有勾选任何要点，这样记为全错。请勾选你答到的要点，或再按一次回车。",
    ),
    "quiz.blank": Text("Blank {number}", "第 {number} 空"),
    "quiz.undone": Text("Taken back; answer again.", "已撤销，请重新作答。"),
    "quiz.behind": Text(
        "Enter shows the worked solution, ↓ its {steps} steps one by one",
        "回车查看解题过程，按 ↓ 逐步查看（共 {steps} 步）",
    ),
    "quiz.behind_at_once": Text("Enter shows why", "回车查看说明"),
    "quiz.step": Text("Worked solution, step {shown} of {steps}", "解题过程，第 {shown} 步，共 {steps} 步"),
    "quiz.solution": Text("Worked solution", "解题过程"),
    "quiz.why": Text("Why", "说明"),
    "quiz.options": Text("The options", "各选项"),
    "quiz.source": Text("In the notes", "笔记出处"),
    "quiz.leave": Text(
        "Leave now? What was graded counts, and the rest is kept: G at home goes on with it.",
        "现在离开吗？已评分的都算数，剩下的会保留：在首页按 G 继续。",
    ),
    "quiz.leave_nothing": Text(
        "Leave now? Nothing was answered yet, so nothing is kept.", "现在离开吗？还没有作答，不会保留任何内容。"
    ),
    "quiz.leave_done": Text(
        "Leave now? Every question was answered, and all of it counts.", "现在离开吗？题目已全部作答，都算数。"
    ),
    "home.left.quiz": Text(
        "{key}  Go on with the quiz, {number} of {count}", "{key}  继续测验：第 {number} 题，共 {count} 题"
    ),
    "home.left.review": Text(
        "{key}  Go on with the review, {number} of {count}", "{key}  继续复习：第 {number} 题，共 {count} 题"
    ),
    "home.nothing_left": Text("Nothing is left of it; everything was answered.", "已经全部答完，没有剩下的题。"),
    "key.go_on": Text("Go on", "继续"),
    "summary.kept": Text("Left in the middle: G at home goes on with it.", "中途离开：在首页按 G 继续。"),
    "summary.title": Text("Summary", "小结"),
    "summary.counts": Text(
        "✓ {correct} right   ~ {partial} partly   ✗ {incorrect} not right",
        "✓ 正确 {correct}   ~ 部分正确 {partial}   ✗ 不正确 {incorrect}",
    ),
    "summary.all_right": Text("Everything was right.", "全部正确。"),
    "summary.missed": Text("What went wrong", "出错的地方"),
    "summary.slips": Text("More than once", "不止一次"),
    "summary.slip": Text("{times} times: {belief}", "{times} 次：{belief}"),
    "help.title": Text("Help", "帮助"),
    "help.home": Text(
        "R reviews what is due today and a few new items. Enter starts ten questions over all topics, Q asks first "
        "which and how many. T is the tour: the keys on three questions. What you answer is saved at once; you can "
        "leave at any time. U takes the last step back, also that of an earlier session.\n\n"
        "F2 changes the language, here and in a question. Ctrl+P finds every command, also the colour themes.\n"
        "Ctrl+Q quits.\n\nWithout a full screen: quizzer quiz --plain",
        "按 R 复习今天到期的题和几道新题；按回车开始十道各主题混合的题，按 Q 先选择主题和题数。"
        "按 T 打开导览：用三道题认识按键。每次作答都会立即保存，可以随时离开。按 U 撤销上一步，包括上一次练习的。\n\n"
        "F2 切换语言，答题时也可以。Ctrl+P 列出所有命令，包括配色主题。\nCtrl+Q 退出。\n\n"
        "不用全屏界面时：quizzer quiz --plain",
    ),
    "help.number": Text(
        "Type a number. Arithmetic is fine: 3*3*64*128+128, (224-7+2*3)//2+1. So are 73,856, 1.12e2, 1/7, 231M, "
        "2.31亿 and a unit. What cannot be read is asked again and does not count.",
        "输入一个数，可以写算式：3*3*64*128+128、(224-7+2*3)//2+1；也可以写 73,856、1.12e2、1/7、231M、2.31亿，"
        "可带单位。无法识别的输入会请你重写，不计入成绩。",
    ),
    "help.shape": Text(
        "Type the sizes in order: 28x56, (28, 56) and torch.Size([28, 56]) are the same.",
        "按顺序输入各维大小：28x56、(28, 56)、torch.Size([28, 56]) 都可以。",
    ),
    "help.list": Text(
        "Type the members separated by commas, in the order asked for; none is written [].",
        "按题目要求的顺序输入各成员，用逗号分隔；没有成员时写 []。",
    ),
    "help.formula": Text(
        "Write the formula with the letters of the question: (W-K+2P)//S + 1, floor(…), ⌊…⌋, sqrt, ln, LaTeX."
        " 2P is 2·P; where a bracket could be meant two ways you are asked. Any equal formula is right.",
        "用题中的字母写公式：(W-K+2P)//S + 1、floor(…)、⌊…⌋、sqrt、ln、LaTeX 均可。2P 即 2·P；有两种读法时会请你写明。"
        "与标准公式恒等即为正确。",
    ),
    "help.parts": Text(
        "Answer part by part. A part that follows rightly from your earlier answer counts in full.",
        "逐个小问作答。由你前面的答案推得正确的小问计满分。",
    ),
    "help.cloze": Text(
        "Fill the blank; both languages and usual abbreviations count. Capitals, hyphens and spaces do not matter. "
        "Two blanks have a line each, or separate them with |.",
        "填空，中英文和常用缩写都可以，大小写、连字符和空格都不影响。两个空各占一行，也可以写在一行里用 | 分隔。",
    ),
    "help.choice": Text(
        "Letters or digits pick an option, the arrows move, the mouse works too. Options that wait until you have "
        "thought come with Space. Enter answers.",
        "用字母或数字选择选项，用方向键移动，也可以用鼠标。选项未列出时，先自己想，再按空格显示。按回车作答。",
    ),
    "help.truth_reason": Text(
        "T or F judges the claim, a digit picks the reason; Space shows reasons that wait. Both have to be right.",
        "按 T 或 F 判断对错，用数字键选择理由；理由未列出时按空格显示。两者都对才算正确。",
    ),
    "help.ordering": Text(
        "Press the letters in their order: each puts its line where the pointer is. Or take a line up with Space or a "
        "click and set it down elsewhere. Enter answers.",
        "依次按字母，把对应的行放到光标处；也可以用空格或鼠标拿起一行，移到别处再放下。按回车作答。",
    ),
    "help.matching": Text(
        "A letter pairs the line under the pointer; digits and arrows move the pointer, Backspace undoes a pair. "
        "Clicks work too. Enter answers.",
        "按字母为光标所在的行选择配对；数字键和方向键移动光标，退格键取消配对，也可以用鼠标。按回车作答。",
    ),
    "help.spot_error": Text(
        "A letter marks the part that is wrong, a digit picks its correction. Enter answers.",
        "按字母标出错误的一段，按数字选择改正。按回车作答。",
    ),
    "help.free": Text(
        "Write your answer, then F7 shows a good one with its key points: tick those that yours holds (digits), and "
        "claims of yours that are not so (letters). Enter hands it in.",
        "先写下你的回答，再按 F7 查看参考回答和要点：按数字勾选答到的要点，按字母勾选说错的话。按回车提交。",
    ),
    "quiz.corrections": Text("Corrections:", "改正："),
    "quiz.free_how": Text(
        "Write as you would say it; F7 compares with a good answer.", "像面试时那样回答；写完按 F7 对照参考回答。"
    ),
    "key.open_note": Text("Note", "笔记"),
    "key.compare": Text("Compare", "对照"),
    "help.keys": Text(
        "Enter answer, next   F3 hint   F4 don't know   F5 skip   F6 options\n"
        "↓ steps one by one   m more   u undo   n note (config notes)   ↑ ↓ PgUp PgDn scroll   F2 language   Esc leave",
        "回车 作答、下一题   F3 提示   F4 不知道   F5 跳过   F6 选项\n"
        "↓ 逐步查看   m 查看详解   u 撤销   n 打开笔记   ↑ ↓ PgUp PgDn 滚动   F2 语言   Esc 离开",
    ),
}
