"""What the settings and the command palette say."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "key.settings": Text("Settings", "设置"),
    "key.change": Text("Change", "更改"),
    "key.type": Text("Type", "输入"),
    "settings.title": Text("Settings", "设置"),
    "settings.stored": Text("Stored in {path}", "保存在 {path}"),
    "settings.not_stored": Text("This could not be stored: {detail}", "无法保存：{detail}"),
    "settings.refused": Text("{name} takes {allowed}.", "{name}应为 {allowed}。"),
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
    "settings.value.auto": Text("auto", "自动"),
    "settings.value.on": Text("on", "开"),
    "settings.value.off": Text("off", "关"),
    "settings.value.none": Text("none", "无"),
    "settings.value.en": Text("English", "English"),
    "settings.value.zh": Text("中文", "中文"),
    "settings.theme.auto": Text("auto", "自动"),
    "settings.theme.textual-light": Text("light", "浅色"),
    "settings.theme.textual-dark": Text("dark", "深色"),
    "settings.theme.high-contrast": Text("high contrast", "高对比度"),
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
