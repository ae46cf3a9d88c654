"""What the commands are for, and what their arguments are called: the help of the command line."""

from __future__ import annotations

from quizzer.questions.text import Text

# The first paragraph also stands in the list of commands.
TEXTS: dict[str, Text] = {
    "command.quizzer": Text(
        "Practise what computer-vision and deep-learning interviewers ask.\n\n"
        "Without a command the full-screen program opens.",
        "练习计算机视觉和深度学习面试中会问到的内容。\n\n不带命令时打开全屏界面。",
    ),
    "command.quiz": Text(
        "Ask questions, in the full-screen program or line by line (--plain).",
        "开始答题，可用全屏界面，也可逐行进行（--plain）。",
    ),
    "command.review": Text("Ask what is due today, and a few new items.", "复习今天到期的题，再加几道新题。"),
    "command.interview": Text(
        "Sit a mock interview against the clock, with a report at its end.\n\n"
        "Nothing is said of right or wrong before. “quizzer interview list” shows the interviews so far.",
        "限时模拟面试，结束后给出报告。\n\n面试途中不提示对错。“quizzer interview list”列出历次面试。",
    ),
    "command.interview.list": Text(
        "List the interviews, the latest first, with the numbers by which “report” and “drop” know them.",
        "列出历次面试，最近的在前；report 和 drop 用这里的编号。",
    ),
    "command.interview.report": Text(
        "Show the report on an interview.\n\nINTERVIEW is a number or id from the list; without it, the latest.",
        "查看一场面试的报告。\n\n“面试”是列表中的编号或 id；不给时为最近一场。",
    ),
    "command.interview.drop": Text(
        "Forget an interview that is not finished; none of its answers is in the log.\n\n"
        "INTERVIEW is a number or id from the list.",
        "删除一场未完成的面试；其中的作答都没有记入日志。\n\n“面试”是列表中的编号或 id。",
    ),
    "command.plan": Text(
        "Plan the days up to an interview, and show what will be recalled on it.\n\n"
        "Until then “quizzer review” asks what the plan says. Without options the plan is shown as it stands today.",
        "安排面试前每一天的练习，并预估当天能答出多少。\n\n"
        "到那天为止，“quizzer review”按计划出题。不带选项时显示目前的计划。",
    ),
    "command.weak": Text(
        "Show which misconceptions and topics would cost most in an interview today, and drill them.",
        "列出今天面试最容易丢分的误区和主题，并可专练。",
    ),
    "command.ask": Text("Print one question; nothing is recorded.", "出一道题，不做记录。"),
    "command.answer": Text(
        "Grade an answer, record it and say when the question is due again.\n\n"
        "TEXT is the answer to QUESTION_ID; “-” reads it from stdin. Options stand before QUESTION_ID: after it "
        "nothing is taken for one, so -1.386 is an answer.",
        "给答案评分并记录，再说明这道题何时到期。\n\n"
        "“文本”是对“题目编号”的答案；写“-”则从标准输入读取。选项要写在题目编号之前：其后的内容一律不当作选项，"
        "因此 -1.386 也是答案。",
    ),
    "command.calc": Text(
        "Compute with formula, worked steps and common slips.\n\n"
        "Values are numbers, lists (3,5 or [3, 5]), true, false or text; values without a name fill the arguments in "
        "order. “quizzer calc NAME --help” shows the arguments of a calculator.",
        "计算，并给出公式、步骤和常见错误。\n\n"
        "值可以是数、列表（3,5 或 [3, 5]）、true、false 或文本；不带名称的值依次填入各个参数。"
        "“quizzer calc 名称 --help”列出一个计算器的参数。",
    ),
    "command.stats": Text(
        "Show what is due, what sticks, which topics are weak, and which slips come back.",
        "查看到期情况、记忆效果、薄弱主题和反复出现的错误。",
    ),
    "command.why": Text(
        "Show what is known of an item: why it is due when it is, how well it is remembered, and every attempt.",
        "查看一道题的情况：为何在那天到期、记得多牢，以及每次作答。",
    ),
    "command.item": Text(
        "Suspend an item, ask it again, end its rest, flag it or begin it anew.\n\n"
        "suspend stops asking it and unsuspend asks it again; unbury ends its rest; flag marks it, with a REASON, and "
        "unflag takes the mark away; reset begins it anew. “quizzer bank list --where suspended” lists what is "
        "suspended.",
        "停用、恢复、标记一道题，或让它重新开始。\n\n"
        "suspend 停用，unsuspend 恢复；unbury 结束推迟；flag 做标记，须附原因，unflag 取消标记；reset 重新开始。"
        "“quizzer bank list --where suspended”列出已停用的题。",
    ),
    "command.grade": Text(
        "Grade answers that come from elsewhere (JSON Lines); nothing is recorded.",
        "给来自别处的答案（JSON Lines）评分，不做记录。",
    ),
    "command.export": Text(
        "Write the bank for Anki, Moodle, a spreadsheet, print or other programs.\n\n"
        "--where picks a part of it. Without FORMAT the formats are listed.",
        "把题库导出到 Anki、Moodle、电子表格、打印稿或其他程序。\n\n用 --where 可只选一部分。不给格式时列出全部格式。",
    ),
    "command.config": Text(
        "Show or change preferences.\n\n"
        "Without NAME all are shown, without VALUE just that one. “quizzer config notes FOLDER” says where your copy "
        "of the study notes is, so that feedback can open the line; “quizzer config new-per-day 20” sets how many new "
        "items a day brings; “quizzer config symbols ascii” draws with ASCII alone.\n\n"
        "“quizzer config keys” lists the actions of the full-screen program, “quizzer config keys.undo ctrl+z” gives "
        "one another key, “default” its own again. docs/settings.md has them all.",
        "查看或更改偏好设置。\n\n"
        "不给名称时列出全部，不给值时只显示这一项。“quizzer config notes 文件夹”指明学习笔记副本的位置，"
        "这样反馈就能打开对应的行；“quizzer config new-per-day 20”设定每天多少道新题；"
        "“quizzer config symbols ascii”只用 ASCII 显示。\n\n"
        "“quizzer config keys”列出全屏界面的操作，“quizzer config keys.undo ctrl+z”为操作更换按键，"
        "“default”恢复默认。全部设置见 docs/settings.md。",
    ),
    "command.bank": Text("Check, list and extend the question bank.", "检查、列出和扩充题库。"),
    "command.bank.check": Text(
        "Check every item: its file, its references, its texts, and that its key is graded right and every slip wrong.",
        "检查每道题：文件、引用和文字，并确认标准答案判对、各种错误判错。",
    ),
    "command.bank.list": Text("List the items that a selector picks.", "列出符合条件的题目。"),
    "command.bank.coverage": Text(
        "Show which sections of the study notes are asked about, and which of their errors are put right.",
        "查看学习笔记的哪些小节已出题，哪些错误已得到纠正。",
    ),
    "command.bank.schema": Text("Print the JSON Schema of bank files.", "输出题库文件的 JSON Schema。"),
    "command.bank.show": Text(
        "Show an item as the learner sees it, then its answer, feedback and sources, and where it is written.",
        "按答题时的样子显示一道题，再给出答案、反馈和出处，以及所在文件的位置。",
    ),
    "command.bank.new": Text(
        "Begin a new item TOPIC-NAME of KIND in your own bank ($QUIZZER_HOME/bank or --bank FOLDER).",
        "在自己的题库（$QUIZZER_HOME/bank 或 --bank 文件夹）中新建一道题，id 为“主题-名称”。",
    ),
    "command.bank.edit": Text(
        "Open an item at its line in $VISUAL or $EDITOR, then say what is wrong with its file.",
        "用 $VISUAL 或 $EDITOR 打开题目所在的行，编辑后指出文件中的问题。",
    ),
    "command.db": Text(
        "Check, back up, restore, merge or export your progress.", "检查、备份、恢复、合并或导出学习记录。"
    ),
    "command.db.path": Text("Print where the database is.", "显示数据库的位置。"),
    "command.db.check": Text(
        "Replay the log and compare, and run SQLite's own check: one line a finding.",
        "重放日志并比对，同时运行 SQLite 自带的检查；每个问题一行。",
    ),
    "command.db.backup": Text(
        "Copy the database to TARGET, else into the folder “backups” beside it.",
        "把数据库复制到目标文件；不给目标时放进旁边的“backups”文件夹。",
    ),
    "command.db.restore": Text(
        "Put a backup in the place of the database.\n\n"
        "BACKUP is a file, or a name from the list; without it, the backups are listed.",
        "用备份替换数据库。\n\n“备份”是文件，或列表中的名称；不给时列出全部备份。",
    ),
    "command.db.upgrade": Text(
        "Bring the database to the schema of this program, after a backup. Every start does so too.",
        "先备份，再把数据库升级到本程序的结构版本。每次启动也会这样做。",
    ),
    "command.db.merge": Text(
        "Take over every answer and decision of another database, which stays as it is.",
        "并入另一个数据库的全部作答和操作，对方保持原样。",
    ),
    "command.db.export": Text(
        "Write the log as JSON Lines to TARGET, else to stdout: sessions, events in their order, interviews.",
        "把日志以 JSON Lines 写到目标文件，不给目标时写到标准输出：练习、依次排列的记录、面试。",
    ),
    "command.db.fit": Text(
        "Fit the memory model to your own reviews, and keep the fit if it predicts better.",
        "用自己的复习记录拟合记忆模型，预测更准才采用。",
    ),
    "command.doctor": Text(
        "Look at terminal, colours, widths, preferences, bank, database and versions; exit code 1 if something is "
        "wrong.",
        "检查终端、颜色、字符宽度、偏好设置、题库、数据库和版本；有问题时退出码为 1。",
    ),
    "command.serve": Text(
        "Serve the full-screen program to a browser on this machine.\n\n"
        "Needs the extra “serve” (textual-serve). Every window is a session of its own with your progress.",
        "在本机浏览器中使用全屏界面。\n\n需要附加组件“serve”（textual-serve）。每个窗口各自练习，共用你的学习记录。",
    ),
    "command.completion": Text(
        "Print the completion script of a shell.\n\n"
        'bash: add “eval "$(quizzer completion bash)"” to ~/.bashrc; zsh: the same with zsh in ~/.zshrc; fish: '
        "“quizzer completion fish > ~/.config/fish/completions/quizzer.fish”.",
        "输出 shell 的补全脚本。\n\n"
        'bash：在 ~/.bashrc 中加入“eval "$(quizzer completion bash)"”；zsh：在 ~/.zshrc 中加入同一行，'
        "把 bash 换成 zsh；fish：运行“quizzer completion fish > ~/.config/fish/completions/quizzer.fish”。",
    ),
    "argument.options": Text("[OPTIONS]", "[选项]"),
    "argument.command": Text("COMMAND [ARGUMENTS]", "命令 [参数]"),
    "argument.address": Text("ADDRESS", "地址"),
    "argument.backup": Text("BACKUP", "备份"),
    "argument.blueprint": Text("BLUEPRINT", "方案"),
    "argument.database": Text("DATABASE", "数据库"),
    "argument.day": Text("DATE", "日期"),
    "argument.decision": Text("DECISION", "操作"),
    "argument.file": Text("FILE", "文件"),
    "argument.folder": Text("FOLDER", "文件夹"),
    "argument.format": Text("FORMAT", "格式"),
    "argument.interview": Text("INTERVIEW", "面试"),
    "argument.item": Text("ITEM", "题目"),
    "argument.kind": Text("KIND", "题型"),
    "argument.name": Text("NAME", "名称"),
    "argument.number": Text("N", "N"),
    "argument.question": Text("QUESTION_ID", "题目编号"),
    "argument.reason": Text("REASON", "原因"),
    "argument.selector": Text("SELECTOR", "条件"),
    "argument.shell": Text("SHELL", "SHELL"),
    "argument.target": Text("TARGET", "目标"),
    "argument.text": Text("TEXT", "文本"),
    "argument.topic": Text("TOPIC", "主题"),
    "argument.value": Text("VALUE", "值"),
    "argument.values": Text("--ARGUMENT VALUE", "--参数 值"),
}
