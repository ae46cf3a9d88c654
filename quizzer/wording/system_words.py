"""What the program says about itself and the machine: doctor, completion, the browser."""

from __future__ import annotations

from quizzer.questions.text import Text

SERVE_NEEDS = Text(
    'quizzer serve needs an extra; in the folder of its source: {python} -m pip install ".[serve]"',
    'quizzer serve 需要附加组件；请在源码目录运行：{python} -m pip install ".[serve]"',
)

TEXTS: dict[str, Text] = {
    "doctor.line": Text("{name}: {text}", "{name}：{text}"),
    "doctor.versions.ok": Text(
        "quizzer {quizzer}, Python {python}, Textual {textual}, SQLite {sqlite}",
        "quizzer {quizzer}，Python {python}，Textual {textual}，SQLite {sqlite}",
    ),
    "doctor.terminal.ok": Text("terminal {term}, {columns}×{lines}", "终端 {term}，{columns}×{lines}"),
    "doctor.terminal.none": Text(
        "not in a terminal; line by line works (quizzer quiz --plain)",
        "不在终端里；逐行模式可用（quizzer quiz --plain）",
    ),
    "doctor.terminal.dumb": Text(
        "terminal “{term}” cannot draw a full screen; use quizzer quiz --plain",
        "终端“{term}”不能画整屏；请用 quizzer quiz --plain",
    ),
    "doctor.terminal.small": Text(
        "terminal is {columns}×{lines}; make it 60×20 or larger", "终端只有 {columns}×{lines}，请放大到 60×20 以上"
    ),
    "doctor.encoding.ok": Text("output shows Chinese and symbols ({encoding})", "输出能显示中文和符号（{encoding}）"),
    "doctor.encoding.bad": Text(
        "output in {encoding} cannot show Chinese and symbols; set PYTHONUTF8=1 or a UTF-8 locale",
        "输出编码 {encoding} 显示不了中文和符号；请设 PYTHONUTF8=1 或改用 UTF-8 区域设置",
    ),
    "doctor.width.ok": Text("a Chinese character takes two columns, × and ─ take one", "汉字占两列，× 和 ─ 占一列"),
    "doctor.width.unknown": Text(
        "the terminal did not say how many columns its characters take",
        "终端没有回答字符占几列",
    ),
    "doctor.width.bad": Text(
        "the terminal gives {wide} columns to a Chinese character and {narrow} to ×, not 2 and 1; "
        "set “ambiguous width” to narrow, or use “quizzer config symbols ascii”",
        "终端给汉字 {wide} 列、给 × {narrow} 列，应为 2 列和 1 列；请把“歧义宽度字符”设为窄，"
        "或运行“quizzer config symbols ascii”",
    ),
    "doctor.colour.full": Text("16 million", "1600 万色"),
    "doctor.colour.some": Text("{count}", "{count} 色"),
    "doctor.colour.off": Text("off (NO_COLOR); signs and words say it all", "关闭（NO_COLOR）；符号和文字照样说明一切"),
    "doctor.bank.ok": Text("{items} items in {topics} topics", "{topics} 个主题共 {items} 道题"),
    "doctor.bank.bad": Text("the bank has a fault: {finding}", "题库有错误：{finding}"),
    "doctor.config.ok": Text("{path}", "{path}"),
    "doctor.config.none": Text("{path} is not there yet; the defaults hold", "{path} 尚不存在，使用默认值"),
    "doctor.database.ok": Text("{path}, {events} events", "{path}，{events} 条记录"),
    "doctor.database.new": Text("{path}, nothing recorded yet", "{path}，还没有记录"),
    "doctor.database.bad": Text(
        "{path}, {count} findings; see “quizzer db check”", "{path}，{count} 处问题，见“quizzer db check”"
    ),
    "doctor.backups.ok": Text("the newest of a day is that of {day}", "最新的每日备份为 {day}"),
    "doctor.backups.none": Text("none yet; the first is made once there are answers", "还没有；有答题记录后会自动备份"),
    "doctor.backups.full": Text(
        "none can be made: {folder} needs {megabytes} MB of free space",
        "无法备份：{folder} 需要 {megabytes} MB 可用空间",
    ),
    "doctor.backups.denied": Text(
        "none can be made: {folder} must be a folder that you may write to",
        "无法备份：{folder} 必须是你有写入权限的文件夹",
    ),
    "doctor.browser.ok": Text("quizzer serve is available", "可以使用 quizzer serve"),
    "doctor.browser.none": SERVE_NEEDS,
    "doctor.name.versions": Text("versions", "版本"),
    "doctor.name.terminal": Text("terminal", "终端"),
    "doctor.name.encoding": Text("encoding", "编码"),
    "doctor.name.width": Text("width", "宽度"),
    "doctor.name.colour": Text("colours", "颜色"),
    "doctor.name.config": Text("preferences", "偏好设置"),
    "doctor.name.bank": Text("bank", "题库"),
    "doctor.name.database": Text("database", "数据库"),
    "doctor.name.backups": Text("backups", "备份"),
    "doctor.name.browser": Text("browser", "浏览器"),
    "serve.ready": Text("Open {url} in a browser; Ctrl-C ends it.", "请在浏览器打开 {url}；按 Ctrl-C 结束。"),
    "serve.warning": Text(
        "Warning: whoever reaches {address} can use quizzer with your progress. No password, no encryption.",
        "警告：能访问 {address} 的人都能以你的学习记录使用 quizzer。没有密码，也没有加密。",
    ),
    "serve.not_loopback": Text(
        "{address} is not this machine alone; add --anyone to serve there all the same.",
        "{address} 不限于本机；确实要这样开放，请加 --anyone。",
    ),
    "serve.not_installed": SERVE_NEEDS,
    "serve.port_taken": Text(
        "{address} port {port} cannot be opened: {problem}", "无法打开 {address} 的端口 {port}：{problem}"
    ),
    "serve.page.start": Text("Opening …", "正在打开……"),
    "serve.page.ended": Text(
        "The session has ended; everything that was graded is kept.", "会话已结束，已评分的内容都已保存。"
    ),
    "serve.page.again": Text("Open again", "重新打开"),
}
