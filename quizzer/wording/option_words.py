"""What the options of the command line do, how its help is laid out, and what is wrong with what was typed there."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "option.help": Text("Show this page.", "显示本页。"),
    "option.version": Text("Show the version.", "显示版本。"),
    "option.database": Text("SQLite file with your progress.", "存放学习记录的 SQLite 文件。"),
    "option.bank": Text("Folder with items of your own.", "存放自己题目的文件夹。"),
    "option.language": Text("Language of this run.", "本次使用的语言。"),
    "option.json": Text("One JSON object.", "输出一个 JSON 对象。"),
    "option.json.item": Text(
        "One JSON object, as of “quizzer ask --with-answer”.", "输出一个 JSON 对象，与“quizzer ask --with-answer”相同。"
    ),
    "option.json.plan": Text(
        "One JSON object; docs/plan.md says what the figures mean.", "输出一个 JSON 对象；各项含义见 docs/plan.md。"
    ),
    "option.json.stats": Text(
        "One JSON object; docs/statistics.md says what the figures mean.",
        "输出一个 JSON 对象；各项含义见 docs/statistics.md。",
    ),
    "option.plain": Text("Line by line, for pipes and screen readers.", "逐行进行，适合管道和读屏软件。"),
    "option.plain.drill": Text("Drill line by line, for pipes and screen readers.", "逐行专练，适合管道和读屏软件。"),
    "option.where": Text(
        "Selector, such as “topic:pooling difficulty<=2”.", "选择条件，如“topic:pooling difficulty<=2”。"
    ),
    "option.where.plan": Text(
        "Selector of what the interview is about; “” is everything.", "面试范围的选择条件；“”表示全部。"
    ),
    "option.count": Text("Graded questions.", "评分的题数。"),
    "option.count.drill": Text("Questions of a drill.", "专练的题数。"),
    "option.count.review": Text("Graded questions; else all of today.", "评分的题数；不给时为今天的全部。"),
    "option.seed.question": Text("Repeatable: the same seed asks the same question.", "可重现：种子相同，题目相同。"),
    "option.seed.questions": Text("Repeatable: the same seed asks the same questions.", "可重现：种子相同，各题相同。"),
    "option.seed.show": Text("Which of its questions.", "显示其中哪一道变体。"),
    "option.seed.export": Text("First seed of generators.", "生成题目的起始种子。"),
    "option.question": Text("A question id to ask again.", "重出这个题目编号的题。"),
    "option.with-answer": Text("Also print the answer, the steps and the slips.", "同时给出答案、步骤和常见错误。"),
    "option.resume.quiz": Text(
        "Go on with the quiz or review that was left in the middle.", "继续上次中断的测验或复习。"
    ),
    "option.resume.interview": Text("Go on with the interview that is not finished.", "继续未完成的面试。"),
    "option.minutes.review": Text("A time box, in minutes.", "限定时间，以分钟计。"),
    "option.minutes.interview": Text("Minutes in place of the blueprint's time.", "代替方案规定的分钟数。"),
    "option.minutes.plan": Text("Minutes a day until then; 20 at first.", "到那天为止每天的分钟数；起初为 20。"),
    "option.ahead": Text("Go on with what is due later.", "继续复习以后到期的题。"),
    "option.no-schedule.review": Text("Cram: nothing moves in the schedule.", "突击：不改变日程。"),
    "option.no-schedule.interview": Text("Nothing enters tomorrow's review.", "不会有题进入明天的复习。"),
    "option.blueprint": Text(
        "What is asked: cv-60, cv-45, dl-30, warm-up-10, …", "考什么：cv-60、cv-45、dl-30、warm-up-10……"
    ),
    "option.html": Text("Write a page for a browser.", "写成浏览器能打开的网页。"),
    "option.markdown": Text("Write Markdown.", "写成 Markdown。"),
    "option.by.plan": Text("The day of the interview, such as 2026-12-01.", "面试日期，如 2026-12-01。"),
    "option.clear": Text("Forget the interview.", "清除面试计划。"),
    "option.by.weak": Text("Order of the list.", "排列方式。"),
    "option.drill": Text("Practise number N of the list alone.", "只练列表中的第 N 项。"),
    "option.days": Text("The period, in days.", "统计的天数。"),
    "option.all": Text("All time as the period.", "统计全部时间。"),
    "option.calc.jsonl": Text(
        "Read records from stdin, one a line, and write their results.", "从标准输入逐行读取记录，并写出结果。"
    ),
    "option.calc.list": Text(
        "Every calculator with arguments, conventions and source.", "列出全部计算器及其参数、约定和出处。"
    ),
    "option.simplify": Text("Show the formula in its simplest form too.", "同时给出化简后的公式。"),
    "option.grade.jsonl": Text(
        "Read records from stdin, one a line, and write their verdicts.", "从标准输入逐行读取记录，并写出判定。"
    ),
    "option.grade.list": Text("The answer kinds with their specification.", "列出答案的类型及其写法。"),
    "option.output": Text("File to write; “-” is stdout.", "写到这个文件；“-”表示标准输出。"),
    "option.variants": Text("Questions per generator.", "每个生成器的题数。"),
    "option.languages": Text("Languages of the cards.", "卡片使用的语言。"),
    "option.with-spot-error": Text("Take faulty claims along.", "包含挑错题。"),
    "option.with-progress": Text("Take your schedule and review log along (anki).", "带上日程和复习记录（anki）。"),
    "option.bom": Text(
        "Begin a text with a byte order mark, for old spreadsheets.",
        "在文本开头加字节顺序标记，供旧的电子表格软件使用。",
    ),
    "option.force": Text("Overwrite the file.", "覆盖已有的文件。"),
    "option.export.list": Text("Show the formats: what each keeps and what it loses.", "列出各格式保留和丢失的内容。"),
    "option.export.schema": Text("Print the JSON Schema of the format json.", "输出 json 格式的 JSON Schema。"),
    "option.draws": Text("Seeds per level.", "每一级检查的种子数。"),
    "option.level": Text("Level of a numeric item; the lowest without it.", "数值题的级别；不给时为最低一级。"),
    "option.repair": Text("Make everything that follows from the log anew.", "由日志重建其余数据。"),
    "option.retention": Text(
        "The share of cards to be recalled when they are due; nothing is fitted.",
        "卡片到期时应能记起的比例；只设定，不拟合。",
    ),
    "option.host": Text("Address to listen on.", "监听的地址。"),
    "option.port": Text("Port to listen on.", "监听的端口。"),
    "option.anyone": Text(
        "Allow an address that other machines reach; there is no password.", "允许其他机器能访问的地址；没有密码。"
    ),
    "usage.line": Text("Usage: {words}", "用法：{words}"),
    "usage.arguments": Text("Arguments:", "参数："),
    "usage.options": Text("Options:", "选项："),
    "usage.commands": Text("Commands:", "命令："),
    "usage.default": Text("default {value}", "默认 {value}"),
    "usage.notes": Text("{text} [{notes}]", "{text}（{notes}）"),
    "usage.notes.and": Text("; ", "；"),
    "usage.range": Text("{least} to {most}", "{least} 到 {most}"),
    "usage.range.from": Text("{least} or more", "不小于 {least}"),
    "usage.range.above": Text("above {least}, at most {most}", "大于 {least}，至多 {most}"),
    "usage.one_of": Text("One of {choices}.", "可用：{choices}。"),
    "usage.wrong.choice": Text("{name} must be one of {choices}.", "“{name}”应为其中之一：{choices}。"),
    "usage.wrong.whole": Text("{name} must be a whole number, {range}.", "“{name}”应为整数，{range}。"),
    "usage.wrong.number": Text("{name} must be a number, {range}.", "“{name}”应为数，{range}。"),
    "usage.wrong.file": Text(
        "{name} must be the name of a file that can be read, not of a folder.",
        "“{name}”应为可以读取的文件，不能是文件夹。",
    ),
    "usage.wrong.folder": Text(
        "{name} must be the name of a folder that can be read, not of a file.",
        "“{name}”应为可以读取的文件夹，不能是文件。",
    ),
    "usage.missing": Text(
        "{name} is missing; “{command} --help” shows what belongs where.", "缺少“{name}”；用法见“{command} --help”。"
    ),
    "usage.missing.choice": Text(
        "{name} is missing; it must be one of {choices}.", "缺少“{name}”，应为其中之一：{choices}。"
    ),
    "usage.surplus": Text(
        "There is more than “{command}” takes; “{command} --help” shows what belongs where.",
        "“{command}”后面的内容太多；用法见“{command} --help”。",
    ),
    "usage.option.valueless": Text(
        "{name} has no value; “{command} --help” shows which it takes.",
        "“{name}”后面缺少值；用法见“{command} --help”。",
    ),
    "usage.option.flag": Text("{name} takes no value; leave it out.", "“{name}”不带值，请去掉。"),
    "usage.option.unknown": Text(
        "There is no option {given}; “{command} --help” lists them.", "没有选项 {given}；“{command} --help”可列出全部。"
    ),
    "usage.option.nearest": Text(
        "There is no option {given}; the nearest is {nearest}.", "没有选项 {given}；最接近的是 {nearest}。"
    ),
    "usage.command.unknown": Text(
        "There is no command {given}; “{command} --help” lists them.",
        "没有命令 {given}；“{command} --help”可列出全部。",
    ),
    "usage.command.nearest": Text(
        "There is no command {given}; the nearest is {nearest}.", "没有命令 {given}；最接近的是 {nearest}。"
    ),
    "usage.command.missing": Text(
        "“{command}” needs a command: {choices}; “{command} --help” says what each does.",
        "“{command}”后面要有命令：{choices}；说明见“{command} --help”。",
    ),
    "usage.reason": Text("A REASON belongs to flag, and to flag alone.", "只有 flag 需要原因，而且必须有。"),
    "usage.grade": Text(
        "Say “quizzer grade --jsonl” for records on stdin, or “quizzer grade --list”.",
        "请用“quizzer grade --jsonl”从标准输入读取记录，或用“quizzer grade --list”查看答案的类型。",
    ),
    "usage.config.keys": Text(
        "“keys” is all of them; name the action, as in “quizzer config keys.undo ctrl+z”.",
        "“keys”指全部按键；请写明操作，如“quizzer config keys.undo ctrl+z”。",
    ),
    "usage.config.path": Text(
        "“path” only tells where the file is; $QUIZZER_HOME moves it.",
        "“path”只显示文件位置；要移动它，请设 $QUIZZER_HOME。",
    ),
}
