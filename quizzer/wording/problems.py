"""What goes wrong outside a question, and what to do about it: one sentence each."""

from __future__ import annotations

from quizzer.questions.text import Text

TEXTS: dict[str, Text] = {
    "problem.database.newer": Text(
        "The database {path} was written by a newer quizzer; please update quizzer. Nothing was changed.",
        "数据库 {path} 由更新版本的 quizzer 写入，请先升级 quizzer。未做任何改动。",
    ),
    "problem.database.damaged": Text(
        "The database {path} is damaged; move it away, or put a backup in its place. Nothing was changed.",
        "数据库 {path} 已损坏；请将它移走，或用备份替换。未做任何改动。",
    ),
    "problem.database.foreign": Text(
        "{path} belongs to another program; choose another file with --database. Nothing was changed.",
        "{path} 属于其他程序；请用 --database 指定另一个文件。未做任何改动。",
    ),
    "problem.database.locked": Text(
        "The database {path} is in use by another program; close it there and try again. Nothing was changed.",
        "数据库 {path} 正被其他程序占用；请关闭该程序后再试。未做任何改动。",
    ),
    "problem.database.read_only": Text(
        "The database {path} cannot be written; check its permissions or choose another with --database.",
        "无法写入数据库 {path}；请检查权限，或用 --database 指定另一个文件。",
    ),
    "problem.database.full": Text(
        "There is no space left for {path}; the last answer was not saved. Free some space and answer again.",
        "{path} 所在磁盘已满，最后一个答案没有保存。请释放空间后重新作答。",
    ),
    "problem.database.unreachable": Text(
        "The database {path} cannot be opened; check the folder or choose another with --database.",
        "无法打开数据库 {path}；请检查所在文件夹，或用 --database 指定另一个文件。",
    ),
    "problem.database.migration_failed": Text(
        "The database {path} could not be brought up to date; it is as it was, with a backup beside it.",
        "数据库 {path} 升级失败；数据保持原样，旁边留有备份。",
    ),
    "problem.database.url": Text(
        "QUIZZER_DATABASE_URL must look like sqlite:///path/to/file.db, not {url}.",
        "QUIZZER_DATABASE_URL 应形如 sqlite:///path/to/file.db，而不是 {url}。",
    ),
    "problem.bank": Text(
        "No question can be asked, because the bank has a mistake: {finding}", "题库有误，无法出题：{finding}"
    ),
    "problem.bank_part": Text(
        "A file of the bank is left out because of a mistake: {finding}",
        "题库中有文件因错误而被忽略：{finding}",
    ),
    "problem.no_notes": Text(
        "{path} holds no study notes (files whose names begin with 000 to 004).",
        "{path} 中没有学习笔记（文件名以 000 到 004 开头）。",
    ),
    "problem.no_editor": Text(
        "No editor is known: set $EDITOR, or open {place} yourself.",
        "没有设置编辑器：请设置 $EDITOR，或自行打开 {place}。",
    ),
    "problem.editor": Text(
        "{command} could not be started; open {place} yourself.", "无法启动 {command}；请自行打开 {place}。"
    ),
    "problem.no_item": Text(
        "There is no item {given}; the nearest is {nearest}.", "没有题目 {given}；最接近的是 {nearest}。"
    ),
    "problem.item_exists": Text("There is an item {given} already, in {place}.", "题目 {given} 已经存在，在 {place}。"),
    "problem.item_id": Text(
        "An item's id is its topic and a short name in small letters and hyphens, not “{given}”.",
        "题目的 id 由主题和短名组成，只用小写字母和连字符，不能是“{given}”。",
    ),
    "problem.no_topic": Text(
        "There is no topic {given}; the nearest is {nearest}.", "没有主题 {given}；最接近的是 {nearest}。"
    ),
    "problem.write": Text("{path} cannot be written: {detail}.", "无法写入 {path}：{detail}。"),
    "problem.no_bank": Text("There is no bank in {path}.", "{path} 中没有题库。"),
    "problem.no_terminal": Text(
        "The full-screen program needs a terminal; use “quizzer quiz --plain” here.",
        "全屏界面需要终端；此处请使用“quizzer quiz --plain”。",
    ),
    "problem.selector.key": Text(
        "There is no selector {given}; the nearest is {nearest}.",
        "没有选择条件 {given}；最接近的是 {nearest}。",
    ),
    "problem.selector.unvalued": Text(
        "{given} needs a value, such as {nearest}.", "{given} 后面要写值，例如 {nearest}。"
    ),
    "problem.selector.value": Text(
        "{key} knows no {given}; the nearest is {nearest}.", "{key} 没有 {given}；最接近的是 {nearest}。"
    ),
    "problem.selector.empty": Text("No item matches {where}.", "没有题目符合 {where}。"),
    "problem.question_id": Text(
        "{given} is no question id; it looks like output-size-conv-side@1:2:7.",
        "{given} 不是题目编号；编号形如 output-size-conv-side@1:2:7。",
    ),
    "problem.replay.unknown_item": Text("There is no item {item} in the bank.", "题库中没有 {item}。"),
    "problem.replay.other_version": Text(
        "{item} is at version {found} now; version {version} can only be asked by the quizzer of its time.",
        "{item} 现在是第 {found} 版；第 {version} 版只能用当时的 quizzer 重现。",
    ),
    "problem.replay.unknown_level": Text("{item} has no level {level}.", "{item} 没有第 {level} 级。"),
    "problem.now": Text(
        "QUIZZER_NOW must be a moment such as 2026-12-01T09:00:00+08:00, not {value}.",
        "QUIZZER_NOW 应形如 2026-12-01T09:00:00+08:00，而不是 {value}。",
    ),
    "problem.config": Text(
        "{path} cannot be used: {detail}. Mend it with “quizzer config NAME VALUE”, or delete it; it only holds "
        "preferences.",
        "无法使用 {path}：{detail}。请用“quizzer config 名称 值”修正，或删除它；其中只有偏好设置。",
    ),
    "problem.interrupted": Text("Stopped. Everything that was graded is saved.", "已停止。已评分的内容全部保存。"),
}
