"""What the settings and the command palette say."""

from __future__ import annotations

from quizzer.questions.text import Language, Text, fill

TEXTS: dict[str, Text] = {
    "key.settings": Text("Settings", "设置"),
    "key.change": Text("Change", "更改"),
    "key.type": Text("Type", "输入"),
    "settings.title": Text("Settings", "设置"),
    "settings.stored": Text("Stored in {path}", "保存在 {path}"),
    "settings.not_stored": Text("This could not be stored: {detail}", "无法保存：{detail}"),
    "settings.refused": Text("{name} takes {allowed}.", "{name}应为 {allowed}。"),
    "config.refused": Text("{name} can be: {allowed}.", "{name} 的取值应为：{allowed}。"),
    "settings.ask": Text(
        "{name}: type a new value. Enter keeps it, Esc leaves it as it was.", "{name}：请输入新值。回车保存，Esc 不改。"
    ),
    "settings.name.language": Text("Language", "语言"),
    "settings.name.theme": Text("Theme", "主题"),
    "settings.name.notes": Text("Folder of notes", "笔记文件夹"),
    "settings.name.new-per-day": Text("New items a day", "每日新题"),
    "settings.name.reviews-per-day": Text("Reviews a day", "每日复习"),
    "settings.name.heat-map": Text("Map of the year", "年度热力图"),
    "settings.name.confidence": Text("Ask how sure I am", "询问把握程度"),
    "settings.about.language": Text(
        "auto speaks what the system speaks. F2 switches at any time.", "“自动”跟随系统语言。随时可用 F2 切换。"
    ),
    "settings.about.theme": Text(
        "Light, dark or high contrast; the command palette (Ctrl+P) knows more.",
        "浅色、深色或高对比度；命令面板（Ctrl+P）里还有更多。",
    ),
    "settings.about.notes": Text(
        "Your copy of the study notes: n after an answer opens the line it comes from. “none” forgets it.",
        "学习笔记的本地副本：作答后按 n 打开对应的行。输入“none”可清除。",
    ),
    "settings.about.new-per-day": Text(
        "How many items that you have never seen a day brings.", "每天最多安排多少道没做过的题。"
    ),
    "settings.about.reviews-per-day": Text("How many reviews a day brings at most.", "每天最多安排多少次复习。"),
    "settings.about.heat-map": Text(
        "Whether the statistics show every day of the year.", "统计中是否显示全年每一天的情况。"
    ),
    "settings.about.confidence": Text(
        "Whether you are asked before each answer how sure you are.", "作答前是否询问你有多大把握。"
    ),
    "settings.name.symbols": Text("Signs", "符号"),
    "settings.name.animations": Text("Animations", "动画"),
    "settings.name.retention": Text("Share to be recalled", "目标记忆率"),
    "settings.name.day-rollover": Text("A day begins at (hour)", "新的一天始于（时）"),
    "settings.name.hints": Text("Hints", "提示"),
    "settings.name.options": Text("Options of a choice", "选择题的选项"),
    "settings.name.keys": Text("Keys", "按键"),
    "settings.about.symbols": Text(
        "ASCII draws x, *, -> and - for ×, ·, → and ─. auto does so where the terminal gives those two columns.",
        "ASCII 用 x、*、->、- 代替 ×、·、→、─。“自动”仅在终端把这些符号画成两列宽时如此。",
    ),
    "settings.about.animations": Text("Whether anything moves on its way.", "界面变化时是否有过渡动画。"),
    "settings.about.retention": Text(
        "A card comes back when this share is expected to be recalled: more means more reviews. Holds for answers to "
        "come; days that are set stay.",
        "预计记忆率降到这个值时再问：定得越高，复习越多。只影响今后的作答，已排好的日期不变。",
    ),
    "settings.about.day-rollover": Text(
        "An answer before this hour still belongs to the day before. What is logged keeps its day.",
        "在此之前的作答仍算前一天。已记录的日期不变。",
    ),
    "settings.about.hints": Text("Whether a question offers its hints.", "答题时是否可以看提示。"),
    "settings.about.options": Text(
        "hidden: think first, then Space shows them. Where a question is about them they are there at once.",
        "“隐藏”：先自己想答案，再按空格显示选项。题目问的就是选项时，直接列出。",
    ),
    "settings.about.keys": Text(
        "Enter opens the list of keys, where each can be changed.", "按回车打开按键列表，可逐个更改。"
    ),
    "settings.keys": Text("{count} of your own", "自定义 {count} 个"),
    "settings.value.auto": Text("auto", "自动"),
    "settings.value.on": Text("on", "开"),
    "settings.value.off": Text("off", "关"),
    "settings.value.unicode": Text("all", "全部"),
    "settings.value.ascii": Text("ASCII", "ASCII"),
    "settings.value.shown": Text("shown", "显示"),
    "settings.value.hidden": Text("hidden", "隐藏"),
    "settings.value.none": Text("none", "无"),
    "settings.value.en": Text("English", "English"),
    "settings.value.zh": Text("中文", "中文"),
    "settings.theme.auto": Text("auto", "自动"),
    "settings.theme.textual-light": Text("light", "浅色"),
    "settings.theme.textual-dark": Text("dark", "深色"),
    "settings.theme.high-contrast": Text("high contrast", "高对比度"),
    "key.press": Text("New key", "换按键"),
    "key.default": Text("Default", "恢复默认"),
    "quiz.options_hidden": Text(
        "Think of your answer; Space shows the {count} options.", "先想好答案，再按空格键显示 {count} 个选项。"
    ),
    "quiz.reasons_hidden": Text(
        "Judge and think why; Space shows the {count} reasons.",
        "先判断对错、想好理由，再按空格键显示 {count} 个理由。",
    ),
    "plain.options_hidden": Text(
        "Think of your answer; Enter or :options shows the {count} options.",
        "先想好答案，再按回车或输入 :options 显示 {count} 个选项。",
    ),
    "plain.hints_off": Text(
        "Hints are switched off (“quizzer config hints on”).", "提示已关闭（“quizzer config hints on”可打开）。"
    ),
    "keys.title": Text("Keys", "按键"),
    "keys.about": Text(
        "Enter asks for another key, Del gives an action its own again. * marks what you changed.",
        "回车更换按键，Del 恢复默认。* 表示已更改。",
    ),
    "keys.press": Text(
        "{name}: press the key that it is to have. Esc leaves it as it was.", "{name}：请按下新的按键。Esc 不改。"
    ),
    "keys.unknown": Text(
        "There is no action {action}. “quizzer config keys” lists them all.",
        "没有操作 {action}。“quizzer config keys”会列出全部操作。",
    ),
    "keys.refused.unknown": Text(
        "There is no key {key}. Keys are called x, ctrl+x, f5, space, question_mark.",
        "没有按键 {key}。按键写作 x、ctrl+x、f5、space、question_mark。",
    ),
    "keys.refused.taken": Text("{key} is taken where this action works: {other}.", "{key} 在同一界面已用于：{other}。"),
    "keys.refused.types": Text(
        "{key} is typed into answers; this action takes a key such as f5 or ctrl+x.",
        "{key} 会输入到答案中；请改用 f5、ctrl+x 之类的按键。",
    ),
    "keys.other": Text("something that cannot be moved", "不能更改的操作"),
    "keys.changed": Text("Your own keys: {keys}", "自定义按键：{keys}"),
    "keys.quiz": Text("Start a quiz", "开始测验"),
    "keys.review": Text("Start the review", "开始复习"),
    "keys.browse": Text("Browse", "浏览"),
    "keys.calculators": Text("Calculators", "计算器"),
    "keys.statistics": Text("Statistics", "统计"),
    "keys.settings": Text("Settings", "设置"),
    "keys.interview": Text("Mock interview", "模拟面试"),
    "keys.plan": Text("Plan to an interview", "面试计划"),
    "keys.weak": Text("Weak points", "弱点"),
    "keys.find": Text("Find an item", "查找题目"),
    "keys.tour": Text("Tour", "导览"),
    "keys.go-on": Text("Go on with a quiz", "继续测验"),
    "keys.language": Text("Switch the language", "切换语言"),
    "keys.command-palette": Text("Command palette", "命令面板"),
    "keys.help": Text("Help", "帮助"),
    "keys.hint": Text("Hint", "提示"),
    "keys.options": Text("Show options", "显示选项"),
    "keys.dont-know": Text("Don't know", "不知道"),
    "keys.skip": Text("Skip", "跳过"),
    "keys.confidence": Text("How sure", "把握程度"),
    "keys.more": Text("More after a verdict", "判定后的详解"),
    "keys.open-note": Text("Open the note", "打开笔记"),
    "keys.undo": Text("Undo", "撤销"),
    "keys.undo-last": Text("Undo the last step", "撤销上一步"),
    "keys.easy": Text("Easy", "很容易"),
    "keys.lucky": Text("Lucky guess", "猜中的"),
    "keys.similar": Text("The same with new numbers", "同题换数字"),
    "keys.copy": Text("Copy", "复制"),
    "keys.suspend": Text("Suspend", "停用"),
    "keys.bury": Text("Not before tomorrow", "明天再问"),
    "keys.flag": Text("Flag", "标记"),
    "keys.search": Text("Search", "搜索"),
    "keys.numbers": Text("New numbers", "换数字"),
    "keys.answer": Text("Show the answer", "显示答案"),
    "keys.quiz-me": Text("Quiz me on this", "就此出题"),
    "keys.history": Text("History of an item", "题目历史"),
    "keys.edit": Text("Edit an item", "编辑题目"),
    "keys.add": Text("Network: add a layer", "网络：添加一层"),
    "keys.change": Text("Network: edit a layer", "网络：修改一层"),
    "keys.remove": Text("Network: remove a layer", "网络：删除一层"),
    "keys.load": Text("Network: load", "网络：载入"),
    "keys.save": Text("Network: save", "网络：保存"),
    "keys.input": Text("Network: input", "网络：输入"),
    "keys.unfold": Text("Network: unfold a block", "网络：展开一块"),
    "keys.period": Text("Statistics: period", "统计：时段"),
    "keys.up": Text("Up", "向上"),
    "keys.down": Text("Down", "向下"),
    "keys.page-up": Text("A page up", "上翻一页"),
    "keys.page-down": Text("A page down", "下翻一页"),
    "keys.quit": Text("Quit", "退出"),
    "help.keys_screen": Text(
        "Every action that can have another key. Enter asks for one: press it. A key that another action has on the "
        "same screen is refused; letters are no keys for what you need while you type. Enter, Esc, digits and the "
        "letters of options stay.",
        "这里列出可以更换按键的操作。按回车，再按下新的按键。同一界面已有用途的按键不能用；"
        "输入答案时要用的操作不能用字母键。回车、Esc、数字键和选项字母不变。",
    ),
    "help.settings": Text(
        "↑ ↓ choose a line, ← → change its value, Enter lets you type a number or a folder. A click chooses, a "
        "second one changes. Everything is stored at once, as by “quizzer config”.",
        "↑ ↓ 选择一行，← → 更改取值，数和文件夹按回车后输入。单击选择，再次单击更改。"
        "改动立即保存，与“quizzer config”相同。",
    ),
    "palette.search": Text("Search for commands, items, calculators …", "搜索命令、题目、计算器……"),
    "palette.themes": Text("Search for themes …", "搜索主题……"),
    "palette.theme": Text("Theme", "主题"),
    "palette.theme.about": Text("Choose a colour theme; it is remembered", "选择配色主题，下次仍然有效"),
    "palette.quit": Text("Quit", "退出"),
    "palette.quit.about": Text("Leave quizzer; everything is saved", "离开 quizzer，所有内容均已保存"),
    "palette.keys": Text("Keys", "按键"),
    "palette.keys.about": Text("Show or hide the keys of this screen", "显示或隐藏本屏的按键"),
    "palette.screenshot": Text("Screenshot", "截图"),
    "palette.screenshot.about": Text("Save this screen as an SVG picture", "将当前屏幕保存为 SVG 图片"),
    "palette.maximize": Text("Maximize", "最大化"),
    "palette.minimize": Text("Minimize", "还原"),
    "palette.maximize.about": Text("Give the focused part the whole screen", "让当前部分占满屏幕"),
    "palette.minimize.about": Text("Give the other parts their room again", "恢复其他部分"),
    "palette.item": Text("Show this item", "查看这道题"),
    "palette.calculator": Text("Open this calculator", "打开这个计算器"),
}


def key_refused(reason: str, key: str, other: str, language: Language) -> str:
    """Why an action cannot have ``key``; ``other`` is the action that has it, "" where that has no name."""
    taken = TEXTS[f"keys.{other or 'other'}"][language]
    return fill(TEXTS[f"keys.refused.{reason}"][language], {"key": key, "other": taken})
